"""What must be true of one past claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.money import NOTHING
from advisor.intake.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.intake.case.readings import Readings

REFUNDABLE = "refundable"


def claim_problems(
    readings: Readings, claim: str, start: date | None, as_of: date | None
) -> Iterator[Problem]:
    """Return what is wrong with the claim at a path, of a policy year that begins on `start`."""
    day = readings.day(f"{claim}.day")
    if day is not None and as_of is not None and day > as_of:
        yield Problem(f"{claim}.day", "claim-after-as-of", day, {"as_of": as_of})
    hurt = somebody_hurt(readings, claim)
    path = f"{claim}.property_paid"
    if not hurt and _nothing_paid(readings, claim):
        yield Problem(path, "nothing-paid", readings.won(path))
    if readings.get(f"{claim}.status", str) != REFUNDABLE:
        return
    if path not in readings.stated and not hurt:
        yield Problem(path, "refundable-without-amount")
    status = f"{claim}.status"
    if day is not None and start is not None and day < start:
        yield Problem(status, "refundable-before-start", REFUNDABLE, {"day": day, "start": start})
    if hurt:
        yield Problem(status, "refundable-with-injury", REFUNDABLE)


def somebody_hurt(readings: Readings, claim: str) -> bool:
    """Tell whether the insurer paid for an injury."""
    other = readings.injury(f"{claim}.injury_grade")
    return other is not None or bool(readings.get(f"{claim}.own_injury", bool))


def _nothing_paid(readings: Readings, claim: str) -> bool:
    """Tell whether a payment of nothing is stated; one that is not stated may be forgotten."""
    paths = [f"{claim}.{key}" for key in ("property_paid", "injury_grade", "own_injury")]
    return not readings.broken(*paths) and readings.won(paths[0]) == NOTHING
