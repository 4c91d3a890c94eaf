"""What happened: the accident to be decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import field

from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.policy import InjuryGrade
from advisor.domain.values import frozen


class Kind(StrEnum):
    """What happened to the car."""

    COLLISION = "collision"
    OBJECT = "object"
    ANIMAL = "animal"
    FALLING_OBJECT = "falling-object"
    ROLLOVER = "rollover"
    FLOOD = "flood"
    NATURAL = "natural"
    FIRE = "fire"
    THEFT = "theft"
    PARKED_UNKNOWN = "parked-unknown"
    BREAKDOWN = "breakdown"
    WEAR = "wear"
    INTENTIONAL = "intentional"


class Driver(StrEnum):
    """Who drove, by the driver's relation to the policy."""

    INSURED = "insured"
    IN_SCOPE = "in-scope"
    OUT_OF_SCOPE = "out-of-scope"
    DESIGNATED = "designated"
    DESIGNATED_UNINSURED = "designated-uninsured"
    UNLICENSED = "unlicensed"
    DRUNK = "drunk"


DEFAULT_FAULT: Mapping[Kind, int] = {
    Kind.COLLISION: 1,
    Kind.ANIMAL: 1,
    Kind.FALLING_OBJECT: 1,
    Kind.FIRE: 1,
    Kind.FLOOD: 0,
    Kind.NATURAL: 0,
}
"""The kinds of accident that take a share of the fault, and the share if none is stated."""


def default_fault(kind: Kind) -> Rate:
    """Return the driver's share of the fault that is assumed if none is stated."""
    return Rate(Decimal(DEFAULT_FAULT.get(kind, 1)))


class HighValue(StrEnum):
    """Whose car is the high-value car of the 2023 rule."""

    THEIRS = "theirs"
    MINE = "mine"


@frozen
class Estimate:
    """An amount known only as a range; a known amount has three equal figures."""

    low: Won
    likely: Won
    high: Won

    @classmethod
    def exactly(cls, amount: Won) -> Estimate:
        """Return the estimate of an amount that is known."""
        return cls(amount, amount, amount)


_NO_DAMAGE = Estimate.exactly(NOTHING)


@frozen
class Accident:
    """One accident; amounts are before the fault share is applied.

    `fault_stated` is false if the driver did not state the fault and a share was assumed.
    `own_rental` is the rent of a car of the same class during the repair; `car_value` and
    `car_registered` are the value and first registration of the driver's car. `paid` is what the
    insurer has already paid for property in this accident, None if it is not claimed yet.
    `depreciation` is the part of `own_damage` that is new for old, which the own cover does not
    pay. `extras` is money that comes only with an own-damage claim, such as towing or replacement
    transport. `injury_settlement` is the sum for which another person's slight injury would be
    settled in cash. `injury_open` is true if nobody knows yet whether another person was hurt; the
    accident is then calculated as if nobody was.
    """

    day: date
    kind: Kind
    own_damage: Estimate = _NO_DAMAGE
    fault: Rate = field()
    driver: Driver = Driver.INSURED
    high_value: HighValue | None = None
    cash_repair: Won | None = None
    other_property: Estimate = _NO_DAMAGE
    other_rental: Won = NOTHING
    injury_grade: InjuryGrade | None = None
    own_injury: bool = False
    own_rental: Won = NOTHING
    car_value: Won | None = None
    car_registered: date | None = None
    fault_stated: bool = True
    paid: Won | None = None
    depreciation: Won = NOTHING
    extras: Won = NOTHING
    injury_settlement: Won | None = None
    injury_open: bool = False

    @fault.default
    def _fault(self) -> Rate:
        return default_fault(self.kind)

    @property
    def hurt(self) -> bool:
        """Whether anybody was hurt, including the driver."""
        return self.injury_grade is not None or self.own_injury
