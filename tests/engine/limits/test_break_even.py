from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)
from engine.strategies import cases, stated_cases
from hypothesis import given, settings

from advisor.domain.accident import HighValue, Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import ClaimStatus, Deductible, OwnDamageCover

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision, Interval


def best_at(decision: Decision, bill: int) -> Option:
    """Return the map's best option for one bill."""
    return decision.break_even.best(bill)


def beside_switches(decision: Decision) -> list[int]:
    """Return every bill at which the map switches, with the bills one won below and above."""
    top = decision.break_even.intervals[-1].last
    near = {i.first + step for i in decision.break_even.intervals for step in (-1, 0, 1)}
    return sorted(bill for bill in near | {top} if 0 <= bill <= top)


def afresh(case: Case, bill: int) -> Option:
    """Return the recommendation for one bill, decided from the beginning."""
    return decide(with_bill(bill, case)).recommended


def test_sample_switches_once() -> None:
    """Over three renewals paying is best up to 914,556 won, and claiming from 914,557 won on."""
    first, second = decide(SAMPLE).break_even.intervals
    assert (first.first, first.last, first.best) == (0, 914_556, Option.SELF_PAY)
    assert (second.first, second.last, second.best) == (914_557, 4_000_000, Option.CLAIM)


@given(cases())
@settings(max_examples=30)
def test_map_tiles_all_bills(case: Case) -> None:
    """The map runs without a gap from 0 to twice the highest of bill, threshold and 2 million."""
    decision = decide(case)
    intervals = decision.break_even.intervals
    accident, over = case.accident, decision.break_even.over
    highest = (accident.other_property if over == "other_property" else accident.own_damage).high
    top = max(2 * highest, 2 * decision.threshold.amount, 4_000_000)
    assert (intervals[0].first, intervals[-1].last) == (0, top)
    for before, after in pairwise(intervals):
        assert before.first <= before.last == after.first - 1
        assert before.best != after.best


@given(stated_cases())
@settings(max_examples=25)
def test_map_equals_deciding_each_bill_afresh(case: Case) -> None:
    """Without a cash price the map is exact to the won on both sides of every switch.

    The case has no quotes and no refund plan, because those are made for one bill only.
    """
    claims = tuple(evolve(claim, status=ClaimStatus.SETTLED) for claim in case.claims)
    case = evolve(assuming(case, quote_clean=None, quote_claim=None), claims=claims)
    decision = decide(case)
    for bill in beside_switches(decision):
        if decision.break_even.over == "other_property":
            alone = decide(with_accident(case, other_property=won(bill))).recommended
        else:
            alone = afresh(case, bill)
        assert best_at(decision, bill) == alone


def test_total_loss_is_flat_and_needs_no_deductible() -> None:
    """From the sum insured on a higher bill changes nothing, and a claim bears no deductible."""
    dear = with_policy(SAMPLE, premium=Won(3_000_000))
    case = with_accident(with_cover(dear, sum_insured=Won(3_000_000)), cash_repair=None)
    decision = decide(case)
    for bill in (2_999_999, 3_000_000, 3_000_001, 4_000_000):
        assert best_at(decision, bill) == afresh(case, bill)
    assert len({best_at(decision, bill) for bill in range(3_000_000, 4_000_001, 50_000)}) == 1


GROSS = assuming(with_policy(SAMPLE, grade=12, premium=Won(1_700_000)), grade_table="bohum24")


@pytest.mark.parametrize("premium", [1_400_000, 1_500_000, 1_700_000, 1_900_000])
def test_map_follows_the_test_of_the_loss_before_the_deductible(premium: int) -> None:
    """If the loss itself is tested, the answer may change between the threshold and a won above."""
    case = with_policy(assuming(GROSS, threshold_on_gross_loss=True), premium=Won(premium))
    case = evolve(with_accident(case, cash_repair=None), claims=())
    decision = decide(case)
    for bill in (1_900_000, 2_000_000, 2_000_001, 2_100_000, *beside_switches(decision)):
        assert best_at(decision, bill) == afresh(case, bill)


@pytest.mark.parametrize("premium", [1_400_000, 1_500_000, 1_700_000, 1_900_000])
def test_map_follows_the_threshold_that_counts_as_crossed(premium: int) -> None:
    """If the threshold itself counts as crossed, the map switches at a payout of exactly that."""
    case = with_policy(assuming(GROSS, threshold_included=True), premium=Won(premium))
    case = evolve(with_accident(case, cash_repair=None), claims=())
    decision = decide(case)
    for bill in (2_499_999, 2_500_000, 2_500_001, *beside_switches(decision)):
        assert best_at(decision, bill) == afresh(case, bill)


def test_map_follows_the_reading_of_two_points_above_a_hundred_million() -> None:
    """The map shows the switch at 100 million, above which an accident costs two points."""
    case = with_policy(SAMPLE, grade=12, premium=Won(84_000_000))
    case = assuming(case, large_property_points=True, grade_table="bohum24")
    estimate = evolve(case.accident.own_damage, high=Won(120_000_000))
    case = with_cover(with_accident(case, cash_repair=None, own_damage=estimate), sum_insured=None)
    decision = decide(case)
    for bill in (100_499_999, 100_500_000, 100_500_001, *beside_switches(decision)):
        assert best_at(decision, bill) == afresh(case, bill)


@pytest.mark.parametrize("premium", [600_000, 1_500_000, 4_000_000])
@pytest.mark.parametrize("percentage", [40, 100, 200])
def test_map_follows_the_surcharges_of_the_years_before_grades(
    percentage: int, premium: int
) -> None:
    """Payouts, not bills, above 500,000 cost one point and 10 %, and from 2,000,000 on 20 %."""
    old = with_policy(
        with_accident(day=date(2004, 4, 1), cash_repair=None, own_damage=won(1_800_000)),
        start=date(2004, 3, 2),
        grade=None,
        percentage=percentage,
        insurer=None,
        premium=Won(premium),
        surcharge_threshold=Won(500_000),
        own_damage=OwnDamageCover(deductible=Deductible(fixed=Won(50_000))),
    )
    case = evolve(old, as_of=date(2004, 4, 2), claims=())
    decision = decide(case)
    edges = (550_000, 550_001, 2_049_998, 2_049_999, 2_050_000, 2_050_001)
    for bill in (*beside_switches(decision), *edges):
        assert best_at(decision, bill) is afresh(case, bill)


@pytest.mark.parametrize("whose", HighValue)
@pytest.mark.parametrize("car_value", [None, 3_000_000])
@pytest.mark.parametrize("fault", ["0.4", "0.6"])
def test_map_follows_the_rule_of_dear_cars(
    fault: str, whose: HighValue, car_value: int | None
) -> None:
    """The rule begins or ends at one bill, and again above the other side's repair limit."""
    value = None if car_value is None else Won(car_value)
    case = collision(
        fault,
        own_damage=won(5_000_000),
        cash_repair=None,
        other_property=won(1_200_000 if whose is HighValue.MINE else 6_000_000),
        high_value=whose,
        car_value=value,
    )
    decision = decide(with_policy(case, premium=Won(2_500_000)))
    at = with_policy(case, premium=Won(2_500_000))
    for bill in (*beside_switches(decision), *range(0, 10_000_001, 487_651)):
        assert best_at(decision, bill) is afresh(at, bill)


def test_claiming_ceases_for_a_while_where_the_rule_of_dear_cars_begins() -> None:
    """From 6,666,670 on the other side pays over 2,000,000 for the own car: one more point.

    Claiming is already cheaper from 6,358,245 on, so that three switches lie close together.
    """
    case = collision(
        "0.7",
        own_damage=won(5_000_000),
        cash_repair=None,
        other_property=won(400_000),
        high_value=HighValue.MINE,
    )
    at = with_policy(case, premium=Won(4_350_000))
    decision = decide(at)
    pay, claim = Option.SELF_PAY, Option.CLAIM
    assert [i.best for i in decision.break_even.intervals] == [pay, claim, pay, claim]
    for bill in beside_switches(decision):
        assert best_at(decision, bill) is afresh(at, bill)
    assert afresh(at, 6_666_669) is claim
    assert afresh(at, 6_666_670) is pay


def test_nothing_to_claim_makes_one_interval() -> None:
    """If no cover pays, paying the repair is best for every bill."""
    case = with_accident(SAMPLE, kind=Kind.WEAR)
    only: tuple[Interval, ...] = decide(case).break_even.intervals
    assert [i.best for i in only] == [Option.SELF_PAY]


def test_from_which_bill_the_own_cover_pays_is_told_where_claims_leave_it_out() -> None:
    """The sample's deductible is at least 200,000 won, so its cover pays from 200,001 won on."""
    both = collision("1", own_damage=won(300_000), other_property=won(1_950_000), cash_repair=None)
    found = decide(both).break_even
    assert Option.CLAIM_OTHER in {one.best for one in found.intervals}
    assert found.own_paid_from == 200_001
    assert decide(SAMPLE).break_even.own_paid_from is None
    theirs = decide(with_accident(both, own_damage=won(0))).break_even
    assert (theirs.over, theirs.own_paid_from) == ("other_property", None)
