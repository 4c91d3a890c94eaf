"""The insurers' record of accidents: what each entry carries, and what a renewal counts."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from attrs import evolve

from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.policy import InjuryGrade
from advisor.domain.values import frozen


@frozen
class RecordedAccident:
    """One accident of the record; `claim` is its index among the case's claims, or None.

    `held_years` limits for how many years it blocks a promotion; None means as long as accidents
    are counted. An accident that is not `counted` only blocks it. `paid` is the property payout.
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
    """What the windows of one renewal hold; `holds` tells whether anything blocks a promotion."""

    points: Decimal
    accidents_3y: int
    accidents_1y: int
    holds: bool
    left_out: RecordedAccident | None = None
    special: Decimal = Decimal(0)


_HALF = Decimal("0.5")


def with_waiting_halves(counts: Iterable[Count], years: int) -> Iterator[Count]:
    """Add a half point that is waiting to a later one; each half is used once.

    By default half a point counts only at the renewal whose window holds it. Sources do not settle
    whether one from an earlier year still adds up; here it waits for `years` renewals in all.
    """
    waiting: list[int] = []
    for renewal, count in enumerate(counts):
        waiting = [since for since in waiting if renewal - since < years]
        if count.points % 1 != _HALF:
            yield count
        elif waiting:
            waiting.pop(0)
            yield evolve(count, points=count.points + _HALF)
        else:
            waiting.append(renewal)
            yield count
