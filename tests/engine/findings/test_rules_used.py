from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, collision, decide, rate, with_accident, with_policy, won
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Accident, HighValue, Kind
from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, Deductible, OwnDamageCover, Policy

if TYPE_CHECKING:
    from advisor.domain.decision import Decision


def named(decision: Decision) -> set[str]:
    """Return every rule version that some part of the answer gives as its basis."""
    lines = (line.basis for outcome in decision.outcomes for line in outcome.lines)
    reasons = (*decision.reasons, *decision.warnings, *decision.ask, *decision.steps)
    bases = chain(
        lines,
        (reason.basis for reason in reasons),
        (payer.basis for payer in decision.payers),
        (way.basis for way in decision.ways),
        (owed.basis for owed in decision.owed),
    )
    return {ref for ref in chain.from_iterable(bases) if ref.startswith("kr.")}


def ids(case: Case) -> list[str]:
    return [version.rule for version in decide(case).rules]


@given(cases())
@settings(max_examples=30)
def test_every_basis_is_among_the_rules(case: Case) -> None:
    """A reader who asks where a figure comes from must find the rule, its day and its source."""
    decision = decide(case)
    assert named(decision) <= {version.ref for version in decision.rules}


@given(cases())
@settings(max_examples=20)
def test_no_rule_is_listed_twice(case: Case) -> None:
    refs = [version.ref for version in decide(case).rules]
    assert len(refs) == len(set(refs))


def test_sample_names_its_rules_in_the_order_of_the_decision() -> None:
    assert ids(SAMPLE) == [
        "kr.cover",
        "kr.deductible",
        "kr.surcharge_threshold",
        "kr.accident_points",
        "kr.evaluation_window",
        "kr.count_factor.steps",
        "kr.grade_moves",
        "kr.grade_table.mg-2024",
        "kr.premium",
        "kr.advice",
        "kr.refund",
        "kr.insurer.mg",
        "kr.joint_pool",
    ]


def test_little_fault_of_a_past_claim_brings_in_its_rule() -> None:
    """The low-fault rule of 2017 applies to past claims as well as to the new accident."""
    past = Claim(date(2026, 4, 1), Won(900_000), rate("0.3"))
    assert "kr.low_fault" in ids(evolve(SAMPLE, claims=(past,)))
    assert "kr.low_fault" not in ids(SAMPLE)


def test_dear_car_brings_in_its_rule() -> None:
    case = collision("0.3", high_value=HighValue.THEIRS)
    assert "kr.high_value" in ids(case)


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        ("kr.unknown_offender", with_accident(kind=Kind.PARKED_UNKNOWN)),
        ("kr.no_fault", collision("0")),
        ("kr.fault_readings", with_accident(kind=Kind.ANIMAL, fault_stated=False)),
        ("kr.re_entry", with_policy(grade=None, grade_before_gap=22)),
    ],
)
def test_what_few_cases_call_for_is_among_the_rules(rule: str, case: Case) -> None:
    assert rule in ids(case)
    assert rule not in ids(SAMPLE)


def test_a_special_surcharge_is_named_where_the_accident_brings_one() -> None:
    """The first accident of three years brought 10 %, the second makes it 20 %."""
    plan = Deductible(fixed=Won(50_000))
    policy = Policy(
        date(2003, 3, 2), Won(700_000), percentage=60, own_damage=OwnDamageCover(deductible=plan)
    )
    first = Claim(date(2002, 9, 1), Won(600_000))
    accident = Accident(date(2003, 5, 20), Kind.OBJECT, won(900_000))
    case = Case(date(2003, 6, 1), policy, accident, claims=(first,))
    (reason,) = (one for one in decide(case).reasons if one.code == "special-surcharge")
    assert (reason.facts["rate"], reason.basis) == (
        rate("0.1"),
        ("kr.special_surcharge@2001-01-01",),
    )
    (line, *_) = (x for x in decide(case).outcome(Option.CLAIM).lines if x.code == "extra-premium")
    assert reason.basis[0] in line.basis


def test_shared_fault_brings_in_the_recovery_of_the_deductible() -> None:
    assert "kr.deductible_recovery" in ids(collision("0.7"))


def test_nothing_to_claim_needs_no_refund_rule() -> None:
    assert "kr.refund" not in ids(with_accident(SAMPLE, kind=Kind.WEAR))
