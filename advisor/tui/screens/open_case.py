"""The open case as its parts see it, to be read or to be kept, and how it is called."""

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


class SpokenTo(Protocol):
    """Whoever speaks a language, shows screens and passes on what there is to say."""

    @property
    def texts(self) -> Texts:
        """The texts of its language."""

    def show(self, screen: Screen[T], then: Callable[[T | None], None] | None = None, /) -> None:
        """Show a screen; `then` takes what it gives back."""

    def tell(self, words: str, severity: SeverityLevel = "information", /) -> None:
        """Say something for a moment."""


class OpenCase(SpokenTo, Protocol):
    """The open case: to be read, to be kept, and to be left for another one."""

    @property
    def consultation(self) -> Consultation:
        """What stands in the form, and what follows from it."""

    def take_in_focused(self) -> None:
        """Read what stands in the field that has the cursor."""

    def take_over(self, change: Change | None, /) -> None:
        """Make a change part of the case; None is none."""

    def open_draft(self, draft: Draft, /) -> None:
        """Work on the draft of another case, from its first figure on."""

    def begin(self, policy: Mapping[str, str], /) -> None:
        """Ask for what a new case needs; `policy` is that of last time, if one is known."""

    def show_standing(self) -> None:
        """Say whose case this is, and whether it is saved."""


def answer_of(case: OpenCase) -> Decision | None:
    """Return the answer to what stands in the form; say so where there is none."""
    found = case.consultation.answer
    if found is None:
        case.tell(no_answer(case.consultation, case.texts))
    return found


def trouble(error: StorageError, texts: Texts) -> str:
    """Say what keeps the store from keeping."""
    return texts(f"storage.error.{error.code}", **error.facts)


def tell_trouble(error: StorageError | None, to: SpokenTo) -> None:
    """Pass on what keeps the store from keeping, if anything does."""
    if error:
        to.tell(trouble(error, to.texts), "warning")
