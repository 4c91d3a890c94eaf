"""What a policy costs a year when its accidents are claimed or paid as is cheapest.

The policy begins with the coming renewal and is kept for all renewals ahead: premiums by the
record, and what accidents cost the driver. Its price is that of its first year.
"""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache

import numpy as np
from attrs import evolve, field

from advisor.domain.money import Won
from advisor.domain.values import frozen
from advisor.engine.reading import Reading
from advisor.engine.renewals.record import Record
from advisor.engine.renewals.timeline import past_record
from advisor.later.korea import QuoteLift, Solved, SystemInputs, korean_system, problem_of
from advisor.later.later_years import LaterYears
from advisor.later.record_costs import state_of

_CLOSE = 0.2
"""Won within which a price is found; a step of the secants is the error of the one before."""

_TRIES = 40


@frozen(eq=False)
class PolicyCost:
    """One policy: what it costs a year by the price of its first year.

    `borne` is what accidents cost in all that no cover answers, as worth at the start.
    """

    solved: Solved
    record: Record
    renewals: int
    borne: float
    _known: dict[float, float] = field(factory=dict, init=False, repr=False)
    """Costs a year that were worked out before, by price."""

    @classmethod
    def of(cls, reading: Reading, taken: LaterYears, single_share: Decimal) -> PolicyCost:
        """Prepare the policy of a reading; a share of the accidents is the own car's alone.

        What was worked out for a policy serves every later call that comes to the same one.

        Raises:
            ValueError: the years taken have no end.
        """
        uncovered = 0.0 if reading.single_vehicle or reading.plan is None else float(single_share)
        return cost_of(SystemInputs.of(reading), past_record(reading), taken, uncovered)

    @property
    def model_price(self) -> Won:
        """The premium of the coming renewal as the rules have it."""
        moves = self.solved.korea.inputs.moves
        return moves.premium(state_of(self.record, moves, 1), 1)

    def a_year(self, price: float) -> float:
        """Return the mean cost of a year, in won of the first one, by the price of that year."""
        if price not in self._known:
            v = self.solved.problem.discount
            self._known[price] = self._cost(price) / sum(v**k for k in range(self.renewals))
        return self._known[price]

    def price_for(self, a_year: float) -> float:
        """Return the price at which a year costs so much, within a fifth of a won.

        The cost is all but a straight line in the price, so secants find it in a few steps. A
        negative price says that the policy is not worth having for free.
        """
        low, high = 0.9 * self.model_price, float(self.model_price)
        at_low, at_high = self.a_year(low), self.a_year(high)
        for _ in range(_TRIES):
            price = high + (a_year - at_high) * (high - low) / (at_high - at_low)
            if abs(price - high) < _CLOSE:
                return price
            low, at_low = high, at_high
            high, at_high = price, self.a_year(price)
        return high

    def _cost(self, price: float) -> float:
        """Return what the years cost in all, as worth on the first day."""
        solved = self.solved
        moves = solved.korea.inputs.moves
        lift = QuoteLift(price / float(self.model_price), self.renewals)
        first = state_of(self.record, moves, 1)
        end = np.array(
            [
                [solved.value(moves.after(first, *claims), 2, lift)]
                for claims in solved.problem.system.tally.counts
            ]
        )
        return price + solved.back(end, 1.0 - _lag(solved.korea.inputs)) + self.borne


@lru_cache(maxsize=64)
def cost_of(
    inputs: SystemInputs, record: Record, taken: LaterYears, uncovered: float
) -> PolicyCost:
    """Return the cost of a policy by what it depends on; `uncovered` is a share of the accidents.

    Raises:
        ValueError: the years taken have no end.
    """
    if taken.renewals is None:
        raise ValueError("a policy is kept for a number of renewals")
    found, rate = korean_system(inputs), float(taken.accident_rate)
    problem = evolve(problem_of(found, taken), rate=rate * (1.0 - uncovered))
    lag, mean = _lag(inputs), float(problem.payouts.mean_loss)
    own_share = mean - float(problem.payouts.excess(np.asarray(0.0)))
    rest = float(problem.rate) * own_share * _worth_of_time(problem.discount, lag)
    return PolicyCost(
        Solved(found, taken, problem, (), np.full(found.system.size, rest)),
        record,
        taken.renewals,
        rate * uncovered * mean * _worth_of_time(problem.discount, taken.renewals),
    )


def _lag(inputs: SystemInputs) -> float:
    """Return the years from a cut-off to its renewal."""
    moves = inputs.moves
    return (moves.reading.renewal_day(1) - moves.cut(1)).days / 365


def _worth_of_time(discount: float, years: float) -> float:
    """Return what a won a year is worth, paid evenly over some years."""
    force = -math.log(discount)
    return years if not force else (1.0 - math.exp(-force * years)) / force
