"""Cases at the edges: no line of an answer contradicts another line of the same answer."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
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

from advisor.domain.accident import Driver, Estimate, Kind
from advisor.domain.decision import Certainty, Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus, Deductible
from advisor.explain import guidance, sentences
from advisor.explain.formats import rounded_down
from advisor.explain.opening import opening
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.report.answer.limits import limits
from advisor.report.answer.to_text import plans
from advisor.report.message import message

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision

EN = Texts("en")

SMALL = Claim(date(2026, 5, 1), Won(300_000), rate("1"), status=ClaimStatus.REFUNDABLE)
OTHER_SMALL = evolve(SMALL, day=date(2026, 7, 1))
HIT = collision("0", own_damage=won(3_000_000), other_property=won(2_000_000))
PAID = with_accident(assuming(refund_allowed=None, renewals=None), paid=Won(900_000))


def asked(decision: Decision) -> set[str]:
    return {one.code for one in decision.ask}


def step_codes(decision: Decision) -> list[str]:
    return [one.code for one in decision.steps]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("claims", [(SMALL,), (SMALL, OTHER_SMALL)], ids=len)
@pytest.mark.parametrize(
    "case",
    [
        HIT,
        with_accident(kind=Kind.BREAKDOWN),
        with_policy(own_damage=None),
        with_accident(own_damage=won(0), cash_repair=None),
    ],
    ids=["others pay", "not covered", "no cover", "no bill"],
)
def test_earlier_claims_to_pay_back_are_said_where_nothing_else_is_to_choose(
    case: Case, claims: tuple[Claim, ...], language: Language
) -> None:
    texts = Texts(language)
    decision = decide(evolve(case, claims=claims))
    assert decision.plan is not None
    found = opening(decision, texts)
    for claim in claims:
        assert texts.formats["day"](claim.day) in found.verdict
    last_day = texts.formats["day"](date(2027, 3, 1))
    assert any(last_day in said for said in found.conditions)
    assert last_day in message(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_speaks_of_no_way_with_an_accident_that_others_pay(language: Language) -> None:
    texts = Texts(language)
    decision = decide(evolve(HIT, claims=(SMALL,)))
    own_ways = [
        texts(f"plan.{way}", refunds="", beside="").partition(",")[0].partition(";")[0]
        for way in ("self-pay", "claim")
    ]
    said = [*plans(decision, texts)]
    assert len(said) > 1
    assert not [row for row in said for way in own_ways if row.startswith(way)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "changes",
    [
        {"injury_grade": 13},
        {"own_injury": True},
        {"injury_grade": 12, "injury_settlement": Won(400_000)},
        {"injury_open": True},
    ],
    ids=["hurt", "hurt oneself", "settled", "open"],
)
def test_an_accident_that_brings_no_points_is_said_to_bring_none(
    changes: dict[str, Any], language: Language
) -> None:
    """Below 50 % fault no points count, not even for an injury; only one reason names them."""
    texts = Texts(language)
    decision = decide(collision("0.3", own_damage=won(2_000_000), **changes))
    codes = {one.code for one in decision.reasons}
    assert "low-fault-left-out" in codes
    left_out = next(one for one in decision.reasons if one.code == "low-fault-left-out")
    alone = texts("reason.low-fault-left-out", **left_out.facts)
    named = {"ko": "사고점수", "en": "point"}[language]
    others = [said for said in sentences.reasons(decision, texts) if said != alone]
    assert not [said for said in others if named in said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_cannot_pay_back_is_neither_asked_nor_told_of_it(language: Language) -> None:
    """After a payout with an injury no choice is left, so nothing about premiums is asked."""
    texts = Texts(language)
    decision = decide(with_accident(PAID, injury_grade=13))
    assert decision.verdict is Verdict.KEEP
    assert not asked(decision) & {"count-factors", "renewals-ahead", "renewal-quotes"}
    (check,) = guidance.steps(decision, texts)
    assert check == texts("step.check-record-alone", **decision.steps[0].facts)
    why = sentences.reasons(decision, texts)
    assert texts("reason.already-claimed-kept", paid=Won(900_000)) in why
    assert texts("reason.injury-paid-already", points=rate("1")) in why


def test_who_can_pay_back_is_asked() -> None:
    assert "renewals-ahead" in asked(decide(PAID))


def test_who_pays_the_damage_alone_reports_the_injury() -> None:
    """The insurer pays for the injured person whatever the driver chooses, so it must be told."""
    by_a_stranger = collision(
        "1", other_property=won(900_000), driver=Driver.OUT_OF_SCOPE, injury_grade=13
    )
    cheap = collision("1", own_damage=won(150_000), injury_grade=13)
    for case in (by_a_stranger, cheap):
        decision = decide(case)
        assert not decision.recommended.is_claim
        assert {"report", "number"} <= {*step_codes(decision)}
    assert "report" not in step_codes(decide(with_accident(cheap, injury_grade=None)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_asks_for_consent_where_no_cover_would_pay_the_others(language: Language) -> None:
    decision = decide(
        with_accident(kind=Kind.INTENTIONAL, other_property=won(500_000), cash_repair=None)
    )
    assert decision.verdict is Verdict.NOT_COVERED
    assert "consent" not in asked(decision)
    texts = Texts(language)
    assert texts("reason.consent-needed") not in sentences.reasons(decision, texts)
    estimate = next(one for one in guidance.steps(decision, texts) if "1,800,000" in one)
    assert estimate == texts("step.estimate-unpaid", expected=texts.formats["won"](1_800_000))


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "150만 원~260만 원"), ("en", "1.5 million won to 2.6 million won")],
)
def test_of_a_range_no_single_sum_is_said_to_be_expected(language: Language, said: str) -> None:
    bill = Estimate(Won(1_500_000), Won(2_000_000), Won(2_600_000))
    decision = decide(with_accident(own_damage=bill, cash_repair=None))
    steps = [*guidance.steps(decision, Texts(language))]
    assert any(said in one for one in steps)
    assert not any(
        "2,000,000" in one for one in steps if "견적을 받" in one or "the estimate" in one
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_estimate_that_decides_by_little_is_called_close(language: Language) -> None:
    bill = Estimate(Won(600_000), Won(1_200_000), Won(3_200_000))
    case = evolve(with_accident(own_damage=bill, cash_repair=Won(900_000)), claims=())
    decision = decide(case)
    assert decision.certainty is Certainty.CLOSE
    assert decision.margin
    texts = Texts(language)
    close = {"ko": "큰 차이", "en": "close call"}[language]
    assert close in opening(decision, texts).verdict


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "사이에서는 169만 원~179만 원만 빼고 답이 같습니다. 금액은 200만 원으로"),
        (
            "en",
            "except from 1.69 million won to 1.79 million won; the amounts are for 2 m",
        ),
    ],
)
def test_an_answer_that_turns_and_turns_back_within_the_estimate_is_not_said_to_hold(
    language: Language, said: str
) -> None:
    """At both ends and in the middle claiming is best, but not just above the threshold."""
    bill = Estimate(Won(1_500_000), Won(2_000_000), Won(2_600_000))
    hit = collision(
        "0.7",
        own_damage=bill,
        cash_repair=None,
        other_property=won(1_500_000),
        injury_grade=12,
        injury_settlement=Won(1_500_000),
    )
    dear = with_policy(assuming(hit, renewals=10), grade=None, premium=Won(1_200_000))
    case = evolve(dear, claims=())
    decision = decide(case)
    assert {one.recommended for one in decision.range if "own_damage" in one.assumption} == {
        decision.recommended
    }
    assert said in " ".join(opening(decision, Texts(language)).conditions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_says_what_paying_back_would_cost_more(language: Language) -> None:
    """Paying back forgoes the cash price, which in the sample is 300,000 won below the bill."""
    texts = Texts(language)
    decision = decide(SAMPLE)
    assert "300,000" in message(decision, texts)
    assert "300,000" not in message(decide(with_bill(1_800_000)), texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_are_not_said_to_add_the_same_sum_each_year(language: Language) -> None:
    """The quotes differ by 145,000 won, but the table shows other sums after the first year."""
    quoted = assuming(quote_clean=Won(760_000), quote_claim=Won(905_000))
    decision = decide(evolve(quoted, claims=()))
    why = " ".join(sentences.reasons(decision, Texts(language)))
    assert "905,000" in why
    assert "145,000" not in why


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_that_a_dear_car_brings_are_left_out_with_the_others(language: Language) -> None:
    dear = collision(
        "0.3", high_value="theirs", own_damage=won(2_000_000), other_property=won(30_000_000)
    )
    decision = decide(dear)
    assert {"high-value-instead", "low-fault-left-out"} <= {one.code for one in decision.reasons}
    half = Texts(language)("reason.high-value-instead", points=rate("0.5"))
    assert half not in sentences.reasons(decision, Texts(language))


def test_new_for_old_is_borne_by_whichever_way_a_fault_is_settled() -> None:
    """If all of the repair is new-for-old, the driver bears the own share; no cover pays any."""
    bill = collision("0.6", own_damage=won(3_000_000), cash_repair=None)
    whole = decide(with_accident(bill, depreciation=Won(3_000_000)))
    assert [way.borne for way in whole.ways] == [whole.outcomes[Option.SELF_PAY].total]
    part = decide(with_accident(bill, depreciation=Won(1_000_000)))
    assert [way.borne for way in part.ways] == [600_000 + 240_000]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_way_is_said_to_bring_nothing_in_figures(language: Language) -> None:
    dear = decide(collision("0.7", own_damage=won(20_000_000), cash_repair=None))
    gone = decide(collision("0.7", own_damage=won(30_000_000), cash_repair=None))
    for decision in (dear, gone):
        said = " ".join(guidance.ways(decision, Texts(language)))
        assert said
        assert not re.search(r"(?<![\d,])0 ?(won|원)", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_for_old_that_leaves_nothing_to_claim_is_said_at_once(language: Language) -> None:
    texts = Texts(language)
    decision = decide(
        with_accident(own_damage=won(3_000_000), depreciation=Won(3_000_000), cash_repair=None)
    )
    assert texts("reason.depreciation", amount=Won(3_000_000)) in message(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bill_below_the_deductible_has_a_limit_too(language: Language) -> None:
    """The answer for programs holds the limit, so the answer in words must state it too."""
    open_bill = Estimate(Won(100_000), Won(150_000), Won(3_000_000))
    for bill in (won(150_000), open_bill):
        decision = decide(with_accident(own_damage=bill, cash_repair=None))
        assert decision.claim_from
        assert opening(decision, Texts(language)).limit


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_paid_already_is_not_spoken_of_as_if_to_come(language: Language) -> None:
    texts = Texts(language)
    late = evolve(PAID, policy=evolve(PAID.policy, start=date(2025, 12, 1)))
    decision = decide(with_accident(late, day=date(2026, 9, 20), paid=Won(2_500_000)))
    assert decision.verdict is Verdict.KEEP
    warning = next(one for one in decision.warnings if one.code == "late-accident")
    said = sentences.warnings(decision, texts)
    assert texts("warning.late-accident", **warning.facts) not in said
    assert texts("warning.late-accident-paid", **warning.facts) in said
    assert "refund-call" not in step_codes(decision)


def test_an_injury_without_own_fault_is_not_for_the_own_insurer() -> None:
    decision = decide(with_accident(HIT, injury_grade=12))
    assert "other-injury" not in {payer.part for payer in decision.payers}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stolen_car_without_a_sum_is_no_repair_bill(language: Language) -> None:
    texts = Texts(language)
    stolen = with_accident(kind=Kind.THEFT, own_damage=won(0), cash_repair=None)
    decision = decide(stolen)
    said = opening(decision, texts)
    assert said.verdict == texts("headline.no-bill-theft", sum_insured=Won(21_000_000))
    assert said.limit
    assert {"theft-report", "report-gone"} <= {*step_codes(decision)}
    assert "check-no-record" not in step_codes(decision)
    unstated = decide(with_cover(stolen, sum_insured=None))
    assert opening(unstated, texts).verdict == texts("headline.no-bill-theft-unstated")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sum_insured", [Won(21_000_000), None])
def test_a_stolen_car_that_may_not_be_covered_is_told_so_first(
    language: Language, sum_insured: Won | None
) -> None:
    texts = Texts(language)
    stolen = with_accident(kind=Kind.THEFT, own_damage=won(0), cash_repair=None)
    stated = decide(with_cover(stolen, sum_insured=sum_insured))
    taken = decide(with_cover(stolen, sum_insured=sum_insured, unconfirmed=True))
    first, hedged = (opening(one, texts).first for one in (stated, taken))
    cover = "자차" if language == "ko" else "own-damage cover"
    assert cover in hedged
    assert cover not in first
    assert "own-damage-cover" in asked(taken)
    assert "own-damage-cover" not in asked(stated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_for_a_bill_advises_nothing_and_a_stolen_car_waits_to_be_found(
    language: Language,
) -> None:
    """Without a bill nothing is advised, so there is no advice that another grade could change."""
    texts = Texts(language)
    stolen = with_accident(kind=Kind.THEFT, own_damage=won(0), cash_repair=None)
    open_ = decide(with_policy(assuming(stolen, count_profile=None), grade=None))
    assert open_.range
    assert len([*limits(open_, texts)]) == 1
    assert texts("step.estimate-first-found") in guidance.steps(open_, texts)


def test_who_has_no_bill_yet_is_sent_to_get_one() -> None:
    codes = step_codes(decide(with_accident(own_damage=won(0), cash_repair=None)))
    assert "estimate-first" in codes
    assert "check-no-record" not in codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_hangs_on_their_damage_says_from_which_sum_on(language: Language) -> None:
    """The limit is about the other party's bill, which is open, not about the driver's own bill."""
    texts = Texts(language)
    theirs = Estimate(Won(1_000_000), Won(3_000_000), Won(6_000_000))
    case = with_policy(
        collision("0.7", own_damage=won(1_000_000), other_property=theirs, cash_repair=None),
        own_damage=None,
    )
    decision = decide(evolve(case, assumptions=evolve(case.assumptions, renewals=10)))
    assert decision.unknowns[0].assumption == "accident.other_property"
    found = opening(decision, texts)
    first = next(one.first for one in decision.deciding_map.intervals if one.best.is_claim)
    assert 1_000_000 < first < 3_000_000
    assert found.first == found.limit
    assert texts.formats["words"](rounded_down(first)) in found.limit
    for bill, claims in ((first - 1, False), (first, True)):
        again = decide(with_accident(decision.case, other_property=won(bill)))
        assert again.recommended.is_claim == claims


def test_a_cap_that_cannot_help_is_not_asked_for() -> None:
    """Below 50 % fault no points count, so it costs nothing to be above the threshold."""
    low = collision("0.4", assuming(cap_allowed=None), own_damage=won(6_400_000), cash_repair=None)
    assert decide(low).threshold.crossed
    assert "cap-allowed" not in asked(decide(low))


@pytest.mark.parametrize(
    ("amount", "said"),
    [(5_000_000_000, "5 billion won"), (1_500_000_000, "1.5 billion won")],
)
def test_thousands_of_millions_are_billions_in_english(amount: int, said: str) -> None:
    assert EN.formats["words"](amount) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_limit_leaves_the_insurers_quotes_out(language: Language) -> None:
    """Nothing of the stated bill can be claimed, so the quotes say nothing about any other bill."""
    quoted = assuming(quote_clean=Won(760_000), quote_claim=Won(1_405_000))
    for bill in (0, 150_000):
        decision = decide(evolve(with_bill(bill, quoted), claims=()))
        assert not opening(decision, Texts(language)).limit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cover_without_a_deductible_is_said_to_have_none(language: Language) -> None:
    texts = Texts(language)
    for plan in (Deductible(fixed=Won(0)), Deductible(rate("0"), Won(0), Won(0))):
        why = sentences.reasons(decide(with_cover(deductible=plan)), texts)
        assert texts("reason.deductible-none") in why


ROLLED = with_accident(
    with_cover(single_vehicle=False), kind=Kind.ROLLOVER, own_damage=won(30_000_000)
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_total_loss_that_no_cover_pays_ends_no_contract(language: Language) -> None:
    texts = Texts(language)
    decision = decide(ROLLED)
    assert decision.verdict is Verdict.NOT_COVERED
    assert "total-loss" not in {one.code for one in decision.warnings}
    why = sentences.reasons(decision, texts)
    assert texts("reason.total-loss", sum_insured=Won(21_000_000)) not in why
    assert texts("reason.total-loss-unpaid", sum_insured=Won(21_000_000)) in why
    paid = decide(with_cover(ROLLED, single_vehicle=True))
    assert texts("reason.total-loss", sum_insured=Won(21_000_000)) in sentences.reasons(paid, texts)


def test_who_is_alone_has_one_plate_to_tell() -> None:
    hurt_alone = decide(with_accident(ROLLED, own_injury=True))
    assert "report-alone" in step_codes(hurt_alone)
    drunk = decide(with_accident(driver=Driver.DRUNK, other_property=won(800_000)))
    assert "report-alone" in step_codes(drunk)
    wall_of_others = decide(with_accident(other_property=won(800_000)))
    assert "report-alone" in step_codes(wall_of_others)
    for one in (hurt_alone, drunk, wall_of_others):
        assert "report" not in step_codes(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_injury_of_ones_own_says_why_premiums_rise_on_each_way(language: Language) -> None:
    texts = Texts(language)
    decision = decide(with_accident(own_injury=True))
    assert texts("table.injured") in [*guidance.same_either_way(decision, texts)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wall_rents_no_car(language: Language) -> None:
    texts = Texts(language)
    wall = with_accident(own_damage=won(1_500_000), other_property=won(800_000), cash_repair=None)
    decision = decide(wall)
    near = next(one for one in decision.warnings if one.code == "near-threshold")
    said = sentences.warnings(decision, texts)
    assert texts("warning.near-threshold-nought-thing", **near.facts) in said
    own = decide(with_accident(own_damage=won(2_500_000), cash_repair=None))
    assert texts("warning.near-threshold-nought-alone", **near.facts) in sentences.warnings(
        own, texts
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_own_part_below_the_deductible_is_not_all_of_the_payout(language: Language) -> None:
    texts = Texts(language)
    slight = collision("0.1", own_damage=won(1_200_000), other_property=won(3_000_000))
    decision = decide(with_accident(slight, cash_repair=None))
    assert decision.payout.total == 300_000
    why = sentences.reasons(decision, texts)
    assert texts("reason.deductible-all", loss=Won(120_000)) not in why
    assert texts("reason.deductible-all-own", loss=Won(120_000)) in why


THEIRS_ONLY = assuming(
    with_accident(
        collision("1", own_damage=won(400_000), other_property=won(1_900_000)), cash_repair=None
    ),
    renewals=10,
)
CAPPED = assuming(
    with_accident(
        collision("0.5", own_damage=won(2_000_000), other_property=won(3_000_000)),
        cash_repair=None,
    ),
    cap_allowed=True,
    renewals=10,
)
OWN_ONLY = assuming(
    with_accident(
        collision("1", own_damage=won(2_450_000), other_property=won(60_000)), cash_repair=None
    ),
    renewals=10,
)


def test_the_steps_of_a_claim_in_part_are_those_of_that_part() -> None:
    theirs = decide(THEIRS_ONLY)
    assert theirs.recommended is Option.CLAIM_OTHER
    assert "deductible" not in step_codes(theirs)
    assert {"cash-quote", "keep-receipts"} <= {*step_codes(theirs)}
    back = next(one for one in theirs.steps if one.code == "refund-by")
    assert back.facts["amount"] == 1_900_000

    own = decide(OWN_ONLY)
    assert own.recommended is Option.CLAIM_OWN
    assert {"deductible", "consent", "keep-receipts"} <= {*step_codes(own)}

    capped = decide(CAPPED)
    assert capped.recommended is Option.CLAIM_CAPPED
    above = next(one for one in capped.steps if one.code == "above-cap")
    assert above.facts == {"amount": 300_000, "threshold": 2_000_000}
    back = next(one for one in capped.steps if one.code == "refund-by")
    assert back.facts["amount"] == 2_000_000
    assert "above-cap" not in step_codes(decide(SAMPLE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [THEIRS_ONLY, CAPPED, OWN_ONLY])
def test_points_of_the_whole_claim_are_told_as_such_where_a_part_is_advised(
    case: Case, language: Language
) -> None:
    texts = Texts(language)
    decision = decide(case)
    named = {"ko": "사고점수", "en": "point"}[language]
    if_all = texts("reason.if-all-claimed", said="")
    told = [said for said in sentences.reasons(decision, texts) if named in said]
    assert told
    assert all(said.startswith(if_all) for said in told)
    assert not [said for said in sentences.reasons(decide(SAMPLE), texts) if if_all in said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_paid_back_beside_a_paid_claim_is_a_step_and_told_by_its_own_words(
    language: Language,
) -> None:
    texts = Texts(language)
    decision = decide(evolve(with_accident(PAID, paid=Won(400_000)), claims=(SMALL,)))
    assert decision.plan is not None
    earlier = next(one for one in decision.steps if one.code == "refund-earlier")
    assert earlier.facts["amount"] == 300_000
    said = [*plans(decision, texts)]
    ways = (texts(f"plan.{way}", refunds="", beside="") for way in ("claim", "claim-refund"))
    heads = [way.partition(",")[0].partition(";")[0] for way in ways]
    assert not [row for row in said for head in heads if row.startswith(head)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_others_pay_nothing_is_said_of_premiums(language: Language) -> None:
    """No premium changes, so the answer mentions no quotes, tables or rules of later years."""
    texts = Texts(language)
    quoted = assuming(HIT, quote_clean=Won(760_000), quote_claim=Won(905_000))
    decision = decide(with_policy(quoted, insurer="samsung"))
    said = [*sentences.reasons(decision, texts), *sentences.warnings(decision, texts)]
    assert not [one for one in said if "905,000" in one]
    assert said == [
        texts(f"reason.{one.code}", **one.facts)
        for one in decision.reasons
        if one.code in {"other-side-pays", "no-record"}
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_cover_of_the_own_car_is_told_the_limit_of_the_others_damage(
    language: Language,
) -> None:
    """The driver pays the own repair either way, so its cost decides nothing."""
    texts = Texts(language)
    liable = with_policy(
        collision("0.7", own_damage=won(1_000_000), other_property=won(600_000), cash_repair=None),
        own_damage=None,
    )
    decision = decide(assuming(liable, renewals=10))
    assert not decision.recommended.is_claim
    found = opening(decision, texts)
    first = next(one.first for one in decision.deciding_map.intervals if one.best.is_claim)
    assert texts.formats["words"](rounded_down(first - 1)) in found.limit
    assert texts("limit.own-part-in-cash-assumed") in found.limit
    for bill, claims in ((first - 1, False), (first, True)):
        again = decide(with_accident(decision.case, other_property=won(bill)))
        assert again.recommended.is_claim == claims


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_car_that_is_gone_has_a_worth_and_no_repair(language: Language) -> None:
    texts = Texts(language)
    gone = with_accident(kind=Kind.THEFT, own_damage=won(21_000_000), cash_repair=None)
    said = message(decide(gone), texts)
    assert texts("message.own-damage-gone", likely=Won(21_000_000)) in said
    assert texts("message.own-damage", likely=Won(21_000_000)) not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_has_the_sum_that_the_advice_is_measured_against(language: Language) -> None:
    """The saving is measured against the best option without a claim, however expensive that is."""
    texts = Texts(language)
    both = collision("1", own_damage=won(5_000_000), other_property=won(4_000_000))
    decision = decide(with_accident(both, cash_repair=None))
    others = decision.outcomes[Option.SELF_PAY]
    assert decision.margin == others.total - decision.outcomes[decision.recommended].total
    said = texts("message.sum", option="self-pay", total="").strip()
    assert said in message(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_paid_in_cash_is_put_on_no_record(language: Language) -> None:
    """The answer says who would pay, and that a record would follow, only "if claimed"."""
    texts = Texts(language)
    small = collision("0.8", own_damage=won(100_000), other_property=won(150_000))
    paid = decide(with_accident(small, cash_repair=None))
    claimed = decide(with_accident(small, own_damage=won(9_000_000), cash_repair=None))
    assert (paid.recommended, claimed.recommended) == (Option.SELF_PAY, Option.CLAIM)
    said, plain = ([*guidance.payers(one, texts)] for one in (paid, claimed))
    theirs = {"part": "other-property", "payer": "property-liability", "record": "own"}
    assert texts("payer.line-if-claimed", **theirs) in said
    assert texts("payer.line", **theirs) in plain
    hurt = decide(with_accident(small, cash_repair=None, injury_grade=12))
    injury = {"part": "other-injury", "payer": "injury-liability", "record": "own"}
    assert texts("payer.line", **injury) in guidance.payers(hurt, texts)
    dead = decide(with_accident(small, cash_repair=None, injury_grade="death"))
    told = " ".join(guidance.payers(dead, texts))
    assert texts("payer-part.other-death") in told
    assert texts("payer-part.other-injury") not in told
