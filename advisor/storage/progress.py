"""What became of saved cases: the answers given, claimed or paid back, and what renewals cost."""

import json
from collections.abc import Callable
from datetime import date

from attrs import astuple, evolve

from advisor.domain.decision import Advised
from advisor.intake.case.draft import Draft
from advisor.storage.kept import CaseState, LastAnswer, Progress, Renewed, read_draft_text
from advisor.storage.rows import ANSWERS, PROGRESS, RENEWALS, TAKEN_IN, SoundRow
from advisor.storage.transactions import Database

_KEYS = "verdict", "recommended", "margin", "refund_by", "headline.code"
_HEART = ", ".join(f"'$.{key}'" for key in _KEYS)
_READ = f"CASE WHEN json_valid(answer) THEN json_extract(answer, {_HEART}) END"
_OF_CASES = "FROM answers", "GROUP BY case_id"
_LAST_IDS = " ".join(("SELECT case_id, max(id)", *_OF_CASES))
_OF_SOME = "FROM answers", "WHERE id IN (SELECT value FROM json_each(?))"
_ANSWERS = " ".join((f"SELECT case_id, id, advised_on, {_READ}", *_OF_SOME))
"""The database reads the answers itself: in a thousand of them only these few values are wanted."""


class CaseProgress:
    """What the store keeps beside its cases; each method may raise a `StorageError`."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database = database
        self._today = today
        self._hearts: dict[tuple[int, int], LastAnswer | None] = {}
        """What was read of answers already, by case and id: one that was given never changes."""

    def all(self) -> dict[int, Progress]:
        """Return what became of the cases by their numbers; one without an entry is open."""
        return {row[0]: _progress(row) for row in self._database.rows(PROGRESS)}

    def of(self, number: int) -> Progress:
        """Return what became of one case."""
        return next((_progress(row) for row in self._database.rows(PROGRESS, number)), Progress())

    def mark(self, number: int, state: CaseState) -> None:
        """Keep what became of a case, and have it back on the desk."""
        self.put(number, Progress(state))

    def archive(self, number: int) -> None:
        """Put a case away; what became of it stays known."""
        self.put(number, evolve(self.of(number), archived_on=self._today()))

    def take_out(self, number: int) -> bool:
        """Have a case back on the desk as it was before; tell whether it was put away."""
        before = self.of(number)
        if before.archived_on is None:
            return False
        self.put(number, evolve(before, archived_on=None))
        return True

    def last_answers(self) -> dict[int, LastAnswer]:
        """Return the heart of the last answer of each case that has one, by number."""
        last: list[tuple[int, int]] = self._database.read(_LAST_IDS)
        unread = json.dumps([key for case, key in last if (case, key) not in self._hearts])
        rows = self._database.read(_ANSWERS, unread)
        for case, key, day, found in rows:
            self._hearts[case, key] = _last_answer(day, found)
        self._hearts = {one: self._hearts.get(one) for one in last}
        return {case: answer for (case, _), answer in self._hearts.items() if answer}

    def taken_in(self) -> dict[int, Draft]:
        """Return what a table last stated of the cases that were saved of one, by number."""
        return {number: read_draft_text(stated) for number, stated in self._database.rows(TAKEN_IN)}

    def renewals(self, number: int | None = None) -> tuple[Renewed, ...]:
        """Return what renewals really cost, by their days; of all cases, or of one."""
        found = [Renewed(*row[1:]) for row in self._database.rows(RENEWALS, number, by="case_id")]
        return tuple(sorted(found, key=lambda one: (one.renewed_on, one.number)))

    def note_renewal(self, number: int, day: date, premium: int, clean: int | None = None) -> None:
        """Keep what the renewal of a day really cost; a second time corrects the first."""
        with self._database.changing():
            before = self._database.rows(RENEWALS, number, by="case_id")
            same = [row[0] for row in before if row[2] == day]
            (last,) = self._database.read("SELECT max(id) FROM renewals")[0]
            key = same[0] if same else (last or 0) + 1
            self._database.put(RENEWALS, (key, number, day, premium, clean, self._today()))

    def take_back_renewal(self, number: int) -> Renewed | None:
        """Forget what was noted last of the renewals of a case, and return it; None if nothing was.

        Which was last is told by the day of the renewal.
        """
        with self._database.changing():
            rows = self._database.rows(RENEWALS, number, by="case_id")
            last = max(rows, key=lambda row: row[2], default=None)
            if last is not None:
                RENEWALS.clear(self._database.connection, last[0])
        return None if last is None else Renewed(*last[1:])

    def forget_renewal(self, number: int, day: date) -> None:
        """Forget what the renewal of a day was noted to have cost."""
        with self._database.changing():
            for row in self._database.rows(RENEWALS, number, by="case_id"):
                if row[2] == day:
                    RENEWALS.clear(self._database.connection, row[0])

    def put(self, number: int, progress: Progress) -> None:
        """Keep all that is known of what became of a case, in the place of what was."""
        with self._database.changing():
            self._database.put(PROGRESS, (number, str(progress.state), progress.archived_on))


def _progress(row: SoundRow) -> Progress:
    """Return what a row says; a state that only a newer program knows is as good as open."""
    _, state, archived_on = row
    return Progress(CaseState(state) if state in {*CaseState} else CaseState.OPEN, archived_on)


def _last_answer(advised_on: object, values: object) -> LastAnswer | None:
    """Return the heart of an answer; None where it cannot be read."""
    if values is None:
        return None
    found = json.loads(str(values))
    verdict, recommended, margin, refund_by, headline = found
    try:
        return LastAnswer(
            advised_on=date.fromisoformat(str(advised_on)),
            verdict=verdict if isinstance(verdict, str) else "",
            recommended=recommended if isinstance(recommended, str) else "",
            margin=margin if isinstance(margin, int) else None,
            refund_by=date.fromisoformat(refund_by) if isinstance(refund_by, str) else None,
            headline=headline if isinstance(headline, str) else "",
        )
    except ValueError:
        return None


def append_answer(database: Database, case: int, answer: Advised) -> None:
    """Add the answer given with a case, unless it only says again what the last one said.

    Raises:
        StorageError: what was said before cannot be read.
        sqlite3.Error: it cannot be written.
    """
    before = answers_of(database, case)
    if before and before[-1] == answer:
        return
    (last,) = database.read("SELECT max(id) FROM answers")[0]
    database.put(ANSWERS, ((last or 0) + 1, case, *astuple(answer)))


def answers_of(database: Database, case: int) -> tuple[Advised, ...]:
    """Return the answers given with a case that can be read, the first one first.

    Raises:
        StorageError: the store cannot be read.
    """
    rows = sorted(database.rows(ANSWERS, case, by="case_id"), key=lambda row: row[0])
    return tuple(Advised(*row[2:]) for row in rows)
