"""Checks whether a database is undamaged and ours: its header, tables and schema version."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache

from advisor.storage.connections import error_number, schema_version
from advisor.storage.migrate import APPLICATION_ID, statements

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_NOT_DAMAGE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL,
}  # fmt: skip
"""SQLite's errors that say something about a file's surroundings, not about the file."""


class DamagedError(Exception):
    """The file is damaged, or is not a database of ours."""


def check(connection: sqlite3.Connection, scripts: Sequence[str]) -> None:
    """Read the whole file once, and repair its identifying numbers if a bit of one has flipped.

    Raises:
        DamagedError: it is damaged, or not ours.
        sqlite3.Error: it cannot be read now.
    """
    try:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        whole = found == "ok" and _has_sound_header(connection) and _is_ours(connection, scripts)
    except sqlite3.DatabaseError as error:
        if error_number(error) in _NOT_DAMAGE:
            raise
        whole = False
    if not whole:
        raise DamagedError


def _has_sound_header(connection: sqlite3.Connection) -> bool:
    """Return whether the header fields that SQLite takes on trust are right, or absent.

    The file itself is not opened for this: closing it again would release this process's locks,
    and another window that closes would then delete the journal that this one is writing.
    """
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if not pages or not hasattr(connection, "serialize"):  # old builds of SQLite lack it
        return True
    head = connection.serialize()[:_HEADER]
    writes, reads = head[18], head[19]
    fractions, encoding = head[21:24], head[56:60]
    return (
        head.startswith(_MAGIC)
        and writes == reads
        and writes in {1, 2}
        and fractions == b"\x40\x20\x20"
        and encoding == b"\x00\x00\x00\x01"
        and not any(head[52:56])
    )


def _is_ours(connection: sqlite3.Connection, scripts: Sequence[str]) -> bool:
    """Return whether the tables are ours; repair one flipped bit in the mark or the schema version.

    A database of a newer schema version counts as ours, whatever its tables.
    """
    found = _tables(connection)
    if not found:
        return True
    (marked,) = connection.execute("PRAGMA application_id").fetchone()
    version = schema_version(connection)
    if marked != APPLICATION_ID:
        if not _is_one_bit(marked, APPLICATION_ID):
            return False
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if version <= len(scripts) and found == expected(tuple(scripts[:version])):
        return True
    if _is_one_bit(version, len(scripts)) and found == expected(tuple(scripts)):
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        return True
    return version > len(scripts)


def _is_one_bit(found: int, right: int) -> bool:
    return ((found ^ right) & 0xFFFFFFFF).bit_count() == 1


@lru_cache(maxsize=8)
def expected(scripts: tuple[str, ...]) -> frozenset[str]:
    """Return the tables that some migration scripts create, as SQLite describes them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in scripts:
            for statement in statements(script):
                connection.execute(statement)
        return _tables(connection)


def _tables(connection: sqlite3.Connection) -> frozenset[str]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    return frozenset(
        " ".join(" ".join(map(str, row)).split())
        for row in rows
        if not str(row[1]).startswith("sqlite_")
    )
