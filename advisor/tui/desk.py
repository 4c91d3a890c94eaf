"""What is being worked on: the case it came from, its ticks, and the store that keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor import service
from advisor.storage.errors import StorageError
from advisor.tui.form.lasting_days import lasting

if TYPE_CHECKING:
    from advisor.intake.case.draft import Draft
    from advisor.storage.kept import LeftDraft, SavedCase
    from advisor.storage.store import CaseStore

_NOTHING: frozenset[str] = frozenset()


class Desk:
    """The store as one window uses it; without a store everything works, and nothing is kept."""

    def __init__(self, store: CaseStore | None = None, *, keeps: bool = True) -> None:
        """Work with a store; `keeps` is what the user is told, not what a test goes without."""
        self.store = store
        self.sample_notice = "app.notice.sample" if keeps else "app.notice.sample-unkept"
        self.saved: SavedCase | None = None
        self.ticked = _NOTHING
        self.work = 0
        """Which of the cases of this window is being worked on: the first, the next one opened."""
        self._left: dict[int, tuple[SavedCase | None, frozenset[str]]] = {}
        self._quiet = False

    def take_left(self) -> LeftDraft | None:
        """Take up what an earlier window left, if it left anything.

        Raises:
            StorageError: the store could not be read.
        """
        left = self.store.take_left_draft() if self.store else None
        if left and self.store:
            self.ticked = left.ticked
            self.saved = self.store.case(left.number) if left.number is not None else None
        return left

    def take_up(self, case: SavedCase) -> None:
        """Work on a saved case from now on."""
        self.start_anew()
        self.saved, self.ticked = case, case.ticked

    def start_anew(self) -> None:
        """Work on a case that was never saved."""
        self.go_to(max(self.work, *self._left, 0) + 1)

    def go_to(self, work: int) -> None:
        """Work again on a case of before, or on the next one: it has its own name and ticks."""
        if work != self.work:
            self._left[self.work] = (self.saved, self.ticked)
            self.work = work
            self.saved, self.ticked = self._left.get(work, (None, _NOTHING))

    def look_after(self) -> None:
        """Do for the store what is done now and then; any thread may, and none need wait."""
        if self.store:
            self.store.look_after()

    def keep(self, draft: Draft) -> StorageError | None:
        """Keep a draft at each edit; the first failure of several is given, to be said once."""
        if self.store is None or not self.store.writable:
            return None
        try:
            number = self.saved.number if self.saved else None
            self.store.keep_draft(lasting(draft, service.today()), self.ticked, number)
        except StorageError as error:
            quiet, self._quiet = self._quiet, True
            return None if quiet else error
        self._quiet = False
        return None

    def tick(self, codes: frozenset[str], draft: Draft) -> StorageError | None:
        """Keep which steps are done, with the saved case too."""
        before, self.ticked = self.ticked, codes
        try:
            if self.store and self.store.writable and self.saved:
                for code in before ^ codes:
                    self.store.tick(self.saved.number, code, done=code in codes)
        except StorageError as error:
            return error
        return self.keep(draft)

    def has_name(self, name: str, *, beside: int | None = None) -> bool:
        """Tell whether a saved case has a name, the one of a number `beside`.

        Raises:
            StorageError: the store could not be read.
        """
        cases = self.store.cases() if self.store else ()
        return any(case.name == name.strip() and case.number != beside for case in cases)

    def save(self, name: str, draft: Draft, *, over: bool) -> SavedCase | None:
        """Save a draft under a name, over the case it came from or as a new one.

        Raises:
            StorageError: it could not be saved.
        """
        if self.store is None:
            return None
        before = self.saved if over else None
        kept = lasting(draft, service.today())
        self.saved = self.store.save(name, kept, self.ticked, over=before)
        return self.saved
