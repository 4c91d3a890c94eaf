"""What an accident costs in all years to come, for every repair bill that it may have."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from advisor.domain.decision import Option
from advisor.domain.money import Won
from advisor.engine.limits.bills import OpenBill
from advisor.engine.limits.break_even import break_even, kinks
from advisor.engine.limits.cost_curves import CostCurve
from advisor.engine.options.settlement import Choice, Offered

if TYPE_CHECKING:
    from advisor.engine.options.ranking import ExactWon

Later = Callable[[Choice, Offered], Won | None]
"""Gives what a choice among some costs later, beside what self-pay leads to; None: not needed."""

_CURVES = 40
"""Parts in which a line that may curve is drawn."""


@frozen(eq=False)
class Bills(OpenBill):
    """All repair bills, priced by what a claim leads to in all years to come.

    `claim-refund` is the claim that may still be paid back; it is only among the costs of bills
    for which it is cheaper than one that never is.
    """

    later: Later = field(kw_only=True)

    def costs(self, bill: int) -> dict[Option, ExactWon]:
        """Give what each option costs for one bill."""
        found = self.asked.get(bill)
        if found is None:
            offered = self.offered(bill)
            found = self.asked[bill] = {
                choice.option: Fraction(choice.cash_now) + later
                for choice in offered
                if choice.available and (later := self.later(choice, offered)) is not None
            }
        return found


def regret_curves(bills: Bills) -> tuple[CostCurve, ...]:
    """Draw what each option costs more than the best, with corners at every bend.

    A claim is drawn as the cheaper of one that may be paid back and one that never is.
    """
    pieces: dict[Option, list[list[tuple[Won, Won]]]] = {}
    before: set[Option] = set()
    for bill in sorted(_bends(bills)):
        costs = _drawn(bills.costs(bill))
        least = min(costs.values())
        for option, cost in costs.items():
            rows = pieces.setdefault(option, [])
            if option not in before:
                rows.append([])
            rows[-1].append((Won(bill), Won(int(cost - least))))
        before = set(costs)
    return tuple(
        CostCurve(option, tuple(map(tuple, pieces[option])))
        for option in Option
        if option in pieces
    )


def _drawn(costs: dict[Option, ExactWon]) -> dict[Option, ExactWon]:
    kept_open = costs.get(Option.CLAIM_REFUND)
    if kept_open is None:
        return costs
    drawn = costs | {Option.CLAIM: kept_open}
    del drawn[Option.CLAIM_REFUND]
    return drawn


def _bends(bills: Bills) -> set[int]:
    """Give the bills at which a line may bend, with the won before each; some where it curves."""
    here = bills.paths.reading.case.accident.own_damage.likely
    firsts = (interval.first for interval in break_even(bills).intervals)
    return {
        here,
        bills.top,
        *(bills.top * part // _CURVES for part in range(_CURVES)),
        *(max(bill - won, 0) for bill in (*kinks(bills), *firsts) for won in (0, 1)),
    }
