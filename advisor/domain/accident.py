"""What happened: the accident that waits for a decision."""

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
    """What the car met."""

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
    """Who drove, seen from the policy."""

    INSURED = "insured"
    IN_SCOPE = "in-scope"
    OUT_OF_SCOPE = "out-of-scope"
    DESIGNATED = "designated"
    DESIGNATED_UNINSURED = "designated-uninsured"
    UNLICENSED = "unlicensed"
    DRUNK = "drunk"


FAULT_UNSTATED: Mapping[Kind, int] = {
    Kind.COLLISION: 1,
    Kind.ANIMAL: 1,
    Kind.FALLING_OBJECT: 1,
    Kind.FIRE: 1,
    Kind.FLOOD: 0,
    Kind.NATURAL: 0,
}
"""The kinds of accident that take a share of the fault, and the share where none is stated."""


def fault_unstated(kind: Kind) -> Rate:
    """Return the own share of the fault that is meant where none is stated."""
    return Rate(Decimal(FAULT_UNSTATED.get(kind, 1)))


class HighValue(StrEnum):
    """Whose car is the high-value one of the 2023 rule."""

    THEIRS = "theirs"
    MINE = "mine"


@frozen
class Estimate:
    """An amount of which only a range is known; an exact one has three equal figures."""

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
    """One accident; amounts are before any fault share.

    `fault_stated` is false where the driver did not say the fault and it was taken for granted.
    `own_rental` is what a car of the same class costs for the time of the repair; `car_value` and
    `car_registered` are the own car's value and first registration. `paid` is what the insurer has
    paid of property for this accident already, None where it is not claimed yet. `depreciation` is
    the part of `own_damage` that is new for old and that the own cover leaves out. `extras` is
    money that comes with an own-damage claim alone, such as towing or replacement transport.
    `injury_settlement` is the sum for which another person's slight injury would be settled in
    cash. `injury_open` tells that nobody knows yet whether another person was hurt: it is reckoned
    as nobody.
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
        return fault_unstated(self.kind)

    @property
    def hurt(self) -> bool:
        """Whether somebody was hurt, oneself included."""
        return self.injury_grade is not None or self.own_injury
