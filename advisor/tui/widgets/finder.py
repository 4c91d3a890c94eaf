"""A list that is searched by typing: the arrows move in it while the cursor stays in the text."""

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from advisor.domain.values import frozen
from advisor.tui.keys import FINDER_KEYS, bindings
from advisor.tui.widgets.cached import BoundedOptionList
from advisor.tui.widgets.typed_line import TypedLine


@frozen
class Found:
    """An entry: its key, its marks, the function for its line, and the text that is searched."""

    key: str
    marks: str
    title: Callable[[], str]
    searched: str = ""

    def matches(self, words: list[str]) -> bool:
        """Return whether an entry contains all words."""
        return all(word in self.searched for word in words)


def as_searched(text: str) -> str:
    """Return a text in the form that searches compare, without case, width and composition."""
    return normalize("NFKC", text).casefold()


class EntryLine(Visual):
    """An entry on one line, which is written only when it comes into view."""

    def __init__(self, entry: Found, draw: Callable[[Found], Content]) -> None:
        self._entry = entry
        self._draw = draw

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width of the whole line."""
        return self._draw(self._entry).get_optimal_width(rules, container_width)

    def get_height(self, _rules: RulesMap, _width: int) -> int:
        """Return the height, which is always one row."""
        return 1

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Write the line."""
        return self._draw(self._entry).render_strips(width, height, style, options)


class Rows(BoundedOptionList, can_focus=False):
    """The list of the entries; the finder passes keys on to it."""

    def __init__(self) -> None:
        super().__init__(compact=True)


class Finder(Vertical):
    """Shows the entries that contain every typed word; a click chooses one."""

    DEFAULT_CSS = """
    Finder {
        Input, Input.-textual-compact { height: 1; border: none; padding: 0 1; }
        Input { background: $surface; }
        OptionList { height: 1fr; border: none; padding: 0; background: $background; }
        OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
        .option-list--option-highlighted { background: $surface-lighten-2; }
        .option-list--option-highlighted { color: $foreground; text-style: bold; }
        .nothing { height: auto; padding: 0 1; color: $text-muted; display: none; }
        &.-empty .nothing { display: block; }
        &.-empty OptionList { display: none; }
    }
    """
    BINDINGS = bindings(FINDER_KEYS)

    entries: var[tuple[Found, ...]] = var((), init=False)
    prompt: var[str] = var("", init=False)
    nothing: var[str] = var("", init=False)

    @dataclass
    class Moved(Message):
        """The cursor has moved to another entry; `key` is None if nothing was found."""

        key: str | None

    @dataclass
    class Chosen(Message):
        """An entry was chosen."""

        key: str

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Found, ...] = ()
        """The entries that contain every typed word, in their order."""
        self._wanted: str | None = None

    def compose(self) -> ComposeResult:
        """Put the text above the entries."""
        yield self.line()
        yield self.listing()
        yield Static(classes="nothing", markup=False)

    def line(self) -> TypedLine:
        """Return the line for the typed words."""
        return TypedLine(compact=True)

    def listing(self) -> Rows:
        """Return the list of the entries."""
        return Rows()

    def prompt_of(self, entry: Found) -> Content:
        """Return the line of an entry."""
        return Content.assemble((f"{entry.marks} ", "bold $text-warning"), entry.title())

    def on_show(self) -> None:
        """Focus the search field again, if nothing has the focus after too small a window."""
        if self.screen.focused is None:
            self.query_one(Input).focus()

    @property
    def key(self) -> str | None:
        """The key of the entry under the cursor, None if there is none."""
        here = self.rows.highlighted
        return None if here is None or here >= len(self.shown) else self.shown[here].key

    def go_to(self, key: str) -> None:
        """Put the cursor on an entry, now or as soon as it is there."""
        keys = [entry.key for entry in self.shown]
        if key in keys:
            self.rows.highlighted = keys.index(key)
        self._wanted = key

    def clear(self) -> bool:
        """Clear the search; return whether anything was typed."""
        field = self.query_one(Input)
        typed = bool(field.value)
        field.value = ""
        return typed

    def watch_entries(self) -> None:
        """Show other entries, with the cursor on the same one if it is still there."""
        self._wanted = self._wanted or self.key
        self._renew()

    def watch_prompt(self) -> None:
        """Show the prompt in the empty search field."""
        self.query_one(Input).placeholder = self.prompt

    def watch_nothing(self) -> None:
        """Show other words where nothing is found."""
        self.query_one(Static).update(self.nothing)
        self.set_class(not self.shown, "-empty")

    def action_move(self, steps: int) -> None:
        """Move the cursor by one entry."""
        if steps > 0:
            self.rows.action_cursor_down()
        else:
            self.rows.action_cursor_up()

    def action_page(self, pages: int) -> None:
        """Move the cursor by a screenful."""
        here = self.rows.highlighted or 0
        wanted = here + pages * max(1, self.rows.size.height - 1)
        if self.shown:
            self.rows.highlighted = max(0, min(wanted, len(self.shown) - 1))

    def action_choose(self) -> None:
        """Choose the entry under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self.key))

    @property
    def rows(self) -> Rows:
        """The list of the entries."""
        return self.query_one(Rows)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._wanted = self.key
        self._renew()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Moved(self.key))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose()

    def _renew(self) -> None:
        """Show what the typed words find, without the slash that starts a search elsewhere."""
        words = as_searched(self.query_one(Input).value).removeprefix("/").split()
        self.shown = tuple(entry for entry in self.entries if entry.matches(words))
        rows = self.rows
        rows.set_options(Option(EntryLine(entry, self.prompt_of)) for entry in self.shown)
        self.set_class(not self.shown, "-empty")
        keys = [entry.key for entry in self.shown]
        if keys:
            rows.highlighted = keys.index(self._wanted) if self._wanted in keys else 0
            self._wanted = None if self._wanted in keys else self._wanted
        else:
            self.post_message(self.Moved(None))
