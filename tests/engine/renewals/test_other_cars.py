"""Other cars of the same named insured: an accident's points count for all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, assuming, decide, rulebook, with_accident, with_bill, with_policy

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, OtherCar
from advisor.engine.situation import situation_of

if TYPE_CHECKING:
    from engine.sample import Change

    from advisor.domain.case import Case

CLEAN = assuming(evolve(SAMPLE, claims=()), renewals=10)


def beside(case: Case, *cars: OtherCar) -> Case:
    return evolve(case, other_cars=cars)


def car(**changes: Change) -> OtherCar:
    return evolve(OtherCar(start=date(2026, 8, 1), premium=Won(640_000)), **changes)


def grades_of_the_other(case: Case) -> list[int]:
    situation = situation_of(case, rulebook())
    return list(situation.paths.track(situation.paths.trail(situation.claim), 1).grades)


@pytest.mark.parametrize(
    ("grade", "injury", "points", "together", "after"),
    [
        (13, 12, "2", False, (11, 11)),  # 한국경제 2019-10-05: separate policies
        (13, 12, "2", True, (12, 12)),  # the same, in one policy
        (15, 7, "3", False, (12, 12)),  # newsprime 292029
    ],
)
def test_printed_examples_of_two_cars_are_reproduced(
    grade: int, injury: int, points: str, *, together: bool, after: tuple[int, int]
) -> None:
    """All but the injury is paid in cash, so that only the injury's points count."""
    hurt = with_accident(with_policy(CLEAN, grade=grade), injury_grade=injury)
    case = beside(hurt, car(same_policy=together, start=date(2026, 3, 2)))
    situation = situation_of(case, rulebook())
    unclaimed = situation.offered[Option.SELF_PAY]
    assert unclaimed.score == Decimal(points)
    trail = situation.paths.trail(unclaimed)
    found = tuple(situation.paths.track(trail, place).grades[1] for place in (0, 1))
    assert found == after


def test_half_a_point_holds_the_other_car_and_its_count_stays_out_of_it() -> None:
    """Grade 17 would cost 640,000 × 47/54; the car is held at grade 16, without a count factor."""
    case = beside(CLEAN, car())
    lines = [line for line in decide(case).outcome(Option.CLAIM).lines if line.code == "other-car"]
    assert (lines[0].day, lines[0].renewal) == (date(2027, 8, 1), 1)
    assert lines[0].amount == 640_000 - 557_030
    assert grades_of_the_other(case)[:4] == [16, 16, 16, 16]


def test_its_renewals_count_up_to_the_day_of_the_last_one_counted() -> None:
    one = assuming(beside(CLEAN, car()), renewals=1)
    codes = [line.code for line in decide(one).outcome(Option.CLAIM).lines]
    assert "other-car" not in codes  # 2027-08-01 is after 2027-03-02
    two = assuming(one, renewals=2)
    days = [
        line.day for line in decide(two).outcome(Option.CLAIM).lines if line.code == "other-car"
    ]
    assert days == [date(2027, 8, 1)]


def test_it_is_in_the_extra_premium_the_total_and_the_outlay() -> None:
    alone, both = decide(CLEAN).outcome(Option.CLAIM), decide(beside(CLEAN, car()))
    claim = both.outcome(Option.CLAIM)
    others = sum(line.amount for line in claim.lines if line.code == "other-car")
    assert others > 0
    assert claim.extra_premium == alone.extra_premium + others
    assert claim.total == alone.total + others
    assert claim.outlay > alone.outlay + others


def test_in_one_policy_the_points_of_this_car_are_divided_too() -> None:
    """A crossed threshold and an own injury are two points, one for each car; the score stays 2."""
    hard = with_accident(with_bill(4_000_000, CLEAN), own_injury=True)
    alone, together = decide(hard), decide(beside(hard, car(same_policy=True)))
    assert alone.outcome(Option.CLAIM).path[1].grade == 14
    assert together.outcome(Option.CLAIM).path[1].grade == 15
    assert together.outcome(Option.CLAIM).score == 2
    assert together.outcome(Option.CLAIM).path[1].points == 1


def test_a_reason_says_which_points_the_cars_of_one_policy_share() -> None:
    """This accident's point meets the point of another accident; three cars share the two."""
    other = Claim(date(2026, 6, 1), Won(3_000_000))
    hard = evolve(with_bill(4_000_000, CLEAN), claims=(other,))
    found = decide(beside(hard, car(same_policy=True), car(same_policy=True)))
    reasons = {one.code: one for one in found.reasons}
    assert reasons["points-meet"].facts == {"own": 1, "others": 1, "points": 2}
    assert reasons["points-shared"].facts == {"cars": 3, "whole": 2, "points": Decimal("0.67")}
    assert "points-shared" not in {one.code for one in decide(beside(hard, car())).reasons}


def test_a_grade_that_is_not_stated_is_that_of_the_policy_and_asked() -> None:
    decision = decide(beside(CLEAN, car()))
    assert ("other_car[0].grade", 16) in [(one.path, one.value) for one in decision.assumed]
    assert "other-car-grade" in [one.code for one in decision.ask]
    assert not any(one.assumption.startswith("other_car") for one in decision.range)
    stated = decide(beside(CLEAN, car(grade=20)))
    assert "other-car-grade" not in [one.code for one in stated.ask]
