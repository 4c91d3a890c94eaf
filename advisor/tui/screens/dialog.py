"""A question over a screen: what to type, and under it what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from advisor.tui.keys import DIALOG_KEYS, bindings
from advisor.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A panel with a title, fields, and a line for what there is to say."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        Vertical { width: 68; max-width: 96%; height: auto; max-height: 96%; padding: 1 2; }
        Vertical { background: $panel; }
        .title { text-style: bold; color: $text-accent; }
        .alone { margin-top: 1; }
        .label { color: $foreground-muted; margin-top: 1; }
        Input, Input:focus { height: 1; border: none; padding: 0 1; background: $surface; }
        .said { height: auto; margin-top: 1; color: $foreground-muted; }
        .said.-wrong { color: $text-warning; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG_KEYS)

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Put the fields between the title and what there is to say."""
        with Vertical():
            yield Static(self._title, classes="title", markup=False)
            yield from self.fields()
            yield Static(self._hint, classes="said", markup=False)

    def fields(self) -> Iterator[Widget]:
        """Give the fields from top to bottom."""
        raise NotImplementedError

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say something under the fields."""
        said = self.query_one(".said", Static)
        said.update(words)
        said.set_class(wrong, "-wrong")

    def action_close(self) -> None:
        """Leave it at that."""
        self.dismiss(None)


class Prompt(Dialog[str]):
    """Asks for one line of text; `accept` gives what is wrong with it, or nothing.

    It is told too whether the very same text was entered twice in a row.
    """

    def __init__(
        self, title: str, value: str, accept: Callable[[str, bool], str], hint: str = ""
    ) -> None:
        super().__init__(title, hint)
        self._value = value
        self._accept = accept
        self._refused: str | None = None

    def fields(self) -> Iterator[Widget]:
        """Give the one field."""
        yield TypedLine(self._value, compact=True, classes="alone")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        wrong = self._accept(event.value, self._refused == event.value)
        if wrong:
            self._refused = event.value
            self.say(wrong, wrong=True)
        else:
            self.dismiss(event.value)
