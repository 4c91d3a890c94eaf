"""Warnings that are not prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import last_day
from advisor.domain.decision import Facts, Reason
from advisor.engine.findings.plausible import implausible
from advisor.engine.reading import is_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.rule import Version
    from advisor.engine.situation import Situation

_SECOND = 2
_DEADLINE_CLOSE_DAYS = 30
_STALE_AFTER_DAYS = 365


def warnings(situation: Situation, rules: tuple[Version[object], ...]) -> tuple[Reason, ...]:
    """Give what the driver should know beside the price."""
    case, rulebook = situation.reading.case, situation.reading.rulebook
    return (
        *implausible(case, rulebook),
        *_near_threshold(situation),
        *_accident_number(situation),
        *_calendar(situation),
        *_refund_of_a_part(situation),
        *_stale_rules(situation, rules),
    )


def _near_threshold(situation: Situation) -> Iterator[Reason]:
    test = situation.threshold
    if test.near and situation.claim.entry is not None:
        facts: Facts = {
            "tested": test.tested,
            "threshold": test.amount,
            "distance": test.amount - test.tested,
            "alone": situation.alone,
        }
        yield Reason("near-threshold", facts)
    if situation.loss.total_loss:
        yield Reason("total-loss", {"sum_insured": situation.loss.own_bill})


def _accident_number(situation: Situation) -> Iterator[Reason]:
    """Say which accident of the last three years this claim would be, and who may refuse it."""
    first = situation.first_counted
    if not situation.claim.entry or first >= len(situation.claimed_path):
        return
    year = situation.claimed_path[first]
    if year.accidents_3y >= _SECOND:
        second = year.accidents_3y == _SECOND
        code = "second-claim-in-three-years" if second else "many-claims-in-three-years"
        yield Reason(code, {"count": year.accidents_3y})
    yield from _underwriting(situation, year.accidents_3y, year.accidents_1y)


def _underwriting(situation: Situation, three_years: int, one_year: int) -> Iterator[Reason]:
    case, rulebook = situation.reading.case, situation.reading.rulebook
    insurer = case.policy.insurer
    version = rulebook.insurers[insurer].find(case.policy.start) if insurer else None
    for limit in version.terms.underwriting_limits if version else ():
        count = three_years if limit.years > 1 else one_year
        if version and limit.own_renewal and count >= limit.accidents:
            facts: Facts = {
                "insurer": insurer,
                "accidents": limit.accidents,
                "years": limit.years,
                "count": count,
            }
            yield Reason("underwriting-limit", facts, (version.ref,))


def _calendar(situation: Situation) -> Iterator[Reason]:
    case = situation.reading.case
    last = last_day(case.policy.start)
    days = (last - case.as_of).days
    if situation.refundable and days <= _DEADLINE_CLOSE_DAYS:
        yield Reason("refund-deadline-close", {"days": days, "day": last})
    if is_late(case, situation.reading.rulebook):
        yield Reason("late-accident", {"day": situation.reading.renewal_day(2)})


def _refund_of_a_part(situation: Situation) -> Iterator[Reason]:
    """Say that a refund beside an injury is one cover's only, which few insurers are known to take.

    The injury stays with the insurer on every path, so only the property can be paid back.
    """
    reading, accident = situation.reading, situation.reading.case.accident
    version = reading.rulebook.refund.on(reading.case.policy.start)
    hurt = accident.injury_grade is not None or accident.own_injury
    if hurt and situation.refundable and not version.terms.injury_allowed:
        yield Reason("refund-with-injury", {}, (version.ref,))


def _stale_rules(situation: Situation, rules: tuple[Version[object], ...]) -> Iterator[Reason]:
    as_of = situation.reading.case.as_of
    for version in rules:
        if (as_of - version.checked_on).days > _STALE_AFTER_DAYS:
            facts: Facts = {"rule": version.ref, "checked_on": version.checked_on}
            yield Reason("rules-not-checked", facts, (version.ref,))
