"""Renewals from a table: one in each row, headings in either language, problems by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar
from unicodedata import normalize

from advisor.book.cells import Cell, as_text
from advisor.book.heading_words import begins_totals, is_note
from advisor.book.headings import BRACKETS
from advisor.book.learning.renewal import AccidentCounts, PaidRenewal
from advisor.book.tables import Sheet
from advisor.domain.money import Won
from advisor.domain.policy import HIGHEST_GRADE
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.problems import Problem, Unreadable
from advisor.intake.typed.estimate import in_won, parse_unit
from advisor.intake.typed.field_value import parse_field
from advisor.intake.typed.insurer import parse_insurer
from advisor.intake.values import read_value

T = TypeVar("T")

_MOST_ACCIDENTS = 99


def _won(path: str, *, required: bool = True) -> Field:
    return Field(path, FieldKind.WON, required=required, minimum=1)


def _count(path: str) -> Field:
    return Field(path, FieldKind.WHOLE, required=True, maximum=_MOST_ACCIDENTS)


def _grade(path: str) -> Field:
    return Field(path, FieldKind.GRADE, required=True, minimum=1, maximum=HIGHEST_GRADE)


RENEWAL_FIELDS: tuple[Field, ...] = (
    Field("client", FieldKind.TEXT),
    Field("insurer", FieldKind.TEXT, required=True),
    Field("day", FieldKind.DAY, required=True),
    _won("before"),
    _won("charged"),
    _grade("grade_before"),
    _grade("grade_after"),
    _count("accidents_3y_before"),
    _count("accidents_1y_before"),
    _count("accidents_3y_after"),
    _count("accidents_1y_after"),
    _won("predicted", required=False),
)
"""The columns of a table of renewals; `predicted` and `client` may be absent."""

_SUMS = frozenset(field.path for field in RENEWAL_FIELDS if field.kind is FieldKind.WON)
_MOST_TITLES = 6
"""The number of lines searched for the headings if the first line has none."""


@frozen
class ReadRenewals:
    """The renewals of a table, and the problems of the rows that could not be read.

    The path of a problem is the number of the row, as a spreadsheet counts it, and its column.
    """

    renewals: tuple[PaidRenewal, ...]
    problems: tuple[Problem, ...] = ()


def read_renewals(
    headings: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    rulebook: Rulebook,
    today: date,
    first: int = 2,
) -> ReadRenewals:
    """Read a table; a row with a problem is left out and reported, unknown columns are not read.

    Cells are read as people type them: 82만, 26.3.2, 11Z, an insurer by its name. `first` is the
    number of the first row of `rows`. Titles may stand above the headings, and totals and notes
    below the rows.
    """
    numbered = enumerate(rows, start=first)
    columns = _columns(headings)
    for _, row in islice(numbered, 0 if columns else _MOST_TITLES):
        if columns := _columns(row):
            break
    missing = [
        Problem(field.path, "missing-column", None, {"column": field.path})
        for field in RENEWAL_FIELDS
        if field.required and field.path not in columns
    ]
    if missing:
        return ReadRenewals((), tuple(missing))
    renewals, problems = list[PaidRenewal](), list[Problem]()
    for number, row in numbered:
        cells = {one.path: as_text(row[one.at]) for one in columns.values() if one.at < len(row)}
        said = [*map(as_text, row)]
        is_total = begins_totals(next(filter(None, said), ""))
        if not any(cells.values()) or is_total or is_note(said):
            continue
        values: dict[str, object] = {}
        cells = {path: _in_won(text, columns[path]) for path, text in cells.items()}
        wrong = [*_read(cells, f"row[{number}]", values, today)]
        if not wrong:
            wrong = [*_between(values, f"row[{number}]", today)]
        if wrong:
            problems += wrong
        else:
            renewals.append(_renewal(values, rulebook))
    return ReadRenewals(tuple(renewals), tuple(problems))


def holds_renewals(table: Sheet) -> bool:
    """Return whether a table has headings of renewals; this uses up its first lines."""
    lines = (table.headings, *islice(table.rows, _MOST_TITLES))
    return any(map(_columns, lines))


@frozen
class _Column:
    """The column of a key: its place, and the unit of its bare numbers in won."""

    path: str
    at: int
    unit: int


def _in_won(text: str, column: _Column) -> str:
    """Return a cell with its bare number in won, or as it is if that gives no whole won."""
    counted = in_won(text, column.unit) if column.path in _SUMS else text
    return text if isinstance(counted, Unreadable) else counted


def _columns(headings: Sequence[Cell]) -> Mapping[str, _Column]:
    """Return the column of each key, found by its name or by a word for it in either language.

    The unit of its numbers may follow in brackets.
    """
    known = {_bare(field.path): field.path for field in RENEWAL_FIELDS}
    for language in LANGUAGES:
        texts = Texts(language)
        for field in RENEWAL_FIELDS:
            for word in texts(f"learn.column.{field.path}").split(" | "):
                known.setdefault(_bare(word), field.path)
    found: dict[str, _Column] = {}
    for at, heading in enumerate(headings):
        said = as_text(heading)
        bracket = BRACKETS.fullmatch(said)
        path = known.get(_bare(said)) or (bracket and known.get(_bare(bracket["word"])))
        if path:
            unit = parse_unit(bracket["unit"]) if bracket else None
            found.setdefault(path, _Column(path, at, unit or 1))
    return found


def _bare(word: str) -> str:
    return "".join(normalize("NFKC", word).replace("_", " ").split()).casefold()


def _read(
    cells: Mapping[str, str], row: str, values: dict[str, object], today: date
) -> Iterator[Problem]:
    for field in RENEWAL_FIELDS:
        path, text = f"{row}.{field.path}", cells.get(field.path, "")
        if not text:
            if field.required:
                yield Problem(path, "missing")
            continue
        if field.kind is FieldKind.TEXT:
            values[field.path] = text
            continue
        typed = parse_field(field, text, today)
        if isinstance(typed, Unreadable):
            yield typed.problem_at(path, text)
            continue
        reading = read_value(field, typed, path)
        if isinstance(reading, tuple):
            yield from reading
        else:
            values[field.path] = reading


def _between(values: Mapping[str, object], row: str, today: date) -> Iterator[Problem]:
    """Yield the problems of cells that do not fit together, or of a day still to come."""
    for when in ("before", "after"):
        of_three, of_one = f"accidents_3y_{when}", f"accidents_1y_{when}"
        if _need(values, of_one, int) > _need(values, of_three, int):
            count = _need(values, of_one, int)
            yield Problem(f"{row}.{of_one}", "more-in-one-year", count)
    day = _need(values, "day", date)
    if day > today:
        yield Problem(f"{row}.day", "renewal-to-come", day, {"today": today})


def _renewal(values: Mapping[str, object], rulebook: Rulebook) -> PaidRenewal:
    predicted = values.get("predicted")
    return PaidRenewal(
        insurer=parse_insurer(_need(values, "insurer", str), rulebook.insurers),
        day=_need(values, "day", date),
        before=Won(_need(values, "before", int)),
        charged=Won(_need(values, "charged", int)),
        grade_before=_need(values, "grade_before", int),
        grade_after=_need(values, "grade_after", int),
        counts_before=_counts(values, "before"),
        counts_after=_counts(values, "after"),
        predicted=Won(predicted) if isinstance(predicted, int) else None,
        client=str(values.get("client", "")),
    )


def _counts(values: Mapping[str, object], when: str) -> AccidentCounts:
    three, one = (_need(values, f"accidents_{years}y_{when}", int) for years in (3, 1))
    return AccidentCounts(three, one)


def _need(values: Mapping[str, object], key: str, kind: type[T]) -> T:
    value = values.get(key)
    if isinstance(value, kind):
        return value
    raise LookupError(key)
