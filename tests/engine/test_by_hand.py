"""The second computation gives the figures in print, so it can be trusted to check the engine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from engine import by_hand_answer as by_hand
from engine.by_hand_bills import best_at, bill_map, cash_up_to, claim_from
from engine.by_hand_case import headline
from engine.by_hand_damage import Mark, deductible, new_for_old, own_payout
from engine.by_hand_days import cut_off, last_day, present, renewal
from engine.by_hand_options import priced
from engine.by_hand_premiums import main_path, moved, other_path
from engine.documents import document
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from random import Random

EXAMPLE: dict[str, Any] = {
    "as_of": date(2026, 11, 21),
    "policy": {
        "insurer": "mg",
        "start": date(2026, 3, 2),
        "premium": 820_000,
        "grade": 16,
        "surcharge_threshold": 2_000_000,
        "own_damage": {
            "sum_insured": 21_000_000,
            "single_vehicle": True,
            "deductible": {"rate": Decimal("0.20"), "minimum": 200_000, "maximum": 500_000},
        },
    },
    "claim": [{"day": date(2024, 5, 10), "property_paid": 900_000}],
    "accident": {
        "day": date(2026, 11, 19),
        "kind": "object",
        "own_damage": 1_800_000,
        "cash_repair": 1_500_000,
    },
    "assumptions": {"renewals": 10, "count_profile": "steps"},
}


def test_the_example_of_the_answer() -> None:
    """A wall, 1,800,000 won and a claim two years ago give all figures of the published answer."""
    r = by_hand.answered(EXAMPLE)
    best, claim = by_hand.best(r, 10), priced(r, "claim", 10)
    assert (best.code, int(best.margin)) == ("claim", 238_910)
    assert (int(claim.cash_now), claim.extra_premium) == (360_000, 901_090)
    assert (int(claim.total), int(claim.outlay)) == (1_261_090, 7_124_680)
    assert claim.lines[0] == ("extra-premium", date(2027, 3, 2), 183_030, 183_030)
    found = bill_map(r)
    assert found == [(0, 1_422_772, "self-pay"), (1_422_773, 4_000_000, "claim")]
    assert (claim_from(found, r.own), cash_up_to(r)) == (1_422_773, 1_261_090)
    assert by_hand.budget(r) == 1_140_000
    assert by_hand.horizon(r) == [(1, 20, "claim")]
    assert by_hand.refund_by(r) == date(2027, 3, 1)
    assert by_hand.verdict(r, best, by_hand.entries(r)) == "claim"


@pytest.mark.parametrize(
    ("policies", "points", "grade", "after"),
    [
        (2, 2, 13, 11),  # 한국경제 2019-10-05: two cars 13Z, two points: 11Z and 11Z
        (1, 2, 13, 12),  # the same, in one policy: 12Z and 12Z
        (2, 3, 15, 12),  # newsprime 292029: two cars 15Z, three points: both 12Z
    ],
)
def test_points_follow_the_named_insured(
    policies: int, points: int, grade: int, after: int
) -> None:
    start = date(2026, 3, 2)
    car = {"start": start, "premium": 500_000, "same_policy": policies == 1}
    doc = EXAMPLE | {"other_car": [car], "claim": []}
    doc["policy"] = doc["policy"] | {"grade": grade}
    r, mark = headline(doc), Mark(date(2026, 11, 19), Fraction(1), Fraction(points))
    until = renewal(start, 1)
    assert [main_path(r, mark, 1)[1].grade, other_path(r, 0, mark, until)[1].grade] == [after] * 2


def test_what_is_new_for_old() -> None:
    """The housing of a battery (gcore-korea.co.kr) costs 8.9 million, 2.5 of it new for old.

    The deductible of 300,000 is the article's; the 20 % plan has 500,000 for 6.4 million.
    """
    doc = EXAMPLE | {"accident": EXAMPLE["accident"] | {"own_damage": 8_900_000}}
    doc["accident"]["depreciation"] = 2_500_000
    r = headline(doc)
    assert (new_for_old(r), deductible(r), own_payout(r)) == (2_500_000, 500_000, 5_900_000)
    cover = {"own_damage": {"deductible": {"fixed": 300_000}}}
    fixed = headline(doc | {"policy": doc["policy"] | cover})
    assert (deductible(fixed), own_payout(fixed)) == (300_000, 6_100_000)


def test_windows_tile_and_days_end_with_their_month() -> None:
    leap, may = date(2024, 2, 29), date(2025, 5, 31)
    assert [renewal(leap, k) for k in (1, 4)] == [date(2025, 2, 28), date(2028, 2, 29)]
    assert last_day(leap) == date(2025, 2, 27)
    assert [cut_off(may, k) for k in (0, 1, 3)] == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2028, 2, 29),
    ]


@pytest.mark.parametrize(
    ("grade", "points", "count", "after"),
    [
        (29, 1, 1, 29),  # idbins.com: 29P with a score up to 1 keeps its grade, 2 or more drops one
        (29, 2, 1, 28),
        (29, 6, 2, 28),
        (29, 0, 0, 29),
        (28, 1, 1, 27),
        (28, 0, 0, 29),
        (2, 3, 1, 1),
        (16, Fraction(1, 2), 1, 16),
        (16, 0, 1, 16),
        (16, 0, 0, 17),
        (15, 2, 1, 13),  # 금융감독원 2017-07
    ],
)
def test_grades_move_as_in_print(grade: int, points: Fraction, count: int, after: int) -> None:
    assert moved(grade, Fraction(points), count) == after


def test_present_values_round_halves_away_from_nothing() -> None:
    assert [present(amount, Decimal(0), 365) for amount in (7, -7)] == [7, -7]
    assert [present(amount, Decimal(1), 365) for amount in (5, -5)] == [3, -3]


@given(st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_the_map_agrees_with_each_bill_asked_alone(chance: Random) -> None:
    r = by_hand.answered(document(chance))
    for first, last, code in bill_map(r, steps=40):
        assert {best_at(r, first), best_at(r, last)} == {code}
