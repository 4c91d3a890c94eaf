from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    rulebook,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.loss.points import injury_points

GRADES = {"death": 4, 1: 4} | dict.fromkeys(range(2, 8), 3) | dict.fromkeys(range(8, 13), 2)
POINTS = GRADES | {13: 1, 14: 1}


@pytest.mark.parametrize(("grade", "points"), POINTS.items())
def test_the_worst_injury_of_another_person(grade: object, points: int) -> None:
    terms = rulebook().accident_points.on(SAMPLE.accident.day).terms
    assert injury_points(grade, terms, own_injury=False) == points  # type: ignore[arg-type]
    assert injury_points(grade, terms, own_injury=True) == points + 1  # type: ignore[arg-type]


def test_an_own_injury_is_one_point() -> None:
    terms = rulebook().accident_points.on(SAMPLE.accident.day).terms
    assert injury_points(None, terms, own_injury=True) == 1
    assert injury_points(None, terms, own_injury=False) == 0


@pytest.mark.parametrize(
    ("bill", "score"), [(200_000, None), (200_001, "0.5"), (2_500_000, "0.5"), (2_500_001, "1")]
)
def test_property_gives_half_a_point_up_to_the_threshold_and_one_above(
    bill: int, score: str | None
) -> None:
    found = decide(with_bill(bill)).outcome(Option.CLAIM).score
    assert found == (None if score is None else Decimal(score))


def test_points_go_by_size_not_by_cover() -> None:
    """ "대물 1점, 자차 0.5점" is a myth: the sum of both parts is tested once."""
    case = collision("1", own_damage=won(1_000_000), other_property=won(1_300_000))
    claim = decide(case).outcome(Option.CLAIM)
    assert claim.tested == 2_100_000
    assert claim.score == 1
    assert decide(case).outcome(Option.CLAIM_OTHER).score == Decimal("0.5")


def test_one_accident_gives_six_points_at_most() -> None:
    case = with_accident(with_bill(5_000_000), injury_grade="death", own_injury=True)
    assert decide(case).outcome(Option.CLAIM).score == 6
    four = with_accident(case, injury_grade=7)
    assert decide(four).outcome(Option.CLAIM).score == 5


def test_injuries_are_on_every_path() -> None:
    """The insurer pays injuries even if the driver pays the property damage in cash."""
    decision = decide(with_accident(injury_grade=12))
    assert decision.outcome(Option.SELF_PAY).score == 2
    assert decision.outcome(Option.CLAIM).score == Decimal("2.5")
    assert decision.outcome(Option.SELF_PAY).extra_premium > 0
    assert decision.outcome(Option.SELF_PAY).path != decision.without_accident


def test_no_own_fault_leaves_no_points() -> None:
    flood = with_accident(kind=Kind.FLOOD, fault=Decimal(0), injury_grade=1)
    claim = decide(flood).outcome(Option.CLAIM)
    assert claim.score == 0
    assert claim.extra_premium == 0


def test_two_points_above_a_hundred_million_are_a_reading_to_choose() -> None:
    """No primary source was found for this reading, so it is off unless the case asks for it."""
    case = with_cover(with_bill(100_500_001), sum_insured=None)
    assert decide(case).outcome(Option.CLAIM).score == 1
    assert decide(assuming(case, large_property_points=True)).outcome(Option.CLAIM).score == 2
    within = with_bill(100_500_000, assuming(case, large_property_points=True))
    assert decide(within).outcome(Option.CLAIM).score == 1


def test_several_injured_count_once_and_no_cause_adds_points() -> None:
    """A guide of 2001 adds 3 + 2 + 1 + 1 = 7 for a signal violation with injuries 9 and 12.

    But of several injured only the worst counts, and the guide's own footnote drops cause points
    for privately owned cars: 2 (grade 9) + 1 (own injury) + 1 (700,000 above 500,000) = 4.
    """
    case = collision("1", own_damage=won(0), other_property=won(700_000), injury_grade=9)
    case = with_policy(with_accident(case, own_injury=True), surcharge_threshold=Won(500_000))
    assert decide(evolve(case, claims=())).outcome(Option.CLAIM).score == 4
