"""Connections to files of SQLite: how one is opened, written to and asked what went wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for another window."""

_PRIMARY = 0xFF
"""The part of an error's number that says what it is; the rest says where."""


def connected(path: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    """Open a file, or `:memory:`; texts that are damaged are read as far as they go.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, uri=uri)
    connection.text_factory = readable_text
    return connection


def readable_text(content: bytes) -> str:
    """Return a text of the database; bytes that are none are replaced, and then the sum is off."""
    return content.decode("utf-8", "replace")


@contextmanager
def all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of what is inside, or nothing of it.

    Raises:
        sqlite3.Error: it cannot be written; what was there before is still there.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise


def form_of(connection: sqlite3.Connection) -> int:
    """Return the number of the form of a store."""
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    return int(form)


def error_number(error: sqlite3.Error) -> int:
    """Return what went wrong as one of SQLite's numbers (`sqlite3.SQLITE_FULL`), 0 if unknown."""
    number: int = getattr(error, "sqlite_errorcode", 0)
    return number & _PRIMARY
