from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, assuming, collision, decide, with_accident, with_bill, won
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import ClaimStatus

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision

TEN = assuming(renewals=10)


def at_price(case: Case, price: int) -> Decision:
    return decide(with_accident(case, cash_repair=Won(price)))


def paying_costs_no_more(decision: Decision) -> bool:
    claims = [one.total for one in decision.outcomes if one.available and one.option.is_claim]
    return decision.outcome(Option.SELF_PAY).total <= min(claims)


def test_the_sample_s_price_is_what_claiming_costs() -> None:
    """A cash price up to the total cost of the claim costs no more than claiming."""
    decision = decide(TEN)
    assert decision.cash_up_to == decision.outcome(Option.CLAIM).total == 1_261_090


@pytest.mark.parametrize(("more", "pays"), [(-1, True), (0, True), (1, False)])
def test_a_won_decides(more: int, *, pays: bool) -> None:
    price = decide(TEN).cash_up_to
    assert price is not None
    found = at_price(TEN, price + more)
    assert paying_costs_no_more(found) is pays
    assert (found.recommended is Option.SELF_PAY) is pays


def as_answered(case: Case, decision: Decision) -> Case:
    """Return the case with the answer's refunds made and no refund left to choose."""
    refunded = decision.plan.refund if decision.plan else ()
    kept = (one for place, one in enumerate(case.claims) if place not in refunded)
    return evolve(case, claims=tuple(evolve(one, status=ClaimStatus.SETTLED) for one in kept))


@given(cases())
@settings(max_examples=40)
def test_the_price_is_the_highest_that_costs_no_more(case: Case) -> None:
    """At this price paying costs no more than claiming; one won more makes it cost more.

    The cash price that the case states does not matter. The limit belongs to its answer: the
    earlier claims that the answer refunds stay refunded at any price.
    """
    if case.accident.own_damage.likely == 0:
        assert decide(case).cash_up_to is None
        return
    case = with_accident(case, own_damage=won(case.accident.own_damage.likely))
    case = assuming(case, quote_clean=None, quote_claim=None)
    decision = decide(case)
    bill, price = case.accident.own_damage.likely, decision.cash_up_to
    if not any(one.available and one.option.is_claim for one in decision.outcomes):
        return
    case = as_answered(case, decision)
    if price is None:
        assert not paying_costs_no_more(at_price(case, 0))
        return
    assert paying_costs_no_more(at_price(case, price))
    if price < bill:
        assert not paying_costs_no_more(at_price(case, price + 1))


def test_the_fault_s_share_of_the_price_is_what_is_paid() -> None:
    """At 70 % fault the driver pays 0.7 won of each won of the price, so it may be higher."""
    case = collision("0.7", own_damage=won(3_000_000), cash_repair=None)
    case = assuming(case, renewals=10)
    price = decide(case).cash_up_to
    assert price is not None
    assert paying_costs_no_more(at_price(case, price))
    assert not paying_costs_no_more(at_price(case, price + 1))
    assert price > decide(case).outcome(Option.CLAIM).total


def test_a_claim_that_leaves_the_repair_to_the_driver_bears_the_same_price() -> None:
    """If claiming only the other party's part is already cheaper, no cash price changes that."""
    case = collision("1", own_damage=won(400_000), other_property=won(5_000_000))
    assert decide(assuming(case, renewals=10)).cash_up_to is None


def test_without_a_claim_or_a_repair_there_is_no_price() -> None:
    assert decide(with_bill(150_000, TEN)).cash_up_to is None
    assert decide(with_bill(0, SAMPLE)).cash_up_to is None
    assert decide(with_accident(TEN, paid=Won(800_000))).cash_up_to is None
