"""A message is read by people without the program: it asks for no input and names the sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
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

from advisor.domain.accident import Driver, Kind
from advisor.domain.decision import Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.explain.opening import opening
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.report.message import message

if TYPE_CHECKING:
    from advisor.domain.case import Case


def without_bill(case: Case = SAMPLE, kind: Kind = Kind.OBJECT) -> Case:
    return with_accident(case, kind=kind, own_damage=won(0), cash_repair=None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_sent_to_type_something(language: Language) -> None:
    texts = Texts(language)
    stolen = with_cover(without_bill(kind=Kind.THEFT), sum_insured=None)
    cash = with_accident(own_damage=won(0), cash_repair=Won(500_000))
    taken = with_cover(stolen, unconfirmed=True)
    told = {
        "no-bill-theft-unstated": stolen,
        "no-bill-theft-unstated-if-covered": taken,
        "no-bill-cash": cash,
    }
    for code, case in told.items():
        said = message(decide(case), texts)
        facts = {"cash": Won(500_000)}
        assert texts(f"headline.{code}", **facts) not in said
        assert texts(f"sent.headline.{code}", **facts) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_otherwise_in_a_message_is_said_in_an_answer_too(language: Language) -> None:
    texts = Texts(language)
    sent = [code for code in texts.codes("sent") if code.startswith("sent.")]
    assert sent
    assert all(texts.has(code.removeprefix("sent.")) for code in sent)
    assert texts.preferring("sent")("limit.or", some="a", more="b") == texts(
        "limit.or", some="a", more="b"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_covered_has_its_sum(language: Language) -> None:
    texts = Texts(language)
    decision = decide(with_accident(kind=Kind.WEAR, own_damage=won(700_000), cash_repair=None))
    assert decision.verdict is Verdict.NOT_COVERED
    assert texts("message.cash-alone", cash=Won(700_000)) in message(decision, texts)
    drunk = decide(collision("0.5", own_damage=won(800_000), driver=Driver.DRUNK, cash_repair=None))
    assert texts("message.cash-alone", cash=Won(400_000)) in message(drunk, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_settlement_beside_which_nothing_is_claimed_says_what_it_saves(
    language: Language,
) -> None:
    texts = Texts(language)
    hurt = collision("1", injury_grade=12, injury_settlement=Won(300_000))
    decision = decide(with_accident(hurt, own_damage=won(100_000), cash_repair=None))
    assert decision.recommended is Option.SETTLE
    ways = {way.option: way.total for way in decision.outcomes if way.available}
    assert set(ways) == {Option.SETTLE, Option.SELF_PAY}
    saved = ways[Option.SELF_PAY] - ways[Option.SETTLE]
    assert texts.formats["about"](saved) in opening(decision, texts).first
    for total in ways.values():
        assert texts.formats["words"](total) in message(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_claimed_today_is_paid_back_by_today(language: Language) -> None:
    texts = Texts(language)
    policy = evolve(SAMPLE.policy, start=date(2025, 11, 22))
    for day in (date(2026, 5, 1), date(2026, 11, 20)):
        case = with_accident(evolve(SAMPLE, policy=policy), day=day)
        decision = decide(case)
        assert decision.refund_by == case.as_of
        shown = texts.formats["day"](case.as_of)
        assert shown not in message(decision, texts)
        assert all(shown not in said for said in opening(decision, texts).lines)
        assert "refund-by" not in {step.code for step in decision.steps}
        assert "refund-allowed" not in {one.code for one in decision.ask}
        paid = decide(with_accident(case, paid=Won(900_000)))
        assert shown in message(paid, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_cover_pays_does_not_wait_for_a_bill(language: Language) -> None:
    texts = Texts(language)
    never = decide(without_bill(kind=Kind.WEAR))
    assert opening(never, texts).first == texts("headline.no-bill-not-covered")
    hired = decide(with_accident(without_bill(), driver=Driver.DESIGNATED))
    assert opening(hired, texts).first == texts("headline.designated-driver-pays")
    uncovered = with_policy(with_bill(0), own_damage=None, no_own_damage=True)
    theirs = decide(without_bill(uncovered))
    assert opening(theirs, texts).first == texts("headline.no-bill-own-not-covered")
    assert opening(decide(without_bill()), texts).first == texts("headline.no-bill")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [Kind.WEAR, Kind.BREAKDOWN, Kind.INTENTIONAL])
def test_a_cash_price_of_what_is_never_covered_waits_for_no_estimate(
    language: Language, kind: Kind
) -> None:
    """The insurer pays for the injured but never for the repair, so no estimate is waited for."""
    texts = Texts(language)
    case = with_accident(without_bill(kind=kind), cash_repair=Won(1_500_000), own_injury=True)
    found = decide(case)
    assert opening(found, texts).first == texts("headline.not-covered-but-injury")
    assert "estimate-first" not in {one.code for one in found.steps}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_premiums_rise_by_is_the_sum_of_the_answer(language: Language) -> None:
    """A discounted total counts later money for less, but the message names what is to be paid."""
    texts = Texts(language)
    hurt = with_accident(kind=Kind.WEAR, own_damage=won(700_000), injury_grade=9, cash_repair=None)
    decision = decide(assuming(hurt, discount_rate=Decimal("0.03")))
    paid = decision.outcomes[Option.SELF_PAY]
    assert paid.total != paid.cash_now + paid.extra_premium
    facts = {"premiums": paid.extra_premium, "renewals": decision.renewals}
    assert texts("message.premiums-alone", **facts) in message(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_told_to_pay_is_not_told_how_a_claim_is_taken_back(language: Language) -> None:
    texts = Texts(language)
    found = decide(with_bill(500_000))
    assert found.verdict is Verdict.SELF_PAY
    assert found.refund_by
    assert texts.formats["day"](found.refund_by) not in message(found, texts)
