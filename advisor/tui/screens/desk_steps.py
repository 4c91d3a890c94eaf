"""Steps taken at the desk, and how each is undone."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from advisor import service
from advisor.book.clients.client_case import ClientCase
from advisor.book.clients.merging import bring_back
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.storage.errors import StorageError
from advisor.storage.records import SavedCase
from advisor.storage.store import CaseStore
from advisor.tui.desk import Desk
from advisor.tui.screens.open_case import HostScreen, trouble

T = TypeVar("T")


class CaseList(HostScreen, Protocol):
    """The screen that lists the saved cases."""

    @property
    def client(self) -> ClientCase | None:
        """The case under the cursor, None if nothing is listed."""

    @property
    def chosen(self) -> tuple[ClientCase, ...]:
        """The cases that are selected, in the order of the list; else the one under the cursor."""

    def list_anew(self, at: int | None = None, /) -> None:
        """Read the saved cases and list them, with the cursor on the case number `at` if given."""

    def leave_with(self, case: SavedCase | Draft, /) -> None:
        """Go back to the case screen, with another case for it."""


@frozen
class Step:
    """Something that was done with saved cases, and how to undo it.

    Without `take_back`, the step deleted the cases, and to undo it restores them.
    """

    cases: tuple[SavedCase, ...]
    take_back: Callable[[CaseStore], object] | None = None


class DeskSteps:
    """Acts on the store, reports what went wrong, and undoes steps."""

    def __init__(self, cases: CaseList, desk: Desk) -> None:
        self._list = cases
        self._desk = desk
        self._steps: list[Step] = []
        """The steps that can be undone, the last one last."""
        self._copies: set[int] = set()
        """The numbers of copies made here; a copy that was undone is not brought back."""

    def note(self, step: Step) -> None:
        """Remember a step that was taken."""
        self._steps.append(step)

    def note_copy(self, copy: SavedCase) -> None:
        """Remember that a case was copied."""
        self._copies.add(copy.number)
        self.note(Step((copy,), lambda store: store.delete(copy.number)))

    def take(self, step: Step, act: Callable[[CaseStore], object], told: str) -> None:
        """Act on the store, remember the step for undo, and list the cases again.

        `told` is shown when it is done, if it is not empty.
        """
        if not self.do(act):
            self.note(step)
            if told:
                self._list.tell(told)
        self._list.list_anew(step.cases[0].number)

    def undo(self, texts: Texts) -> None:
        """Undo the last step; with none left, restore cases from earlier deletions."""
        if not self._steps:
            deletions = self.read(lambda store: store.deletions())
            for cases in reversed(deletions or ()):
                if before := tuple(case for case in cases if case.number not in self._copies):
                    self.note(Step(before))
            if deletions is not None and not self._steps:
                self._list.tell(texts("cases.nothing-to-undo"))
        if self._steps:
            step = self._steps.pop()
            take_back = step.take_back
            if take_back is None:
                self._undelete(step.cases, texts)
            elif not self.do(take_back):
                self._tell_restored(step.cases, texts)

    def present(self, cases: Iterable[SavedCase], texts: Texts) -> tuple[SavedCase, ...]:
        """Return the cases that still exist, as they are saved now.

        If another window has deleted some, the user is told, and undo can restore them.
        """
        asked = tuple(cases)
        if self._desk.store is None:
            return asked
        now = self.read(lambda store: store.present(case.number for case in asked))
        if now is None:
            return ()
        here = {case.number for case in now}
        if gone := tuple(case for case in asked if case.number not in here):
            self._list.tell(self._of(gone, "gone", texts), "warning")
            self.note(Step(gone))
            self._list.list_anew()
        return now

    def read(self, ask: Callable[[CaseStore], T]) -> T | None:
        """Return what `ask` reads from the store; on an error tell the user and return None."""
        found: list[T] = []
        self.do(lambda store: found.append(ask(store)))
        return found[0] if found else None

    def do(self, act: Callable[[CaseStore], object]) -> str:
        """Act on the store; on an error tell the user and return the words, else return ""."""
        texts, store = self._list.texts, self._desk.store
        if store is None:
            return texts("cases.no-store")
        try:
            act(store)
        except StorageError as error:
            wrong = trouble(error, texts)
            self._list.tell(wrong, "error")
            return wrong
        return ""

    def _undelete(self, cases: Sequence[SavedCase], texts: Texts) -> None:
        """Restore deleted cases, except those that have been saved anew since."""
        anew = self.read(lambda store: bring_back(store, cases, service.today()))
        if anew is None:
            return
        back = tuple(case for case in cases if case.number not in anew)
        there = tuple(case for case in cases if case.number in anew)
        if there:
            self._list.tell(self._of(there, "saved-anew", texts), "warning")
            self._list.list_anew(anew[there[0].number].number)
        if back:
            self._tell_restored(back, texts)

    def _tell_restored(self, cases: Sequence[SavedCase], texts: Texts) -> None:
        self._list.tell(self._of(cases, "restored", texts))
        self._list.list_anew(cases[0].number)

    def _of(self, cases: Sequence[SavedCase], code: str, texts: Texts) -> str:
        return of_cases(f"cases.{code}", [case.name for case in cases], texts)


def of_cases(code: str, names: Sequence[str], texts: Texts) -> str:
    """Return a text with the name of a single case, or with the number of several."""
    if len(names) == 1:
        return texts(code, name=names[0])
    return texts(f"{code}-several", count=len(names))
