"""The database as one window uses it: it reads undamaged rows, and changes all or nothing.

Every method but `run` and `put` may raise a `StorageError`; those two must be used in `writing`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from advisor.storage.connections import all_or_nothing
from advisor.storage.database import OpenedStore
from advisor.storage.errors import StorageError, storage_errors
from advisor.storage.rows import SoundRow, StoredTable, Value, last_revision

LONG_WAIT, SHORT_WAIT = 5_000, 250
"""Milliseconds to wait for another window: when saving, and between two keys."""


class Database:
    """A connection, with error handling, row checks and transactions around its statements."""

    def __init__(self, opened: OpenedStore) -> None:
        self.connection = opened.connection
        self.path = opened.path
        self.writable = opened.writable

    def rows(self, table: StoredTable, key: Value = None, by: str = "") -> list[SoundRow]:
        """Return the undamaged rows of a table, or those of a key (see `StoredTable.rows`)."""
        with storage_errors(self.path):
            found = [*table.rows(self.connection, key, by)]
        return [table.values(row) for row, kept in found if table.is_sound(row, kept)]

    def read(self, query: str, *values: Value) -> list[tuple[Any, ...]]:
        """Return all rows that a query finds."""
        with storage_errors(self.path):
            return self.run(query, *values).fetchall()

    def run(self, statement: str, *values: Value) -> sqlite3.Cursor:
        """Run a statement; errors of SQLite are raised unchanged."""
        return self.connection.execute(statement, values)

    def put(self, table: StoredTable, row: SoundRow) -> None:
        """Write a row, over any row of the same key."""
        plain = (value.isoformat() if isinstance(value, date) else value for value in row)
        table.put(self.connection, tuple(plain))

    def next_revision(self) -> int:
        """Count one more change, and return its revision."""
        revision = last_revision(self.connection) + 1
        self.run("UPDATE turn SET last = ?", revision)
        return revision

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Run what is inside as `writing` does, and count it as a change that copies lack."""
        with self.writing():
            yield
            self.next_revision()

    @contextmanager
    def writing(self, wait: int = LONG_WAIT) -> Iterator[None]:
        """Run what is inside as one transaction, or as part of the transaction that it is in.

        With the default `wait`, the change is on the disk when this ends.
        """
        if not self.writable:
            raise StorageError("read-only", path=self.path, why="")
        if self.connection.in_transaction:
            yield
            return
        with storage_errors(self.path):
            durable = "FULL" if wait == LONG_WAIT else "NORMAL"
            self.run(f"PRAGMA busy_timeout = {wait}")
            self.run(f"PRAGMA synchronous = {durable}")
            with all_or_nothing(self.connection):
                yield
