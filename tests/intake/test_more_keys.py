"""The keys beyond the common ones: percentages, gaps, what the other side owes, other readings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from intake.saying import said
from rules.asked import RULEBOOK, bill, case, claimed, decided, rate

from advisor.domain.accident import Kind
from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import ClaimStatus
from advisor.intake.case.case_file import parse_toml, read_case, write_case
from advisor.intake.case.flags import apply_flags
from advisor.intake.case.records import case_document

if TYPE_CHECKING:
    from advisor.domain.findings import Fact

TODAY = date(2026, 3, 2)
CRASH = {"kind": Kind.COLLISION, "fault": rate("0.3"), "own_damage": bill(6_000_000)}
OWED = {
    "own_rental": Won(500_000),
    "car_value": Won(20_000_000),
    "car_registered": date(2025, 9, 1),
}
READINGS = {
    "half_point_years": 3,
    "large_property_points": True,
    "threshold_included": True,
    "threshold_on_gross_loss": True,
    "no_fault_hold": False,
}


def problems(asked: Case) -> list[tuple[str, str, Fact]]:
    found = read_case(case_document(asked), RULEBOOK, asked.as_of)
    assert not isinstance(found, Case), "the case has no problem"
    assert all(map(said, found))
    return [(problem.path, problem.code, problem.value) for problem in found]


@pytest.mark.parametrize(
    "asked",
    [
        case(date(2001, 9, 1), policy={"percentage": 45}),
        case(TODAY, policy={"grade_before_gap": 22}),
        case(TODAY, {**CRASH, **OWED}),
        case(TODAY, assumptions=READINGS),
        case(TODAY, assumptions={"no_fault_hold": True}),
    ],
)
def test_a_case_with_such_keys_reads_back_equal(asked: Case) -> None:
    document = parse_toml(write_case(asked))
    assert isinstance(document, dict)
    assert read_case(document, RULEBOOK, date(2030, 1, 1)) == asked


def test_each_key_has_its_flag() -> None:
    flags = {
        "start": "2026-03-02", "premium": "100만", "kind": "collision", "day": "2026-04-01",
        "grade-before-gap": "22P", "own-rental": "50만", "car-value": "2000만",
        "car-registered": "2025-09-01", "half-point-years": "3", "large-property-points": "yes",
        "threshold-included": "no", "threshold-on-gross-loss": "yes", "no-fault-hold": "no",
        "as-of": "2026-04-01",
    }  # fmt: skip
    document, wrong = apply_flags(None, flags, {}, TODAY)
    assert wrong == ()
    found = read_case(document, RULEBOOK, TODAY)
    assert isinstance(found, Case)
    assert found.policy.grade_before_gap == 22
    assert (found.accident.own_rental, found.accident.car_value) == (500_000, 20_000_000)
    assert found.accident.car_registered == date(2025, 9, 1)
    assert found.assumptions.half_point_years == 3
    assert found.assumptions.large_property_points
    assert not found.assumptions.threshold_included
    assert found.assumptions.threshold_on_gross_loss
    assert found.assumptions.no_fault_hold is False


def test_a_kind_that_takes_no_car_value_drops_it_from_flags() -> None:
    document, _ = apply_flags(
        case_document(case(TODAY, {**CRASH, **OWED})), {"kind": "object"}, {}, TODAY
    )
    accident = document["accident"]
    assert isinstance(accident, dict)
    assert not {*OWED, "fault"} & set(accident)


@pytest.mark.parametrize("percentage", [35, 42, 197])
def test_a_percentage_off_the_ladder(percentage: int) -> None:
    asked = case(date(2005, 12, 31), policy={"percentage": percentage})
    assert problems(asked) == [
        ("policy.percentage", "percentage-not-on-ladder", percentage),
    ]


@pytest.mark.parametrize("percentage", [40, 45, 200])
def test_a_percentage_on_the_ladder(percentage: int) -> None:
    asked = case(date(2005, 12, 31), policy={"percentage": percentage})
    assert read_case(case_document(asked), RULEBOOK, TODAY) == asked


def test_a_percentage_once_there_were_grades() -> None:
    asked = case(date(2006, 1, 1), policy={"percentage": 40})
    assert problems(asked) == [("policy.percentage", "percentage-after-grades", 40)]


def test_a_gap_in_the_years_of_percentages() -> None:
    asked = case(date(2005, 12, 31), policy={"grade_before_gap": 20})
    assert problems(asked) == [("policy.grade_before_gap", "grade-before-grades", 20)]


def test_a_grade_beside_the_one_before_a_gap() -> None:
    asked = case(TODAY, policy={"grade": 16, "grade_before_gap": 20})
    assert problems(asked) == [("policy.grade", "grade-beside-gap", 16)]


def test_what_only_a_collision_takes() -> None:
    assert [(path, code) for path, code, _ in problems(case(TODAY, OWED))] == [
        ("accident.own_rental", "collision-only"),
        ("accident.car_value", "collision-only"),
        ("accident.car_registered", "collision-only"),
    ]


def test_a_car_is_registered_before_its_accident() -> None:
    late = {**CRASH, "car_registered": date(2026, 4, 2)}
    assert problems(case(TODAY, late)) == [
        ("accident.car_registered", "registered-after-accident", date(2026, 4, 2))
    ]


def test_half_points_wait_one_year_or_three() -> None:
    found = problems(case(TODAY, assumptions={"half_point_years": 2}))
    assert found == [("assumptions.half_point_years", "half-point-years", 2)]
    far = problems(case(TODAY, assumptions={"half_point_years": 4}))
    assert [code for _, code, _ in far] == ["whole-out-of-range"]


def test_at_most_eight_accidents_to_pay_back() -> None:
    claims = tuple(
        claimed(date(2026, 3, 3), changes={"status": ClaimStatus.REFUNDABLE}) for _ in range(9)
    )
    assert problems(case(TODAY, claims=claims)) == [
        ("claim[8].status", "too-many-refundable", "refundable")
    ]
    eight = case(TODAY, claims=claims[:8])
    assert read_case(case_document(eight), RULEBOOK, TODAY) == eight


def test_the_keys_reach_the_decision() -> None:
    """The engine decides by what the file says under these keys."""
    owed = {one.code: one.amount for one in decided(case(TODAY, {**CRASH, **OWED})).owed}
    assert owed == {"market-value-loss": 840_000, "rental": 350_000, "transport-money": 122_500}
    exact = {"own_damage": bill(2_200_000)}
    plain = decided(case(TODAY, exact))
    assert not plain.threshold.crossed
    assert decided(case(TODAY, exact, assumptions={"threshold_included": True})).threshold.crossed
    gross = decided(case(TODAY, exact, assumptions={"threshold_on_gross_loss": True}))
    assert gross.threshold.tested == 2_200_000
    large = case(TODAY, {"own_damage": bill(150_000_000)})
    assert decided(large).outcome(Option.CLAIM).score == 1
    two = evolve(large, assumptions=evolve(large.assumptions, large_property_points=True))
    assert decided(two).outcome(Option.CLAIM).score == 2


def test_no_more_past_claims_are_read_than_anybody_has() -> None:
    document = {**case_document(case(TODAY)), "claim": [{"day": "x"}] * 100_000}
    found = read_case(document, RULEBOOK, TODAY)
    assert isinstance(found, tuple)
    assert [(problem.path, problem.code) for problem in found] == [("claim", "too-many")]
