"""A batch: a table of cases is read, and written again with an answer to each case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from advisor.book.answer_columns import PROBLEMS, without_old_answers
from advisor.book.answering import AnsweredRow, Answerer, BatchOptions, Job, RowAnswer, answered
from advisor.book.cells import Cell, as_text, is_blank
from advisor.book.for_client import ForClient
from advisor.book.heading_lines import HeadingLines, find_headings
from advisor.book.heading_words import begins_totals, is_note, is_number_heading
from advisor.book.headings import Column, Headings, HeadingWords
from advisor.book.rows import RowReader
from advisor.book.tables import NoSuchKeyError, Sheet, TableError, filled_down, heading_texts
from advisor.book.writers import RowWriter
from advisor.domain.values import frozen
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import FIELDS
from advisor.rules.rulebook import load_rulebook

_OPTIONAL = ("format",)
_MARKS = ("policy.start", "accident.day")
"""The keys that tell apart two accidents of one client, or two clients of the same name."""

_MOST_TOLD = 10
"""The number of rows named on the screen; the rest are only counted, and all are in the output."""


@frozen
class ReportedRow:
    """A row that is reported: its number in the table, its client, and what is said of it."""

    row: int
    client: str
    said: str


@frozen
class RowCounts:
    """How many rows were answered, how many of them are in doubt, and how many were refused.

    `doubts` and `refusals` are the first few of those. `no_cases` counts totals, notes and
    repeated headings. `nameless` counts the answered rows without a client's name in a table that
    has a column for it; it is 0 if no answered row has a name.
    """

    answered: int
    refused: int
    doubtful: int = 0
    doubts: tuple[ReportedRow, ...] = ()
    refusals: tuple[ReportedRow, ...] = ()
    no_cases: int = 0
    nameless: int = 0


class _Reported:
    """Collects the rows that are reported: their number, and the first few of them."""

    def __init__(self, client: Callable[[AnsweredRow], str]) -> None:
        self._client = client
        self.count = 0
        self.first: list[ReportedRow] = []

    def add(self, number: int, row: AnsweredRow, said: str) -> None:
        """Count a row if `said` is not empty, and keep it if it is among the first few."""
        self.count += bool(said)
        if said and len(self.first) < _MOST_TOLD:
            self.first.append(ReportedRow(number, self._client(row), said))


@frozen
class Batch:
    """A table whose headings have been read, ready to be answered row by row.

    `own` is the number of its own columns; to their right stand answers of an earlier run, if any.
    `lines` has the table, and what was done with the lines above its rows. `overruled` names the
    defaults that have no effect because the table has a column for their key.
    """

    lines: HeadingLines
    headings: Headings
    job: Job
    own: int
    overruled: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: Sheet, wishes: BatchOptions) -> Batch:
        """Return the batch of a table, with its headings read.

        Raises:
            NoSuchKeyError: a default is for a key that does not exist.
            TableError: no heading is known, except for those that say who the client is.
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
        read = [one for one in headings.columns if wishes.for_clients or not one.is_of_client]
        read += headings.twice
        job = Job(tuple(read), filling, wishes, headings.bearing)
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
        """Blank headings, one for each input column to the right of the last heading."""
        return ("",) * (self.table.width - len(self.table.headings))

    @property
    def is_of_refused(self) -> bool:
        """Whether the table is a mended file of refused rows, and so a part of another table."""
        return [*self.table.headings[self.own :]] == [PROBLEMS]

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that a case requires and that have neither a column nor a default."""
        given = self.headings.paths | {column.path for column, _ in self.job.defaults}
        return tuple(
            field.path
            for field in FIELDS
            if field.required and "[]" not in field.path and field.path not in {*given, *_OPTIONAL}
        )

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
        differ from the row; the answer that is written is that to the saved case.

        Raises:
            TableError: the table is broken further down.
        """
        done = no_cases = nameless = 0
        doubts, refusals = _Reported(self._client), _Reported(self._client)
        rows = answered(self.table.rows, self.table.width, answerer, self.job, processes)
        nothing = RowAnswer((None,) * len(self.job.wishes.columns))
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
        """Yield for each row a draft of its client, start of the policy and day of the accident."""
        columns = [one for one in self.job.columns if one.is_of_client or one.key in _MARKS]
        reader, _ = RowReader.of(columns, (), load_rulebook(), self.job.wishes.today)
        for row in self.table.rows:
            cells = [row[one.place] if one.place < len(row) else None for one in columns]
            yield Draft.from_document(reader.read(cells).document)

    def _is_no_case(self, row: AnsweredRow) -> bool:
        """Return whether a row without an answer is a total, a note, or the headings again."""
        if not row.found.problems:
            return False
        texts = heading_texts(row.cells)
        first = next(filter(None, texts), "")
        return begins_totals(first) or is_note(texts) or texts == self.table.headings

    @property
    def name_column(self) -> Column | None:
        """The column of the clients' names; None if there is none, or no need of it."""
        is_needed = self.job.wishes.for_clients
        return self.headings.column_of("client.name") if is_needed else None

    def _is_nameless(self, cells: Sequence[Cell]) -> bool:
        column = self.name_column
        return column is not None and is_blank(cells[column.place : column.place + 1])

    def _client(self, row: AnsweredRow) -> str:
        """Return the client's name and plate, as far as the row states them."""
        places = (self.headings.place_of(path) for path in ("client.name", "client.plate"))
        cells = (row.cells[at] for at in places if at is not None and at < len(row.cells))
        return " · ".join(filter(None, (" ".join(as_text(cell).split()) for cell in cells)))

    def _cells(self, row: AnsweredRow, added: Sequence[Cell]) -> list[Cell]:
        """Return a row to write: its own cells, the added ones, and those right of all headings."""
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
