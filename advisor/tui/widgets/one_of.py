"""A choice among a few words that stand side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from advisor.explain.width import width
from advisor.tui.keys import ONE_OF_KEYS, bindings

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Click

_CHOSEN, _OTHER = "● ", "○ "
_GAP = "   "


class OneOf(Widget, can_focus=True):
    """All values in a row, the chosen one marked; the arrows and Space choose another."""

    DEFAULT_CSS = """
    OneOf { height: 1; padding: 0 1; }
    OneOf:focus { background: $surface-lighten-2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(ONE_OF_KEYS)

    value: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        one_of: OneOf
        value: str

    def __init__(self, values: dict[str, str], value: str, name: str) -> None:
        super().__init__(name=name)
        self._values = values
        self.set_reactive(OneOf.value, value)

    def action_step(self, steps: int) -> None:
        """Choose the next or the previous value, around the ends."""
        values = list(self._values)
        self._choose(values[(values.index(self.value) + steps) % len(values)])

    def on_click(self, event: Click) -> None:
        """Choose the value that was clicked."""
        place = event.get_content_offset(self)
        right = 0
        for value, words in self._values.items():
            right += width(_CHOSEN + words + _GAP)
            if place is not None and place.x < right:
                self._choose(value)
                return

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    def render(self) -> Content:
        """Draw the values."""
        parts = (
            Content.styled(f"{_CHOSEN}{words}", "bold")
            if value == self.value
            else Content.styled(f"{_OTHER}{words}", "$foreground-muted")
            for value, words in self._values.items()
        )
        return Content(_GAP).join(parts)
