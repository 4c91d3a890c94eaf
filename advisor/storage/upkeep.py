"""What is done for the store now and then, while nobody waits: a copy of it, and a clearing out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from advisor.storage.backups import copy_of_day, remove_unfinished

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

KEPT_DELETED = timedelta(days=30)
"""For so long a deleted case can be brought back."""

_PATIENCE = 5.0


def look_after(path: Path, today: date, *, alone: bool) -> None:
    """Copy the store at a path if it has changed; clear out what was deleted long ago.

    Where another window is open nothing is cleared out, for it may offer an undo. What cannot be
    done now is left to the next time.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
            if alone:
                remove_unfinished(path)
            copy_of_day(connection, path, today)
            if alone:
                _clear_out(connection, today)
    except (sqlite3.Error, OSError):
        return


def _clear_out(connection: sqlite3.Connection, today: date) -> None:
    """Remove what was deleted too long ago; where the day is not known, count from today."""
    connection.execute("PRAGMA foreign_keys = ON")
    unknown = "UPDATE saved_case SET deleted_on = ? WHERE deleted = 1 AND deleted_on IS NULL"
    connection.execute(unknown, (today.isoformat(),))
    last = (today - KEPT_DELETED).isoformat()
    connection.execute("DELETE FROM saved_case WHERE deleted = 1 AND deleted_on < ?", (last,))
