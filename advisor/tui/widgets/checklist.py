"""Steps that are ticked off: one under the cursor, each with the days that are left."""

from dataclasses import dataclass

from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from advisor.domain.values import frozen
from advisor.explain.width import wrap
from advisor.tui.keys import CHECKLIST_KEYS, bindings
from advisor.tui.widgets.lines import Line, Lines, Role, line

TICKED, OPEN = "[✓] ", "[ ] "
_INDENT = " " * len(OPEN)


@frozen
class Item:
    """One step: its code, what to do, and how long there is for it."""

    code: str
    words: str
    due: str = ""


class Checklist(Lines, can_focus=True):
    """The arrows move the cursor, Space ticks."""

    BINDINGS = bindings(CHECKLIST_KEYS)

    items: var[tuple[Item, ...]] = var((), init=False)
    ticked: var[frozenset[str]] = var(frozenset[str](), init=False)
    cursor: var[int] = var(0, init=False)

    @dataclass
    class Ticked(Message):
        """Other steps are ticked than before."""

        codes: frozenset[str]

    def __init__(self) -> None:
        super().__init__()
        self._starts: list[int] = []

    def watch_cursor(self) -> None:
        """Show where the cursor is, and have it in view."""
        self.renew()
        self.scroll_to_item()

    def on_resize(self) -> None:
        """Keep the step under the cursor in view, once the page around it is laid out."""
        if self.cursor:
            self.call_after_refresh(self.call_after_refresh, self.scroll_to_item)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.renew()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.renew()

    def action_move(self, steps: int) -> None:
        """Move the cursor, not past the ends."""
        self.cursor = max(0, min(self.cursor + steps, len(self.items) - 1))

    def action_tick(self) -> None:
        """Tick the step under the cursor, or untick it."""
        if self.cursor < len(self.items):
            self.ticked ^= {self.items[self.cursor].code}
            self.post_message(self.Ticked(self.ticked))

    def on_click(self, event: Click) -> None:
        """Tick the step that was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        above = [number for number, start in enumerate(self._starts) if start <= place.y]
        if above:
            self.cursor = above[-1]
            self.action_tick()

    def scroll_to_item(self) -> None:
        """Bring the step under the cursor into view."""
        if self.cursor < len(self._starts) and isinstance(self.parent, Widget):
            ends = [*self._starts[1:], self.virtual_region.height]
            first, last = self._starts[self.cursor], ends[self.cursor]
            top = self.virtual_region.y + self.gutter.top + first
            here = Region(0, top, 1, max(1, last - first))
            self.parent.scroll_to_region(here, animate=False)

    def lines(self, width: int) -> list[Line]:
        """Lay the steps out one below the other."""
        self._starts, found = [], list[Line]()
        for number, item in enumerate(self.items):
            self._starts.append(len(found))
            found.extend(self._item(item, width, here=number == self.cursor and self.has_focus))
        return found

    def _item(self, item: Item, width: int, *, here: bool) -> list[Line]:
        done = item.code in self.ticked
        role: Role = "accent" if here else "muted" if done else "plain"
        rows = wrap(item.words, max(1, width - len(OPEN)))
        starts = (TICKED if done else OPEN, *(_INDENT for _ in rows))
        shown = [line(start + words, role) for start, words in zip(starts, rows, strict=False)]
        due = wrap(item.due, max(1, width - len(OPEN))) if item.due and not done else []
        return [*shown, *(line(_INDENT + words, "muted") for words in due)]
