"""At which renewals each accident is counted, as the evaluation windows have it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.domain.days import renewal_day
from advisor.domain.money import Won
from advisor.domain.terms.core import EvaluationWindowTerms
from advisor.domain.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Decision


@frozen
class Counted:
    """An accident and the renewals whose counts it is in; `paid` is None for the one to decide."""

    day: date
    paid: Won | None
    in_three_years: tuple[date, ...]
    in_one_year: tuple[date, ...]


def counted(decision: Decision) -> tuple[Counted, ...]:
    """Return the accident to decide, as if it were claimed, and each past claim of the case."""
    terms = next(
        (
            version.terms
            for version in decision.rules
            if isinstance(version.terms, EvaluationWindowTerms)
        ),
        None,
    )
    return tuple(_counted(decision, terms)) if terms else ()


def _counted(decision: Decision, terms: EvaluationWindowTerms) -> Iterator[Counted]:
    case = decision.case
    accidents: list[tuple[date, Won | None]] = [(case.accident.day, None)]
    accidents += [(claim.day, claim.property_paid) for claim in case.claims]
    left_out = any(found.code == "low-fault-left-out" for found in decision.reasons)
    for day, paid in accidents:
        yield Counted(
            day,
            paid,
            _renewals(decision, day, terms, terms.count_years),
            ()
            if left_out and paid is None and day == case.accident.day
            else _renewals(decision, day, terms, terms.points_years),
        )


def _renewals(
    decision: Decision, day: date, terms: EvaluationWindowTerms, years: int
) -> tuple[date, ...]:
    """Return the renewals of the headline whose window of so many years has a day in it."""
    start = decision.case.policy.start
    return tuple(
        renewal_day(start, renewal)
        for renewal in range(decision.renewals + 1)
        if terms.cut_off(start, renewal - years) <= day < terms.cut_off(start, renewal)
    )
