"""One thing that the user should know about what is shown, until something is edited."""

from __future__ import annotations

from textual.reactive import var

from advisor.explain.width import wrap
from advisor.tui.widgets.lines import Line, Spoken, line

_MOST_LINES = 2


class NoticeLine(Spoken):
    """Says the text of a code; without one it takes no room."""

    code: var[str] = var("", init=False)

    def __init__(self, code: str) -> None:
        super().__init__()
        self.set_reactive(NoticeLine.code, code)
        self.set_class(bool(code), "-said")

    def watch_code(self) -> None:
        """Say something else, or nothing more."""
        self.set_class(bool(self.code), "-said")
        self.renew()

    def lines(self, width: int) -> list[Line]:
        """Give the words of the notice."""
        if not self.code or self.texts is None:
            return []
        return [line(words) for words in wrap(self.texts(self.code), width)[:_MOST_LINES]]
