"""What each core rule says on both sides of every day on which it changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from advisor.domain.accident import Driver, Kind
from advisor.domain.terms.core import CoverNeeded, Standing
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "allowed", "standard"),
    [
        (date(2001, 1, 1), (500_000,), 500_000),
        (date(2009, 12, 31), (500_000,), 500_000),
        (date(2010, 1, 1), (500_000, 1_000_000, 1_500_000, 2_000_000), 2_000_000),
        (TODAY, (500_000, 1_000_000, 1_500_000, 2_000_000), 2_000_000),
    ],
)
def test_thresholds_to_choose_from(day: date, allowed: tuple[int, ...], standard: int) -> None:
    terms = RULEBOOK.surcharge_threshold.on(day).terms
    assert (terms.allowed, terms.standard) == (allowed, standard)


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2011, 2, 14)])
def test_fixed_deductibles_until_february_2011(day: date) -> None:
    terms = RULEBOOK.deductible.on(day).terms
    assert [plan.fixed for plan in terms.plans] == [0, 50_000, 100_000, 200_000, 300_000, 500_000]
    assert terms.standard_plan.fixed == 50_000


@pytest.mark.parametrize("day", [date(2011, 2, 15), TODAY])
def test_a_fifth_of_the_loss_since_february_2011(day: date) -> None:
    """The deductible is 20 %, from 10 % of the threshold to 500,000 won; a total loss has none."""
    version = RULEBOOK.deductible.on(day)
    plan = version.terms.standard_plan
    assert version.ref == "kr.deductible@2011-02-15"
    assert (plan.rate, plan.minimum_of_threshold) == (Decimal("0.20"), Decimal("0.10"))
    assert (plan.maximum, plan.fixed) == (500_000, None)
    assert not version.terms.on_total_loss


def test_plans_of_thirty_percent() -> None:
    """The 30 % plan bears 300,000 to 1,000,000 won, or 10 % of the threshold to 500,000 won."""
    plans = {plan.code: plan for plan in RULEBOOK.deductible.on(TODAY).terms.plans}
    high, low = plans["30-percent-high"], plans["30-percent"]
    assert (high.rate, high.minimum, high.maximum) == (Decimal("0.30"), 300_000, 1_000_000)
    assert (low.rate, low.minimum_of_threshold, low.maximum) == (
        Decimal("0.30"),
        Decimal("0.10"),
        500_000,
    )


@pytest.mark.parametrize("day", [date(2001, 1, 1), TODAY])
def test_points_have_kept_their_form(day: date) -> None:
    terms = RULEBOOK.accident_points.on(day).terms
    bands = [(band.first_grade, band.last_grade, band.points) for band in terms.injury]
    assert bands == [
        (1, 1, Decimal(4)),
        (2, 7, Decimal(3)),
        (8, 12, Decimal(2)),
        (13, 14, Decimal(1)),
    ]
    assert terms.death == 4
    assert terms.own_injury == 1
    assert terms.maximum == 6
    assert terms.property_above_threshold == 1
    assert terms.property_within_threshold == Decimal("0.5")


def test_two_points_above_a_hundred_million_are_not_applied() -> None:
    """The two points for damage above 100,000,000 won have confidence D, so they are off."""
    terms = RULEBOOK.accident_points.on(TODAY).terms
    assert terms.large_property_above == 100_000_000
    assert terms.large_property_points == 2
    assert not terms.large_property_applies


@pytest.mark.parametrize("day", [date(2001, 1, 1), TODAY])
def test_the_window_closes_three_months_before_expiry(day: date) -> None:
    """The window closes three months before expiry, and half points stay in their own year."""
    terms = RULEBOOK.evaluation_window.on(day).terms
    assert (terms.cut_off_months, terms.points_years, terms.count_years) == (3, 1, 3)
    assert terms.half_point_carry_years == 1


def test_moves_on_the_scale_today() -> None:
    """Drivers enter at grade 11. Grade 29P holds up to 1 point and drops one from 2 points."""
    terms = RULEBOOK.grade_moves.on(TODAY).terms
    assert (terms.entry, terms.typical, terms.promotion) == (11, 16, 1)
    assert (terms.protected_holds_up_to, terms.protected_drop) == (1, 1)


def test_low_fault_counts_in_full_until_august_2017() -> None:
    assert RULEBOOK.low_fault.find(date(2017, 8, 31)) is None
    terms = RULEBOOK.low_fault.on(date(2017, 9, 1)).terms
    assert (terms.fault_below, terms.accidents_left_out) == (Decimal("0.5"), 1)
    assert terms.renewals_from == date(2017, 12, 1)


def test_dear_cars_since_july_2023() -> None:
    assert RULEBOOK.high_value.find(date(2023, 6, 30)) is None
    terms = RULEBOOK.high_value.on(date(2023, 7, 1)).terms
    assert terms.payout_ratio_above == 3
    assert terms.payout_above == 2_000_000
    assert terms.extra_points == 1
    assert terms.points_instead == Decimal("0.5")
    assert (terms.new_price_above, terms.repair_cost_ratio) == (80_000_000, Decimal("1.20"))
    assert terms.fault_of_dear_above == Decimal("0.5")


OWN_DAMAGE = {Kind.COLLISION, Kind.THEFT}
NEVER = {Kind.BREAKDOWN, Kind.WEAR, Kind.INTENTIONAL}


@pytest.mark.parametrize("kind", Kind)
def test_what_answers_for_a_kind_of_accident(kind: Kind) -> None:
    expected = CoverNeeded.SINGLE_VEHICLE
    if kind in OWN_DAMAGE:
        expected = CoverNeeded.OWN_DAMAGE
    elif kind in NEVER:
        expected = CoverNeeded.NEVER
    assert RULEBOOK.cover.on(TODAY).terms.kinds[kind] is expected


def test_a_parked_car_needed_own_damage_only_in_2001() -> None:
    assert RULEBOOK.cover.on(date(2009, 12, 31)).terms.kinds[Kind.PARKED_UNKNOWN] == "own-damage"
    assert RULEBOOK.cover.on(date(2010, 1, 1)).terms.kinds[Kind.PARKED_UNKNOWN] == "single-vehicle"


@pytest.mark.parametrize(
    ("driver", "standing"),
    [
        (Driver.INSURED, Standing.COVERED),
        (Driver.IN_SCOPE, Standing.COVERED),
        (Driver.OUT_OF_SCOPE, Standing.NOT_COVERED),
        (Driver.UNLICENSED, Standing.NOT_COVERED),
        (Driver.DRUNK, Standing.NOT_COVERED),
        (Driver.DESIGNATED, Standing.PAYS),
        (Driver.DESIGNATED_UNINSURED, Standing.RECOURSE),
    ],
)
def test_who_pays_for_each_kind_of_driver(driver: Driver, standing: Standing) -> None:
    assert RULEBOOK.cover.on(TODAY).terms.drivers[driver] is standing


def test_paying_back_until_the_day_before_renewal() -> None:
    terms = RULEBOOK.refund.on(TODAY).terms
    assert (terms.allowed, terms.injury_allowed, terms.days_before_renewal) == (True, False, 1)


def test_premiums_are_whole_tens() -> None:
    assert RULEBOOK.premium.on(TODAY).terms.unit == 10
