"""The refund before renewal: exact choices, and what the right to choose is worth."""

from __future__ import annotations

import numpy as np
import pytest
from claiming import small
from claiming.refund import best_refund, refund_price, refund_year_value, solve_refund
from claiming.small import two_class
from claiming.worked import reference
from hypothesis import given
from hypothesis import strategies as st

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.severity import Exponential
from advisor.claiming.solve import solve
from advisor.claiming.year import ClaimingProblem

LAW = PayoutLaw(Exponential(1500.0))


@given(st.lists(st.floats(1.0, 3000.0), min_size=1, max_size=6), st.integers(0, 22))
def test_of_claims_of_one_kind_the_smallest_are_repaid(payouts: list[float], state: int) -> None:
    """The least cost is the minimum over j of the j smallest payouts + V after the rest."""
    problem = reference("belgium_1992")
    values = np.cumsum(np.linspace(100.0, 900.0, 23))
    found = best_refund(problem, values, state, tuple(payouts))
    after = [values[problem.system.after[min(k, 4), state]] for k in range(len(payouts) + 1)]
    rest = sorted(payouts)
    costs = [sum(rest[:j]) + after[len(rest) - j] for j in range(len(rest) + 1)]
    assert found.saving == pytest.approx(costs[0] - min(costs))
    repaid = [y for y, back in zip(payouts, found.repaid, strict=True) if back]
    assert sum(repaid) == pytest.approx(sum(rest[: len(repaid)]))


def test_of_two_tiers_a_big_claim_may_be_repaid_before_a_smaller_one() -> None:
    """The best choice wins: repaying 700 undoes a full point, repaying 500 only half a point."""
    problem = small.problem(cap=False)
    values = solve(problem).values
    state = problem.system.start
    for payouts in ((500.0, 700.0), (650.0, 100.0), (550.0, 560.0)):
        found = best_refund(problem, values, state, payouts)
        big = [y > small.LIMIT for y in payouts]
        costs = {}
        for a in (False, True):
            for b in (False, True):
                stays = [over for over, back in zip(big, (a, b), strict=True) if not back]
                number = problem.system.tally.number(stays.count(False), stays.count(True))
                to = problem.system.after[number, state]
                costs[a, b] = a * payouts[0] + b * payouts[1] + values[to]
        assert costs[found.repaid[0], found.repaid[1]] == pytest.approx(min(costs.values()))
        assert found.saving == pytest.approx(costs[False, False] - min(costs.values()))


def test_the_price_of_the_only_claim() -> None:
    problem = reference("belgium_1992")
    values = solve(problem).values
    price = refund_price(problem, values, 11)
    assert best_refund(problem, values, 11, (price - 1.0,)).repaid == (True,)
    assert best_refund(problem, values, 11, (price + 1.0,)).repaid == (False,)


def test_a_year_with_one_claim_at_most_in_closed_form() -> None:
    """For exponential payouts the closed form is E[min(y, D)] = m (1 - e^(-D/m))."""
    problem = ClaimingProblem(two_class(0.0, 1.0), LAW, 0.2, 0.95)
    values = np.array([1000.0, 2200.0])
    chance = 1.0 - np.exp(-0.2)
    repaid = 1500.0 * (1.0 - np.exp(-1200.0 / 1500.0))
    expected = problem.system.premium + 0.95 * (1000.0 + chance * repaid)
    assert refund_year_value(problem, LAW, values) == pytest.approx(expected, abs=0.05)


def test_own_shares_are_paid_when_accidents_happen() -> None:
    """If nothing comes after, V is the premium plus lambda E[min(X, d)], spread over the year."""
    loss = Exponential(1500.0)
    law = PayoutLaw(loss, fixed_deductible(400.0))
    problem = ClaimingProblem(two_class(100.0, 200.0), law, 0.2, 0.9)
    paid = 0.2 * float(loss.lev(np.asarray(400.0))) * 0.1 / -np.log(0.9)
    expected = np.array([100.0, 200.0]) + paid
    assert refund_year_value(problem, law, np.zeros(2)) == pytest.approx(expected)


def test_two_claims_by_integration() -> None:
    """The mean over the recurrence's points agrees with that over a fine grid of the square."""
    problem = reference("belgium_1992")
    values = solve(problem).values
    grid = (np.arange(400) + 0.5) / 400
    y = -1500.0 * np.log1p(-grid)
    low, high = np.minimum(y[:, None], y), np.maximum(y[:, None], y)
    after = values[problem.system.after[:, 11]]
    two = np.minimum(np.minimum(after[2], low + after[1]), low + high + after[0]).mean()
    one = np.minimum(after[1], y + after[0]).mean()
    p = np.exp(-0.1) * np.array([1.0, 0.1, 0.005])
    more = 1.0 - p.sum()
    rough = problem.system.premium[11] + (p @ [after[0], one, two]) / 1.06
    found = refund_year_value(problem, LAW, values)[11]
    assert 0.0 < found - rough < more * (after[4]) / 1.06
    fewer = refund_year_value(problem, LAW, values, 500)[11]
    assert fewer == pytest.approx(found, abs=0.5)


def test_what_the_right_to_refund_is_worth() -> None:
    """In Belgium 1992 it is worth 0.09 % to 0.18 % of lifetime cost, at most 3 % of a premium."""
    problem = reference("belgium_1992")
    law = PayoutLaw(Exponential(1500.0))
    with_refund, without = solve_refund(problem, law).values, solve(problem).values
    worth = 1.0 - with_refund / without
    assert worth.min() * 100 == pytest.approx(0.09, abs=0.01)
    assert worth.max() * 100 == pytest.approx(0.18, abs=0.01)
    assert ((without - with_refund) / problem.system.premium).max() < 0.03
