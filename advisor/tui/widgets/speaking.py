"""The app as what stands on its screens knows it, and its language."""

from collections.abc import Sequence
from typing import Protocol, cast, runtime_checkable

from textual.events import Key
from textual.widget import Widget

from advisor.explain.texts import Texts


@runtime_checkable
class AppAround(Protocol):
    """The app around a widget."""

    texts: Texts

    def take_again(self, event: Key) -> None:
        """Take a key once more, before those that came behind it."""

    def tell_of_paste(self, taken: str, left_out: Sequence[str]) -> None:
        """Say which cell of a paste was taken, and the first of those that were not."""


class Speaks(Widget):
    """Speaks the language of the app, and the other one as soon as that is chosen."""

    @property
    def texts(self) -> Texts:
        """The texts of the language."""
        return cast("AppAround", self.app).texts

    def on_mount(self) -> None:
        """Listen for another language."""
        self.watch(self.app, "texts", self.speak, init=False)

    def speak(self) -> None:
        """Say everything anew."""
