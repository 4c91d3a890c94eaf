"""Opening the database: private, in step with other windows, and without losing an old file.

A damaged file is set aside under another name, and a new one is begun. If the folder cannot be
written to, the store keeps nothing. Notices tell the user about both.
"""

import os
import sqlite3
from collections.abc import Sequence
from errno import ENOSPC
from itertools import count
from pathlib import Path

from attrs import evolve

from advisor.domain.findings import Fact, Reason
from advisor.domain.values import frozen
from advisor.storage.atomic_write import make_folder
from advisor.storage.backups import daily_copies
from advisor.storage.connections import connected, error_number
from advisor.storage.errors import is_full, storage_errors
from advisor.storage.integrity import DamagedError, check
from advisor.storage.migrate import migrate, migrations
from advisor.storage.repair import reading, repair
from advisor.storage.salvage import refill, salvage

NAME = "advisor.db"
_BESIDE = ("", "-wal", "-shm")
_NO_ROOM = {
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
}  # fmt: skip
"""SQLite's errors if it cannot write, or cannot create the files that it needs beside its own."""


@frozen
class OpenedStore:
    """A connection; without a `path`, it keeps nothing after this process ends.

    The text of a notice is `storage.notice.<code>`. The codes are `set-aside` (facts: `path`, the
    new name of the damaged file, and `count`), `set-aside-mended` if `count` cases could be saved,
    `set-aside-copied` if there are daily copies (also `copy`, the newest), `emptied` if the file
    was gone or empty but a copy was not (facts: `path`, `count`, `copy`), `not-kept` (facts:
    `path`, `why`), `no-home`, and those of `repair`.
    """

    connection: sqlite3.Connection
    path: Path | None
    writable: bool
    notices: tuple[Reason, ...] = ()
    readable: bool = True
    """Whether what is stored can at least be read; if not, the store looks empty."""


def open_database(folder: Path | None, scripts: Sequence[str] | None = None) -> OpenedStore:
    """Open the database of a folder, in its newest schema version.

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
    with storage_errors(path):
        try:
            if _is_cut_off(path):
                return _begun_anew(path, scripts)
            return _opened(path, scripts)
        except DamagedError:
            return _begun_anew(path, scripts)
        except sqlite3.OperationalError as error:
            if error_number(error) not in _NO_ROOM:
                raise
            return _not_kept(path, os.strerror(ENOSPC) if is_full(folder) else str(error), scripts)


def _opened(path: Path, scripts: Sequence[str], *, refilled: bool = True) -> OpenedStore:
    connection = connected(path)
    is_newest = scripts[: len(migrations())] == migrations()
    notices: list[Reason] = []

    def begin(new: sqlite3.Connection) -> None:
        if found := refill(new, path):
            count, copy = found
            facts: dict[str, Fact] = {"path": str(path), "count": count, "copy": copy.name}
            notices.append(Reason("emptied", facts))

    try:
        check(connection, scripts)
        migrate(connection, path, scripts, begin if is_newest and refilled else None)
        if is_newest:
            notices += repair(connection, path)
        _configure(connection)
    except BaseException:
        connection.close()
        raise
    return OpenedStore(connection, path, writable=True, notices=tuple(notices))


def _is_cut_off(path: Path) -> bool:
    """Return whether an empty file has a journal, which SQLite would delete without reading it."""
    journal = path.with_name(f"{path.name}-wal")
    return not path.stat().st_size and journal.exists() and bool(journal.stat().st_size)


def _begun_anew(path: Path, scripts: Sequence[str]) -> OpenedStore:
    """Set a damaged file aside, and begin a new one with everything that can be saved."""
    aside = _set_aside(path)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    opened = _opened(path, scripts, refilled=False)
    try:
        count = salvage(opened.connection, aside, path)
    except BaseException:
        opened.connection.close()
        raise
    facts: dict[str, Fact] = {"path": str(aside), "count": count}
    code = "set-aside-mended" if count else "set-aside"
    if days := daily_copies(path):
        code = "set-aside-copied"
        facts["copy"] = days[-1].name
    return evolve(opened, notices=(Reason(code, facts),))


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        # Another window holds the file at the moment; the present mode will do as well.
        return


def _set_aside(path: Path) -> Path:
    """Rename a damaged file and the files that belong to it; nothing is deleted."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    for ending in _BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _not_kept(path: Path, why: str, scripts: Sequence[str]) -> OpenedStore:
    """Open the store for reading only, or an empty one in memory if it cannot be read."""
    notice = Reason("not-kept", {"path": str(path), "why": why})
    try:
        connection = reading(path)
        try:
            connection.execute("SELECT count(*) FROM saved_case").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
    except (sqlite3.Error, OSError):
        return _in_memory(notice, scripts)
    return OpenedStore(connection, None, writable=False, notices=(notice,))


def _in_memory(notice: Reason, scripts: Sequence[str]) -> OpenedStore:
    connection = connected(":memory:")
    migrate(connection, None, scripts)
    return OpenedStore(connection, None, writable=False, notices=(notice,), readable=False)
