"""What is said once the insurer has paid, about several claims in a year and about open covers."""

from __future__ import annotations

from datetime import date

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

from advisor.domain.accident import Driver, Kind
from advisor.domain.decision import Certainty, Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus
from advisor.explain import sentences
from advisor.explain.covers import deciding_cover
from advisor.explain.names import claim_days
from advisor.explain.opening import verdict_line
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.report.message import message

EN = Texts("en")


def test_who_has_paid_is_known_once_the_insurer_has() -> None:
    """Once the payout is stated, a small bill beside it is not called the driver's own to pay."""
    paid = with_accident(own_damage=won(100_000), cash_repair=None, paid=Won(900_000))
    assert decide(paid).payers == ()
    hurt = decide(with_accident(paid, own_injury=True))
    assert [one.part for one in hurt.payers] == ["own-injury"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paid", [1_950_000, 2_000_000])
def test_a_payout_near_the_threshold_is_not_awaited_once_it_is_paid(
    language: Language, paid: int
) -> None:
    texts = Texts(language)
    decision = decide(with_accident(collision("1"), paid=Won(paid)))
    warning = next(one for one in decision.warnings if one.code == "near-threshold")
    nought = "" if warning.facts["distance"] else "-nought"
    said = texts(f"warning.near-threshold{nought}-paid", **warning.facts)
    assert said in sentences.warnings(decision, texts)


def test_what_is_claimed_is_not_said_to_be_claimed_some_day() -> None:
    said = sentences.reasons(decide(with_accident(paid=Won(900_000))), EN)
    assert any("accident-count factor" in one for one in said)
    assert not any("once claimed" in one for one in said)


def test_where_a_claim_stands_for_good_nothing_about_its_price_is_asked() -> None:
    open_policy = with_policy(
        with_accident(paid=Won(900_000)), surcharge_threshold=None, grade=None
    )
    asked = {one.code for one in decide(open_policy).ask}
    assert {"threshold", "grade"} <= asked
    kept = decide(with_accident(open_policy, own_injury=True))
    assert {one.code for one in kept.ask}.isdisjoint({"threshold", "grade"})


def test_earlier_claims_are_named_in_the_order_of_their_days() -> None:
    small = Claim(date(2026, 7, 1), Won(300_000), rate("1"), status=ClaimStatus.REFUNDABLE)
    decision = decide(evolve(SAMPLE, claims=(small, evolve(small, day=date(2026, 5, 1)))))
    assert claim_days((0, 1), decision, EN, date.isoformat) == "2026-05-01, 2026-07-01"


def test_a_claim_of_the_others_part_alone_hangs_on_no_cover_of_ones_own() -> None:
    theirs = collision("1", own_damage=won(300_000), other_property=won(30_000_000))
    case = with_cover(with_accident(theirs, cash_repair=Won(150_000)), unconfirmed=True)
    decision = decide(case)
    assert decision.recommended is Option.CLAIM_OTHER
    assert deciding_cover(decision) == ""
    assert not verdict_line(decision, EN).startswith("If ")


@pytest.mark.parametrize("grade", [16, None])
def test_a_close_call_behind_a_condition_is_a_sentence(grade: int | None) -> None:
    """If something else is open too, here the grade, it is still said to be close."""
    base = with_policy(with_bill(1_500_000), grade=grade)
    clear = with_cover(with_accident(base, cash_repair=None), unconfirmed=True)
    begins = decide(clear).claim_from
    assert begins is not None
    decision = decide(with_bill(begins + 5_000, clear))
    assert decision.certainty is Certainty.CLOSE
    assert (decision.verdict is Verdict.KEEP_OPEN) is (grade is None)
    assert ", it is a close call" in verdict_line(decision, EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_injury_that_moves_no_premium_is_not_said_to_raise_it_by_nothing(
    language: Language,
) -> None:
    texts = Texts(language)
    late = with_policy(collision("1", own_damage=won(900_000)), start=date(2025, 12, 1))
    decision = decide(assuming(with_accident(late, injury_open=True), renewals=1))
    found = next(one for one in decision.reasons if one.code == "injury-open")
    assert found.facts["amount"] == 0
    assert texts("reason.injury-open-free", **found.facts) in sentences.reasons(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_drunk_driver_pays_back_for_the_injured_is_not_left_out(language: Language) -> None:
    texts = Texts(language)
    case = collision("1", own_damage=won(800_000), driver=Driver.DRUNK, injury_grade=9)
    decision = decide(with_accident(case, cash_repair=None))
    cash = decision.outcomes[Option.SELF_PAY].cash_now
    assert texts("message.cash-alone-and-injury", cash=cash) in message(decision, texts)


@pytest.mark.parametrize("driver", [Driver.DESIGNATED, Driver.DRUNK])
def test_a_claim_that_nobody_makes_is_not_said_to_show_late(driver: Driver) -> None:
    late = with_policy(collision("1", own_damage=won(900_000)), start=date(2025, 12, 1))
    shown = "A claim would not show"
    assert any(shown in said for said in sentences.warnings(decide(late), EN))
    nobody = decide(with_accident(late, driver=driver))
    assert not any(shown in said for said in sentences.warnings(nobody, EN))


def test_what_the_other_side_pays_whole_ends_no_contract_of_ones_own() -> None:
    wreck = with_cover(collision("0", own_damage=won(9_000_000)), sum_insured=Won(2_000_000))
    assert not any("contract ends" in said for said in sentences.warnings(decide(wreck), EN))


def test_a_theft_in_which_somebody_was_hurt_is_reported_once() -> None:
    stolen = with_accident(kind=Kind.THEFT, own_damage=won(0), cash_repair=None, own_injury=True)
    codes = [one.code for one in decide(stolen).steps]
    assert len([code for code in codes if code.startswith("report")]) == 1
    assert codes.index("theft-report") < codes.index("report-gone") < codes.index("number")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_injury_is_settled_in_the_first_line_where_no_cover_pays_the_damage(
    language: Language,
) -> None:
    """The settlement is recommended, so no line says that the insurer pays for the injured."""
    texts = Texts(language)
    hurt = collision("1", injury_grade=12, injury_settlement=Won(300_000))
    uncovered = with_policy(hurt, own_damage=None, no_own_damage=True)
    decision = decide(with_accident(uncovered, own_damage=won(100_000), cash_repair=None))
    assert decision.recommended is Option.SETTLE
    assert texts.formats["words"](Won(300_000)) in verdict_line(decision, texts)
    assert texts("headline.not-covered-but-injury") not in message(decision, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_once_the_insurer_has_paid_no_cover_is_taken_for_granted(language: Language) -> None:
    """A repair that the insurer paid was covered, so no assumption about the cover is stated."""
    texts = Texts(language)
    open_cover = with_cover(with_accident(paid=Won(900_000)), single_vehicle=None, unconfirmed=True)
    decision = decide(open_cover)
    taken = {one.path for one in decision.assumed}
    assert taken >= {"policy.own_damage.single_vehicle"}
    said = " ".join(sentences.assumptions(decision, texts))
    assert not any(word in said for word in ("자차", "own-damage", "single-vehicle"))
