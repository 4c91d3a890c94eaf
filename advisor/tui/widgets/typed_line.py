"""A line of typed text whose keys act in the order in which they are pressed."""

from collections.abc import Mapping

from textual.binding import Binding
from textual.events import Key, Paste
from textual.widgets import Input

from advisor import service
from advisor.intake.typed.pasted import pasted
from advisor.tui.widgets.speaking import AppAround

_LEAVES_THE_LINE = "submit"

_EDITS: Mapping[str, str] = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action != _LEAVES_THE_LINE
    for key in binding.key.split(",")
}
"""What the editing keys of Textual's own field do."""

_MOST_TOLD = 4


class TypedLine(Input):
    """A field that loses nothing when keys come faster than they are drawn.

    Textual writes a letter where it arrives, and runs what other keys are bound to only after the
    key went up to the app: in a burst, the letters behind such a key would overtake it.
    `key` is the key of the case that is typed here, empty where it is none.
    """

    key = ""

    async def _on_key(self, event: Key) -> None:
        action = _EDITS.get(event.key)
        if action and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()

    def action_copy(self) -> None:
        """Copy what was selected with the mouse elsewhere on the screen, else what is here."""
        elsewhere = self.screen.get_selected_text()
        if elsewhere:
            self.app.copy_to_clipboard(elsewhere)
        else:
            super().action_copy()

    def _on_paste(self, event: Paste) -> None:
        """Paste what the field means of a table, a page or a message; say what is left out.

        Textual calls the handler of its own field after this one; that one puts the text in.
        """
        event.text, left_out = pasted(self.key, event.text, service.today())
        if left_out and isinstance(self.app, AppAround):
            self.app.tell_of_paste(event.text, left_out[: _MOST_TOLD - 1])
