"""What became of a saved case: asked at the desk, kept, and taken back as it was before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from attrs import Factory

from advisor import service
from advisor.domain.values import frozen
from advisor.storage.kept import CaseState, Progress, Renewed, SavedCase
from advisor.storage.store import CaseStore
from advisor.tui.screens.picker import Picker
from advisor.tui.screens.renewal import RenewalDialog

if TYPE_CHECKING:
    from advisor.book.clients.client_case import ClientCase
    from advisor.explain.texts import Texts
    from advisor.tui.screens.open_case import SpokenTo

_ARCHIVED = "archived"


@frozen
class Step:
    """Something that was done with a saved case, and how to take it back.

    Without a `take_back` the case was deleted, and is brought back as such.
    """

    case: SavedCase
    take_back: Callable[[CaseStore], object] | None = None


class TakesSteps(Protocol):
    """Whoever does something with the store, says it, and remembers how to take it back."""

    def __call__(self, step: Step, act: Callable[[CaseStore], object], told: str, /) -> None:
        """Take a step; `told` is said when it is done, empty for nothing."""


def ask_outcome(case: ClientCase, shown: SpokenTo, texts: Texts, take: TakesSteps) -> None:
    """Ask what became of a case: still open, claimed, paid back, or put away."""
    codes = (*map(str, CaseState), _ARCHIVED)
    before = case.progress
    now = _ARCHIVED if before.archived_on is not None else str(before.state)

    def chosen(state: str | None) -> None:
        reopens = state == CaseState.OPEN and case.is_followed_up
        if state is not None and (state != now or reopens):
            told = texts("desk.archived", name=case.saved.name) if state == _ARCHIVED else ""
            outcome = _Outcome(case.number, before, state, reopens=reopens)
            take(Step(case.saved, outcome.take_back), outcome.keep, told)

    options = tuple((code, texts(f"desk.mark.{code}")) for code in codes)
    shown.show(Picker(texts("desk.mark.title"), options, now), chosen)


@frozen
class _Outcome:
    """What became of a case, by its number, and what was known of that before.

    `reopens` tells that it was renewed and is open again: what the renewal cost is `forgotten`.
    """

    number: int
    before: Progress
    state: str
    reopens: bool
    forgotten: list[Renewed] = Factory(list)

    def keep(self, store: CaseStore) -> None:
        """Keep it: a case that was put away comes back as it was, and an open one is not renewed.

        Raises:
            StorageError: it could not be kept.
        """
        progress, number = store.progress, self.number
        if self.state == _ARCHIVED:
            progress.archive(number)
        elif self.state == CaseState.OPEN and self.before.archived_on is not None:
            progress.take_out(number)
        else:
            last = progress.take_back_renewal(number) if self.reopens else None
            self.forgotten.extend([last] if last else [])
            progress.mark(number, CaseState(self.state))

    def take_back(self, store: CaseStore) -> None:
        """Keep again what was known before.

        Raises:
            StorageError: it could not be kept.
        """
        for one in self.forgotten:
            store.progress.note_renewal(self.number, one.renewed_on, one.premium, one.clean)
        store.progress.put(self.number, self.before)


def ask_renewal(case: ClientCase, shown: SpokenTo, texts: Texts, take: TakesSteps) -> None:
    """Ask what the renewal of a case cost."""

    def noted(given: Renewed | None) -> None:
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

        take(Step(case.saved, take_back), keep, texts("desk.noted", premium=given.premium))

    shown.show(RenewalDialog(case, texts, service.today()), noted)
