"""The store of cases: once a method has returned, its change is on the disk, whatever happens.

One `CaseStore` belongs to one window and one thread; several windows may have the same store open.
Every method may raise a `StorageError`; nothing has changed then.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

from advisor.domain.decision import Advised
from advisor.domain.findings import Reason
from advisor.intake.case.draft import Draft
from advisor.storage.backups import copy_last
from advisor.storage.case_rows import (
    case_of,
    listed,
    mark_cases,
    present_cases,
    put_case,
    rename_case,
    tick_all,
)
from advisor.storage.database import OpenedStore, open_database
from advisor.storage.errors import StorageError, storage_errors
from advisor.storage.progress import CaseProgress, answers_of, append_answer
from advisor.storage.records import (
    UNKNOWN_TABLE,
    Aside,
    Damaged,
    LeftDraft,
    SavedCase,
    draft_text,
    read_draft_text,
    storable,
)
from advisor.storage.rows import PUT_ASIDE, TABLES, TAKEN_IN, WINDOWS, last_revision
from advisor.storage.transactions import SHORT_WAIT, Database
from advisor.storage.upkeep import run_upkeep
from advisor.storage.windows import Window

_NAMED = frozenset(table.name for table in TABLES)
_NOTHING: frozenset[str] = frozenset()
_OLD_DRAFTS = 20
"""How many drafts of windows that have ended are kept."""


class CaseStore:
    """Saved cases, and what each window is working on.

    `notices` tell the user about the store itself (texts `storage.notice.<code>`). If it is not
    `writable`, saving raises a `StorageError` with the code `read-only`; if it is not even
    `readable`, it looks empty.
    """

    def __init__(self, folder: Path | None, today: Callable[[], date]) -> None:
        """Open the store in a folder; `today` returns the day that is stored with a case.

        Without a folder, nothing is kept after this process ends.

        Raises:
            StorageError: a newer program has written it, or another window holds it.
        """
        opened: OpenedStore = open_database(folder)
        self.notices: tuple[Reason, ...] = opened.notices
        self.writable = opened.writable
        self.readable = opened.readable
        self.path = opened.path
        self._database = Database(opened)
        self._today = today
        self._window = Window(folder if opened.writable else None)
        self.progress = CaseProgress(self._database, today)
        """What became of the cases, their latest answers, and what renewals really cost."""

    @property
    def revision(self) -> int:
        """The number of the newest change, whichever window made it."""
        with storage_errors(self.path):
            return last_revision(self._database.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close(crashed=error is not None)

    def close(self, *, crashed: bool = False) -> None:
        """End this window; the next one finds its draft, as left or (if `crashed`) as crashed."""
        try:
            if self.writable and not crashed:
                with self._database.writing(SHORT_WAIT):
                    for row in self._database.rows(WINDOWS, self._window.id):
                        self._database.put(WINDOWS, (*row[:-1], 1))
                if self.path is not None:
                    copy_last(self._database.connection, self.path)
        except (StorageError, sqlite3.Error, OSError):
            # The draft is kept all the same; the next window will merely take it for crashed.
            pass
        finally:
            self._window.close()
            self._database.connection.close()

    def run_upkeep(self) -> None:
        """Copy the store if it has changed, and clear out what was deleted long ago.

        It may be called from any thread, because it uses a connection of its own; no caller needs
        to wait for it.
        """
        if self.writable and self.path is not None:
            run_upkeep(self.path, self._today(), alone=self._window.is_alone())

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context in which all changes or none are made, and reach the disk at once."""
        return self._database.writing()

    def cases(self) -> tuple[SavedCase, ...]:
        """Return the saved cases, the most recently changed first."""
        return listed(self._database, deleted=False)

    def has_cases(self) -> bool:
        """Return whether any case is saved."""
        return bool(self._database.read("SELECT 1 FROM saved_case WHERE deleted = 0 LIMIT 1"))

    def deleted(self) -> tuple[SavedCase, ...]:
        """Return the deleted cases, the most recently deleted first."""
        return listed(self._database, deleted=True)

    def deletions(self) -> tuple[tuple[SavedCase, ...], ...]:
        """Return the deleted cases in groups that were deleted together, the latest group first."""
        return tuple(
            tuple(cases) for _, cases in groupby(self.deleted(), lambda case: case.revision)
        )

    def case(self, number: int) -> SavedCase | None:
        """Return a saved case, deleted or not, or None if there is no such number."""
        return case_of(self._database, number)

    def present(self, numbers: Iterable[int]) -> tuple[SavedCase, ...]:
        """Return those of the numbered cases that exist and are not deleted, in the given order."""
        return present_cases(self._database, numbers)

    def answers(self, number: int) -> tuple[Advised, ...]:
        """Return the answers that were given with a case, the oldest first."""
        return answers_of(self._database, number)

    def damaged(self) -> tuple[Damaged, ...]:
        """Return the rows that were set aside because they could no longer be read."""
        rows = self._database.read("SELECT of_table, of_row, name FROM set_aside ORDER BY id")
        return tuple(
            Damaged(str(table) if table in _NAMED else UNKNOWN_TABLE, str(row), str(name))
            for table, row, name in rows
        )

    def save(
        self,
        name: str,
        draft: Draft,
        ticked: frozenset[str] = _NOTHING,
        over: SavedCase | None = None,
        answer: Advised | None = None,
        taken_in: Draft | None = None,
    ) -> SavedCase:
        """Save a draft under a name, as a new case or over the one that it was opened from.

        `over` is that case as this window last saw it. If another window has changed it since,
        nothing is overwritten: the draft becomes a case of its own, with another number.
        `answer` is the answer that was given; it is added to the earlier ones, which are kept.
        `taken_in` is what a row of a table stated, if the case is saved from one.
        """
        with self._database.writing():
            number = put_case(self._database, name, draft, self._today(), over)
            tick_all(self._database, number, ticked)
            if over and over.name != storable(name):
                self._is_its_own(number)
            if answer:
                append_answer(self._database, number, answer)
            if taken_in:
                self._database.put(TAKEN_IN, (number, draft_text(taken_in)))
        return self._found(number)

    def put_aside(
        self,
        name: str,
        draft: Draft,
        ticked: frozenset[str],
        aside: Aside,
        over: SavedCase | None = None,
    ) -> SavedCase:
        """Save unsaved work on a case as a case beside it, or over work put aside before (`over`).

        It keeps the mark `aside` until it is saved under another name or renamed.
        """
        with self._database.writing():
            number = put_case(self._database, name, draft, self._today(), over)
            tick_all(self._database, number, ticked)
            self._database.put(PUT_ASIDE, (number, aside.of))
        return self._found(number)

    def rename(self, number: int, name: str) -> SavedCase | None:
        """Rename a case and return it, or None if there is no such number."""
        with self._database.writing():
            rename_case(self._database, number, name)
            self._is_its_own(number)
        return self.case(number)

    def duplicate(self, number: int, name: str) -> SavedCase | None:
        """Save a copy of a case, with its ticked steps; return None if there is no such case."""
        case = self.case(number)
        return case and self.save(name, case.draft, case.ticked)

    def delete(self, *numbers: int) -> bool:
        """Delete cases, which can be restored for some time; return whether any was there."""
        day = self._today().isoformat()
        return mark_cases(self._database, numbers, deleted=True, deleted_on=day)

    def restore(self, *numbers: int) -> bool:
        """Bring deleted cases back as they were; return whether any was deleted."""
        return mark_cases(self._database, numbers, deleted=False, deleted_on=None)

    def tick(self, number: int, step: str, *, done: bool) -> None:
        """Store whether a step of a saved case is done."""
        with self._database.changing():
            if done:
                self._database.run("REPLACE INTO ticked_step VALUES (?, ?)", number, step)
            else:
                self._database.run(
                    "DELETE FROM ticked_step WHERE number = ? AND step = ?", number, step
                )

    def keep_draft(
        self, draft: Draft, ticked: frozenset[str] = _NOTHING, number: int | None = None
    ) -> None:
        """Store what this window is working on; to be called at every edit, it takes microseconds.

        `number` is the saved case that the draft was opened from.
        """
        with self._database.writing(SHORT_WAIT):
            row = (
                self._window.id, draft_text(draft), json.dumps(sorted(ticked)), number,
                self._today(), self._database.next_revision(), 0,
            )  # fmt: skip
            self._database.put(WINDOWS, row)

    def take_left_draft(self) -> LeftDraft | None:
        """Take over the newest draft of a window that has ended; return None if there is none.

        From then on it is the draft of this window, and no other window gets it.
        """
        if not self.writable:
            return None
        with self._database.writing():
            rows = sorted(self._database.rows(WINDOWS), key=lambda row: -row[5])
            left = [row for row in rows if not self._window.is_open(row[0])]
            for row in left[_OLD_DRAFTS:]:
                self._database.run("DELETE FROM window_draft WHERE window = ?", row[0])
            if not left:
                return None
            window, *kept, closed = left[0]
            for one in (self._window.id, window):
                self._database.run("DELETE FROM window_draft WHERE window = ?", one)
            self._database.put(WINDOWS, (self._window.id, *kept, 0))
        draft, ticked, number, kept_on, _ = kept
        steps = frozenset(json.loads(ticked))
        return LeftDraft(read_draft_text(draft), steps, number, kept_on, crashed=not closed)

    def _is_its_own(self, number: int) -> None:
        PUT_ASIDE.clear(self._database.connection, number)

    def _found(self, number: int) -> SavedCase:
        case = self.case(number)
        if case is None:
            raise LookupError(number)
        return case
