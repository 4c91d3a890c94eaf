"""The driver's own factors beside the accident record: career (years insured) and violations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from advisor.domain.days import add_months
from advisor.domain.findings import Facts, Reason
from advisor.domain.outcome import PremiumPath, PremiumYear
from advisor.domain.policy import Violation
from advisor.domain.rule import Version
from advisor.engine.reading import Reading

if TYPE_CHECKING:
    from advisor.domain.terms.record import (
        CareerFactor,
        CareerFactorTerms,
        ViolationFactorTerms,
        ViolationRate,
    )
    from advisor.engine.renewals.policy_years import PolicyYears

_MONTHS_A_YEAR = 12
_NO_SURCHARGE = Decimal(1)
_UNCHANGED = Fraction(1)


def career_on(reading: Reading, day: date) -> Decimal | None:
    """Return the career factor of a policy year that starts on a day.

    None if the case does not state the years of insurance, or if their factor is not in print.
    """
    since, version = reading.case.policy.insured_since, career_rule(reading, day)
    if since is None or version is None:
        return None
    return career_factor(version.terms.passenger, since, day)


def violations_on(reading: Reading, day: date) -> Decimal:
    """Return the factor of the case's violations for a renewal on a day."""
    version = violation_rule(reading, day)
    if version is None:
        return _NO_SURCHARGE
    found = violation_rate(reading.case.violations, version.terms, day)
    return 1 + found.rate if found else _NO_SURCHARGE


def driver_ratios(own: Sequence[tuple[Decimal | None, Decimal]]) -> Iterator[Fraction]:
    """Yield how career and violations change the premium of each policy year from the first on.

    A career factor that is not in print is left as it last was.
    """
    known: Decimal | None = None
    for career, violations in own:
        known = known if career is None else career
        yield _driver_ratio(own[0], (known, violations))


def _driver_ratio(
    before: tuple[Decimal | None, Decimal], after: tuple[Decimal | None, Decimal]
) -> Fraction:
    """Return how career and violations change a premium, as a ratio of `after` to `before`.

    Each pair holds the career factor, which changes nothing if it is None, and that of violations.
    """
    if before == after:
        return _UNCHANGED
    ratio = Fraction(after[1]) / Fraction(before[1])
    if before[0] is None or after[0] is None:
        return ratio
    return ratio * Fraction(after[0]) / Fraction(before[0])


def career_left_out(reading: Reading, path: PremiumPath) -> Iterator[Reason]:
    """Say for how many of the renewals the factor of the career is not in print."""
    if reading.case.policy.insured_since is None:
        return
    unknown = [year for year in path[1 : reading.renewals + 1] if year.career is None]
    if unknown:
        facts: Facts = {"renewals": len(unknown), "first": unknown[0].day}
        version = career_rule(reading, unknown[0].day)
        yield Reason("career-left-out", facts, (version.ref,) if version else ())


def driver_changes(reading: Reading, path: PremiumPath) -> Iterator[Reason]:
    """Explain how career and violations change the premiums that the headline counts."""
    if reading.case.policy.insured_since is None and not reading.case.violations:
        return
    base, ahead = path[0], path[1 : reading.renewals + 1]
    for year in ahead:
        version = violation_rule(reading, year.day)
        if version and year.violations != base.violations:
            alike = [one for one in ahead if one.violations == year.violations]
            yield _change("violation-factor", (base.violations, year.violations), alike, version)
            break
    else:
        version = violation_rule(reading, ahead[0].day) if ahead else None
        if version:
            facts: Facts = {"factor": base.violations}
            yield Reason("violation-factor-same", facts, (version.ref,))
    for year in ahead:
        career = career_rule(reading, year.day)
        if career and year.career and base.career and year.career != base.career:
            same = [one for one in ahead if one.career == year.career]
            yield _change("career-factor", (base.career, year.career), same, career)
            break


def driver_basis(reading: Reading, years: PolicyYears, renewal: int) -> Iterator[str]:
    """Name the rules of the driver's own factors that scale the premium of a renewal."""
    base, violations = years.violations[0], years.violations[renewal]
    before, career = years.careers[0], years.careers[renewal]
    if violations != base and (rule := violation_rule(reading, years.days[renewal])):
        yield rule.ref
    changed = before and career and career != before
    if changed and (found := career_rule(reading, years.days[renewal])):
        yield found.ref


def _change(
    code: str,
    factors: tuple[Decimal, Decimal],
    years: Sequence[PremiumYear],
    version: Version[CareerFactorTerms] | Version[ViolationFactorTerms],
) -> Reason:
    """Return the reason that says from when a factor differs, and for how many renewals."""
    before, after = factors
    facts: Facts = {
        "before": before,
        "after": after,
        "day": years[0].day,
        "renewals": len(years),
    }
    return Reason(code, facts, (version.ref,))


def career_rule(reading: Reading, day: date) -> Version[CareerFactorTerms] | None:
    """Return the career rule of a day, None if the case does not call for it or there is none."""
    if reading.case.policy.insured_since is None:
        return None
    return reading.rulebook.career_factor.find(day)


def violation_rule(reading: Reading, day: date) -> Version[ViolationFactorTerms] | None:
    """Return the violation rule of a day, None if the case has no violations or there is none."""
    if not reading.case.violations:
        return None
    return reading.rulebook.violation_factor.find(day)


def career_factor(bands: Sequence[CareerFactor], since: date, day: date) -> Decimal | None:
    """Return the factor of a driver insured since a day, or None if the band is not in print."""
    for band in bands:
        below = band.years_below is None or _after(since, band.years_below) > day
        if below and (band.years_from is None or _after(since, band.years_from) <= day):
            return band.factor
    return None


def violation_rate(
    violations: Iterable[Violation], terms: ViolationFactorTerms, day: date
) -> ViolationRate | None:
    """Return the highest surcharge for the violations that count on a day, or None."""
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
    """Return the first day and the end of the fixed window on a day, None if the rule fixes none.

    The end is not included; it lies in the year in which the factors begin to apply.
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
