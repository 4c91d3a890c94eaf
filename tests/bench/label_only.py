"""The smallest Textual app that answers a key: one label, which counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.events import Key


class LabelOnly(App[None]):
    """What no app can beat."""

    keys = 0

    def compose(self) -> ComposeResult:
        """Show the label."""
        yield Static("0")

    def on_key(self, event: Key) -> None:
        """Count, and show it."""
        event.stop()
        self.keys += 1
        self.query_one(Static).update(str(self.keys))


if __name__ == "__main__":
    LabelOnly().run()
