"""The scale on which a driver stands: grades with their table, or the percentages before grades."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import evolve

from advisor.domain.case import Case
from advisor.domain.rule import Governs, Rule, Text, Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import CountProfileTerms, GradeTableTerms
from advisor.domain.values import frozen

if TYPE_CHECKING:
    from advisor.domain.terms.premium import PercentageLadderTerms

T = TypeVar("T")

_LADDER = "percentage-ladder"


@frozen
class Scale:
    """The driver's place on the scale, and the factors for places and for accident counts."""

    position: int
    table_code: str
    table: Version[GradeTableTerms]
    profile_code: str
    profile: Rule[CountProfileTerms]
    ladder: Version[PercentageLadderTerms] | None


def scale_of(case: Case, rulebook: Rulebook) -> Scale:
    """Find the scale for the policy year, by the case, its insurer or the rules' defaults.

    Raises:
        NoRuleInForceError: neither grades nor percentages are known for that day, or the insurer
            names a table that does not exist.
    """
    ladder = percentage_ladder(rulebook, case.policy.start)
    if ladder is not None:
        return _ladder_scale(case, ladder)
    table_code, profile_code = _table_code(case, rulebook), _profile_code(case, rulebook)
    return Scale(
        position=_grade(case, rulebook),
        table_code=table_code,
        table=rulebook.grade_tables[table_code].on(case.policy.start),
        profile_code=profile_code,
        profile=rulebook.count_profiles[profile_code],
        ladder=None,
    )


def percentage_ladder(rulebook: Rulebook, start: date) -> Version[PercentageLadderTerms] | None:
    """Return the percentage ladder in force on `start`, None if grades apply or none is known."""
    moves = rulebook.grade_moves.find(start)
    if moves is not None:
        return None
    return rulebook.percentage_ladder.find(start)


def _ladder_scale(case: Case, ladder: Version[PercentageLadderTerms]) -> Scale:
    """Return the ladder as a table whose places are percentages, with a count factor of 1."""
    places = tuple(Decimal(place) for place in range(1, ladder.terms.highest + 1))
    table = GradeTableTerms(vehicle="personal", complete=True, relativities=places)
    uncounted = CountProfileTerms(((Decimal(1),),))
    return Scale(
        position=case.policy.percentage or ladder.terms.unstated,
        table_code=_LADDER,
        table=_like(ladder, table),
        profile_code=_LADDER,
        profile=Rule(
            id=ladder.rule,
            kind="count-profile",
            governed_by=Governs.POLICY_START,
            title=Text("", ""),
            versions=(evolve(_like(ladder, uncounted), in_force_until=None),),
        ),
        ladder=ladder,
    )


def _like(version: Version[object], terms: T) -> Version[T]:
    """Return a copy of a version with other terms, but the same days and sources."""
    return cast("Version[T]", evolve(cast("Version[Any]", version), terms=terms))


def leaves_position_open(case: Case) -> bool:
    """Return whether the case states neither a place on the scale nor one before a gap."""
    policy = case.policy
    return policy.grade is None and policy.percentage is None and policy.grade_before_gap is None


def leaves_table_open(case: Case, rulebook: Rulebook) -> bool:
    """Return whether neither the case nor its insurer names a grade table."""
    if percentage_ladder(rulebook, case.policy.start) is not None:
        return False
    insurer, start = case.policy.insurer, case.policy.start
    return not (case.assumptions.grade_table or rulebook.own_grade_table(insurer, start))


def leaves_profile_open(case: Case, rulebook: Rulebook) -> bool:
    """Return whether neither the case nor its insurer names a count profile."""
    if percentage_ladder(rulebook, case.policy.start) is not None:
        return False
    insurer, start = case.policy.insurer, case.policy.start
    return not (case.assumptions.count_profile or rulebook.own_count_profile(insurer, start))


def _table_code(case: Case, rulebook: Rulebook) -> str:
    """Return the code of the stated table, else of the standard one, else of the first in force."""
    start = case.policy.start
    stated = case.assumptions.grade_table or rulebook.own_grade_table(case.policy.insurer, start)
    standard = rulebook.standard_grade_table(start)
    if stated or rulebook.grade_tables[standard].find(start):
        return stated or standard
    return next(iter(rulebook.complete_grade_tables(start)), standard)


def _profile_code(case: Case, rulebook: Rulebook) -> str:
    start = case.policy.start
    stated = case.assumptions.count_profile
    own = stated or rulebook.own_count_profile(case.policy.insurer, start)
    return own or rulebook.standard_count_profile(start)


def _grade(case: Case, rulebook: Rulebook) -> int:
    """Return the stated grade, else the grade after a gap, else the typical grade."""
    policy = case.policy
    if policy.grade is not None:
        return policy.grade
    if policy.grade_before_gap is None:
        return rulebook.grade_moves.on(policy.start).terms.typical
    return rulebook.re_entry.on(policy.start).terms.grade(policy.grade_before_gap)
