"""The occasional upkeep of the store, while nobody waits: copies, and clearing out."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from advisor.storage.backups import copy_daily, copy_last, remove_unfinished
from advisor.storage.connections import all_or_nothing, connected
from advisor.storage.rows import ANSWERS, CASES, PROGRESS, PUT_ASIDE, RENEWALS, TAKEN_IN, Value

KEPT_DELETED = timedelta(days=30)
"""How long a deleted case can be brought back."""

_OF_A_CASE = (ANSWERS, RENEWALS, PROGRESS, TAKEN_IN, PUT_ASIDE)
"""The tables that hold something that belongs to a case."""


def run_upkeep(path: Path, today: date, *, alone: bool) -> None:
    """Copy the store at a path if it has changed; if `alone`, clear out what was deleted long ago.

    While another window is open nothing is cleared out, because it may offer an undo. What cannot
    be done now is left for the next time.
    """
    try:
        with closing(connected(path)) as connection:
            if alone:
                remove_unfinished(path)
            copy_last(connection, path)
            copy_daily(connection, path, today)
            if alone:
                with all_or_nothing(connection):
                    _clear_out(connection, today)
    except (sqlite3.Error, OSError):
        return


def _clear_out(connection: sqlite3.Connection, today: date) -> None:
    """Remove the cases that were deleted too long ago, with everything that belongs to them.

    If the day of a deletion is missing, or in the future because a clock was wrong, it is set to
    today.
    """
    last = (today - KEPT_DELETED).isoformat()
    old: list[Value] = []
    for row, kept in [*CASES.rows(connection)]:
        *others, deleted, day = row
        if not deleted or not CASES.is_sound(row, kept):
            continue
        if day is None or str(day) > today.isoformat():
            CASES.put(connection, (*others, deleted, today.isoformat()))
        elif str(day) < last:
            old.append(row[0])
    for number in old:
        for table in _OF_A_CASE:
            table.clear(connection, number, table.case)
        connection.execute("DELETE FROM ticked_step WHERE number = ?", (number,))
        CASES.clear(connection, number)
