from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve
from engine.sample import SAMPLE, WHOLE, assuming, decide, with_accident
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Kind
from advisor.domain.decision import Option
from advisor.domain.money import Won
from advisor.domain.policy import Claim

if TYPE_CHECKING:
    from advisor.domain.case import Case


def refundable(day: date, paid: int) -> Claim:
    return Claim(day, Won(paid), WHOLE, refundable=True)


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
    """The plan and the options agree where nothing earlier is paid back."""
    decision = decide(case)
    if decision.plan is not None:
        return
    for entry in decision.refund_plan:
        if not entry.refund:
            assert entry.total == decision.outcome(entry.new).total


def test_a_repaid_claim_is_as_if_it_had_not_been() -> None:
    """Without quotes, what a set saves is what deciding without those claims saves."""
    keep_all = decide(TWO)
    without = decide(evolve(TWO, claims=(evolve(SUMMER, refundable=False),)))
    settled = tuple(evolve(claim, refundable=False) for claim in TWO.claims)
    base = decide(evolve(TWO, claims=settled)).without_accident
    lighter = without.outcome(Option.CLAIM)
    extra = sum(
        year.premium - kept.premium for year, kept in zip(lighter.path[1:4], base[1:4], strict=True)
    )
    expected = lighter.cash_now + 300_000 + extra
    plan = {(entry.new, entry.refund): entry.total for entry in keep_all.refund_plan}
    assert plan[Option.CLAIM, (0,)] == expected


def test_equal_claims_are_repaid_in_the_order_of_the_file() -> None:
    """Both were paid 300,000 in the same window, so which one is repaid makes no difference."""
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
    settled = evolve(SPRING, refundable=False)
    plan = decide(evolve(TWO, claims=(settled, SUMMER))).refund_plan
    assert {index for entry in plan for index in entry.refund} == {1}


def test_quotes_scale_a_plan_s_paths_by_level_and_lift() -> None:
    """Both are measured with the earlier claims kept, as the insurer knew them."""
    settled = tuple(evolve(claim, refundable=False) for claim in TWO.claims)
    kept = decide(evolve(TWO, claims=settled))
    without = decide(evolve(TWO, claims=(evolve(SUMMER, refundable=False),)))
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
