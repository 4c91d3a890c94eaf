"""Copies of the store beside it: its newest state, recent days, and before an upgrade."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date
from itertools import chain, count
from pathlib import Path
from tempfile import mkstemp

from advisor.storage.connections import schema_version
from advisor.storage.rows import WINDOWS, last_revision

KEPT_DAYS, KEPT_UPGRADES = 5, 3
"""How many daily copies, and copies from before upgrades, are kept; the oldest are removed."""

_MARK = ".bak-"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_UNFINISHED = ".unfinished"

_WORTH_A_COPY = (
    "SELECT * FROM saved_case",
    "SELECT * FROM ticked_step",
    "SELECT * FROM progress",
    "SELECT * FROM renewals",
    "SELECT * FROM taken_in",
)
"""The rows whose change is worth a daily copy; drafts of windows change all the time."""


def daily_copies(path: Path) -> tuple[Path, ...]:
    """Return the daily copies of the store at a path, the oldest first.

    They are ordered by the newest change in them, not by their names, as a clock may have been
    wrong.
    """
    found = path.parent.glob(f"{path.name}{_MARK}{_DAY}")
    return tuple(sorted(found, key=lambda copy: (_revision(copy), copy.name)))


def last_copy(path: Path) -> Path:
    """Return the path of the copy of the newest state, as the last window to end left it."""
    return path.with_name(f"{path.name}{_MARK}last")


def newest_first(path: Path) -> tuple[Path, ...]:
    """Return the paths of all copies of the store, the newest first; some may not exist."""
    return (last_copy(path), *reversed(copies_of(path)))


def copy_last(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the store as it is, unless the last copy already has this state.

    If the last copy is newer than the store, somebody has gone back to an older copy or replaced
    the store with another. That last copy is then kept among the copies from before upgrades.

    Raises:
        OSError: no file can be made there.
        sqlite3.Error: the store could not be copied.
    """
    target = last_copy(path)
    found, now = _revision(target), last_revision(connection)
    if found > now:
        with _to_read(target) as newer:
            version = schema_version(newer)
        target.rename(_free_name(path, version))
        _remove(copies_before_upgrades(path)[:-KEPT_UPGRADES])
    if found != now:
        _copy(connection, target)


def copies_before_upgrades(path: Path) -> tuple[Path, ...]:
    """Return the copies that were made before the store was upgraded, the oldest first."""
    days = set(daily_copies(path))
    found = (copy for copy in path.parent.glob(f"{path.name}{_MARK}[0-9]*") if copy not in days)
    return tuple(sorted((copy for copy in found if _place(copy)), key=_place))


def copies_of(path: Path) -> tuple[Path, ...]:
    """Return all copies of the store at a path, except the last copy."""
    return (*copies_before_upgrades(path), *daily_copies(path))


def copy_before_upgrade(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the store as `….bak-<version>`; an existing copy is never replaced.

    Raises:
        OSError: no file can be made there.
        sqlite3.Error: the store could not be copied.
    """
    _copy(connection, _free_name(path, version))
    _remove(copies_before_upgrades(path)[:-KEPT_UPGRADES])


def copy_daily(connection: sqlite3.Connection, path: Path, today: date) -> None:
    """Copy the store as `….bak-<today>`, unless that copy exists or there is nothing new to keep.

    Raises:
        OSError: no file can be made there.
        sqlite3.Error: the store could not be copied.
    """
    target = path.with_name(f"{path.name}{_MARK}{today.isoformat()}")
    before = daily_copies(path)
    if target.exists() or not _is_worth_it(connection, before[-1] if before else None):
        return
    _copy(connection, target)
    _remove(daily_copies(path)[:-KEPT_DAYS])


def remove_unfinished(path: Path) -> None:
    """Remove the remains of copies that the program ended before finishing."""
    _remove(path.parent.glob(f".{path.name}{_MARK}*{_UNFINISHED}*"))


def _revision(copy: Path) -> int:
    """Return the newest revision in a copy, -1 if it cannot be read."""
    try:
        with _to_read(copy) as found:
            return last_revision(found)
    except sqlite3.Error:
        return -1


def _to_read(copy: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True))


def _free_name(path: Path, version: int) -> Path:
    """Return a free path `….bak-<version>` for a copy, with a number behind it if that is taken."""
    endings = chain([""], (f".{number}" for number in count(2)))
    targets = (path.with_name(f"{path.name}{_MARK}{version}{ending}") for ending in endings)
    return next(target for target in targets if not target.exists())


def _is_worth_it(connection: sqlite3.Connection, last: Path | None) -> bool:
    now = _kept(connection)
    if last is None or not any(now):
        return any(now)
    try:
        with closing(sqlite3.connect(last)) as copy:
            return _kept(copy) != now
    except sqlite3.Error:
        return True


def _kept(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [sorted(connection.execute(query)) for query in _WORTH_A_COPY]


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """Make a private copy in a single file, which gets its name only when it is complete."""
    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=_UNFINISHED)
    os.close(handle)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            connection.backup(copy)
            # Going back to this copy must not look like a crash.
            _close_windows(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(target)
    except BaseException:
        _remove([unfinished])
        raise


def _close_windows(copy: sqlite3.Connection) -> None:
    if not WINDOWS.has_sums(copy):
        copy.execute("UPDATE window_draft SET closed = 1")
        return
    for row, kept in [*WINDOWS.rows(copy)]:
        if WINDOWS.is_sound(row, kept):
            WINDOWS.put(copy, (*row[:-1], 1))


def _place(copy: Path) -> tuple[int, ...]:
    """Return the version, and any number, in a copy's name; empty for any other name."""
    parts = copy.name.rpartition(_MARK)[2].split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _remove(copies: Iterable[Path]) -> None:
    for copy in copies:
        with suppress(OSError):
            copy.unlink()
