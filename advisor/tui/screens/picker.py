"""A list to choose one value from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from advisor.tui.screens.over_case import OnTop
from advisor.tui.widgets.choice import spelled
from advisor.tui.widgets.kept import Options

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click, Key


class Picker(OnTop[str | None], ModalScreen[str | None]):
    """Its result is the chosen value, or None if nothing was chosen."""

    CSS_PATH = "picker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, title: str, options: tuple[tuple[str, str], ...], value: str) -> None:
        super().__init__()
        self._title = title.strip()
        self._values = [value for value, _ in options]
        self._labels = [label for _, label in options]
        self._value = value
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Put the values under the name of their field."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Options(*(Content(label) for label in self._labels), compact=True)

    def on_mount(self) -> None:
        """Start at the present value."""
        if self._value in self._values:
            self.query_one(OptionList).highlighted = self._values.index(self._value)

    def on_click(self, event: Click) -> None:
        """Close, where something beside the panel was clicked."""
        if event.widget is self:
            self.dismiss(None)

    def on_key(self, event: Key) -> None:
        """Jump to the value whose name begins with what is typed."""
        if event.character is None or not event.is_printable or event.key == "space":
            return
        self._typed, at = spelled(self._typed, event.character, self._labels)
        if at is not None:
            self.query_one(OptionList).highlighted = at

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._values[event.option_index])
