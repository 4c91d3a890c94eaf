"""What a drunk or unlicensed driver pays back to the insurer, and which drivers pay nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from engine.sample import collision, decide, rulebook, with_policy, won

from advisor.domain.accident import Driver
from advisor.domain.money import Won
from advisor.engine.loss.driver_liability import driver_liability, owes_insurer, record_holder
from advisor.engine.reading import read

if TYPE_CHECKING:
    from engine.sample import Change

    from advisor.domain.case import Case
    from advisor.domain.findings import Fact

DRUNK = Driver.DRUNK
"""The sample's policy began after 28 July 2022, so this driver bears what the cover pays."""


def borne(case: Case) -> dict[str, dict[str, Fact]]:
    return {one.code: dict(one.facts) for one in driver_liability(read(case, rulebook()))}


@pytest.mark.parametrize(
    ("fault", "damage", "rental", "back"),
    [
        ("1", 1_000_000, 0, 1_000_000),
        ("1", 1_000_000, 300_000, 1_300_000),
        ("1", 0, 300_000, 300_000),
        ("0.6", 1_000_000, 300_000, 780_000),
        ("0.6", 1_000_001, 0, 600_000),
    ],
)
def test_the_rental_of_the_other_side_is_paid_back_too(
    fault: str, damage: int, rental: int, back: int
) -> None:
    """The driver pays back their whole share of the rental, and the steps name the same sum."""
    case = collision(
        fault, driver=DRUNK, other_property=won(damage), other_rental=Won(rental), injury_grade=None
    )
    assert borne(case)["self-payment-taken"] == {"amount": back}
    steps = {step.code: step.facts for step in decide(case).steps}
    assert steps["self-payment-of"] == {"amount": back}


@pytest.mark.parametrize(
    ("rental", "code"),
    [(2_000_000, "self-payment-taken"), (2_000_001, "self-payment-taken-too-high")],
)
def test_no_more_is_paid_back_than_the_covers_paid_out(rental: int, code: str) -> None:
    """The limit is 20 million for compulsory cover and 50 million above it, rental included."""
    case = collision("1", driver=DRUNK, other_property=won(68_000_000), other_rental=Won(rental))
    found = borne(case)
    assert found[code] == {"amount": 68_000_000 + rental}
    assert len([one for one in found if one.startswith("self-payment-taken")]) == 1


def test_before_july_2022_a_fixed_sum_was_paid_back_so_all_is_too_much() -> None:
    case = collision("1", driver=DRUNK, other_property=won(400_000), day=date(2022, 9, 1))
    early = with_policy(case, start=date(2022, 7, 27))
    assert "self-payment-taken-too-high" in borne(early)
    assert "self-payment-taken" in borne(with_policy(case, start=date(2022, 7, 28)))


def test_what_is_paid_back_for_the_injured_is_left_open() -> None:
    hurt = collision("1", driver=DRUNK, injury_grade=12)
    assert "self-payment-injury-open" in borne(hurt)
    assert not [code for code in borne(hurt) if code.startswith("self-payment-taken")]
    unhurt = borne(collision("1", driver=DRUNK, other_property=won(500_000)))
    assert "self-payment-injury-open" not in unhurt


@pytest.mark.parametrize("driver", Driver)
@pytest.mark.parametrize(
    "others", [{}, {"other_property": won(1)}, {"other_rental": Won(1)}, {"injury_grade": 14}]
)
def test_only_who_should_not_have_driven_pays_back_and_only_for_others(
    driver: Driver, others: dict[str, Change]
) -> None:
    """If a drunk driver harms nobody else, the insurer pays nobody and takes nothing back."""
    reading = read(collision("1", driver=driver, **others), rulebook())
    expected = driver in {Driver.DRUNK, Driver.UNLICENSED} and bool(others)
    assert owes_insurer(reading) is expected
    codes = {reason.code for reason in driver_liability(reading)}
    assert any(code.startswith("self-payment") for code in codes) is expected


def test_whose_record_it_is_needs_no_rule_where_the_named_insured_drove() -> None:
    """Nor does the rule name drunk or unlicensed drivers, because the own cover excludes them."""
    for driver in Driver:
        holder = record_holder(read(collision("1", driver=driver), rulebook()))
        assert holder is None or holder[1].driver == driver
        assert (holder is None) == (driver in {Driver.INSURED, DRUNK, Driver.UNLICENSED})


def test_compulsory_cover_alone_and_the_repair_alone_are_said_of_their_drivers() -> None:
    only = {driver: set(borne(collision("1", driver=driver))) for driver in Driver}
    assert {d for d in Driver if "designated-repair-only" in only[d]} == {Driver.DESIGNATED}
    assert {d for d in Driver if "compulsory-injury-only" in only[d]} == {Driver.OUT_OF_SCOPE}


@pytest.mark.parametrize(
    ("start", "rule"),
    [(date(2022, 7, 27), "2020-10-22"), (date(2022, 7, 28), "2022-07-28")],
)
def test_all_of_it_rests_on_the_rule_of_the_policy_s_day(start: date, rule: str) -> None:
    hurt = collision("1", driver=DRUNK, other_property=won(500_000), injury_grade=12)
    case = with_policy(hurt, start=start)
    reasons = list(driver_liability(read(case, rulebook())))
    assert len(reasons) == 4
    assert {one.basis for one in reasons} == {(f"kr.drunk_driving@{rule}",)}
