"""A list to choose one value from."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from advisor.intake.typed.kind import tells_person
from advisor.intake.typed.short_answers import KIND
from advisor.tui.screens.over_case import StackedScreen
from advisor.tui.widgets.listing import Listing, place_of


class Picker(StackedScreen[str | None], ModalScreen[str | None]):
    """Offers a list of values; its result is the chosen one, or None."""

    CSS_PATH = "picker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(
        self, title: str, options: tuple[tuple[str, str], ...], value: str, path: str = ""
    ) -> None:
        """Offer values by their names; `path` is the key that they are for, if any."""
        super().__init__()
        self._title, self._path = title.strip(), path
        self._values = [value for value, _ in options]
        self._labels = [label for _, label in options]
        self._value = value

    def compose(self) -> ComposeResult:
        """Compose the title and the list of values."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Listing(compact=True)

    def on_mount(self) -> None:
        """List the values, with the cursor on the current one."""
        self.query_one(Listing).offer(self._labels, partial(place_of, self._path, self._values))
        if self._value in self._values:
            self.query_one(OptionList).highlighted = self._values.index(self._value)

    def on_click(self, event: Click) -> None:
        """Close if the click was outside the panel."""
        if event.widget is self:
            self.dismiss(None)

    @on(Listing.Typed)
    def _typed(self, event: Listing.Typed) -> None:
        """Show a typed word that means no value, until it is deleted or goes on."""
        title = self._title if event.is_read else f"{self._title} · {event.word}?"
        if not event.is_read and self._path == KIND and tells_person(event.word):
            title = self.texts("guide.person")
        self.query_one(".title", Static).update(Content(title))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._values[event.option_index])
