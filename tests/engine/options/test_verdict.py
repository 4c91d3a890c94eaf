from __future__ import annotations

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    rate,
    rulebook,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Estimate, Kind
from advisor.domain.decision import Certainty, Verdict
from advisor.domain.findings import RangeEntry
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.options.ranking import Ranking
from advisor.engine.options.verdict import VerdictBasis, certainty, verdict

CLEAN = evolve(SAMPLE, claims=())


def test_a_side_when_every_reading_agrees() -> None:
    assert decide(SAMPLE).verdict is Verdict.CLAIM
    assert decide(with_bill(300_000)).verdict is Verdict.SELF_PAY


def test_claim_stands_for_any_of_the_claims() -> None:
    """With large damage to the other party and little to the own car, only theirs is claimed."""
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
    """Paying a claim back costs the insurer's price, so the cheaper cash price is lost."""
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
    """The verdict is for the stated renewals; where it would turn is a reason of its own."""
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
    """At the likely bill the insurer pays nothing, so there is no claim to keep open."""
    estimate = Estimate(Won(150_000), Won(150_000), Won(6_000_000))
    decision = decide(with_accident(CLEAN, own_damage=estimate, cash_repair=None))
    assert not decision.outcome(Option.CLAIM).available
    assert decision.verdict is Verdict.DEPENDS


def test_a_margin_has_two_sides() -> None:
    """The margin is the gap between paying and the cheapest claim, or 0 if only paying is left."""
    case = collision("1", own_damage=won(1_000_000), other_property=won(700_000))
    decision = decide(case)
    self_pay = decision.outcome(Option.SELF_PAY).total
    claims = [o.total for o in decision.outcomes if o.available and o.option.is_claim]
    assert decision.margin == abs(self_pay - min(claims))
    assert decide(with_cover(single_vehicle=False)).margin == 0


def asked(margin: int, *others: tuple[Option, int], best: Option = Option.SELF_PAY) -> VerdictBasis:
    """Return the open question of the sample's options with made-up margins."""
    return VerdictBasis(
        headline=Ranking(best, Won(margin)),
        outcomes=decide(SAMPLE).outcomes,
        others=[RangeEntry("policy.grade", 11, option, Won(lead)) for option, lead in others],
        material=Won(30_000),
        claimed_already=False,
        late=False,
    )


@pytest.mark.parametrize(("lead", "open_"), [(29_999, False), (30_000, True)])
def test_a_reading_disagrees_only_by_what_matters(lead: int, *, open_: bool) -> None:
    question = asked(100_000, (Option.CLAIM, lead))
    assert question.disagreeing is open_
    assert (verdict(question) is Verdict.SELF_PAY) is not open_


@pytest.mark.parametrize(
    ("won_by_claiming", "expected"), [(299_999, "depends"), (300_000, "keep-open")]
)
def test_a_refund_is_kept_open_up_to_what_claiming_may_win(
    won_by_claiming: int, expected: str
) -> None:
    """Paying back the sample's claim costs 300,000 more than its cash price."""
    assert verdict(asked(100_000, (Option.CLAIM, won_by_claiming))) == expected


def test_behind_the_cut_off_no_quote_settles_anything() -> None:
    question = asked(100_000, (Option.CLAIM, 900_000))
    assert verdict(question) is Verdict.KEEP_OPEN
    assert verdict(evolve(question, late=True)) is Verdict.DEPENDS


@pytest.mark.parametrize(("margin", "found"), [(29_999, Certainty.CLOSE), (30_000, Certainty.FIRM)])
def test_a_margin_below_what_matters_is_a_close_call(margin: int, found: Certainty) -> None:
    assert certainty(asked(margin), Verdict.SELF_PAY, ()) is found


def test_firm_is_what_sure_rules_say() -> None:
    """A rule that rests on one blog, or a material reading that disagrees, makes it likely only."""
    grades = rulebook().grade_tables["mg-2024"].on(SAMPLE.policy.start)
    cover = rulebook().cover.on(SAMPLE.accident.day)
    assert certainty(asked(90_000), Verdict.SELF_PAY, (cover,)) is Certainty.FIRM
    assert certainty(asked(90_000), Verdict.SELF_PAY, (cover, grades)) is Certainty.LIKELY
    unsure = asked(90_000, (Option.CLAIM, 50_000))
    assert certainty(unsure, Verdict.DEPENDS, (cover,)) is Certainty.LIKELY


def test_what_no_cover_pays_has_a_firm_answer() -> None:
    assert decide(with_accident(kind=Kind.WEAR)).certainty is Certainty.FIRM
    assert decide(with_bill(150_000)).certainty is Certainty.FIRM
    assert decide(SAMPLE).certainty is Certainty.LIKELY


def test_a_claim_paid_back_is_no_side_whose_rules_count() -> None:
    """After a total loss without own fault claiming is free, and paying rests on no rule.

    With interest, claiming and paying back is cheaper than paying now. But the margin leaves it
    out, so that doubts about paying back cast none on this answer.
    """
    lost = with_cover(
        with_accident(CLEAN, kind=Kind.FLOOD, fault=rate("0")), sum_insured=Won(10**6)
    )
    decision = decide(assuming(lost, discount_rate=rate("0.04")))
    refund, self_pay = decision.outcome(Option.CLAIM_REFUND), decision.outcome(Option.SELF_PAY)
    assert refund.total < self_pay.total == decision.margin
    assert decision.certainty is Certainty.FIRM
