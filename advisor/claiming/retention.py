"""Which losses to claim: intervals with an action each, and what the wrong action costs.

The losses worth claiming are an interval only if a claim has one price. If claims above a limit
are dearer, the driver claims, then pays, then claims again as the loss grows. So the answer is a
list of intervals.
"""

import math
from enum import StrEnum

import numpy as np
from attrs import field

from advisor.claiming.numerics import Floats
from advisor.claiming.rule import best_rule
from advisor.claiming.solve import claim_prices, solve, solve_horizon
from advisor.claiming.year import ClaimingProblem, Prices
from advisor.domain.values import frozen


class Action(StrEnum):
    """What a driver can do about a loss."""

    SELF_PAY = "self-pay"
    CLAIM = "claim"
    CAP = "cap"  # claim, but only up to the limit of a small claim


@frozen
class LossInterval:
    """The losses low < x <= high, and the action that costs least for them."""

    low: float
    high: float  # may be infinite
    action: Action


@frozen
class Occasion:
    """When a loss happens: in which state of the system, and how far into the year."""

    state: int
    time: float = field(default=0.0)  # years since the last renewal, in [0, 1]
    small: int = 0  # small claims of this year so far; all claims if there is only one kind
    big: int = 0

    @time.validator
    def _in_the_year(self, _: object, value: float) -> None:
        if not 0.0 <= value <= 1.0:
            raise ValueError("a time of the year must be in [0, 1]")


@frozen(eq=False)
class Retention:
    """The best action for every loss at one moment, and what the other actions cost."""

    problem: ClaimingProblem
    moment: Occasion
    price_small: float  # what a small claim costs in later premiums, D
    price_big: float
    intervals: tuple[LossInterval, ...]  # of all losses, from 0 to infinity

    def costs(self, loss: float) -> dict[Action, float]:
        """Return the cost of each possible action for a loss, now and in later premiums."""
        share = float(_own_share(self.problem, self.moment.state, loss))
        tiers = self.problem.tiers
        if tiers is None or loss - share <= tiers.limit:
            return {Action.SELF_PAY: loss, Action.CLAIM: share + self.price_small}
        costs = {Action.SELF_PAY: loss, Action.CLAIM: share + self.price_big}
        if tiers.cap:
            costs[Action.CAP] = loss - tiers.limit + self.price_small
        return costs

    def regret(self, loss: float) -> dict[Action, float]:
        """Return how much more each action costs than the best one; 0 for the best."""
        costs = self.costs(loss)
        least = min(costs.values())
        return {action: cost - least for action, cost in costs.items()}

    def action(self, loss: float) -> Action:
        """Return the action of the interval that the loss is in."""
        return next(i.action for i in self.intervals if loss <= i.high)


@frozen(eq=False)
class Advice:
    """A solved problem, from which every moment's retention can be read."""

    problem: ClaimingProblem
    values: Floats  # V by state: the cost of the next renewal and all after it, shape (S,)
    steps: int = 4

    def retention(self, moment: Occasion) -> Retention:
        """Return the retention at a moment; each accident is decided on at once (model C)."""
        d = claim_prices(self.problem, self.values, moment.time, self.steps)
        at = (self.problem.system.tally.number(moment.small, moment.big), moment.state)
        return retention_at(self.problem, moment, float(d.small[at]), float(d.big[at]))

    def retentions(self, time: float = 0.0, small: int = 0, big: int = 0) -> tuple[Retention, ...]:
        """Return the retention of every state at one time of the year, after the same claims."""
        d = claim_prices(self.problem, self.values, time, self.steps)
        j = self.problem.system.tally.number(small, big)
        return tuple(
            retention_at(self.problem, Occasion(s, time, small, big), *map(float, pair))
            for s, pair in enumerate(zip(d.small[j], d.big[j], strict=True))
        )

    def cost(self, state: int) -> float:
        """Return the expected cost from a renewal in `state` onwards, its premium included."""
        return float(self.values[state])


def advise(
    problem: ClaimingProblem,
    renewals: int | None = None,
    terminal: Floats | None = None,
    steps: int = 4,
) -> Advice:
    """Solve a problem once for all moments of the year before the next renewal.

    Args:
        problem: the driver's problem.
        renewals: renewals still to come, or None if there is no end.
        terminal: value by state after the last of them, shape (S,); zero by default.
        steps: Runge-Kutta steps a year.

    Raises:
        NotSettledError: the fixed point was not reached; see `solve`.
        ValueError: `renewals` is None and there is no discount.
    """
    if renewals is None:
        return Advice(problem, solve(problem, steps).values, steps)
    return Advice(problem, solve_horizon(problem, renewals, terminal, steps), steps)


def retention_at(problem: ClaimingProblem, moment: Occasion, small: float, big: float) -> Retention:
    """Return the retention for given prices of a small and a big claim."""
    prices = Prices(np.asarray(small), np.asarray(big))
    rule = best_rule(problem, prices)
    ends: list[tuple[float, Action]] = [(float(rule.small), Action.SELF_PAY)]
    if problem.tiers is not None:
        between = Action.CAP if rule.cap else Action.SELF_PAY
        ends += [(problem.tiers.limit, Action.CLAIM), (float(rule.big), between)]
    intervals = _joined([(_loss_at(problem, moment.state, q), action) for q, action in ends])
    return Retention(problem, moment, small, big, intervals)


def _joined(ends: list[tuple[float, Action]]) -> tuple[LossInterval, ...]:
    """Return the intervals with these upper ends; drop empty ones and join equal neighbours."""
    found: list[LossInterval] = []
    low = 0.0
    for high, action in [*ends, (math.inf, Action.CLAIM)]:
        if high <= low:
            continue
        if found and found[-1].action is action:
            found[-1] = LossInterval(found[-1].low, high, action)
        else:
            found.append(LossInterval(low, high, action))
        low = high
    return tuple(found)


def _loss_at(problem: ClaimingProblem, state: int, q: float) -> float:
    """Return the largest loss with a payout of at most q in a state."""
    return float(problem.payouts.loss_at(np.full(problem.system.size, q))[state])


def _own_share(problem: ClaimingProblem, state: int, loss: float) -> float:
    return float(problem.payouts.own_share(np.full(problem.system.size, loss))[state])
