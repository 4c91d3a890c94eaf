from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from engine.sample import SAMPLE, assuming, decide, rate, with_accident, with_bill
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.options.ranking import cheapest

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.engine.options.ranking import ExactWon


@given(cases())
@settings(max_examples=30)
def test_the_recommended_option_is_the_cheapest_one(case: Case) -> None:
    decision = decide(case)
    ranked = [
        (outcome.total, place, outcome.option)
        for place, outcome in enumerate(decision.outcomes)
        if outcome.available and outcome.option is not Option.CLAIM_REFUND
    ]
    assert decision.recommended is min(ranked)[2]
    assert decision.margin >= 0


def test_equal_costs_go_by_the_options_order() -> None:
    tied: dict[Option, ExactWon] = {
        Option.SELF_PAY: Fraction(5),
        Option.CLAIM: Fraction(5),
        Option.CLAIM_OWN: Fraction(4),
    }
    assert cheapest(tied) is Option.CLAIM_OWN
    assert cheapest({Option.CLAIM: Fraction(5), Option.SELF_PAY: Fraction(5)}) is Option.CLAIM
    assert cheapest({o: Fraction(1) for o in Option}) is Option.SELF_PAY


def test_refund_is_never_recommended() -> None:
    """Without a cheaper cash price paying back costs no more than paying, yet is never advised."""
    decision = decide(with_bill(300_000))
    later, now = decision.outcome(Option.CLAIM_REFUND), decision.outcome(Option.SELF_PAY)
    assert later.total == now.total
    discounted = decide(assuming(with_bill(300_000), discount_rate=rate("0.1")))
    assert discounted.outcome(Option.CLAIM_REFUND).total < now.total
    assert discounted.recommended is Option.SELF_PAY


def test_without_fault_claiming_wins_by_all_that_is_paid() -> None:
    case = with_accident(SAMPLE, kind=Kind.NATURAL, fault=rate("0"), cash_repair=None)
    decision = decide(case)
    assert (decision.recommended, decision.margin) == (Option.CLAIM, Won(1_440_000))
