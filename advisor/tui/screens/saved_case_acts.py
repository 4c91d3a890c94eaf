"""What is done with saved cases one by one: opened, named, copied, deleted, followed up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from advisor import service
from advisor.book.clients.merging import saved_anew
from advisor.cases import advised, suggested_name
from advisor.intake.case.lasting import lasting
from advisor.storage.errors import StorageError
from advisor.tui.own_case import new_draft
from advisor.tui.screens.case_exchange import bring_in, send_out
from advisor.tui.screens.case_outcome import Step, ask_outcome, ask_renewal
from advisor.tui.screens.dialog import Prompt
from advisor.tui.screens.history import HistoryScreen
from advisor.tui.screens.open_case import SpokenTo, trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from advisor.book.clients.client_case import ClientCase
    from advisor.explain.texts import Texts
    from advisor.intake.case.draft import Draft
    from advisor.storage.kept import SavedCase
    from advisor.storage.store import CaseStore
    from advisor.tui.consultation import Consultation
    from advisor.tui.desk import Desk

T = TypeVar("T")


class CaseList(SpokenTo, Protocol):
    """Whoever lists the saved cases."""

    @property
    def client(self) -> ClientCase | None:
        """The case under the cursor, as its client's; None where nothing is listed."""

    def list_anew(self, at: int | None = None, /) -> None:
        """Read what is saved and list it, with the cursor on the case of a number if given."""

    def leave_with(self, case: SavedCase | Draft, /) -> None:
        """Go back to the case screen, with another case for it."""


class SavedCaseActs:
    """Does what a key is for with the case under the cursor, and says what came of it."""

    def __init__(self, cases: CaseList, desk: Desk, here: Consultation) -> None:
        """Act for a list; `here` is the case of the form, with its answer."""
        self._list = cases
        self._desk = desk
        self._here = here
        self._steps: list[Step] = []
        """What was done and can be taken back, the last one last."""
        self._copies: set[int] = set()
        """The numbers of the copies that were made here; one that is taken back stays away."""
        self._acts: Mapping[str, Callable[[Texts], None]] = {
            "new": self._begin_new,
            "save-as": self._save_as,
            "rename": self._rename,
            "duplicate": self._duplicate,
            "delete": self._delete,
            "undo": self._undo,
            "send-out": self._send_out,
            "bring-in": self._bring_in,
            "mark": self._mark,
            "renewed": self._note_renewal,
            "history": self._show_history,
        }

    def do(self, act: str) -> None:
        """Do what a key is for, by its name."""
        if texts := self._list.texts:
            self._acts[act](texts)

    def open(self, case: SavedCase | None) -> None:
        """Go back to the case screen with a case, as it is saved now."""
        texts = self._list.texts
        if texts and (now := self._present(case, texts)):
            self._list.leave_with(now)

    def read(self, ask: Callable[[CaseStore], T]) -> T | None:
        """Ask the store for something; say what was in the way, and return None then."""
        found: list[T] = []
        self._do(lambda store: found.append(ask(store)))
        return found[0] if found else None

    @property
    def _saved(self) -> SavedCase | None:
        """The case under the cursor, as it was when it was listed."""
        return self._list.client.saved if self._list.client else None

    def _begin_new(self, _: Texts) -> None:
        self._list.leave_with(new_draft())

    def _save_as(self, texts: Texts) -> None:
        """Save the case of the form under a name."""
        here = self._here

        def save(store: CaseStore, name: str) -> SavedCase:
            answer = advised(here.answer) if here.answer else None
            kept = lasting(here.draft, service.today())
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
                self._desk.renewed(renamed)
                return renamed

            def rename(store: CaseStore, name: str) -> SavedCase | None:
                renamed = called(store, name)
                self._steps.append(Step(case, lambda store: called(store, before)))
                return renamed

            self._ask_name("rename", before, rename, number)

    def _duplicate(self, texts: Texts) -> None:
        if case := self._present(self._saved, texts):
            number, name = case.number, texts("cases.copy", name=case.name)

            def duplicate(store: CaseStore, name: str) -> SavedCase | None:
                if copy := store.duplicate(number, name):
                    made = copy.number
                    self._copies.add(made)
                    self._steps.append(Step(copy, lambda store: store.delete(made)))
                return copy

            self._ask_name("duplicate", name, duplicate)

    def _delete(self, texts: Texts) -> None:
        """Take the case off the list; it can be brought back."""
        case = self._present(self._saved, texts)
        if case and not self._do(lambda store: store.delete(case.number)):
            self._steps.append(Step(case))
            self._list.tell(texts("cases.deleted", name=case.name))
            self._list.list_anew()

    def _undo(self, texts: Texts) -> None:
        """Take back what was done last; when all is, bring back what was deleted before."""
        if not self._steps:
            deleted = self.read(lambda store: store.deleted())
            before = [case for case in deleted or () if case.number not in self._copies]
            self._steps = [*map(Step, reversed(before))]
            if deleted is not None and not before:
                self._list.tell(texts("cases.nothing-to-undo"))
        if self._steps:
            step = self._steps.pop()
            take_back, case = step.take_back, step.case
            if take_back is None:
                self._undelete(case, texts)
            elif not self._do(take_back):
                self._list.tell(texts("cases.restored", name=case.name))
                self._list.list_anew(case.number)

    def _undelete(self, case: SavedCase, texts: Texts) -> None:
        """Bring a deleted case back, unless it was saved anew since."""
        here = self.read(lambda store: saved_anew(store, case, service.today()))
        if here is not None:
            self._list.tell(texts("cases.saved-anew", name=case.name), "warning")
            self._list.list_anew(here.number)
        elif not self._do(lambda store: store.restore(case.number)):
            self._list.tell(texts("cases.restored", name=case.name))
            self._list.list_anew(case.number)

    def _send_out(self, texts: Texts) -> None:
        """Write the case under the cursor, or that of the form, as a case file."""
        case = self._saved
        if case is None and self._desk.is_blank(self._here.draft):
            self._list.tell(texts("cases.nothing-to-send"), "warning")
            return
        name = case.name if case else suggested_name(self._here.draft, texts)
        send_out(name, case.draft if case else self._here.draft, self._list, texts)

    def _bring_in(self, texts: Texts) -> None:
        """Read a case file into the form."""
        bring_in(self._list.leave_with, self._list, texts)

    def _mark(self, texts: Texts) -> None:
        """Ask what became of the case."""
        if (case := self._list.client) and self._present(case.saved, texts):
            ask_outcome(case, self._list, texts, self._take)

    def _note_renewal(self, texts: Texts) -> None:
        """Ask what the renewal of the case cost."""
        if (case := self._list.client) and self._present(case.saved, texts):
            ask_renewal(case, self._list, texts, self._take)

    def _take(self, step: Step, act: Callable[[CaseStore], object], told: str) -> None:
        """Take a step that can be taken back, say it and list the cases anew."""
        if not self._do(act):
            self._steps.append(step)
            if told:
                self._list.tell(told)
        self._list.list_anew(step.case.number)

    def _show_history(self, _: Texts) -> None:
        """Show the answers that were given with the case."""
        case = self._list.client
        if case is None or self._desk.store is None:
            return
        found = self.read(lambda store: store.answers(case.number))
        if found is not None:
            self._list.show(HistoryScreen(case, found))

    def _present(self, case: SavedCase | None, texts: Texts) -> SavedCase | None:
        """Return a case as it is saved now.

        Where another window has deleted it that is said, and the case can be brought back.
        """
        if case is None or self._desk.store is None:
            return case
        found = self.read(lambda store: (store.case(case.number), store.deleted()))
        if found is None:
            return None
        now, deleted = found
        if now is None or any(one.number == case.number for one in deleted):
            self._list.tell(texts("cases.gone", name=case.name), "warning")
            self._steps.append(Step(case))
            self._list.list_anew()
            return None
        return now

    def _ask_name(
        self, code: str, name: str, act: Callable[[CaseStore, str], SavedCase | None],
        number: int | None = None,
    ) -> None:  # fmt: skip
        """Ask for a name and do something with it; `number` is the case that may have it."""
        texts = self._list.texts
        if texts is None:
            return

        def accept(typed: str, *, again: bool) -> str:
            if not typed.strip():
                return texts("cases.no-name")
            taken: list[bool] = []
            wrong = self._do(lambda _: taken.append(self._desk.has_name(typed, beside=number)))
            if taken and taken[0] and not again:
                return texts("cases.same-name")
            done: list[SavedCase | None] = []
            wrong = wrong or self._do(lambda store: done.append(act(store, typed.strip())))
            if not wrong:
                self._list.list_anew(done[0].number if done[0] else None)
            return wrong

        self._list.show(Prompt(texts(f"cases.{code}"), name, accept))

    def _do(self, act: Callable[[CaseStore], object]) -> str:
        """Do something with the store; return what was in the way, and say it."""
        texts, store = self._list.texts, self._desk.store
        if texts is None or store is None:
            return texts("cases.no-store") if texts else ""
        try:
            act(store)
        except StorageError as error:
            wrong = trouble(error, texts)
            self._list.tell(wrong, "error")
            return wrong
        return ""
