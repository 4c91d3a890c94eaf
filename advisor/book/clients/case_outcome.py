"""What became of a saved case: claimed or not, paid back, put away, or open again as before."""

from attrs import Factory

from advisor.book.clients.client_case import ClientCase, DeskState
from advisor.domain.values import frozen
from advisor.storage.records import CaseState, Progress, Renewed
from advisor.storage.store import CaseStore

OUTCOMES = tuple(state for state in DeskState if state is not DeskState.RENEWED)
"""What can be noted of a case; a case counts as renewed once the cost of its renewal is noted."""


@frozen
class CaseOutcome:
    """What became of a case, and what was known of it before, so that noting it can be undone."""

    case: ClientCase
    state: DeskState
    forgotten: list[Renewed] = Factory(list)
    """The last renewal as it was noted, if the case `reopens` and so forgets it."""

    @property
    def before(self) -> Progress:
        """What was known of the case before."""
        return self.case.progress

    @property
    def takes_out(self) -> bool:
        """Whether an archived case comes back, as it was before it was archived."""
        return self.state is DeskState.OPEN and self.before.archived_on is not None

    @property
    def reopens(self) -> bool:
        """Whether a renewed case is open again, so that its last renewal is forgotten."""
        is_open = self.state is DeskState.OPEN
        return is_open and self.case.is_followed_up and not self.takes_out

    @staticmethod
    def known_of(case: ClientCase) -> DeskState:
        """Return what was noted of a case, whether it was renewed since or not."""
        before = case.progress
        return DeskState.ARCHIVED if before.archived_on is not None else DeskState(before.state)

    @property
    def is_new(self) -> bool:
        """Whether this outcome was not known before."""
        return self.state is not self.known_of(self.case) or self.reopens

    def keep(self, store: CaseStore) -> None:
        """Keep what became of the case.

        Raises:
            StorageError: it could not be kept.
        """
        progress, number = store.progress, self.case.number
        if self.state is DeskState.ARCHIVED:
            progress.archive(number)
        elif self.takes_out:
            progress.unarchive(number)
        else:
            last = progress.undo_renewal(number) if self.reopens else None
            self.forgotten.extend([last] if last else [])
            progress.mark(number, CaseState(self.state))

    def take_back(self, store: CaseStore) -> None:
        """Undo `keep`: store again what was known before.

        Raises:
            StorageError: it could not be kept.
        """
        for one in self.forgotten:
            store.progress.note_renewal(one.number, one.renewed_on, one.premium, one.clean)
        store.progress.put(self.case.number, self.before)
