from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from engine.by_hand_options import REASONS
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    with_accident,
    with_bill,
    with_policy,
    won,
)
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.outcome import Outcome

BOTH = collision("1", own_damage=won(1_000_000), other_property=won(700_000))
LARGE = assuming(with_accident(BOTH, own_damage=won(3_000_000)), cap_allowed=True)


def option(case: Case, chosen: Option) -> Outcome:
    return decide(case).outcome(chosen)


@given(cases())
@settings(max_examples=30)
def test_all_are_listed_with_lines_or_with_reasons_in_order(case: Case) -> None:
    """Settling an injury in cash is listed only if the injured person asks for a sum."""
    outcomes = decide(case).outcomes
    asked = case.accident.injury_settlement is not None
    listed = [option for option in Option if asked or option is not Option.SETTLE]
    assert [outcome.option for outcome in outcomes] == listed
    for outcome in outcomes:
        if not outcome.available:
            order = [REASONS.index(code) for code in outcome.reasons]
            assert order
            assert order == sorted(set(order))
            assert (outcome.lines, outcome.path, outcome.score) == ((), (), None)


@given(cases())
@settings(max_examples=30)
def test_the_cash_of_self_pay_never_depends_on_the_record(case: Case) -> None:
    """Past claims, grade and premium do not change what paying the damage costs the driver."""
    bare = evolve(case, claims=(), policy=evolve(case.policy, grade=11, premium=Won(200_000)))
    before, after = (decide(c).outcome(Option.SELF_PAY) for c in (case, bare))
    assert before.cash_now == after.cash_now
    hurt = case.accident.injury_grade is not None or case.accident.own_injury
    if before.available and not hurt:
        assert before.extra_premium == after.extra_premium == 0
        assert before.total == before.cash_now


def test_self_pay_pays_both_parts_by_the_fault_share() -> None:
    case = collision("0.7", own_damage=won(1_000_000), other_property=won(500_000))
    case = with_accident(case, cash_repair=Won(800_000), other_rental=Won(100_000))
    assert option(case, Option.SELF_PAY).cash_now == 560_000 + 420_000


def test_claims_of_one_part_pay_the_other_in_cash() -> None:
    case = with_accident(BOTH, cash_repair=Won(900_000))
    assert option(case, Option.CLAIM).cash_now == 200_000
    assert option(case, Option.CLAIM_OWN).cash_now == 200_000 + 700_000
    assert option(case, Option.CLAIM_OTHER).cash_now == 900_000
    assert option(case, Option.CLAIM_OWN).tested == 800_000
    assert option(case, Option.CLAIM_OTHER).tested == 700_000


def test_a_part_that_no_cover_answers_is_paid_in_cash_within_the_claim() -> None:
    """Without own-damage cover, the claim is for the other party's part alone."""
    case = with_policy(with_accident(BOTH, cash_repair=Won(900_000)), own_damage=None)
    claim = option(case, Option.CLAIM)
    assert (claim.tested, claim.cash_now) == (700_000, 900_000)
    assert option(case, Option.CLAIM_OTHER).reasons == ("one-part-only",)
    assert option(case, Option.CLAIM_OWN).reasons == ("no-own-damage-cover", "one-part-only")


def test_a_part_whose_payout_is_zero_is_paid_at_the_cash_price() -> None:
    """A bill of 150,000 won is below the deductible of 200,000; the cash price is 100,000."""
    case = with_accident(BOTH, own_damage=won(150_000), cash_repair=Won(100_000))
    claim = option(case, Option.CLAIM)
    assert (claim.tested, claim.cash_now) == (700_000, 100_000)
    assert option(case, Option.CLAIM_OWN).reasons == ("below-deductible", "one-part-only")


def test_refund_costs_the_deductible_now_and_the_payouts_at_the_end_of_the_year() -> None:
    """The refund is what the insurer paid: the bill less the deductible."""
    refund = option(SAMPLE, Option.CLAIM_REFUND)
    lines = [(line.code, line.amount, line.day.isoformat()) for line in refund.lines]
    assert lines == [
        ("deductible", 360_000, "2026-11-21"),
        ("refund", 1_440_000, "2027-03-01"),
    ]
    assert (refund.tested, refund.crossed) == (1_440_000, False)
    assert refund.score == 0
    assert refund.path == option(SAMPLE, Option.SELF_PAY).path


@pytest.mark.parametrize("hurt", [{"injury_grade": 14}, {"own_injury": True}])
def test_a_refund_is_of_the_whole_accident_so_none_where_somebody_is_hurt(
    hurt: dict[str, Any],
) -> None:
    refund = option(with_accident(**hurt), Option.CLAIM_REFUND)
    assert refund.reasons == ("refund-not-allowed",)


def test_refund_is_closed_where_the_insurer_refuses_it() -> None:
    refused = assuming(refund_allowed=False)
    assert option(refused, Option.CLAIM_REFUND).reasons == ("refund-not-allowed",)
    assert decide(refused).refund_by is None


def test_capped_pays_up_to_the_threshold_and_half_a_point() -> None:
    """The payout of 2,500,000 + 700,000 is 1,200,000 above the cap; the deductible is extra."""
    capped = option(LARGE, Option.CLAIM_CAPPED)
    assert (capped.tested, capped.crossed) == (2_000_000, False)
    assert str(capped.score) == "0.5"
    assert capped.cash_now == 500_000 + 1_200_000


@pytest.mark.parametrize(
    ("case", "reasons"),
    [
        (assuming(BOTH, cap_allowed=True), ("threshold-not-crossed",)),
        (BOTH, ("threshold-not-crossed", "cap-not-allowed")),
        (assuming(LARGE, cap_allowed=None), ("cap-not-allowed",)),
        (with_accident(LARGE, other_property=won(2_000_001)), ("other-part-crosses",)),
        (with_accident(LARGE, other_property=won(2_000_000)), ()),
    ],
)
def test_capped_needs_a_crossing_that_cutting_the_own_part_undoes(
    case: Case, reasons: tuple[str, ...]
) -> None:
    """Unless the case says so, the insurer is not assumed to accept a cap."""
    outcome = option(case, Option.CLAIM_CAPPED)
    assert (() if outcome.available else outcome.reasons) == reasons


def test_where_the_threshold_itself_crosses_the_cap_is_one_won_below_it() -> None:
    """A cap at an amount that already counts as crossed would gain nothing."""
    included = assuming(LARGE, threshold_included=True)
    capped = option(included, Option.CLAIM_CAPPED)
    assert (capped.tested, capped.crossed) == (1_999_999, False)
    assert capped.cash_now == 500_000 + 1_200_001
    alone = with_accident(included, other_property=won(2_000_000))
    assert option(alone, Option.CLAIM_CAPPED).reasons == ("other-part-crosses",)


def test_nothing_lost_leaves_nothing_to_claim() -> None:
    assert option(with_bill(0), Option.CLAIM).reasons == ("nothing-to-claim",)


def test_a_claim_without_own_fault_leaves_the_clean_path() -> None:
    flood = with_accident(kind=Kind.FLOOD, fault=SAMPLE.accident.fault * 0)
    decision = decide(flood)
    assert decision.outcome(Option.CLAIM).total == 360_000
    assert decision.outcome(Option.CLAIM).path == decision.outcome(Option.SELF_PAY).path
