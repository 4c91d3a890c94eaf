"""Fixed points agree with a general solver, with plain iteration and with simulated lives."""

from __future__ import annotations

import itertools

import attrs
import numpy as np
import pytest
import scipy
from claiming import small
from claiming.evaluate import average_cost, evaluate
from claiming.oracles import quantile, solve_horizon, year_value
from claiming.worked import least_costs, reference, simulated_costs, system

from advisor.claiming.howard import NotSettledError, YearMap, fixed_point
from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.rule import ClaimingRule, best_rule
from advisor.claiming.severity import Empirical, Exponential, Lognormal
from advisor.claiming.solve import claim_prices, solve, solve_year_end
from advisor.claiming.systems import count_tally, system_of_steps
from advisor.claiming.year import ClaimingProblem, year_end_value

Place = tuple[int, tuple[int, ...]]


def windowed(classes: int, most: int) -> ClaimingProblem:
    """Return classes times the capped counts of three years, lognormal losses and a deductible."""
    patterns = tuple(itertools.product(range(3), repeat=3))
    relativity = np.geomspace(2.0, 0.35, classes)

    def step(place: Place, claims: int, _: int) -> Place:
        to = min(place[0] + 1, classes - 1) if claims == 0 else max(place[0] - 2 * claims, 0)
        return to, (*place[1][1:], min(claims, 2))

    built = system_of_steps(
        "windowed",
        tuple(itertools.product(range(classes), patterns)),
        lambda p: 800_000.0 * float(relativity[p[0]]) * (1.0 + 0.1 * sum(p[1])),
        step,
        count_tally(most),
    )
    losses = quantile(Lognormal.of_mean(1.45e6, 0.9), (np.arange(100) + 0.5) / 100)
    return ClaimingProblem(
        built, PayoutLaw(Empirical(losses), fixed_deductible(2e5)), 0.15, 1 / 1.04
    )


def test_year_end_values_of_a_general_solver_by_thresholds() -> None:
    """The solver sees 783 states; an action is the number of smallest losses that are paid."""
    problem = windowed(29, 1)
    built, law = problem.system, problem.payouts
    assert isinstance(law, PayoutLaw)
    assert isinstance(law.severity, Empirical)
    x = law.severity.losses
    n = x.size + 1
    share = law.own_share(x)
    paid = np.concatenate([[0.0], np.cumsum(x - share)]) / x.size + share.mean()
    s, a = np.repeat(np.arange(built.size), n), np.tile(np.arange(n), built.size)
    claimed = 0.15 * (1.0 - a / x.size)
    chance = np.concatenate([1.0 - claimed, claimed])
    columns = np.concatenate([built.after[0][s], built.after[1][s]])
    to = (np.tile(np.arange(s.size), 2), columns)
    q = scipy.sparse.csr_matrix((chance, to), (s.size, built.size))
    reward = -built.premium[s] - problem.discount * 0.15 * paid[a]
    expected = least_costs(reward, q, problem.discount, s, a)
    assert solve_year_end(problem, 0.1).values == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize("cap", [False, True])
def test_year_end_values_of_a_general_solver_by_losses(cap: bool) -> None:  # noqa: FBT001 - a case
    """In the small two-tier system each state holds the loss, and every action is tried on it."""
    problem = small.problem(cap=cap)
    built, v = problem.system, problem.discount
    x = np.concatenate([[0.0], small.LOSSES])
    chance = np.concatenate([[0.7], np.full(8, 0.3 / 8)])
    share = np.concatenate([[0.0], small.SHARE.of(small.LOSSES)])
    over = x - share > small.LIMIT
    tally = np.where(over, built.tally.big[0], built.tally.small[0])
    pays = np.stack([x, share, np.where(over & cap, x - small.LIMIT, np.inf)])
    claims = np.stack([np.zeros(9, int), tally, np.full(9, built.tally.small[0])])
    s, loss, action = np.indices((built.size, 9, 3)).reshape(3, -1)
    to = built.after[claims[action, loss], s]
    reward = -(pays[action, loss] + built.premium[to]).reshape(-1, 3)
    jump = np.zeros((s.size, built.size, 9))
    jump[np.arange(s.size), to] = chance
    after_loss = least_costs(reward, jump.reshape(-1, 3, built.size * 9), v).reshape(-1, 9)
    expected = built.premium + v * after_loss @ chance
    assert solve_year_end(problem, 1e-6).values == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("name", ["belgium_1992", "malaysia", "switzerland"])
def test_the_fixed_point_is_where_plain_iteration_ends(name: str) -> None:
    problem = reference(name)
    found = solve(problem, 2, 1e-6)
    assert found.rounds < 12
    assert solve_horizon(problem, 500, steps=2) == pytest.approx(found.values, abs=1e-5)
    assert year_value(problem, found.values, 2) == pytest.approx(found.values, abs=1e-6)


@pytest.mark.parametrize("cap", [False, True])
def test_two_tiers_end_there_too(cap: bool) -> None:  # noqa: FBT001 - a case
    problem = small.problem(cap=cap, v=0.8)
    found = solve(problem, 4, 1e-7).values
    assert solve_horizon(problem, 120, steps=4) == pytest.approx(found, abs=1e-6)


def test_a_large_window_settles_to_its_tolerance() -> None:
    problem = windowed(29, 3)
    found = solve(problem, 2, 1.0)
    assert year_value(problem, found.values, 2) == pytest.approx(found.values, abs=0.05)
    assert solve(problem, 2, 1e-4).values == pytest.approx(found.values, abs=1.0)


def test_following_the_best_rule_costs_the_best_value() -> None:
    """The best rule changes within the year, as the prices of a claim do."""
    problem = reference("belgium_1992", Lognormal.of_mean(1500.0, 0.9))
    values = solve(problem, 16).values

    def rule_at(time: float) -> ClaimingRule:
        return best_rule(problem, claim_prices(problem, values, time, 16))

    assert evaluate(problem, rule_at, 16).values == pytest.approx(values, abs=1e-3)


def test_costs_are_flat_around_the_best_retentions() -> None:
    """Limits that are a tenth off cost a few hundredths of a percent, so costs test no limit."""
    problem = reference("belgium_1992")
    values = solve(problem, 8).values

    def excess(factor: float) -> float:
        def rule_at(time: float) -> ClaimingRule:
            d = claim_prices(problem, values, time, 8)
            return ClaimingRule(factor * d.small, factor * d.big, np.zeros(d.small.shape, np.bool_))

        return float((evaluate(problem, rule_at, 8).values / values - 1.0).max()) * 100

    assert 0.01 < excess(0.9) < 0.06
    assert 0.01 < excess(1.1) < 0.06


def test_simulated_lives_cost_what_the_equation_says() -> None:
    """The mean of the lives is within four standard errors of the value of a new Belgian driver."""
    problem = reference("belgium_1992")
    costs = simulated_costs(problem, Exponential(1500.0), 20_000, 120)
    value = solve(problem, 16).values[problem.system.start]
    error = costs.std(ddof=1) / np.sqrt(costs.size)
    tail = problem.discount**120 * value  # what 120 years leave out, at most twice this
    assert abs(costs.mean() - value) < 4.0 * error + 2.0 * tail
    assert error < 0.01 * value


def test_average_cost_is_the_limit_of_little_interest() -> None:
    """As the discount v tends to 1, (1 - v) V tends to the average cost g."""
    some = system("tijms", most=1)
    law = PayoutLaw(Exponential(5000.0), fixed_deductible(900.0))
    still = ClaimingProblem(some, law, 0.4, 1.0)
    g = average_cost(lambda h: year_end_value(still, h), 4).cost
    v = 1.0 - 1e-5
    values = solve_year_end(ClaimingProblem(some, law, 0.4, v), 1.0).values
    assert (1.0 - v) * values == pytest.approx(np.full(4, g), abs=0.5)


def test_no_discount_has_no_total() -> None:
    some = system("tijms", most=1)
    with pytest.raises(ValueError, match="average"):
        solve(ClaimingProblem(some, PayoutLaw(Exponential(5000.0)), 0.4, 1.0))


def test_a_map_without_a_fixed_point_is_found_out() -> None:
    """A map that raises every value by one has no fixed point, and the solver says so."""
    after = np.zeros((1, 2), dtype=np.intp)
    with pytest.raises(NotSettledError):
        fixed_point(lambda x: YearMap(x + 1.0, np.ones((1, 2))), after, 0.9, np.zeros(2), 1e-6)


def test_states_that_never_mix_have_no_average() -> None:
    """If two classes change places every year, the differences never settle."""
    with pytest.raises(NotSettledError):
        average_cost(lambda h: h[::-1] + np.array([0.0, 1.0]), 2)


@pytest.mark.parametrize(("size", "v"), [(1e9, 1 / 1.06), (1.0, 0.99999), (1e6, 0.99999)])
def test_any_amounts_and_interest_come_to_rest(size: float, v: float) -> None:
    """In a smaller unit all values are larger in proportion; rounding does not keep them moving."""
    some = system("malaysia", 10.0 * size)

    def found(unit: float) -> ClaimingProblem:
        payouts = PayoutLaw(Exponential(1500.0 * unit), fixed_deductible(0.0))
        return ClaimingProblem(
            attrs.evolve(some, premium=some.premium / size * unit), payouts, 0.1, v
        )

    plain, scaled = solve(found(1.0)).values, solve(found(size)).values
    assert scaled / size == pytest.approx(plain, rel=1e-9)
