"""TOML values into attrs values by their annotations: strict, and all problems at once.

Nothing is coerced, but a whole number where an exact decimal is meant: `200` is 200.0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING as REQUIRED
from attrs import fields, has

from advisor.domain.money import Rate, Won

Report = Callable[..., None]
"""Take the path and the code of a problem, and its facts by name."""

_MOST_WON = 1_000_000_000_000
_MOST_RATE = 10
_MOST_NUMBER = 10_000


class _Invalid:
    """Stands where a value could not be made; the problem has been reported."""


INVALID = _Invalid()


class _Key(NamedTuple):
    name: str
    hint: object
    required: bool


@cache
def keys_of(record: type) -> tuple[_Key, ...]:
    """Give the keys that a table of this class may hold."""
    hints = get_type_hints(record)
    return tuple(_Key(f.name, hints[f.name], f.default is REQUIRED) for f in fields(record))


def structure(hint: object, value: object, path: str, report: Report) -> object:
    """Give `value` as the annotated type, or INVALID with every reason reported."""
    if hint is object:
        return value
    if get_origin(hint) in {UnionType, Union}:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    if isinstance(hint, type) and has(hint):
        return _record(hint, value, path, report)
    if get_origin(hint) is tuple:
        return _row(get_args(hint)[0], value, path, report)
    if get_origin(hint) is Mapping:
        return _mapping(get_args(hint), value, path, report)
    return _single(hint, value, path, report)


def _record(record: type, value: object, path: str, report: Report) -> object:
    if not isinstance(value, dict):
        report(path, "not-a-table")
        return INVALID
    keys = keys_of(record)
    _refuse_unknown(value, [key.name for key in keys], path, report)
    found: dict[str, object] = {}
    for name, hint, required in keys:
        if name in value:
            found[name] = structure(hint, value[name], _below(path, name), report)
        elif required:
            report(_below(path, name), "missing")
            found[name] = INVALID
    return INVALID if INVALID in found.values() else record(**found)


def _refuse_unknown(
    value: Mapping[str, object], known: list[str], path: str, report: Report
) -> None:
    for name in value:
        if name not in known:
            from difflib import get_close_matches  # noqa: PLC0415 - only for mistakes

            nearest = get_close_matches(name, known, n=1, cutoff=0)
            report(_below(path, name), "unknown-key", nearest=nearest[0] if nearest else "-")


def _row(hint: object, value: object, path: str, report: Report) -> object:
    if not isinstance(value, list):
        report(path, "not-an-array")
        return INVALID
    row = [structure(hint, item, f"{path}[{i}]", report) for i, item in enumerate(value)]
    return INVALID if INVALID in row else tuple(row)


def _mapping(hints: tuple[object, ...], value: object, path: str, report: Report) -> object:
    if not isinstance(value, dict):
        report(path, "not-a-table")
        return INVALID
    found = {
        structure(hints[0], name, _below(path, name), report): structure(
            hints[1], item, _below(path, name), report
        )
        for name, item in value.items()
    }
    return INVALID if INVALID in found or INVALID in found.values() else found


def _single(hint: object, value: object, path: str, report: Report) -> object:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(value, [member.value for member in hint], path, report, hint)
    if get_origin(hint) is Literal:
        return _choice(value, list(get_args(hint)), path, report)
    if hint in {Decimal, Rate}:
        most = _MOST_RATE if hint is Rate else _MOST_NUMBER
        return _number(value, (int, Decimal), most, path, report)
    if hint in {int, Won}:
        return _number(value, (int,), _MOST_WON if hint is Won else _MOST_NUMBER, path, report)
    return _plain(hint, value, path, report)


def _choice(
    value: object,
    choices: list[object],
    path: str,
    report: Report,
    make: Callable[[object], object] = lambda value: value,
) -> object:
    if value not in choices:
        report(path, "not-a-choice", value=value, choices=" ".join(map(str, choices)))
        return INVALID
    return make(value)


def _number(value: object, types: tuple[type, ...], most: int, path: str, report: Report) -> object:
    if type(value) not in types or not isinstance(value, int | Decimal):
        report(path, "not-a-number" if Decimal in types else "not-a-whole-number", value=value)
        return INVALID
    if not 0 <= value <= most:
        report(path, "out-of-range", value=value, least=0, most=most)
        return INVALID
    return Decimal(value) if Decimal in types else value


_PLAIN = {str: "not-a-text", bool: "not-true-or-false", date: "not-a-day"}


def _plain(hint: object, value: object, path: str, report: Report) -> object:
    if type(value) is not hint:
        report(path, _PLAIN.get(hint, "not-readable"), value=value)  # type: ignore[call-overload]
        return INVALID
    if value == "":
        report(path, "empty")
        return INVALID
    return value


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
