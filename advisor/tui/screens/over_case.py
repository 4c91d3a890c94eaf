"""Screens opened over the case: their sizes, title and keys, and the way back."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.reactive import var
from textual.screen import Screen

from advisor import on_demand
from advisor.explain.texts import Texts
from advisor.explain.width import width as cells
from advisor.tui.help_keys import declared, keys_among
from advisor.tui.keys import APP_KEYS, OVER_KEYS, PALETTE_KEY, Key, bindings
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.lines import Line, TranslatedLines
from advisor.tui.widgets.row import filled
from advisor.tui.widgets.translated import Translated

T = TypeVar("T")


def breakpoints(**least: int) -> list[tuple[int, str]]:
    """Return the classes of a screen with the least cells for each, the smallest first.

    >>> breakpoints(narrow=0, wide=130)
    [(0, '-narrow'), (130, '-wide')]
    """
    return [(cells, f"-{name}") for name, cells in least.items()]


class StackedScreen(Screen[T], Translated):
    """A screen over another one; a late key that closes it twice leaves the one below open."""

    def on_mount(self) -> None:
        """Show everything in the language of the app."""
        self.retranslate()

    @property
    def is_on_top(self) -> bool:
        """Whether this screen has the keys; once the app is ending, no screen has them."""
        return self.app.screen_stack[-1:] == [self]

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result, if it is not closed already."""
        return super().dismiss(result) if self.is_on_top else AwaitComplete()

    def action_close(self) -> None:
        """Go back to the screen below, with no result."""
        self.dismiss(None)


class Heading(TranslatedLines):
    """The name of a screen, and what it is about."""

    about: var[str] = var("", init=False)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the title, and as much of what it is about as fits."""
        named = texts(self._title)
        title = filled(named, min(width, cells(named)))
        about = filled(f"  {self.about}", width - cells(title)) if self.about else ""
        return [((title, "accent"), (about, "muted"))]


class OverCase(StackedScreen[T]):
    """A screen that is opened over the case; Escape leaves it with no result."""

    DEFAULT_CSS = """
    OverCase {
        layout: vertical;
        Heading, KeyBar { height: 1; padding: 0 1; background: $panel; }
        .body { height: 1fr; scrollbar-gutter: stable; }
        .body Lines { height: auto; }
    }
    """
    BINDINGS = bindings(OVER_KEYS)
    HORIZONTAL_BREAKPOINTS = breakpoints(narrow=0, beside=76, wide=130)

    def action_help(self) -> None:
        """Show the help, with the keys of this screen."""
        nodes = (self, *self.walk_children())
        codes = {binding.description for node in nodes for binding in declared(node)}
        self.app.push_screen(on_demand.Help((*keys_among(codes), PALETTE_KEY)))

    def action_scroll_page(self, pages: int) -> None:
        """Scroll the body by pages; a line of the page before stays."""
        body = self.query_one(".body")
        body.scroll_relative(y=pages * max(1, body.size.height - 1), animate=False)

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll the body by lines."""
        self.query_one(".body").scroll_relative(y=lines, animate=False)


def key_bar(keys: tuple[Key, ...] = ()) -> KeyBar:
    """Return the key bar of a screen: the way back, help, its own keys, and those of the app."""
    return KeyBar((*OVER_KEYS, *keys), APP_KEYS)
