"""A line that is pressed: it opens a group of fields, or adds and removes something."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from advisor.tui.keys import GROUP_KEYS, bindings
from advisor.tui.widgets.row import FormLine


class FormButton(FormLine, can_focus=True):
    """One line with a sign before it; `key` tells the form what was pressed."""

    BINDINGS = bindings(GROUP_KEYS)

    label: reactive[str] = reactive("")

    @dataclass
    class Pressed(Message):
        """The line was pressed."""

        key: str

    def __init__(self, key: str) -> None:
        super().__init__(name=key, classes="press")
        self.key = key

    def action_press(self) -> None:
        """Say that the line was pressed."""
        self.post_message(self.Pressed(self.key))

    def on_click(self) -> None:
        """Say that the line was pressed."""
        self.action_press()

    def render(self) -> Content:
        """Draw the label."""
        return Content(self.label)
