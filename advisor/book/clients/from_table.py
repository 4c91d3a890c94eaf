"""The rows of a table saved as cases of the desk; a second run changes them and makes no others.

A row is of a case if both are of one accident of one client: of the same day, and of the same
plate, policy number or name, with nothing between them that tells two people apart.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from itertools import chain, count

from attrs import evolve

from advisor.book.clients.client_case import SUM_WANTED, client_case
from advisor.book.clients.merging import merged, stated
from advisor.book.clients.save_counts import Moved, Own, SaveCounts
from advisor.book.clients.who_is_who import NAMING, ClientMarks, bare, marks_of
from advisor.book.for_client import ForClient, client_of
from advisor.cases import advised, answer_to
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.outside import harmless
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.text import parse
from advisor.report.message import message
from advisor.storage.kept import Progress, Renewed, SavedCase, folded, storable
from advisor.storage.store import CaseStore

_ACCIDENT = ("accident.own_damage", "accident.other_property", "accident.paid")
"""Amounts of which one at least stays the same where nothing but the day was mended."""


@frozen
class _Known:
    """A case of the desk, its marks, and what a table last said of it."""

    saved: SavedCase
    marks: ClientMarks
    before: Draft | None

    def says(self, draft: Draft, day: date) -> bool:
        """Tell whether a row says what was last taken in, or what stands in the case."""
        return stated(self.before or self.saved.draft, day) == stated(draft, day)


class TableCases:
    """Saves rows one after the other; each case is of one row of a run at most."""

    def __init__(
        self, store: CaseStore, rulebook: Rulebook, texts: Texts, today: date, office: str = ""
    ) -> None:
        """Look through the cases of the store.

        Raises:
            StorageError: it cannot be read.
        """
        self.counts = SaveCounts()
        self._store, self._rulebook, self._texts = store, rulebook, texts
        self._today, self._office = today, office
        self._taken: set[str] = set()
        self._waiting: dict[date | None, list[_Known]] = {}
        self._done: set[bytes] = set()
        self._still: set[int] | None = None
        self._progress = store.progress.all()
        self._renewed: dict[int, tuple[Renewed, ...]] = {}
        for one in store.progress.renewals():
            self._renewed[one.number] = (*self._renewed.get(one.number, ()), one)
        before = store.progress.taken_in()
        for saved in reversed(store.cases()):
            marks = marks_of(saved.draft, saved.saved_on, saved.name)
            self._taken.add(folded(saved.name))
            known = _Known(saved, marks, before.get(saved.number))
            self._waiting.setdefault(marks.accident_day, []).append(known)

    @property
    def knows_tables(self) -> bool:
        """Tell whether a case was saved of a table before."""
        return any(one.before for known in self._waiting.values() for one in known)

    def look_ahead(self, rows: Iterable[Draft]) -> None:
        """Take note of the cases whose rows still stand in the table, of what rows say of clients.

        A case whose row is gone may be that of a row with another day.
        """
        self._still = set()
        for draft in rows:
            marks = marks_of(draft, self._today, draft.text("client.name"))
            days = [marks.accident_day] if marks.accident_day else [*self._waiting]
            for known in (one for day in days for one in self._waiting.get(day, ())):
                if known.marks.may_be_of(marks):
                    self._still.add(known.saved.number)

    def keep_all(self) -> None:
        """Count no case as gone: the table is part of another one, which has the other rows."""
        self._still = {one.saved.number for known in self._waiting.values() for one in known}

    def save(self, row: ForClient) -> ForClient:
        """Save the case of a row, and return what is sent to the client: the answer as saved.

        Raises:
            StorageError: it cannot be kept; what was saved before it is.
        """
        if row.draft is None:
            return row
        marks = marks_of(row.draft, self._today, row.client.name)
        known = self._found(row.draft, marks)
        if known is not None:
            return self._again(row, row.draft, known)
        if self._digest(row.draft) in self._done:
            return self._once_more(row)
        gone = self._gone(marks)
        if len(gone) == 1 and self._is_only_moved(gone[0], row.draft):
            self._note_move(gone[0], marks, is_same=True)
            return self._again(row, row.draft, gone[0])
        name = self._free_name(marks)
        saved = self._store.save(name, row.draft, answer=row.answer, taken_in=row.draft)
        self._taken.add(folded(saved.name))
        for known in gone:
            self._note_move(known, marks, is_same=False, new=saved.number)
        self.counts.new += 1
        self.counts.unnamed += not any((row.client.name, row.client.plate))
        self._done.add(self._digest(row.draft))
        return evolve(row, number=str(saved.number))

    def _once_more(self, row: ForClient) -> ForClient:
        """Send nothing a second time, of a row that stands in the table already word for word."""
        self.counts.same += 1
        if row.message:
            who = harmless(row.client.name or row.client.plate or row.number)
            self.counts.unsaid.append(self._texts("batch.saved.once-more", name=who))
        return evolve(row, message="")

    def _gone(self, marks: ClientMarks) -> list[_Known]:
        """Return the cases of a row's client that were saved of a table and have no row any more.

        Where nobody looked ahead, a case of another day may still have one.
        """
        return [
            one
            for day, waiting in self._waiting.items()
            if day != marks.accident_day
            for one in waiting
            if one.before and one.saved.number not in (self._still or ())
            if one.marks.is_surely_of(marks)
        ]

    def _is_only_moved(self, known: _Known, draft: Draft) -> bool:
        """Tell whether a row is the accident of a case, of which nothing became yet, on a new day.

        Another accident of the same client has other amounts, or another kind.
        """
        case, progress = known.saved.draft, self._progress.get(known.saved.number, Progress())
        if self._still is None or progress != Progress():
            return False
        fields = [field for path in ("accident.kind", *_ACCIDENT) if (field := field_at(path))]
        kind, *amounts = (
            tuple(parse(field, one.text(field.path), self._today) for one in (case, draft))
            for field in fields
        )
        stated = [pair for pair in amounts if pair[0] and not isinstance(pair[0], Unreadable)]
        return kind[0] == kind[1] and any(one == other for one, other in stated)

    def _note_move(self, known: _Known, marks: ClientMarks, *, is_same: bool, new: int = 0) -> None:
        saved, was = known.saved, known.marks.accident_day
        moved = Moved(saved.number, saved.name, was, marks.accident_day, is_same, new)
        self.counts.note_move(moved)

    def _name_now(self, known: _Known, draft: Draft) -> str:
        """Return the name of a case, with the new day of its accident where it held the old one."""
        was, day = known.marks.accident_day, draft.day("accident.day", self._today)
        name = known.saved.name
        if was is None or day is None or was == day or was.isoformat() not in name:
            return name
        renamed = name.replace(was.isoformat(), day.isoformat())
        return name if _folded(renamed) in self._taken else renamed

    def _again(self, row: ForClient, draft: Draft, known: _Known) -> ForClient:
        """Take a row into the case that was saved of it, or that is of the same accident."""
        saved = known.saved
        case = saved.draft
        now, own = merged(case, draft, known.before or Draft(), self._today)
        if own:
            self.counts.note_own(Own(saved.number, saved.name, own))
        alike = stated(now, self._today) == stated(draft, self._today)
        sent = self._as_it_stands(row if alike else self._anew(row, now), known, now)
        if now == case and known.before == draft and self._is_said(saved.number, sent):
            self.counts.same += 1
        else:
            saved = self._store.save(
                self._name_now(known, draft),
                now,
                saved.ticked,
                over=saved,
                answer=sent.answer,
                taken_in=draft,
            )
            self.counts.changed += now != case
            self.counts.same += now == case
        self._waiting[known.marks.accident_day].remove(known)
        self._done.add(self._digest(draft))
        return evolve(sent, number=str(saved.number))

    def _as_it_stands(self, row: ForClient, known: _Known, draft: Draft) -> ForClient:
        """Say nothing new where the client has renewed, or has claimed a sum that nobody noted."""
        number = known.saved.number
        here = client_case(
            evolve(known.saved, draft=draft), self._rulebook, None, self._progress.get(number),
            self._renewed.get(number, ()),
        )  # fmt: skip
        if not here.unsaid:
            return row
        said = self._texts(
            f"message.unsaid.{here.unsaid}", number=number, name=harmless(here.called)
        )
        if here.unsaid == SUM_WANTED:
            return evolve(row, message="", answer=None, problem=f"accident.paid: {said}")
        self.counts.unsaid.append(said)
        return evolve(row, message="")

    def _anew(self, row: ForClient, draft: Draft) -> ForClient:
        """Answer a case that states other things than its row; none where it has a problem."""
        decision = answer_to(draft, self._rulebook, self._today)
        return evolve(
            row,
            client=client_of(draft),
            message=message(decision, self._texts, self._office) if decision else row.message,
            draft=draft,
            answer=advised(decision) if decision else None,
            anew=decision,
        )

    def _is_said(self, number: int, row: ForClient) -> bool:
        """Tell whether the answer given last is that of a row."""
        answers = self._store.answers(number)
        return row.answer is None or (bool(answers) and answers[-1] == row.answer)

    def _found(self, row: Draft, marks: ClientMarks) -> _Known | None:
        """Find the case of a row: the one that says the same, else the first that is of its client.

        Where nothing but a name ties them and several have it, none is: they may be several people.
        """
        waiting = self._waiting.get(marks.accident_day, ())
        nameless = not any((marks.client.name, *(bare(marks.client, key) for key in NAMING)))
        if nameless:
            alike = [one for one in waiting if one.before]
        else:
            alike = [one for one in waiting if one.marks.may_be_of(marks)]
        same = next((one for one in alike if one.says(row, self._today)), None)
        if same is not None or nameless:
            return same
        if len(alike) == 1:
            return alike[0]
        return next((one for one in alike if one.marks.is_named_as(marks)), None)

    def _free_name(self, marks: ClientMarks) -> str:
        """Call a case by its client, or by the day of the accident; by both where one is taken.

        A name goes where nothing else of a client does, so it holds no plate.
        """
        day = "" if marks.accident_day is None else marks.accident_day.isoformat()
        first = marks.name or day or self._texts("storage.unnamed")
        names = [first, f"{first} {day}"] if marks.name and day else [first]
        numbered = (f"{names[-1]} ({number})" for number in count(2))
        return next(name for name in chain(names, numbered) if _folded(name) not in self._taken)

    def _digest(self, draft: Draft) -> bytes:
        """Return a digest, the same for two drafts that state the same: a row takes little room."""
        return blake2b(repr(stated(draft, self._today)).encode(), digest_size=16).digest()


def _folded(name: str) -> str:
    return folded(storable(name))
