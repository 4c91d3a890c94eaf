"""Damage to a parked car by somebody unknown: its own points, and how long it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Kind
from advisor.engine.loss.threshold import crosses

if TYPE_CHECKING:
    from decimal import Decimal

    from advisor.domain.money import Won
    from advisor.domain.rule import Version
    from advisor.domain.terms.record import UnknownOffenderBand, UnknownOffenderTerms
    from advisor.engine.reading import Reading


def unknown_offender_rule(reading: Reading) -> Version[UnknownOffenderTerms] | None:
    """Return the rule for this accident, or None where it is of another kind."""
    if reading.case.accident.kind is not Kind.PARKED_UNKNOWN:
        return None
    return reading.rulebook.unknown_offender.find(reading.case.policy.start)


def unknown_offender_points(reading: Reading, tested: Won) -> Decimal | None:
    """Return the points of such a claim, or None where the common rule for property holds.

    From 2006 to 2011 a second such claim had a point of its own (`points_from_second_case`). The
    record of past claims does not say which of them were by an unknown offender, so that point is
    not given here.
    """
    version = unknown_offender_rule(reading)
    return _band(reading, tested, version.terms).points if version else None


def unknown_offender_held(reading: Reading, tested: Won) -> int | None:
    """Return for how many years such a claim holds back a promotion; None: like any accident."""
    version = unknown_offender_rule(reading)
    return _band(reading, tested, version.terms).discount_held_years if version else None


def _band(reading: Reading, tested: Won, terms: UnknownOffenderTerms) -> UnknownOffenderBand:
    """Find the first band whose limit the amount does not pass; the last has none."""
    for band in terms.bands:
        within = not crosses(tested, reading.threshold, reading.case.assumptions)
        if band.up_to is not None and tested <= band.up_to:
            return band
        if band.up_to_threshold and within:
            return band
    return terms.bands[-1]
