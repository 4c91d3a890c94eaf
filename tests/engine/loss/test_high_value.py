from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from engine.sample import collision, decide, with_accident, with_policy, won

from advisor.domain.accident import HighValue
from advisor.domain.money import Won
from advisor.domain.outcome import Option


def claimed(fault: str, own: int, other: int, whose: HighValue | None) -> Decimal | None:
    case = collision(fault, own_damage=won(own), other_property=won(other), high_value=whose)
    return decide(case).outcome(Option.CLAIM).score


@pytest.mark.parametrize(
    ("fault", "own", "other", "score"),
    [
        ("0.4", 1_000_000, 10_000_000, "0.5"),
        ("0.4", 2_222_223, 10_000_000, "0.5"),
        ("0.4", 2_222_224, 10_000_000, "1"),
        ("0.4", 100_000, 5_000_000, "0.5"),
        ("0.4", 100_000, 5_000_003, "0.5"),
        ("0.5", 1_000_000, 10_000_000, "1"),
    ],
)
def test_the_cheap_car_s_driver_keeps_half_a_point(
    fault: str, own: int, other: int, score: str
) -> None:
    """At 40 % fault 4,000,000 goes to the dear car; the rule needs over 3 times what comes back.

    Payments are whole won: 60 % of 2,222,223 is 1,333,333, and three times that is just under
    4,000,000. At exactly half the fault the rule does not apply.
    """
    assert claimed(fault, own, other, HighValue.THEIRS) == Decimal(score)


def test_without_a_dear_car_the_same_accident_is_a_whole_point() -> None:
    assert claimed("0.4", 1_000_000, 10_000_000, None) == 1


@pytest.mark.parametrize(
    ("fault", "own", "other", "score"),
    [
        ("0.6", 10_000_000, 1_000_000, "2"),
        ("0.6", 10_000_000, 2_222_223, "2"),
        ("0.6", 10_000_000, 2_222_224, "1"),
        ("0.6", 5_000_000, 100_000, "1"),
        ("0.6", 5_000_003, 100_000, "2"),
        ("0.5", 10_000_000, 1_000_000, "1"),
    ],
)
def test_the_dear_car_s_driver_gets_a_separate_point(
    fault: str, own: int, other: int, score: str
) -> None:
    """The other insurer must pay more than 2,000,000 and over 3 times what the own one pays."""
    assert claimed(fault, own, other, HighValue.MINE) == Decimal(score)


def test_the_extra_point_comes_with_any_claim() -> None:
    """A claim on a single cover brings the point too; paying everything in cash brings none."""
    case = collision(
        "0.6", own_damage=won(10_000_000), other_property=won(600_000), high_value=HighValue.MINE
    )
    decision = decide(case)
    assert decision.outcome(Option.CLAIM_OTHER).score == Decimal("1.5")
    assert decision.outcome(Option.SELF_PAY).score == 0


def test_accidents_before_july_2023_do_not_know_the_rule() -> None:
    case = collision(
        "0.6", own_damage=won(10_000_000), other_property=won(600_000), high_value=HighValue.MINE
    )
    case = with_policy(evolve(case, as_of=date(2023, 7, 5)), start=date(2022, 8, 1))
    before = decide(with_accident(case, day=date(2023, 6, 30)))
    after = decide(with_accident(case, day=date(2023, 7, 1)))
    assert before.outcome(Option.CLAIM).score == 1
    assert after.outcome(Option.CLAIM).score == 2


def test_what_goes_to_the_dear_car_includes_its_rental() -> None:
    case = collision(
        "0.4", own_damage=won(300_000), other_property=won(4_900_000), high_value=HighValue.THEIRS
    )
    test = with_accident(case, other_rental=Won(200_000))
    assert decide(test).outcome(Option.CLAIM).score == Decimal("0.5")
