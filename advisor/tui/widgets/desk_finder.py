"""The table of the desk as a list that is searched by typing, under its views and headings."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click, Key, Resize
from textual.message import Message
from textual.reactive import reactive, var

from advisor.explain.texts import Texts
from advisor.tui.widgets.cached import CachedWidget
from advisor.tui.widgets.desk_rows import DeskView
from advisor.tui.widgets.finder import EntryLine, Finder, Found, Rows
from advisor.tui.widgets.typed_line import TypedLine

_SPACE = "space"


SELECTED, NOT_SELECTED = "✓", " "
_SIGNS = 2
"""Cells of the two signs before a line (selection and mark), where a click selects the entry."""

_BESIDE = _SIGNS + 2
"""Cells that the text of a line cannot use: its signs, a blank after them and the scroll bar."""


class DeskHead(CachedWidget):
    """The headings of the columns."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the headings above their columns."""
        return Content(f"{' ' * _SIGNS} {self.text}")


class SelectingLine(TypedLine):
    """A line of typed words; a space that follows no letter selects the entry instead."""

    async def _on_key(self, event: Key) -> None:
        before = self.value[: self.cursor_position]
        if event.key == _SPACE and (not before or before[-1].isspace()):
            event.stop()
            event.prevent_default()
            await self.app.run_action("screen.select")


class SelectableRows(Rows):
    """The lines of the desk, each with its signs."""

    @dataclass
    class Ticked(Message):
        """The sign before a line was clicked."""

        at: int

    async def _on_click(self, event: Click) -> None:
        """Select at a click on the signs or with Ctrl; any other first moves the cursor there."""
        clicked = event.style.meta.get("option")
        if clicked is None:
            return
        if event.ctrl or event.x < _SIGNS:
            event.prevent_default()
            self.post_message(self.Ticked(clicked))
        elif clicked != self.highlighted:
            event.prevent_default()
            self.highlighted = clicked


class DeskFinder(Finder):
    """A finder with headings and selectable entries; a search leaves the selection as it is.

    It posts a message when the room for its lines or the selection changes.
    """

    selected: var[frozenset[str]] = var(frozenset[str](), init=False)
    """The keys of the selected entries, all of which are among `entries`."""

    class Resized(Message):
        """The room for the lines has changed."""

    class Selected(Message):
        """The selection has changed, or how much of it the search shows."""

    @property
    def room(self) -> int:
        """The width of a line in cells."""
        return max(0, self.size.width - _BESIDE)

    def line(self) -> TypedLine:
        """Return the line for the typed words."""
        return SelectingLine(compact=True)

    def listing(self) -> Rows:
        """Return the list of the entries."""
        return SelectableRows()

    def compose(self) -> ComposeResult:
        """Put the headings between the text and the entries."""
        field, *others = super().compose()
        yield field
        yield DeskHead()
        yield from others

    def prompt_of(self, entry: Found) -> Content:
        """Return the line of an entry, with a sign before it if the entry is selected."""
        is_selected = entry.key in self.selected
        sign = (SELECTED if is_selected else NOT_SELECTED, "bold $text-accent")
        return Content.assemble(sign, super().prompt_of(entry))

    def watch_entries(self) -> None:
        """Show other entries; those that are gone are no longer selected."""
        self.selected &= {entry.key for entry in self.entries}
        super().watch_entries()

    def watch_selected(self, before: frozenset[str], now: frozenset[str]) -> None:
        """Show which entries are selected."""
        changed = before ^ now
        for at, entry in enumerate(self.shown[: self.rows.option_count]):
            if entry.key in changed:
                line = EntryLine(entry, self.prompt_of)
                self.rows.replace_option_prompt_at_index(at, line)
        self.post_message(self.Selected())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the selected entries in their order, else that under the cursor, if any."""
        selected = tuple(entry.key for entry in self.entries if entry.key in self.selected)
        return selected or (() if self.key is None else (self.key,))

    @property
    def unseen(self) -> int:
        """How many of the selected entries the search leaves out."""
        return len(self.selected - {entry.key for entry in self.shown})

    def select(self, steps: int = 0) -> None:
        """Select or unselect the entry under the cursor, and move the cursor by `steps`."""
        if self.key is not None:
            self.selected ^= {self.key}
            if steps:
                self.action_move(steps)

    def select_all(self) -> None:
        """Select all entries that the search shows; if all are selected already, unselect them."""
        shown = {entry.key for entry in self.shown}
        self.selected = self.selected - shown if shown <= self.selected else self.selected | shown

    def on_resize(self, _event: Resize) -> None:
        """Report that the room for the lines has changed."""
        self.post_message(self.Resized())

    @on(SelectableRows.Ticked)
    def _ticked(self, event: SelectableRows.Ticked) -> None:
        event.stop()
        self.rows.highlighted = event.at
        self.select()


_GAPS = (3, 2, 1, 0)
"""The gap between two views in cells, the widest that fits; a view's mark comes on top."""


class ViewStrip(CachedWidget):
    """The line that names the views of the desk and marks the current one."""

    views: reactive[tuple[Content, ...]] = reactive[tuple[Content, ...]](())

    def show(self, view: DeskView, counts: Mapping[DeskView, int], texts: Texts) -> None:
        """Name each view with its count, and mark the one that is shown."""
        parts = []
        for code, count in counts.items():
            here = code is view
            mark = "▸ " if here else "  "
            name = Content.assemble(
                (f"{mark}{texts(f'desk.view.{code}')}", "bold $text-accent" if here else ""),
                (f" {count:,}", "$text-muted"),
            )
            parts.append(name.stylize(f"@click=screen.view('{code}')"))
        self.views = tuple(parts)

    def render(self) -> Content:
        """Draw the views."""
        drawn = [Content(" " * gap).join(self.views) for gap in _GAPS]
        return next((one for one in drawn if one.cell_length <= self.size.width), drawn[-1])
