"""What the other side's liability cover pays for the own car, and what it need not pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.money import NOTHING, Rate, Won, share
from advisor.domain.values import frozen

if TYPE_CHECKING:
    from advisor.domain.rule import Version
    from advisor.domain.terms.settlement import RepairLimitTerms
    from advisor.engine.reading import Reading


@frozen
class OtherSide:
    """What the other side pays of a bill, and its share of the bill that it leaves."""

    paid: Won
    left: Won


def other_side(reading: Reading, bill: Won, their_share: Rate) -> OtherSide:
    """Share out a repair bill to the other side, which pays no repair above its limit.

    Above the limit it owes the car's value instead of the repair. Taxes of a like car come on
    top; they are not reckoned here.
    """
    if not their_share:
        return OtherSide(NOTHING, NOTHING)
    value, version = reading.case.accident.car_value, repair_limit(reading)
    if value is None or version is None or bill <= share(value, version.terms.other_property):
        return OtherSide(share(bill, their_share), NOTHING)
    return OtherSide(share(value, their_share), share(Won(bill - value), their_share))


def repair_limit(reading: Reading) -> Version[RepairLimitTerms] | None:
    """Return the limit of repairs on the accident's day, or None where none is known.

    Older and commercial cars have a higher one; from which age on is not in print, so all cars
    are taken by the common limit.
    """
    return reading.rulebook.repair_limit.find(reading.case.accident.day)
