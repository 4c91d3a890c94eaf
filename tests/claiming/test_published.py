"""The systems in policies/classic lead to the published tables of the literature."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy
from claiming.approximations import naive_prices
from claiming.chain import (
    bayes_relativities,
    discounted_efficiency,
    mean_premium,
    poisson_counts,
    premium_by_year,
    stationary,
)
from claiming.evaluate import average_cost
from claiming.small import lognormal, two_class
from claiming.worked import CLASSIC, gamma_law, system

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw, Payouts, PayoutsByState
from advisor.claiming.rule import best_rule, claim_rates, law_of_rule, transition_matrix
from advisor.claiming.severity import Exponential
from advisor.claiming.solve import solve_year_end
from advisor.claiming.systems import System
from advisor.claiming.year import ClaimingProblem, Prices, year_end_prices, year_end_value

if TYPE_CHECKING:
    from advisor.claiming.numerics import Floats


NO_MATTER = PayoutLaw(Exponential(1.0))  # the losses of tests in which only the chain counts


@pytest.mark.parametrize(
    ("cv2", "expected"),
    [
        (1.0, [5908, 7800, 8595, 8345, 9058]),
        (4.0, [6008, 7908, 8702, 8452, 7698]),
        (25.0, [6280, 8236, 9007, 8757, 6030]),
    ],
)
def test_tijms_optimal_claim_limits_and_average_cost(cv2: float, expected: list[float]) -> None:
    """Tijms 2003, table 3.3.1: gamma damage of mean 5000, own risk by class, no discount."""
    law = gamma_law(1.0 / cv2, 5000.0 * cv2)
    laws: list[Payouts] = [PayoutLaw(law, fixed_deductible(r)) for r in CLASSIC["tijms"].own_risk]
    problem = ClaimingProblem(system("tijms"), PayoutsByState(laws, np.arange(4)), 1.0, 1.0)
    found = average_cost(lambda h: year_end_value(problem, h), 4)
    limits = problem.payouts.loss_at(year_end_prices(problem, found.relative).small)
    assert [*limits, found.cost] == pytest.approx(expected, abs=0.5)


def test_malaysia_in_the_long_run() -> None:
    """Loss Data Analytics, chapter 12: a claim-free year has probability 0.9."""
    malaysia = system("malaysia", most=1)
    law = stationary(transition_matrix(malaysia, np.array([0.9, 0.1])))
    assert law == pytest.approx([0.1, 0.09, 0.081, 0.0729, 0.0656, 0.5905], abs=5e-5)


def test_brazil_in_the_long_run() -> None:
    """Loss Data Analytics, chapter 12: 0.1 Poisson claims, probabilities rounded to 4 digits."""
    brazil, counts = system("brazil"), poisson_counts(0.1, 7)
    law = stationary(transition_matrix(brazil, counts))
    assert law == pytest.approx([0, 0, 0.0003, 0.0022, 0.0145, 0.0936, 0.8894], abs=1e-4)
    assert mean_premium(brazil, counts) == pytest.approx(65.65, abs=0.0065)


TABLE_12_4 = {
    "malaysia": [62.55, 59.87, 58.06, 57.06, *([56.58] * 16)],
    "brazil": [76.69, 73.76, 71.31, 69.38, 67.92, 66.93, 66.40, 66.05, 65.88],
}


@pytest.mark.parametrize("name", sorted(TABLE_12_4))
def test_premium_of_twenty_years(name: str) -> None:
    """Loss Data Analytics, table 12.4: the drivers begin evenly spread over the classes."""
    some, expected = system(name), TABLE_12_4[name]
    counts = poisson_counts(0.1, len(some.tally.counts) - 1)
    path = premium_by_year(some, counts, np.full(some.size, 1.0 / some.size), 20)
    assert path[1 : len(expected) + 1] == pytest.approx(expected, abs=0.0065)
    assert path[20] == pytest.approx({"malaysia": 56.58, "brazil": 65.65}[name], abs=0.0065)


def gamma_nodes(shape: float) -> tuple[Floats, Floats]:
    """Return a quadrature of the gamma law with mean 1 and this shape."""
    nodes, weights = scipy.special.roots_genlaguerre(120, shape - 1.0)
    return nodes / shape, weights / weights.sum()


def test_brazil_with_drivers_who_differ() -> None:
    """Loss Data Analytics, table 12.6: three prior rates, gamma heterogeneity, quadratic loss."""
    brazil = system("brazil")
    rates, shares = np.array([0.1, 0.3, 0.5]), np.array([0.6, 0.3, 0.1])
    theta, weights = gamma_nodes(1.5)
    all_rates = np.outer(rates, theta).ravel()
    law, _ = bayes_relativities(brazil, all_rates, np.outer(shares, weights).ravel())
    assert law * 100 == pytest.approx([3.28, 2.21, 2.00, 2.38, 4.02, 10.38, 75.74], abs=0.02)
    by_rate = [bayes_relativities(brazil, rate * theta, weights) for rate in rates]
    weight = np.array([s * r**2 for s, r in zip(shares, rates, strict=True)])
    below = weight @ np.array([share for share, _ in by_rate])
    above = weight @ np.array([share * r for share, r in by_rate])
    expected = [228.65, 189.27, 160.59, 137.03, 114.63, 91.12, 61.74]
    assert above / below * 100 == pytest.approx(expected, abs=0.22)


def test_belgian_relativities() -> None:
    """The relativities are those of Denuit et al. 2007, table 4.19, without the special rule."""
    theta, weights = gamma_nodes(0.889)
    belgium = system("belgium_1992", most=6)
    _, relativities = bayes_relativities(belgium, 0.1474 * theta, weights)
    expected = [
        *(37.6, 68.1, 70.3, 72.7, 75.2, 95.6, 99.8, 104.8, 111.1, 119.8, 128.9, 135.9),
        *(143.9, 152.8, 162.5, 172.6, 183.8, 196.5, 211.2, 228.3, 248.7, 273.9, 306.0),
    ]
    assert relativities * 100 == pytest.approx(expected, abs=0.07)


def test_de_pril_efficiency() -> None:
    """The efficiencies are those of Denuit et al. 2007, table 5.11, at 4 % interest."""
    expected = [
        [0.2168178, 0.3422846, 0.5689437],
        [0.2159419, 0.3399076, 0.5617233],
        [0.2156974, 0.3369153, 0.5488944],
        [0.2120306, 0.3274338, 0.5247412],
        [0.2025930, 0.3111890, 0.4963046],
        [0.1870807, 0.2878845, 0.4633192],
    ]
    scale = system("denuit_m1p2", most=6)
    columns = [discounted_efficiency(scale, rate, 1 / 1.04) for rate in (0.0928, 0.1409, 0.2804)]
    found = np.array(columns).T
    assert found == pytest.approx(np.array(expected), abs=0.0022)


@pytest.mark.parametrize("shape", [0.5, 1.2, 3.0])
def test_two_classes_have_one_barrier_whatever_the_loss(shape: float) -> None:
    """Liang et al. 2026: b = delta (c2 - c1), independent of the law of losses.

    Their barrier is in money of the start of the year, a year before the dearer premium is due.
    """
    problem = ClaimingProblem(two_class(30.0, 37.5), PayoutLaw(gamma_law(shape, 100.0)), 0.1, 0.97)
    d = year_end_prices(problem, solve_year_end(problem, 1e-9).values)
    barrier = 0.97 * d.small
    assert barrier == pytest.approx([0.97 * 7.5] * 2, abs=1e-8)


def insurers_profit(own: float, other: float, favoured: float) -> float:
    """Return the profit that an insurer expects from one driver in Liang et al. 2026, base case.

    Drivers pay the premium, or 1.25 times it after a claim; a loss, gamma(1.2, 0.0085), comes with
    probability 0.1 and is claimed above the barrier of two classes. At equal prices a share
    `favoured` of the drivers is with this insurer. The larger insurer, which asks for more, keeps
    0.8 exp(-0.015 x) at a difference of x. That form of the share is our reading: of a logistic,
    a straight and this exponential form only this one leads to the premiums in print.
    """
    larger = favoured > 0.5
    share = 0.8 * math.exp(-0.015 * (own - other if larger else other - own))
    share = share if larger else 1.0 - share
    barrier = 0.97 * 0.25 * (share * own + (1.0 - share) * other)
    law = gamma_law(1.2, 1.0 / 0.0085)
    above = np.asarray(barrier)
    chance = 0.1 * float(law.survival(above))
    claims = 0.1 * (law.mean - float(law.lev(above))) + barrier * chance
    return share * (own * (1.0 + 0.25 * chance) - claims)


def test_two_insurers_ask_what_the_other_lets_them() -> None:
    """Liang et al. 2026, base case: 35.8293 and 33.4501 in print, each one step of its grid off.

    The larger insurer asks for all that it may, 35.853; the other's best reply is 33.4693.
    """
    most, printed = 35.853, (35.8293, 33.4501)
    reply = scipy.optimize.minimize_scalar(
        lambda own: -insurers_profit(own, most, 0.2), bounds=(1.0, most), options={"xatol": 1e-8}
    ).x
    assert reply == pytest.approx(33.4693, abs=5e-5)
    asked = np.linspace(1.0, most, 200)
    profits = [insurers_profit(own, reply, 0.8) for own in asked]
    assert int(np.argmax(profits)) == asked.size - 1
    assert (most, reply) == pytest.approx(printed, abs=0.0238)


def test_examination_question_on_three_years() -> None:
    """The thresholds look at three renewals without interest; their use leads to the long run."""
    ladder, losses = system("ncd_4", most=1), lognormal(1188.0, 495.0)
    problem = ClaimingProblem(ladder, PayoutLaw(losses), CLASSIC["ncd_4"].accident_rate, 1.0)
    d = naive_prices(problem, 3).small[0]
    assert d == pytest.approx([405, 675, 855, 450], abs=1e-9)
    chance, _ = claim_rates(problem, best_rule(problem, Prices(d, d)))
    assert chance == pytest.approx([0.2981, 0.2219, 0.1466, 0.0987], abs=5e-5)
    law = np.array([1.0 - chance, chance])
    long_run = stationary(transition_matrix(ladder, law))
    assert long_run == pytest.approx([0.0533, 0.1113, 0.0866, 0.7488], abs=5e-5)
    assert mean_premium(ladder, law) == pytest.approx(562.21, abs=0.005)


def test_cambridge_question_on_two_years() -> None:
    """Discounts 0, alpha, beta, two renewals: h = b beta, b (2 beta - alpha), b (beta - alpha)."""
    b, alpha, beta = 800.0, 0.3, 0.45
    tally = two_class(0.0, 1.0).tally
    premium = [b, b * (1 - alpha), b * (1 - beta)]
    ladder = System("x", ("0", "1", "2"), premium, [[1, 2, 2], [0, 0, 1]], tally)
    d = naive_prices(ClaimingProblem(ladder, NO_MATTER, 0.1, 1.0), 2).small[0]
    assert d == pytest.approx([b * beta, b * (2 * beta - alpha), b * (beta - alpha)])


def test_full_recovery_on_a_british_ladder() -> None:
    """A claim costs two steps; its naive limit is what that costs until it makes no difference."""
    discounts = [0, 30, 35, 40, 50, 60, 65, 65, 70, 70]
    premium = [1000.0 * (100 - d) / 100 for d in discounts]
    after = [[min(s + 1, 9) for s in range(10)], [max(s - 2, 0) for s in range(10)]]
    tally = two_class(0.0, 1.0).tally
    ladder = System("uk", tuple(map(str, range(10))), premium, after, tally)
    d = naive_prices(ClaimingProblem(ladder, NO_MATTER, 0.05, 0.97)).small[0]
    expected = [638.9, 997.6, 1317.4, 958.1, 787.7, 562.1, 329.5, 189.7, 95.5, 48.5]
    assert d == pytest.approx(expected, abs=0.05)


def test_four_states_of_ross() -> None:
    """The mean premium is 326.375 at half a claim a year."""
    assert mean_premium(system("ross"), poisson_counts(0.5, 4)) == pytest.approx(326.375, abs=2e-3)


def test_law_of_claiming_everything_is_poisson() -> None:
    """The forward equations of the year give the counts from which the tables above start."""
    brazil = system("brazil")
    problem = ClaimingProblem(brazil, NO_MATTER, 0.3, 1 / 1.04)
    zero = Prices(np.full((8, 7), -1.0), np.full((8, 7), -1.0))
    law = law_of_rule(problem, lambda _: best_rule(problem, zero))
    assert law == pytest.approx(np.tile(poisson_counts(0.3, 7)[:, None], 7), abs=1e-8)
    assert math.isclose(law[:, 0].sum(), 1.0)
