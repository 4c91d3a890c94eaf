"""A table of keys: which tables and keys a document has, and in which order."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from advisor.intake.case.field import Field

_INDEX = re.compile(r"\[[0-9]+\]")


def pattern_of(path: str) -> str:
    """Return a path as a table of keys has it, without the indexes of lists.

    >>> pattern_of("claim[2].day")
    'claim[].day'
    """
    return _INDEX.sub("[]", path)


class TableKey(NamedTuple):
    """A key of a table, its path in the table of keys, and its field, None for an inner table.

    It is `needed` if it must be stated, or if a key of the inner table must be.
    """

    key: str
    pattern: str
    field: Field | None
    needed: bool


class KeyTable:
    """The fields of a document in their order, and what follows from their paths.

    `by_path` finds a field, `keys` lists the keys of each table, inner tables included; the key of
    a list of tables ends in `[]`, which `names` leaves out. `left_out` are paths that are accepted
    but have no effect.
    """

    def __init__(self, fields: tuple[Field, ...], left_out: frozenset[str] = frozenset()) -> None:
        self.fields = fields
        self.left_out = left_out
        self.by_path: Mapping[str, Field] = {field.path: field for field in fields}
        self.keys: Mapping[str, tuple[str, ...]] = _keys_by_table(fields)
        self._needed = {
            path for field in fields if field.required for path in _with_tables_around(field.path)
        }
        self._entries: dict[str, tuple[TableKey, ...]] = {}
        self.names = {
            table: tuple(key.removesuffix("[]") for key in keys)
            for table, keys in self.keys.items()
        }
        self._old: dict[str, set[str]] = {table: set() for table in self.keys}
        for path in left_out:
            table, _, key = path.rpartition(".")
            self._old[table].add(key)

    def entries(self, table: str) -> tuple[TableKey, ...]:
        """Return the keys that a table may hold, in order."""
        found = self._entries.get(table)
        if found is None:
            within = [(key, f"{table}.{key}" if table else key) for key in self.keys[table]]
            found = self._entries[table] = tuple(
                TableKey(key.removesuffix("[]"), path, self.by_path.get(path), path in self._needed)
                for key, path in within
            )
        return found

    def old_keys(self, table: str) -> set[str]:
        """Return the keys of a table that are accepted but have no effect."""
        return self._old[table]

    def place(self, path: str) -> tuple[int, int, int]:
        """Return a sort key in the order of the table; an unknown key follows its table's last.

        A key within a field, such as the low end of an estimate, sorts like its field, and a whole
        table like the first of its keys.
        """
        pattern = pattern_of(path)
        parent = pattern.rpartition(".")[0]
        field = self.by_path.get(pattern) or self.by_path.get(parent)
        table = [*self._within(pattern), *self._within(f"{pattern}[]")]
        last = max(self._within(parent), default=len(self.fields))
        here = self.fields.index(field) if field else min(table, default=last)
        index = _INDEX.search(path)
        if index is None:
            return here, 0, 0
        rows = self._within(f"{path[: index.start()]}[]")
        return min(rows, default=here), int(index[0][1:-1]), here

    def _within(self, table: str) -> list[int]:
        """Return the places of the fields of a table and of its inner tables."""
        return [n for n, one in enumerate(self.fields) if one.path.startswith(f"{table}.")]


def _with_tables_around(path: str) -> Iterator[str]:
    """Yield a path and the tables around it, innermost first, up to a list of tables."""
    while path and not path.endswith("[]"):
        yield path
        path = path.rpartition(".")[0]


def _keys_by_table(fields: tuple[Field, ...]) -> dict[str, tuple[str, ...]]:
    keys: dict[str, dict[str, None]] = {"": {}}
    for field in fields:
        path = field.path
        while path:
            path, _, key = path.rpartition(".")
            keys.setdefault(path, {})[key] = None
    return {table: tuple(names) for table, names in keys.items()}
