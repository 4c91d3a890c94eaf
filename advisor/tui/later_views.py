"""The views with later accidents that the app remembers, so that each is worked out only once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from advisor import on_demand
from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook

if TYPE_CHECKING:
    from advisor.later.later_advice import LaterAdvice, LaterInFull

    LaterView: TypeAlias = LaterAdvice | AdvisorError
    """The second opinion, or the error that prevents it."""

    LaterPages: TypeAlias = LaterInFull | AdvisorError
    """The second opinion with all that its pages show, or the error that prevents it."""

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")

_MOST = 64
"""The number of views remembered; each takes some ten kilobytes."""


def work_out(decision: Decision, rulebook: Rulebook) -> LaterView:
    """Work out the second opinion at the accident rate of the rules.

    It takes some hundredths of a second, and a fifth of a second the first time, when numpy is
    loaded: too long to do at a key.
    """
    try:
        return on_demand.later_advice(decision, rulebook)
    except AdvisorError as error:
        return error


def work_out_pages(
    decision: Decision, rulebook: Rulebook, accident_rate: Decimal | None = None
) -> LaterPages:
    """Work out all pages of the second opinion; without a rate, at that of the rules."""
    try:
        return on_demand.later_in_full(decision, rulebook, accident_rate)
    except AdvisorError as error:
        return error


class LaterViews:
    """Remembers views by their whole case, so that no view is ever shown for another case.

    Any thread may work out a view, but only the thread of the app may keep it here.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._opinions: dict[Case, LaterView] = {}
        self._pages: dict[tuple[Case, Decimal | None], LaterPages] = {}

    def known(self, case: Case) -> LaterView | None:
        """Return the second opinion on a case, None if it is not remembered."""
        return self._opinions.get(case)

    def keep(self, case: Case, found: LaterView) -> None:
        """Remember an opinion."""
        self._opinions[case] = found
        _forget_the_first(self._opinions)

    def known_pages(self, case: Case, accident_rate: Decimal | None = None) -> LaterPages | None:
        """Return the pages of a case, None if not remembered; without a rate, at the rules' own."""
        return self._pages.get((case, accident_rate))

    def keep_pages(self, case: Case, accident_rate: Decimal | None, found: LaterPages) -> None:
        """Remember pages."""
        self._pages[case, accident_rate] = found
        _forget_the_first(self._pages)


def _forget_the_first(kept: dict[_Key, _Kept]) -> None:
    """Forget the oldest entries if there are too many."""
    while len(kept) > _MOST:
        del kept[next(iter(kept))]
