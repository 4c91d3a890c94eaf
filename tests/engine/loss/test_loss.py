from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine.sample import (
    SAMPLE,
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
from engine.strategies import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain.accident import Estimate, Kind
from advisor.domain.money import WHOLE, Won, share
from advisor.domain.outcome import Option
from advisor.domain.policy import Deductible
from advisor.engine.loss.loss import deductible_of
from advisor.engine.reading import KnownDeductible, read

if TYPE_CHECKING:
    from advisor.domain.case import Case

AMOUNTS = st.integers(0, 50_000_000).map(Won)


@given(AMOUNTS, st.sampled_from(["0", "0.2", "0.3", "0.333", "1"]), AMOUNTS, AMOUNTS)
def test_a_deductible_stays_within_its_bounds_and_the_loss(
    loss: Won, share: str, first: Won, second: Won
) -> None:
    """A deductible is within its bounds if the loss is large enough, and never above the loss."""
    least, most = sorted((first, second))
    borne = deductible_of(KnownDeductible(rate(share), least, most, None), loss)
    assert min(least, loss) <= borne <= min(most, loss)


@given(AMOUNTS, AMOUNTS)
def test_a_fixed_deductible_is_that_sum_or_the_loss(loss: Won, fixed: Won) -> None:
    assert deductible_of(KnownDeductible(None, Won(0), None, fixed), loss) == min(fixed, loss)


@pytest.mark.parametrize(
    ("threshold", "minimum"),
    [(500_000, 50_000), (1_000_000, 100_000), (1_500_000, 150_000), (2_000_000, 200_000)],
)
def test_the_standard_plan_bears_at_least_a_tenth_of_the_threshold(
    threshold: int, minimum: int
) -> None:
    """A higher threshold raises the minimum of the deductible, and changes nothing else of it."""
    case = with_cover(with_policy(surcharge_threshold=Won(threshold)), deductible=Deductible())
    plan = read(case, rulebook()).deductible
    assert plan == KnownDeductible(rate("0.20"), Won(minimum), Won(500_000), None)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (
            Deductible(rate=rate("0.3")),
            KnownDeductible(rate("0.3"), Won(200_000), Won(500_000), None),
        ),
        (
            Deductible(minimum=Won(50_000)),
            KnownDeductible(rate("0.2"), Won(50_000), Won(500_000), None),
        ),
        (
            Deductible(maximum=Won(300_000)),
            KnownDeductible(rate("0.2"), Won(200_000), Won(300_000), None),
        ),
        (
            Deductible(minimum=Won(900_000)),
            KnownDeductible(rate("0.2"), Won(900_000), Won(900_000), None),
        ),
        (
            Deductible(maximum=Won(100_000)),
            KnownDeductible(rate("0.2"), Won(100_000), Won(100_000), None),
        ),
        (Deductible(fixed=Won(300_000)), KnownDeductible(None, Won(0), None, Won(300_000))),
    ],
)
def test_a_part_that_is_not_stated_is_the_standard_plan_s(
    stated: Deductible, expected: KnownDeductible
) -> None:
    """If a standard part contradicts a stated one, the stated one holds."""
    assert read(with_cover(deductible=stated), rulebook()).deductible == expected


@given(cases(), st.integers(0, 3_000_000))
@settings(max_examples=30)
def test_a_payout_never_falls_as_damage_rises(case: Case, more: int) -> None:
    bill = case.accident.own_damage
    dearer = Estimate(Won(bill.low + more), Won(bill.likely + more), Won(bill.high + more))
    before, after = decide(case).payout, decide(with_accident(case, own_damage=dearer)).payout
    assert before.own_damage <= after.own_damage
    assert before.other_property <= after.other_property


@given(cases())
@settings(max_examples=30)
def test_payout_and_deductible_make_up_the_own_loss(case: Case) -> None:
    """The insurer or the driver bears the own share; the sum insured caps no share of others."""
    payout, accident = decide(case).payout, case.accident
    mine = accident.fault if accident.kind is Kind.COLLISION else WHOLE
    assert payout.own_damage >= 0
    if accident.car_value is None:
        assert payout.from_other_side == share(accident.own_damage.likely, 1 - mine)
    if payout.own_damage:
        assert case.policy.own_damage is not None
        bill, limit = accident.own_damage.likely, case.policy.own_damage.sum_insured
        damage = bill if limit is None else min(bill, limit)
        assert payout.own_damage + payout.deductible == share(damage, mine)


def test_cross_processing_leaves_the_own_share_to_the_own_cover() -> None:
    """At 70 % fault the other side pays 30 % of the repair; the deductible is on the rest."""
    payout = decide(collision("0.7", own_damage=won(3_000_000))).payout
    assert (payout.from_other_side, payout.deductible) == (900_000, 420_000)
    assert payout.own_damage == 1_680_000


def test_an_odd_won_of_a_shared_loss_is_dropped_on_both_sides() -> None:
    """Half of 1,000,001 won is 500,000 for each side: a fraction of a won is never paid."""
    payout = decide(collision("0.5", own_damage=won(1_000_001))).payout
    assert payout.from_other_side == 500_000
    assert payout.own_damage + payout.deductible == 500_000


def test_only_a_collision_shares_the_own_loss() -> None:
    """A flood without own fault is wholly the driver's loss; the fault only affects the record."""
    case = with_accident(kind=Kind.FLOOD, fault=rate("0"))
    payout = decide(case).payout
    assert (payout.from_other_side, payout.own_damage) == (0, 1_440_000)


def test_the_other_party_is_paid_by_the_fault_share_rental_included() -> None:
    case = collision("0.7", other_property=won(1_000_001), other_rental=Won(100_000))
    assert decide(case).payout.other_property == 770_000


def test_a_loss_up_to_the_minimum_pays_nothing() -> None:
    claim = decide(with_bill(200_000)).outcome(Option.CLAIM)
    assert claim.reasons == ("below-deductible",)
    assert decide(with_bill(200_001)).payout.own_damage == 1


def test_a_total_loss_pays_the_sum_insured_without_deductible() -> None:
    case = with_cover(with_bill(5_000_000), sum_insured=Won(4_000_000))
    decision = decide(case)
    assert (decision.payout.own_damage, decision.payout.deductible) == (4_000_000, 0)
    assert decision.outcome(Option.SELF_PAY).cash_now == 4_000_000
    assert "total-loss" in {reason.code for reason in decision.reasons}


def test_what_the_other_side_pays_alone_is_no_total_loss_of_ours() -> None:
    """Without fault the own cover pays nothing: its sum does not matter, its contract stays."""
    decision = decide(with_cover(collision("0", own_damage=won(4_000_000)), sum_insured=Won(3)))
    assert decision.payout.from_other_side == 4_000_000
    assert "total-loss" not in {one.code for one in (*decision.reasons, *decision.warnings)}


def test_the_cash_price_of_a_total_loss_is_at_most_the_sum_insured() -> None:
    case = with_accident(with_cover(sum_insured=Won(1_000_000)), cash_repair=Won(1_500_000))
    assert decide(case).outcome(Option.SELF_PAY).cash_now == 1_000_000


@pytest.mark.parametrize(("cash", "paid"), [(1_500_000, 1_500_000), (2_000_000, 1_800_000)])
def test_paying_oneself_costs_the_lower_of_both_prices(cash: int, paid: int) -> None:
    case = with_accident(SAMPLE, cash_repair=Won(cash))
    assert decide(case).outcome(Option.SELF_PAY).cash_now == paid
