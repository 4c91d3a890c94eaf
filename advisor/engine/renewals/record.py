"""The insurers' record of accidents: what each entry carries, and what a renewal counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.policy import InjuryGrade
from advisor.domain.values import frozen


@frozen
class RecordedAccident:
    """One accident of the record; `claim` is its index among the case's claims, if it is one.

    `held_years` bounds for how many years it holds back a promotion, None: as long as accidents
    are counted. One that is not `counted` only holds. `paid` is the property payout.
    """

    day: date
    points: Decimal
    fault: Rate
    claim: int | None = None
    held_years: int | None = None
    counted: bool = True
    paid: Won = NOTHING
    injury_grade: InjuryGrade | None = None


Record = tuple[RecordedAccident, ...]


@frozen
class Count:
    """What the windows of one renewal hold; `holds` tells that something bars a promotion."""

    points: Decimal
    accidents_3y: int
    accidents_1y: int
    holds: bool
    left_out: RecordedAccident | None = None
    special: Decimal = Decimal(0)
