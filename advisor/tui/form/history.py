"""The drafts of one case: one step back for each field that was edited."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import evolve

from advisor.domain.values import frozen

T = TypeVar("T")


@frozen
class History(Generic[T]):
    """A value, what came before it and what was undone.

    Keys typed into one place are one step: `place` is where the last edit happened.
    """

    now: T
    past: tuple[T, ...] = ()
    undone: tuple[T, ...] = ()
    place: str | None = None

    def after(self, now: T, place: str | None) -> History[T]:
        """Return the history after an edit; without a place it is always a step of its own."""
        if now == self.now:
            return self
        if place is not None and place == self.place:
            return evolve(self, now=now, undone=())
        return History(now, (*self.past, self.now), (), place)

    def undo(self) -> History[T]:
        """Go one step back, or stay at the first."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.undone, self.now))

    def redo(self) -> History[T]:
        """Take the last undone step again, or stay."""
        if not self.undone:
            return self
        return History(self.undone[-1], (*self.past, self.now), self.undone[:-1])
