"""The language of the app, for all that stands on its screens."""

from typing import Protocol, cast

from textual.widget import Widget

from advisor.explain.texts import Texts


class _SpokenApp(Protocol):
    texts: Texts


class Speaks(Widget):
    """Speaks the language of the app, and the other one as soon as that is chosen."""

    @property
    def texts(self) -> Texts:
        """The texts of the language."""
        return cast("_SpokenApp", self.app).texts

    def on_mount(self) -> None:
        """Listen for another language."""
        self.watch(self.app, "texts", self.speak, init=False)

    def speak(self) -> None:
        """Say everything anew."""
