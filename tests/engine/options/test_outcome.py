from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import strategies
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    rulebook,
    with_accident,
    with_bill,
    with_policy,
    won,
)
from engine.strategies import cases
from hypothesis import example, given, settings

import advisor.explain
from advisor.domain.days import last_day, renewal_day
from advisor.domain.money import Won, present_value
from advisor.domain.outcome import PREMIUM_LINES, Option
from advisor.domain.policy import OtherCar
from advisor.engine.options.ranking import cost
from advisor.engine.situation import situation_of

if TYPE_CHECKING:
    from advisor.domain.case import Case


CATALOG = Path(advisor.explain.__file__).parent / "en" / "answer.toml"
KINDS = frozenset(tomllib.loads(CATALOG.read_text("utf-8"))["line"])
"""The codes of all lines that have words."""

UNHURT = with_policy(
    assuming(
        collision(
            "0.8",
            own_damage=won(8_900_000),
            cash_repair=None,
            depreciation=Won(2_500_000),
            extras=Won(90_000),
            other_property=won(1_500_000),
        ),
        cap_allowed=True,
    ),
    property_limit=Won(1_000_000),
)
UNHURT = evolve(UNHURT, other_cars=(OtherCar(date(2026, 8, 1), Won(640_000)),))
HURT = with_accident(UNHURT, injury_grade=12, injury_settlement=Won(700_000))


@given(strategies.full_cases())
@settings(max_examples=30)
@example(UNHURT)
@example(HURT)
def test_the_lines_add_up_to_what_ranks_the_options(case: Case) -> None:
    """The options are compared by sums, and their lines, each with a basis, explain those sums."""
    found = situation_of(case, rulebook())
    for outcome in found.outcomes:
        assert {line.code for line in outcome.lines} <= KINDS
        assert all(line.amount and line.basis and all(line.basis) for line in outcome.lines)
        if outcome.available:
            choice = found.offered[outcome.option]
            assert outcome.total == cost(found.paths, choice, found.reading.renewals)
            assert outcome.cash_now == choice.cash_now


def test_two_cases_have_every_kind_of_line() -> None:
    """No kind is left to chance above, and none has words without ever being used."""
    outcomes = (*decide(UNHURT).outcomes, *decide(HURT).outcomes)
    assert {line.code for outcome in outcomes for line in outcome.lines} == KINDS


@given(strategies.full_cases())
@settings(max_examples=30)
@example(assuming(UNHURT, discount_rate=Decimal("0.05")))
@example(assuming(HURT, discount_rate=Decimal("0.05")))
def test_each_line_stands_on_its_day_and_is_discounted_from_it(case: Case) -> None:
    others = {f"other_car[{place}]": car.start for place, car in enumerate(case.other_cars)}
    for outcome in decide(case).outcomes:
        for line in outcome.lines:
            if line.code in PREMIUM_LINES:
                start = others.get(line.basis[0], case.policy.start)
                assert line.day == renewal_day(start, line.renewal)
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
    """Without earlier claims, the first extra premium comes from the count and the grade."""
    clean = evolve(SAMPLE, claims=())
    first, *_ = (
        line for line in decide(clean).outcome(Option.CLAIM).lines if line.code == "extra-premium"
    )
    assert [ref.split("@")[0] for ref in first.basis] == [
        "kr.count_factor.steps",
        "kr.grade_table.mg-2024",
        "kr.grade_moves",
    ]


def test_extras_come_with_an_own_claim_that_is_kept() -> None:
    """Extras such as towing make a claim cheaper, but not one that is paid back."""
    towed = assuming(with_accident(SAMPLE, extras=Won(150_000)), renewals=10)
    plain, with_it = decide(assuming(renewals=10)), decide(towed)
    saved = {
        one.option: one.total - other.total
        for one, other in zip(plain.outcomes, with_it.outcomes, strict=True)
        if one.available
    }
    assert saved == {Option.SELF_PAY: 0, Option.CLAIM: 150_000, Option.CLAIM_REFUND: 0}
    line = next(one for one in with_it.outcome(Option.CLAIM).lines if one.code == "extras")
    assert (line.amount, line.basis) == (-150_000, ("accident.extras",))
    assert with_it.threshold == plain.threshold
    assert with_it.payout == plain.payout
    assert with_it.budget == 1_140_000 + 150_000
    claimed = decide(with_accident(towed, paid=Won(1_440_000)))
    assert not any(one.code == "extras" for o in claimed.outcomes for one in o.lines)


def test_extras_do_not_come_with_the_other_party_s_part_alone() -> None:
    both = collision("1", own_damage=won(1_000_000), other_property=won(700_000))
    found = decide(with_accident(both, extras=Won(90_000)))
    with_extras = {o.option for o in found.outcomes if any(x.code == "extras" for x in o.lines)}
    assert with_extras == {Option.CLAIM, Option.CLAIM_OWN}


@pytest.mark.parametrize(
    ("limit", "left"), [(3_000_000, 0), (2_999_999, 1), (1_000_000, 2_000_000)]
)
def test_above_the_property_limit_is_paid_in_cash_on_every_path(limit: int, left: int) -> None:
    case = collision("1", own_damage=won(1_000_000), other_property=won(3_000_000))
    decision = decide(with_policy(case, property_limit=Won(limit)))
    assert decision.payout.other_property == 3_000_000 - left
    for option in (Option.CLAIM, Option.CLAIM_OTHER):
        lines = decision.outcome(option).lines
        above = [line.amount for line in lines if line.code == "above-property-limit"]
        assert above == ([left] if left else [])
    assert (
        decision.outcome(Option.SELF_PAY).cash_now == decide(case).outcome(Option.SELF_PAY).cash_now
    )


def test_new_for_old_is_paid_in_cash_wherever_the_own_cover_is_claimed() -> None:
    """Of 8.9 million 2.5 is new for old; the cover pays the other 6.4 less a deductible of 0.5."""
    battery = with_accident(with_bill(8_900_000), depreciation=Won(2_500_000))
    decision = decide(battery)
    assert decision.payout.own_damage == 5_900_000
    for option in (Option.CLAIM, Option.CLAIM_REFUND):
        cash = {line.code: line.amount for line in decision.outcome(option).lines}
        assert (cash["deductible"], cash["depreciation"]) == (500_000, 2_500_000)
    assert decision.outcome(Option.SELF_PAY).cash_now == 8_900_000


@given(cases())
@settings(max_examples=25)
def test_the_outlay_is_all_that_leaves_the_purse(case: Case) -> None:
    """The outlay is cash, repayments and every premium; these cases have no other car."""
    case = assuming(case, discount_rate=None)
    decision = decide(case)
    repaid = 0
    if decision.plan is not None:
        repaid = sum(case.claims[index].property_paid or 0 for index in decision.plan.refund)
    for one in decision.outcomes:
        if one.available:
            back = sum(line.amount for line in one.lines if line.code == "refund")
            premiums = sum(year.premium for year in one.path[1 : decision.renewals + 1])
            assert one.outlay == one.cash_now + back + premiums + repaid
