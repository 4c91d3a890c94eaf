"""The dated facts around a decision agree with their sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rules.asked import around

from advisor.domain.terms.notices import JointPoolTerms
from advisor.domain.terms.premium import (
    AgeLimitTerms,
)
from advisor.domain.terms.settlement import (
    RentalRiderTerms,
    TransportMoneyTerms,
)
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 21)


def test_the_range_of_count_factors() -> None:
    """No claim in a year and at most one in three get -3 to -11 %, all others +6 to +60 %."""
    version = RULEBOOK.count_range.on(TODAY)
    found = version.terms
    assert (found.clean_lowest, found.clean_highest) == (Decimal("0.89"), Decimal("0.97"))
    assert (found.others_lowest, found.others_highest) == (Decimal("1.06"), Decimal("1.60"))
    assert (found.clean_most_in_one_year, found.clean_most_in_three_years) == (0, 1)
    assert [one.value for one in version.alternatives] == ["discount only for none in three years"]


def test_the_joint_pool() -> None:
    found = RULEBOOK.joint_pool.on(TODAY).terms
    assert found == JointPoolTerms(found.base_surcharge, Decimal(2), Decimal(3), 2)
    assert found.base_surcharge == Decimal("0.50")


@pytest.mark.parametrize(
    ("day", "contested"), [(date(2026, 1, 28), False), (date(2026, 1, 29), True)]
)
def test_the_other_sides_share_of_a_deductible(day: date, *, contested: bool) -> None:
    """The wording stays the default; the ruling of 2026-01-29 is only the other reading."""
    found = RULEBOOK.deductible_recovery.on(day).terms
    assert found.recomputed_on_recovery
    assert found.never_below_minimum
    assert not found.other_share_claimable
    assert found.other_share_contested is contested
    alternatives = RULEBOOK.others["deductible_recovery"].on(day).alternatives
    assert [one.value for one in alternatives] == ["other_share_claimable"] * contested


@pytest.mark.parametrize(
    ("day", "points"),
    [(date(2005, 12, 31), None), (date(2006, 1, 1), 1), (date(2011, 3, 31), 1),
     (date(2011, 4, 1), None)],
)  # fmt: skip
def test_a_second_unknown_offender_had_points_of_its_own(day: date, points: int | None) -> None:
    assert RULEBOOK.unknown_offender.on(day).terms.points_from_second_case == points


def test_no_fault_held_the_rate_for_one_renewal_in_2001() -> None:
    assert RULEBOOK.no_fault.on(date(2001, 9, 1)).terms.discount_held_renewals == 1
    assert RULEBOOK.no_fault.on(TODAY).terms.discount_held_renewals == 0
    assert RULEBOOK.others["no_fault"].on(TODAY).confidence == "D"


@pytest.mark.parametrize(
    ("day", "above", "rates"),
    [
        (date(2001, 8, 1), "0.30", [(1, "0.10")]),
        (date(2006, 3, 31), "0.30", [(1, "0.10")]),
        (date(2006, 4, 1), "0.20", [(1, "0.15"), (2, "0.10")]),
        (TODAY, "0.20", [(1, "0.20"), (2, "0.15"), (5, "0.10")]),
    ],
)
def test_lost_market_value(day: date, above: str, rates: list[tuple[int, str]]) -> None:
    found = RULEBOOK.market_value_loss.on(day).terms
    assert found.repair_above_of_value == Decimal(above)
    assert [(one.up_to_years, str(one.rate)) for one in found.rates] == rates


def test_rental_that_the_other_side_owes() -> None:
    found = RULEBOOK.rental_compensation.on(TODAY).terms
    assert found.cash_share == Decimal("0.35")
    assert (found.most_days, found.most_days_of_long_repair, found.long_repair_hours) == (
        25,
        30,
        160,
    )
    assert found.total_loss_days == 10


def test_the_rental_rider() -> None:
    found = around(RentalRiderTerms, "rental_rider", TODAY)
    assert [cap.a_day for cap in found.caps] == [76_000, 112_000, 216_000, 349_000, 137_000]
    assert (found.most_days, found.cash_share) == (30, Decimal("0.30"))
    assert found.deductible_on_total_loss


def test_transport_money_and_towing() -> None:
    """The sums for transport and towing are unchanged from 2001 to 2024, and still hold today."""
    found = around(TransportMoneyTerms, "transport_money", TODAY)
    assert found == around(TransportMoneyTerms, "transport_money", date(2001, 1, 1))
    assert found.a_day == (10_000, 20_000, 30_000)
    assert (found.most_days, found.total_loss_days, found.theft_days) == (30, 10, 30)
    assert found.towing == 200_000


def test_limits_of_repairs() -> None:
    found = RULEBOOK.repair_limit.on(TODAY).terms
    assert (found.other_property, found.other_property_old_or_commercial) == (
        Decimal("1.20"),
        Decimal("1.30"),
    )
    assert found.own_damage_rider == Decimal("1.20")


@pytest.mark.parametrize(
    ("day", "rates"),
    [
        (date(2000, 9, 1), [("unlicensed", 1, "0.10"), ("drunk", 1, "0.10"),
                            ("leaving-the-scene", 1, "0.10"),
                            ("signal-centre-line-speeding", 2, "0.05")]),
        (date(2007, 8, 31), [("unlicensed", 1, "0.10"), ("drunk", 1, "0.10"),
                             ("leaving-the-scene", 1, "0.10"),
                             ("signal-centre-line-speeding", 2, "0.05")]),
        (date(2007, 9, 1), [("unlicensed", 1, "0.20"), ("hit-and-run", 1, "0.20"),
                            ("drunk", 1, "0.10"), ("drunk", 2, "0.20"),
                            ("signal-centre-line-speeding", 2, "0.05"),
                            ("signal-centre-line-speeding", 4, "0.10")]),
    ],
)  # fmt: skip
def test_traffic_violations(day: date, rates: list[tuple[str, int, str]]) -> None:
    found = RULEBOOK.violation_factor.on(day).terms
    assert [(one.violation, one.times, str(one.rate)) for one in found.rates] == rates


def test_the_violation_window_of_2000() -> None:
    """Violations from 1 May apply from 1 September; the discount and group 2 reach at most 10 %."""
    found = RULEBOOK.violation_factor.on(date(2001, 1, 1)).terms
    assert (found.window_starts_month, found.applies_from_month) == (5, 9)
    assert found.discount_up_to == Decimal("0.10")
    assert found.rates[-1].highest == Decimal("0.10")


def test_the_first_year_of_insurance() -> None:
    """The surcharge ends after three insured years; long-term rental counts since 2024-06-01."""
    found = RULEBOOK.career_factor.on(TODAY).terms
    assert [(one.years_below, one.years_from, str(one.factor)) for one in found.passenger] == [
        (1, None, "1.381"),
        (None, 3, "1.00"),
    ]
    assert "long-term-rental" in found.recognised
    assert RULEBOOK.others["career_factor"].find(date(2024, 5, 31)) is None


def test_factors_were_added_in_2001_and_are_multiplied_today() -> None:
    assert RULEBOOK.premium_formula.on(date(2001, 1, 1)).terms.special_surcharge_added
    today = RULEBOOK.premium_formula.on(TODAY).terms
    assert not today.special_surcharge_added
    assert "accident-count" in today.factors


def test_who_may_drive_today() -> None:
    riders = RULEBOOK.riders.on(TODAY).terms.riders
    assert [(one.code, str(one.factor), str(one.highest)) for one in riders] == [
        ("one-driver", "1.00", "None"),
        ("couple", "1.05", "1.20"),
        ("family", "1.15", "1.40"),
    ]
    assert around(AgeLimitTerms, "age_limits", TODAY).ages == (21, 22, 24, 26, 28, 30, 35, 43, 48)


def test_paying_in_parts_today() -> None:
    found = RULEBOOK.instalments.on(TODAY).terms
    assert found.most_parts == 6
    assert [str(one.factor) for one in found.instalments] == ["1.01", "1.02"]


@pytest.mark.parametrize(
    ("driver", "record"),
    [
        ("insured", "named-insured"),
        ("in-scope", "named-insured"),
        ("out-of-scope", "none"),
        ("designated", "designated-driver"),
        ("designated-uninsured", "unclear"),
        ("renter", "rental-company"),
        ("renter-with-own-rider", "named-insured"),
    ],
)
def test_whose_record(driver: str, record: str) -> None:
    cases = RULEBOOK.record_holder.on(TODAY).terms.cases
    assert {one.driver: one.record for one in cases}[driver] == record
