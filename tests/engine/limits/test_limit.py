"""The two limits to keep in mind, and the map of bills from which one of them is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import assuming, collision, decide, with_accident, with_bill, won
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.decision import BillMap, Interval
from advisor.domain.money import Won
from advisor.domain.outcome import Option

if TYPE_CHECKING:
    from advisor.domain.case import Case

PAY, CLAIM, CAPPED = Option.SELF_PAY, Option.CLAIM, Option.CLAIM_CAPPED
TEN = assuming(renewals=10)


def drawn(*intervals: tuple[int, int, Option]) -> BillMap:
    return BillMap("own_damage", tuple(Interval(Won(a), Won(b), best) for a, b, best in intervals))


GAP = drawn((0, 9, PAY), (10, 19, CLAIM), (20, 29, CAPPED), (30, 39, PAY), (40, 99, CLAIM))


@pytest.mark.parametrize(
    ("bill", "begins"),
    [(0, 10), (9, 10), (10, 10), (19, 10), (25, 10), (29, 10), (30, 40), (39, 40), (40, 40)],
)
def test_claims_that_touch_are_one_stretch(bill: int, begins: int) -> None:
    assert GAP.claim_from(bill) == begins


def test_where_no_claim_is_best_there_is_none() -> None:
    assert drawn((0, 99, PAY)).claim_from(50) is None
    assert drawn((0, 9, CLAIM), (10, 99, PAY)).claim_from(50) is None


@given(cases())
@settings(max_examples=25)
def test_it_is_where_the_map_says(case: Case) -> None:
    decision = decide(case)
    begins, drawn_map = decision.claim_from, decision.break_even
    assert begins == drawn_map.claim_from(decision.bill)
    if begins is None:
        assert not any(
            one.best.is_claim for one in drawn_map.intervals if one.last >= decision.bill
        )
        return
    assert drawn_map.best(begins).is_claim
    assert begins == 0 or not drawn_map.best(begins - 1).is_claim


def test_the_map_runs_over_the_bill_that_is_open() -> None:
    others = collision("1", own_damage=won(0), cash_repair=None, other_property=won(900_000))
    assert decide(TEN).break_even.over == "own_damage"
    assert decide(others).break_even.over == "other_property"
    assert decide(with_accident(TEN, paid=Won(800_000))).break_even.over == "paid"


def test_the_map_is_drawn_once_and_only_where_it_is_asked_for() -> None:
    """Deciding many cases at once does without the map, so it is drawn on demand and kept."""
    drawn_maps: list[BillMap] = []

    def draw(_over: str) -> BillMap:
        drawn_maps.append(GAP)
        return GAP

    decision = evolve(decide(with_bill(1_000_000)), map_over=draw)
    assert decision.cash_up_to is not None
    assert decision.claim_from is not None
    assert drawn_maps == []
    assert decision.break_even is decision.break_even is GAP
    assert len(drawn_maps) == 1
