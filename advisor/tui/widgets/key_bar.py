"""The keys that fit on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.tui.keys import Key

_GAP = 2


class KeyBar(Widget):
    """Shows keys in their order as long as there is room; a click does what the key does.

    The keys in `always` stand at the right end and are never left out for others.
    """

    texts: reactive[Texts | None] = reactive(None)

    def __init__(self, keys: tuple[Key, ...], always: tuple[Key, ...] = ()) -> None:
        super().__init__()
        self._keys = [key for key in keys if key.in_bar]
        self._always = [key for key in always if key.in_bar]

    def render(self) -> Content:
        """Draw the keys that fit."""
        if self.texts is None:
            return Content("")
        always = self._shown(self._always, self.size.width)
        room = self.size.width - always.cell_length - _GAP
        keys = self._shown(self._keys, room)
        return keys + " " * (room + _GAP - keys.cell_length) + always

    def _shown(self, keys: list[Key], room: int) -> Content:
        """Give as many keys as fit, from the first on."""
        parts: list[Content] = []
        for key in keys:
            part = self._part(key)
            room -= part.cell_length + (_GAP if parts else 0)
            if room < 0:
                break
            parts.append(part)
        return Content(" " * _GAP).join(parts)

    def _part(self, key: Key) -> Content:
        label = self.texts(key.text) if self.texts else ""
        action = key.action if "." in key.action else f"screen.{key.action}"
        part = Content.assemble((key.shown, "bold $text-accent"), f" {label}")
        return part.stylize(f"@click={action!r}")
