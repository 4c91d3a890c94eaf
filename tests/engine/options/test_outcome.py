from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve
from engine.sample import SAMPLE, assuming, decide
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.days import last_day, renewal_day
from advisor.domain.decision import Option
from advisor.domain.money import present_value

if TYPE_CHECKING:
    from advisor.domain.case import Case


@given(cases())
@settings(max_examples=30)
def test_the_total_is_the_sum_of_its_lines(case: Case) -> None:
    """Cash now, the refund and the extra premiums are all there is, each with a basis."""
    for outcome in decide(case).outcomes:
        assert outcome.total == sum(line.present for line in outcome.lines)
        codes = {line.code for line in outcome.lines}
        assert codes <= {
            *("deductible", "own-repair", "other-part", "above-cap"),
            *("refund", "extra-premium"),
        }
        assert all(line.basis and line.amount for line in outcome.lines)


@given(cases())
@settings(max_examples=30)
def test_each_line_stands_on_its_day_and_is_discounted_from_it(case: Case) -> None:
    for outcome in decide(case).outcomes:
        for line in outcome.lines:
            if line.code == "extra-premium":
                assert line.day == renewal_day(case.policy.start, line.renewal)
            elif line.code == "refund":
                assert line.day == last_day(case.policy.start)
            else:
                assert line.day == case.as_of
            days = (line.day - case.as_of).days
            rate = case.assumptions.interest
            assert line.present == present_value(line.amount, rate, days)


def test_discounting_counts_days_and_leaves_extra_premium_nominal() -> None:
    """183,030 won due in 101 days at 5 %: 183,030 × 1.05^(−101/365) = 180,575.5…."""
    claim = decide(assuming(discount_rate=Decimal("0.05"))).outcome(Option.CLAIM)
    first = next(line for line in claim.lines if line.code == "extra-premium")
    assert (first.day - SAMPLE.as_of).days == 101
    assert (first.amount, first.present) == (183_030, 180_576)
    assert claim.extra_premium == 562_130
    assert claim.total < 922_130


def test_cash_is_based_on_the_case_and_the_deductible_on_its_rule() -> None:
    decision = decide(SAMPLE)
    own = decision.outcome(Option.SELF_PAY).lines[0]
    assert (own.code, own.basis) == ("own-repair", ("accident.cash_repair",))
    deductible = decision.outcome(Option.CLAIM).lines[0]
    assert deductible.basis == ("kr.deductible@2011-02-15",)


def test_extra_premium_names_what_differs() -> None:
    """Past the sample's claim the new one moves the count first and the grade later."""
    clean = evolve(SAMPLE, claims=())
    first, *_ = (
        line for line in decide(clean).outcome(Option.CLAIM).lines if line.code == "extra-premium"
    )
    assert [ref.split("@")[0] for ref in first.basis] == [
        "kr.count_factor.steps",
        "kr.grade_table.mg-2024",
        "kr.grade_moves",
    ]
