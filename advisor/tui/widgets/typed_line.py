"""A line of typed text whose keys act in the order in which they are pressed."""

from collections.abc import Mapping

from textual.binding import Binding
from textual.events import Event, Key, MouseDown, Paste
from textual.widgets import Input

from advisor import service
from advisor.intake.typed.pasted import part_for_field
from advisor.tui.widgets.translated import HostApp

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
    """A field that keeps keys in order even if they come faster than they are drawn.

    Textual inserts a letter as soon as it arrives, but runs the action of another key only after
    the key has gone up to the app. In a burst, letters typed after such a key would overtake it.
    `key` is the key of the case file that is typed here, empty if there is none.
    """

    key = ""

    def _forward_event(self, event: Event) -> None:
        """Leave the text selected on the click that enters the field, as Tab does.

        Otherwise what is typed next would be joined to a 0 that stands there. The next click
        places the caret.
        """
        if self.has_focus or not isinstance(event, MouseDown):
            super()._forward_event(event)

    async def _on_key(self, event: Key) -> None:
        action = _EDITS.get(event.key)
        if action and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()

    def action_copy(self) -> None:
        """Copy what the mouse has selected elsewhere on the screen, else what is selected here."""
        elsewhere = self.screen.get_selected_text()
        if elsewhere:
            self.app.copy_to_clipboard(elsewhere)
        else:
            super().action_copy()

    def _on_paste(self, event: Paste) -> None:
        """Paste the part of a table, page or message that the field can use; warn of the rest.

        Textual then calls the handler of its own `Input`, which inserts the text.
        """
        event.text, left_out = part_for_field(self.key, event.text, service.today())
        if left_out and isinstance(self.app, HostApp):
            self.app.tell_of_paste(event.text, left_out[: _MOST_TOLD - 1])
