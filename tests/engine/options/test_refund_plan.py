from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, WHOLE, assuming, decide, rate, with_accident, won
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus

if TYPE_CHECKING:
    from advisor.domain.case import Case


def refundable(day: date, paid: int) -> Claim:
    return Claim(day, Won(paid), WHOLE, status=ClaimStatus.REFUNDABLE)


SPRING, SUMMER = refundable(date(2026, 4, 1), 300_000), refundable(date(2026, 7, 1), 300_000)
TWO = evolve(SAMPLE, claims=(SPRING, SUMMER))


def test_without_refundable_claims_there_is_no_plan() -> None:
    assert decide(SAMPLE).refund_plan == ()


def test_every_choice_meets_every_set() -> None:
    plan = decide(TWO).refund_plan
    sets = {found for size in range(3) for found in combinations((0, 1), size)}
    assert {(entry.new, entry.refund) for entry in plan} == {
        (new, found)
        for new in (Option.SELF_PAY, Option.CLAIM, Option.CLAIM_REFUND)
        for found in sets
    }


@given(cases())
@settings(max_examples=30)
def test_the_cheapest_comes_first_then_fewer_refunds_then_earlier_ones(case: Case) -> None:
    plan = decide(case).refund_plan
    keys = [(entry.total, len(entry.refund), entry.refund) for entry in plan]
    assert keys == sorted(keys)


@given(cases())
@settings(max_examples=30)
def test_keeping_all_costs_what_the_options_say(case: Case) -> None:
    """The plan and the options agree if no earlier claim is paid back."""
    decision = decide(case)
    if decision.plan is not None:
        return
    for entry in decision.refund_plan:
        if not entry.refund:
            assert entry.total == decision.outcome(entry.new).total


def test_a_repaid_claim_is_as_if_it_had_not_been() -> None:
    """Without quotes, paying back a claim saves what deciding the case without it saves."""
    keep_all = decide(TWO)
    without = decide(evolve(TWO, claims=(evolve(SUMMER, status=ClaimStatus.SETTLED),)))
    settled = tuple(evolve(claim, status=ClaimStatus.SETTLED) for claim in TWO.claims)
    base = decide(evolve(TWO, claims=settled)).without_accident
    lighter = without.outcome(Option.CLAIM)
    extra = sum(
        year.premium - kept.premium for year, kept in zip(lighter.path[1:4], base[1:4], strict=True)
    )
    expected = lighter.cash_now + 300_000 + extra
    plan = {(entry.new, entry.refund): entry.total for entry in keep_all.refund_plan}
    assert plan[Option.CLAIM, (0,)] == expected


def test_equal_claims_are_repaid_in_the_order_of_the_file() -> None:
    """Both claims paid 300,000 in the same window, so it makes no difference which is repaid."""
    plan = decide(TWO).refund_plan
    singles = [
        entry.refund for entry in plan if entry.new is Option.CLAIM and len(entry.refund) == 1
    ]
    assert singles == [(0,), (1,)]


def test_only_possible_choices_are_listed() -> None:
    refused = decide(assuming(TWO, refund_allowed=False)).refund_plan
    assert {(entry.new, entry.refund) for entry in refused} == {
        (Option.SELF_PAY, ()),
        (Option.CLAIM, ()),
    }
    uncovered = decide(with_accident(TWO, kind=Kind.WEAR)).refund_plan
    assert {entry.new for entry in uncovered} == {Option.SELF_PAY}


def test_a_settled_claim_is_not_offered() -> None:
    settled = evolve(SPRING, status=ClaimStatus.SETTLED)
    plan = decide(evolve(TWO, claims=(settled, SUMMER))).refund_plan
    assert {index for entry in plan for index in entry.refund} == {1}


def test_quotes_scale_a_plan_s_paths_by_level_and_lift() -> None:
    """Level and lift are measured with the earlier claims kept, as the insurer knew them."""
    settled = tuple(evolve(claim, status=ClaimStatus.SETTLED) for claim in TWO.claims)
    kept = decide(evolve(TWO, claims=settled))
    without = decide(evolve(TWO, claims=(evolve(SUMMER, status=ClaimStatus.SETTLED),)))
    quoted = assuming(TWO, quote_clean=Won(900_000), quote_claim=Won(1_000_000))
    plan = {(e.new, e.refund): e.total for e in decide(quoted).refund_plan}
    exact = [
        Fraction(820_000) * Fraction(year.grade_factor) * Fraction(year.count_factor)
        for year in without.without_accident
    ]
    known = kept.without_accident
    level = Fraction(900_000) / (
        Fraction(820_000) * Fraction(known[1].grade_factor) * Fraction(known[1].count_factor)
    )
    path = [int(premium * level) // 10 * 10 for premium in exact]
    base = decide(evolve(quoted, claims=settled)).without_accident
    extra = sum(path[k] - base[k].premium for k in (1, 2, 3))
    assert plan[Option.SELF_PAY, (0,)] == 1_500_000 + 300_000 + extra


def by_brute_force(case: Case) -> dict[tuple[Option, tuple[int, ...]], int]:
    """Return the cost of each choice with each set, decided without the claims of the set."""
    settled = [evolve(claim, status=ClaimStatus.SETTLED) for claim in case.claims]
    base = decide(evolve(case, claims=tuple(settled))).without_accident
    refundable = [index for index, claim in enumerate(case.claims) if claim.refundable]
    last = decide(case).renewals
    found = {}
    for size in range(len(refundable) + 1):
        for refund in combinations(refundable, size):
            kept = tuple(c for index, c in enumerate(settled) if index not in refund)
            without = decide(evolve(case, claims=kept))
            repaid = sum(case.claims[index].property_paid or 0 for index in refund)
            for one in without.outcomes:
                if one.available:
                    back = sum(line.amount for line in one.lines if line.code == "refund")
                    extra = sum(one.path[k].premium - base[k].premium for k in range(1, last + 1))
                    found[one.option, refund] = one.cash_now + back + repaid + extra
    return found


SIX = tuple(
    refundable(date(2026, 4 + index, 5), paid)
    for index, paid in enumerate((300_000, 2_300_000, 300_000, 900_000, 2_100_000, 400_000))
)


@pytest.mark.parametrize(
    "case",
    [
        TWO,
        evolve(SAMPLE, claims=SIX, as_of=date(2026, 12, 20)),
        evolve(
            SAMPLE,
            claims=(*SIX[:2], refundable(date(2026, 12, 5), 500_000)),
            as_of=date(2026, 12, 20),
        ),
        evolve(
            SAMPLE,
            claims=tuple(
                evolve(claim, fault=rate(f))
                for claim, f in zip(SIX, ("0.3", "0.4", "1", "0"), strict=False)
            ),
        ),
        with_accident(TWO, kind=Kind.COLLISION, other_property=won(900_000)),
    ],
    ids=["two", "six", "behind the cut-off", "little fault", "both parts"],
)
def test_the_plan_is_what_deciding_each_set_alone_would_say(case: Case) -> None:
    plan = {(one.new, one.refund): one.total for one in decide(case).refund_plan}
    assert plan == by_brute_force(case)


def test_a_plan_is_taken_where_it_saves_what_matters_and_then_everything_goes_with_it() -> None:
    case = assuming(TWO, renewals=10)
    decision = decide(case)
    assert decision.plan is not None
    refunded = set(decision.plan.refund)
    kept = tuple(
        evolve(claim, status=ClaimStatus.SETTLED)
        for index, claim in enumerate(case.claims)
        if index not in refunded
    )
    alone = decide(evolve(case, claims=kept))
    assert decision.recommended is decision.plan.new is alone.recommended
    assert (decision.margin, decision.horizon) == (alone.margin, alone.horizon)
    assert decision.break_even == alone.break_even
    assert decision.without_accident == alone.without_accident
    repaid = sum(case.claims[index].property_paid or 0 for index in refunded)
    for one, other in zip(decision.outcomes, alone.outcomes, strict=True):
        assert one.total == other.total
        assert not one.available or one.outlay == other.outlay + repaid


@pytest.mark.parametrize(("repaid", "planned"), [(0, True), (1, False)])
def test_a_plan_that_saves_less_than_what_matters_is_none(repaid: int, *, planned: bool) -> None:
    """The claim's payout is set so that the plan saves 30,000, which is enough, or 29,999."""
    free = assuming(evolve(SAMPLE, claims=(refundable(date(2026, 4, 1), 1),)), renewals=10)
    plan = decide(free).refund_plan
    kept = min(one.total for one in plan if not one.refund and one.new is not Option.CLAIM_REFUND)
    back = min(one.total for one in plan if one.refund and one.new is not Option.CLAIM_REFUND)
    paid = kept - back + 1 - 30_000 + repaid
    case = evolve(free, claims=(refundable(date(2026, 4, 1), paid),))
    assert paid < 2_000_000
    assert (decide(case).plan is not None) is planned
