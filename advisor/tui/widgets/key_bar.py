"""The keys that fit on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from advisor.explain.width import width

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.tui.keys import Key

_GAP = 2


class KeyBar(Widget):
    """Shows keys in their order as long as there is room; a click does what the key does."""

    texts: reactive[Texts | None] = reactive(None)

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self._keys = tuple(key for key in keys if key.in_bar)

    def render(self) -> Content:
        """Draw the keys that fit."""
        if self.texts is None:
            return Content("")
        parts: list[Content] = []
        room = self.size.width
        for key in self._keys:
            label = self.texts(key.text)
            taken = width(key.shown) + 1 + width(label)
            if taken > room:
                break
            room -= taken + _GAP
            action = key.action if "." in key.action else f"screen.{key.action}"
            shown = Content.styled(key.shown, "bold $text-accent") + Content(f" {label}")
            parts.append(shown.stylize(f"@click={action!r}"))
        return Content(" " * _GAP).join(parts)
