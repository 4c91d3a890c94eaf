"""Opening the database: private, in step with other windows, and never at the cost of the old one.

A damaged file is set aside under another name and a new one is begun; a folder that cannot be
written to leaves the program with a store that keeps nothing. Both are said by notices.
"""

from __future__ import annotations

import os
import sqlite3
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.decision import Reason
from advisor.storage.backups import copies_of
from advisor.storage.errors import is_full, telling
from advisor.storage.folder import make_folder
from advisor.storage.migrate import is_foreign, migrate, migrations

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "advisor.db"
_PATIENCE = 5.0
_BESIDE = ("", "-wal", "-shm")
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_ROOM = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
"""What SQLite says where it cannot make the files that it needs beside its own."""

_PRIMARY = 0xFF


class DamagedError(Exception):
    """The file is no whole database of ours."""


@frozen
class Opened:
    """A connection; without `path` it keeps nothing beyond this process.

    Notices are worded as `storage.notice.<code>`: `set-aside` (facts: `path`, the new name of the
    damaged file), `set-aside-copied` where there are copies (also `copy`, the newest's name) and
    `not-kept` (facts: `path`, `why`).
    """

    connection: sqlite3.Connection
    path: Path | None
    writable: bool
    notices: tuple[Reason, ...] = ()
    readable: bool = True
    """Whether what is kept can be read at least; else it is as if there were nothing."""


def open_database(folder: Path | None, scripts: Sequence[str] | None = None) -> Opened:
    """Open the database of a folder, in its newest form.

    Raises:
        StorageError: a newer program has written it, or another window holds it for too long.
    """
    scripts = migrations() if scripts is None else scripts
    if folder is None:
        return _in_memory(Reason("no-home", {}), scripts)
    path = folder / NAME
    try:
        make_folder(folder)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        return _not_kept(path, error.strerror or str(error), scripts)
    with telling(path):
        try:
            return Opened(_connected(path, scripts), path, writable=True)
        except DamagedError:
            aside = _set_aside(path)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            notice = _damage(aside, copies_of(path))
            return Opened(_connected(path, scripts), path, writable=True, notices=(notice,))
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & _PRIMARY not in _NO_ROOM:
                raise
            return _not_kept(path, os.strerror(ENOSPC) if is_full(folder) else str(error), scripts)


def _connected(path: Path, scripts: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        _check(connection)
        migrate(connection, path, scripts)
        _configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Read the whole file once.

    Raises:
        DamagedError: it is damaged, or not ours.
    """
    try:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        whole = found == "ok" and not is_foreign(connection)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY not in _DAMAGE:
            raise
        whole = False
    if not whole:
        raise DamagedError


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        # Another window holds the file just now; whichever mode it is in serves as well.
        return


def _set_aside(path: Path) -> Path:
    """Rename a damaged file with what belongs to it; nothing is deleted."""
    number = 1
    while path.with_name(f"{path.name}.damaged-{number}").exists():
        number += 1
    aside = path.with_name(f"{path.name}.damaged-{number}")
    for ending in _BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _damage(aside: Path, copies: tuple[Path, ...]) -> Reason:
    if not copies:
        return Reason("set-aside", {"path": str(aside)})
    return Reason("set-aside-copied", {"path": str(aside), "copy": copies[-1].name})


def _not_kept(path: Path, why: str, scripts: Sequence[str]) -> Opened:
    """Read what is there without writing, or begin with nothing where that is impossible."""
    notice = Reason("not-kept", {"path": str(path), "why": why})
    try:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM saved_case").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
    except sqlite3.Error:
        return _in_memory(notice, scripts)
    return Opened(connection, None, writable=False, notices=(notice,))


def _in_memory(notice: Reason, scripts: Sequence[str]) -> Opened:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, None, scripts)
    return Opened(connection, None, writable=False, notices=(notice,), readable=False)
