"""The open case as its parts see it: to read, to change, and to replace."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from textual.notifications import SeverityLevel
from textual.screen import Screen

from advisor.domain.comparison import Change
from advisor.domain.decision import Decision
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.storage.errors import StorageError
from advisor.tui.consultation import Consultation
from advisor.tui.widgets.verdict import no_answer

T = TypeVar("T")


class HostScreen(Protocol):
    """A screen that has texts, opens other screens and tells the user things."""

    @property
    def texts(self) -> Texts:
        """The texts of its language."""

    def show(self, screen: Screen[T], then: Callable[[T | None], None] | None = None, /) -> None:
        """Show a screen; `then` receives its result."""

    def tell(self, words: str, severity: SeverityLevel = "information", /) -> None:
        """Show a toast."""


class OpenCase(HostScreen, Protocol):
    """The open case: to read, to change, and to replace by another one."""

    @property
    def consultation(self) -> Consultation:
        """The draft in the form, with its answer or problems."""

    def take_in_focused(self) -> None:
        """Read the text of the focused field."""

    def take_over(self, change: Change | None, /) -> None:
        """Make a change part of the case, if it is not None."""

    def open_draft(self, draft: Draft, /) -> None:
        """Work on the draft of another case, from its first figure."""

    def begin(self, policy: Mapping[str, str], /) -> None:
        """Start the guide; `policy` is that of last time, empty if none is known."""

    def show_standing(self) -> None:
        """Say whose case this is, and whether it is saved."""


def answer_of(case: OpenCase) -> Decision | None:
    """Return the answer to what the form states now; if there is none, say why."""
    found = case.consultation.answer
    if found is None:
        case.tell(no_answer(case.consultation, case.texts))
    return found


def trouble(error: StorageError, texts: Texts) -> str:
    """Return in words what prevents the store from keeping cases."""
    return texts(f"storage.error.{error.code}", **error.facts)


def tell_trouble(error: StorageError | None, to: HostScreen) -> None:
    """Tell the user what prevents the store from keeping cases, if anything does."""
    if error:
        to.tell(trouble(error, to.texts), "warning")
