"""The rows of the store, each with a checksum that reveals damage."""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from advisor.storage.records import read_draft_text

Value = int | str | float | bytes | None
Row = tuple[Value, ...]
"""What the columns of a row hold, damaged or not."""

SoundRow = tuple[Any, ...]
"""The values of an undamaged row, with days as `date`; its table's `types` say what they are."""

SUM = "sum"
LARGEST = 1 << 53
"""A limit that numbers in the store never come near, unless a bit has flipped."""


class StoredTable(NamedTuple):
    """A table whose rows have a checksum; its first column is the key."""

    name: str
    columns: tuple[str, ...]
    types: str
    """For each column: `i` a whole number, `t` text, `d` a day; upper case if it may be NULL."""
    case: str = ""
    """The column with the number of the case that a row belongs to, empty if to none."""

    def row_sum(self, row: Sequence[Value]) -> int:
        """Return the checksum of a row's values, in the order of the columns."""
        total = 0
        for value in row:
            written = f"{'text' if isinstance(value, str) else 'other'} {value!s}\0"
            total = zlib.crc32(written.encode("utf-8", "surrogatepass"), total)
        return total

    def is_sound(self, row: Row, kept: Value) -> bool:
        """Return whether a row matches the checksum `kept`; without one, whether it can be read."""
        if not all(map(_fits, row, self.types)):
            return False
        if kept is not None:
            return self.row_sum(row) == kept
        try:
            days = self.values(row)
        except ValueError:
            return False
        return _reads(dict(zip(self.columns, days, strict=True)))

    def values(self, row: Row) -> SoundRow:
        """Return the values of a row of the right types, with days as `date`.

        Raises:
            ValueError: the text of a day is not a date.
        """
        return tuple(
            date.fromisoformat(value) if kind in "dD" and isinstance(value, str) else value
            for value, kind in zip(row, self.types, strict=True)
        )

    def rows(
        self, connection: sqlite3.Connection, key: Value = None, by: str = ""
    ) -> Iterator[tuple[Row, Value]]:
        """Yield each row, or those of a key, with its checksum; None for what it lacks.

        `by` is the column of the key, by default the first.

        Raises:
            sqlite3.Error: there is no such table, or the rest of it cannot be read.
        """
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({self.name})")}
        wanted = ", ".join(c if c in known else "NULL" for c in (*self.columns, SUM))
        where, values = self._of(key, by)
        query = f"SELECT {wanted} FROM {self.name}{where}"  # noqa: S608 - our own names
        for row in connection.execute(query, values):
            yield tuple(row[:-1]), row[-1]

    def has_sums(self, connection: sqlite3.Connection) -> bool:
        """Return whether the database has checksums."""
        rows = connection.execute(f"PRAGMA table_info({self.name})")
        return any(row[1] == SUM for row in rows)

    def put(self, connection: sqlite3.Connection, row: Row) -> None:
        """Write a row with its checksum, over any row of the same key.

        That row is updated in place: REPLACE would delete rows that refer to it, such as the
        ticked steps of a case.
        """
        key, *others = columns = (*self.columns, SUM)
        places = ", ".join("?" * len(columns))
        changes = ", ".join(f"{name} = excluded.{name}" for name in others)
        connection.execute(
            f"INSERT INTO {self.name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - likewise
            f" ON CONFLICT ({key}) DO UPDATE SET {changes}", (*row, self.row_sum(row)),
        )  # fmt: skip

    def clear(self, connection: sqlite3.Connection, key: Value = None, by: str = "") -> None:
        """Delete all rows, or those of a key; `by` is its column, by default the first."""
        where, values = self._of(key, by)
        connection.execute(f"DELETE FROM {self.name}{where}", values)  # noqa: S608 - likewise

    def _of(self, key: Value, by: str) -> tuple[str, Row]:
        """Return the SQL condition for a key, and its parameters; both empty without a key."""
        return ("", ()) if key is None else (f" WHERE {by or self.columns[0]} = ?", (key,))


CASES = StoredTable(
    "saved_case",
    ("number", "name", "draft", "saved_on", "turn", "deleted", "deleted_on"),
    "ittdiiT",
    "number",
)
WINDOWS = StoredTable(
    "window_draft",
    ("window", "draft", "ticked", "number", "kept_on", "turn", "closed"),
    "tttIdii",
)
ANSWERS = StoredTable(
    "answers",
    ("id", "case_id", "advised_on", "version", "rules_hash", "answer"),
    "iidttt",
    "case_id",
)
PROGRESS = StoredTable("progress", ("number", "state", "archived_on"), "itD", "number")
RENEWALS = StoredTable(
    "renewals",
    ("id", "case_id", "renewed_on", "premium", "clean", "noted_on"),
    "iidiId",
    "case_id",
)
TAKEN_IN = StoredTable("taken_in", ("number", "draft"), "it", "number")
PUT_ASIDE = StoredTable("put_aside", ("number", "of_case"), "iI", "number")
TABLES = (CASES, WINDOWS, ANSWERS, PROGRESS, RENEWALS, TAKEN_IN, PUT_ASIDE)


def last_revision(connection: sqlite3.Connection) -> int:
    """Return the newest revision, even if the counter itself is damaged."""
    places = ("last FROM turn", "turn FROM saved_case", "turn FROM window_draft")
    found = [
        value
        for place in places
        for (value,) in connection.execute(f"SELECT {place}")
        if isinstance(value, int) and 0 <= value < LARGEST
    ]
    return max(found, default=0)


def _fits(value: Value, kind: str) -> bool:
    if value is None:
        return kind.isupper()
    if kind.lower() == "i":
        return isinstance(value, int) and 0 <= value < LARGEST
    return isinstance(value, str)


def _reads(row: Mapping[str, Value]) -> bool:
    """Return whether the draft and the ticked steps in a row, if any, can be read."""
    try:
        if "draft" in row:
            read_draft_text(str(row["draft"]))
        json.loads(str(row.get("ticked", "[]")))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False
    return True
