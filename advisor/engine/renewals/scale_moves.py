"""How a renewal moves the driver on the scale: in grades, or in percentages before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.terms.core import GradeMoveTerms

if TYPE_CHECKING:
    from advisor.domain.terms.premium import PercentageLadderTerms
    from advisor.engine.renewals.record import Count


def next_position(
    terms: GradeMoveTerms | PercentageLadderTerms, position: int, count: Count
) -> int:
    """Move on the scale of the case's policy year."""
    if isinstance(terms, GradeMoveTerms):
        return next_grade(position, count, terms)
    return next_percentage(position, count, terms)


def next_percentage(percentage: int, count: Count, terms: PercentageLadderTerms) -> int:
    """Move on the ladder of percentages: half a point, or an accident of earlier years, holds."""
    if count.points or count.holds:
        return terms.after_points(percentage, count.points)
    return terms.after_clean_years(percentage)


def next_grade(grade: int, count: Count, terms: GradeMoveTerms) -> int:
    """Move a grade by what a renewal counts.

    A whole point drops one grade, half a point holds it, three years with nothing that holds it
    raise it by one. The protected grade holds against a few points and drops one step beyond them.
    """
    points = count.points
    if not points:
        return grade if count.holds else min(grade + terms.promotion, terms.highest)
    steps = int(points)
    if grade >= terms.protected:
        return grade if steps <= terms.protected_holds_up_to else grade - terms.protected_drop
    return max(grade - steps, terms.lowest) if steps else grade
