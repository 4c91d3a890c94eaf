"""The edits of the open case and their undo history, in which typing in one field is one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

from attrs import evolve

from advisor import on_demand, service
from advisor.domain.comparison import Change
from advisor.domain.values import frozen
from advisor.intake.case.draft import Draft
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import DEDUCTIBLE
from advisor.intake.case.questions import with_answer
from advisor.intake.nested import list_row
from advisor.tui.consultation import relevant_draft
from advisor.tui.form.choices import BY_PARTS
from advisor.tui.form.deductible_plans import THRESHOLD
from advisor.tui.form.form_words import FormWords
from advisor.tui.form.switches import SWITCHES, switched
from advisor.tui.own_case import edit_base

T = TypeVar("T")


@frozen
class History(Generic[T]):
    """A value, the values before it, and those that were undone.

    Keys typed in a row in one place are one step; `place` is where the last edit happened.
    """

    now: T
    past: tuple[T, ...] = ()
    undone: tuple[T, ...] = ()
    place: str | None = None

    def after(self, now: T, place: str | None) -> History[T]:
        """Return the history after an edit; an edit without a place is always a step of its own."""
        if now == self.now:
            return self
        if place is not None and place == self.place:
            return evolve(self, now=now, undone=())
        return History(now, (*self.past, self.now), (), place)

    def undo(self) -> History[T]:
        """Return the history one step back, or the same one at its start."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.undone, self.now))

    def redo(self) -> History[T]:
        """Return the history with the last undone step redone, or the same one if there is none."""
        if not self.undone:
            return self
        return History(self.undone[-1], (*self.past, self.now), self.undone[:-1])


class Edited(Protocol):
    """The screen that shows a draft and decides it."""

    @property
    def words(self) -> FormWords | None:
        """The words of its form, None until its language is known."""

    def decide(self, draft: Draft, typed: str | None, /) -> None:
        """Decide a draft after typing in the field `typed`, or after another edit (None)."""

    def unfold(self, path: str, /, *, opens: bool) -> None:
        """Show or hide the fields behind a choice."""


class CaseEdits:
    """The edits of the open case's draft; each is decided at once and can be undone."""

    def __init__(self, case: Edited, draft: Draft) -> None:
        self._case = case
        self._history = History(draft)
        self.settled: set[tuple[str, str]] = set()
        """Fields with the texts given as answers to a question: meant so, however unusual."""

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self._history.now

    def begin(self, draft: Draft) -> None:
        """Go on with the draft of another case; the edits of this one cannot be undone any more."""
        self._history = History(draft)
        self.settled.clear()

    def type_in(self, path: str, text: str) -> None:
        """Put a text into a field, unless it is there already."""
        try:
            form_only = path == DEDUCTIBLE or path in SWITCHES
            same = not form_only and self.draft.text(path) == text
        except IndexError:  # its row was removed while the text was on its way
            return
        if not same:
            self.say(path, text)

    def say(self, path: str, text: str) -> None:
        """Put a text into a field; an edit turns the sample into a case of one's own."""
        self.keep(self._with(edit_base(self.draft), path, text), path)

    def answer(self, path: str, text: str) -> None:
        """Put in the answer to a question; for a past claim it may add or remove the claim.

        Because it was not typed into its field, the field has to show it. An empty answer to an
        empty field is no edit.
        """
        row, draft = list_row(path), edit_base(self.draft)
        if not row and path not in SWITCHES and not text and not self.draft.text(path):
            return
        self.keep(with_answer(draft, path, text) if row else self._with(draft, path, text))

    def add(self, listed: ListKey) -> str:
        """Add a row to a list, and return the path of its first field."""
        self.keep(edit_base(self.draft).with_row(listed))
        first = "start" if listed is ListKey.OTHER_CAR else "day"
        return f"{listed}[{len(self.draft.rows(listed)) - 1}].{first}"

    def remove(self, listed: ListKey, index: int) -> None:
        """Take a row away."""
        self.keep(edit_base(self.draft).without_row(listed, index))

    def take_over(self, change: Change) -> None:
        """Make a change part of the case."""
        document, _ = relevant_draft(edit_base(self.draft)).document(service.today())
        changed, _ = on_demand.changed_document(document, change, service.today())
        self.keep(Draft.from_document(changed))

    def fill_in(self, texts: Mapping[str, str]) -> None:
        """Put texts into several fields at once."""
        self.keep(evolve(self.draft, values={**self.draft.values, **texts}))

    def undo(self) -> None:
        """Undo the last edit."""
        self._go_to(self._history.undo())

    def redo(self) -> None:
        """Redo the edit that was undone last."""
        self._go_to(self._history.redo())

    def keep(self, draft: Draft, place: str | None = None) -> None:
        """Go on to a draft if it differs from the current one; `place` is the field edited."""
        if draft != self.draft:
            self._go_to(self._history.after(draft, place), place)

    def _go_to(self, history: History[Draft], typed: str | None = None) -> None:
        self._history = history
        self._case.decide(self.draft, typed)

    def _with(self, draft: Draft, path: str, text: str) -> Draft:
        words = self._case.words
        if words is None:
            return draft
        if path == DEDUCTIBLE:
            self._case.unfold(DEDUCTIBLE, opens=text == BY_PARTS)
            return words.plans.with_plan(draft, text)
        if path in SWITCHES:
            draft, opens = switched(path, text, draft)
            self._case.unfold(path, opens=opens)
            return draft
        if path == THRESHOLD:
            return words.plans.with_threshold(draft, text)
        return draft.with_value(path, text)
