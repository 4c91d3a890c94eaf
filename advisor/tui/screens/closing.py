"""Closing a screen once, however fast the keys come that close it."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class ClosedOnce(Screen[T]):
    """A screen that a late key cannot close a second time, and with it the one below."""

    @property
    def is_on_top(self) -> bool:
        """Whether this is the screen that has the keys; when the app ends, none is."""
        return self.app.screen_stack[-1:] == [self]

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result, if it is not closed already."""
        return super().dismiss(result) if self.is_on_top else AwaitComplete()
