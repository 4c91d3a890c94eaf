"""The message dialog: the answer as it can be sent, in the clipboard and to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import TextArea

from advisor.report.message import message
from advisor.settings import read_settings
from advisor.tui.keys import MESSAGE_KEYS, bindings
from advisor.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts


class MessageScreen(Dialog[None]):
    """Copies the message when it opens and again at Enter; Escape leaves.

    The text can be selected, for not every terminal lets a program write to the clipboard.
    """

    DEFAULT_CSS = """
    MessageScreen {
        TextArea, TextArea:focus { height: auto; max-height: 50vh; margin-top: 1; border: none; }
        TextArea, TextArea:focus { padding: 0 1; background: $surface; }
        &.-low TextArea { margin-top: 0; max-height: 45vh; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(MESSAGE_KEYS)

    def __init__(self, decision: Decision, texts: Texts) -> None:
        super().__init__(MESSAGE_KEYS, texts("message.title"), texts("message.copied"))
        self._message = message(decision, texts, read_settings().office).rstrip("\n")

    def fields(self) -> Iterator[Widget]:
        """Yield the message, to be read and selected."""
        yield TextArea(
            self._message, read_only=True, show_line_numbers=False, soft_wrap=True, compact=True
        )

    def on_mount(self) -> None:
        """Copy the message."""
        super().on_mount()
        self.action_enter()

    def action_enter(self) -> None:
        """Copy the message to the clipboard of the terminal."""
        self.app.copy_to_clipboard(self._message)
