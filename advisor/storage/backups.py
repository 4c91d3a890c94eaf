"""Copies of the store beside itself: from before its form changed, and from days gone by."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from tempfile import mkstemp

from advisor.storage.connections import form_of
from advisor.storage.rows import WINDOWS, last_turn

DAYS, FORMS = 5, 3
"""So many copies of days, and of earlier forms, are kept; the oldest are removed."""

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
"""What a copy is made for; what the windows are working on changes all the time."""


def copies_of_days(path: Path) -> tuple[Path, ...]:
    """Return the copies of the store at a path that were made by the day, the oldest first.

    A clock may once have been wrong, so what they hold tells their order, not their names.
    """
    found = path.parent.glob(f"{path.name}{_MARK}{_DAY}")
    return tuple(sorted(found, key=lambda copy: (_turn(copy), copy.name)))


def last_copy(path: Path) -> Path:
    """Return where the copy of the newest state is: as the window left it that ended last."""
    return path.with_name(f"{path.name}{_MARK}last")


def newest_first(path: Path) -> tuple[Path, ...]:
    """Return where copies of the store at a path are or may be, the newest first."""
    return (last_copy(path), *reversed(copies_of(path)))


def copy_last(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the store as it is, unless the last copy is of this state.

    A last copy that is newer than the store is put by among those of its form: somebody has gone
    back to an older one, or the store was put in the place of another.

    Raises:
        OSError: no file can be made there.
        sqlite3.Error: the store could not be copied.
    """
    target = last_copy(path)
    found, now = _turn(target), last_turn(connection)
    if found > now:
        with _to_read(target) as newer:
            form = form_of(newer)
        target.rename(_free_name(path, form))
        _remove(copies_of_forms(path)[:-FORMS])
    if found != now:
        _copy(connection, target)


def copies_of_forms(path: Path) -> tuple[Path, ...]:
    """Return the copies that were made before the form of the store changed, the oldest first."""
    days = set(copies_of_days(path))
    found = (copy for copy in path.parent.glob(f"{path.name}{_MARK}[0-9]*") if copy not in days)
    return tuple(sorted((copy for copy in found if _place(copy)), key=_place))


def copies_of(path: Path) -> tuple[Path, ...]:
    """Return all copies of the store at a path."""
    return (*copies_of_forms(path), *copies_of_days(path))


def copy_of_form(connection: sqlite3.Connection, path: Path, form: int) -> None:
    """Copy the store as `….bak-<form>`; a copy that is there is never replaced.

    Raises:
        OSError: no file can be made there.
        sqlite3.Error: the store could not be copied.
    """
    _copy(connection, _free_name(path, form))
    _remove(copies_of_forms(path)[:-FORMS])


def copy_of_day(connection: sqlite3.Connection, path: Path, today: date) -> None:
    """Copy the store as `….bak-<today>`, unless there is such a copy, or nothing new to keep.

    Raises:
        OSError: no file can be made there.
        sqlite3.Error: the store could not be copied.
    """
    target = path.with_name(f"{path.name}{_MARK}{today.isoformat()}")
    before = copies_of_days(path)
    if target.exists() or not _is_worth_it(connection, before[-1] if before else None):
        return
    _copy(connection, target)
    _remove(copies_of_days(path)[:-DAYS])


def remove_unfinished(path: Path) -> None:
    """Remove what is left of copies whose program ended before them."""
    _remove(path.parent.glob(f".{path.name}{_MARK}*{_UNFINISHED}*"))


def _turn(copy: Path) -> int:
    """Return the turn of the newest change that a copy holds, -1 where it cannot be read."""
    try:
        with _to_read(copy) as found:
            return last_turn(found)
    except sqlite3.Error:
        return -1


def _to_read(copy: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True))


def _free_name(path: Path, form: int) -> Path:
    """Return where a copy of a form goes: `….bak-<form>`, with a number if there is one already."""
    number = 1
    target = path.with_name(f"{path.name}{_MARK}{form}")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}{_MARK}{form}.{number}")
    return target


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
    """Make a copy that is one file, nobody else's, and whole as soon as it has its name."""
    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=_UNFINISHED)
    os.close(handle)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            connection.backup(copy)
            # Whoever goes back to it has not had a crash.
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
    """Return form and number of a copy; nothing where it is none."""
    parts = copy.name.rpartition(_MARK)[2].split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _remove(copies: Iterable[Path]) -> None:
    for copy in copies:
        with suppress(OSError):
            copy.unlink()
