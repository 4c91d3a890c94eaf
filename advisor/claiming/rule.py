"""A claiming rule: which payouts are claimed, and what following the rule leads to.

A rule is a pair of limits on the payout for every tally and state. Small payouts are claimed
above `small`, big ones above `big`. A big payout that is not above `big` is cut at the limit of
the tiers if `cap` is set, else the driver pays. The best rule for given prices has this form.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from advisor.claiming.numerics import Floats, runge_kutta
from advisor.claiming.systems import System, Tally
from advisor.claiming.year import ClaimingProblem, Prices
from advisor.domain.values import frozen


@frozen(eq=False)
class ClaimingRule:
    """Limits on the payout above which to claim, each of shape (J, S) or broadcast to it."""

    small: Floats
    big: Floats
    cap: npt.NDArray[np.bool_]


RuleAt = Callable[[float], ClaimingRule]  # a rule by the time since the last renewal, in years


def best_rule(problem: ClaimingProblem, d: Prices) -> ClaimingRule:
    """Return the cheapest rule if claims cost the prices `d`, which may have any shape."""
    if problem.tiers is None:
        return ClaimingRule(d.small, d.small, np.zeros(d.small.shape, dtype=np.bool_))
    limit = problem.tiers.limit
    cap = (d.small < limit) & problem.tiers.cap
    worth = np.where(cap, limit - d.small, 0.0)
    return ClaimingRule(np.minimum(d.small, limit), np.maximum(d.big + worth, limit), cap)


def claim_rates(problem: ClaimingProblem, rule: ClaimingRule) -> tuple[Floats, Floats]:
    """Return how many small and big claims a year the rule leads to, each in the rule's shape."""
    tail, rate = problem.payouts.tail, problem.rate
    if problem.tiers is None:
        return rate * tail(rule.small), np.zeros(rule.small.shape)
    at, big = problem.big_share, tail(np.maximum(rule.big, problem.tiers.limit))
    small = tail(np.minimum(rule.small, problem.tiers.limit)) - at
    return rate * (small + np.where(rule.cap, at - big, 0.0)), rate * big


def tally_law(tally: Tally, rates: list[tuple[Floats, Floats]]) -> Floats:
    """Return the probability of every tally at the end of a year that begins without claims.

    Solves the forward equations of a pure birth process by Runge-Kutta.

    Args:
        tally: the claims that a year can hold.
        rates: rates of small and big claims, each (J, S), at equally spaced times from 0 to 1;
            within a step the rates are interpolated linearly between its ends.

    Returns:
        Shape (J, S); columns sum to 1.
    """
    h = 1.0 / (len(rates) - 1)

    def slope(t: float, p: Floats) -> Floats:
        left = min(int(t / h + 1e-9), len(rates) - 2)
        u = t / h - left
        change = np.zeros_like(p)
        for (a, b), to in zip(
            zip(rates[left], rates[left + 1], strict=True), (tally.small, tally.big), strict=True
        ):
            flow = p * ((1.0 - u) * a + u * b)
            for j, k in enumerate(to):
                if j != k:
                    change[j] -= flow[j]
                    change[k] += flow[j]
        return change

    p = np.zeros_like(rates[0][0])
    p[0] = 1.0
    for n in range(len(rates) - 1):
        p = runge_kutta(slope, n * h, p, h)
    return p


def law_of_rule(problem: ClaimingProblem, rule_at: RuleAt, steps: int = 16) -> Floats:
    """Return the law of the year's tally under a claiming rule, shape (J, S)."""
    rates = [claim_rates(problem, rule_at(n / steps)) for n in range(steps + 1)]
    return tally_law(problem.system.tally, rates)


def transition_matrix(system: System, law: Floats) -> Floats:
    """Return P(state a year later | state), shape (S, S); its rows sum as the columns of `law` do.

    Args:
        system: the system.
        law: probability of each tally, shape (J,) or (J, S).
    """
    size = system.size
    weights = np.broadcast_to(law.T, (size, len(law))).T
    matrix = np.zeros((size, size))
    for to, weight in zip(system.after, weights, strict=True):
        np.add.at(matrix, (np.arange(size), to), weight)
    return matrix
