"""What an accident costs in all years to come, for every repair bill that it may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import field

from advisor.domain.decision import Interval
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.limits.break_even import bending_bills, break_even
from advisor.engine.limits.cost_curves import CostCurve, curves_through
from advisor.engine.limits.open_bill import OpenBill, open_bill_amount, open_bill_key
from advisor.engine.loss.cover import cover
from advisor.engine.options.ranking import ExactWon, cheapest, recommendable
from advisor.engine.options.settlement import OfferedOptions
from advisor.later.advice_parts import Cost, KeptOpen, LaterBest
from advisor.later.priced_case import PricedCase

_CURVES = 40
"""The number of straight parts in which a line that may curve is drawn."""


@frozen(kw_only=True)
class RefundPrice:
    """The terms on which an open refund is a reason to claim.

    The case must state that the insurer allows it, and it must save at least `material`.
    """

    stated: bool
    material: Won

    def counted(self, for_good: Mapping[Option, ExactWon], open_claim: ExactWon) -> bool:
        """Return whether an open refund is a reason to claim, by the costs without and with it."""
        return self.stated and min(for_good.values()) - open_claim >= self.material


def best_of(costs: Sequence[Cost], kept_open: KeptOpen | None, terms: RefundPrice) -> LaterBest:
    """Return the cheapest option, and its lead over the cheapest of the other side."""
    for_good: dict[Option, ExactWon] = {cost.option: cost.total for cost in costs}
    totals = dict(for_good)
    if kept_open is not None and terms.counted(for_good, kept_open.total):
        totals[Option.CLAIM] = kept_open.total
    best = cheapest(totals)
    others = [total for option, total in totals.items() if option.is_claim != best.is_claim]
    return LaterBest(
        best,
        keeps_open=totals[best] != for_good[best],
        margin=Won(int(min(others) - totals[best])) if others else NOTHING,
    )


@frozen(eq=False)
class LaterBills(OpenBill):
    """All amounts of the open bill of an accident on some day, priced with later accidents.

    `claim-refund` is the claim that may still be paid back; only bills for which that is a reason
    to claim have a cost for it.
    """

    priced: PricedCase = field(kw_only=True)
    terms: RefundPrice = field(kw_only=True)
    day: date | None = field(kw_only=True)

    @classmethod
    def on(cls, priced: PricedCase, terms: RefundPrice, day: date | None = None) -> LaterBills:
        """Return the bills on a day; None is the day of the advice."""
        covered, over = cover(priced.reading), open_bill_key(priced.reading)
        return cls(priced.paths, covered, over, priced=priced, terms=terms, day=day)

    def _costs(self, offered: OfferedOptions) -> dict[Option, ExactWon]:
        costs: dict[Option, ExactWon] = {
            choice.option: choice.cash_now + self.priced.later(choice, self.day)
            for choice in recommendable(self.paths, offered)
        }
        refund = offered[Option.CLAIM_REFUND]
        if self.terms.stated and refund.available and refund.repaid:
            open_claim = costs[Option.CLAIM] - self.priced.refund_worth(offered, self.day)
            if self.terms.counted(costs, open_claim):
                costs[Option.CLAIM_REFUND] = open_claim
        return costs

    def intervals(self) -> tuple[Interval, ...]:
        """Return the best option for every bill."""
        return break_even(self).intervals

    def regrets(self) -> tuple[CostCurve, ...]:
        """Return, for each option, the curve of what it costs more than the best one.

        If keeping the refund open is a reason to claim, the claim is drawn with it.
        """
        return curves_through(self._bends(self.intervals()), self._regret)

    def _regret(self, bill: int) -> dict[Option, Won]:
        costs = _drawn(self.costs(bill))
        least = min(costs.values())
        return {option: Won(int(cost - least)) for option, cost in costs.items()}

    def _bends(self, intervals: Sequence[Interval]) -> set[int]:
        """Return the bills at which a line may bend, and the bills one won below them."""
        here = open_bill_amount(self.reading)
        curved = range(0, self.top, self.top // _CURVES) if self.terms.stated else ()
        firsts = (interval.first for interval in intervals)
        bends = {max(bill - won, 0) for bill in (*bending_bills(self), *firsts) for won in (0, 1)}
        return {here, self.top, *curved, *bends}


def _drawn(costs: dict[Option, ExactWon]) -> dict[Option, ExactWon]:
    kept_open = costs.get(Option.CLAIM_REFUND)
    if kept_open is None:
        return costs
    drawn = costs | {Option.CLAIM: kept_open}
    del drawn[Option.CLAIM_REFUND]
    return drawn
