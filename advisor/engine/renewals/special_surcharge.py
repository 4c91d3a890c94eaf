"""The special surcharge of the years before grades, added to the percentage."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.domain.policy import GRAVEST_INJURY
from advisor.engine.reading import Reading
from advisor.engine.renewals.record import RecordedAccident

if TYPE_CHECKING:
    from advisor.domain.terms.premium import SpecialSurcharge, SpecialSurchargeTerms

_NONE = Decimal(0)


def special_surcharges(reading: Reading) -> SpecialSurchargeTerms | None:
    """Return the special surcharges of the policy year, None since grades were introduced."""
    if reading.ladder is None:
        return None
    return reading.rulebook.special_surcharge.on(reading.case.policy.start).terms


def special_surcharge(
    record: Sequence[RecordedAccident], terms: SpecialSurchargeTerms | None
) -> Decimal:
    """Return the highest surcharge that the accidents of three years bring, within the cap.

    Causes (drunk driving, flight …) are not in the record, so they bring none here.
    """
    if terms is None:
        return _NONE
    rates = [surcharge.own for surcharge in surcharges_of(record, terms)]
    return min(max(rates, default=_NONE), terms.cap)


def surcharges_of(
    record: Sequence[RecordedAccident], terms: SpecialSurchargeTerms
) -> tuple[SpecialSurcharge, ...]:
    """Return every surcharge that the accidents of three years bring."""
    counted = [entry for entry in record if entry.counted]
    return tuple(one for one in terms.surcharges if _applies(one, counted))


def _applies(surcharge: SpecialSurcharge, record: Sequence[RecordedAccident]) -> bool:
    if surcharge.accidents is not None:
        return len(record) >= surcharge.accidents
    return any(_hurt(surcharge, entry) or _paid(surcharge, entry) for entry in record)


def _hurt(surcharge: SpecialSurcharge, entry: RecordedAccident) -> bool:
    if entry.injury_grade is None or surcharge.injury_from is None or surcharge.injury_to is None:
        return False
    grade = GRAVEST_INJURY if entry.injury_grade == "death" else entry.injury_grade
    return surcharge.injury_from <= grade <= surcharge.injury_to


def _paid(surcharge: SpecialSurcharge, entry: RecordedAccident) -> bool:
    if surcharge.property_from is not None and entry.paid >= surcharge.property_from:
        return True
    return surcharge.property_above is not None and entry.paid > surcharge.property_above
