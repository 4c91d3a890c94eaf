"""The README's sample case over three renewals, and ways to change one thing of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from advisor.domain.accident import Accident, Estimate, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Deductible, OwnDamageCover, Policy
from advisor.engine.advise import advise
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook

Change = Any
"""A new value for a field that the caller names; attrs refuses a name that does not exist."""

WHOLE = Rate(Decimal(1))

SAMPLE = Case(
    as_of=date(2026, 11, 21),
    policy=Policy(
        start=date(2026, 3, 2),
        premium=Won(820_000),
        insurer="mg",
        grade=16,
        surcharge_threshold=Won(2_000_000),
        own_damage=OwnDamageCover(
            sum_insured=Won(21_000_000),
            single_vehicle=True,
            deductible=Deductible(Rate(Decimal("0.20")), Won(200_000), Won(500_000)),
        ),
    ),
    accident=Accident(
        day=date(2026, 11, 19),
        kind=Kind.OBJECT,
        own_damage=Estimate.exactly(Won(1_800_000)),
        fault=WHOLE,
        cash_repair=Won(1_500_000),
    ),
    claims=(Claim(date(2024, 5, 10), Won(900_000), WHOLE, Won(2_000_000)),),
    assumptions=Assumptions(
        renewals=3,
        refund_allowed=True,
        cap_allowed=False,
        count_profile="steps",
        grade_table="mg-2024",
    ),
)


RULES = Path(__file__).parent / "rules"
"""The tests' own rules, frozen and without sources, so that the shipped ones may change."""


@cache
def rulebook() -> Rulebook:
    return load_rulebook(RULES)


def decide(case: Case) -> Decision:
    return advise(case, rulebook())


def won(amount: int) -> Estimate:
    return Estimate.exactly(Won(amount))


def rate(text: str) -> Rate:
    return Rate(Decimal(text))


def with_accident(case: Case = SAMPLE, **changes: Change) -> Case:
    return evolve(case, accident=evolve(case.accident, **changes))


def with_policy(case: Case = SAMPLE, **changes: Change) -> Case:
    return evolve(case, policy=evolve(case.policy, **changes))


def with_cover(case: Case = SAMPLE, **changes: Change) -> Case:
    assert case.policy.own_damage is not None
    return with_policy(case, own_damage=evolve(case.policy.own_damage, **changes))


def assuming(case: Case = SAMPLE, **changes: Change) -> Case:
    return evolve(case, assumptions=evolve(case.assumptions, **changes))


def with_bill(bill: int, case: Case = SAMPLE) -> Case:
    """Return the case with another repair bill and no separate cash price."""
    return with_accident(case, own_damage=won(bill), cash_repair=None)


def collision(fault: str, case: Case = SAMPLE, **changes: Change) -> Case:
    """Return a collision with some fault of the driver's own, and without earlier claims."""
    collided = with_accident(case, kind=Kind.COLLISION, fault=rate(fault), **changes)
    return evolve(collided, claims=())
