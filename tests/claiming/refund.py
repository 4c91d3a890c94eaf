"""The year-end refund: claim everything, then pay back before renewal the payouts worth it.

A claim whose payout is paid back leaves the record. So every claim is decided on at the end of
the year, when all of the year's accidents are known; that is never worse than deciding at once.
"""

from __future__ import annotations

import itertools
import math
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen
from claiming.chain import poisson_counts

from advisor.claiming.howard import FixedPoint, YearMap, fixed_point
from advisor.claiming.rule import best_rule, claim_rates, tally_law
from advisor.claiming.severity import quantile
from advisor.claiming.year import ClaimingProblem, Prices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.claiming.numerics import Floats, Ints
    from advisor.claiming.payouts import PayoutLaw
    from advisor.claiming.systems import Tally


@frozen
class Refund:
    """Which of the year's payouts to pay back, and what that saves over paying back none."""

    repaid: tuple[bool, ...]
    saving: float


def best_refund(
    problem: ClaimingProblem, values: Floats, state: int, payouts: tuple[float, ...]
) -> Refund:
    """Return the best choice just before renewal, by trying every subset of the payouts.

    min over subsets of the payouts repaid: their sum + V(T of the claims that stay).

    Args:
        problem: the driver's problem.
        values: V by state at the renewal, shape (S,).
        state: the state of the year that ends.
        payouts: one for each of the year's claims; every further claim doubles the work.
    """
    year = np.array(payouts).reshape(1, -1)
    costs = [float(c[0, state]) for c in _subset_costs(problem, values, year)]
    best = int(np.argmin(costs))
    return Refund(_subsets(len(payouts))[best], costs[0] - costs[best])


def refund_price(problem: ClaimingProblem, values: Floats, state: int) -> float:
    """Return the payout below which the only claim of the year is worth paying back."""
    after, tally = problem.system.after, problem.system.tally
    return float(values[after[tally.small[0], state]] - values[after[0, state]])


def refund_year_value(
    problem: ClaimingProblem, law: PayoutLaw, values: Floats, points: int = 2000
) -> Floats:
    """Return V one year earlier if the driver claims all and refunds at the end of the year.

    V(s) = P(s) + lambda E[c(X)] (1 - v) / delta + v E[min over subsets], where own shares are
    paid at the accident. The expectation over the payouts of n claims is a mean over `points`
    points of an additive recurrence in the unit cube, the same for all states and values, so
    iterating it converges; its error falls about as 1 / points.

    Args:
        problem: the driver's problem, with one accident rate for all states.
        law: the payouts of the problem.
        values: V by state at the renewal, shape (S,).
        points: how many points to use for each number of claims.
    """
    v, rate = problem.discount, float(problem.rate)
    most = max(a + b for a, b in problem.system.tally.counts)
    chance = poisson_counts(rate, most)
    spread = (1.0 - v) / -math.log(v) if v < 1.0 else 1.0
    shares = float(law.mean_loss) - float(law.excess(np.asarray(0.0)))
    end = chance[0] * values[problem.system.after[0]]
    for n in range(1, most + 1):
        costs = _subset_costs(problem, values, _payouts(law, n, points))
        end = end + chance[n] * reduce(np.minimum, costs).mean(axis=0)
    value: Floats = problem.system.premium + rate * shares * spread + v * end
    return value


def solve_refund(
    problem: ClaimingProblem, law: PayoutLaw, points: int = 2000, tol: float = 1e-3
) -> FixedPoint:
    """Return V by state if every year, without end, ends with the choice to refund.

    Raises:
        NotSettledError: the values do not come to rest.
        ValueError: the discount is 1.
    """
    system = problem.system

    def year(values: Floats) -> YearMap:
        image = refund_year_value(problem, law, values, points)
        end = values[system.after]
        tally = system.tally
        rule = best_rule(problem, Prices(end[tally.small] - end, end[tally.big] - end))
        rates = claim_rates(problem, rule)
        return YearMap(image, tally_law(tally, [rates] * 5))

    start = system.premium / (1.0 - problem.discount) if problem.discount < 1.0 else system.premium
    return fixed_point(year, system.after, problem.discount, start, tol)


def _payouts(law: PayoutLaw, claims: int, points: int) -> Floats:
    """Return the payouts of a year's claims at the points, shape (points, claims)."""
    ratio = 2.0  # root of x^(n+1) = x + 1: its powers fill the cube evenly
    for _ in range(60):
        ratio = (1.0 + ratio) ** (1.0 / (claims + 1))
    step = ratio ** -np.arange(1.0, claims + 1)
    at = (
        (0.5 + np.outer(np.arange(points), step)) % 1.0
        if claims > 1
        else ((np.arange(points)[:, None] + 0.5) / points)
    )
    losses = quantile(law.severity, at)
    payouts: Floats = losses - law.own_share(losses)
    return payouts


def _subsets(claims: int) -> list[tuple[bool, ...]]:
    """Return every choice of the claims to repay; the first choice repays none."""
    return list(itertools.product((False, True), repeat=claims))


def _subset_costs(problem: ClaimingProblem, values: Floats, payouts: Floats) -> Iterator[Floats]:
    """Yield the cost of each subset of repaid claims by year and state, in shape (years, S)."""
    big = np.zeros(payouts.shape, np.bool_)
    if problem.tiers is not None and problem.system.tally.two_tier:
        big = payouts > problem.tiers.limit
    ahead, number = values[problem.system.after], _numbers(problem.system.tally, payouts.shape[1])
    for subset in _subsets(payouts.shape[1]):
        stays = ~np.array(subset, np.bool_)
        tally = number[(~big & stays).sum(axis=1), (big & stays).sum(axis=1)]
        yield (payouts * ~stays).sum(axis=1)[:, None] + ahead[tally]


def _numbers(tally: Tally, claims: int) -> Ints:
    """Return the tally number for each pair of counts up to `claims`, also for full years."""
    counts = range(claims + 1)
    return np.array([[tally.number(a, b) for b in counts] for a in counts], dtype=np.intp)
