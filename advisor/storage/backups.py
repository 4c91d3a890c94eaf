"""Copies of the store beside itself: from before its form changed, and from days gone by."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DAYS, FORMS = 5, 3
"""So many copies of days, and of earlier forms, are kept; the oldest are removed."""

_MARK = ".bak-"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_UNFINISHED = ".unfinished"

_WORTH_A_COPY = ("saved_case", "ticked_step")
"""Tables; what the windows are working on changes all the time."""


def copies_of_days(path: Path) -> tuple[Path, ...]:
    """Give the copies of the store at a path that were made by the day, the oldest first."""
    return tuple(sorted(path.parent.glob(f"{path.name}{_MARK}{_DAY}")))


def copies_of_forms(path: Path) -> tuple[Path, ...]:
    """Give the copies that were made before the form of the store changed, the oldest first."""
    days = set(copies_of_days(path))
    found = (copy for copy in path.parent.glob(f"{path.name}{_MARK}[0-9]*") if copy not in days)
    return tuple(sorted((copy for copy in found if _place(copy)), key=_place))


def copies_of(path: Path) -> tuple[Path, ...]:
    """Give all copies of the store at a path."""
    return (*copies_of_forms(path), *copies_of_days(path))


def copy_of_form(connection: sqlite3.Connection, path: Path, form: int) -> None:
    """Copy the store as `….bak-<form>`; a copy that is there is never replaced.

    Raises:
        OSError: no file can be made there.
        sqlite3.Error: the store could not be copied.
    """
    number = 1
    target = path.with_name(f"{path.name}{_MARK}{form}")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}{_MARK}{form}.{number}")
    _copy(connection, target)
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
    tables = (connection.execute(f"SELECT * FROM {table}") for table in _WORTH_A_COPY)  # noqa: S608 - our own names
    return [sorted(table) for table in tables]


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """Make a copy that is one file, nobody else's, and whole as soon as it has its name."""
    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=_UNFINISHED)
    os.close(handle)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            connection.backup(copy)
            # Whoever goes back to it has not had a crash.
            copy.execute("UPDATE window_draft SET closed = 1")
            copy.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(target)
    except BaseException:
        _remove([unfinished])
        raise


def _place(copy: Path) -> tuple[int, ...]:
    """Give form and number of a copy; nothing where it is none."""
    parts = copy.name.rpartition(_MARK)[2].split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _remove(copies: Iterable[Path]) -> None:
    for copy in copies:
        with suppress(OSError):
            copy.unlink()
