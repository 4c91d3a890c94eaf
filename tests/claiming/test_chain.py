"""A system as a chain: derivatives agree with differences, and long-run laws with many years."""

from __future__ import annotations

import numpy as np
import pytest
from claiming.approximations import lemaire, naive_prices
from claiming.chain import (
    discounted_efficiency,
    efficiency,
    mean_premium,
    poisson_counts,
    poisson_slope,
    premium_by_year,
    stationary,
)
from claiming.worked import CLASSIC, reference, system

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.rule import best_rule, law_of_rule, transition_matrix
from advisor.claiming.severity import Exponential
from advisor.claiming.solve import claim_prices, solve
from advisor.claiming.systems import System, count_tally, two_tier_tally
from advisor.claiming.year import ClaimingProblem, Tiers

STEP = 1e-6


@pytest.mark.parametrize("rate", [0.05, 0.3, 2.0])
def test_the_slope_of_poisson_counts(rate: float) -> None:
    around = poisson_counts(rate + STEP, 4) - poisson_counts(rate - STEP, 4)
    assert poisson_slope(rate, 4) == pytest.approx(around / (2 * STEP), abs=1e-8)
    assert poisson_counts(rate, 4).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("name", sorted(CLASSIC))
def test_efficiency_is_an_elasticity(name: str) -> None:
    some = system(name)
    most = len(some.tally.counts) - 1
    high, low = (mean_premium(some, poisson_counts(0.1 + e, most)) for e in (STEP, -STEP))
    at = mean_premium(some, poisson_counts(0.1, most))
    expected = 0.1 * (high - low) / (2 * STEP) / at
    assert efficiency(some, 0.1) == pytest.approx(expected, abs=1e-6)


def test_discounted_efficiency_is_an_elasticity() -> None:
    some = system("brazil")

    def value(rate: float) -> np.ndarray:
        matrix = transition_matrix(some, poisson_counts(rate, 7))
        return np.linalg.solve(np.eye(7) - 0.95 * matrix, some.premium)

    expected = 0.1 * (value(0.1 + STEP) - value(0.1 - STEP)) / (2 * STEP) / value(0.1)
    assert discounted_efficiency(some, 0.1, 0.95) == pytest.approx(expected, abs=1e-6)


def test_the_long_run_is_where_the_years_lead() -> None:
    some, counts = system("switzerland"), poisson_counts(0.1, 4)
    path = premium_by_year(some, counts, np.eye(some.size)[some.start], 400)
    assert path[0] == some.premium[some.start]
    assert path[-1] == pytest.approx(mean_premium(some, counts), abs=1e-6)


def test_hunger_for_bonus_lowers_premiums_in_the_long_run() -> None:
    """Drivers who pay small losses themselves climb higher than if they claimed every accident."""
    problem = reference("belgium_1992")
    values = solve(problem).values
    law = law_of_rule(problem, lambda t: best_rule(problem, claim_prices(problem, values, t)))
    assert law.sum(axis=0) == pytest.approx(np.ones(23))
    hungry = mean_premium(problem.system, law)
    assert hungry < 0.96 * mean_premium(problem.system, poisson_counts(0.1, 4))


def test_two_ends_have_no_single_long_run() -> None:
    stuck = System("x", ("a", "b"), [1.0, 2.0], [[0, 1], [0, 1]], count_tally(1))
    with pytest.raises(ValueError, match="more than one"):
        stationary(transition_matrix(stuck, np.array([0.5, 0.5])))


def test_naive_prices_end_when_premiums_agree_for_ever() -> None:
    """Malaysia forgets a claim in five years, so six years and full recovery cost the same."""
    problem = reference("malaysia")
    assert naive_prices(problem, 6).small == pytest.approx(naive_prices(problem).small)
    assert (naive_prices(problem, 2).small <= naive_prices(problem).small + 1e-9).all()


def test_lemaire_pays_for_losses_in_the_middle_of_the_year() -> None:
    """With one class a claim costs nothing, and V = (P + v^(1/2) lambda E[min(X, d)]) / (1 - v)."""
    one = System("x", ("a",), [300.0], [[0], [0]], count_tally(1))
    law = Exponential(900.0)
    problem = ClaimingProblem(one, PayoutLaw(law, fixed_deductible(200.0)), 0.3, 0.9)
    found = lemaire(problem)
    share = float(law.lev(np.asarray(200.0)))
    assert found.values == pytest.approx([(300.0 + 0.9**0.5 * 0.3 * share) / 0.1])
    assert found.prices.small == pytest.approx([0.0])


def test_naive_prices_of_two_tiers() -> None:
    """A small claim keeps the driver in the class, and a big claim leads to the dearest class."""
    after = [[1, 2, 2], [0, 1, 2], [0, 0, 0]]
    three = System("x", ("a", "b", "c"), [300.0, 200.0, 100.0], after, two_tier_tally(1))
    problem = ClaimingProblem(three, PayoutLaw(Exponential(9.0)), 0.1, 1.0, Tiers(5.0))
    found = naive_prices(problem)
    assert found.small[0] == pytest.approx([200.0, 100.0, 0.0])
    assert found.big[0] == pytest.approx([200.0, 300.0, 300.0])
    with pytest.raises(ValueError, match="one kind"):
        lemaire(problem)
