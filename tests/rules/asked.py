"""Build cases of any year for decisions by the shipped rules: a plain scrape with changes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from advisor.domain.accident import Accident, Estimate, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Deductible, OwnDamageCover, Policy
from advisor.engine.advise import advise
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from datetime import date

    from advisor.domain.decision import Decision
    from advisor.domain.outcome import PremiumPath

RULEBOOK = load_rulebook()
COVER = OwnDamageCover(single_vehicle=True, deductible=Deductible(fixed=Won(200_000)))

T = TypeVar("T")

Changes = dict[str, Any]
"""Changed fields of one part of the case, by their names in the domain."""


def rate(text: str) -> Rate:
    return Rate(Decimal(text))


def bill(amount: int) -> Estimate:
    return Estimate.exactly(Won(amount))


def case(
    start: date,
    accident: Changes | None = None,
    policy: Changes | None = None,
    claims: tuple[Claim, ...] = (),
    assumptions: Changes | None = None,
) -> Case:
    """Return a scrape of 1,000,000 won on a wall, thirty days into a policy year."""
    day = start + timedelta(days=30)
    hit = Accident(day=day, kind=Kind.OBJECT, own_damage=bill(1_000_000), fault=rate("1"))
    hit = evolve(hit, **accident or {})
    held = Policy(start=start, premium=Won(1_000_000), own_damage=COVER)
    return Case(
        as_of=max(hit.day, start),
        policy=evolve(held, **policy or {}),
        accident=hit,
        claims=claims,
        assumptions=evolve(Assumptions(), **assumptions or {}),
    )


def claimed(day: date, paid: int = 300_000, changes: Changes | None = None) -> Claim:
    return evolve(Claim(day=day, property_paid=Won(paid), fault=rate("1")), **changes or {})


def decided(asked: Case) -> Decision:
    return advise(asked, RULEBOOK)


def renewals(asked: Case, option: str = "claim") -> PremiumPath:
    """Return the premium path of an option, with the current year first."""
    return next(one.path for one in decided(asked).outcomes if one.option == option)


def around(kind: type[T], name: str, day: date) -> T:
    """Return a day's terms of a rule that the program never looks up by a name of its own."""
    found = RULEBOOK.others[name].on(day).terms
    assert isinstance(found, kind)
    return found
