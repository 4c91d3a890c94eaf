"""Points of one accident: by what was paid, by who was hurt, and by rules for special cases."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING

from attrs import evolve

from advisor.domain.accident import HighValue, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.policy import SPRAIN, InjuryGrade
from advisor.domain.rule import Version
from advisor.domain.terms.core import AccidentPointsTerms
from advisor.engine.loss.loss import Loss
from advisor.engine.reading import Reading

if TYPE_CHECKING:
    from advisor.domain.terms.record import UnknownOffenderBand, UnknownOffenderTerms


def unknown_offender_rule(reading: Reading) -> Version[UnknownOffenderTerms] | None:
    """Return the rule for damage by an unknown offender, None for any other kind of accident."""
    if reading.case.accident.kind is not Kind.PARKED_UNKNOWN:
        return None
    return reading.rulebook.unknown_offender.find(reading.case.policy.start)


def unknown_offender_points(reading: Reading, tested: Won) -> Decimal | None:
    """Return the points for damage by an unknown offender, None if the common rule applies.

    From 2006 to 2011 a second such claim had points of its own (`points_from_second_case`). The
    record does not say which past claims were by an unknown offender, so those points are not
    counted here.
    """
    version = unknown_offender_rule(reading)
    return _band(reading, tested, version.terms).points if version else None


def unknown_offender_hold_years(reading: Reading, tested: Won) -> int | None:
    """Return how many years such damage blocks a promotion, None if as long as any accident."""
    version = unknown_offender_rule(reading)
    return _band(reading, tested, version.terms).discount_held_years if version else None


def _band(reading: Reading, tested: Won, terms: UnknownOffenderTerms) -> UnknownOffenderBand:
    """Return the first band whose limit `tested` does not exceed; the last band has no limit."""
    for band in terms.bands:
        within = not crosses(tested, reading.threshold, reading.case.assumptions)
        if band.up_to is not None and tested <= band.up_to:
            return band
        if band.up_to_threshold and within:
            return band
    return terms.bands[-1]


class HighValueEffect(Enum):
    """What the rule for high-value cars does to the driver's property points."""

    NONE = auto()
    EXTRA = auto()
    INSTEAD = auto()


def high_value_effect(reading: Reading, loss: Loss) -> HighValueEffect:
    """Return the effect of the high-value rule, by comparing what each insurer pays the other side.

    The rule applies if the driver of the high-value car has more than a given share of the fault,
    and the payout for that car exceeds both a multiple of the reverse payout and a fixed sum.
    """
    accident = reading.case.accident
    if accident.high_value is None:
        return HighValueEffect.NONE
    version = reading.rulebook.high_value.find(accident.day)
    if version is None:
        return HighValueEffect.NONE
    terms, fault = version.terms, accident.fault
    if accident.high_value is HighValue.MINE:
        to_dear, reverse, dear_fault = loss.from_other_side, loss.other_loss, fault
        effect = HighValueEffect.EXTRA
    else:
        to_dear, reverse, dear_fault = loss.other_loss, loss.from_other_side, Rate(1 - fault)
        effect = HighValueEffect.INSTEAD
    applies = (
        dear_fault > terms.fault_of_dear_above
        and to_dear > terms.payout_ratio_above * reverse
        and to_dear > terms.payout_above
    )
    return effect if applies else HighValueEffect.NONE


def crosses(tested: Won, threshold: Won, assumptions: Assumptions) -> bool:
    """Return whether an amount crosses the threshold (by the wording in force: is above it)."""
    return tested > threshold or (assumptions.threshold_included and tested == threshold)


def highest_within(threshold: Won, assumptions: Assumptions) -> Won:
    """Return the highest amount that does not cross the threshold."""
    return Won(threshold - assumptions.threshold_included)


NO_POINTS = Decimal(0)


def leaves_sprain_open(case: Case) -> bool:
    """Return whether there is an injury of grade 12 whose points the case does not state."""
    grades = [case.accident.injury_grade, *(claim.injury_grade for claim in case.claims)]
    return case.assumptions.injury_12_points is None and SPRAIN in grades


def with_sprain(reading: Reading) -> Reading:
    """Return the reading that assumes a sprain, where nobody knows yet whether anybody was hurt."""
    accident = evolve(reading.case.accident, injury_grade=SPRAIN, injury_open=False)
    return evolve(reading, case=evolve(reading.case, accident=accident))


def property_points(
    paid: Won | None,
    threshold: Won,
    terms: AccidentPointsTerms,
    assumptions: Assumptions,
    *,
    own_paid: Won = NOTHING,
) -> Decimal:
    """Return the points of a property payout; one that is None counts as within the threshold.

    `own_paid` is the part of it for the own car; by one reading, a large one scores more points.
    """
    if paid is None:
        return terms.property_within_threshold
    if paid <= 0:
        return NO_POINTS
    if not crosses(paid, threshold, assumptions):
        return terms.property_within_threshold
    two_points = terms.large_property_applies or assumptions.large_property_points
    if two_points and own_paid > terms.large_property_above:
        return terms.large_property_points
    return terms.property_above_threshold


def injury_points(
    grade: InjuryGrade | None,
    terms: AccidentPointsTerms,
    *,
    own_injury: bool,
    twelve: int | None = None,
) -> Decimal:
    """Return the points of another person's worst injury plus those of the driver's own injury.

    `twelve` replaces the rule's points for grade 12; None keeps them.
    """
    points = terms.own_injury if own_injury else NO_POINTS
    if grade is None:
        return points
    if grade == "death":
        return points + terms.death
    if grade == terms.disputed_grade and twelve is not None:
        return points + twelve
    band = next(band for band in terms.injury if band.first_grade <= grade <= band.last_grade)
    return points + band.points


def accident_points(reading: Reading, loss: Loss, paid: Won, *, own_paid: Won) -> Decimal:
    """Return this accident's points if `paid` won of property are claimed.

    `own_paid` is the part of `paid` for the own car. Without own fault there are no points. The
    2023 rule for high-value cars adds points to any property claim of that car's driver, and
    replaces the property points of the other driver.
    """
    accident = reading.case.accident
    if not accident.fault:
        return NO_POINTS
    terms = reading.rulebook.accident_points.on(accident.day).terms
    for_property = _property(reading, paid, own_paid, terms)
    if for_property:
        for_property = _with_high_value(reading, loss, for_property)
    twelve = reading.case.assumptions.injury_12_points
    hurt = injury_points(
        accident.injury_grade, terms, own_injury=accident.own_injury, twelve=twelve
    )
    return min(for_property + hurt, terms.maximum)


def _property(reading: Reading, paid: Won, own_paid: Won, terms: AccidentPointsTerms) -> Decimal:
    """Return the property points: damage by an unknown offender has its own bands."""
    points = unknown_offender_points(reading, paid) if paid else None
    if points is not None:
        return points
    assumptions = reading.case.assumptions
    return property_points(paid, reading.threshold, terms, assumptions, own_paid=own_paid)


def _with_high_value(reading: Reading, loss: Loss, points: Decimal) -> Decimal:
    effect = high_value_effect(reading, loss)
    if effect is HighValueEffect.NONE:
        return points
    terms = reading.rulebook.high_value.on(reading.case.accident.day).terms
    if effect is HighValueEffect.EXTRA:
        return points + terms.extra_points
    return terms.points_instead
