"""Dialogs: a question over a screen, with fields to type in and what is wrong below them."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Protocol, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from advisor.tui.keys import PROMPT_KEYS, Key, bindings
from advisor.tui.screens.over_case import StackedScreen, breakpoints
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.typed_line import TypedLine

T = TypeVar("T")

_FEWEST = 3
"""The least number of answers of a list that stay visible."""


class _Panel(Vertical):
    """The panel that contains the lines of a dialog."""

    def on_resize(self) -> None:
        """Tell the dialog that its lines were laid out."""
        if isinstance(self.screen, Dialog):
            self.screen.leave_room()


class _Said(Static):
    """The words under the fields; in a low window a problem is scrolled to show its remedy too."""

    def on_resize(self) -> None:
        """Stay in view after the words have taken another number of rows."""
        self.show_all()

    def show_all(self) -> None:
        """Scroll a problem into view, to its end."""
        if self.has_class("-wrong"):
            self.scroll_visible(animate=False)


class Dialog(StackedScreen[T], ModalScreen[T]):
    """A panel with a title, fields, a line of words, and its keys, which can be clicked."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        Vertical { width: 68; max-width: 96%; height: auto; max-height: 96%; padding: 1 2; }
        Vertical { background: $panel; }
        &.-wrong Vertical { overflow-y: auto; scrollbar-size-vertical: 1; }
        .title { text-style: bold; color: $text-accent; }
        .alone { margin-top: 1; }
        .label { color: $foreground-muted; margin-top: 1; }
        Input, Input:focus { height: 1; border: none; padding: 0 1; background: $surface; }
        .said { height: auto; margin-top: 1; color: $foreground-muted; }
        .said.-wrong { color: $text-warning; }
        &.-narrow Vertical { width: 100%; max-width: 100%; }
        &.-low .label { margin-top: 0; }
        &.-low Vertical { padding: 0 2; }
        KeyBar { margin-top: 1; }
    }
    """

    # On a narrow screen the panel takes the whole width.
    HORIZONTAL_BREAKPOINTS = breakpoints(narrow=0, roomy=90)
    VERTICAL_BREAKPOINTS = breakpoints(low=0, tall=24)

    def __init__(self, keys: tuple[Key, ...], title: str, hint: str) -> None:
        super().__init__()
        self._keys = keys
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Compose the title, the fields, the words and the keys."""
        with _Panel():
            yield Static(self._title, classes="title", markup=False)
            yield from self.fields()
            yield _Said(self._hint, classes="said", markup=False)
            yield KeyBar(self._keys)

    @abstractmethod
    def fields(self) -> Iterator[Widget]:
        """Return the fields from top to bottom."""

    def leave_room(self) -> None:
        """Make room for what must stay readable behind the panel, after it was laid out."""

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show words under the fields; `wrong` says that they name a problem."""
        said = self.query_one(".said", _Said)
        said.update(words)
        said.set_class(wrong, "-wrong")
        if self.has_class("-wrong") and not wrong:
            self.query_one(_Panel).scroll_home(animate=False)
        self.set_class(wrong, "-wrong")
        self.call_after_refresh(said.show_all)

    @abstractmethod
    def action_enter(self) -> None:
        """Accept what stands in the fields."""


def begin_below(rows: int, panel: Widget, listing: Widget) -> None:
    """Shorten a list, down to a few answers, so that its panel leaves `rows` rows above it."""
    hidden = rows - panel.region.y
    if hidden > 0 and listing.outer_size.height:
        listing.styles.max_height = max(_FEWEST, listing.outer_size.height - hidden)


class Accepts(Protocol):
    """A function that takes what was typed, or returns what is wrong with it."""

    def __call__(self, typed: str, /, *, again: bool) -> str:
        """Return what is wrong, or ""; `again` if the same was entered twice in a row."""


class Prompt(Dialog[str]):
    """Asks for one line of text until it is accepted."""

    BINDINGS = bindings(PROMPT_KEYS)

    def __init__(self, title: str, value: str, accept: Accepts, hint: str = "") -> None:
        super().__init__(PROMPT_KEYS, title, hint)
        self._value = value
        self._accept = accept
        self._refused: str | None = None
        self._accepted = False

    def fields(self) -> Iterator[Widget]:
        """Yield the one field."""
        yield TypedLine(self._value, compact=True, classes="alone")

    @on(Input.Submitted)
    def action_enter(self) -> None:
        """Hand the text over and close, unless something is wrong with it."""
        if self._accepted:
            return
        value = self.query_one(TypedLine).value
        wrong = self._accept(value, again=self._refused == value)
        self._accepted = not wrong
        if not self.is_on_top:
            return
        if wrong:
            self._refused = value
            self.say(wrong, wrong=True)
        else:
            self.dismiss(value)
