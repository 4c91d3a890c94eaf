"""The cost of a policy a year, if each accident is claimed or paid as is cheapest.

The policy begins with the coming renewal and is kept for all renewals ahead. Its cost is the
premiums by the record and what accidents cost the driver; its price is its first premium.
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
"""The error allowed in a price, in won; each secant step shows the error of the one before."""

_TRIES = 40


@frozen(eq=False)
class PolicyCost:
    """The cost of one policy a year, as a function of the price of its first year.

    `borne` is the total cost of accidents that no cover answers, as worth at the start.
    """

    solved: Solved
    record: Record
    renewals: int
    borne: float
    _known: dict[float, float] = field(factory=dict, init=False, repr=False)
    """Costs a year that were worked out before, by price."""

    @classmethod
    def of(cls, reading: Reading, later_years: LaterYears, single_share: Decimal) -> PolicyCost:
        """Return the cost of the policy of a reading; the same policy is worked out only once.

        `single_share` is the share of accidents that only the single-vehicle cover answers.

        Raises:
            ValueError: `later_years` has no last renewal.
        """
        uncovered = (
            0.0 if reading.single_vehicle or reading.deductible is None else float(single_share)
        )
        return cost_of(SystemInputs.of(reading), past_record(reading), later_years, uncovered)

    @property
    def model_price(self) -> Won:
        """The premium of the coming renewal by the rules."""
        moves = self.solved.korea.inputs.moves
        return moves.premium(state_of(self.record, moves, 1), 1)

    def a_year(self, price: float) -> float:
        """Return the mean cost of a year, in won of the first year, whose premium is `price`."""
        if price not in self._known:
            v = self.solved.problem.discount
            self._known[price] = self._cost(price) / sum(v**k for k in range(self.renewals))
        return self._known[price]

    def price_for(self, a_year: float) -> float:
        """Return the price of the first year at which a year costs `a_year`, within 0.2 won.

        The cost is nearly linear in the price, so the secant method finds it in a few steps. A
        negative price means that the policy is not worth having even for free.
        """
        high = float(self.model_price)
        at_high = self.a_year(high)
        if at_high == a_year:
            return high
        low = high + a_year - at_high
        at_low = self.a_year(low)
        for _ in range(_TRIES):
            price = high + (a_year - at_high) * (high - low) / (at_high - at_low)
            if abs(price - high) < _CLOSE:
                return price
            low, at_low = high, at_high
            high, at_high = price, self.a_year(price)
        return high

    def _cost(self, price: float) -> float:
        """Return the total cost of all years, as worth on the first day."""
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
    inputs: SystemInputs, record: Record, later_years: LaterYears, uncovered: float
) -> PolicyCost:
    """Return the cost of a policy by what it depends on; no cover answers the share `uncovered`.

    Raises:
        ValueError: `later_years` has no last renewal.
    """
    if later_years.renewals is None:
        raise ValueError("a policy is kept for a number of renewals")
    found, rate = korean_system(inputs), float(later_years.accident_rate)
    problem = evolve(problem_of(found, later_years), rate=rate * (1.0 - uncovered))
    lag, mean = _lag(inputs), float(problem.payouts.mean_loss)
    own_share = mean - float(problem.payouts.excess(np.asarray(0.0)))
    rest = float(problem.rate) * own_share * _worth_of_time(problem.discount, lag)
    return PolicyCost(
        Solved(found, later_years, problem, (), np.full(found.system.size, rest)),
        record,
        later_years.renewals,
        rate * uncovered * mean * _worth_of_time(problem.discount, later_years.renewals),
    )


def _lag(inputs: SystemInputs) -> float:
    """Return the years from a cut-off to its renewal."""
    moves = inputs.moves
    return (moves.reading.renewal_day(1) - moves.cut(1)).days / 365


def _worth_of_time(discount: float, years: float) -> float:
    """Return the present value of a won a year, paid evenly over some years."""
    force = -math.log(discount)
    return years if not force else (1.0 - math.exp(-force * years)) / force
