"""Once the insurer has paid, the claim can be kept or paid back; both options show the payout."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from engine.sample import assuming, decide, with_accident

from advisor.domain.money import Won
from advisor.domain.outcome import Option

LAST = date(2027, 3, 1)
THRESHOLD = 2_000_000


@pytest.mark.parametrize(
    ("paid", "crossed", "score"), [(THRESHOLD, False, "0.5"), (THRESHOLD + 1, True, "1")]
)
def test_both_ways_show_what_was_claimed_and_the_record_that_stays(
    paid: int, score: str, *, crossed: bool
) -> None:
    decision = decide(with_accident(paid=Won(paid)))
    keep, back = decision.outcome(Option.CLAIM), decision.outcome(Option.CLAIM_REFUND)
    for one in (keep, back):
        assert (one.available, one.reasons, one.cash_now) == (True, (), 0)
        assert (one.tested, one.crossed) == (paid, crossed)
    assert (keep.score, back.score) == (Decimal(score), Decimal(0))
    assert decision.payout.total == decision.threshold.tested == paid
    assert decision.threshold.crossed is crossed


def test_paying_back_costs_what_was_paid_on_the_last_day_of_the_policy_year() -> None:
    """The premiums are then those of a driver who has claimed nothing."""
    decision = decide(with_accident(paid=Won(800_000)))
    back = decision.outcome(Option.CLAIM_REFUND)
    assert [(line.day, line.amount) for line in back.lines] == [(LAST, 800_000)]
    assert back.path == decision.without_accident
    assert back.extra_premium == 0
    assert back.total == 800_000
    assert back.outlay - back.total == sum(
        year.premium for year in decision.without_accident[1 : decision.renewals + 1]
    )


def test_every_other_option_says_that_it_is_too_late() -> None:
    decision = decide(with_accident(paid=Won(800_000)))
    others = {one.option: one for one in decision.outcomes if not one.available}
    assert {*others} == {
        Option.SELF_PAY, Option.CLAIM_OWN, Option.CLAIM_OTHER, Option.CLAIM_CAPPED,
    }  # fmt: skip
    assert {one.reasons for one in others.values()} == {("already-claimed",)}
    settling = with_accident(paid=Won(800_000), injury_grade=14, injury_settlement=Won(700_000))
    settled = decide(settling)
    assert settled.outcome(Option.SETTLE).reasons == ("already-claimed",)
    assert settled.settle_up_to is None


@pytest.mark.parametrize("paid", [300_000, 5_000_000])
def test_the_steps_name_whom_to_call_by_when_and_with_how_much(paid: int) -> None:
    """A small claim is paid back and leaves no record; a large one is kept and is on the record."""
    decision = decide(with_accident(paid=Won(paid)))
    steps = {step.code: dict(step.facts) for step in decision.steps}
    refunds = paid == 300_000
    told = {"amount": paid, "day": LAST} if refunds else None
    assert steps.get("refund-call") == told, "who leaves the claim has nobody to call"
    assert decision.recommended is (Option.CLAIM_REFUND if refunds else Option.CLAIM)
    assert steps.get("refund-by") == told
    assert steps["check-no-record" if refunds else "check-record"] == {"day": date(2027, 3, 2)}


def test_a_claim_that_may_not_be_paid_back_is_told_by_its_steps_too() -> None:
    decision = decide(assuming(with_accident(paid=Won(800_000)), refund_allowed=False))
    assert [step.code for step in decision.steps] == ["check-record"]
    assert decision.outcome(Option.CLAIM_REFUND).reasons == ("refund-not-allowed",)


def test_a_refundable_claim_turns_where_the_premiums_rise_by_what_was_paid() -> None:
    """At equal cost the claim is paid back: it costs no more, and the record stays clean."""
    extra = decide(with_accident(paid=Won(800_000))).outcome(Option.CLAIM).extra_premium
    found = {paid: decide(with_accident(paid=Won(paid))).recommended for paid in (extra, extra + 1)}
    assert found == {extra: Option.CLAIM_REFUND, extra + 1: Option.CLAIM}
    intervals = decide(with_accident(paid=Won(800_000))).break_even.intervals
    assert [(one.first, one.best) for one in intervals][:2] == [
        (0, Option.CLAIM_REFUND),
        (extra + 1, Option.CLAIM),
    ]
