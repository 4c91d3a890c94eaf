"""The first line of an answer says what every later line says, whoever pays and whoever drove."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
import strategies
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    rate,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)
from hypothesis import given, settings

from advisor.domain.accident import Driver, Estimate, Kind
from advisor.domain.decision import Advised, Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus
from advisor.explain import guidance
from advisor.explain.opening import opening
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.report.answer.advised_text import advised_lines
from advisor.report.answer.limits import limits
from advisor.report.answer.to_json import answer_document, to_json
from advisor.report.answer.to_text import to_text
from advisor.report.comparing.comparison import comparison_rows
from advisor.report.message import MOST_LINES, message
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide as answered

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision

RULEBOOK = load_rulebook()
KO, EN = Texts("ko"), Texts("en")


def first(decision: Decision, texts: Texts) -> str:
    return opening(decision, texts).first


def test_a_repair_above_what_the_other_side_pays_is_not_paid_by_it_whole() -> None:
    decision = decide(collision("0", own_damage=won(5_000_000), car_value=Won(3_000_000)))
    assert decision.payout.from_other_side == 3_000_000
    assert first(decision, KO) == (
        "정할 것이 없습니다. 내 차 수리비는 3,000,000원까지 상대방 보험사가 내고, "
        "고친다면 나머지 2,000,000원은 직접 부담합니다."
    )
    assert first(decision, EN) == (
        "Nothing to decide here: the other side's insurer pays 3,000,000 won of your repair, "
        "and 2,000,000 won is left to you if you have it repaired."
    )
    given = Advised(date(2026, 11, 21), "0.2.0", "ab", to_json(answer_document(decision)))
    assert first(decision, EN) in advised_lines(given, EN)
    whole = decide(collision("0", own_damage=won(3_000_000), car_value=Won(3_000_000)))
    assert first(whole, EN).endswith("the other side's insurer pays your repair.")


def test_the_day_to_pay_back_an_earlier_claim_stands_wherever_a_last_day_does() -> None:
    """No cover pays for the new damage here, so nothing but the earlier claim is paid back."""
    case = with_policy(SAMPLE, own_damage=None, no_own_damage=True)
    earlier = Claim(date(2026, 5, 1), Won(300_000), status=ClaimStatus.REFUNDABLE)
    decision = decide(evolve(case, claims=(*case.claims, earlier)))
    assert (decision.refund_by, decision.plan_by) == (None, date(2027, 3, 1))
    given = Advised(date(2026, 11, 21), "0.2.0", "ab", to_json(answer_document(decision)))
    assert "  환입 마감: 2027년 3월 1일(월)" in advised_lines(given, KO)
    (row,) = (row for row in comparison_rows([decision]) if row.code == "refund-by")
    assert [cell.value for cell in row.cells] == [decision.plan_by]


def test_a_repair_that_no_cover_pays_is_not_said_to_be_paid_by_others() -> None:
    """What the other side pays of the repair, and what it leaves unpaid, is said in a warning."""
    wreck = collision("0.3", own_damage=won(5_000_000), car_value=Won(3_000_000))
    decision = decide(with_accident(wreck, driver=Driver.UNLICENSED))
    assert decision.verdict is Verdict.NOT_COVERED
    assert "above-repair-limit" in {one.code for one in decision.warnings}
    assert first(decision, EN) == ("Your insurance does not cover this: you pay your own part.")


def test_where_an_injury_is_paid_the_insurance_does_not_pay_nothing() -> None:
    case = collision("1", driver=Driver.OUT_OF_SCOPE, other_property=won(900_000))
    for texts, paid in ((KO, "다친 사람은 보험사가 보상합니다."), (EN, "pays for the injured.")):
        assert first(decide(with_accident(case, injury_grade=13)), texts).endswith(paid)
        assert not first(decide(case), texts).endswith(paid)
        alone = with_accident(with_cover(single_vehicle=False), own_injury=True)
        assert first(decide(alone), texts).endswith(paid)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_hired_driver_s_insurance_pays_no_way_leaves_the_repair_to_the_owner(
    language: Language,
) -> None:
    case = collision("0.7", own_damage=won(1_800_000))
    hired, drunk = (
        decide(with_accident(case, driver=driver)) for driver in (Driver.DESIGNATED, Driver.DRUNK)
    )
    assert not [*guidance.ways(hired, Texts(language))]
    assert [*guidance.ways(drunk, Texts(language))]


@pytest.mark.parametrize(
    ("kind", "ko", "en"),
    [
        (Kind.PARKED_UNKNOWN, "주차 중 가해자 불명 사고는", "a hit-and-run while parked"),
        (Kind.FLOOD, "침수는", "a flood"),
    ],
)
def test_what_counts_as_a_single_vehicle_accident_is_named(kind: Kind, ko: str, en: str) -> None:
    decision = decide(with_accident(with_cover(single_vehicle=False), kind=kind))
    assert f"{ko} 차량단독사고에 들어갑니다" in opening(decision, KO).lines[1]
    assert f"{en} counts as one" in opening(decision, EN).lines[1]


def test_claims_of_one_day_are_told_apart_by_what_was_paid() -> None:
    day = date(2026, 11, 19)
    both = [Claim(day, Won(paid), status=ClaimStatus.REFUNDABLE) for paid in (400_000, 300_000)]
    decision = decide(evolve(with_bill(1_000_000), claims=tuple(both)))
    assert decision.plan is not None
    assert "2026년 11월 19일(목) 400,000원, 2026년 11월 19일(목) 300,000원" in first(decision, KO)
    told = to_text(decision, Paper(EN, 200), full=True)
    each = "2026-11-19 for 400,000 won, 2026-11-19 for 300,000 won"
    assert f"pay back the claims of {each}: the way advised above." in told
    single = decide(evolve(with_bill(1_000_000), claims=tuple(both[:1])))
    assert "pay back the claim of 2026-11-19:" in to_text(single, Paper(EN, 200), full=True)


def test_paying_is_not_said_to_be_cheaper_for_bills_that_nobody_has_looked_at() -> None:
    """The limit names the largest bill of the map, because above it a claim may be cheaper."""
    quoted = assuming(quote_clean=Won(700_000), quote_claim=Won(1_900_000), renewals=10)
    dear = with_accident(quoted, cash_repair=None)
    assert decide(dear).recommended is Option.SELF_PAY
    assert decide(with_bill(40_000_000, quoted)).recommended.is_claim
    said = {*limits(decide(dear), KO), *limits(decide(dear), EN)}
    assert "갱신 10번까지 보면 수리비 4,000,000원까지는 얼마든 자비 처리가 유리합니다." in said
    top = "For any repair of up to 4,000,000 won, paying yourself is cheaper over 10 renewals."
    assert top in said


def test_a_payout_of_exactly_the_threshold_does_not_cross_it() -> None:
    estimate = Estimate(Won(2_000_000), Won(2_200_000), Won(2_600_000))
    decision = decide(with_accident(own_damage=estimate, cash_repair=None))
    assert any(
        said.startswith("Above a bill of 2.5 million won") for said in opening(decision, EN).lines
    )


def test_a_flood_leaves_no_accident_to_look_for() -> None:
    flooded = with_accident(kind=Kind.FLOOD, fault=rate("0"), own_damage=won(30_000_000))
    decision = decide(evolve(flooded, claims=()))
    assert "한 건으로" not in " ".join(guidance.steps(decision, KO))
    assert not decision.outcomes[Option.CLAIM].extra_premium


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_hurt_before_a_bill_is_known_pays_no_damage_that_there_is_not(
    language: Language,
) -> None:
    texts = Texts(language)
    hurt = decide(collision("1", own_damage=won(0), cash_repair=None, injury_grade=12))
    assert hurt.outcomes[Option.SELF_PAY].extra_premium
    assert first(hurt, texts) == texts("headline.no-bill-hurt")
    settled = with_accident(hurt.case, injury_settlement=Won(600_000))
    assert "600,000" in first(decide(settled), EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cash_price_alone_is_not_passed_over_in_silence(language: Language) -> None:
    texts = Texts(language)
    alone = decide(with_accident(own_damage=won(0), cash_repair=Won(620_000)))
    assert first(alone, texts) == texts("headline.no-bill-cash", cash=620_000)


def test_grades_that_turn_an_answer_are_named_one_or_the_other() -> None:
    unsure = with_policy(with_bill(1_300_000, evolve(SAMPLE, claims=())), grade=None)
    decision = decide(assuming(unsure, renewals=10))
    assert "A grade (할인할증등급) of 17-18 or 21-29 changes that" in first(decision, EN)
    assert "할인할증등급이 17-18 또는 21-29등급이면 뒤집히니" in first(decision, KO)


def test_where_nothing_is_paid_back_nobody_asks_what_to_pay_back() -> None:
    earlier = Claim(date(2026, 5, 1), Won(2_500_000), status=ClaimStatus.REFUNDABLE)
    case = evolve(with_bill(300_000), claims=(earlier,))
    for allowed in (True, False):
        decision = decide(assuming(case, refund_allowed=allowed))
        assert decision.refund_plan
        told = to_text(decision, Paper(KO, 100), full=True)
        assert (KO("section.refund-plan") in told) is allowed


def test_a_claim_that_stands_on_no_record_has_nothing_to_take_back() -> None:
    flooded = evolve(with_accident(kind=Kind.FLOOD, fault=rate("0")), claims=())
    paid = with_accident(flooded, own_damage=won(0), cash_repair=None, paid=Won(900_000))
    for case in (flooded, paid):
        assert decide(case).refund_by is not None
        assert "환입할 수" not in message(decide(case), KO)
    assert "까지는 환입" in message(decide(with_accident(cash_repair=None)), KO)


def test_amounts_beside_a_limit_are_rounded_to_neither_side_of_it() -> None:
    """A bill of 1,505,000 won is not rounded to 1.51 million, above the limit of 1,507,912 won."""
    case = assuming(evolve(SAMPLE, claims=()), renewals=10)
    bill = Estimate(Won(1_405_000), Won(1_505_000), Won(1_605_000))
    decision = decide(with_accident(case, own_damage=bill, cash_repair=None))
    assert decision.claim_from == 1_507_913
    said = opening(decision, KO)
    assert "1,505,000원이라면" in said.verdict
    assert any("견적 1,405,000원~1,605,000원은" in one for one in said.conditions)
    assert "수리비 1,405,000원~1,605,000원" in message(decision, KO)
    exact = decide(with_bill(1_505_000, case))
    assert "repair 1,505,000 won" in message(exact, EN)
    assert "repair 1.5 million won" in message(decide(with_bill(1_500_000, case)), EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_not_said_to_be_cheaper_by_nothing(language: Language) -> None:
    texts = Texts(language)
    open_ = {"renewals": 10, "grade_table": None, "count_profile": None}
    case = assuming(with_policy(evolve(SAMPLE, claims=()), insurer=None), **open_)
    even = decide(with_bill(1_507_912, case))
    assert not even.margin
    assert even.verdict in {Verdict.DEPENDS, Verdict.KEEP_OPEN}
    assert not re.search(r"(?<![\d,.])0 ?(?:원|won)", first(even, texts))


@given(case=strategies.full_cases())
@settings(max_examples=40)
def test_a_message_leaves_out_a_condition_only_where_it_is_full(case: Case) -> None:
    """A message with room states every condition, such as giving up the car early."""
    decision = answered(case, RULEBOOK)
    for texts in (KO, EN):
        lines = message(decision, texts).splitlines()
        left = [said for said in opening(decision, texts).conditions if said not in lines]
        assert not (lines and left) or len(lines) == MOST_LINES
