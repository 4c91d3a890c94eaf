"""Checking one value of a document against its field: the exact type, then the bounds."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from advisor.domain.accident import Estimate
from advisor.domain.days import MonthDay
from advisor.domain.findings import Fact
from advisor.domain.money import Rate, Won
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import DEATH, ESTIMATE_KEYS, FIRST_DAY, LAST_DAY, MOST_PLACES
from advisor.intake.problems import Problem, shown
from advisor.intake.unknown_keys import unknown_keys

ValueOrProblems = object | tuple[Problem, ...]
"""A value of the domain, or a tuple of problems; no value of the domain is a tuple."""


_GRADE = re.compile(r"([0-9]{1,2})[ZP]")
_MONTH = re.compile(r"((?!0000)[0-9]{4})-(0[1-9]|1[0-2])")


def read_value(field: Field, value: object, path: str) -> ValueOrProblems:
    """Return the value of a field, as found at `path` of a document, or its problems."""
    return _READERS[field.kind](field, value, path)


def _wrong(field: Field, value: object, path: str) -> tuple[Problem, ...]:
    return (Problem(path, f"not-{field.kind}", shown(value)),)


def _within(field: Field, value: int | Decimal, path: str) -> tuple[Problem, ...]:
    below = value <= field.minimum if field.open_end == "minimum" else value < field.minimum
    above = value >= field.maximum if field.open_end == "maximum" else value > field.maximum
    if not below and not above:
        return ()
    code = f"{field.kind}-out-of-range"
    if field.open_end:
        code = f"{code}-open-{field.open_end}"
    facts: dict[str, Fact] = {"minimum": field.minimum, "maximum": field.maximum}
    return (Problem(path, code, shown(value), facts),)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(field: Field, value: object, path: str) -> ValueOrProblems:
    if not isinstance(value, int) or isinstance(value, bool):
        return _wrong(field, value, path)
    return _within(field, value, path) or value


def _won(field: Field, value: object, path: str) -> ValueOrProblems:
    if not isinstance(value, int) or isinstance(value, bool):
        return _wrong(field, value, path)
    if not field.minimum <= value <= field.maximum:
        facts: dict[str, Fact] = {"minimum": field.minimum, "maximum": field.maximum}
        return (Problem(path, "won-out-of-range", shown(value), facts),)
    return Won(value)


def _estimate(field: Field, value: object, path: str) -> ValueOrProblems:
    if not isinstance(value, Mapping):
        reading = _won(field, value, path)
        if isinstance(reading, int):
            return Estimate.exactly(Won(reading))
        return reading if _is_whole(value) else _wrong(field, value, path)
    readings = {key: _estimate_part(field, value, f"{path}.{key}") for key in ESTIMATE_KEYS}
    problems = list(unknown_keys(path, value, ESTIMATE_KEYS))
    problems += [p for reading in readings.values() if isinstance(reading, tuple) for p in reading]
    amounts = {key: Won(part) for key, part in readings.items() if isinstance(part, int)}
    return (*problems, *_rising(amounts, path)) or Estimate(**amounts)


def _estimate_part(field: Field, table: Mapping[object, object], path: str) -> ValueOrProblems:
    key = path.rpartition(".")[2]
    if key not in table:
        return (Problem(path, "missing"),)
    part = Field(field.path, FieldKind.WON, minimum=field.minimum, maximum=field.maximum)
    return _won(part, table[key], path)


def _rising(amounts: Mapping[str, Won], path: str) -> tuple[Problem, ...]:
    """Return the problems in the order of low, likely and high, among the known amounts."""
    known = [key for key in ESTIMATE_KEYS if key in amounts]
    return tuple(
        Problem(
            f"{path}.{key}",
            "estimate-not-rising",
            amounts[key],
            {"key": key, "next": following, "limit": amounts[following]},
        )
        for key, following in pairwise(known)
        if amounts[key] > amounts[following]
    )


def _rate(field: Field, value: object, path: str) -> ValueOrProblems:
    if _is_whole(value) and isinstance(value, int):
        return _within(field, value, path) or Rate(Decimal(value))
    if not isinstance(value, Decimal) or not value.is_finite():
        return _wrong(field, value, path)
    if problems := _within(field, value, path):
        return problems
    if not value:
        return Rate(Decimal(0))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_PLACES:
        return (Problem(path, "too-many-places", shown(value), {"places": MOST_PLACES}),)
    return Rate(value)


def _day(field: Field, value: object, path: str) -> ValueOrProblems:
    if field.takes_month and isinstance(value, str) and (month := _MONTH.fullmatch(value)):
        value = MonthDay.of(int(month[1]), int(month[2]))
    if not isinstance(value, date) or isinstance(value, datetime):
        return _wrong(field, value, path)
    if not FIRST_DAY <= value <= LAST_DAY:
        facts: dict[str, Fact] = {"minimum": FIRST_DAY, "maximum": LAST_DAY}
        return (Problem(path, "day-out-of-range", value, facts),)
    return value


def _grade(field: Field, value: object, path: str) -> ValueOrProblems:
    if isinstance(value, str) and (match := _GRADE.fullmatch(value)):
        return _whole(field, int(match[1]), path)
    return _whole(field, value, path)


def _injury(field: Field, value: object, path: str) -> ValueOrProblems:
    words = (DEATH, *field.choices)
    return value if isinstance(value, str) and value in words else _whole(field, value, path)


def _choice(field: Field, value: object, path: str) -> ValueOrProblems:
    if isinstance(value, str) and value in field.choices:
        return field.choices[field.choices.index(value)]
    facts: dict[str, Fact] = {"allowed": ", ".join(field.choices)}
    return (Problem(path, "not-choice", shown(value), facts),)


def _flag(field: Field, value: object, path: str) -> ValueOrProblems:
    return value if isinstance(value, bool) else _wrong(field, value, path)


def _text(field: Field, value: object, path: str) -> ValueOrProblems:
    return value if isinstance(value, str) else _wrong(field, value, path)


def _words(field: Field, value: object, path: str) -> ValueOrProblems:
    if not isinstance(value, str):
        return _wrong(field, value, path)
    if len(value) > field.maximum:
        return (Problem(path, "words-too-long", shown(value), {"maximum": field.maximum}),)
    return value


def _codes(field: Field, value: object, path: str) -> ValueOrProblems:
    if isinstance(value, list) and all(isinstance(code, str) for code in value):
        return value
    return (Problem(path, "not-codes", shown(value), {"key": field.key}),)


_READERS: Mapping[FieldKind, Callable[[Field, object, str], ValueOrProblems]] = {
    FieldKind.WON: _won,
    FieldKind.ESTIMATE: _estimate,
    FieldKind.RATE: _rate,
    FieldKind.DAY: _day,
    FieldKind.WHOLE: _whole,
    FieldKind.GRADE: _grade,
    FieldKind.INJURY: _injury,
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: _flag,
    FieldKind.TEXT: _text,
    FieldKind.WORDS: _words,
    FieldKind.CODES: _codes,
}
