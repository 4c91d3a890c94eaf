"""The answers that were given with each case: added one after the other, never changed.

What was advised can be shown again to the won, after the policy year, the rules or the program
have changed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.storage.kept import Advised
from advisor.storage.rows import ANSWERS

if TYPE_CHECKING:
    import sqlite3


def append_answer(connection: sqlite3.Connection, case: int, answer: Advised) -> None:
    """Add the answer given with a case; one that only says again what the last one said is none.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    before = answers_of(connection, case)
    if before and before[-1] == answer:
        return
    (last,) = connection.execute("SELECT max(id) FROM answers").fetchone()
    row = (
        (last or 0) + 1, case, answer.advised_on.isoformat(), answer.version, answer.rules_hash,
        answer.answer,
    )  # fmt: skip
    ANSWERS.put(connection, row)


def answers_of(connection: sqlite3.Connection, case: int) -> tuple[Advised, ...]:
    """Return the answers given with a case that can be read, the first one first.

    Raises:
        sqlite3.Error: the store cannot be read.
    """
    found = ANSWERS.rows(connection, case, by="case_id")
    sound = (row for row, kept in found if ANSWERS.is_sound(row, kept))
    rows = sorted(sound, key=lambda row: int(str(row[0])))
    return tuple(Advised(date.fromisoformat(str(row[2])), *map(str, row[3:])) for row in rows)
