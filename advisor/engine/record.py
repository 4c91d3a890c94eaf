"""The insurers' record of accidents, and what each renewal counts of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.days import cut_off
from advisor.domain.money import Rate
from advisor.engine.points import NO_POINTS, injury_points, property_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.domain.policy import Claim
    from advisor.domain.rulebook import Rulebook
    from advisor.engine.reading import Reading


@frozen
class Entry:
    """One accident of the record; `claim` is its index among the case's claims, if it is one."""

    day: date
    points: Decimal
    fault: Rate
    claim: int | None = None


Record = tuple[Entry, ...]


@frozen
class Count:
    """What the windows of one renewal hold."""

    points: Decimal
    accidents_3y: int
    accidents_1y: int
    left_out: Entry | None = None


def past_record(reading: Reading) -> Record:
    """Give the past claims that left a record: those with some own fault."""
    return tuple(
        Entry(claim.day, claim_points(claim, reading), claim.fault, index)
        for index, claim in enumerate(reading.case.claims)
        if claim.fault
    )


def claim_points(claim: Claim, reading: Reading) -> Decimal:
    """Give a past claim's points by the rules and the threshold of its day."""
    terms = reading.rulebook.accident_points.on(claim.day).terms
    threshold = claim.surcharge_threshold
    threshold = reading.threshold if threshold is None else threshold
    points = property_points(claim.property_paid, threshold, terms)
    points += injury_points(claim.injury_grade, terms, own_injury=claim.own_injury)
    return min(points, terms.maximum)


def timeline(record: Record, start: date, renewals: int, rulebook: Rulebook) -> tuple[Count, ...]:
    """Count the record for each renewal from the current year (0) to `renewals`.

    The points and one-year window of a renewal runs from the cut-off of the one before up to, and
    without, its own; the three-year window begins three cut-offs earlier. So the windows tile.
    """
    terms = rulebook.evaluation_window.on(start).terms
    first = -terms.count_years
    cuts = [cut_off(start, k, terms.cut_off_months) for k in range(first, renewals + 1)]
    return tuple(
        _count(
            record,
            (cuts[k], cuts[k + terms.count_years - terms.points_years], cuts[k - first]),
            cut_off(start, k, 0),
            rulebook,
        )
        for k in range(renewals + 1)
    )


def _count(
    record: Record, cuts: tuple[date, date, date], renewal: date, rulebook: Rulebook
) -> Count:
    long_from, short_from, until = cuts
    three_years = [entry for entry in record if long_from <= entry.day < until]
    one_year = [entry for entry in three_years if short_from <= entry.day]
    left_out = _left_out(one_year, renewal, rulebook)
    counted = [entry for entry in one_year if entry is not left_out]
    return Count(
        points=sum((entry.points for entry in counted), NO_POINTS),
        accidents_3y=len(three_years),
        accidents_1y=len(counted),
        left_out=left_out,
    )


def _left_out(one_year: Sequence[Entry], renewal: date, rulebook: Rulebook) -> Entry | None:
    """Give the accident with little own fault and the most points, if the rule leaves one out."""
    spared = []
    for entry in one_year:
        version = rulebook.low_fault.find(entry.day)
        if version and entry.fault < version.terms.fault_below:
            if renewal < version.terms.renewals_from:
                continue
            spared.append(entry)
    return max(spared, key=lambda entry: entry.points, default=None)
