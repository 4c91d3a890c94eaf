"""Oracles for the solver: what following a rule for ever costs, and the least average cost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from advisor.claiming.howard import FixedPoint, NotSettledError, YearMap, fixed_point
from advisor.claiming.numerics import Floats, runge_kutta
from advisor.claiming.rule import ClaimingRule, RuleAt, claim_rates, tally_law
from advisor.claiming.year import ClaimingProblem, Prices, prices

if TYPE_CHECKING:
    from collections.abc import Callable


def rule_gain(problem: ClaimingProblem, rule: ClaimingRule, d: Prices) -> Floats:
    """Return E[X] - E[cost of an accident under the rule], in the shape of rule and prices."""
    excess, tail = problem.payouts.excess, problem.payouts.tail

    def saved(r: Floats, price: Floats) -> Floats:
        part: Floats = excess(r) + (r - price) * tail(r)  # E[y - price; y > r]
        return part

    if problem.tiers is None:
        return saved(rule.small, d.small)
    limit, at = problem.tiers.limit, problem.big_share
    r = np.maximum(rule.big, limit)
    cut = np.where(rule.cap, (limit - d.small) * (at - tail(r)), 0.0)
    below = saved(np.minimum(rule.small, limit), d.small)
    big = problem.above + (limit - d.small) * at  # small claims end where big ones begin
    total: Floats = below - big + cut + saved(r, d.big)
    return total


def evaluate(
    problem: ClaimingProblem, rule_at: RuleAt, steps: int = 16, tol: float = 1e-6
) -> FixedPoint:
    """Return V if the driver follows a given rule for ever in the within-year model.

    Args:
        problem: the driver's problem, with a discount below 1.
        rule_at: the rule at a time since the last renewal; asked at 2 steps + 1 times.
        steps: Runge-Kutta steps a year.
        tol: error allowed in a value, in addition to that of the steps.
    """
    rules = [rule_at(n / (2 * steps)) for n in range(2 * steps + 1)]
    law = tally_law(problem.system.tally, [claim_rates(problem, r) for r in rules[::2]])
    delta, mean = -math.log(problem.discount), problem.payouts.mean_loss

    def earlier(left: float, w: Floats) -> Floats:
        rule = rules[round((1.0 - left) * 2 * steps)]
        cost = mean - rule_gain(problem, rule, prices(problem, w))
        rise: Floats = problem.rate * cost - delta * w
        return rise

    def year(values: Floats) -> YearMap:
        w = values[problem.system.after]
        for n in range(steps):
            w = runge_kutta(earlier, n / steps, w, 1.0 / steps)
        return YearMap(problem.system.premium + w[0], law)

    start = problem.system.premium / (1.0 - problem.discount)
    return fixed_point(year, problem.system.after, problem.discount, start, tol)


@frozen(eq=False)
class AverageCost:
    """The least cost a year in the long run, and what a start in each state adds to it."""

    cost: float  # g
    relative: Floats  # h, with h = 0 in state 0, shape (S,)


def average_cost(
    operator: Callable[[Floats], Floats], states: int, tol: float = 1e-9
) -> AverageCost:
    """Solve for g and h with g + h = T h, by relative value iteration (Puterman 1994, section 8.5).

    Args:
        operator: a year map without discount, such as `year_end_value` of a problem with v = 1.
        states: S.
        tol: largest error of g.

    Raises:
        NotSettledError: no rest after 20,000 years, because the states do not mix.
    """
    h, spread = np.zeros(states), np.inf
    for _ in range(20_000):
        image = operator(h)
        step = image - h
        spread = float(np.ptp(step))
        if spread <= 2.0 * tol:
            return AverageCost(float(step.min()) + spread / 2.0, h)
        h = image - image[0]
    raise NotSettledError(spread)
