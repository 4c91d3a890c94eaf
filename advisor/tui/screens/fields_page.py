"""Screens with a few fields, and a page that follows what is typed in them."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from advisor.domain.policy_choice import OfferFlaw
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.report.choosing import flaw_words
from advisor.tui.keys import FIELDS_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, breakpoints, key_bar
from advisor.tui.widgets.cached import Page, SteadyScroll
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.lines import TranslatedLines
from advisor.tui.widgets.row import ROW_STYLES

Question = TypeVar("Question")
Found = TypeVar("Found")

_PAUSE = 0.3
"""Seconds without an edit after which a page is worked out: longer than between two keys."""


class Fields(SteadyScroll, can_focus=False):
    """The fields, below each other."""

    COMPONENT_CLASSES = ROW_STYLES


@frozen
class WrongRow:
    """What is wrong with a typed row, and in which field; `what` is a flaw or a text's code."""

    row: int
    column: str
    what: str | OfferFlaw

    def words(self, texts: Texts) -> str:
        """Return the problem in words, with the number of the row."""
        said = texts(self.what) if isinstance(self.what, str) else flaw_words(self.what, texts)
        return texts("pages.line", row=self.row + 1, said=said)


class FieldsPage(OverCase[None]):
    """A screen that keeps what is typed, by path, and follows every change."""

    CSS_PATH = "fields_page.tcss"
    BINDINGS = bindings(FIELDS_KEYS)
    TITLE_CODE = ""
    HORIZONTAL_BREAKPOINTS = breakpoints(narrow=0, beside=96)

    def __init__(self, typed: dict[str, str]) -> None:
        super().__init__()
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Put the fields above their page, or beside it."""
        yield Heading(self.TITLE_CODE)
        with Container(id="fields-page"):
            yield Fields(*self.fields())
            with Page(classes="body"):
                yield self.page()
        yield key_bar(FIELDS_KEYS)

    @abstractmethod
    def fields(self) -> Iterator[Widget]:
        """Return the fields from top to bottom."""

    @abstractmethod
    def page(self) -> TranslatedLines:
        """Return the page under the fields."""

    @abstractmethod
    def changed(self) -> None:
        """Respond to what was typed or chosen."""

    @on(Input.Changed)
    def _typed_in(self, event: Input.Changed) -> None:
        event.stop()
        if isinstance(event.input, Entry):
            self._take(event.input.path, event.value)

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        self._take(event.choice.path, event.value)

    def _take(self, path: str, text: str) -> None:
        if self._typed.get(path, "") != text:
            self._typed[path] = text
            self.changed()


class LeftError(Exception):
    """Raised in a worker whose page is no longer wanted."""


def go_on_if_wanted() -> None:
    """Check that the worker that runs this is still wanted.

    Raises:
        LeftError: the worker was cancelled.
    """
    if get_current_worker().is_cancelled:
        raise LeftError


class WorkedOutPage(FieldsPage, Generic[Question, Found]):
    """A page that takes time: it is worked out in the background once the user stops typing.

    Until then the previous page stays, marked as old. A result that comes too late is not shown.
    """

    @dataclass
    class Worked(Message):
        """A page has been worked out."""

        number: int
        show: Callable[[], None]

    def __init__(self, typed: dict[str, str]) -> None:
        super().__init__(typed)
        self._number = 0
        self._answered = 0
        self._pause: Timer | None = None

    def on_mount(self) -> None:
        """Work the first page out at once."""
        self._number += 1
        self._begin()

    @abstractmethod
    def work_out(self, question: Question) -> Found:
        """Return the answer to a question, in a worker thread; may raise `LeftError`."""

    @abstractmethod
    def question(self) -> Question | None:
        """Return the question as typed now, None if something typed is wrong."""

    @abstractmethod
    def show(self, found: Found) -> None:
        """Show what was worked out."""

    def changed(self) -> None:
        """Work the page out when nothing more is typed for a moment."""
        self._number += 1
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._begin)

    @property
    def is_settled(self) -> bool:
        """Whether the page answers what is typed now, or shows what is wrong with it."""
        return self._answered == self._number

    def _begin(self) -> None:
        question = self.question()
        self.set_class(question is not None, "-working")
        if question is None:
            self._answered = self._number
        else:
            self._work(self._number, question)

    @work(thread=True, exclusive=True, group="page")
    def _work(self, number: int, question: Question) -> None:
        try:
            found = self.work_out(question)
        except LeftError:
            return
        self.post_message(self.Worked(number, partial(self.show, found)))

    @on(Worked)
    def _worked(self, event: Worked) -> None:
        if event.number == self._number:
            self.remove_class("-working")
            self._answered = event.number
            event.show()
