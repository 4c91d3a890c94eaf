"""The rows of a table saved as cases of the desk; a second run changes these and adds none.

A row belongs to a case if both are about one accident of one client: they have the same day and
the same plate, policy number or name, and differ in nothing that tells two people apart.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from itertools import chain, count

from attrs import evolve

from advisor.book.clients.client_case import SUM_WANTED, client_case
from advisor.book.clients.client_messages import unsaid_words
from advisor.book.clients.merging import merged, stated
from advisor.book.clients.same_client import NAMING, ClientMarks, bare, marks_of
from advisor.book.clients.save_counts import KeptValues, MovedAccident, SaveCounts
from advisor.book.for_client import ForClient, client_of
from advisor.cases import answer_to
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.field_value import parse_field
from advisor.storage.records import Progress, Renewed, SavedCase, folded, storable
from advisor.storage.store import CaseStore

_ACCIDENT = ("accident.own_damage", "accident.other_property", "accident.paid")
"""Amounts of which at least one stays the same if only the day was mended."""


@frozen
class _Known:
    """A case of the desk, its marks, and what a table last said of it."""

    saved: SavedCase
    marks: ClientMarks
    before: Draft | None

    def says(self, draft: Draft, day: date) -> bool:
        """Return whether a row says the same as the row last taken in, else as the case itself."""
        return stated(self.before or self.saved.draft, day) == stated(draft, day)


class TableCases:
    """Saves rows one after the other; in one run, each case belongs to at most one row."""

    def __init__(
        self, store: CaseStore, rulebook: Rulebook, texts: Texts, today: date, office: str = ""
    ) -> None:
        """Read the cases of the store.

        Raises:
            StorageError: the store cannot be read.
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
        """Whether a case was saved from a table before."""
        return any(one.before for known in self._waiting.values() for one in known)

    def look_ahead(self, rows: Iterable[Draft]) -> None:
        """Note which cases still have a row in the table, by what the rows say of clients.

        A case whose row is gone may belong to a row with another day.
        """
        self._still = set()
        for draft in rows:
            marks = marks_of(draft, self._today, draft.text("client.name"))
            days = [marks.accident_day] if marks.accident_day else [*self._waiting]
            for known in (one for day in days for one in self._waiting.get(day, ())):
                if known.marks.may_be_of(marks):
                    self._still.add(known.saved.number)

    def keep_all(self) -> None:
        """Count no case as without a row: the table is part of one that has the other rows."""
        self._still = {one.saved.number for known in self._waiting.values() for one in known}

    def save(self, row: ForClient) -> ForClient:
        """Save the case of a row, and return the row with the answer to the case as saved.

        Raises:
            StorageError: the case cannot be kept; those saved before it are kept.
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
        """Return a row without a message, because the table has had the same row already."""
        self.counts.same += 1
        if row.message:
            who = harmless(row.client.name or row.client.plate or row.number)
            self.counts.unsaid.append(self._texts("batch.saved.once-more", name=who))
        return evolve(row, message="")

    def _gone(self, marks: ClientMarks) -> list[_Known]:
        """Return the cases of a row's client that were saved from a table and now lack a row.

        Without `look_ahead`, a case of another day may still have one.
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
        """Return whether a row is the accident of a case, moved to another day.

        It is not if anything was noted of the case since. Another accident of the same client has
        other amounts, or another kind.
        """
        case, progress = known.saved.draft, self._progress.get(known.saved.number, Progress())
        if self._still is None or progress != Progress():
            return False
        fields = [field for path in ("accident.kind", *_ACCIDENT) if (field := field_at(path))]
        kind, *amounts = (
            tuple(parse_field(field, one.text(field.path), self._today) for one in (case, draft))
            for field in fields
        )
        stated = [pair for pair in amounts if pair[0] and not isinstance(pair[0], Unreadable)]
        return kind[0] == kind[1] and any(one == other for one, other in stated)

    def _note_move(self, known: _Known, marks: ClientMarks, *, is_same: bool, new: int = 0) -> None:
        saved, was = known.saved, known.marks.accident_day
        moved = MovedAccident(saved.number, saved.name, was, marks.accident_day, is_same, new)
        self.counts.note_move(moved)

    def _name_now(self, known: _Known, draft: Draft) -> str:
        """Return the name of a case, with the old day of the accident in it replaced by the new."""
        was, day = known.marks.accident_day, draft.day("accident.day", self._today)
        name = known.saved.name
        if was is None or day is None or was == day or was.isoformat() not in name:
            return name
        renamed = name.replace(was.isoformat(), day.isoformat())
        return name if _folded(renamed) in self._taken else renamed

    def _again(self, row: ForClient, draft: Draft, known: _Known) -> ForClient:
        """Take a row into the case that was saved from it, or that is about the same accident."""
        saved = known.saved
        case = saved.draft
        now, own = merged(case, draft, known.before or Draft(), self._today)
        if own:
            self.counts.note_own(KeptValues(saved.number, saved.name, own))
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
        """Return a row, without its message if there is nothing new to say to the client.

        A claim whose sum was not noted becomes the row's problem.
        """
        number = known.saved.number
        here = client_case(
            evolve(known.saved, draft=draft), self._rulebook, None, self._progress.get(number),
            self._renewed.get(number, ()),
        )  # fmt: skip
        if not here.no_message_reason:
            return row
        said = unsaid_words(here, self._texts)
        if here.no_message_reason == SUM_WANTED:
            return evolve(row, message="", answer=None, problem=f"accident.paid: {said}")
        self.counts.unsaid.append(said)
        return evolve(row, message="")

    def _anew(self, row: ForClient, draft: Draft) -> ForClient:
        """Return a row with the answer to its case, which states other things than the row.

        Its answer is None if the case has a problem.
        """
        decision = answer_to(draft, self._rulebook, self._today)
        client = client_of(draft)
        if decision is None:
            return evolve(row, client=client, draft=draft, answer=None)
        found = ForClient.of(decision, draft, self._texts, self._office)
        return evolve(found, client=client, anew=decision, number=row.number)

    def _is_said(self, number: int, row: ForClient) -> bool:
        """Return whether the answer of a row, if it has one, is the last one kept for the case."""
        answers = self._store.answers(number)
        return row.answer is None or (bool(answers) and answers[-1] == row.answer)

    def _found(self, row: Draft, marks: ClientMarks) -> _Known | None:
        """Return the case of a row: the one that says the same, else the first of its client.

        If only a name links them and several cases have that name, return None: they may be of
        several people.
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
        """Return a free name for a case: its client, or the accident's day; both if that is taken.

        Names are shown where nothing else of a client is, so a name holds no plate.
        """
        day = "" if marks.accident_day is None else marks.accident_day.isoformat()
        first = marks.name or day or self._texts("storage.unnamed")
        names = [first, f"{first} {day}"] if marks.name and day else [first]
        numbered = (f"{names[-1]} ({number})" for number in count(2))
        return next(name for name in chain(names, numbered) if _folded(name) not in self._taken)

    def _digest(self, draft: Draft) -> bytes:
        """Return a digest that is equal for drafts that state the same; it saves memory."""
        return blake2b(repr(stated(draft, self._today)).encode(), digest_size=16).digest()


def _folded(name: str) -> str:
    return folded(storable(name))
