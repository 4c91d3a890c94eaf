"""The cost of a policy under optimal claiming, without a last renewal.

All functions return V by state: the expected cost, discounted to a renewal, of the premium due
then and of everything after it.
"""

from collections.abc import Callable

import attrs
import numpy as np

from advisor.claiming.howard import FixedPoint, YearMap, fixed_point
from advisor.claiming.numerics import Floats
from advisor.claiming.rule import best_rule, claim_rates, tally_law
from advisor.claiming.year import (
    ClaimingProblem,
    Prices,
    prices,
    within,
    year_end_prices,
    year_end_value,
)


def solve(problem: ClaimingProblem, steps: int = 4, tol: float = 1e-6) -> FixedPoint:
    """Return the optimal V of the exact within-year model without a last renewal, within `tol`.

    Args:
        problem: the driver's problem, with a discount below 1.
        steps: Runge-Kutta steps a year; the README gives the error for few steps.
        tol: error allowed in a value, in the money unit, on top of that of the steps.

    Raises:
        NotSettledError: the values do not settle.
        ValueError: the discount is 1.
    """

    def year(values: Floats) -> YearMap:
        path = within(problem, values, 0.0, steps)
        rates = [claim_rates(problem, best_rule(problem, prices(problem, w))) for w in path[::-1]]
        law = tally_law(problem.system.tally, rates)
        return YearMap(problem.system.premium + path[-1, 0], law)

    return _settle(problem, year, tol, _close_to(problem))


def _close_to(problem: ClaimingProblem) -> Floats:
    """Return starting values from a cheaper model: at most one loss a year, decided at its end."""
    once = attrs.evolve(problem, rate=-np.expm1(-problem.rate))
    rough = 1e-3 * float(np.abs(problem.system.premium).max()) + 1e-9
    return solve_year_end(once, rough).values


def solve_year_end(problem: ClaimingProblem, tol: float = 1e-6) -> FixedPoint:
    """Return the optimal V of the year-end model without a last renewal.

    The `rate` of the problem is the probability of a loss in a year.

    Raises:
        NotSettledError: the values do not settle.
        ValueError: the discount is 1.
    """
    tally = problem.system.tally
    law = np.zeros(problem.system.after.shape)

    def year(values: Floats) -> YearMap:
        d = year_end_prices(problem, values)
        small, big = claim_rates(problem, best_rule(problem, d))
        law[0] = 1.0 - small - big
        law[tally.small[0]] = small
        if tally.two_tier:
            law[tally.big[0]] = big
        return YearMap(year_end_value(problem, values), law)

    return _settle(problem, year, tol, _never_again(problem))


def _never_again(problem: ClaimingProblem) -> Floats:
    """Return starting values: the premium of each state, paid for ever if there is a discount."""
    system, v = problem.system, problem.discount
    return system.premium / (1.0 - v) if v < 1.0 else system.premium


def _settle(
    problem: ClaimingProblem, year: Callable[[Floats], YearMap], tol: float, start: Floats
) -> FixedPoint:
    return fixed_point(year, problem.system.after, problem.discount, start, tol)


def claim_prices(
    problem: ClaimingProblem, values: Floats, time: float = 0.0, steps: int = 4
) -> Prices:
    """Return D by tally and state at a time of the year, given the `values` at the next renewal."""
    return prices(problem, within(problem, values, time, steps)[-1])
