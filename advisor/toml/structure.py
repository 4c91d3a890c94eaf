"""Turning TOML values into attrs values by annotation: strictly, reporting all problems at once.

Nothing is coerced, except that a whole number may stand for an exact decimal: `200` is 200.0.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import NewType, Union, cast, get_args, get_origin, get_type_hints

from attrs import NOTHING as REQUIRED
from attrs import fields, has

from advisor import on_demand
from advisor.domain.money import Rate, Won
from advisor.toml.problems import Report

Step = NewType("Step", int)
"""A whole number that may be below zero."""

Count = NewType("Count", int)
"""A whole number of at least one."""

Reader = Callable[[object, str, Report], object]
"""A function that converts the TOML value at a path, or reports a problem and returns INVALID."""

_LIMITS: Mapping[object, tuple[int, int]] = {
    int: (0, 10_000),
    Step: (-10_000, 10_000),
    Count: (1, 10_000),
    Won: (0, 1_000_000_000_000),
    Rate: (0, 10),
    Decimal: (0, 10_000),
}


class _Invalid:
    """The type of INVALID, which replaces a value whose problem has been reported."""


INVALID = _Invalid()


def structure(hint: object, value: object, path: str, report: Report) -> object:
    """Return `value` as the annotated type, or INVALID with every reason reported."""
    return reader(hint)(value, path, report)


@cache
def reader(hint: object) -> Reader:
    """Return the function that reads values of an annotated type; each is made only once."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is object:
        return lambda value, _path, _report: value
    if origin in {UnionType, Union}:
        return reader(next(part for part in parts if part is not NoneType))
    if origin is tuple:
        return _row_reader(reader(parts[0]))
    if origin is Mapping:
        return _mapping_reader(reader(parts[0]), reader(parts[1]))
    if hint in _LIMITS:
        return _number_reader(hint)
    return _class_reader(cast("type", hint))


def _class_reader(hint: type) -> Reader:
    if has(hint):
        return _record_reader(hint)
    if issubclass(hint, Enum):
        return _choice_reader(hint)
    return _plain_reader(hint)


def _record_reader(record: type) -> Reader:
    hints = get_type_hints(record)
    readers = {field.name: reader(hints[field.name]) for field in fields(record)}
    required = [field.name for field in fields(record) if field.default is REQUIRED]

    def read(value: object, path: str, report: Report) -> object:
        if not isinstance(value, dict):
            report(path, "not-a-table")
            return INVALID
        before = f"{path}." if path else ""
        found = {}
        for name, item in value.items():
            if name in readers:
                found[name] = readers[name](item, before + name, report)
            else:
                (nearest,) = on_demand.get_close_matches(name, readers, n=1, cutoff=0)
                report(before + name, "unknown-key", nearest=nearest)
        missing = [name for name in required if name not in value]
        for name in missing:
            report(before + name, "missing")
        return INVALID if missing or _any_invalid(found.values()) else record(**found)

    return read


def _any_invalid(values: object) -> bool:
    return any(value is INVALID for value in values)  # type: ignore[attr-defined]


def _row_reader(read_item: Reader) -> Reader:
    def read(value: object, path: str, report: Report) -> object:
        if not isinstance(value, list):
            report(path, "not-an-array")
            return INVALID
        row = tuple([read_item(item, f"{path}[{i}]", report) for i, item in enumerate(value)])
        return INVALID if _any_invalid(row) else row

    return read


def _mapping_reader(read_key: Reader, read_item: Reader) -> Reader:
    def read(value: object, path: str, report: Report) -> object:
        if not isinstance(value, dict):
            report(path, "not-a-table")
            return INVALID
        found = {}
        for name, item in value.items():
            place = f"{path}.{name}"
            found[read_key(name, place, report)] = read_item(item, place, report)
        return INVALID if _any_invalid([*found, *found.values()]) else found

    return read


def _number_reader(hint: object) -> Reader:
    exact = hint in {Decimal, Rate}
    types = (int, Decimal) if exact else (int,)
    least, most = _LIMITS[hint]

    def read(value: object, path: str, report: Report) -> object:
        if type(value) not in types or not isinstance(value, int | Decimal):
            report(path, "not-a-number" if exact else "not-a-whole-number", value=value)
            return INVALID
        if not (Decimal(value).is_finite() and least <= value <= most):
            report(path, "out-of-range", value=value, least=least, most=most)
            return INVALID
        return Decimal(value) if exact else value

    return read


def _choice_reader(choice: type[Enum]) -> Reader:
    members = {member.value: member for member in choice}

    def read(value: object, path: str, report: Report) -> object:
        if not isinstance(value, str) or value not in members:
            report(path, "not-a-choice", value=value, choices=" ".join(members))
            return INVALID
        return members[value]

    return read


_PLAIN = {str: "not-a-text", bool: "not-true-or-false", date: "not-a-day"}


def _plain_reader(plain: type) -> Reader:
    wrong = _PLAIN[plain]

    def read(value: object, path: str, report: Report) -> object:
        is_moment = isinstance(value, datetime)
        if not isinstance(value, plain) or is_moment:
            report(path, wrong, value=value)
            return INVALID
        if value == "":
            report(path, "empty")
            return INVALID
        return value

    return read
