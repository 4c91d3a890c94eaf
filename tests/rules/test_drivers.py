"""Which cover pays and whose record it is, by who drove and what happened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from rules.asked import bill, case, decided, rate, renewals

from advisor.domain.accident import Driver, Kind
from advisor.domain.decision import Verdict
from advisor.domain.outcome import Option

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision
    from advisor.domain.findings import Fact

TODAY = date(2026, 3, 2)
OTHERS = {"kind": Kind.COLLISION, "other_property": bill(3_000_000), "injury_grade": 13}


def driven(driver: Driver, start: date = TODAY, **changes: object) -> Case:
    return case(start, {**OTHERS, "driver": driver, **changes})


def said(decision: Decision) -> dict[str, dict[str, Fact]]:
    return {reason.code: dict(reason.facts) for reason in decision.reasons}


@pytest.mark.parametrize(
    ("start", "facts"),
    [
        (date(2001, 1, 1), {"injury": 2_000_000, "property": 500_000}),
        (date(2020, 5, 31), {"injury": 2_000_000, "property": 500_000}),
        (date(2020, 6, 1), {"injury": 3_000_000, "property": 1_000_000}),
        (date(2020, 10, 21), {"injury": 3_000_000, "property": 1_000_000}),
        (date(2020, 10, 22), {"injury": 10_000_000, "property": 5_000_000}),
        (date(2022, 7, 27), {"injury": 10_000_000, "property": 5_000_000}),
    ],
)
def test_a_drunk_driver_bore_fixed_sums(start: date, facts: dict[str, int]) -> None:
    """A drunk driver pays back the fixed sums of the day on which the contract started."""
    found = said(decided(driven(Driver.DRUNK, start)))
    assert found["self-payment"] == facts
    above = {"injury": 100_000_000, "property": 50_000_000}
    assert found.get("self-payment-above") == (above if start >= date(2020, 6, 1) else None)


def test_a_drunk_driver_bears_the_whole_compulsory_cover_since_july_2022() -> None:
    decision = decided(driven(Driver.DRUNK, date(2022, 7, 28)))
    found = said(decision)
    assert found["self-payment-whole"] == {"property": 20_000_000}
    assert found["self-payment-above"] == {"injury": 100_000_000, "property": 50_000_000}
    assert "self-payment-of" in {step.code for step in decision.steps}
    assert "kr.drunk_driving@2022-07-28" in {version.ref for version in decision.rules}


def test_without_a_licence_as_drunk_since_july_2022() -> None:
    """For contracts before 2022-07-28 no source says what an unlicensed driver pays back."""
    assert "self-payment-whole" in said(decided(driven(Driver.UNLICENSED, date(2022, 7, 28))))
    assert "self-payment" not in said(decided(driven(Driver.UNLICENSED, date(2022, 7, 27))))


def test_nobody_else_nothing_to_pay_back() -> None:
    found = decided(case(TODAY, {"driver": Driver.DRUNK}))
    assert not {code for code in said(found) if code.startswith("self-payment")}
    assert found.verdict is Verdict.NOT_COVERED


@pytest.mark.parametrize("driver", [Driver.DRUNK, Driver.UNLICENSED, Driver.OUT_OF_SCOPE])
def test_property_is_not_covered_for_such_a_driver(driver: Driver) -> None:
    decision = decided(driven(driver))
    assert decision.verdict is Verdict.NOT_COVERED
    assert "driver-not-covered" in decision.outcome(Option.CLAIM).reasons
    payers = {payer.part: payer.payer for payer in decision.payers}
    assert payers["own-car"] == payers["other-property"] == "myself"


def test_compulsory_cover_alone_answers_for_a_driver_out_of_scope() -> None:
    """If the driver is out of scope, only compulsory injury cover (대인I) pays the injured."""
    decision = decided(driven(Driver.OUT_OF_SCOPE))
    assert "compulsory-injury-only" in said(decision)
    assert {p.part: p.payer for p in decision.payers}["other-injury"] == "injury-liability"


def test_an_insured_designated_driver_pays_and_gets_the_record() -> None:
    """Of the damage to the car only the repair is paid, and no premium of the owner rises.

    Had an insured person driven, the injury would be on the owner's record, claimed or not.
    """
    decision = decided(driven(Driver.DESIGNATED))
    assert decision.verdict is Verdict.NOT_COVERED
    assert "designated-driver-pays" in decision.outcome(Option.CLAIM).reasons
    assert {payer.payer for payer in decision.payers} == {"designated-driver-insurer"}
    assert {payer.record for payer in decision.payers} == {"theirs"}
    assert decision.outcome(Option.SELF_PAY).path == decision.without_accident
    assert "designated-repair-only" in said(decision)
    assert all("kr.record_holder@2026-01-14" in payer.basis for payer in decision.payers)


def test_where_to_turn_when_a_designated_driver_does_not_report() -> None:
    """The company bears the damage; the steps name the helpline 1372, and the police for facts."""
    steps = [step.code for step in decided(driven(Driver.DESIGNATED)).steps]
    assert [step for step in steps if step.startswith("designated")] == [
        "designated-proof",
        "designated-file",
        "designated-refused",
        "designated-police",
        "designated-not-covered",
    ]
    told = {step.code: step.facts for step in decided(driven(Driver.DESIGNATED)).steps}
    assert told["designated-refused"] == {"counselling": "1372"}


def test_an_uninsured_designated_driver_is_asked_for_the_repair() -> None:
    """Own damage pays and recovers from the driver; no source says clearly whose record it is."""
    decision = decided(driven(Driver.DESIGNATED_UNINSURED))
    assert decision.outcome(Option.CLAIM).available
    assert "recourse-due" in decision.outcome(Option.CLAIM).reasons
    assert {payer.part: payer.record for payer in decision.payers}["own-car"] == "unclear"
    steps = [step.code for step in decision.steps]
    assert "designated-file" not in steps
    assert "designated-company" in steps
    told = {step.code: step.facts for step in decision.steps}
    assert told["designated-owner-pays"] == {"amount": 20_000_000}


def test_family_within_the_limits_is_on_the_named_insureds_record() -> None:
    """The accident is on the named insured's record, whoever of the family drove."""
    decision = decided(driven(Driver.IN_SCOPE))
    assert {payer.record for payer in decision.payers} == {"own"}
    assert decision.outcomes == decided(driven(Driver.INSURED)).outcomes


def parked(start: date, repair: int, **policy: object) -> Case:
    return case(start, {"kind": Kind.PARKED_UNKNOWN, "own_damage": bill(repair)}, dict(policy))


@pytest.mark.parametrize(
    ("start", "paid", "score", "held"),
    [
        (date(2005, 12, 31), 200_000, "0", 3),
        (date(2005, 12, 31), 3_000_000, "0", 3),
        (date(2006, 1, 1), 300_000, "0", 1),
        (date(2006, 1, 1), 300_001, "0", 3),
        (date(2006, 1, 1), 500_000, "0", 3),
        (date(2006, 1, 1), 500_001, "1", 3),
        (date(2011, 3, 31), 300_000, "0", 1),
        (date(2011, 3, 31), 500_001, "1", 3),
        (date(2011, 4, 1), 300_000, "0.5", 3),
        (date(2011, 4, 1), 2_000_000, "0.5", 3),
        (date(2011, 4, 1), 2_000_001, "1", 3),
        (TODAY, 300_000, "0.5", 3),
    ],
)
def test_a_parked_car_and_nobody_found(start: date, paid: int, score: str, held: int) -> None:
    """The rule for unknown offenders changes for contracts from 2006-01-01 and 2011-04-01."""
    percentages = start < date(2006, 1, 1)
    place: dict[str, object] = {"percentage": 100} if percentages else {"grade": 16}
    asked = parked(start, paid + 200_000, **place)
    decision = decided(asked)
    assert decision.outcome(Option.CLAIM).score == Decimal(score)
    claimed, clean = renewals(asked), renewals(asked, "self-pay")
    moved = [year.grade for year in claimed]
    back = next(k for k in range(1, 10) if moved[k] != moved[k + 1]) if held else 0
    assert back == held
    if percentages:
        assert moved[:4] == [100, 100, 100, 100]
        assert all(year.special == 0 for year in claimed)
    if score == "0":
        assert [y.count_factor for y in claimed] == [y.count_factor for y in clean]


def test_the_deductible_applies_to_a_parked_car_each_time() -> None:
    for start in (date(2005, 12, 31), date(2006, 1, 1), date(2011, 4, 1)):
        assert decided(parked(start, 1_000_000)).payout.deductible == 200_000


def test_a_flood_without_fault_leaves_no_record_and_one_in_a_closed_area_does() -> None:
    """A driver who enters a closed area is at fault for the flood, which then leaves a record."""
    innocent = case(TODAY, {"kind": Kind.FLOOD, "fault": rate("0")}, {"grade": 16})
    assert renewals(innocent) == renewals(innocent, "self-pay")
    assert "no-record" in said(decided(innocent))
    warned = case(TODAY, {"kind": Kind.FLOOD, "fault": rate("1")}, {"grade": 16})
    assert renewals(warned)[1].accidents_3y == 1
    assert decided(warned).outcome(Option.CLAIM).score == Decimal("0.5")


def test_a_flood_needs_the_single_vehicle_cover() -> None:
    without = case(TODAY, {"kind": Kind.FLOOD, "fault": rate("0")})
    cover = without.policy.own_damage
    assert cover is not None
    asked = evolve(
        without, policy=evolve(without.policy, own_damage=evolve(cover, single_vehicle=False))
    )
    assert "single-vehicle-excluded" in decided(asked).outcome(Option.CLAIM).reasons
