"""The first sentence says what to do, and the rest of the answer does not contradict it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from advisor.domain.accident import Accident, Driver, Estimate, Kind
from advisor.domain.decision import Verdict
from advisor.domain.money import Rate, Won
from advisor.domain.outcome import Option
from advisor.explain import guidance, sentences
from advisor.explain.limit_line import limit_line
from advisor.explain.opening import opening, verdict_line
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.report.answer.cost_table import cost_table
from advisor.report.answer.limits import limits
from advisor.report.answer.to_text import to_text
from advisor.report.message import MOST_LINES, message
from advisor.report.page.first_page import cost_rows
from advisor.service import decide

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook

EN = Texts("en")


@pytest.fixture
def accident(sample_case: Case) -> Accident:
    return sample_case.accident


def collision(accident: Accident, fault: str, driver: Driver = Driver.INSURED) -> Accident:
    return evolve(accident, kind=Kind.COLLISION, fault=Rate(Decimal(fault)), driver=driver)


def decided(case: Case, accident: Accident, rulebook: Rulebook) -> Decision:
    return decide(evolve(case, accident=accident), rulebook)


def test_without_own_fault_there_is_nothing_to_decide(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    decision = decided(sample_case, collision(accident, "0"), rulebook)
    assert verdict_line(decision, EN).startswith("Nothing to decide")
    assert limit_line(decision, EN) == ""
    assert list(limits(decision, EN)) == []


def test_a_designated_driver_pays_in_the_drivers_place(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    decision = decided(sample_case, collision(accident, "1", Driver.DESIGNATED), rulebook)
    assert "designated driver" in verdict_line(decision, EN)


def test_what_no_cover_answers_is_paid_by_oneself(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    decision = decided(sample_case, evolve(accident, kind=Kind.WEAR), rulebook)
    assert verdict_line(decision, EN).startswith("Your insurance does not cover this")
    assert limit_line(decision, EN) == ""
    assert "wear" in " ".join(opening(decision, EN).lines)


def test_where_the_answer_turns_with_the_years_it_says_when(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    """Claiming pays only if the car is given up soon, so that is a condition and not the advice."""
    small = evolve(accident, own_damage=Estimate.exactly(Won(1_200_000)), cash_repair=Won(940_000))
    decision = decided(evolve(sample_case, claims=()), small, rulebook)
    assert verdict_line(decision, EN).startswith("Pay it yourself: about ")
    said = opening(decision, EN).conditions
    assert said == ("If you give up the car before 2030, claim instead.",)
    assert not any("give up" in reason for reason in sentences.reasons(decision, EN))


def test_one_option_is_pointed_at_though_the_answer_depends(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    estimate = Estimate(Won(700_000), Won(1_500_000), Won(2_900_000))
    open_bill = evolve(accident, own_damage=estimate, cash_repair=None)
    unsure = evolve(sample_case, assumptions=evolve(sample_case.assumptions, refund_allowed=False))
    decision = decided(unsure, open_bill, rulebook)
    assert decision.verdict is Verdict.DEPENDS
    assert [best for _, best in cost_table(decision, EN, 80)].count(True) == 1
    assert [row.best for row in cost_rows(decision, EN).rows].count(True) == 1
    first, second, third = opening(decision, EN).lines[:3]
    assert first.startswith("Up to ")
    assert second.startswith("It depends on the final repair bill.")
    assert third.startswith("Your estimate of 700,000 won to 2.9 million won lies on both sides")


@pytest.mark.parametrize(
    ("language", "said", "reading"),
    [
        (
            "en",
            "An injury could change that: ask first.",
            "By injury, if any: claiming with grade 12.",
        ),
        ("ko", "다친 사람이 있는지에 따라 뒤집힐 수 있으니", "다친 사람이 있는지: 12급"),
    ],
)
def test_an_injury_of_which_nobody_knows_is_named_in_words(
    sample_case: Case,
    accident: Accident,
    rulebook: Rulebook,
    language: Language,
    said: str,
    reading: str,
) -> None:
    bill = Estimate.exactly(Won(600_000))
    open_ = evolve(
        accident, kind=Kind.COLLISION, own_damage=bill, cash_repair=None, injury_open=True
    )
    decision, texts = decided(sample_case, open_, rulebook), Texts(language)
    assert said in verdict_line(decision, texts)
    assert any(one.startswith(reading) for one in limits(decision, texts)), [
        *limits(decision, texts)
    ]
    assert texts("assumed.accident.injury_grade") in sentences.assumptions(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_past_payout_that_decides_is_told_by_its_number(
    sample_case: Case, accident: Accident, rulebook: Rulebook, language: Language
) -> None:
    forgotten = evolve(sample_case.claims[0], day=date(2026, 5, 5), property_paid=None)
    bill = Estimate.exactly(Won(900_000))
    case = evolve(sample_case, claims=(forgotten,))
    decision = decided(case, evolve(accident, own_damage=bill, cash_repair=None), rulebook)
    assert decision.unknowns[0].assumption == "claim[0].property_paid"
    name = Texts(language)("range.claim.property_paid", place=1)
    assert name in verdict_line(decision, Texts(language))
    assert any(name in one for one in guidance.unknowns(decision, Texts(language)))


def test_an_insurer_is_named_in_the_language_of_the_reader(
    sample_case: Case, rulebook: Rulebook
) -> None:
    past = sample_case.claims[0]
    decision = decide(evolve(sample_case, claims=(past, past, past)), rulebook)
    assert any("MG Insurance was" in said for said in sentences.warnings(decision, EN))
    assert any("MG손해보험은" in said for said in sentences.warnings(decision, Texts("ko")))


@pytest.mark.parametrize(
    ("language", "insurer", "table"),
    [
        ("en", "Samsung Fire", "MG Insurance's for personal cars"),
        ("ko", "삼성화재", "MG손해보험 개인용 표"),
    ],
)
def test_a_table_that_stands_in_is_named_and_not_coded(
    sample_case: Case, rulebook: Rulebook, language: Language, insurer: str, table: str
) -> None:
    policy = evolve(sample_case.policy, insurer="samsung")
    assumptions = evolve(sample_case.assumptions, grade_table=None)
    decision = decide(evolve(sample_case, policy=policy, assumptions=assumptions), rulebook)
    said = [line for line in sentences.warnings(decision, Texts(language)) if table in line]
    assert len(said) == 1
    assert insurer in said[0]
    assert "samsung" not in said[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_names_the_last_day_once(
    sample_case: Case, rulebook: Rulebook, language: Language
) -> None:
    """If the answer is kept open until that day, its condition has already named the day."""
    policy = evolve(sample_case.policy, grade=None)
    texts = Texts(language)
    for bill in (800_000, 1_600_000):
        accident = evolve(
            sample_case.accident, own_damage=Estimate.exactly(Won(bill)), cash_repair=None
        )
        decision = decide(
            evolve(sample_case, policy=policy, claims=(), accident=accident), rulebook
        )
        assert decision.verdict is Verdict.KEEP_OPEN
        assert decision.refund_by is not None
        assert message(decision, texts).count(texts.formats["day"](decision.refund_by)) == 1


def test_an_open_decision_names_its_day(sample_case: Case, rulebook: Rulebook) -> None:
    unsure = evolve(sample_case, policy=evolve(sample_case.policy, grade=None), claims=())
    said = []
    for bill in (800_000, 1_600_000):
        accident = evolve(
            sample_case.accident, own_damage=Estimate.exactly(Won(bill)), cash_repair=None
        )
        decision = decide(evolve(unsure, accident=accident), rulebook)
        assert decision.verdict is Verdict.KEEP_OPEN
        assert "changes that: ask first" in verdict_line(decision, EN)
        said.append(opening(decision, EN).conditions[0])
    assert said == [
        (
            "If you cannot wait for that, claim for now: until Mon 1 March 2027 you can pay it "
            "back (환입), and it then leaves no record."
        ),
        (
            "If you claim, you can still pay it back (환입) until Mon 1 March 2027; "
            "it then leaves no record."
        ),
    ]


@pytest.mark.parametrize(("bill", "turning"), [(800_000, "28-29"), (1_600_000, "11-12")])
def test_the_grades_that_turn_an_answer_are_named(
    sample_case: Case, rulebook: Rulebook, bill: int, turning: str
) -> None:
    """A driver who knows the own grade roughly sees at once whether the answer is in doubt."""
    unsure = evolve(sample_case, policy=evolve(sample_case.policy, grade=None), claims=())
    cost = Estimate.exactly(Won(bill))
    accident = evolve(sample_case.accident, own_damage=cost, cash_repair=None)
    decision = decided(unsure, accident, rulebook)
    others = {
        entry.value
        for entry in decision.range
        if entry.assumption == "policy.grade"
        and entry.recommended.is_claim != decision.recommended.is_claim
        and entry.margin >= decision.material
    }
    first, last = (int(grade) for grade in turning.split("-"))
    assert others == set(range(first, last + 1))
    assert f"A grade (할인할증등급) of {turning} changes that" in verdict_line(decision, EN)
    said = verdict_line(decision, Texts("ko"))
    assert f"다만 할인할증등급이 {turning}등급이면 뒤집히니 먼저 확인하세요." in said


def test_a_limit_with_gaps_names_the_ends_between_which_it_varies(
    sample_case: Case, rulebook: Rulebook
) -> None:
    """All bands are more than a client reads, so they are named only for a bill inside them."""
    policy = evolve(sample_case.policy, grade=None, premium=Won(1_080_000))
    unsure = evolve(sample_case, policy=policy, claims=())
    said = {}
    for bill in (300_000, 2_200_000, 4_000_000):
        cost = Estimate.exactly(Won(bill))
        decision = decided(
            unsure, evolve(sample_case.accident, own_damage=cost, cash_repair=None), rulebook
        )
        claims = [one.best.is_claim for one in decision.break_even.intervals]
        assert claims == [False, True, False, True]
        said[bill] = limit_line(decision, EN)
        low, _, high = (one.first for one in decision.break_even.intervals[1:])
        assert low <= 2_200_000 < high <= 4_000_000
    assert said[4_000_000].startswith(said[300_000])
    assert ", pay it yourself; from " in said[300_000]
    assert said[300_000].endswith("Between them it varies with the bill.")
    assert "with any other, pay it yourself" in said[2_200_000]


def test_a_message_says_all_that_the_accident_costs(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    hit = evolve(
        collision(accident, "1"),
        other_property=Estimate(Won(500_000), Won(700_000), Won(900_000)),
        injury_grade=12,
    )
    first = message(decided(sample_case, hit, rulebook), EN).splitlines()[0]
    assert first.endswith(
        "; repair 1.8 million won, cash price 1.5 million won, "
        "other party's damage 500,000 won to 900,000 won, an injury of grade 12."
    )
    dead = evolve(hit, injury_grade="death")
    for language, said in (("ko", ", 상대방 사망"), ("en", ", somebody's death.")):
        texts = Texts("ko" if language == "ko" else "en")
        line = message(decided(sample_case, dead, rulebook), texts).splitlines()[0]
        assert line.endswith(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_names_the_own_injury_that_raises_every_sum(
    sample_case: Case, accident: Accident, rulebook: Rulebook, language: Language
) -> None:
    hurt = evolve(collision(accident, "1"), own_injury=True)
    first = message(decided(sample_case, hurt, rulebook), Texts(language)).splitlines()[0]
    assert Texts(language)("message.own-injury") in first


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paid", [400_000, 2_600_000])
def test_a_message_about_a_claim_that_is_paid_names_the_last_day_too(
    sample_case: Case, accident: Accident, rulebook: Rulebook, paid: int, language: Language
) -> None:
    """A driver who is told to keep the claim may change their mind and must know until when."""
    claimed = evolve(accident, paid=Won(paid), own_damage=Estimate.exactly(Won(0)))
    decision = decided(evolve(sample_case, claims=()), claimed, rulebook)
    assert decision.verdict is (Verdict.REFUND if paid < 1_000_000 else Verdict.KEEP)
    said, texts = message(decision, Texts(language)), Texts(language)
    assert said.count(texts.formats["day"](decision.refund_by)) == 1
    assert len(said.splitlines()) <= MOST_LINES


def test_the_sums_of_a_message_can_be_reckoned_from_its_first_line(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    """Self-pay costs the own share of the cash price and of the other party's damage and rental."""
    hit = evolve(
        collision(accident, "0.7"),
        other_property=Estimate.exactly(Won(900_000)),
        other_rental=Won(100_000),
    )
    decision = decided(sample_case, hit, rulebook)
    assert decision.outcomes[Option.SELF_PAY].total == Won(1_750_000)
    for texts, parts in (
        (Texts("ko"), ("현금 견적 150만 원", "상대방 렌트비 10만 원", "내 과실 70%")),
        (EN, ("cash price 1.5 million won", "their rental 100,000 won", "own fault 70%")),
    ):  # fmt: skip
        first = message(decision, texts).splitlines()[0]
        assert all(part in first for part in parts)
    whole = message(decided(sample_case, collision(accident, "1"), rulebook), EN)
    assert "fault" not in whole.splitlines()[0]


def test_the_sums_of_a_message_are_apart_by_what_it_says_is_saved(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    """The difference of two stated sums is the saving of the verdict, rounded or not."""
    texts, shown = Texts("ko"), set[bool]()
    for bill in range(600_000, 2_600_000, 37_000):
        hit = evolve(accident, own_damage=Estimate.exactly(Won(bill)), cash_repair=None)
        decision = decided(sample_case, hit, rulebook)
        (line,) = [one for one in message(decision, texts).splitlines() if " · " in one]
        exact = re.findall(r"([0-9,]+)원", line)
        found = [int(one.replace(",", "")) for one in exact] or [
            int(one.replace(",", "")) * 10_000 for one in re.findall(r"([0-9,]+)만 원", line)
        ]
        shown.add(bool(exact))
        best, *others = found
        apart = {texts.formats["about"](one - best).removeprefix("약 ") for one in others}
        assert texts.formats["about"](decision.margin).removeprefix("약 ") in apart, line
    assert shown == {True, False}


@pytest.mark.parametrize("kind", [Kind.OBJECT, Kind.COLLISION, Kind.FLOOD])
def test_nobody_is_told_to_pay_before_a_loss_is_stated_without_own_cover_either(
    sample_case: Case, accident: Accident, rulebook: Rulebook, kind: Kind
) -> None:
    nothing = evolve(accident, kind=kind, own_damage=Estimate.exactly(Won(0)), cash_repair=None)
    policy = evolve(sample_case.policy, own_damage=None)
    decision = decide(evolve(sample_case, policy=policy, accident=nothing), rulebook)
    assert opening(decision, EN).lines[0] == EN("headline.no-bill")


@pytest.mark.parametrize("kind", [Kind.OBJECT, Kind.COLLISION, Kind.THEFT])
def test_nothing_is_recommended_before_any_loss_is_stated(
    sample_case: Case, accident: Accident, rulebook: Rulebook, kind: Kind
) -> None:
    """A driver without an estimate is told up to which bill to pay, and not simply to pay."""
    nothing = evolve(accident, kind=kind, own_damage=Estimate.exactly(Won(0)), cash_repair=None)
    decision = decided(sample_case, nothing, rulebook)
    for texts in (EN, Texts("ko")):
        found = opening(decision, texts)
        first = found.lines[0]
        stolen = kind is Kind.THEFT
        insured = {"sum_insured": Won(21_000_000)} if stolen else {}
        assert first == texts(f"headline.no-bill{'-theft' if stolen else ''}", **insured)
        assert found.limit
        assert texts("option.self-pay") not in to_text(decision, Paper(texts))
        assert first in message(decision, texts)
        assert first in to_text(decision, Paper(texts)).replace("\n", " ")


def test_what_decides_nothing_is_not_asked_first(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    """A driver who pays anyway is not asked about the cover, one paid by others not for a grade."""
    cover = sample_case.policy.own_damage
    assert cover
    policy = evolve(sample_case.policy, own_damage=evolve(cover, single_vehicle=None), grade=None)
    open_case = evolve(sample_case, policy=policy, claims=())
    for bill, code in ((600_000, "grade"), (5_000_000, "single-vehicle")):
        cost = Estimate.exactly(Won(bill))
        small = evolve(accident, kind=Kind.OBJECT, own_damage=cost, cash_repair=None)
        assert decided(open_case, small, rulebook).ask[0].code == code
    hit = decided(open_case, collision(accident, "0"), rulebook)
    assert "grade" not in {one.code for one in hit.ask}
    assert len(message(hit, EN).splitlines()) == len(("accident", "nothing to decide", "end"))


def test_the_single_vehicle_cover_is_spoken_of_only_where_it_is_needed(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    cover = sample_case.policy.own_damage
    assert cover
    policy = evolve(sample_case.policy, own_damage=evolve(cover, single_vehicle=None))
    case = evolve(sample_case, policy=policy)
    said = {
        kind: " ".join(sentences.assumptions(decided(case, changed, rulebook), EN))
        for kind, changed in {
            Kind.OBJECT: accident,
            Kind.COLLISION: collision(accident, "1"),
            Kind.THEFT: evolve(accident, kind=Kind.THEFT),
        }.items()
    }
    assert [kind for kind, text in said.items() if "single-vehicle" in text] == [Kind.OBJECT]


def test_alone_no_other_party_is_spoken_of(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    bill = Estimate.exactly(Won(2_450_000))
    near = [
        " ".join(
            sentences.warnings(decided(sample_case, evolve(one, own_damage=bill), rulebook), EN)
        )
        for one in (accident, collision(accident, "1"))
    ]
    assert all("away from the threshold" in said for said in near)
    assert ["rental" in said for said in near] == [False, True]


def test_many_rules_that_grew_old_are_one_warning(sample_case: Case, rulebook: Rulebook) -> None:
    later = evolve(
        sample_case,
        as_of=date(2028, 11, 21),
        policy=evolve(sample_case.policy, start=date(2028, 3, 2)),
        accident=evolve(sample_case.accident, day=date(2028, 11, 19)),
        claims=(),
    )
    decision = decide(later, rulebook)
    assert len([w for w in decision.warnings if w.code == "rules-not-checked"]) > 2
    old = [said for said in sentences.warnings(decision, EN) if "more than a year ago" in said]
    assert len(old) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_that_is_likely_meant_otherwise_is_asked_for_right_behind_the_limit(
    language: Language, sample_case: Case, rulebook: Rulebook
) -> None:
    """With a premium of 82 won every claim is cheap, so the answer depends on the missing 만."""
    texts = Texts(language)
    case = evolve(sample_case, policy=evolve(sample_case.policy, premium=Won(82)))
    said = opening(decide(case, rulebook), texts)
    meant = texts.formats["words"](Won(820_000))
    assert meant in said.conditions[0]
    assert said.lines[2] == said.conditions[0]
    assert message(decide(case, rulebook), texts) == "", "no client is told to put it right"
    assert meant not in " ".join(opening(decide(sample_case, rulebook), texts).conditions)


def test_the_limit_names_the_settlement_where_that_is_what_is_paid_below_it(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    """Paying for the repair alone would leave the injury, and its premiums, with the insurer."""
    hurt = evolve(
        collision(accident, "0.8"),
        own_damage=Estimate.exactly(Won(900_000)),
        other_property=Estimate.exactly(Won(600_000)),
        cash_repair=None,
        injury_grade=12,
        injury_settlement=Won(700_000),
    )
    found = decided(evolve(sample_case, claims=()), hurt, rulebook)
    assert found.recommended is Option.SETTLE
    assert "settle in cash; above that, claim" in limit_line(found, EN)
    assert "자비" not in limit_line(found, Texts("ko"))


@pytest.mark.parametrize(("bill", "over"), [(800_000, 6), (3_000_000, 6), (2_300_000, 6)])
def test_so_does_a_limit_with_gaps(
    sample_case: Case, accident: Accident, rulebook: Rulebook, bill: int, over: int
) -> None:
    """Around the threshold, bills to claim and bills to settle alternate; the limit names both."""
    hurt = evolve(
        collision(accident, "1"),
        own_damage=Estimate.exactly(Won(bill)),
        cash_repair=None,
        injury_grade=12,
        injury_settlement=Won(700_000),
    )
    policy = evolve(sample_case.policy, premium=Won(950_000), grade=12)
    assumed = evolve(sample_case.assumptions, renewals=over)
    case = evolve(sample_case, claims=(), policy=policy, assumptions=assumed)
    found = decided(case, hurt, rulebook)
    switches = [one.best for one in found.break_even.intervals]
    assert switches == [Option.SETTLE, Option.CLAIM, Option.SETTLE, Option.CLAIM]
    assert "pay it yourself" not in limit_line(found, EN)
    assert "settle in cash" in limit_line(found, EN)
    assert "자비" not in limit_line(found, Texts("ko"))
    assert "현금 합의" in limit_line(found, Texts("ko"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_estimate_of_their_damage_is_no_repair_of_ones_own(
    sample_case: Case, accident: Accident, rulebook: Rulebook, language: Language
) -> None:
    theirs = evolve(
        collision(accident, "1"),
        own_damage=Estimate.exactly(Won(0)),
        cash_repair=None,
        other_property=Estimate(Won(300_000), Won(900_000), Won(3_000_000)),
    )
    found = decided(sample_case, theirs, rulebook)
    said = opening(found, Texts(language))
    assert said.limit_first
    assert not [line for line in said.lines if "수리비" in line or "repair" in line]


@pytest.mark.parametrize(("cash", "is_named"), [(1_500_000, True), (1_000_000, False)])
def test_a_cash_price_that_does_not_beat_claiming_is_named_beside_the_one_that_would(
    sample_case: Case, accident: Accident, rulebook: Rulebook, cash: int, *, is_named: bool
) -> None:
    found = decided(sample_case, evolve(accident, cash_repair=Won(cash)), rulebook)
    assert (found.cash_up_to or 0) < cash or not is_named
    stated = EN.formats["words"](Won(cash))
    assert limit_line(found, EN).endswith(f"yours is {stated}.") is is_named
    assert "beats claiming" in limit_line(found, EN)


@pytest.mark.parametrize("cash", [1_820_000, 1_900_000])
def test_a_cash_price_beats_claiming_only_together_with_the_settlement(
    accident: Accident, sample_case: Case, rulebook: Rulebook, cash: int
) -> None:
    """To pay for the cars alone, with the injury on the record, costs more than any claim here."""
    hurt = evolve(
        collision(accident, "0.7"),
        own_damage=Estimate.exactly(Won(2_000_000)),
        cash_repair=Won(cash),
        other_property=Estimate.exactly(Won(1_500_000)),
        injury_grade=12,
        injury_settlement=Won(1_500_000),
    )
    dear = evolve(sample_case, policy=evolve(sample_case.policy, premium=Won(1_200_000)), claims=())
    said = limit_line(decided(dear, hurt, rulebook), EN)
    assert "settle the injury and pay the repair yourself too" in said
    assert "beats claiming" not in said


def test_without_a_cash_price_one_limit_is_said_once(
    sample_case: Case, accident: Accident, rulebook: Rulebook
) -> None:
    """The bill up to which to pay and the cash price that beats claiming may be the same sum."""
    for bill in range(400_000, 2_400_000, 100_000):
        own = Estimate.exactly(Won(bill))
        found = decided(sample_case, evolve(accident, own_damage=own, cash_repair=None), rulebook)
        amounts = re.findall(r"[\d.,]+(?: million)? won", limit_line(found, EN))
        assert amounts
        assert len(amounts) == len(set(amounts)), bill


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_command_line_names_a_flag(
    sample_case: Case, rulebook: Rulebook, language: Language
) -> None:
    """In the app and in a client's report there is nowhere to type a flag."""
    bare = evolve(sample_case, policy=evolve(sample_case.policy, own_damage=None))
    decision, texts = decide(bare, rulebook), Texts(language)
    assert not [one for one in sentences.assumptions(decision, texts) if "--" in one]
    typed = " ".join(to_text(decision, Paper(texts), full=True).split())
    assert "--own-damage-cover" in typed


@pytest.mark.parametrize(
    ("hurt", "why"),
    [
        (False, "The insurer does not take the payout back (환입)."),
        (True, "Somebody was hurt, and a refund (환입) covers the whole accident"),
    ],
)
def test_a_paid_claim_that_can_only_be_left_says_why_at_once(
    sample_case: Case, accident: Accident, rulebook: Rulebook, *, hurt: bool, why: str
) -> None:
    """The reason is stated only once, and the payout is described as already paid."""
    paid = evolve(accident, paid=Won(800_000), own_injury=hurt)
    stated = evolve(sample_case.assumptions, refund_allowed=hurt)
    decision = decided(evolve(sample_case, assumptions=stated), paid, rulebook)
    first, second, *_ = opening(decision, EN).lines
    assert first == "Leave the claim as it is."
    assert second.startswith(why)
    because = " ".join(sentences.reasons(decision, EN))
    assert why not in because
    assert "The payout of 800,000 won is not above your surcharge threshold" in because
