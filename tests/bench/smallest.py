"""The smallest Textual app: one line of text. No app can start faster."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Smallest(App[None]):
    """Shows one line of text."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("advisor")


if __name__ == "__main__":
    Smallest().run()
