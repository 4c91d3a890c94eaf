"""Reading a document field by field: its values, what it states, and all that is malformed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from attrs import field

from advisor.domain.accident import Estimate
from advisor.domain.money import Rate, Won
from advisor.domain.policy import InjuryGrade
from advisor.domain.values import frozen
from advisor.intake.case.field import Field, ListKey
from advisor.intake.case.fields import CASE, DEATH
from advisor.intake.key_table import KeyTable
from advisor.intake.problems import Problem, shown
from advisor.intake.unknown_keys import unknown_keys
from advisor.intake.values import read_value

T = TypeVar("T")

MOST_LISTED = 100
"""The most tables of one list that are read: far more claims than three years can hold."""


@frozen
class DocumentValues:
    """The values of a document, by path; `stated` also holds the paths of malformed values."""

    counts: Mapping[ListKey, int] = field(factory=dict)
    by_path: dict[str, object] = field(factory=dict)
    stated: set[str] = field(factory=set)

    def rows(self, listed: ListKey) -> tuple[str, ...]:
        """Return the path of each table of a list."""
        return tuple(f"{listed}[{index}]" for index in range(self.counts.get(listed, 0)))

    def get(self, path: str, kind: type[T]) -> T | None:
        """Return a value, or None if it is absent or malformed."""
        value = self.by_path.get(path)
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
        """Return the stated day of the advice, else `today`; None if it is stated but malformed."""
        return self.day("as_of") or (None if self.broken("as_of") else today)

    def estimate(self, path: str) -> Estimate | None:
        """Return an estimate."""
        return self.get(path, Estimate)

    def injury(self, path: str) -> InjuryGrade | None:
        """Return the grade of an injury."""
        if self.by_path.get(path) == DEATH:
            return DEATH
        return self.get(path, int)

    def broken(self, *paths: str) -> bool:
        """Return whether one of the paths is stated but malformed."""
        return any(path in self.stated and path not in self.by_path for path in paths)


def read_fields(
    document: Mapping[str, object], keys: KeyTable = CASE
) -> tuple[DocumentValues, list[Problem]]:
    """Read every field of a document; the problems are in the order of its table of keys."""
    values = DocumentValues({listed: _length(document, listed) for listed in ListKey})
    return values, list(_Reader(keys, values).table("", "", document))


def _length(document: Mapping[str, object], key: str) -> int:
    tables = document.get(key)
    return len(tables) if isinstance(tables, list) else 0


@frozen
class _Reader:
    """The reader of one document, which fills in its values."""

    keys: KeyTable
    values: DocumentValues

    def table(self, path: str, pattern: str, table: object) -> Iterator[Problem]:
        """Read a table and yield its problems; `pattern` is its path in the table of keys."""
        if not isinstance(table, Mapping):
            yield Problem(path, "not-table", shown(table), {"table": path})
            return
        self.values.stated.add(path)
        known = self.keys.names[pattern]
        yield from unknown_keys(path, table, known, self.keys.old_keys(pattern))
        for key, inner, known_as, needed in self.keys.entries(pattern):
            if not needed and key not in table:
                continue
            here = f"{path}.{key}" if path else key
            if inner.endswith("[]"):
                yield from self._list_of_tables(key, inner, table[key])
            elif known_as is None:
                yield from self.table(here, inner, table.get(key, {}))
            elif key in table:
                yield from self._value(here, known_as, table[key])
            else:
                yield Problem(here, "missing")

    def _list_of_tables(self, path: str, pattern: str, tables: object) -> Iterator[Problem]:
        if not isinstance(tables, list):
            yield Problem(path, "not-tables", shown(tables), {"table": path})
            return
        if len(tables) > MOST_LISTED:
            yield _too_many(path, len(tables))
            return
        for index, table in enumerate(tables):
            yield from self.table(f"{path}[{index}]", pattern, table)

    def _value(self, path: str, known: Field, value: object) -> tuple[Problem, ...]:
        self.values.stated.add(path)
        found = read_value(known, value, path)
        if isinstance(found, tuple):
            return found
        self.values.by_path[path] = found
        return ()


def too_many(document: Mapping[str, object]) -> Problem | None:
    """Return the problem of a list that is too long to be read, None if there is none."""
    counts = {listed: _length(document, listed) for listed in ListKey}
    wrong = (_too_many(listed, count) for listed, count in counts.items() if count > MOST_LISTED)
    return next(wrong, None)


def _too_many(path: str, count: int) -> Problem:
    return Problem(str(path), "too-many", count, {"most": MOST_LISTED, "count": count})
