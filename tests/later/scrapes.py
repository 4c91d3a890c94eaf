"""What the tests of later accidents share: the case of a scrape on a wall, and ways to price it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import evolve

from advisor.domain.accident import Accident, Estimate, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Deductible, OwnDamageCover, Policy
from advisor.engine.advise import advise
from advisor.engine.reading import read
from advisor.later.korea import Solved, SystemInputs, solved
from advisor.later.later_advice import LaterInFull, later_in_full, later_rule
from advisor.later.later_years import LaterYears
from advisor.later.priced_case import PricedCase
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

RULEBOOK = load_rulebook()
START = date(2026, 3, 2)
PLAN = Deductible(rate=Rate(Decimal("0.2")), minimum=Won(200_000), maximum=Won(500_000))
SCRAPE = Case(
    as_of=date(2026, 11, 21),
    policy=Policy(
        start=START,
        premium=Won(820_000),
        grade=16,
        surcharge_threshold=Won(2_000_000),
        own_damage=OwnDamageCover(sum_insured=None, single_vehicle=True, deductible=PLAN),
    ),
    accident=Accident(
        day=date(2026, 11, 19),
        kind=Kind.OBJECT,
        own_damage=Estimate.exactly(Won(1_800_000)),
        fault=Rate(Decimal(1)),
    ),
    assumptions=Assumptions(renewals=10, count_profile="steps", grade_table="mg-2024"),
)


def scrape(
    policy: dict[str, Any] | None = None,
    accident: dict[str, Any] | None = None,
    assumptions: dict[str, Any] | None = None,
    *claims: Claim,
    **changes: Any,  # noqa: ANN401 - keys of a case
) -> Case:
    """Return the scrape with some keys of its parts changed."""
    return evolve(
        SCRAPE,
        policy=evolve(SCRAPE.policy, **policy or {}),
        accident=evolve(SCRAPE.accident, **accident or {}),
        assumptions=evolve(SCRAPE.assumptions, **assumptions or {}),
        claims=claims,
        **changes,
    )


def claimed(day: date, paid: int = 900_000, fault: str = "1") -> Claim:
    return Claim(day=day, property_paid=Won(paid), fault=Rate(Decimal(fault)))


def bill(amount: int) -> Estimate:
    return Estimate.exactly(Won(amount))


def later_years(rate: str = "0.15", discount: str = "0.04", drift: str = "0") -> LaterYears:
    return LaterYears(
        accident_rate=Decimal(rate),
        mean_loss=Won(1_450_000),
        log_deviation=Decimal("0.9"),
        discount_rate=Decimal(discount),
        drift=Decimal(drift),
    )


def inputs(case: Case = SCRAPE, rulebook: Rulebook = RULEBOOK) -> SystemInputs:
    return SystemInputs.of(read(case, rulebook))


def solution(case: Case = SCRAPE, **assumed: str) -> Solved:
    return solved(inputs(case), later_years(**assumed))


def opinion(case: Case = SCRAPE, rulebook: Rulebook = RULEBOOK) -> LaterInFull:
    """Return the second opinion on the decision of a case, with its pages."""
    return later_in_full(advise(case, RULEBOOK), rulebook)


def priced(
    case: Case = SCRAPE, rate: str | None = None, losses: tuple[Won, ...] = ()
) -> PricedCase:
    """Return a case as the rules see later years, or with another number of accidents a year."""
    terms = later_rule(RULEBOOK, case.policy.start).terms
    return PricedCase.of_case(case, RULEBOOK, terms, Decimal(rate) if rate else None, losses)
