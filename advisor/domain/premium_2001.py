"""A premium built up from its parts, as the guides of 2001 print it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import field

from advisor.domain.findings import Facts, Reason
from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.policy import Claim, Violation
from advisor.domain.rule import Version
from advisor.domain.values import frozen


class CarOf2001(StrEnum):
    """The class of a car: a passenger car, or a van of seven to ten seats."""

    PASSENGER = "passenger"
    VAN = "van"


class Owner(StrEnum):
    """Who owns the car; the causes of accidents give points to company cars only."""

    PRIVATE = "private"
    COMPANY = "company"


@frozen
class InsuredCar:
    """The car as far as the own-damage premium depends on it.

    `rate` is the insurer's rate on the value; without a `sum_insured`, the car is insured for its
    value.
    """

    value: Won
    rate: Rate
    model_year: int | None = None
    sum_insured: Won | None = None


@frozen
class Premium2001Question:
    """What a premium is calculated from; what is not stated is None and changes nothing.

    `base` is the premium of all covers but own damage before any factor; `percentage` is that of
    the previous contract, which the claims then move. `causes` are the causes of accidents that
    give points, `special` the codes of surcharges that a record of claims does not show.
    """

    start: date
    base: Won = NOTHING
    own_damage: InsuredCar | None = None
    car: CarOf2001 = CarOf2001.PASSENGER
    owner: Owner = Owner.PRIVATE
    riders: tuple[str, ...] = ()
    insured_since: date | None = None
    violations: tuple[Violation, ...] = ()
    percentage: int | None = None
    claims: tuple[Claim, ...] = ()
    causes: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    parts: int = 1
    consecutive: bool = False


@frozen
class Premium2001Step:
    """One step of the bill: a sum or a factor, and the whole amount after it.

    `amount` is that whole amount, shown in whole won; the next step continues from the exact one.
    """

    code: str
    amount: Won
    factor: Decimal | None = None
    facts: Facts = field(factory=dict)
    basis: tuple[str, ...] = ()


@frozen
class Premium2001:
    """A premium with its steps; the last one is the total.

    `points` are those of the accidents, `percentage` is what they lead to, `special` the surcharge
    added to it; `notes` explain these and say what is not stated.
    """

    question: Premium2001Question
    lines: tuple[Premium2001Step, ...]
    points: Decimal
    percentage: int
    special: Decimal
    notes: tuple[Reason, ...]
    rules: tuple[Version[object], ...]

    @property
    def total(self) -> Won:
        """What is to be paid for the year."""
        return self.lines[-1].amount
