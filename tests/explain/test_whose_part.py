"""What is said if a cover pays only one party's part of the damage, or if the insurer has paid."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
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

from advisor.domain.accident import Driver, Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus, Deductible, OtherCar, OwnDamageCover
from advisor.engine.advise import advise
from advisor.explain import sentences
from advisor.explain.headlines import has_sums, headline, short_code
from advisor.explain.names import option_code
from advisor.explain.opening import opening
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.later.opinion import Opinion
from advisor.report.answer.cost_table import cost_table
from advisor.report.answer.limits import limits
from advisor.report.answer.to_text import plans, to_text
from advisor.report.comparing.comparison import comparison_rows
from advisor.report.later.later_text import retention_text
from advisor.report.message import message
from advisor.rules.rulebook import load_rulebook
from advisor.tui.widgets.answer import break_even

if TYPE_CHECKING:
    from advisor.domain.case import Case

RULEBOOK = load_rulebook()
EN, KO = Texts("en"), Texts("ko")

WALL_OF_OTHERS = with_accident(with_cover(single_vehicle=False), other_property=won(1_400_000))
"""A wall that belongs to somebody: the liability cover pays for it, but no cover for the car."""

COVER = OwnDamageCover(single_vehicle=True)

UNCOVERED = {
    "a cover that leaves single-vehicle accidents out": WALL_OF_OTHERS,
    "no cover": with_policy(collision("1", other_property=won(1_400_000)), own_damage=None),
    "another party that is cheap to pay": with_policy(
        collision("1", other_property=won(200_000)), own_damage=None
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", UNCOVERED.values(), ids=UNCOVERED)
def test_nobody_is_told_to_claim_a_repair_that_no_cover_pays(
    case: Case, language: Language
) -> None:
    """The first lines say whose damage is claimed, and that the own repair is paid in any case."""
    decision, texts = decide(case), Texts(language)
    assert decision.payout.own_damage == 0
    assert decision.outcomes[Option.CLAIM].available
    told = opening(decision, texts)
    if decision.recommended.is_claim:
        assert told.verdict.lower().startswith(texts("opening.act.claim-other").lower())
    in_cash = texts("limit.own-in-cash"), texts("limit.own-in-cash-assumed")
    assert told.limit.endswith(in_cash)
    theirs = {"ko": "상대방 손해", "en": "damage to the other party"}[language]
    assert theirs in told.limit
    assert told.limit in message(decision, texts)
    about_bills = ("Whatever the repair", "Cheapest by repair bill", "수리비가 얼마든", "수리비에")
    assert not [said for said in limits(decision, texts) if said.startswith(about_bills)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_of_their_part_alone_is_called_that_wherever_it_is_named(
    language: Language,
) -> None:
    """Table, message, limits and second opinion use the same name as the first line."""
    decision, texts = decide(WALL_OF_OTHERS), Texts(language)
    assert decision.recommended is Option.CLAIM
    full = Opinion.on(decision, RULEBOOK, None, ()).in_full()
    told = " ".join(
        (
            to_text(decision, Paper(texts), full=True, later=full.advice),
            retention_text(full, decision, Paper(texts)),
            message(decision, texts),
            *limits(decision, texts),
        )
    )
    told = " ".join(told.split())
    for section in ("option", "choice"):
        assert texts(f"{section}.claim-other") in told
    assert not re.search(
        r"(?<!상대방만 )보험 처리(?!하면| 후)|Claim \d|: Claim,|claiming (?!the)", told
    )


def test_a_comparison_with_a_cover_names_each_row_once() -> None:
    """The claim is not called "Theirs only" if a variant of the comparison can claim more."""
    insured = with_accident(with_cover(single_vehicle=True), other_property=won(1_400_000))
    rows = comparison_rows([decide(WALL_OF_OTHERS), decide(insured)])
    codes = [row.code for row in rows]
    assert len(set(codes)) == len(codes)
    assert {"total.claim", "total.claim-other"} <= {*codes}


@pytest.mark.parametrize("case", UNCOVERED.values(), ids=UNCOVERED)
def test_no_bar_and_no_second_opinion_tells_for_which_uncovered_repair_to_claim(
    case: Case,
) -> None:
    decision = advise(case, RULEBOOK)
    assert break_even(decision, EN, 60) == []
    full = Opinion.on(decision, RULEBOOK, None, ()).in_full()
    assert full.moments == ()
    page = retention_text(full, decision, Paper(EN))
    assert "whatever the repair costs" not in page
    assert to_text(decision, Paper(EN), full=True, later=full.advice)


def test_a_deductible_that_cannot_be_borne_is_neither_asked_for_nor_assumed() -> None:
    unstated = with_policy(
        WALL_OF_OTHERS, own_damage=OwnDamageCover(sum_insured=None, single_vehicle=False)
    )
    decision = decide(unstated)
    assert "deductible" not in [one.code for one in decision.agenda.ask]
    assert not [said for said in sentences.assumptions(decision, EN) if "eductible" in said]
    paid = decide(with_accident(with_policy(own_damage=OwnDamageCover()), paid=Won(900_000)))
    assert not [said for said in sentences.assumptions(paid, EN) if "eductible" in said]
    unstated = with_policy(own_damage=OwnDamageCover(sum_insured=Won(1_500_000)))
    drunk = with_policy(collision("1", driver=Driver.DRUNK, injury_grade=12), own_damage=COVER)
    for without in (unstated, drunk):
        decision = decide(without)
        assert not [said for said in sentences.assumptions(decision, EN) if "eductible" in said]
    covered = decide(with_policy(WALL_OF_OTHERS, own_damage=COVER))
    assert [said for said in sentences.assumptions(covered, EN) if "eductible" in said]


def test_what_is_claimed_already_is_left_in_every_reading_too() -> None:
    paid = with_accident(assuming(count_profile=None, grade_table=None), paid=Won(2_400_000))
    decision = decide(paid)
    assert {entry.recommended for entry in decision.range} == {Option.CLAIM}
    readings = [said for said in limits(decision, EN) if said.startswith("By ")]
    assert readings
    assert all("keeping the claim" in said and "claiming" not in said for said in readings)
    in_korean = [said for said in limits(decision, KO) if "계산" in said]
    assert all("그대로 두기" in said and "보험 처리" not in said for said in in_korean)


def earlier(*paid: int) -> tuple[Claim, ...]:
    return tuple(
        Claim(date(2026, 5 + place, 6), Won(sum_), status=ClaimStatus.REFUNDABLE)
        for place, sum_ in enumerate(paid)
    )


@pytest.mark.parametrize("claims", [earlier(150_000, 200_000), earlier(1_900_000)])
def test_ways_through_several_claims_stand_beside_the_one_that_is_advised(
    claims: tuple[Claim, ...],
) -> None:
    """The ways' totals start from another record than the table's, so only differences are said."""
    decision = decide(evolve(assuming(renewals=10), claims=claims))
    advised = decision.plan or next(
        way for way in decision.refund_plan if way.new is decision.recommended and not way.refund
    )
    said = list(plans(decision, EN))
    assert [one.endswith("the way advised above.") for one in said] == [
        way == advised for way in decision.refund_plan[: len(said)]
    ]
    for way, one in zip(decision.refund_plan, said, strict=False):
        if way.total > advised.total:
            assert one.endswith(f": {way.total - advised.total:,} won more.")
    totals = {f"{way.total:,}" for way in decision.refund_plan} - {f"{decision.margin:,}"}
    table = {f"{one.total:,}" for one in decision.outcomes if one.total is not None}
    if decision.plan is not None:
        text = to_text(decision, Paper(EN), full=True)
        assert not [total for total in totals - table if total in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bill_of_nothing_is_no_limit(language: Language) -> None:
    """Without fault a payout leaves no record, so no limit says to pay a bill of 0 won yourself."""
    texts = Texts(language)
    paid = decide(collision("0", own_damage=won(0), cash_repair=None, paid=Won(1_500_000)))
    assert [one.last for one in paid.break_even.intervals][:1] == [0]
    whole = with_cover(with_bill(900_000), deductible=Deductible(fixed=Won(0)))
    free = decide(with_accident(whole, kind=Kind.FLOOD, fault=rate("0")))
    assert [one.last for one in free.break_even.intervals][:1] == [0]
    for decision, suffix in ((paid, "-paid"), (free, "")):
        assert opening(decision, texts).limit == texts(f"limit.always{suffix}")
        best = option_code(decision, decision.recommended)
        facts = {"best": best, "renewals": decision.renewals}
        assert texts(f"limits.always{suffix}", **facts) in list(limits(decision, texts))
        bar = " ".join(text for line in break_even(decision, texts, 60) for text, _ in line)
        assert " 0 – 0 " not in bar
        assert " 1 – " not in bar


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [60, 80, 100])
@pytest.mark.parametrize("renewals", [1, 2, 3, 10])
def test_by_when_a_payout_goes_back_stands_at_every_number_of_renewals(
    renewals: int, cells: int, language: Language
) -> None:
    decision = decide(assuming(renewals=renewals))
    assert decision.refund_by is not None
    lines = [line for line, _ in cost_table(decision, Texts(language), cells)]
    day = Texts(language).formats["day"](decision.refund_by)
    shown = " ".join(" ".join(lines).split())
    assert decision.refund_by.isoformat() in shown or day in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cars", [1, 2])
def test_a_single_other_car_has_no_number(cars: int, language: Language) -> None:
    """'My other car no. 1' would make a driver with one other car look for a second one."""
    texts = Texts(language)
    others = tuple(OtherCar(date(2026, 6 + place, 15), Won(640_000)) for place in range(cars))
    decision = decide(evolve(assuming(with_bill(3_000_000), renewals=10), other_cars=others))
    told = [
        *sentences.reasons(decision, texts),
        *sentences.questions(decision, texts),
        *sentences.assumptions(decision, texts),
    ]
    about = [said for said in told if "다른 차" in said or "other car" in said]
    assert len(about) == 3 * cars
    numbered = [said for said in about if re.search(r"no\. \d|\((첫|두) 번째\)", said)]
    assert numbered == (about if cars > 1 else [])


HURT_BESIDE_THEIR_CAR = with_policy(
    collision("1", other_property=won(1_500_000), injury_grade=12),
    premium=Won(1_800_000),
    grade=14,
)
"""The injury is on the record anyway; a small own repair makes the payout cross the threshold."""


@pytest.mark.parametrize("bill", [400_000, 900_000, 3_000_000])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_limit_says_for_which_bills_to_leave_the_own_car_out(
    bill: int, language: Language
) -> None:
    """If some bills are best left out of the claim, the limit does not say "whatever it costs"."""
    decision, texts = decide(with_bill(bill, HURT_BESIDE_THEIR_CAR)), Texts(language)
    left_out = [one for one in decision.break_even.shown if one.best is Option.CLAIM_OTHER]
    assert [one.last < 1_400_000 for one in left_out] == [True]
    assert texts("limit.always") not in opening(decision, texts).lines
    assert "700,000" in opening(decision, EN).limit
    assert "any other, claim for it too" in opening(decision, EN).limit
    assert "70만 원" in opening(decision, KO).limit
    assert opening(decision, texts).limit in message(decision, texts).splitlines()


CHEAPER_IN_CASH = with_accident(
    collision("0.8", other_property=won(450_000), injury_grade=12),
    own_damage=won(935_000),
    cash_repair=Won(800_000),
)
"""The injury is on the record; of a repair below the deductible the own cover pays nothing."""


@pytest.mark.parametrize("bill", [150_000, 280_000, 935_000])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "까지는 직접 고치고, 넘으면 내 차도 보험"),
        ("en", "yourself; above that, claim for it too"),
    ],
)
def test_a_repair_that_the_cover_does_not_pay_is_not_claimed_for_too(
    bill: int, language: Language, said: str
) -> None:
    """The limit does not say to claim a repair below the deductible, for which nothing is paid."""
    scale = Won(bill * 800_000 // 935_000)
    case = with_accident(CHEAPER_IN_CASH, own_damage=won(bill), cash_repair=scale)
    decision, texts = decide(case), Texts(language)
    below, left_out, above = decision.break_even.shown
    assert [one.best for one in (below, left_out, above)] == [
        Option.CLAIM, Option.CLAIM_OTHER, Option.CLAIM,
    ]  # fmt: skip
    assert not decide(with_bill(below.last, CHEAPER_IN_CASH)).payout.own_damage
    assert decide(with_bill(below.last + 1, CHEAPER_IN_CASH)).payout.own_damage
    limit = opening(decision, texts).limit
    assert said in limit
    assert texts.formats["words"](Won(left_out.last // 10_000 * 10_000)) in limit
    assert texts.formats["words"](below.last) not in limit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sum_that_the_fault_shares_is_reckoned_in_full(language: Language) -> None:
    """The full answer explains each shared sum once, and none if the fault is all the driver's."""
    texts = Texts(language)
    case = with_accident(collision("0.7"), own_damage=won(3_000_000), cash_repair=Won(600_000))
    shared = with_accident(case, other_property=won(500_000), other_rental=Won(100_000))
    own, theirs = {"whole": Won(600_000), "fault": rate("0.7")}, {"bill": Won(500_000)}
    sign = {"ko": " =", "en": ","}[language]
    for code, facts in ("share", own), ("share-of-two", {**own, **theirs, "rental": Won(100_000)}):
        said = texts(f"table.{code}", **facts)
        full, short = (
            " ".join(to_text(decide(shared), Paper(texts), full=full).split())
            for full in (True, False)
        )
        assert full.count(f"{texts.formats['won'](420_000)}{sign} {said}") == 1
        assert said not in short
    alone = to_text(decide(with_accident(shared, fault=rate("1"))), Paper(texts), full=True)
    assert texts("table.share", **{**own, "fault": rate("1")}) not in alone


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cover", [COVER, None], ids=["covered", "no cover"])
def test_whoever_has_a_part_of_the_fault_hears_at_once_what_the_other_side_pays(
    cover: OwnDamageCover | None, language: Language
) -> None:
    """The driver pays only the own part: first lines and message name what each side pays."""
    case = with_policy(collision("0.2", own_damage=won(2_500_000)), own_damage=cover)
    decision, texts = decide(case), Texts(language)
    assert decision.recommended is Option.SELF_PAY
    theirs, mine = texts.formats["won"](2_000_000), texts.formats["won"](500_000)
    if cover is not None:
        assert {"ko": "내 몫만", "en": "your own part"}[language] in opening(decision, texts).first
    for said in (" ".join(opening(decision, texts).lines), message(decision, texts)):
        assert theirs in said
        assert mine in said


@pytest.mark.parametrize("texts", [EN, KO])
@pytest.mark.parametrize("hurt", [False, True])
def test_what_no_own_cover_pays_is_still_paid_in_part_by_the_other_side(
    texts: Texts, *, hurt: bool
) -> None:
    """The headline alone already says that only the own part is left to the driver."""
    case = with_policy(collision("0.3"), own_damage=None, no_own_damage=True)
    if hurt:  # a claim would pay for the injury only
        case = with_accident(case, injury_grade=12, driver=Driver.UNLICENSED)
    found = decide(case)
    alone = decide(with_accident(case, fault=rate("1")))
    assert found.payout.from_other_side
    own = {EN: "your own part", KO: "내 몫"}[texts]
    assert own in opening(found, texts).first.casefold()
    assert own not in opening(alone, texts).first.casefold()
    assert short_code(headline(found).code) == short_code(headline(alone).code)


@pytest.mark.parametrize("texts", [EN, KO])
@pytest.mark.parametrize("is_stated", [True, False])
def test_of_a_repair_without_a_cover_the_own_part_is_paid_either_way(
    texts: Texts, *, is_stated: bool
) -> None:
    """The limit ends by saying that the driver pays the own part of the repair either way."""
    case = with_policy(
        collision("0.5", other_property=won(500_000)), own_damage=None, no_own_damage=is_stated
    )
    limit = opening(decide(case), texts).limit
    assert limit.endswith(texts(f"limit.own-part-in-cash{'' if is_stated else '-assumed'}"))


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "내 대차료 300,000원은 상대방 보험사에서"), ("en", "pays 300,000 won for your rental")],
)
def test_a_rental_that_the_other_side_pays_is_told_where_no_table_tells_it(
    language: Language, said: str
) -> None:
    """The driver typed it, and would look for it in vain below a headline without sums."""
    case = with_accident(collision("0"), own_damage=won(2_500_000), own_rental=Won(300_000))
    decision, texts = decide(case), Texts(language)
    assert not has_sums(decision)
    assert " ".join(opening(decision, texts).lines).count(said) == 1
    assert said in message(decision, texts)
