"""The curves behind the map: what every option costs for every bill."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from engine.sample import (
    assuming,
    collision,
    decide,
    rulebook,
    with_accident,
    with_bill,
    with_policy,
    won,
)

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.limits.cost_curves import cost_curves

if TYPE_CHECKING:
    from advisor.domain.case import Case

CAPPED = assuming(with_accident(cash_repair=None), cap_allowed=True)
SHARED = collision("0.7", with_accident(cash_repair=None), other_property=won(900_000))
UNCOVERED = with_policy(with_accident(cash_repair=None), own_damage=None)


def totals(case: Case, bill: int) -> dict[Option, int]:
    """Return what each possible option costs with another bill, each decided by itself."""
    return {
        outcome.option: outcome.total
        for outcome in decide(with_bill(bill, case)).outcomes
        if outcome.available
    }


@pytest.mark.parametrize("case", [CAPPED, SHARED, UNCOVERED], ids=["capped", "shared", "uncovered"])
def test_a_corner_is_what_a_case_with_that_bill_costs(case: Case) -> None:
    """Each corner is an option's cost for that bill; impossible options are not drawn."""
    curves = {curve.option: curve.pieces for curve in cost_curves(case, rulebook())}
    bills = sorted({bill for pieces in curves.values() for piece in pieces for bill, _ in piece})
    drawn = {
        (option, bill): cost
        for option, pieces in curves.items()
        for piece in pieces
        for bill, cost in piece
    }
    for bill in bills:
        for option, total in totals(case, bill).items():
            assert abs(drawn.pop((option, bill)) - total) <= 1
    assert not drawn


@pytest.mark.parametrize("case", [CAPPED, SHARED], ids=["capped", "shared"])
def test_between_two_corners_the_line_is_straight(case: Case) -> None:
    """The cost between two corners is on the line, but for a few dropped fractions of a won."""
    for curve in cost_curves(case, rulebook()):
        for piece in curve.pieces:
            for (left, low), (right, high) in pairwise(piece):
                middle = (left + right) // 2
                if middle in {left, right}:
                    continue
                on_line = low + Fraction(middle - left, right - left) * (high - low)
                assert abs(totals(case, middle)[curve.option] - on_line) < 5


def test_the_curves_reach_from_nothing_to_the_end_of_the_map_and_pass_the_bill() -> None:
    curves = {curve.option: curve.pieces for curve in cost_curves(CAPPED, rulebook())}
    (whole,) = curves[Option.SELF_PAY]
    end = decide(CAPPED).break_even.intervals[-1].last
    assert [whole[0], whole[-1]] == [(0, 0), (end, end)]
    assert 1_800_000 in {bill for bill, _ in whole}
    assert [*curves] == [option for option in Option if option in curves]


def test_claiming_jumps_a_won_above_the_threshold() -> None:
    """A bill of 2,500,000 less the deductible of 500,000 is exactly the threshold."""
    curves = {curve.option: curve.pieces for curve in cost_curves(CAPPED, rulebook())}
    claims = dict(corner for piece in curves[Option.CLAIM] for corner in piece)
    assert {2_500_000, 2_500_001} <= set(claims)
    assert claims[Won(2_500_001)] - claims[Won(2_500_000)] > 30_000
    assert min(bill for piece in curves[Option.CLAIM_CAPPED] for bill, _ in piece) == 2_500_001


def test_without_cover_nothing_is_drawn_but_paying_oneself() -> None:
    assert [curve.option for curve in cost_curves(UNCOVERED, rulebook())] == [Option.SELF_PAY]
