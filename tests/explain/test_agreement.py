"""The sentences agree with the figures beside them, and with each other."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    collision,
    decide,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Driver, Estimate
from advisor.domain.decision import Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus, Deductible
from advisor.explain.covers import blockers
from advisor.explain.guidance import steps
from advisor.explain.headlines import paid_by_others
from advisor.explain.opening import opening, verdict_line
from advisor.explain.paper import Paper
from advisor.explain.sentences import TOLD_FIRST, assumptions, reasons, warnings
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.report.answer.to_text import to_text

UNSURE = with_accident(
    with_policy(evolve(SAMPLE, claims=()), grade=None), own_damage=Estimate.exactly(Won(1_000_000))
)


@pytest.mark.parametrize(("cash", "lost"), [(800_000, "200,000"), (900_000, "100,000")])
def test_a_refund_that_loses_the_cash_price_says_what_it_costs(cash: int, lost: str) -> None:
    decision = decide(with_accident(UNSURE, cash_repair=Won(cash)))
    assert decision.verdict is Verdict.KEEP_OPEN
    for texts in (Texts("ko"), Texts("en")):
        said = opening(decision, texts).conditions[0]
        assert lost in said
        assert "없던 일" not in said


def test_a_refund_that_loses_nothing_undoes_the_claim() -> None:
    small = with_accident(UNSURE, own_damage=Estimate.exactly(Won(900_000)), cash_repair=None)
    decision = decide(small)
    assert decision.verdict is Verdict.KEEP_OPEN
    assert "없던 일" in opening(decision, Texts("ko")).conditions[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_do_not_claim_unasked_what_the_first_line_pays(language: Language) -> None:
    """The steps list both ways: to pay (as far as is known), or to claim if there is no time."""
    small = with_accident(UNSURE, own_damage=Estimate.exactly(Won(700_000)), cash_repair=None)
    decision, texts = decide(small), Texts(language)
    assert decision.verdict is Verdict.KEEP_OPEN
    assert decision.recommended is Option.SELF_PAY
    codes = [one.code for one in decision.steps]
    first, meanwhile = codes.index("ask-first"), codes.index("claim-meanwhile")
    assert codes[first + 1 : meanwhile] == ["estimate", "cash-quote", "keep-receipts"]
    assert codes.index("report-alone") == meanwhile + 1
    assert len(set(codes)) == len(codes)
    said = [*steps(decision, texts)][codes.index("ask-first")]
    assert texts("range.policy.grade").lower() in said.lower()
    certain = decide(with_policy(small, grade=16))
    assert "ask-first" not in {one.code for one in certain.steps}


@pytest.mark.parametrize(
    ("bill", "cash", "recommended"),
    [(800_000, 600_000, Option.SELF_PAY), (1_500_000, 1_000_000, Option.CLAIM)],
)
def test_what_the_first_line_wants_asked_first_is_the_first_step_of_a_way(
    bill: int, cash: int, recommended: Option
) -> None:
    own = Estimate.exactly(Won(bill))
    decision = decide(with_accident(UNSURE, own_damage=own, cash_repair=Won(cash)))
    assert (decision.verdict, decision.recommended) == (Verdict.DEPENDS, recommended)
    codes = [one.code for one in decision.steps]
    assert codes[:2] == ["scene-alone", "ask-first"]
    act = {"ko": "보험으로 처리", "en": "claim"}
    for language in LANGUAGES:
        said = [*steps(decision, Texts(language))][1]
        assert Texts(language)("range.policy.grade").lower() in said.lower()
        assert (act[language] in said) == recommended.is_claim


@pytest.mark.parametrize("theirs", [400_000, 10_000_000])
def test_an_accident_without_points_is_not_said_to_have_some(theirs: int) -> None:
    """Below 50 % fault there are no points, whether the payout is above the threshold or not."""
    decision = decide(collision("0.3", other_property=won(theirs)))
    codes = [reason.code for reason in decision.reasons]
    assert "low-fault-left-out" in codes
    for texts, point in ((Texts("ko"), "점입니다"), (Texts("en"), "point")):
        told = [code for code in codes if code not in TOLD_FIRST]
        said = dict(zip(told, reasons(decision, texts), strict=True))
        threshold = next(text for code, text in said.items() if code.startswith("threshold-"))
        assert point not in threshold
        assert "30%" in said["low-fault-left-out"]


def test_a_cover_that_nobody_mentioned_is_not_denied_as_a_fact() -> None:
    decision = decide(with_policy(own_damage=None))
    for texts, condition in ((Texts("ko"), "없으면"), (Texts("en"), "Without")):
        assert condition in verdict_line(decision, texts)
        typed = assumptions(decision, texts, flags=True)
        assert any("--own-damage-cover" in said for said in typed)


DESIGNATED = collision("1", driver=Driver.DESIGNATED, other_property=won(16_000_000))
DRUNK = collision("1", driver=Driver.DRUNK, other_property=won(16_000_000), injury_grade=12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_pays_nothing_is_shown_no_price(language: Language) -> None:
    decision, texts = decide(with_policy(DESIGNATED, surcharge_threshold=None)), Texts(language)
    assert paid_by_others(decision)
    shown = to_text(decision, Paper(texts), full=True)
    assert "16,000,000" not in shown
    assert texts("option.self-pay") not in shown
    assert texts("section.assumed") not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drunk_driver_is_told_one_story(language: Language) -> None:
    """The insurer pays the others and takes it back; nothing is refused, no consent needed."""
    decision, texts = decide(DRUNK), Texts(language)
    shown = to_text(decision, Paper(texts), full=True)
    assert "사고부담금" in verdict_line(decision, texts)
    assert verdict_line(decision, texts) != texts("headline.not-covered", refund_by=None)
    assert texts("reason.consent-needed") not in reasons(decision, texts)
    assert texts("reason.self-payment-injury-open") in reasons(decision, texts)
    assert "16,000,000" in shown


@pytest.mark.parametrize("amount", [70_000_000, 70_000_001])
def test_the_reasons_take_what_the_table_takes(amount: int) -> None:
    """For property a drunk driver pays back at most 20 million won and 50 million above that."""
    decision = decide(collision("1", driver=Driver.DRUNK, other_property=won(amount)))
    found = {reason.code: reason.facts for reason in decision.reasons}
    code = "self-payment-taken" if amount <= 70_000_000 else "self-payment-taken-too-high"
    assert found[code] == {"amount": amount}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_impossible_option_has_one_reason(language: Language) -> None:
    texts, decision = Texts(language), decide(DRUNK)
    said = [
        blockers(outcome, decision, texts) for outcome in decision.outcomes if not outcome.available
    ]
    assert said == [[texts("blocker.driver-not-covered")]] * 5


def test_a_payout_of_the_threshold_and_a_last_day_are_not_counted_as_nought() -> None:
    boundary = with_cover(with_bill(2_300_000), deductible=Deductible(fixed=Won(300_000)))
    decision = decide(evolve(boundary, as_of=date(2027, 3, 1)))
    ko, en = (" ".join(warnings(decision, Texts(language))) for language in ("ko", "en"))
    assert "2,000,000원과 똑같습니다" in ko
    assert "오늘 2027년 3월 1일(월)까지" in ko
    assert "exactly the threshold of 2,000,000 won" in en
    assert "Today, Mon 1 March 2027, is the last day" in en


def test_a_refund_that_an_injury_rules_out_is_no_step() -> None:
    decision = decide(collision("0.7", injury_grade=12, other_property=won(900_000)))
    assert not decision.outcomes[Option.CLAIM_REFUND].available
    for texts, refund in ((Texts("ko"), "환입"), (Texts("en"), "paid back")):
        assert all(refund not in said for said in steps(decision, texts))


UNCOVERED = with_cover(
    with_policy(evolve(SAMPLE, claims=()), grade=None, insurer="samsung"), single_vehicle=False
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_covered_says_why_at_once_and_speaks_of_no_table(language: Language) -> None:
    decision, texts = decide(UNCOVERED), Texts(language)
    why = texts("reason.single-vehicle-excluded", kind="object")
    assert decision.verdict is Verdict.NOT_COVERED
    assert opening(decision, texts).lines[1:] == (why,)
    assert why not in reasons(decision, texts), "it is said once"
    assert warnings(decision, texts) == assumptions(decision, texts) == []
    brief = to_text(decision, Paper(texts, 200))
    assert brief.count(why) == 1


def test_where_premiums_move_all_the_same_the_tables_are_told() -> None:
    hurt = with_accident(UNCOVERED, injury_grade=12)
    decision = decide(hurt)
    assert decision.outcomes[Option.SELF_PAY].extra_premium
    assert any("등급" in said for said in assumptions(decision, Texts("ko")))


def test_a_plan_says_how_much_goes_back_and_by_when() -> None:
    open_ = Claim(date(2026, 5, 1), Won(600_000), status=ClaimStatus.REFUNDABLE)
    decision = decide(evolve(with_bill(1_000_000), claims=(open_,)))
    ko, en = (opening(decision, Texts(language)).conditions[0] for language in ("ko", "en"))
    assert "600,000원을 2027년 3월 1일(월)까지 환입" in ko
    assert "those 600,000 won back by Mon 1 March 2027" in en
    for language in LANGUAGES:
        said = " ".join(steps(decision, Texts(language)))
        assert "600,000" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_injury_rules_a_refund_out_and_not_the_insurer(language: Language) -> None:
    decision = decide(collision("0.7", injury_grade=12, other_property=won(900_000)))
    text, texts = to_text(decision, Paper(Texts(language), 200), full=True), Texts(language)
    line = next(one for one in text.splitlines() if "환입" in one and "–" in one)
    assert texts("blocker.refund-not-allowed-hurt") in line
    assert texts("blocker.refund-not-allowed") not in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_loss_within_the_deductible_says_at_once_that_nothing_is_paid(language: Language) -> None:
    decision, texts = decide(with_bill(190_000)), Texts(language)
    assert decision.verdict is Verdict.SELF_PAY
    found = opening(decision, texts)
    (why,) = found.conditions
    assert why == texts("reason.deductible-all", loss=190_000)
    assert found.limit, "a bill that turns out higher may be one to claim"
    assert why not in reasons(decision, texts), "it is said once"
