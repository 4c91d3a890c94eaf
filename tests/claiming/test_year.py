"""One year agrees with closed forms, and with losses and moments that are taken one by one."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from claiming import small
from claiming.evaluate import rule_gain
from claiming.oracles import year_value
from claiming.small import two_class
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.retention import Action
from advisor.claiming.rule import ClaimingRule, best_rule, claim_rates, tally_law
from advisor.claiming.severity import Exponential
from advisor.claiming.year import (
    ClaimingProblem,
    Prices,
    Tiers,
    gain,
    prices,
    within,
    year_end_value,
)

if TYPE_CHECKING:
    from advisor.claiming.numerics import Floats

PRICE = st.floats(-300.0, 4000.0)


@given(st.floats(0.0, 6000.0), st.floats(0.01, 1.0), st.floats(0.0, 1.0))
@example(840.0, 1.0, 1.0)  # the worst case: off by 1.0e-6, or 16 times that with half the steps
def test_the_last_claim_of_a_year_in_closed_form(end: float, rate: float, left: float) -> None:
    """D(s) = m ln(1 + (e^(D(0)/m) - 1) e^(-lambda s)) for exponential losses, no interest."""
    m = 1500.0
    problem = ClaimingProblem(two_class(0.0, 1.0), PayoutLaw(Exponential(m)), rate, 1.0)
    w = within(problem, np.array([0.0, end]), 1.0 - left, 32)[-1]
    expected = m * math.log1p(math.expm1(end / m) * math.exp(-rate * left))
    assert prices(problem, w).small[0] == pytest.approx([expected] * 2, abs=2e-6)


@given(PRICE, PRICE, st.booleans())
def test_gain_is_the_mean_over_losses_of_the_best_action(d: float, big: float, cap: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """The gain agrees with every loss's best action, for two prices of either sign and order."""
    problem = small.problem(cap=cap)
    found = float(gain(problem, Prices(np.asarray(d), np.asarray(big))))
    expected = small.mean_least_cost(d, big, cap=cap)
    assert small.LOSSES.mean() - found == pytest.approx(expected, abs=1e-8)


@given(PRICE, PRICE, st.booleans())
def test_the_best_rule_gains_what_the_best_actions_do(d: float, big: float, cap: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    problem = small.problem(cap=cap)
    at = Prices(np.asarray(d), np.asarray(big))
    assert float(rule_gain(problem, best_rule(problem, at), at)) == pytest.approx(
        float(gain(problem, at)), abs=1e-8
    )


@given(PRICE, PRICE, st.floats(0.0, 4000.0), st.floats(0.0, 4000.0), st.booleans())
def test_no_rule_gains_more(d: float, big: float, low: float, high: float, cap: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    problem = small.problem(cap=cap)
    at = Prices(np.asarray(d), np.asarray(big))
    rule = ClaimingRule(np.asarray(low), np.asarray(high), np.asarray(cap))
    assert float(rule_gain(problem, rule, at)) <= float(gain(problem, at)) + 1e-8


def by_moments(problem: ClaimingProblem, values: Floats, moments: int, *, cap: bool) -> Floats:
    """Return the premium and the year's cost, with an accident or none in each of many moments."""
    tally, h = problem.system.tally, 1.0 / moments
    w = values[problem.system.after]
    share = small.SHARE.of(small.LOSSES)
    pay = small.LOSSES - share
    for _ in range(moments):
        d, big = w[tally.small] - w, w[tally.big] - w
        over = pay > small.LIMIT
        claim = share + np.where(over, big[..., None], d[..., None])
        least = np.minimum(small.LOSSES, claim)
        if cap:
            cut = np.where(over, small.LOSSES - small.LIMIT + d[..., None], np.inf)
            least = np.minimum(least, cut)
        w = problem.discount**h * (w + problem.rate * h * least.mean(axis=-1))
    total: Floats = problem.system.premium + w[0]
    return total


@pytest.mark.parametrize("cap", [False, True])
def test_the_differential_equation_is_the_limit_of_many_moments(cap: bool) -> None:  # noqa: FBT001 - a case
    """Three years of the small system agree if the error of the moments is extrapolated away."""
    problem = small.problem(cap=cap)
    exact = np.zeros(problem.system.size)
    coarse, fine = exact, exact
    for _ in range(3):
        exact = year_value(problem, exact, 64)
        coarse = by_moments(problem, coarse, 500, cap=cap)
        fine = by_moments(problem, fine, 1000, cap=cap)
    assert 2.0 * fine - coarse == pytest.approx(exact, abs=0.01)


def test_the_year_end_model_by_hand() -> None:
    """The values are those of the best action for every loss, one year before made-up values."""
    problem = small.problem(cap=True)
    values = np.linspace(3000.0, 9000.0, problem.system.size)
    after, tally = problem.system.after, problem.system.tally
    for s, found in enumerate(year_end_value(problem, values)):
        free = values[after[0, s]]
        d, big = (values[after[to[0], s]] - free for to in (tally.small, tally.big))
        cost = small.mean_least_cost(d, big, cap=True)
        expected = problem.system.premium[s] + 0.95 * (free + 0.3 * cost)
        assert found == pytest.approx(expected)


def test_a_full_year_of_constant_rates_is_poisson() -> None:
    """Two kinds of claims are counted to at most three; small claims give way to big ones."""
    tally = small.two_tier_system(3).tally
    rates = (np.full((10, 1), 0.2), np.full((10, 1), 0.1))
    law = tally_law(tally, [rates] * 33)[:, 0]
    for j, (a, b) in enumerate(tally.counts):
        if a + b < 3:
            chance = math.exp(-0.3) * 0.2**a * 0.1**b / math.factorial(a) / math.factorial(b)
            assert law[j] == pytest.approx(chance, abs=1e-9)
    assert law.sum() == pytest.approx(1.0)


def test_claim_rates_count_what_the_rule_claims() -> None:
    """The rates agree with small, capped and big claims that are counted loss by loss."""
    problem = small.problem(cap=True)
    for d, big in itertools.product((0.0, 120.0, 500.0), (0.0, 700.0, 1450.0)):
        rule = best_rule(problem, Prices(np.asarray(d), np.asarray(big)))
        counts = {"small": 0, "big": 0}
        for x in small.LOSSES.tolist():
            costs = small.action_costs(x, d, big, cap=True)
            if min(costs.values()) < costs[Action.SELF_PAY]:
                whole = costs[Action.CLAIM] <= min(costs.values())
                over = x - float(small.SHARE.of(np.asarray(x))) > small.LIMIT
                counts["big" if over and whole else "small"] += 1
        low, high = claim_rates(problem, rule)
        assert (low, high) == pytest.approx((0.3 * counts["small"] / 8, 0.3 * counts["big"] / 8))


def test_two_steps_are_enough() -> None:
    """With two steps a year a value is off by less than 0.001, here in a system of two classes."""
    problem = ClaimingProblem(
        two_class(500.0, 900.0), PayoutLaw(Exponential(1500.0)), 0.15, 1 / 1.04
    )
    values = np.array([20_000.0, 21_000.0])
    fine = year_value(problem, values, 64)
    assert year_value(problem, values, 2) == pytest.approx(fine, abs=1e-3)


@pytest.mark.parametrize("rate", [-0.1, np.nan, [0.1, 0.2, 0.3]])
def test_a_rate_that_is_none_is_refused(rate: float | list[float]) -> None:
    with pytest.raises(ValueError, match="accident rate"):
        ClaimingProblem(two_class(1.0, 2.0), PayoutLaw(Exponential(1.0)), rate, 0.9)


def test_two_tiers_need_a_limit() -> None:
    with pytest.raises(ValueError, match="limit"):
        ClaimingProblem(small.two_tier_system(), PayoutLaw(Exponential(1.0)), 0.1, 0.9)


@pytest.mark.parametrize("v", [0.0, -0.9, np.inf, np.nan])
def test_a_discount_is_a_factor(v: float) -> None:
    with pytest.raises(ValueError, match="discount"):
        ClaimingProblem(two_class(1.0, 2.0), PayoutLaw(Exponential(1.0)), 0.1, v)


@pytest.mark.parametrize("limit", [-1.0, np.inf, np.nan])
def test_a_limit_is_an_amount(limit: float) -> None:
    with pytest.raises(ValueError, match="limit"):
        Tiers(limit)


def test_a_limit_may_stand_over_a_system_with_one_kind_of_claim() -> None:
    """With one kind of claim both tiers cost the same, and the cap never beats claiming."""
    law = PayoutLaw(Exponential(1500.0))
    plain = ClaimingProblem(two_class(500.0, 900.0), law, 0.15, 0.96)
    tiers = ClaimingProblem(two_class(500.0, 900.0), law, 0.15, 0.96, Tiers(700.0, cap=True))
    values = np.array([20_000.0, 21_000.0])
    assert year_value(tiers, values) == pytest.approx(year_value(plain, values), abs=1e-9)
