"""Connections to SQLite files: opening, all-or-nothing writing, and the meaning of errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for another window."""

_PRIMARY = 0xFF
"""The bits of an error number that say what went wrong; the rest says where."""


def connected(path: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    """Open a file, or `:memory:`; damaged texts are read as far as possible.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, uri=uri)
    connection.text_factory = readable_text
    return connection


def readable_text(content: bytes) -> str:
    """Return a text of the database; invalid bytes are replaced, and the checksum then differs."""
    return content.decode("utf-8", "replace")


@contextmanager
def all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """Run everything inside as one transaction: all of it is done, or none.

    Raises:
        sqlite3.Error: it cannot be written; what was there before is still there.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # after a full disk, SQLite has already rolled back
            connection.execute("ROLLBACK")
        raise


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the schema version of a store."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def error_number(error: sqlite3.Error) -> int:
    """Return an error's primary SQLite code, such as `sqlite3.SQLITE_FULL`, or 0 if unknown."""
    number: int = getattr(error, "sqlite_errorcode", 0)
    return number & _PRIMARY
