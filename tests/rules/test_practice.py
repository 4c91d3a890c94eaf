"""Facts of practice around the price, on both sides of each day on which they changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from rules.asked import RULEBOOK, case, decided

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.policy import OtherCar
from advisor.domain.rule import Confidence
from advisor.domain.terms.core import CoverNeeded
from advisor.engine.renewals.driver_factors import career_factor

TODAY = date(2026, 11, 29)


def test_points_follow_to_other_cars_and_counts_do_not() -> None:
    terms = RULEBOOK.other_cars.on(TODAY).terms
    assert (terms.points_follow, terms.divided_in_one_policy, terms.counts_follow) == (
        True,
        True,
        False,
    )
    assert RULEBOOK.other_cars.find(date(2013, 12, 31)) is None
    another = evolve(case(TODAY), other_cars=(OtherCar(TODAY, Won(640_000)),))
    listed = [{version.rule for version in decided(one).rules} for one in (another, case(TODAY))]
    assert ["kr.other_cars" in rules for rules in listed] == [True, False]


def test_new_for_old_since_2023() -> None:
    terms = RULEBOOK.new_for_old.on(date(2023, 1, 1)).terms
    assert terms.worn_parts == ("battery", "engine", "transmission")
    assert terms.removed_by_rider
    assert RULEBOOK.new_for_old.find(date(2022, 12, 31)) is None


def test_own_fault_is_disputed_of_three_kinds() -> None:
    version = RULEBOOK.fault_readings.on(TODAY)
    assert version.terms.kinds == (Kind.ANIMAL, Kind.FALLING_OBJECT, Kind.FIRE)
    assert version.confidence is Confidence.D


def test_a_renewal_is_quoted_within_thirty_days() -> None:
    assert RULEBOOK.quote_window.on(TODAY).terms.days_before_expiry == 30


def test_limits_of_insurers_are_press_of_2016() -> None:
    """Limits have confidence B and their year; some insurers refuse a second claim in 3 years."""
    for rule in RULEBOOK.insurers.values():
        for version in rule.versions:
            if version.terms.underwriting_limits:
                assert version.terms.limits_published == 2016
                assert version.confidence is Confidence.B
    assert RULEBOOK.joint_pool.on(TODAY).terms.refused_from == 2


@pytest.mark.parametrize(
    ("since", "factor"),
    [
        (date(2018, 6, 1), "1.518"),
        (date(2017, 6, 2), "1.518"),
        (date(2017, 6, 1), "1.194"),
        (date(2016, 6, 1), "1.064"),
        (date(2015, 6, 1), "1.00"),
    ],
)
def test_career_by_year_from_2016_to_2018(since: date, factor: str) -> None:
    version = RULEBOOK.career_factor.on(date(2018, 6, 1))
    assert career_factor(version.terms.passenger, since, date(2018, 6, 1)) == Decimal(factor)
    assert RULEBOOK.career_factor.find(date(2015, 12, 31)) is None
    assert RULEBOOK.career_factor.find(date(2019, 1, 1)) is None


def test_the_base_cover_of_2001_answers_for_objects() -> None:
    """Until 2009 own damage pays for objects; the single-vehicle rider is needed since 2010."""
    assert RULEBOOK.cover.on(date(2009, 12, 31)).terms.kinds[Kind.OBJECT] is CoverNeeded.OWN_DAMAGE
    now = RULEBOOK.cover.on(date(2010, 1, 1)).terms.kinds[Kind.OBJECT]
    assert now is CoverNeeded.SINGLE_VEHICLE


def test_the_named_insured_bears_the_surcharge_of_a_spouse() -> None:
    version = RULEBOOK.record_holder.on(date(2026, 1, 14))
    assert version.confidence is Confidence.A
    assert RULEBOOK.record_holder.on(date(2026, 1, 13)).in_force_from == date(2010, 1, 1)


def test_the_own_cover_may_pay_first_without_own_fault() -> None:
    terms = RULEBOOK.own_cover_first.on(TODAY).terms
    assert terms.without_own_fault
    assert terms.where_liability_is_denied


def test_limits_of_property_liability_on_sale() -> None:
    terms = RULEBOOK.liability_limit.on(TODAY).terms
    assert terms.compulsory == 20_000_000
    assert terms.usual[-1] == 1_000_000_000


def test_what_comes_with_a_claim_only() -> None:
    terms = RULEBOOK.claim_extras.on(TODAY).terms
    assert "towing" in terms.kinds
    assert terms.towing_kilometres == 10


@pytest.mark.parametrize(
    ("day", "owner"),
    [
        (date(2011, 12, 1), None),
        (date(2014, 12, 31), None),
        (date(2015, 1, 1), 20_000_000),
        (TODAY, 20_000_000),
    ],
)
def test_who_bears_the_damage_of_a_designated_driver(day: date, owner: int | None) -> None:
    """The company has borne the damage to the car since the dispute standard of December 2011.

    Since 2015 the owner's insurer pays for other people's property if the driver has no cover.
    """
    assert RULEBOOK.designated_driver.find(date(2011, 11, 30)) is None
    terms = RULEBOOK.designated_driver.on(day).terms
    assert terms.company_bears_own_car
    assert terms.counselling == "1372"
    assert terms.owner_property == owner


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2001, 8, 1), 10),
        (date(2009, 12, 21), 10),
        (date(2009, 12, 22), 11),
        (date(2017, 12, 2), 11),
        (date(2017, 12, 3), 12),
        (TODAY, 12),
    ],
)
def test_the_grave_violations_of_a_day(day: date, count: int) -> None:
    """The ten of 2001 grew by school zones on 2009-12-22 and by falling cargo on 2017-12-03."""
    terms = RULEBOOK.grave_violations.on(day).terms
    assert len(terms.violations) == len(set(terms.violations)) == count
    assert ("school-zone" in terms.violations) == (count > 10)
    assert ("falling-cargo" in terms.violations) == (count > 11)
    assert terms.beside == ("hit-and-run",)


def test_the_injured_may_claim_directly_for_three_years() -> None:
    assert RULEBOOK.injury_settlement.on(TODAY).terms.direct_claim_years == 3
