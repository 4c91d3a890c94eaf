"""The smallest Textual app that answers what is typed: a field, and a label that repeats it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class LabelOnly(App[None]):
    """Repeats in a label what is typed into a field."""

    def compose(self) -> ComposeResult:
        """Show the field and the label."""
        yield Input("1800000")
        yield Static()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Repeat the field in the label."""
        self.query_one(Static).update(event.value)


if __name__ == "__main__":
    LabelOnly().run()
