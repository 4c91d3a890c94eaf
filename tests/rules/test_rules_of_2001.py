"""The rules of 2001, as the guide of that year prints them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rules.asked import around

from advisor.domain.terms.settlement import LateRenewalFineTerms
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
IN_2001 = date(2001, 9, 1)


LADDER = RULEBOOK.percentage_ladder.on(IN_2001).terms


@pytest.mark.parametrize(
    ("previous", "after"),
    [
        (40, 40), (45, 40), (50, 45), (55, 45), (60, 50), (65, 55), (100, 90), (110, 100),
        (115, 100), (120, 100), (200, 100),
    ],
)  # fmt: skip
def test_three_years_without_accident(previous: int, after: int) -> None:
    """Three clean years lower the percentage. Of the guide's two 50s the first is read as 45."""
    assert LADDER.after_clean_years(previous) == after


@pytest.mark.parametrize(
    ("previous", "points", "after"),
    [
        (40, "0.5", 40), (70, "0.5", 70),
        (40, "1", 45), (40, "2", 50), (40, "4", 70),
        (45, "1", 50), (45, "3", 70),
        (50, "1", 60), (100, "4", 140), (190, "2", 200), (60, "1.5", 70),
    ],
)  # fmt: skip
def test_renewal_with_accidents(previous: int, points: str, after: int) -> None:
    assert LADDER.after_points(previous, Decimal(points)) == after


def test_a_half_point_and_no_fault_hold_the_rate() -> None:
    assert LADDER.half_point_holds
    assert LADDER.no_fault_holds_renewals == 1
    assert (LADDER.lowest, LADDER.highest) == (40, 200)


def test_causes_give_no_points_to_private_cars() -> None:
    found = RULEBOOK.cause_points.on(IN_2001).terms
    assert [one.points for one in found.causes] == [3, 3, 3, 3, 1]
    assert not found.for_private_cars


@pytest.mark.parametrize(
    ("code", "own", "joint"),
    [
        ("A1", 40, 50), ("A2", 45, 50), ("A3", 40, 50), ("A4", 50, 50), ("A5", 45, 50),
        ("B1", 30, 40), ("B2", 28, 40), ("B3", 31, 40), ("B4", 30, 40),
        ("C1", 20, 30), ("C2", 20, 30), ("C3", 20, 30), ("D1", 10, 10),
    ],
)  # fmt: skip
def test_special_surcharges(code: str, own: int, joint: int) -> None:
    found = RULEBOOK.special_surcharge.on(IN_2001).terms
    row = next(one for one in found.surcharges if one.code == code)
    assert row.own == Decimal(own) / 100
    assert row.joint == Decimal(joint) / 100
    assert (len(found.surcharges), found.cap) == (13, Decimal("0.50"))


def test_career() -> None:
    found = RULEBOOK.career_factor.on(IN_2001).terms
    assert [str(one.factor) for one in found.passenger] == ["1.80", "1.30", "1.10", "1.00"]
    assert [str(one.factor) for one in found.van] == ["1.20", "1.10", "1.05", "1.00"]
    assert [one.years_below for one in found.passenger] == [1, 2, 3, None]


def test_used_cars() -> None:
    found = RULEBOOK.used_car_factor.on(IN_2001).terms
    assert [one * 100 for one in found.passenger] == [110, 120, 130, 150, 170, 190, 200, 200, 200]
    assert [one * 100 for one in found.van] == [115, 130, 160, 180, 190, 200, 200, 200, 200]
    assert (found.base_year, found.first_age) == (2001, 2)
    assert (found.least_insured_share, found.least_insured) == (Decimal("0.60"), 500_000)


def test_riders() -> None:
    found = RULEBOOK.riders.on(IN_2001).terms
    assert [one.factor * 100 for one in found.riders] == [65, 80, 80, 70, 103]


def test_instalments() -> None:
    found = RULEBOOK.instalments.on(IN_2001).terms
    assert [
        (one.parts, str(one.factor), one.consecutive) for one in found.instalments
    ] == [
        (2, "1.01", False), (2, "1.005", True), (3, "1.005", False), (4, "1.01", False),
        (5, "1.01", False), (6, "1.015", False),
    ]  # fmt: skip
    assert (found.grace_days, found.revival_days) == (30, 30)


def test_the_fine_for_renewing_late() -> None:
    found = around(LateRenewalFineTerms, "late_renewal_fine", IN_2001)
    assert (found.first_days, found.first_fine) == (10, 5_000)
    assert (found.each_further_day, found.most) == (2_000, 300_000)


@pytest.mark.parametrize(
    "name", ["percentage_ladder", "cause_points", "special_surcharge", "used_car_factor"]
)
def test_these_rules_have_ended(name: str) -> None:
    assert RULEBOOK.others[name].find(date(2006, 1, 1)) is None
