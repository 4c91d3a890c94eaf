"""Settling another person's slight injury in cash: the option, and the sum up to which it pays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from engine.answered import compared
from engine.documents import document
from engine.sample import assuming, collision, decide, rate, won
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import cases

from advisor.domain.accident import Driver
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus, OtherCar
from advisor.report.answer.to_json import answer_document

if TYPE_CHECKING:
    from random import Random

    from advisor.domain.case import Case
    from advisor.domain.decision import Decision

TODAY = date(2026, 11, 21)
STIFF_NECK = evolve(
    assuming(
        collision(
            "0.8",
            own_damage=won(900_000),
            other_property=won(600_000),
            cash_repair=None,
            injury_grade=12,
            injury_settlement=Won(700_000),
        ),
        renewals=10,
    ),
    as_of=TODAY,
)
SLIGHT = st.integers(12, 14)
TWO_CARS = tuple(
    evolve(STIFF_NECK, other_cars=(OtherCar(date(2026, 8, 1), Won(640_000), 18, same_policy=same),))
    for same in (False, True)
)
QUOTED = assuming(STIFF_NECK, quote_clean=Won(900_000), quote_claim=Won(1_010_000))
REFUNDABLE = evolve(
    STIFF_NECK,
    claims=(
        Claim(
            date(2026, 5, 1),
            Won(300_000),
            STIFF_NECK.accident.fault,
            Won(2_000_000),
            status=ClaimStatus.REFUNDABLE,
        ),
    ),
)


def asked(case: Case, amount: int) -> Case:
    return evolve(case, accident=evolve(case.accident, injury_settlement=Won(amount)))


def others(decision: Decision) -> int:
    """Return the cost of the best option other than settling or paying a claim back."""
    return min(
        outcome.total
        for outcome in decision.outcomes
        if outcome.available and outcome.option not in {Option.SETTLE, Option.CLAIM_REFUND}
    )


def said(decision: Decision) -> dict[str, dict[str, object]]:
    found = (*decision.reasons, *decision.warnings, *decision.ask, *decision.steps)
    return {one.code: dict(one.facts) for one in found}


def test_everything_is_paid_in_cash_and_nothing_is_left_on_the_record() -> None:
    decision = decide(STIFF_NECK)
    settled = decision.outcome(Option.SETTLE)
    lines = {line.code: line.amount for line in settled.lines}
    assert lines == {"own-repair": 720_000, "other-part": 480_000, "injury-settlement": 700_000}
    assert settled.total == 1_900_000
    assert settled.path == decision.without_accident
    assert not settled.score
    assert not settled.tested
    assert not settled.crossed
    assert not settled.option.is_claim


def test_self_pay_keeps_the_injury_on_the_record() -> None:
    with_it, without = decide(STIFF_NECK), decide(asked_for_nothing(STIFF_NECK))
    assert with_it.outcome(Option.SELF_PAY) == without.outcome(Option.SELF_PAY)
    assert with_it.outcome(Option.SELF_PAY).score == 2


def asked_for_nothing(case: Case) -> Case:
    return evolve(case, accident=evolve(case.accident, injury_settlement=None))


@given(cases())
@settings(max_examples=15)
def test_where_no_sum_is_asked_for_the_answer_does_not_know_of_it(case: Case) -> None:
    answer: dict[str, Any] = answer_document(decide(case))
    listed = [option["option"] for option in answer["options"]]
    assert listed == [one for one in Option if one is not Option.SETTLE]
    assert set(answer["limit"]) == {"claim_from", "cash_up_to"}
    assert "settle" not in str(answer)


def test_one_s_own_injury_stays_with_the_insurer() -> None:
    both = evolve(STIFF_NECK, accident=evolve(STIFF_NECK.accident, own_injury=True))
    decision = decide(both)
    assert decision.outcome(Option.SETTLE).score == 1
    assert decision.outcome(Option.SELF_PAY).score == 3
    assert decision.outcome(Option.SETTLE).extra_premium > 0


def test_what_the_designated_driver_s_insurer_pays_is_not_settled() -> None:
    driven = evolve(STIFF_NECK, accident=evolve(STIFF_NECK.accident, driver=Driver.DESIGNATED))
    decision = decide(driven)
    assert decision.outcome(Option.SETTLE).reasons == ("designated-driver-pays",)
    assert decision.settle_up_to is None


def test_a_claim_that_can_only_be_kept_has_no_quotes_to_compare() -> None:
    """Somebody is hurt and the insurer has paid, so there is nothing left for a quote to decide."""
    paid = evolve(
        STIFF_NECK,
        as_of=date(2027, 2, 10),
        accident=evolve(STIFF_NECK.accident, paid=Won(800_000)),
    )
    assert "renewal-quotes" not in said(decide(paid))


@pytest.mark.parametrize(
    "case",
    [
        STIFF_NECK,
        assuming(STIFF_NECK, injury_12_points=1),
        *TWO_CARS,
        QUOTED,
        REFUNDABLE,
        assuming(STIFF_NECK, discount_rate=rate("0.04")),
    ],
    ids=["plain", "one-point", "two-cars", "one-policy", "quotes", "refund", "discount"],
)
def test_the_limit_is_exact_to_the_won(case: Case) -> None:
    limit = decide(case).settle_up_to
    assert limit is not None
    below, at, above = (decide(asked(case, limit + step)) for step in (-1, 0, 1))
    totals = [found.outcome(Option.SETTLE).total for found in (below, at, above)]
    assert [
        others(found) - total for found, total in zip((below, at, above), totals, strict=True)
    ] == [
        1,
        0,
        -1,
    ]
    assert {found.settle_up_to for found in (below, at, above)} == {limit}
    assert (below.recommended, above.recommended == Option.SETTLE) == (Option.SETTLE, False)


@given(cases(), SLIGHT, st.integers(1, 5_000_000))
@settings(max_examples=25)
def test_up_to_the_limit_settling_is_no_dearer(case: Case, grade: int, amount: int) -> None:
    hurt = evolve(case, accident=evolve(case.accident, injury_grade=grade))
    decision = decide(asked(hurt, amount))
    settled, limit = decision.outcome(Option.SETTLE), decision.settle_up_to
    assume(settled.available)
    no_dearer = settled.total <= others(decision)
    assert no_dearer == (limit is not None and amount <= limit)


@given(st.randoms(use_true_random=False), SLIGHT, st.integers(1, 3_000_000))
@settings(max_examples=12)
def test_any_case_comes_out_as_the_second_computation_has_it(
    chance: Random, grade: int, amount: int
) -> None:
    """Every field agrees, also with other cars, quotes, refund plans and payments already made."""
    case = document(chance)
    case["accident"] |= {"injury_grade": grade, "injury_settlement": amount}
    assert compared(case, steps=4).differences == [], case


def test_the_points_follow_to_the_other_cars_unless_the_injury_is_settled() -> None:
    """Two cars of one policy share the two points: one point for each."""
    apart, together = (decide(case) for case in TWO_CARS)
    for decision in (apart, together):
        codes = {line.code for line in decision.outcome(Option.SELF_PAY).lines}
        assert "other-car" in codes
        assert not decision.outcome(Option.SETTLE).extra_premium
    assert together.settle_up_to != apart.settle_up_to


def test_quotes_set_the_level_and_lift_no_settlement() -> None:
    decision = decide(QUOTED)
    assert decision.outcome(Option.SETTLE).path == decision.without_accident
    assert decision.outcome(Option.SELF_PAY).path[1].premium == 900_000
    assert decision.outcome(Option.SETTLE).path[1].premium < 900_000


def test_a_plan_of_refunds_may_settle_the_new_one() -> None:
    plans = [one for one in decide(REFUNDABLE).refund_plan if one.new is Option.SETTLE]
    assert [one.refund for one in sorted(plans, key=lambda one: one.refund)] == [(), (0,)]


def test_both_readings_of_grade_12_are_answered() -> None:
    """Two points cost 1,865,950; one point costs less, so that claiming is the better option."""
    two, one = decide(STIFF_NECK), decide(assuming(STIFF_NECK, injury_12_points=1))
    assert (two.recommended, one.recommended) == (Option.SETTLE, Option.CLAIM)
    entry = next(e for e in two.range if e.assumption == "assumptions.injury_12_points")
    assert (entry.recommended, entry.margin) == (one.recommended, one.margin)
    assert said(two)["injury-settled-or-claimed"]["points"] == 2
    assert said(one)["injury-settled-or-claimed"]["points"] == 1


def test_what_the_injury_costs_is_said_once_and_is_in_every_total_that_bears_it() -> None:
    decision = decide(STIFF_NECK)
    cost = decision.outcome(Option.SELF_PAY).extra_premium
    assert said(decision)["injury-premium"] == {"amount": cost, "renewals": 10}
    for outcome in decision.outcomes:
        if outcome.available and outcome.option is not Option.SETTLE:
            assert outcome.extra_premium >= cost
            assert outcome.total == sum(line.present for line in outcome.lines)


def test_the_standard_stands_beside_the_sum_that_is_asked() -> None:
    """For grade 12 the standard pays 150,000 of consolation and 8,000 for each of 10 visits."""
    facts = said(decide(STIFF_NECK))["injury-standard"]
    assert facts == {
        "asked": 700_000,
        "grade": 12,
        "visits": 10,
        "amount": 230_000,
        "day": date(2017, 3, 1),
    }


def test_settling_has_its_questions_and_steps() -> None:
    found = said(decide(STIFF_NECK))
    assert {"settlement-consent", "doctor-paid", "settlement-paper", "check-no-record"} <= set(
        found
    )
    assert found["settlement-direct-claim"] == {"years": 3}
    assert found["keep-receipts"] == {"amount": 1_900_000}
    claimed = said(decide(asked(STIFF_NECK, 5_000_000)))
    assert "settlement-paper" not in claimed
    assert "grave-violations" in claimed


def test_no_injury_no_word_of_it() -> None:
    unhurt = evolve(
        STIFF_NECK,
        accident=evolve(STIFF_NECK.accident, injury_grade=None, injury_settlement=None),
    )
    codes = set(said(decide(unhurt)))
    assert not {code for code in codes if code.startswith(("injury", "settlement", "grave"))}


def test_the_quotes_are_held_against_settling_too() -> None:
    """At this gap of quotes claiming costs no more than the cash options; at 1,000 more it does."""
    case = evolve(asked(STIFF_NECK, 1_500_000), as_of=date(2027, 2, 10))
    most = said(decide(case))["renewal-quotes"]["first_year_above"]
    clean = decide(case).outcome(Option.SELF_PAY).path[1].premium
    assert isinstance(most, int)

    def gap(difference: int) -> int:
        quoted = assuming(case, quote_clean=clean, quote_claim=Won(clean + difference))
        decision = decide(quoted)
        paying = (decision.outcome(one).total for one in (Option.SELF_PAY, Option.SETTLE))
        return decision.outcome(Option.CLAIM).total - min(paying)

    assert gap(most) <= 0 < gap(most + 1000)
