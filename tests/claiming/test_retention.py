"""The answer: intervals of losses, each with its best action."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from claiming import small
from claiming.oracles import Advice, Answer, Occasion, advise
from claiming.small import two_class
from claiming.worked import reference
from hypothesis import example as with_example
from hypothesis import given
from hypothesis import strategies as st

from advisor.claiming.own_share import fixed_deductible, proportional
from advisor.claiming.payouts import PayoutLaw, PayoutsByState
from advisor.claiming.retention import Action, LossInterval, retentions
from advisor.claiming.severity import Exponential
from advisor.claiming.solve import solve_year_end
from advisor.claiming.systems import System, two_tier_tally
from advisor.claiming.year import ClaimingProblem, Tiers

PAY, CLAIM, CAP = Action.SELF_PAY, Action.CLAIM, Action.CAP
MILLION = 1e6


def example(*, cap: bool) -> Answer:
    """Solve a case: payouts to 2 M cost 0.9 M later, others 2.6 M; own share 20 % in 0.2-0.5 M."""
    one = System("one", ("a",), [0.0], np.zeros((3, 1)), two_tier_tally(1))
    law = PayoutLaw(Exponential(MILLION), proportional(0.2, 0.2 * MILLION, 0.5 * MILLION))
    problem = ClaimingProblem(one, law, 0.1, 0.96, Tiers(2.0 * MILLION, cap))
    return Answer(problem, Occasion(0), 0.9 * MILLION, 2.6 * MILLION)


def thousands(retention: Answer) -> list[tuple[Action, float]]:
    """Return each interval's action and its upper end, rounded to thousands."""
    ends = [i.high / 1e3 for i in retention.intervals]
    return [
        (i.action, round(end) if math.isfinite(end) else end)
        for i, end in zip(retention.intervals, ends, strict=True)
    ]


def test_the_region_to_claim_has_a_gap() -> None:
    """The driver claims losses in (1.125, 2.5] M and above 3.1 M, and pays those in between."""
    assert thousands(example(cap=False)) == [
        (PAY, 1125),
        (CLAIM, 2500),
        (PAY, 3100),
        (CLAIM, math.inf),
    ]


def test_a_cap_closes_the_gap() -> None:
    """If the insurer accepts a claim cut at the limit, it is best for losses in (2.5, 4.2) M."""
    assert thousands(example(cap=True)) == [
        (PAY, 1125),
        (CLAIM, 2500),
        (CAP, 4200),
        (CLAIM, math.inf),
    ]


PRICE = st.floats(-100.0, 3000.0)


@given(PRICE, PRICE, st.booleans())
@with_example(d=200.0, big=1450.0, cap=True)  # claimed, cut at the limit and claimed again
@with_example(d=200.0, big=1450.0, cap=False)  # claimed, paid and claimed again
def test_intervals_hold_the_best_action_whatever_the_prices(
    d: float,
    big: float,
    cap: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    """The answer agrees with the actions written out, and its intervals cover every loss once."""
    intervals = Answer(small.problem(cap=cap), Occasion(0), d, big).intervals
    for loss in map(float, range(25, 6000, 50)):
        costs = small.action_costs(loss, d, big, cap=cap)
        (action,) = (i.action for i in intervals if i.low < loss <= i.high)
        assert costs[action] <= min(costs.values()) + 1e-6
    assert (intervals[0].low, intervals[-1].high) == (0.0, math.inf)
    assert all(
        a.high == b.low and a.action is not b.action for a, b in itertools.pairwise(intervals)
    )


def test_a_limit_that_is_no_problem_leaves_one_threshold() -> None:
    answer = Answer(small.problem(cap=False), Occasion(0), 200.0, 200.0)
    assert answer.intervals == (LossInterval(0.0, 300.0, PAY), LossInterval(300.0, math.inf, CLAIM))


def test_advice_for_a_belgian_driver() -> None:
    """The retention is the reference table's; it changes in the year and after a first claim."""
    advice = advise(reference("belgium_1992"), steps=8)
    now = advice.at(Occasion(11))
    assert now.intervals[0].high == pytest.approx(1823.41, abs=0.01)
    assert now.price_small == now.price_big
    late, second = advice.at(Occasion(11, 1.0)), advice.at(Occasion(11, 0.5, small=1))
    assert late.intervals[0].high > now.intervals[0].high
    assert second.price_small != now.price_small
    assert advice.values[0] < advice.values[22]


def test_all_states_at_once_are_each_state_alone() -> None:
    advice = advise(small.problem(cap=True))
    found = retentions(advice.problem, advice.values)
    assert found == tuple(advice.at(Occasion(s)).intervals for s in range(len(found)))
    assert len(found) == advice.problem.system.size


def test_advice_with_an_end_in_sight() -> None:
    """Three renewals give the retention of the finite horizon; with none left all is claimed."""
    problem = reference("belgium_1992")
    assert advise(problem, 3).at(Occasion(14)).intervals[0].high == pytest.approx(796.3, abs=0.05)
    last = advise(problem, 0).at(Occasion(14))
    assert last.intervals == (LossInterval(0.0, math.inf, CLAIM),)


def test_two_tier_advice_prices_a_big_claim_above_a_small_one() -> None:
    """In a full year a claim costs nothing, so every loss above the least own share is claimed."""
    problem = small.problem(cap=True)
    advice = advise(problem)
    start = advice.at(Occasion(problem.system.start))
    assert start.price_big > start.price_small > 0.0
    full = advice.at(Occasion(problem.system.start, 0.5, big=2))
    assert (full.price_small, full.price_big) == (0.0, 0.0)
    assert full.intervals == (LossInterval(0.0, 100.0, PAY), LossInterval(100.0, math.inf, CLAIM))


def test_year_end_advice_is_the_price_at_the_end() -> None:
    problem = ClaimingProblem(two_class(30.0, 37.5), PayoutLaw(Exponential(10.0)), 0.1, 0.97)
    advice = Advice(problem, solve_year_end(problem).values)
    assert advice.at(Occasion(0, 1.0)).intervals[0].high == pytest.approx(7.5)


def test_states_with_their_own_deductible_have_their_own_answer() -> None:
    laws = [PayoutLaw(Exponential(10.0), fixed_deductible(d)) for d in (1.0, 4.0)]
    problem = ClaimingProblem(
        two_class(30.0, 37.5), PayoutsByState(laws, np.array([0, 1])), 0.1, 0.97
    )
    advice = Advice(problem, solve_year_end(problem).values)
    ends = [advice.at(Occasion(s, 1.0)).intervals[0].high for s in (0, 1)]
    d = ends[0] - 1.0
    assert ends[1] == pytest.approx(d + 4.0)
    more = float(np.diff(laws[0].severity.lev(np.array([1.0 + d, 4.0 + d])))[0])
    assert d == pytest.approx(7.5 + 0.97 * 0.1 * more)
