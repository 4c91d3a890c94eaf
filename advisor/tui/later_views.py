"""The view with later accidents as the app keeps it: worked out once for each case and rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.errors import AdvisorError

if TYPE_CHECKING:
    from decimal import Decimal

    from advisor.domain.case import Case
    from advisor.domain.rulebook import Rulebook
    from advisor.later.later_advice import LaterAdvice

    LaterView = LaterAdvice | AdvisorError
    """The view, or what stands in its way."""

_MOST = 64
"""So many views are remembered; one takes some ten kilobytes."""


def work_out(case: Case, rulebook: Rulebook, accident_rate: Decimal | None = None) -> LaterView:
    """Work the view out, at the rate of the rules where none is given.

    Takes a tenth of a second, the first time half a second, for numpy is loaded: not at a key.
    """
    from advisor.later.later_advice import later_advice  # noqa: PLC0415 - the first paint waits

    try:
        return later_advice(case, rulebook, accident_rate)
    except AdvisorError as error:
        return error


class LaterViews:
    """Remembers views by the values of their cases, so that none is ever another case's.

    A view is kept by the thread of the app alone; `work_out` may run in any.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._kept: dict[tuple[Case, Decimal | None], LaterView] = {}

    def known(self, case: Case, accident_rate: Decimal | None = None) -> LaterView | None:
        """Give the view of a case if it is remembered; without a rate, at that of the rules."""
        return self._kept.get((case, accident_rate))

    def keep(self, case: Case, accident_rate: Decimal | None, found: LaterView) -> None:
        """Remember a view; the one that was kept first is forgotten for it."""
        self._kept[case, accident_rate] = found
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
