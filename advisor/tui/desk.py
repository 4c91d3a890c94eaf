"""The case that the window works on: where it came from, its ticks, and the store that keeps it."""

from attrs import evolve

from advisor import on_demand, service
from advisor.cases import advised
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.draft import Draft, with_fixed_days
from advisor.intake.case.field import ListKey
from advisor.storage.errors import StorageError
from advisor.storage.records import Aside, LeftDraft, SavedCase, folded
from advisor.storage.store import CaseStore

_NOTHING: frozenset[str] = frozenset()


class Desk:
    """The store as one window uses it; without a store everything works, but nothing is kept."""

    def __init__(self, store: CaseStore | None = None, *, keeps: bool = True) -> None:
        """Work with `store`; if `keeps` is false, the user is told that nothing will be kept."""
        self.store = store
        self.keeps = keeps
        self.saved: SavedCase | None = None
        self.ticked = _NOTHING
        self.file_name = ""
        """The name of the file from which the case was opened, until the case is saved."""
        self.from_sample = False
        """Whether the case began as the sample, and may still hold figures of it."""
        self._untouched = Draft()
        self._quiet = False

    @property
    def is_keeping(self) -> bool:
        """Whether what is typed is kept, as far as is known."""
        return self.keeps and not self._quiet

    def take_left(self) -> LeftDraft | None:
        """Take up the draft that an earlier window left, and return it; None if there is none.

        Raises:
            StorageError: the store could not be read.
        """
        left = self.store.take_left_draft() if self.store else None
        if left and self.store:
            self.ticked = left.ticked
            self.saved = self.store.case(left.number) if left.number is not None else None
            self.from_sample = self.saved is None
            self._untouched = self.saved.draft if self.saved else Draft()
        return left

    def take_up(self, case: SavedCase) -> None:
        """Work on a saved case from now on."""
        self.saved, self.ticked, self.file_name = case, case.ticked, ""
        self.from_sample, self._untouched = False, case.draft

    def start_anew(self, draft: Draft, file_name: str = "", *, sample: bool = False) -> None:
        """Work on a case that was never saved, starting from a draft that nobody would miss."""
        self.saved, self.ticked, self.file_name = None, _NOTHING, file_name
        self.from_sample, self._untouched = sample, draft

    @property
    def name(self) -> str:
        """The name of the open case, empty if it has none."""
        return self.saved.name if self.saved else self.file_name

    def is_changed(self, draft: Draft) -> bool:
        """Return whether a draft differs from what was saved, opened or started with."""
        return _said(draft) != _said(self._untouched)

    def is_blank(self, draft: Draft) -> bool:
        """Return whether a draft is a new case in which nothing was filled in yet."""
        return not (self.name or self.from_sample or self.is_changed(draft))

    def saved_elsewhere(self) -> SavedCase | None:
        """Return the open case as another window has saved it meanwhile, None if none has.

        Raises:
            StorageError: the store could not be read.
        """
        mine = self.saved
        if mine is None or self.store is None:
            return None
        now = next((case for case in self.store.cases() if case.number == mine.number), None)
        return now if now and now.revision != mine.revision else None

    def agrees(self, theirs: SavedCase, draft: Draft) -> bool:
        """Return whether another window has saved the same as `draft`; if so, go on from there."""
        if agrees := _said(theirs.draft) == _said(with_fixed_days(draft, service.today())):
            self.saved = theirs
        return agrees

    def case_renamed(self, case: SavedCase | None) -> None:
        """Update the open case if it is `case`, which this window has just renamed."""
        if case and self.saved and case.number == self.saved.number:
            self.saved = case

    def run_upkeep(self) -> None:
        """Have the store do its upkeep; any thread may call this, and nobody need wait for it."""
        if self.store:
            self.store.run_upkeep()

    def keep(self, draft: Draft) -> StorageError | None:
        """Keep a draft after an edit; return an error, but only once for failures in a row."""
        if self.store is None or not self.store.writable:
            return None
        try:
            number = self.saved.number if self.saved else None
            self.store.keep_draft(with_fixed_days(draft, service.today()), self.ticked, number)
        except StorageError as error:
            quiet, self._quiet = self._quiet, True
            return None if quiet else error
        self._quiet = False
        return None

    def tick(self, codes: frozenset[str], draft: Draft) -> StorageError | None:
        """Keep which steps are done, in the saved case too; return the error, if any."""
        before, self.ticked = self.ticked, codes
        try:
            if self.store and self.store.writable and self.saved:
                for code in before ^ codes:
                    self.store.tick(self.saved.number, code, done=code in codes)
        except StorageError as error:
            return error
        return self.keep(draft)

    def has_cases(self) -> bool:
        """Return whether any case is saved; False if the store cannot be read."""
        try:
            return bool(self.store and self.store.has_cases())
        except StorageError:
            return False

    def has_name(self, name: str, *, beside: int | None = None) -> bool:
        """Return whether a saved case has this name, leaving out the case with the number `beside`.

        Raises:
            StorageError: the store could not be read.
        """
        cases = self.store.cases() if self.store else ()
        wanted = folded(name.strip())
        return any(folded(case.name) == wanted and case.number != beside for case in cases)

    def save(
        self, name: str, draft: Draft, *, over: bool, decision: Decision | None = None
    ) -> SavedCase | None:
        """Save a draft under a name, over the case it came from or as a new one.

        `decision` is the answer to the draft, and is kept with it as it was given.

        Raises:
            StorageError: it could not be saved.
        """
        if self.store is None:
            return None
        before = self.saved if over else None
        kept = with_fixed_days(draft, service.today())
        answer = advised(decision) if decision else None
        self.saved = self.store.save(name, kept, self.ticked, over=before, answer=answer)
        self._untouched, self.file_name = kept, ""
        self.keep(draft)  # the next start takes it up as the draft of this case
        return self.saved

    def no_message_reason(self, draft: Draft, rulebook: Rulebook) -> str:
        """Return why there is nothing new to tell the client of the case, or an empty string.

        The reason is a code of `message.unsaid-here`. An unreadable store is no reason.
        """
        if self.store is None or self.saved is None:
            return ""
        number = self.saved.number
        try:
            progress, renewed = self.store.progress.of(number), self.store.progress.renewals(number)
        except StorageError:
            return ""
        here = evolve(self.saved, draft=draft)
        return on_demand.client_case(here, rulebook, None, progress, renewed).no_message_reason

    def put_aside(self, name: str, draft: Draft) -> SavedCase | None:
        """Save a draft beside the case it came from; the window goes on with what it had open.

        A case that itself holds changes put aside is overwritten, unless another window has saved
        it meanwhile.

        Raises:
            StorageError: it could not be saved.
        """
        if self.store is None or not self.store.writable:
            return None
        kept, saved = with_fixed_days(draft, service.today()), self.saved
        if saved and saved.aside and not self.saved_elsewhere():
            return self.store.put_aside(saved.name, kept, self.ticked, saved.aside, over=saved)
        aside = Aside(saved.number if saved else None)
        return self.store.put_aside(name, kept, self.ticked, aside)


def _said(draft: Draft) -> object:
    """Return what a draft states; an emptied field equals one that was never filled in."""
    rows = [
        [{key: text for key, text in row.items() if text} for row in draft.rows(listed)]
        for listed in ListKey
    ]
    return {path: text for path, text in draft.values.items() if text}, rows
