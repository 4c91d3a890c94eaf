"""Which losses to claim: intervals with an action each.

The losses worth claiming are an interval only if a claim has one price. If claims above a limit
are dearer, the driver claims, then pays, then claims again as the loss grows. So the answer is a
list of intervals.
"""

import math
from enum import StrEnum

import numpy as np

from advisor.claiming.numerics import Floats
from advisor.claiming.rule import best_rule
from advisor.claiming.solve import claim_prices
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


Retention = tuple[LossInterval, ...]
"""The best action for every loss, from 0 to infinity."""


def retentions(problem: ClaimingProblem, values: Floats, steps: int = 4) -> tuple[Retention, ...]:
    """Return the retention of every state right after its renewal.

    `values` is V by state, the cost of the next renewal and all after it, shape (S,).
    """
    d = claim_prices(problem, values, 0.0, steps)
    pairs = zip(d.small[0], d.big[0], strict=True)
    return tuple(retention_at(problem, s, *map(float, pair)) for s, pair in enumerate(pairs))


def retention_at(problem: ClaimingProblem, state: int, small: float, big: float) -> Retention:
    """Return the retention in a state for given prices of a small and a big claim."""
    rule = best_rule(problem, Prices(np.asarray(small), np.asarray(big)))
    ends: list[tuple[float, Action]] = [(float(rule.small), Action.SELF_PAY)]
    if problem.tiers is not None:
        between = Action.CAP if rule.cap else Action.SELF_PAY
        ends += [(problem.tiers.limit, Action.CLAIM), (float(rule.big), between)]
    return _joined([(_loss_at(problem, state, q), action) for q, action in ends])


def _joined(ends: list[tuple[float, Action]]) -> Retention:
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
