"""Who pays which part of a bill: the own cover, the driver or the other side, and to what limit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    rate,
    rulebook,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.engine.loss.cover import cover
from advisor.engine.loss.loss import loss_of
from advisor.engine.loss.points import accident_points, injury_points, property_points
from advisor.engine.reading import read

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.engine.loss.loss import Loss


def loss(case: Case) -> Loss:
    reading = read(case, rulebook())
    return loss_of(reading, cover(reading), reading.own_bill)


@pytest.mark.parametrize(
    ("bill", "paid", "left"),
    [
        (5_999_999, 3_599_999, 0),
        (6_000_000, 3_600_000, 0),
        (6_000_001, 3_000_000, 600_000),
        (8_000_000, 3_000_000, 1_800_000),
    ],
)
def test_the_other_side_repairs_up_to_120_percent_of_the_value(
    bill: int, paid: int, left: int
) -> None:
    """At 40 % fault and a value of 5,000,000, bills above 6,000,000 are paid by the value only."""
    found = loss(collision("0.4", own_damage=won(bill), car_value=Won(5_000_000)))
    assert (found.from_other_side, found.unpaid) == (paid, left)


def test_a_value_that_is_not_stated_and_a_day_without_a_rule_set_no_limit() -> None:
    unstated = collision("0.4", own_damage=won(9_000_000))
    assert (loss(unstated).from_other_side, loss(unstated).unpaid) == (5_400_000, 0)
    early = collision(
        "0.4", own_damage=won(9_000_000), car_value=Won(5_000_000), day=date(2024, 2, 21)
    )
    early = with_policy(early, start=date(2023, 11, 2))
    assert loss(early).from_other_side == 5_400_000
    first = evolve(early, accident=evolve(early.accident, day=date(2024, 2, 22)))
    assert loss(first).from_other_side == 3_000_000


def test_the_own_sum_insured_is_no_limit_of_the_other_side() -> None:
    """Without fault the other side pays all 5,000,000, even if 2,000,000 or nothing is insured."""
    case = collision("0", own_damage=won(5_000_000))
    for asked in (with_cover(case, sum_insured=Won(2_000_000)), with_policy(case, own_damage=None)):
        found = loss(asked)
        assert (found.from_other_side, found.own_part) == (5_000_000, 0)


def test_a_total_loss_shares_the_sum_insured_and_the_whole_bill() -> None:
    """The own part is of the sum insured without deductible, the other side's is of the bill."""
    case = with_cover(collision("0.7", own_damage=won(5_000_000)), sum_insured=Won(4_000_000))
    found = loss(case)
    assert found.total_loss
    assert (found.own_paid, found.deductible, found.from_other_side) == (2_800_000, 0, 1_500_000)


@pytest.mark.parametrize(
    ("depreciation", "fault", "loss_left", "deductible", "paid"),
    [
        (0, "1", 3_000_000, 500_000, 2_500_000),
        (1_000_000, "1", 2_000_000, 400_000, 1_600_000),
        (1_000_000, "0.5", 1_000_000, 200_000, 800_000),
        (3_000_000, "1", 0, 0, 0),
    ],
)
def test_new_for_old_leaves_the_own_loss_before_the_deductible(
    depreciation: int, fault: str, loss_left: int, deductible: int, paid: int
) -> None:
    """In a collision only the own share of new for old comes off; the deductible is on the rest."""
    case = collision(fault, own_damage=won(3_000_000), depreciation=Won(depreciation))
    found = loss(case)
    assert (found.own_loss, found.deductible, found.own_paid) == (loss_left, deductible, paid)
    assert found.own_loss + found.depreciation == found.own_part


def test_new_for_old_is_whole_where_nobody_shares_and_none_in_a_total_loss() -> None:
    case = with_accident(with_bill(3_000_000), depreciation=Won(1_000_000))
    assert loss(case).depreciation == 1_000_000
    total = with_cover(case, sum_insured=Won(3_000_000))
    assert (loss(total).depreciation, loss(total).own_paid) == (0, 3_000_000)
    flood = with_accident(case, kind=Kind.FLOOD, fault=rate("0"))
    assert loss(flood).depreciation == 1_000_000


@pytest.mark.parametrize(
    ("limit", "paid", "above"),
    [(None, 30_000_000, 0), (30_000_000, 30_000_000, 0), (29_999_999, 29_999_999, 1),
     (20_000_000, 20_000_000, 10_000_000)],
)  # fmt: skip
def test_the_liability_cover_pays_to_its_limit(limit: int | None, paid: int, above: int) -> None:
    """The driver pays what is left of their share above the limit."""
    stated = None if limit is None else Won(limit)
    case = with_policy(
        collision("0.6", other_property=won(48_000_000), other_rental=Won(2_000_000)),
        property_limit=stated,
    )
    found = loss(case)
    assert (found.other_loss, found.other_paid, found.above_limit) == (30_000_000, paid, above)


def test_where_no_cover_answers_nothing_is_above_its_limit() -> None:
    case = with_policy(
        collision("1", other_property=won(5_000_000), driver="drunk"),
        property_limit=Won(1_000_000),
    )
    assert (loss(case).other_paid, loss(case).above_limit) == (0, 0)


@pytest.mark.parametrize(("twelve", "points"), [(None, 2), (2, 2), (1, 1)])
def test_grade_12_has_two_readings(twelve: int | None, points: int) -> None:
    """A sprain moved from grade 9 to 12 in 2014, but the points in print are older than that."""
    terms = rulebook().accident_points.on(SAMPLE.accident.day).terms
    assert injury_points(12, terms, own_injury=False, twelve=twelve) == points
    assert injury_points(11, terms, own_injury=False, twelve=twelve) == 2
    assert injury_points(13, terms, own_injury=False, twelve=twelve) == 1
    hurt = assuming(with_accident(injury_grade=12), injury_12_points=twelve)
    reading = read(hurt, rulebook())
    assert accident_points(reading, loss(hurt), Won(0), own_paid=Won(0)) == points


@pytest.mark.parametrize(
    ("own", "tested", "points"),
    [
        (100_000_000, 100_000_000, 1),
        (100_000_001, 100_000_001, 2),
        (100_000_000, 300_000_000, 1),
        (0, 300_000_000, 1),
    ],
)
def test_two_points_are_for_large_own_damage_alone(own: int, tested: int, points: int) -> None:
    """Even with this reading chosen, the other party's damage never brings two points."""
    terms = rulebook().accident_points.on(SAMPLE.accident.day).terms
    threshold = Won(2_000_000)
    chosen = assuming(SAMPLE, large_property_points=True).assumptions
    found = property_points(Won(tested), threshold, terms, chosen, own_paid=Won(own))
    assert found == points
    plain = property_points(Won(tested), threshold, terms, SAMPLE.assumptions, own_paid=Won(own))
    assert plain == 1


def test_a_payout_that_nobody_remembers_is_taken_as_not_above_the_threshold() -> None:
    terms = rulebook().accident_points.on(SAMPLE.accident.day).terms
    within = property_points(None, Won(2_000_000), terms, SAMPLE.assumptions)
    assert within == terms.property_within_threshold
