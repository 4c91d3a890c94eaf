"""Factors of the driver that the record of accidents does not hold: career and violations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.domain.days import add_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from advisor.domain.bill import Violation
    from advisor.domain.terms_record import CareerFactor, ViolationFactorTerms, ViolationRate

_MONTHS_A_YEAR = 12


def career_factor(bands: Sequence[CareerFactor], since: date, day: date) -> Decimal | None:
    """Give the factor of a driver insured since a day, or None where the band is not in print."""
    for band in bands:
        below = band.years_below is None or _after(since, band.years_below) > day
        if below and (band.years_from is None or _after(since, band.years_from) <= day):
            return band.factor
    return None


def violation_rate(
    violations: Iterable[Violation], terms: ViolationFactorTerms, day: date
) -> ViolationRate | None:
    """Give the highest surcharge that the violations looked at on a day bring, if any."""
    days: dict[str, list[date]] = {}
    for violation in violations:
        days.setdefault(violation.kind, []).append(violation.day)
    found = [
        one
        for one in terms.rates
        if sum(_counts(seen, one, terms, day) for seen in days.get(one.violation, ())) >= one.times
    ]
    return max(found, key=lambda one: one.rate, default=None)


def violation_window(terms: ViolationFactorTerms, day: date) -> tuple[date, date] | None:
    """Give first day and end of the fixed window that holds on a day, where the rule fixes one.

    It ends in the year in which its factors begin to apply.
    """
    years, starts, applies = terms.window_years, terms.window_starts_month, terms.applies_from_month
    if years is None or starts is None or applies is None:
        return None
    end = date(day.year if day.month >= applies else day.year - 1, starts, 1)
    return _after(end, -years), end


def _counts(seen: date, rate: ViolationRate, terms: ViolationFactorTerms, day: date) -> bool:
    window = violation_window(terms, day)
    if window is not None:
        return window[0] <= seen < window[1]
    return seen <= day and (rate.years is None or _after(seen, rate.years) > day)


def _after(day: date, years: int) -> date:
    return add_months(day, years * _MONTHS_A_YEAR)
