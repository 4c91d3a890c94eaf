"""A document read field by field: what it says, what it states, and all that is malformed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from attrs import field

from advisor.domain.accident import Estimate
from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen
from advisor.intake.case.fields import BY_PATH, DEATH, FIELDS, KEYS, LEFT_OUT, Listed
from advisor.intake.problems import Problem, shown
from advisor.intake.unknown_keys import unknown_keys
from advisor.intake.values import read_value

if TYPE_CHECKING:
    from advisor.domain.policy import InjuryGrade

T = TypeVar("T")

_MOST_LISTED = 100
"""So many past claims, and so many violations, are read: far more than three years hold."""


@frozen
class Readings:
    """What a document says, by path. `stated` holds also the paths of what is malformed."""

    counts: Mapping[Listed, int] = field(factory=dict)
    values: dict[str, object] = field(factory=dict)
    stated: set[str] = field(factory=set)

    def rows(self, listed: Listed) -> tuple[str, ...]:
        """Return the path of each table of a list."""
        return tuple(f"{listed}[{index}]" for index in range(self.counts.get(listed, 0)))

    def get(self, path: str, kind: type[T]) -> T | None:
        """Return a value, or None where it is absent or malformed."""
        value = self.values.get(path)
        return value if isinstance(value, kind) else None

    def won(self, path: str) -> Won | None:
        """Return an amount."""
        value = self.get(path, int)
        return None if value is None else Won(value)

    def rate(self, path: str) -> Rate | None:
        """Return a rate."""
        value = self.get(path, Decimal)
        return None if value is None else Rate(value)

    def day(self, path: str) -> date | None:
        """Return a day."""
        return self.get(path, date)

    def day_of_advice(self, today: date) -> date | None:
        """Return the stated day, else today; None where a day is stated that cannot be read."""
        return self.day("as_of") or (None if self.broken("as_of") else today)

    def estimate(self, path: str) -> Estimate | None:
        """Return an estimate."""
        return self.get(path, Estimate)

    def injury(self, path: str) -> InjuryGrade | None:
        """Return the grade of an injury."""
        if self.values.get(path) == DEATH:
            return DEATH
        return self.get(path, int)

    def broken(self, *paths: str) -> bool:
        """Tell whether one of the paths is stated, but malformed."""
        return any(path in self.stated and path not in self.values for path in paths)


def read_fields(document: Mapping[str, object]) -> tuple[Readings, list[Problem]]:
    """Read every field of a document; the problems stand in the order of the case file."""
    readings = Readings({listed: _length(document, listed) for listed in Listed})
    return readings, list(_table(readings, "", "", document))


def _length(document: Mapping[str, object], key: str) -> int:
    tables = document.get(key)
    return len(tables) if isinstance(tables, list) else 0


def _table(readings: Readings, path: str, pattern: str, table: object) -> Iterator[Problem]:
    """Read a table; `pattern` is its path in the list of fields."""
    if not isinstance(table, Mapping):
        yield Problem(path, "not-table", shown(table), {"table": path})
        return
    readings.stated.add(path)
    known = tuple(key.removesuffix("[]") for key in KEYS[pattern])
    left_out = {path for path in LEFT_OUT if path.rpartition(".")[0] == pattern}
    yield from unknown_keys(path, table, known, {key.rpartition(".")[2] for key in left_out})
    for key in KEYS[pattern]:
        here = f"{path}.{key}" if path else key
        yield from _entry(readings, here, f"{pattern}.{key}" if pattern else key, table)


def _entry(
    readings: Readings, path: str, pattern: str, table: Mapping[str, object]
) -> Iterator[Problem]:
    key = path.rpartition(".")[2].removesuffix("[]")
    if pattern.endswith("[]"):
        yield from _list_of_tables(readings, key, pattern, table.get(key, []))
    elif pattern in BY_PATH:
        yield from _value(readings, path, pattern, table)
    elif key in table or not _is_optional(pattern):
        yield from _table(readings, path, pattern, table.get(key, {}))


def _is_optional(pattern: str) -> bool:
    """Tell whether a table may be absent: nothing in it is required."""
    return not any(f.required for f in FIELDS if f.path.startswith(f"{pattern}."))


def _list_of_tables(
    readings: Readings, path: str, pattern: str, tables: object
) -> Iterator[Problem]:
    if not isinstance(tables, list):
        yield Problem(path, "not-tables", shown(tables), {"table": path})
        return
    if len(tables) > _MOST_LISTED:
        yield _too_many(path, len(tables))
        return
    for index, table in enumerate(tables):
        yield from _table(readings, f"{path}[{index}]", pattern, table)


def too_many(document: Mapping[str, object]) -> Problem | None:
    """Return the problem of a list that is too long to be read, if there is one."""
    counts = {listed: _length(document, listed) for listed in Listed}
    wrong = (_too_many(listed, count) for listed, count in counts.items() if count > _MOST_LISTED)
    return next(wrong, None)


def _too_many(path: str, count: int) -> Problem:
    return Problem(str(path), "too-many", count, {"most": _MOST_LISTED, "count": count})


def _value(
    readings: Readings, path: str, pattern: str, table: Mapping[str, object]
) -> Iterator[Problem]:
    key = path.rpartition(".")[2]
    if key not in table:
        if BY_PATH[pattern].required:
            yield Problem(path, "missing")
        return
    readings.stated.add(path)
    reading = read_value(BY_PATH[pattern], table[key], path)
    if isinstance(reading, tuple):
        yield from reading
    else:
        readings.values[path] = reading
