from __future__ import annotations

from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Estimate, Kind
from advisor.domain.decision import Option, Verdict
from advisor.domain.money import Won

CLEAN = evolve(SAMPLE, claims=())


def test_a_side_when_every_reading_agrees() -> None:
    assert decide(SAMPLE).verdict is Verdict.CLAIM
    assert decide(with_bill(300_000)).verdict is Verdict.SELF_PAY


def test_claim_stands_for_any_of_the_claims() -> None:
    """A large damage of the other party and a small one of one's own: claim theirs alone."""
    case = collision("1", own_damage=won(400_000), other_property=won(1_900_000))
    case = with_policy(with_accident(case, cash_repair=Won(150_000)), surcharge_threshold=None)
    decision = decide(case)
    assert decision.recommended is Option.CLAIM_OTHER
    assert decision.verdict is Verdict.CLAIM


def test_readings_that_disagree_keep_it_open_until_the_quotes_are_known() -> None:
    estimate = Estimate(Won(500_000), Won(1_200_000), Won(2_000_000))
    case = with_accident(CLEAN, own_damage=estimate, cash_repair=None)
    decision = decide(case)
    assert {entry.recommended for entry in decision.range} == {Option.SELF_PAY, Option.CLAIM}
    assert decision.verdict is Verdict.KEEP_OPEN
    assert decide(assuming(case, refund_allowed=False)).verdict is Verdict.DEPENDS


def test_a_claim_is_kept_open_only_where_that_costs_no_more_than_it_may_win() -> None:
    """Paid back, a claim has cost the insurer's price: what is lost is the cheaper cash price."""
    estimate = Estimate(Won(500_000), Won(1_200_000), Won(4_000_000))
    unsure = with_accident(CLEAN, own_damage=estimate)
    for cash, expected in ((600_000, Verdict.KEEP_OPEN), (550_000, Verdict.DEPENDS)):
        decision = decide(with_accident(unsure, cash_repair=Won(cash)))
        refund, self_pay = decision.outcome(Option.CLAIM_REFUND), decision.outcome(Option.SELF_PAY)
        margins = [entry.margin for entry in decision.range if entry.recommended.is_claim]
        assert margins
        assert refund.total - self_pay.total == 1_200_000 - cash
        assert decision.verdict is expected
        assert (1_200_000 - cash <= max(margins)) is (expected is Verdict.KEEP_OPEN)


def test_years_at_which_it_turns_leave_the_verdict_alone() -> None:
    """The headline answers for the renewals ahead; where it would turn is a reason of its own."""
    decision = decide(assuming(with_policy(with_bill(1_200_000, CLEAN), grade=11), renewals=10))
    turning = {stretch.best.is_claim for stretch in decision.horizon}
    assert turning == {True, False}
    assert decision.verdict is Verdict.SELF_PAY
    shorter = next(reason for reason in decision.reasons if reason.code == "horizon-shorter")
    last = int(str(shorter.facts["renewals"]))
    for renewals, side in ((last, True), (last + 1, False)):
        counted = decide(assuming(decision.case, renewals=renewals))
        assert counted.recommended.is_claim is side
    assert shorter.facts["day"] == decision.without_accident[last + 1].day


def test_no_cover_that_answers_is_not_covered() -> None:
    decision = decide(with_accident(kind=Kind.WEAR))
    assert decision.verdict is Verdict.NOT_COVERED
    assert (decision.recommended, decision.margin) == (Option.SELF_PAY, 0)


def test_a_deductible_that_leaves_nothing_is_self_pay() -> None:
    assert decide(with_bill(150_000)).verdict is Verdict.SELF_PAY


def test_no_own_loss_is_self_pay_because_the_other_side_pays() -> None:
    for case in (collision("0"), with_policy(collision("0"), own_damage=None)):
        decision = decide(case)
        assert decision.verdict is Verdict.SELF_PAY
        assert "other-side-pays" in {reason.code for reason in decision.reasons}
        assert decision.payout.from_other_side == 1_800_000


def test_an_estimate_that_may_pass_the_deductible_depends() -> None:
    """Nothing would be paid as things look now, so there is no claim that could be kept open."""
    estimate = Estimate(Won(150_000), Won(150_000), Won(6_000_000))
    decision = decide(with_accident(CLEAN, own_damage=estimate, cash_repair=None))
    assert not decision.outcome(Option.CLAIM).available
    assert decision.verdict is Verdict.DEPENDS


def test_a_margin_has_two_sides() -> None:
    """The cheapest of the other side less the recommended; nothing beside self-pay leaves 0."""
    case = collision("1", own_damage=won(1_000_000), other_property=won(700_000))
    decision = decide(case)
    self_pay = decision.outcome(Option.SELF_PAY).total
    claims = [o.total for o in decision.outcomes if o.available and o.option.is_claim]
    assert decision.margin == abs(self_pay - min(claims))
    assert decide(with_cover(single_vehicle=False)).margin == 0
