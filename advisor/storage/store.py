"""The store of cases: what a method has returned from is on the disk, whatever happens next.

One `CaseStore` belongs to one window and one thread; several windows may have the same store open.
Every method may raise a `StorageError`, and then nothing has changed.
"""

from __future__ import annotations

import json
import unicodedata
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from advisor.storage.database import Opened, open_database
from advisor.storage.errors import StorageError, telling
from advisor.storage.kept import LeftDraft, SavedCase, draft_text, read_draft_text, storable
from advisor.storage.upkeep import look_after
from advisor.storage.windows import Window

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from advisor.domain.decision import Reason
    from advisor.intake.case.draft import Draft

_NOTHING: frozenset[str] = frozenset()
_LONG_WAIT, _SHORT_WAIT = 5_000, 250
"""Milliseconds to wait for another window: when saving, and between two keys."""

_OLD_DRAFTS = 20
"""So many drafts of windows that have ended are kept beside the newest."""


class CaseStore:
    """Saved cases, and what each window is working on.

    `notices` say what the user should know about the store itself (`storage.notice.<code>`);
    where it is not `writable`, saving raises a `StorageError` of code `read-only`. Where it is not
    even `readable`, it looks empty.
    """

    def __init__(self, folder: Path | None, today: Callable[[], date]) -> None:
        """Open the store of a folder; `today` gives the day that is written beside a case.

        Without a folder it keeps nothing beyond this process.

        Raises:
            StorageError: a newer program has written it, or another window holds it.
        """
        opened: Opened = open_database(folder)
        self.notices: tuple[Reason, ...] = opened.notices
        self.writable = opened.writable
        self.readable = opened.readable
        self.path = opened.path
        self._database = opened.connection
        self._today = today
        self._window = Window(folder if opened.writable else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close(crashed=error is not None)

    def close(self, *, crashed: bool = False) -> None:
        """End this window; its draft is found again by the next one, as left or as crashed."""
        try:
            if self.writable and not crashed:
                with self._writing(_SHORT_WAIT):
                    self._run(
                        "UPDATE window_draft SET closed = 1 WHERE window = ?", self._window.id
                    )
        except StorageError:
            # The draft itself is kept; the next window will only call it crashed.
            pass
        finally:
            self._window.close()
            self._database.close()

    def look_after(self) -> None:
        """Copy the store if it has changed, clear out what was deleted long ago.

        Any thread may call this; it has a connection of its own, and nobody need wait for it.
        """
        if self.writable and self.path is not None:
            look_after(self.path, self._today(), alone=self._window.is_alone())

    def cases(self, search: str = "") -> tuple[SavedCase, ...]:
        """List the saved cases, the one changed last first; a search looks into the names.

        Case, and how Hangul is composed, play no part in a search.
        """
        rows = self._read("SELECT * FROM saved_case WHERE deleted = 0 ORDER BY -turn")
        wanted = _folded(search)
        return tuple(self._case(row) for row in rows if wanted in _folded(row[1]))

    def deleted(self) -> tuple[SavedCase, ...]:
        """List the deleted cases, the one deleted last first."""
        rows = self._read("SELECT * FROM saved_case WHERE deleted = 1 ORDER BY -turn")
        return tuple(self._case(row) for row in rows)

    def case(self, number: int) -> SavedCase | None:
        """Give a saved case, deleted or not, or None where there is no such number."""
        rows = self._read("SELECT * FROM saved_case WHERE number = ?", number)
        return self._case(rows[0]) if rows else None

    def save(
        self,
        name: str,
        draft: Draft,
        ticked: frozenset[str] = _NOTHING,
        over: SavedCase | None = None,
    ) -> SavedCase:
        """Save a draft under a name, as a new case or over the one that it was opened from.

        `over` is that case as this window has last seen it. Where another window has changed it
        since, nothing is overwritten: the draft becomes a case of its own, with another number.
        """
        with self._writing():
            turn = self._turn()
            known = (
                over
                and self._run(
                    "SELECT * FROM saved_case WHERE number = ? AND turn = ?", over.number, over.turn
                ).fetchone()
            )
            written = (storable(name), draft_text(draft), self._today().isoformat(), turn)
            if over and known:
                number = over.number
                self._run(
                    "UPDATE saved_case SET name = ?, draft = ?, saved_on = ?, turn = ?,"
                    " deleted = 0, deleted_on = NULL"
                    " WHERE number = ?", *written, number,
                )  # fmt: skip
            else:
                number = self._inserted(written)
            self._tick_all(number, ticked)
        return self._found(number)

    def rename(self, number: int, name: str) -> SavedCase | None:
        """Give a case another name; None where there is no such number."""
        with self._writing():
            self._run(
                "UPDATE saved_case SET name = ?, turn = ? WHERE number = ?",
                storable(name), self._turn(), number,
            )  # fmt: skip
        return self.case(number)

    def duplicate(self, number: int, name: str) -> SavedCase | None:
        """Save a case a second time, with its ticked steps; None where there is none."""
        case = self.case(number)
        return case and self.save(name, case.draft, case.ticked)

    def delete(self, number: int) -> bool:
        """Take a case off the list, for some time only; tell whether it was there."""
        return self._mark(number, deleted=True)

    def restore(self, number: int) -> bool:
        """Bring a deleted case back as it was. Tells whether it was there."""
        return self._mark(number, deleted=False)

    def tick(self, number: int, step: str, *, done: bool) -> None:
        """Keep that a step of a saved case is done, or is not."""
        with self._writing():
            if done:
                self._run("REPLACE INTO ticked_step VALUES (?, ?)", number, step)
            else:
                self._run("DELETE FROM ticked_step WHERE number = ? AND step = ?", number, step)

    def keep_draft(
        self, draft: Draft, ticked: frozenset[str] = _NOTHING, number: int | None = None
    ) -> None:
        """Keep what this window is working on; to be called at every edit, it takes microseconds.

        `number` is the saved case that the draft was opened from.
        """
        with self._writing(_SHORT_WAIT):
            self._run(
                "REPLACE INTO window_draft VALUES (?, ?, ?, ?, ?, ?, 0)",
                self._window.id, draft_text(draft), json.dumps(sorted(ticked)), number,
                self._today().isoformat(), self._turn(),
            )  # fmt: skip

    def take_left_draft(self) -> LeftDraft | None:
        """Take over the newest draft of a window that has ended, None where there is none.

        It is from then on the draft of this window; no other window is given it.
        """
        if not self.writable:
            return None
        with self._writing():
            rows = self._run("SELECT * FROM window_draft ORDER BY -turn").fetchall()
            left = [row for row in rows if not self._window.is_open(row[0])]
            for row in left[_OLD_DRAFTS:]:
                self._run("DELETE FROM window_draft WHERE window = ?", row[0])
            if not left:
                return None
            newest = left[0]
            self._run("DELETE FROM window_draft WHERE window = ?", self._window.id)
            self._run(
                "UPDATE window_draft SET window = ?, closed = 0 WHERE window = ?",
                self._window.id, newest[0],
            )  # fmt: skip
        _, draft, ticked, number, kept_on, _, closed, *_ = newest
        return LeftDraft(
            draft=read_draft_text(draft),
            ticked=frozenset(json.loads(ticked)),
            number=number,
            kept_on=date.fromisoformat(kept_on),
            crashed=not closed,
        )

    def _mark(self, number: int, *, deleted: bool) -> bool:
        day = self._today().isoformat() if deleted else None
        with self._writing():
            changed = self._run(
                "UPDATE saved_case SET deleted = ?, deleted_on = ?, turn = ?"
                " WHERE number = ? AND deleted != ?", deleted, day, self._turn(), number, deleted,
            )  # fmt: skip
        return bool(changed.rowcount)

    def _inserted(self, written: tuple[object, ...]) -> int:
        cursor = self._run(
            "INSERT INTO saved_case (name, draft, saved_on, turn) VALUES (?, ?, ?, ?)", *written
        )
        assert cursor.lastrowid is not None  # noqa: S101 - a row was inserted
        return cursor.lastrowid

    def _tick_all(self, number: int, ticked: frozenset[str]) -> None:
        self._run("DELETE FROM ticked_step WHERE number = ?", number)
        for step in sorted(ticked):
            self._run("INSERT INTO ticked_step VALUES (?, ?)", number, step)

    def _turn(self) -> int:
        self._run("UPDATE turn SET last = last + 1")
        (last,) = self._run("SELECT last FROM turn").fetchone()
        return int(last)

    def _found(self, number: int) -> SavedCase:
        case = self.case(number)
        assert case is not None  # noqa: S101 - it was written just now
        return case

    def _case(self, row: tuple[Any, ...]) -> SavedCase:
        number, name, draft, saved_on, turn, *_ = row
        steps = self._read("SELECT step FROM ticked_step WHERE number = ?", number)
        return SavedCase(
            number=number,
            name=name,
            draft=read_draft_text(draft),
            ticked=frozenset(step for (step,) in steps),
            saved_on=date.fromisoformat(saved_on),
            turn=turn,
        )

    def _read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with telling(self.path):
            return self._run(query, *values).fetchall()

    def _run(self, statement: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401 - what SQL holds
        return self._database.execute(statement, values)

    @contextmanager
    def _writing(self, wait: int = _LONG_WAIT) -> Iterator[None]:
        """Do all of it or nothing; a save reaches the disk before it is acknowledged."""
        if not self.writable:
            raise StorageError("read-only", path=self.path, why="")
        with telling(self.path):
            durable = "FULL" if wait == _LONG_WAIT else "NORMAL"
            self._database.execute(f"PRAGMA busy_timeout = {wait}")
            self._database.execute(f"PRAGMA synchronous = {durable}")
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
