"""What each renewal counts of the record: windows, holds and accidents left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.days import cut_off
from advisor.domain.money import NOTHING
from advisor.domain.rulebook import Rulebook
from advisor.engine.loss.points import NO_POINTS, injury_points, property_points
from advisor.engine.renewals.half_points import with_waiting_halves
from advisor.engine.renewals.record import Count, Entry, Record
from advisor.engine.renewals.special_surcharge import special_surcharge, special_surcharges

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from advisor.domain.policy import Claim
    from advisor.domain.terms.premium import SpecialSurchargeTerms
    from advisor.engine.reading import Reading


def past_record(reading: Reading) -> Record:
    """Give the past claims that left a record: with some own fault, and not too old to count."""
    oldest = oldest_counted(reading)
    return tuple(
        Entry(
            claim.day,
            claim_points(claim, reading),
            claim.fault,
            index,
            paid=claim.property_paid or NOTHING,
            injury_grade=claim.injury_grade,
        )
        for index, claim in enumerate(reading.case.claims)
        if claim.fault and claim.day >= oldest
    )


def oldest_counted(reading: Reading) -> date:
    """Give the first day that a window of the current year still looks at."""
    start = reading.case.policy.start
    terms = reading.rulebook.evaluation_window.on(start).terms
    return cut_off(start, -terms.count_years, terms.cut_off_months)


def claim_points(claim: Claim, reading: Reading) -> Decimal:
    """Give a past claim's points by the rules and the threshold of its day."""
    terms = reading.rulebook.accident_points.on(claim.day).terms
    threshold = claim.surcharge_threshold
    threshold = reading.threshold if threshold is None else threshold
    points = property_points(claim.property_paid, threshold, terms, reading.case.assumptions)
    twelve = reading.case.assumptions.injury_12_points
    points += injury_points(claim.injury_grade, terms, own_injury=claim.own_injury, twelve=twelve)
    return min(points, terms.maximum)


def timeline(record: Record, reading: Reading, renewals: int) -> tuple[Count, ...]:
    """Count the record for each renewal from the current year (0) to `renewals`.

    The points and one-year window of a renewal runs from the cut-off of the one before up to, and
    without, its own; the three-year window begins three cut-offs earlier. So the windows tile.
    """
    start = reading.case.policy.start
    terms = reading.rulebook.evaluation_window.on(start).terms
    years = terms.count_years
    surcharges = special_surcharges(reading)
    cuts = [cut_off(start, k, terms.cut_off_months) for k in range(-years, renewals + 1)]
    counts = [
        _count(
            record,
            cuts[k : k + years + 1],
            years - terms.points_years,
            _Rules(reading.renewal_day(k), reading.rulebook, surcharges),
        )
        for k in range(renewals + 1)
    ]
    waiting = reading.case.assumptions.half_point_years
    return tuple(counts if waiting == 1 else with_waiting_halves(counts, waiting))


@frozen
class _Rules:
    """The rules that one renewal asks."""

    renewal: date
    rulebook: Rulebook
    surcharges: SpecialSurchargeTerms | None


def _count(record: Record, cuts: Sequence[date], short_from: int, rules: _Rules) -> Count:
    """Count between cut-offs: the first opens the three-year window, the last closes both."""
    three_years = [entry for entry in record if cuts[0] <= entry.day < cuts[-1]]
    one_year = [entry for entry in three_years if cuts[short_from] <= entry.day]
    left_out = _left_out(one_year, rules)
    points = [entry.points for entry in one_year if entry is not left_out]
    return Count(
        points=sum(points, NO_POINTS),
        accidents_3y=sum(entry.counted for entry in three_years),
        accidents_1y=sum(entry.counted for entry in one_year if entry is not left_out),
        holds=any(_holds(entry, cuts) for entry in three_years),
        left_out=left_out,
        special=special_surcharge(three_years, rules.surcharges),
    )


def _holds(entry: Entry, cuts: Sequence[date]) -> bool:
    return entry.held_years is None or (
        entry.held_years > 0 and cuts[max(-1 - entry.held_years, -len(cuts))] <= entry.day
    )


def _left_out(one_year: Sequence[Entry], rules: _Rules) -> Entry | None:
    """Give the accident with little own fault and the most points, if the rule leaves one out."""
    spared = []
    for entry in one_year:
        version = rules.rulebook.low_fault.find(entry.day)
        if (
            version
            and entry.fault < version.terms.fault_below
            and rules.renewal >= version.terms.renewals_from
        ):
            spared.append(entry)
    return max(spared, key=lambda entry: entry.points, default=None)
