"""The deductible to buy if small losses are not claimed anyway, where the answer is published."""

from __future__ import annotations

import numpy as np
import pytest
from claiming.oracles import Advice, Occasion
from claiming.small import two_class

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.severity import Exponential
from advisor.claiming.solve import solve_year_end
from advisor.claiming.year import ClaimingProblem

LAW, RATE, V, DEARER = Exponential(10.0), 0.3, 0.95, 2.5
CHARGED = 0.9  # a share of the mean claim; a buyer who fears losses would pay more than all of it


def insured(deductible: float) -> ClaimingProblem:
    """Return two classes, of which the low premium is a share of the mean of all losses claimed."""
    payouts = PayoutLaw(LAW, fixed_deductible(deductible))
    low = CHARGED * RATE * float(payouts.excess(np.asarray(0.0)))
    return ClaimingProblem(two_class(low, DEARER * low), payouts, RATE, V)


def lifetime_cost(deductible: float) -> float:
    return float(solve_year_end(insured(deductible), 1e-9).values[0])


@pytest.mark.parametrize("deductible", [0.0, 2.0, 6.0])
def test_losses_are_claimed_above_a_barrier(deductible: float) -> None:
    """Cao, Li, Young and Zou (2024): the barrier is the dearer class's cost plus the deductible.

    It does not depend on the law of losses; the loss is paid on the day of the renewal here.
    """
    problem = insured(deductible)
    low, high = problem.system.premium
    advice = Advice(problem, solve_year_end(problem, 1e-9).values)
    first = advice.at(Occasion(0, 1.0)).intervals[0]
    assert first.high == pytest.approx(deductible + (high - low), abs=1e-6)


def test_full_cover_is_not_the_best() -> None:
    """Cao et al. (2024): the premium of full cover pays for small losses that nobody claims.

    Their buyer fears losses; the driver of this model does not. A premium below the mean claim
    stands in for the fear, so that some cover is worth its price.
    """
    costs = {d: lifetime_cost(d) for d in np.linspace(0.0, 30.0, 61)}
    best = min(costs, key=costs.__getitem__)
    assert 0.0 < best < 30.0
    assert costs[best] < costs[0.0] - 0.1
    assert lifetime_cost(0.01) < costs[0.0]
