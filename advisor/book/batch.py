"""A table of cases in, the same table with an answer to each of them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from advisor.book.answer_columns import PROBLEMS, without_old_answers
from advisor.book.answering import AnsweredRow, Answerer, Job, RowAnswer, answered
from advisor.book.cells import Cell, as_text, is_blank
from advisor.book.for_client import ForClient
from advisor.book.heading_lines import HeadingLines, find_headings
from advisor.book.headings import Column, Headings, HeadingWords
from advisor.book.rows import RowReader
from advisor.book.tables import NoSuchKeyError, Sheet, TableError, filled_down, heading_texts
from advisor.book.words import begins_totals, is_note, is_number_heading
from advisor.book.writers import RowWriter
from advisor.domain.values import frozen
from advisor.explain.texts import Language
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import FIELDS
from advisor.intake.problems import Problem
from advisor.rules.rulebook import load_rulebook

_OPTIONAL = ("format",)
_MARKS = ("policy.start", "accident.day")
"""What tells two accidents of one client apart, or two clients of one name."""

_MOST_TOLD = 10
"""So many rows are named on the screen; the rest are counted, and all are in the output."""


@frozen
class Wishes:
    """What was asked for: defaults by key or word, the unit of bare money, and the columns.

    `sends` asks for a message to each client, signed by the `office`, `keeps` for the cases.
    """

    today: date
    language: Language
    defaults: tuple[tuple[str, str], ...] = ()
    unit: int = 1
    columns: tuple[str, ...] = ()
    processes: int = 1
    office: str = ""
    sends: bool = False
    keeps: bool = False


@frozen
class ToldRow:
    """A row of which something is said: its number in the table, its client, and the words."""

    row: int
    client: str
    said: str


@frozen
class RowCounts:
    """How many rows were answered, how many of them in doubt, how many refused.

    The first few of those in doubt, and of those that were refused, are told. `no_cases` counts
    the rows that add up others, footnotes, and the headings once more, `nameless` the answered ones
    without a client's name in a table that has a column for it.
    """

    answered: int
    refused: int
    doubtful: int = 0
    doubts: tuple[ToldRow, ...] = ()
    refusals: tuple[ToldRow, ...] = ()
    no_cases: int = 0
    nameless: int = 0


class _Told:
    """The rows of which something is said: their number, and the first few as they are told."""

    def __init__(self, client: Callable[[AnsweredRow], str]) -> None:
        self._client = client
        self.count = 0
        self.first: list[ToldRow] = []

    def add(self, number: int, row: AnsweredRow, said: str) -> None:
        """Count a row if anything is said of it, and keep the first few to be told."""
        self.count += bool(said)
        if said and len(self.first) < _MOST_TOLD:
            self.first.append(ToldRow(number, self._client(row), said))


@frozen
class Batch:
    """A table whose headings have been read, ready to be answered row by row.

    `own` is the number of its own columns: behind them stand answers of an earlier run, if any.
    `lines` has the table, and what was done with the lines above its rows, `overruled` the names
    of the defaults that are of no use, since a column goes before them.
    """

    lines: HeadingLines
    headings: Headings
    job: Job
    own: int
    overruled: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: Sheet, wishes: Wishes) -> Batch:
        """Read the headings.

        Raises:
            NoSuchKeyError: a default is of no key.
            TableError: no heading is known.
        """
        words = HeadingWords.of()
        lines = find_headings(table, words)
        table, merged = filled_down(lines.table)
        lines = evolve(lines, table=table, merged=merged)
        own = without_old_answers(table.headings, lambda word: words.path(word) is not None)
        headings = words.read(table.headings[:own], wishes.unit)
        if all(column.is_of_client for column in headings.columns):
            raise TableError("no-heading-known", headings=", ".join(table.headings[:own]))
        defaults = tuple(
            (_default(word, words, wishes.unit), text) for word, text in wishes.defaults
        )
        filling = tuple(pair for pair in defaults if pair[0].path not in headings.paths)
        overruled = tuple(one.heading for one, _ in defaults if one.path in headings.paths)
        for_clients = wishes.sends or wishes.keeps
        read = [one for one in headings.columns if for_clients or not one.is_of_client]
        read += headings.twice
        job = Job(
            tuple(read),
            filling,
            wishes.columns,
            wishes.today,
            wishes.language,
            wishes.office,
            wishes.sends,
            wishes.keeps,
            headings.bearing,
        )
        return cls(lines, headings, job, own, overruled)

    @property
    def table(self) -> Sheet:
        """The table below its headings."""
        return self.lines.table

    @property
    def own_headings(self) -> tuple[str, ...]:
        """The headings that travel from the input to the outputs."""
        return self.table.headings[: self.own]

    @property
    def beside(self) -> tuple[str, ...]:
        """Blank headings, one for each column of the input that stands behind those with one."""
        return ("",) * (self.table.width - len(self.table.headings))

    @property
    def is_of_refused(self) -> bool:
        """Tell whether the table is a file of refused rows, mended: a part of another table."""
        return [*self.table.headings[self.own :]] == [PROBLEMS]

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that a case cannot be without, and that have neither column nor default."""
        given = self.headings.paths | {column.path for column, _ in self.job.defaults}
        return tuple(
            field.path
            for field in FIELDS
            if field.required and "[]" not in field.path and field.path not in {*given, *_OPTIONAL}
        )

    def answerer(self) -> tuple[Answerer, tuple[Problem, ...]]:
        """Make what answers the rows, and say which of the defaults cannot be read."""
        found = Answerer(self.job)
        return found, found.problems

    def run(
        self,
        answerer: Answerer,
        processes: int,
        out: RowWriter | None,
        errors: RowWriter | None,
        tick: Callable[[], object],
        hand_over: Callable[[ForClient], ForClient] | None = None,
    ) -> RowCounts:
        """Answer every row, in order; refused ones also go to `errors`, with their problems.

        `hand_over` saves an answered row for its client and returns it as it was saved, which may
        differ from the row; the answer that is written is the one to what was saved.

        Raises:
            TableError: the table is broken further below.
        """
        done = no_cases = nameless = 0
        doubts, refusals = _Told(self._client), _Told(self._client)
        rows = answered(self.table.rows, self.table.width, answerer, self.job, processes)
        nothing = RowAnswer((None,) * len(self.job.wanted))
        numbered = [n for n, one in enumerate(self.own_headings) if is_number_heading(one)][:1]
        for number, row in enumerate(rows, self.table.row + 1):
            found = nothing if self._is_no_case(row) else row.found
            if found.for_client and hand_over:
                own = "".join(as_text(row.cells[at]) for at in numbered if at < len(row.cells))
                place = own or str(number - self.table.row)
                said = hand_over(evolve(found.for_client, number=place))
                found = answerer.as_saved(found, said, row.cells)
            if out is not None:
                out.write(self._cells(row, found.added))
            doubts.add(number, row, found.doubt)
            if found.problems:
                refusals.add(number, row, found.problems)
                if errors is not None:
                    errors.write(self._cells(row, (found.problems,)))
            elif found is nothing:
                no_cases += 1
            elif row.cells:
                done += 1
                nameless += self._is_nameless(row.cells)
            tick()
        return RowCounts(
            answered=done,
            refused=refusals.count,
            doubtful=doubts.count,
            doubts=tuple(doubts.first),
            refusals=tuple(refusals.first),
            no_cases=no_cases,
            nameless=0 if nameless == done else nameless,
        )

    def clients(self) -> Iterator[Draft]:
        """Read of each row only who its client is, and when the accident was."""
        columns = [one for one in self.job.columns if one.is_of_client or one.key in _MARKS]
        reader, _ = RowReader.of(columns, (), load_rulebook(), self.job.today)
        for row in self.table.rows:
            cells = [row[one.place] if one.place < len(row) else None for one in columns]
            yield Draft.from_document(reader.read(cells).document)

    def _is_no_case(self, row: AnsweredRow) -> bool:
        """Tell whether a row without an answer adds up others, is a note, or the headings again."""
        if not row.found.problems:
            return False
        texts = heading_texts(row.cells)
        first = next(filter(None, texts), "")
        return begins_totals(first) or is_note(texts) or texts == self.table.headings

    @property
    def name_column(self) -> Column | None:
        """The column of the clients' names, where they are of use."""
        for_clients = self.job.sends or self.job.keeps
        return self.headings.column_of("client.name") if for_clients else None

    def _is_nameless(self, cells: Sequence[Cell]) -> bool:
        column = self.name_column
        return column is not None and is_blank(cells[column.place : column.place + 1])

    def _client(self, row: AnsweredRow) -> str:
        """Return what the row says of its client: the name and the plate, as far as it does."""
        places = (self.headings.place_of(path) for path in ("client.name", "client.plate"))
        cells = (row.cells[at] for at in places if at is not None and at < len(row.cells))
        return " · ".join(filter(None, (" ".join(as_text(cell).split()) for cell in cells)))

    def _cells(self, row: AnsweredRow, added: Sequence[Cell]) -> list[Cell]:
        """Put a row together: its own cells, those that are added, and what stood beyond both."""
        own = [*row.cells[: self.own]]
        own += [None] * (self.own - len(own))
        return [*own, *added, *row.cells[len(self.table.headings) :]]


def error_headings(headings: Iterable[str]) -> tuple[str, ...]:
    """Return the headings of the file of refused rows, which can be mended and run again."""
    return (*headings, PROBLEMS)


def _default(word: str, words: HeadingWords, unit: int) -> Column:
    path = words.path(word)
    if path is None:
        raise NoSuchKeyError(word, words.nearest(word) or "")
    return Column(0, word, path, unit)
