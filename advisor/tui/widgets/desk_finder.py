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
from advisor.tui.widgets.desk_rows import DeskView
from advisor.tui.widgets.finder import EntryLine, Finder, Found, Rows
from advisor.tui.widgets.kept import Kept
from advisor.tui.widgets.typed_line import TypedLine

_SPACE = "space"


SELECTED, NOT_SELECTED = "✓", " "
_SIGNS = 2
"""Cells of the signs before a line, that of being selected and its mark; a click there selects."""

_BESIDE = _SIGNS + 2
"""Cells that a line has no use of: its signs, a blank behind them and the scroll bar."""


class DeskHead(Kept):
    """The headings of the columns."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the headings above their columns."""
        return Content(f"{' ' * _SIGNS} {self.text}")


class SelectingLine(TypedLine):
    """A line of typed words; a space that does not end a word selects the entry instead."""

    async def _on_key(self, event: Key) -> None:
        before = self.value[: self.cursor_position]
        if event.key == _SPACE and (not before or before[-1].isspace()):
            event.stop()
            event.prevent_default()
            await self.app.run_action("screen.select")


class SelectableRows(Rows):
    """The lines of the desk."""

    @dataclass
    class Ticked(Message):
        """The sign before a line was clicked."""

        at: int

    async def _on_click(self, event: Click) -> None:
        """Select at a click on the signs or with Ctrl, move the cursor at any other first one."""
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
    """A finder with headings in which entries can be selected, whatever is searched for.

    It says when there is another room for its lines, and when others are selected.
    """

    selected: var[frozenset[str]] = var(frozenset[str](), init=False)
    """The keys of the entries that are selected; only of those that are there."""

    class Resized(Message):
        """There is another room for the lines."""

    class Selected(Message):
        """Other entries are selected than before, or fewer of them are in sight."""

    @property
    def room(self) -> int:
        """The cells of a line."""
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
        """Return an entry as it is shown, with a sign before it if it is selected."""
        is_selected = entry.key in self.selected
        sign = (SELECTED if is_selected else NOT_SELECTED, "bold $text-accent")
        return Content.assemble(sign, super().prompt_of(entry))

    def watch_entries(self) -> None:
        """Show other entries; what is not among them is not selected any more."""
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
        """The keys of the entries that are selected, in their order; else of that of the cursor."""
        selected = tuple(entry.key for entry in self.entries if entry.key in self.selected)
        return selected or (() if self.key is None else (self.key,))

    @property
    def unseen(self) -> int:
        """How many of the selected entries the search leaves out."""
        return len(self.selected - {entry.key for entry in self.shown})

    def select(self, steps: int = 0) -> None:
        """Select the entry under the cursor, or not any more, and go some entries further."""
        if self.key is not None:
            self.selected ^= {self.key}
            if steps:
                self.action_move(steps)

    def select_all(self) -> None:
        """Select all entries in sight; where all are, none of them."""
        shown = {entry.key for entry in self.shown}
        self.selected = self.selected - shown if shown <= self.selected else self.selected | shown

    def on_resize(self, _event: Resize) -> None:
        """Say that there is another room."""
        self.post_message(self.Resized())

    @on(SelectableRows.Ticked)
    def _ticked(self, event: SelectableRows.Ticked) -> None:
        event.stop()
        self.rows.highlighted = event.at
        self.select()


_GAPS = (3, 2, 1, 0)
"""Cells between two views, as many as there is room for; a mark has its own."""


class ViewStrip(Kept):
    """The views of the desk, the one that is shown among them."""

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
