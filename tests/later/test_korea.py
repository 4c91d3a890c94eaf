"""The Korean problem: its losses and own shares, its values against simulation and a solver."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy
from attrs import evolve
from claiming.oracles import quantile
from claiming.worked import least_costs
from hypothesis import given, settings
from hypothesis import strategies as st
from later.scrapes import RULEBOOK, SCRAPE, inputs, later_years, scrape, solution
from strategies import deductibles

from advisor.claiming.severity import Empirical
from advisor.claiming.solve import claim_prices, solve, solve_year_end
from advisor.domain.money import Rate, Won
from advisor.domain.policy import OwnDamageCover
from advisor.engine.loss.loss import deductible_of
from advisor.engine.reading import read
from advisor.later.korea import STEPS, korean_system, problem_of, solved
from advisor.later.later_years import LaterYears
from advisor.later.losses import own_share, payout_limit, severity
from advisor.later.moves import DriverState

if TYPE_CHECKING:
    from advisor.claiming.numerics import Floats
    from advisor.claiming.year import ClaimingProblem
    from advisor.domain.policy import Deductible
    from advisor.later.korea import Solved


@settings(max_examples=60)
@given(deductibles(), st.integers(1, 12_000_000))
def test_the_own_share_is_the_deductible_of_the_engine(plan: Deductible, loss: int) -> None:
    """The own share is the deductible to within 1 won, because the engine drops fractions."""
    reading = read(scrape({"own_damage": OwnDamageCover(deductible=plan)}), RULEBOOK)
    assert reading.deductible is not None
    share = own_share(reading).of(np.asarray(float(loss)))
    assert float(share) == pytest.approx(deductible_of(reading.deductible, Won(loss)), abs=1.0)


def test_a_total_loss_has_no_own_share_and_none_is_larger() -> None:
    cover = OwnDamageCover(sum_insured=Won(3_000_000))
    reading = read(scrape({"own_damage": cover}), RULEBOOK)
    share, law = own_share(reading), severity(later_years(), 3_000_000)
    assert share.of(np.array([2_900_000.0, 3_000_000.0])).tolist() == [500_000.0, 0.0]
    assert law.survival(np.array([2_999_999.0, 3_000_000.0])) == pytest.approx([0.1, 0.0], abs=0.1)
    assert law.survival(np.asarray(2_999_999.0)) > 0
    assert law.mean < severity(later_years(), None).mean


def test_without_own_cover_all_is_paid_by_the_insurer() -> None:
    reading = read(scrape({"own_damage": None}), RULEBOOK)
    assert own_share(reading).of(np.asarray(5e5)) == 0.0


@pytest.mark.parametrize(
    ("assumptions", "limit"),
    [
        ({}, 2_000_000),
        ({"threshold_included": True}, 1_999_999),
        ({"threshold_on_gross_loss": True}, 1_600_000),
    ],
)
def test_a_claim_is_big_above_the_threshold(assumptions: dict[str, object], limit: int) -> None:
    assert payout_limit(read(scrape({}, {}, assumptions), RULEBOOK)) == limit


def test_a_system_is_solved_once() -> None:
    """Another bill shares the solution, because later premiums do not depend on it."""
    first = solution(SCRAPE)
    other = scrape({}, {"own_damage": SCRAPE.accident.own_damage.exactly(Won(3_000_000))})
    assert solved(inputs(other), later_years()) is first
    assert solved(inputs(scrape({"grade": 17})), later_years()) is not first


def test_an_older_record_costs_more() -> None:
    found = solution()
    values = [found.value(DriverState(16, years), 1) for years in ((0, 0, 0), (0, 1, 0), (0, 0, 1))]
    assert values == sorted(values)
    assert values[0] < values[-1]


@pytest.mark.parametrize(("rate", "most"), [("0.15", 0.2), ("0.30", 2.0)])
def test_few_steps_are_enough(rate: str, most: float) -> None:
    """With 16 steps a year, no price right after a cut-off moves by more than `most` won."""
    problem = problem_of(korean_system(inputs()), later_years(rate))
    few, many = (
        claim_prices(problem, solve(problem, steps, 1e-3).values, 0.0, steps)
        for steps in (STEPS, 16)
    )
    assert few.big == pytest.approx(many.big, rel=0.0, abs=most)
    assert few.small == pytest.approx(many.small, rel=0.0, abs=most)


def simulated(found: Solved, start: int, lives: int, years: int) -> Floats:
    """Return the discounted cost of lives that follow the claim prices; values end each life."""
    problem, rng = found.problem, np.random.default_rng(20261122)
    assert problem.tiers is not None
    grid = np.linspace(0.0, 1.0, 33)
    prices = [claim_prices(problem, found.rest, float(t), 8) for t in grid]
    small, big = (np.array([getattr(p, tier) for p in prices]) for tier in ("small", "big"))
    state, cost, v = np.full(lives, start), np.zeros(lives), problem.discount
    tally = problem.system.tally
    for year in range(years):
        cost += v**year * problem.system.premium[state]
        claims = np.zeros(lives, dtype=np.intp)
        count = rng.poisson(float(problem.rate), lives)
        drawn = rng.random((lives, count.max()))
        times = np.sort(np.where(np.arange(count.max()) < count[:, None], drawn, 2.0))
        for t in times.T:
            hit = np.flatnonzero(t < 1.0)
            at = np.rint(t[hit] * 32).astype(np.intp)
            loss = np.exp(
                rng.normal(np.log(1.45e6) - 0.405, 0.9, hit.size)
            )  # of mean 1,450,000: ln m - sigma^2 / 2
            share = problem.payouts.own_share(loss)
            over = loss - share > problem.tiers.limit
            price = np.where(
                over, big[at, claims[hit], state[hit]], small[at, claims[hit], state[hit]]
            )
            claimed = loss > share + price
            cost[hit] += v ** (year + t[hit]) * np.where(claimed, share, loss)
            after = np.where(over, tally.big[claims[hit]], tally.small[claims[hit]])
            claims[hit] = np.where(claimed, after, claims[hit])
        state = problem.system.after[claims, state]
    total: Floats = cost + v**years * found.rest[state]
    return total


def test_lives_cost_what_the_values_say() -> None:
    """The mean is within four standard errors; drivers start in grade 12 after an accident."""
    found = solution(SCRAPE, rate="0.3")
    start = found.korea.number[DriverState(12, (0, 0, 1))]
    costs = simulated(found, start, 20_000, 25)
    error = costs.std() / np.sqrt(costs.size)
    assert abs(costs.mean() - found.rest[start]) < 4 * error


def reduced() -> tuple[ClaimingProblem, Floats]:
    """Return grades 24 and up, with windows, and twelve losses: small enough for any solver."""
    rule = RULEBOOK.grade_moves
    terms = evolve(rule.versions[-1].terms, lowest=24)
    moves = evolve(rule, versions=(evolve(rule.versions[-1], terms=terms),))
    low = inputs(scrape({"grade": 26}), evolve(RULEBOOK, grade_moves=moves))
    law = severity(later_years(), None)
    losses = quantile(law, (np.arange(12) + 0.5) / 12)
    listed = LaterYears(
        Decimal("0.2"),
        Won(1),
        Decimal(1),
        Rate(Decimal("0.04")),
        losses=tuple(map(Won, map(int, losses))),
    )
    problem = problem_of(korean_system(low, 1), listed)
    assert isinstance(problem.payouts.severity, Empirical)  # type: ignore[attr-defined]
    return problem, np.sort(np.array(listed.losses, dtype=np.float64))


def test_year_end_values_of_a_general_solver() -> None:
    """The values agree to 1 won; an action is how many small and big losses the driver pays."""
    problem, x = reduced()
    built, v, q = problem.system, problem.discount, 0.2
    assert problem.tiers is not None
    share = problem.payouts.own_share(x)
    parts = [x - share <= problem.tiers.limit, x - share > problem.tiers.limit]
    assert built.size == 6 * 20
    assert all(part.any() for part in parts)
    small, big = (np.flatnonzero(part) for part in parts)
    paid = (
        np.array(
            [
                sum(np.where(np.isin(np.arange(12), [*small[:a], *big[:b]]), x, share))
                for a in range(small.size + 1)
                for b in range(big.size + 1)
            ]
        )
        / 12
    )
    chance = (
        q
        / 12
        * np.array(
            [
                (small.size - a, big.size - b)
                for a in range(small.size + 1)
                for b in range(big.size + 1)
            ]
        )
    )
    actions = len(paid)
    s, a = np.repeat(np.arange(built.size), actions), np.tile(np.arange(actions), built.size)
    weights = np.concatenate([1.0 - chance[a].sum(axis=1), chance[a, 0], chance[a, 1]])
    to = [built.after[j][s] for j in (0, built.tally.small[0], built.tally.big[0])]
    matrix = scipy.sparse.csr_matrix(
        (weights, (np.tile(np.arange(s.size), 3), np.concatenate(to))), (s.size, built.size)
    )
    expected = least_costs(-built.premium[s] - v * q * paid[a], matrix, v, s, a)
    assert solve_year_end(problem, 0.1).values == pytest.approx(expected, abs=1.0)
