"""The app as its widgets know it, and widgets that follow its language."""

from collections.abc import Sequence
from typing import Protocol, cast, runtime_checkable

from textual.events import Key
from textual.widget import Widget

from advisor.explain.texts import Texts


@runtime_checkable
class HostApp(Protocol):
    """The app around a widget."""

    texts: Texts

    def take_again(self, event: Key) -> None:
        """Take a key again, before the keys that came after it."""

    def tell_of_paste(self, taken: str, left_out: Sequence[str]) -> None:
        """Warn which part of a paste was taken, and name the first parts left out."""


class Translated(Widget):
    """A widget in the language of the app, which calls `retranslate` when another is chosen."""

    @property
    def texts(self) -> Texts:
        """The texts in the language of the app."""
        return cast("HostApp", self.app).texts

    def retranslate(self) -> None:
        """Show everything in the current language."""
