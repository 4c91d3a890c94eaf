"""What became of saved cases: the answers given, claimed or paid back, and what renewals cost."""

import json
from collections.abc import Callable
from datetime import date

from attrs import astuple, evolve

from advisor.domain.decision import Advised
from advisor.intake.case.draft import Draft
from advisor.storage.records import CaseState, LastAnswer, Progress, Renewed, read_draft_text
from advisor.storage.rows import ANSWERS, PROGRESS, RENEWALS, TAKEN_IN, SoundRow
from advisor.storage.transactions import Database

_KEYS = "verdict", "recommended", "margin", "refund_by", "headline.code", "plan.by"
_HEART = ", ".join(f"'$.{key}'" for key in _KEYS)
_READ = f"CASE WHEN json_valid(answer) THEN json_extract(answer, {_HEART}) END"
_OF_CASES = "FROM answers", "GROUP BY case_id"
_LAST_IDS = " ".join(("SELECT case_id, max(id)", *_OF_CASES))
_OF_SOME = "FROM answers", "WHERE id IN (SELECT value FROM json_each(?))"
_ANSWERS = " ".join((f"SELECT case_id, id, advised_on, {_READ}", *_OF_SOME))
"""The query extracts these few values in the database, so that whole answers need not be read."""


class CaseProgress:
    """What the store knows about its cases' outcomes; each method may raise a `StorageError`."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database = database
        self._today = today
        self._hearts: dict[tuple[int, int], LastAnswer | None] = {}
        """The answers read so far, by case and id, None if unreadable; they never change."""

    def all(self) -> dict[int, Progress]:
        """Return what became of the cases, by number; a case without an entry is open."""
        return {row[0]: _progress(row) for row in self._database.rows(PROGRESS)}

    def of(self, number: int) -> Progress:
        """Return what became of one case."""
        return next((_progress(row) for row in self._database.rows(PROGRESS, number)), Progress())

    def mark(self, number: int, state: CaseState) -> None:
        """Store what became of a case; if archived, it returns to the desk."""
        self.put(number, Progress(state))

    def archive(self, number: int) -> None:
        """Archive a case; what became of it is kept."""
        self.put(number, evolve(self.of(number), archived_on=self._today()))

    def unarchive(self, number: int) -> bool:
        """Return an archived case to the desk unchanged; return whether it was archived."""
        before = self.of(number)
        if before.archived_on is None:
            return False
        self.put(number, evolve(before, archived_on=None))
        return True

    def last_answers(self) -> dict[int, LastAnswer]:
        """Return the main values of the last answer of each case that has one, by case number."""
        last: list[tuple[int, int]] = self._database.read(_LAST_IDS)
        unread = json.dumps([key for case, key in last if (case, key) not in self._hearts])
        rows = self._database.read(_ANSWERS, unread)
        for case, key, day, found in rows:
            self._hearts[case, key] = _last_answer(day, found)
        self._hearts = {one: self._hearts.get(one) for one in last}
        return {case: answer for (case, _), answer in self._hearts.items() if answer}

    def taken_in(self) -> dict[int, Draft]:
        """Return what a table last stated about each case saved from a table, by case number."""
        return {number: read_draft_text(stated) for number, stated in self._database.rows(TAKEN_IN)}

    def renewals(self, number: int | None = None) -> tuple[Renewed, ...]:
        """Return what renewals really cost, of all cases or of one, in the order of their days."""
        found = [Renewed(*row[1:]) for row in self._database.rows(RENEWALS, number, by="case_id")]
        return tuple(sorted(found, key=lambda one: (one.renewed_on, one.number)))

    def note_renewal(self, number: int, day: date, premium: int, clean: int | None = None) -> None:
        """Store what the renewal on a day really cost, replacing what was stored for that day."""
        with self._database.changing():
            before = self._database.rows(RENEWALS, number, by="case_id")
            same = [row[0] for row in before if row[2] == day]
            (last,) = self._database.read("SELECT max(id) FROM renewals")[0]
            key = same[0] if same else (last or 0) + 1
            self._database.put(RENEWALS, (key, number, day, premium, clean, self._today()))

    def undo_renewal(self, number: int) -> Renewed | None:
        """Delete and return what was noted of a case's last renewal; None if nothing was noted.

        The last renewal is the one with the latest day.
        """
        with self._database.changing():
            rows = self._database.rows(RENEWALS, number, by="case_id")
            last = max(rows, key=lambda row: row[2], default=None)
            if last is not None:
                RENEWALS.clear(self._database.connection, last[0])
        return None if last is None else Renewed(*last[1:])

    def forget_renewal(self, number: int, day: date) -> None:
        """Delete the noted cost of the renewal on a day."""
        with self._database.changing():
            for row in self._database.rows(RENEWALS, number, by="case_id"):
                if row[2] == day:
                    RENEWALS.clear(self._database.connection, row[0])

    def put(self, number: int, progress: Progress) -> None:
        """Store what became of a case, replacing what was stored before."""
        with self._database.changing():
            self._database.put(PROGRESS, (number, str(progress.state), progress.archived_on))


def _progress(row: SoundRow) -> Progress:
    """Return the progress in a row; a state that only a newer program knows is read as open."""
    _, state, archived_on = row
    return Progress(CaseState(state) if state in {*CaseState} else CaseState.OPEN, archived_on)


def _last_answer(advised_on: object, values: object) -> LastAnswer | None:
    """Return the main values of an answer, None if they cannot be read."""
    if values is None:
        return None
    found = json.loads(str(values))
    verdict, recommended, margin, refund_by, headline, plan_by = found
    try:
        return LastAnswer(
            advised_on=date.fromisoformat(str(advised_on)),
            verdict=verdict if isinstance(verdict, str) else "",
            recommended=recommended if isinstance(recommended, str) else "",
            margin=margin if isinstance(margin, int) else None,
            refund_by=date.fromisoformat(refund_by) if isinstance(refund_by, str) else None,
            headline=headline if isinstance(headline, str) else "",
            plan_by=date.fromisoformat(plan_by) if isinstance(plan_by, str) else None,
        )
    except ValueError:
        return None


def append_answer(database: Database, case: int, answer: Advised) -> None:
    """Add an answer given with a case, unless it is equal to the last one.

    Raises:
        StorageError: the earlier answers cannot be read.
        sqlite3.Error: it cannot be written.
    """
    before = answers_of(database, case)
    if before and before[-1] == answer:
        return
    (last,) = database.read("SELECT max(id) FROM answers")[0]
    database.put(ANSWERS, ((last or 0) + 1, case, *astuple(answer)))


def answers_of(database: Database, case: int) -> tuple[Advised, ...]:
    """Return the readable answers given with a case, the oldest first.

    Raises:
        StorageError: the store cannot be read.
    """
    rows = sorted(database.rows(ANSWERS, case, by="case_id"), key=lambda row: row[0])
    return tuple(Advised(*row[2:]) for row in rows)
