"""One cell of a table: what a person or a spreadsheet put there, as the value of a key."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from unicodedata import normalize

from attrs import Factory

from advisor.book.cell_names import CellNames
from advisor.book.heading_words import ACCIDENT_TOLD, POLICY_END
from advisor.book.headings import Column, holds_won
from advisor.domain.days import renewal_day
from advisor.domain.values import frozen
from advisor.explain.untrusted_text import harmless
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import COVER, DEDUCTIBLE, field_at
from advisor.intake.plain_text import without_invisible, without_zero_fraction
from advisor.intake.problems import Problem, Unreadable, shown
from advisor.intake.typed.command_line import read_flag
from advisor.intake.typed.deductible import parse_deductible
from advisor.intake.typed.estimate import in_won
from advisor.intake.typed.field_value import document_value, parse_field
from advisor.intake.typed.kind import tells_driver, tells_person
from advisor.intake.typed.past_accident import read_past_accidents
from advisor.intake.typed.period import days_of_period
from advisor.intake.typed.rate import own_share
from advisor.intake.typed.short_answers import (
    is_faultless,
    is_nobody,
    is_nothing,
    is_unknown,
    parse_choice,
    parse_flag,
)

Cell = str | int | float | bool | date | datetime | timedelta | None
"""What a table may hold in one place; `date` includes `datetime`, as spreadsheets have it."""

_BEFORE_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of Excel's numbers, a day early because Excel wrongly counts a 29 February 1900."""

_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
"""The number of a day from 1954 to 2119; it cannot be a year or a day written without signs."""

_MOMENT = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]+")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}")
_QUOTED = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")
_WITHOUT_LEADING_ZERO = re.compile(r"1[016-9][0-9]{7,8}")
"""A Korean mobile number whose first 0 a spreadsheet dropped; no other number looks like it."""

_ERROR = "#"
"""The beginning of a spreadsheet's error; it states nothing for a key that may be absent."""

_NONE = {"-", "–", "—", "#n/a", "n/a", "nan", "null"}
_DIGITS = 15
"""The number of digits that a spreadsheet keeps; further ones are noise of its arithmetic."""

_MAY_BE_UNKNOWN = {"accident.injury_grade", COVER}
"""The keys for which being unknown is a value of its own."""

_SHARES = {"fault", "rate"}
"""Shares that are never as small as one percent. So a bare number up to 1 is a fraction even under
a heading in percent, because a workbook keeps 70% as 0.7."""

_KIND, _DRIVER = "accident.kind", "accident.driver"

PERSON_HIT, TOLD_DRIVER = "person-hit", "told-driver"
"""The problem of words that may mean either side's driver; only a column for the driver tells."""

_MOST_REMEMBERED, _LONGEST_REMEMBERED = 4096, 64


@frozen
class ColumnReader:
    """Reads the cells of one column, and remembers the values of texts it has read."""

    column: Column
    names: CellNames
    today: date
    remembered: dict[str, object] = Factory(dict)
    field: Field | None = Factory(lambda self: field_at(self.column.key), takes_self=True)

    def read(self, cell: Cell) -> object:
        """Return a cell's value as in a document, a Problem, or None if the cell states nothing."""
        typed = cell if isinstance(cell, str) else as_text(cell, self.field)
        if not typed:
            return None
        if len(typed) > _LONGEST_REMEMBERED:
            return self._read(as_text(typed, self.field))
        if typed not in self.remembered:
            if len(self.remembered) >= _MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[typed] = self._read(as_text(typed, self.field))
        return self.remembered[typed]

    def _read(self, text: str) -> object:
        field, path = self.field, self.column.key
        if path in _WORDS and (said := _WORDS[path](text, path, self.names)):
            return said[0]
        if self._states_nothing(text):
            return None
        if self.column.own_first is not None:
            text = own_share(text, own_first=self.column.own_first)
        text = self._one_day(text)
        if self.column.is_of_client and field is not None:
            return _of_client(field, text)
        counted = in_won(text, self.column.unit) if holds_won(path) else text
        if isinstance(counted, Unreadable):
            return counted.problem_at(path, text)
        if field is None:
            return self._in_one_piece(counted)
        code = self.names.code(field, counted)
        is_chosen = field.kind is FieldKind.CHOICE and code
        return self._choice(field, code, text) if is_chosen else self._value(field, code)

    @property
    def _may_not_be_zero(self) -> bool:
        """Whether the key is an optional amount of at least one won, so that 0 leaves it out."""
        field = self.field
        return (
            field is not None
            and field.kind is FieldKind.WON
            and field.minimum > 0
            and not field.required
        )

    def _one_day(self, text: str) -> str:
        """Return the day that a period means: its last for a policy's end, else its first."""
        if self.field is None or self.field.kind is not FieldKind.DAY:
            return text
        days = days_of_period(text)
        return days[-1] if self.column.path == POLICY_END else days[0]

    def _states_nothing(self, text: str) -> bool:
        kind = None if self.field is None else self.field.kind
        if is_unknown(text):
            return self.column.key not in _MAY_BE_UNKNOWN
        if self.field is not None and parse_choice(text, self.field.path) in self.field.choices:
            return False  # a no may be one of the choices
        if without_zero_fraction(text) == "0" and (
            kind is FieldKind.INJURY or self._may_not_be_zero
        ):
            return True
        if kind is FieldKind.INJURY and (is_nobody(text) or parse_flag(text) is False):
            return True
        if text.startswith(_ERROR) and self.field is not None and self.field.required:
            return False
        return states_nothing(text, is_flag=kind is FieldKind.FLAG)

    def _in_one_piece(self, text: str) -> object:
        """Read a cell that states several keys of a case: a deductible, or past accidents."""
        path = self.column.key
        found: object
        if path == DEDUCTIBLE:
            found = parse_deductible(text)
        else:
            path = f"{path}.day"
            found = read_past_accidents(text, self.column.unit, self.today)
        return found.problem_at(path, text) if isinstance(found, Unreadable) else found or None

    def _choice(self, field: Field, code: str, text: str) -> object:
        """Read a choice by its name; a kind of accident is also read from words that tell of it."""
        is_kind = field.path == _KIND
        facts = {"allowed": ", ".join(field.choices), "key": field.key}
        if is_kind and tells_driver(text):
            return Problem(_DRIVER, TOLD_DRIVER, shown(text), facts)
        named = parse_choice(code, field.path)
        if not isinstance(named, Unreadable) and named in field.choices:
            return named
        problem = "not-kind" if is_kind else "not-named"
        if self.column.path == ACCIDENT_TOLD:
            problem = "untold-kind"
        if is_kind and tells_person(text):
            problem = PERSON_HIT
        return Problem(self.column.key, problem, shown(text), facts)

    def _value(self, field: Field, text: str) -> object:
        path = self.column.key
        if not text:
            return None
        if field.kind is FieldKind.RATE and self.column.percent and field.key not in _SHARES:
            value = parse_field(field, text, self.today)
            return value.problem_at(path, text) if isinstance(value, Unreadable) else value
        value = read_flag(field, path, text, self._latest_day)
        return value if isinstance(value, Problem) else document_value(value)

    @property
    def _latest_day(self) -> date:
        """The latest day that a day without a year can be; a policy's end may be a year ahead."""
        is_end = self.column.path == POLICY_END
        return renewal_day(self.today, 1) - timedelta(days=1) if is_end else self.today


def _fault(text: str, path: str, _names: CellNames) -> tuple[object, ...]:
    """Read words for a fault: no fault is 0, a word for nothing is a problem, others are not read.

    A fault that is left out would count as the whole one.
    """
    if is_faultless(text):
        return (Decimal(0),)
    return (Problem(path, "fault-none", shown(text)),) if is_nothing(text) else ()


def _paid(text: str, path: str, names: CellNames) -> tuple[object, ...]:
    """Read words for a payment: "paid" is a problem, as the sum is needed; "not paid" is None."""
    said = names.paid(text)
    wanted = Problem(path, "paid-sum-wanted", shown(text))
    return () if said is None else (wanted if said else None,)


_WORDS: Mapping[str, Callable[[str, str, CellNames], tuple[object, ...]]] = {
    "accident.fault": _fault,
    "accident.paid": _paid,
}
"""The readers of words that only one key has; they return a value in a tuple, or an empty one."""


def _of_client(field: Field, text: str) -> str:
    """Return what a cell says of a client, in a form that a case can keep; no cell is refused.

    A spreadsheet that takes a telephone number for a number drops its first 0, which is restored.
    """
    longest = int(field.maximum)
    shown = "\n".join(harmless(line, longest) for line in text[:longest].splitlines())
    if field.key != "note":
        shown = " ".join(shown.split())
    if field.key == "telephone" and _WITHOUT_LEADING_ZERO.fullmatch(without_zero_fraction(shown)):
        shown = f"0{without_zero_fraction(shown)}"
    return shown


def states_nothing(text: str, *, is_flag: bool = False) -> bool:
    """Return whether the text of a cell states nothing; with `is_flag`, "none" states a no."""
    return not text or text.casefold() in _NONE or (is_nothing(text) and not is_flag)


def is_blank(row: Sequence[Cell]) -> bool:
    """Return whether all cells of a row are empty."""
    return not any(as_text(cell) for cell in row)


def as_text(cell: Cell, field: Field | None = None) -> str:
    """Return a cell as a person would type it; in a field of a day, a number becomes that day.

    >>> as_text(820000.0), as_text(True), as_text(datetime(2026, 3, 2, 0, 0)), as_text(" 82만 ")
    ('820000', 'yes', '2026-03-02', '82만')
    """
    is_day = field is not None and field.kind is FieldKind.DAY
    match cell:
        case None:
            text = ""
        case bool():
            text = "yes" if cell else "no"
        case date():
            text = cell.isoformat().partition("T")[0]
        case int() | float():
            text = _number(cell)
            text = _day_of(int(cell)) if is_day and _SERIAL.fullmatch(text) else text
        case str():
            text = _typed(cell, is_day=is_day)
        case _:
            text = str(cell)
    return text


def _typed(cell: str, *, is_day: bool) -> str:
    text = _QUOTED.sub("", normalize("NFC", without_invisible(cell)).strip(), count=1)
    if is_day and _SERIAL.fullmatch(text):
        return _day_of(int(Decimal(text)))
    if is_day and (moment := _MOMENT.fullmatch(text)):
        return moment["day"]
    return f"{Decimal(text):f}" if _SCIENTIFIC.fullmatch(text) else text


def _day_of(serial: int) -> str:
    return (_BEFORE_FIRST_DAY + timedelta(days=serial)).isoformat()


def _number(value: float) -> str:
    """Return a number in full, without the noise that a spreadsheet's arithmetic leaves."""
    if isinstance(value, int):
        return str(value)
    exact = Decimal(f"{value:.{_DIGITS}g}")
    if not exact.is_finite():
        return str(value)
    return str(int(exact)) if exact == int(exact) else f"{exact.normalize():f}"
