"""What is done at the desk, one step after the other, and how each is taken back."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from advisor import service
from advisor.book.clients.client_case import ClientCase
from advisor.book.clients.merging import bring_back
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.storage.errors import StorageError
from advisor.storage.kept import SavedCase
from advisor.storage.store import CaseStore
from advisor.tui.desk import Desk
from advisor.tui.screens.open_case import SpokenTo, trouble

T = TypeVar("T")


class CaseList(SpokenTo, Protocol):
    """Whoever lists the saved cases."""

    @property
    def client(self) -> ClientCase | None:
        """The case under the cursor, as its client's; None where nothing is listed."""

    @property
    def chosen(self) -> tuple[ClientCase, ...]:
        """The cases that are selected, in the order of the list; else the one under the cursor."""

    def list_anew(self, at: int | None = None, /) -> None:
        """Read what is saved and list it, with the cursor on the case of a number if given."""

    def leave_with(self, case: SavedCase | Draft, /) -> None:
        """Go back to the case screen, with another case for it."""


@frozen
class Step:
    """Something that was done with saved cases, and how to take it back.

    Without a `take_back` they were deleted, and are brought back as such.
    """

    cases: tuple[SavedCase, ...]
    take_back: Callable[[CaseStore], object] | None = None


class DeskSteps:
    """Does things with the store, says what was in the way, and takes back what was done."""

    def __init__(self, cases: CaseList, desk: Desk) -> None:
        self._list = cases
        self._desk = desk
        self._steps: list[Step] = []
        """What was done and can be taken back, the last one last."""
        self._copies: set[int] = set()
        """The numbers of the copies that were made here; one that is taken back stays away."""

    def note(self, step: Step) -> None:
        """Remember a step that was taken."""
        self._steps.append(step)

    def note_copy(self, copy: SavedCase) -> None:
        """Remember that a case was copied."""
        self._copies.add(copy.number)
        self.note(Step((copy,), lambda store: store.delete(copy.number)))

    def take(self, step: Step, act: Callable[[CaseStore], object], told: str) -> None:
        """Take a step that can be taken back, say it and list the cases anew.

        `told` is said when it is done, empty for nothing.
        """
        if not self.do(act):
            self.note(step)
            if told:
                self._list.tell(told)
        self._list.list_anew(step.cases[0].number)

    def undo(self, texts: Texts) -> None:
        """Take back what was done last; when all is, bring back what was deleted before."""
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
        """Return those of some cases that are still there, as they are saved now.

        Where another window has deleted one that is said, and it can be brought back.
        """
        asked = tuple(cases)
        if self._desk.store is None:
            return asked
        now = self.read(lambda store: store.here(case.number for case in asked))
        if now is None:
            return ()
        here = {case.number for case in now}
        if gone := tuple(case for case in asked if case.number not in here):
            self._list.tell(self._of(gone, "gone", texts), "warning")
            self.note(Step(gone))
            self._list.list_anew()
        return now

    def read(self, ask: Callable[[CaseStore], T]) -> T | None:
        """Ask the store for something; say what was in the way, and return None then."""
        found: list[T] = []
        self.do(lambda store: found.append(ask(store)))
        return found[0] if found else None

    def do(self, act: Callable[[CaseStore], object]) -> str:
        """Do something with the store; return what was in the way, and say it."""
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
        """Bring deleted cases back, but none that was saved anew since."""
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
    """Say something of a case by its name, or of several by their number."""
    if len(names) == 1:
        return texts(code, name=names[0])
    return texts(f"{code}-several", count=len(names))
