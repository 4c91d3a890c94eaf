"""What became of saved cases: how it is asked at the desk, kept, and undone."""

from collections.abc import Iterator, Sequence
from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from advisor import service
from advisor.book.clients.case_outcome import OUTCOMES, CaseOutcome
from advisor.book.clients.client_case import ClientCase, DeskState
from advisor.book.clients.renewal_note import (
    RenewalNoteProblem,
    far_off,
    read_renewal_note,
    usual_day,
)
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.storage.records import Renewed
from advisor.storage.store import CaseStore
from advisor.tui.keys import PROMPT_KEYS, bindings
from advisor.tui.screens.desk_steps import DeskSteps, Step, of_cases
from advisor.tui.screens.dialog import Dialog
from advisor.tui.screens.open_case import HostScreen
from advisor.tui.screens.picker import Picker
from advisor.tui.widgets.typed_line import TypedLine

_FIELDS = ("premium", "clean", "day")


class RenewalDialog(Dialog[Renewed]):
    """A dialog on what a renewal cost; its result is what to note of the renewal."""

    BINDINGS = bindings(PROMPT_KEYS)

    def __init__(self, case: ClientCase, texts: Texts, today: date) -> None:
        title = texts("desk.renewed.title", who=harmless(case.display_name))
        super().__init__(PROMPT_KEYS, title, texts("desk.renewed.hint"))
        self._case = case
        self._texts = texts
        self._today = today
        self._asked: Renewed | None = None
        """The note that was doubted; entered once more, it is taken."""

    def fields(self) -> Iterator[Widget]:
        """Yield the fields for the premium, the premium without the accident, and the day."""
        day = usual_day(self._case, self._today)
        values = {"day": "" if day is None else day.isoformat()}
        for name in _FIELDS:
            yield Static(self._texts(f"desk.renewed.ask-{name}"), classes="label", markup=False)
            yield TypedLine(values.get(name, ""), compact=True, name=name, id=name)

    @on(Input.Submitted)
    def action_enter(self) -> None:
        """Hand over what was typed and close, or say what is wrong with it."""
        if not self.is_on_top:
            return
        typed = {field.name or "": field.value for field in self.query(Input)}
        found = read_renewal_note(self._case, typed, self._today)
        if isinstance(found, RenewalNoteProblem):
            self.say(found.words(self._texts), wrong=True)
            self.query_one(f"#{found.field}", Input).focus()
        elif found != self._asked and (doubt := far_off(self._case, found, self._texts)):
            self._asked = found
            self.say(f"{doubt} {self._texts('desk.renewed.again')}", wrong=True)
        else:
            self.dismiss(found)


def ask_outcome(
    cases: Sequence[ClientCase], shown: HostScreen, texts: Texts, steps: DeskSteps
) -> None:
    """Ask what became of cases: open, claimed, not claimed, paid back or archived."""

    def chosen(state: str | None) -> None:
        if state is None:
            return
        outcomes = [CaseOutcome(case, DeskState(state)) for case in cases]
        new = [outcome for outcome in outcomes if outcome.is_new]
        if new:
            step = Step(tuple(one.case.saved for one in new), lambda store: _take_back(new, store))
            steps.take(step, lambda store: _keep(new, store), _told(new, texts))

    options = tuple((str(code), texts(f"desk.mark.{code}")) for code in OUTCOMES)
    known = {CaseOutcome.known_of(case) for case in cases}
    title = of_cases("desk.mark.title", [case.saved.name for case in cases], texts)
    shown.show(Picker(title, options, str(known.pop()) if len(known) == 1 else ""), chosen)


def _keep(outcomes: Sequence[CaseOutcome], store: CaseStore) -> None:
    with store.transaction():
        for outcome in outcomes:
            outcome.keep(store)


def _take_back(outcomes: Sequence[CaseOutcome], store: CaseStore) -> None:
    with store.transaction():
        for outcome in outcomes:
            outcome.take_back(store)


def _told(outcomes: Sequence[CaseOutcome], texts: Texts) -> str:
    """Return a message if the list no longer shows the cases, or if there are several; else ""."""
    state, names = outcomes[0].state, [one.case.saved.name for one in outcomes]
    if state is DeskState.ARCHIVED:
        return of_cases("desk.archived", names, texts)
    if len(outcomes) == 1:
        return ""
    return texts("desk.noted-several", count=len(outcomes), state=texts(f"desk.mark.{state}"))


def ask_renewal(case: ClientCase, shown: HostScreen, texts: Texts, steps: DeskSteps) -> None:
    """Ask what the renewal of a case cost."""

    def read_renewal_note(given: Renewed | None) -> None:
        if given is None:
            return
        number, day = given.number, given.renewed_on
        before: list[Renewed] = []

        def keep(store: CaseStore) -> None:
            before.extend(one for one in store.progress.renewals(number) if one.renewed_on == day)
            store.progress.note_renewal(number, day, given.premium, given.clean)

        def take_back(store: CaseStore) -> None:
            if before:
                store.progress.note_renewal(number, day, before[0].premium, before[0].clean)
            else:
                store.progress.forget_renewal(number, day)

        told = texts("desk.noted", premium=given.premium)
        steps.take(Step((case.saved,), take_back), keep, told)

    shown.show(RenewalDialog(case, texts, service.today()), read_renewal_note)
