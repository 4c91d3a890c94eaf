"""The views with later accidents as the app keeps them: each worked out once."""

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
    """The second opinion, or what stands in its way."""

    LaterPages: TypeAlias = LaterInFull | AdvisorError
    """The same with all that its pages show."""

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")

_MOST = 64
"""So many are remembered; one takes some ten kilobytes."""


def work_out(decision: Decision, rulebook: Rulebook) -> LaterView:
    """Work the second opinion out, at the accident rate of the rules.

    Takes some hundredths of a second, the first time a fifth, for numpy is loaded: not at a key.
    """
    try:
        return on_demand.later_advice(decision, rulebook)
    except AdvisorError as error:
        return error


def work_out_pages(
    decision: Decision, rulebook: Rulebook, accident_rate: Decimal | None = None
) -> LaterPages:
    """Work the pages out too, at the rate of the rules where none is given."""
    try:
        return on_demand.later_in_full(decision, rulebook, accident_rate)
    except AdvisorError as error:
        return error


class LaterViews:
    """Remembers views by the values of their cases, so that none is ever another case's.

    A view is kept by the thread of the app alone; they may be worked out in any.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._opinions: dict[Case, LaterView] = {}
        self._pages: dict[tuple[Case, Decimal | None], LaterPages] = {}

    def known(self, case: Case) -> LaterView | None:
        """Return the second opinion on a case, if it is remembered."""
        return self._opinions.get(case)

    def keep(self, case: Case, found: LaterView) -> None:
        """Remember an opinion."""
        self._opinions[case] = found
        _forget_the_first(self._opinions)

    def known_pages(self, case: Case, accident_rate: Decimal | None = None) -> LaterPages | None:
        """Return the pages of a case if they are remembered, without a rate at the rules' own."""
        return self._pages.get((case, accident_rate))

    def keep_pages(self, case: Case, accident_rate: Decimal | None, found: LaterPages) -> None:
        """Remember pages."""
        self._pages[case, accident_rate] = found
        _forget_the_first(self._pages)


def _forget_the_first(kept: dict[_Key, _Kept]) -> None:
    """Forget those that were kept first, where there are too many."""
    while len(kept) > _MOST:
        del kept[next(iter(kept))]
