"""Acts on one saved case: open, name, copy, bring in, and follow up."""

from collections.abc import Callable, Mapping

from advisor import service
from advisor.cases import advised, suggested_name
from advisor.explain.texts import Texts
from advisor.intake.case.draft import with_fixed_days
from advisor.storage.records import SavedCase
from advisor.storage.store import CaseStore
from advisor.tui.consultation import Consultation
from advisor.tui.desk import Desk
from advisor.tui.own_case import new_draft
from advisor.tui.screens.case_exchange import import_case
from advisor.tui.screens.case_outcome import ask_renewal
from advisor.tui.screens.desk_steps import CaseList, DeskSteps, Step
from advisor.tui.screens.dialog import Prompt
from advisor.tui.screens.history import HistoryScreen


class SavedCaseActions:
    """Acts on the case under the cursor, and reports the result."""

    def __init__(self, cases: CaseList, desk: Desk, here: Consultation, steps: DeskSteps) -> None:
        """Act for a list; `here` is the case of the form, with its answer."""
        self._list = cases
        self._desk = desk
        self._here = here
        self._steps = steps
        self._acts: Mapping[str, Callable[[Texts], None]] = {
            "new": self._begin_new,
            "save-as": self._save_as,
            "rename": self._rename,
            "duplicate": self._duplicate,
            "bring-in": self._bring_in,
            "renewed": self._note_renewal,
            "history": self._show_history,
        }

    def do(self, act: str) -> None:
        """Do the act named `act` with the case under the cursor."""
        self._acts[act](self._list.texts)

    def open(self, case: SavedCase | None) -> None:
        """Go back to the case screen with a case, as it is saved now."""
        if now := self._present(case, self._list.texts):
            self._list.leave_with(now)

    @property
    def _saved(self) -> SavedCase | None:
        """The case under the cursor as it was listed, None if nothing is listed."""
        return self._list.client.saved if self._list.client else None

    def _begin_new(self, _: Texts) -> None:
        self._list.leave_with(new_draft())

    def _save_as(self, texts: Texts) -> None:
        """Save the case of the form under a name."""
        here = self._here

        def save(store: CaseStore, name: str) -> SavedCase:
            answer = advised(here.answer) if here.answer else None
            kept = with_fixed_days(here.draft, service.today())
            saved = store.save(name, kept, self._desk.ticked, answer=answer)
            self._desk.take_up(saved)
            return saved

        name = self._desk.saved.name if self._desk.saved else ""
        self._ask_name("save", name or suggested_name(here.draft, texts), save)

    def _rename(self, texts: Texts) -> None:
        if case := self._present(self._saved, texts):
            number, before = case.number, case.name

            def called(store: CaseStore, name: str) -> SavedCase | None:
                renamed = store.rename(number, name)
                self._desk.case_renamed(renamed)
                return renamed

            def rename(store: CaseStore, name: str) -> SavedCase | None:
                renamed = called(store, name)
                self._steps.note(Step((case,), lambda store: called(store, before)))
                return renamed

            self._ask_name("rename", before, rename, number)

    def _duplicate(self, texts: Texts) -> None:
        if case := self._present(self._saved, texts):
            number, name = case.number, texts("cases.copy", name=case.name)

            def duplicate(store: CaseStore, name: str) -> SavedCase | None:
                if copy := store.duplicate(number, name):
                    self._steps.note_copy(copy)
                return copy

            self._ask_name("duplicate", name, duplicate)

    def _bring_in(self, texts: Texts) -> None:
        """Read a case file into the form."""
        import_case(self._list.leave_with, self._list, texts)

    def _note_renewal(self, texts: Texts) -> None:
        """Ask what the renewal of the case cost."""
        if (case := self._list.client) and self._present(case.saved, texts):
            ask_renewal(case, self._list, texts, self._steps)

    def _show_history(self, _: Texts) -> None:
        """Show the answers that were given with the case."""
        case = self._list.client
        if case is None or self._desk.store is None:
            return
        found = self._steps.read(lambda store: store.answers(case.number))
        if found is not None:
            self._list.show(HistoryScreen(case, found))

    def _present(self, case: SavedCase | None, texts: Texts) -> SavedCase | None:
        """Return a case as it is saved now; if it is gone, tell the user and return None."""
        here = self._steps.present([case], texts) if case else ()
        return here[0] if here else None

    def _ask_name(
        self, code: str, name: str, act: Callable[[CaseStore, str], SavedCase | None],
        number: int | None = None,
    ) -> None:  # fmt: skip
        """Ask for a name and act with it; the case `number` may have that name already."""
        texts = self._list.texts

        def accept(typed: str, *, again: bool) -> str:
            if not typed.strip():
                return texts("cases.no-name")
            taken: list[bool] = []
            wrong = self._steps.do(
                lambda _: taken.append(self._desk.has_name(typed, beside=number))
            )
            if taken and taken[0] and not again:
                return texts("cases.same-name")
            done: list[SavedCase | None] = []
            wrong = wrong or self._steps.do(lambda store: done.append(act(store, typed.strip())))
            if not wrong:
                self._list.list_anew(done[0].number if done[0] else None)
            return wrong

        self._list.show(Prompt(texts(f"cases.{code}"), name, accept))
