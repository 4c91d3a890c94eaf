"""Where a driver stands on the percentage ladder after the accidents of three years."""

from decimal import Decimal

from advisor.domain.case import Assumptions
from advisor.domain.money import NOTHING
from advisor.domain.premium_2001 import Owner, Premium2001Question
from advisor.domain.rulebook import RulesOfDay
from advisor.domain.terms.premium import (
    PercentageLadderTerms,
    SpecialSurcharge,
)
from advisor.domain.values import frozen
from advisor.engine.loss.points import NO_POINTS, injury_points, property_points
from advisor.engine.renewals.record import RecordedAccident
from advisor.engine.renewals.special_surcharge import surcharges_of

FIRST_PERCENTAGE = 100
_NO_SURCHARGE = Decimal(0)


@frozen
class StandingOf2001:
    """The points of a year, the percentage they lead to, and the surcharge added to it.

    `previous` is None for a first contract. `held` tells that an accident keeps the percentage from
    falling. `surcharge` is the highest one, None if there is none. `causes_dropped` is the number
    of causes that give no points because of who owns the car.
    """

    previous: int | None
    points: Decimal
    held: bool
    percentage: int
    special: Decimal
    surcharge: SpecialSurcharge | None
    causes_dropped: int
    basis: tuple[str, ...]


def standing_of(question: Premium2001Question, rules: RulesOfDay) -> StandingOf2001:
    """Work out the new percentage from the previous one and the accidents, and the surcharge.

    Raises:
        NoRuleInForceError: the day has no ladder of percentages.
    """
    ladder = rules.ask(rules.rulebook.percentage_ladder)
    surcharges = rules.ask(rules.rulebook.special_surcharge)
    window = rules.note(rules.rulebook.evaluation_window.on(rules.day))
    record = _record(question, rules)
    one_year = window.terms.cut_off(rules.day, -window.terms.points_years)
    latest = [entry for entry in record if entry.day >= one_year]
    causes, dropped = _causes(question, rules)
    points = sum((entry.points for entry in latest), causes)
    stated = (one for one in surcharges.terms.surcharges if one.code in question.special)
    brought = [*surcharges_of(record, surcharges.terms), *stated]
    worst = max(brought, key=lambda one: one.own, default=None)
    return StandingOf2001(
        previous=question.percentage,
        points=points,
        held=bool(record),
        percentage=_percentage(question, record, points, ladder.terms),
        special=min(worst.own, surcharges.terms.cap) if worst else _NO_SURCHARGE,
        surcharge=worst,
        causes_dropped=dropped,
        basis=(ladder.ref, surcharges.ref),
    )


def _record(question: Premium2001Question, rules: RulesOfDay) -> tuple[RecordedAccident, ...]:
    """Return the accidents that count: for three years with own fault, for fewer without."""
    window = rules.rulebook.evaluation_window.on(rules.day).terms
    held = rules.ask(rules.rulebook.percentage_ladder).terms.no_fault_holds_renewals
    end = window.cut_off(rules.day, 0)
    threshold = rules.note(rules.rulebook.surcharge_threshold.on(rules.day)).terms.standard
    found = []
    for claim in question.claims:
        years = window.count_years if claim.fault else held
        if not window.cut_off(rules.day, -years) <= claim.day < end:
            continue
        terms = rules.note(rules.rulebook.accident_points.on(claim.day)).terms
        stated = claim.surcharge_threshold
        tested = threshold if stated is None else stated
        points = property_points(claim.property_paid, tested, terms, Assumptions())
        points += injury_points(claim.injury_grade, terms, own_injury=claim.own_injury)
        found.append(
            RecordedAccident(
                claim.day,
                min(points, terms.maximum) if claim.fault else NO_POINTS,
                claim.fault,
                counted=bool(claim.fault),
                paid=claim.property_paid or NOTHING,
                injury_grade=claim.injury_grade,
            )
        )
    return tuple(found)


def _causes(question: Premium2001Question, rules: RulesOfDay) -> tuple[Decimal, int]:
    """Return the points of the causes, and how many give none because the car is private."""
    if not question.causes:
        return NO_POINTS, 0
    terms = rules.ask(rules.rulebook.cause_points).terms
    if question.owner is Owner.PRIVATE and not terms.for_private_cars:
        return NO_POINTS, len(question.causes)
    points = {one.cause: one.points for one in terms.causes}
    return Decimal(sum(points[cause] for cause in question.causes)), 0


def _percentage(
    question: Premium2001Question,
    record: tuple[RecordedAccident, ...],
    points: Decimal,
    ladder: PercentageLadderTerms,
) -> int:
    if question.percentage is None:
        return FIRST_PERCENTAGE
    if record or points:
        return ladder.after_points(question.percentage, points)
    return ladder.after_clean_years(question.percentage)
