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


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2006, 1, 1), 20, 11),
        (date(2024, 7, 31), 22, 11),
        (date(2024, 7, 31), 3, 11),
        (date(2024, 8, 1), 29, 26),
        (date(2024, 8, 1), 22, 19),
        (date(2024, 8, 1), 15, 12),
        (date(2024, 8, 1), 14, 11),
        (date(2024, 8, 1), 12, 11),
        (date(2024, 8, 1), 10, 10),
        (date(2024, 8, 1), 9, 9),
        (date(2024, 8, 1), 8, 8),
        (date(2024, 8, 1), 1, 8),
    ],
)
def test_coming_back_after_three_years(day: date, before: int, after: int) -> None:
    rule = RULEBOOK.re_entry.on(day).terms
    assert rule.gap_years == 3
    assert rule.grade(before) == after


def test_the_range_of_count_factors() -> None:
    """No claim in a year and at most one in three get -3 to -11 %, all others +6 to +60 %."""
    found = RULEBOOK.count_range.on(TODAY).terms
    assert (found.clean_lowest, found.clean_highest) == (Decimal("0.89"), Decimal("0.97"))
    assert (found.others_lowest, found.others_highest) == (Decimal("1.06"), Decimal("1.60"))
    assert (found.clean_most_in_one_year, found.clean_most_in_three_years) == (0, 1)


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
    ("day", "bands"),
    [
        (date(2001, 1, 1), [(None, False, "0", 3)]),
        (date(2005, 12, 31), [(None, False, "0", 3)]),
        (date(2006, 1, 1), [(300_000, False, "0", 1), (500_000, False, "0", 3),
                            (None, False, "1", 3)]),
        (date(2011, 3, 31), [(300_000, False, "0", 1), (500_000, False, "0", 3),
                             (None, False, "1", 3)]),
        (date(2011, 4, 1), [(None, True, "0.5", 3), (None, False, "1", 3)]),
        (TODAY, [(None, True, "0.5", 3), (None, False, "1", 3)]),
    ],
)  # fmt: skip
def test_the_three_regimes_of_unknown_offenders(
    day: date, bands: list[tuple[int | None, bool, str, int]]
) -> None:
    found = RULEBOOK.unknown_offender.on(day).terms
    assert [
        (band.up_to, band.up_to_threshold, str(band.points), band.discount_held_years)
        for band in found.bands
    ] == bands
    in_second = date(2006, 1, 1) <= day < date(2011, 4, 1)
    assert found.points_from_second_case == (1 if in_second else None)


def test_no_fault_held_the_rate_for_one_renewal_in_2001() -> None:
    assert RULEBOOK.no_fault.on(date(2001, 9, 1)).terms.discount_held_renewals == 1
    assert RULEBOOK.no_fault.on(TODAY).terms.discount_held_renewals == 0
    assert RULEBOOK.others["no_fault"].on(TODAY).confidence == "D"


@pytest.mark.parametrize(
    ("day", "compulsory", "voluntary"),
    [
        (date(2001, 1, 1), (2_000_000, 500_000), (None, None)),
        (date(2020, 6, 1), (3_000_000, 1_000_000), (100_000_000, 50_000_000)),
        (date(2020, 10, 22), (10_000_000, 5_000_000), (100_000_000, 50_000_000)),
        (date(2022, 7, 27), (10_000_000, 5_000_000), (100_000_000, 50_000_000)),
        (date(2022, 7, 28), (None, 20_000_000), (100_000_000, 50_000_000)),
    ],
)
def test_what_a_drunk_driver_pays_back(
    day: date, compulsory: tuple[int | None, int], voluntary: tuple[int | None, int | None]
) -> None:
    """A drunk driver pays back up to a cap until 2022-07-27, since then all of compulsory cover."""
    found = RULEBOOK.drunk_driving.on(day).terms
    assert (found.injury_compulsory, found.property_compulsory) == compulsory
    assert (found.injury_voluntary, found.property_voluntary) == voluntary
    assert found.whole_compulsory is (day >= date(2022, 7, 28))


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


@pytest.mark.parametrize(
    ("day", "other_property"), [(date(2025, 8, 15), False), (date(2025, 8, 16), True)]
)
def test_certified_parts(day: date, *, other_property: bool) -> None:
    found = RULEBOOK.certified_parts.on(day).terms
    assert found.paid_back == Decimal("0.25")
    assert found.own_damage
    assert found.other_property is other_property
    assert RULEBOOK.others["certified_parts"].find(date(2018, 1, 31)) is None


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
    assert [(one.years_below, str(one.factor)) for one in found.passenger] == [
        (1, "1.381"),
        (None, "1.00"),
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


def test_market_drift_of_2026() -> None:
    found = RULEBOOK.market_drift.on(TODAY).terms
    assert (found.lowest, found.highest) == (Decimal("0.013"), Decimal("0.014"))
    assert RULEBOOK.others["market_drift"].find(date(2026, 1, 31)) is None


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
