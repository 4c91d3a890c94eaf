"""The audit of rule files: gaps and overlaps in time, missing sources, old checks, doubts."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from advisor.domain.findings import Fact
from advisor.domain.rule import Confidence, Rule, Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import GradeTableTerms, InsurerTerms, PremiumTerms
from advisor.domain.values import frozen

_DOUBTFUL = {Confidence.D, Confidence.X}
_DAY = timedelta(days=1)


class Flaw(StrEnum):
    """What the audit looks for."""

    OVERLAP = "overlap"
    GAP = "gap"
    NO_SOURCE = "no-source"
    CHECKED_IN_FUTURE = "checked-in-future"
    UNKNOWN_REFERENCE = "unknown-reference"
    SHORT_TABLE = "short-table"
    YEARS_UNKNOWN = "years-unknown"
    STALE = "stale"
    UNCERTAIN = "uncertain"
    CONFLICTING = "conflicting"

    @property
    def is_mistake(self) -> bool:
        """Return whether the file is wrong; any other flaw only needs a person to look at it."""
        return self not in {
            Flaw.YEARS_UNKNOWN,
            Flaw.STALE,
            Flaw.UNCERTAIN,
            Flaw.CONFLICTING,
        }


@frozen
class Finding:
    """One flaw of the version that begins on `in_force_from`, and the value that shows it."""

    flaw: Flaw
    rule: str
    in_force_from: date
    value: Fact


def audit(rulebook: Rulebook, today: date) -> tuple[Finding, ...]:
    """Return all findings, rule by rule in the order of their versions.

    Raises:
        RuleFileError: a file that is read on demand is broken.
    """
    return tuple(
        finding for rule in rulebook.all_rules() for finding in audit_rule(rule, rulebook, today)
    )


def audit_rule(rule: Rule[object], rulebook: Rulebook, today: date) -> tuple[Finding, ...]:
    """Return the findings on one rule, in the order of its versions."""
    return tuple(_of_rule(rule, rulebook, today))


def _of_rule(rule: Rule[object], rulebook: Rulebook, today: date) -> Iterator[Finding]:
    for before, after in pairwise(rule.versions):
        yield from _of_neighbours(before, after)
    for version in rule.versions:
        yield from _of_version(version, today)
        for value in _unknown_references(version.terms, rulebook):
            yield _finding(Flaw.UNKNOWN_REFERENCE, version, value)
        for grade in _grades_without_relativity(rule, version, rulebook):
            yield _finding(Flaw.SHORT_TABLE, version, grade)


def _of_neighbours(before: Version[object], after: Version[object]) -> Iterator[Finding]:
    """Yield a gap or overlap; a version without a last day ends when the next one begins."""
    last = before.in_force_until or after.in_force_from - _DAY
    if last >= after.in_force_from or before.in_force_from >= after.in_force_from:
        yield _finding(Flaw.OVERLAP, after, last)
    elif last + _DAY < after.in_force_from:
        yield _finding(Flaw.YEARS_UNKNOWN if after.after_gap else Flaw.GAP, after, last)


def _of_version(version: Version[object], today: date) -> Iterator[Finding]:
    sources = version.sources
    if not sources or not all(source.quote or source.states for source in sources):
        yield _finding(Flaw.NO_SOURCE, version, len(sources))
    if version.checked_on > today:
        yield _finding(Flaw.CHECKED_IN_FUTURE, version, version.checked_on)
    if version.stale(today):
        yield _finding(Flaw.STALE, version, version.checked_on)
    if version.confidence in _DOUBTFUL:
        yield _finding(Flaw.UNCERTAIN, version, version.confidence.value)
    if version.alternatives:
        yield _finding(Flaw.CONFLICTING, version, len(version.alternatives))


def _unknown_references(terms: object, rulebook: Rulebook) -> Iterator[str]:
    if isinstance(terms, InsurerTerms):
        table, profile = terms.grade_table, terms.count_profile
    elif isinstance(terms, PremiumTerms):
        table, profile = terms.standard_grade_table, terms.standard_count_profile
    else:
        return
    if table is not None and table not in rulebook.grade_tables:
        yield table
    if profile is not None and profile not in rulebook.count_profiles:
        yield profile


def _grades_without_relativity(
    rule: Rule[object], version: Version[object], rulebook: Rulebook
) -> Iterator[int]:
    """Yield each highest grade of the scale, over time, that a complete table falls short of."""
    terms = version.terms
    if not isinstance(terms, GradeTableTerms) or not terms.complete:
        return
    moves = rulebook.grade_moves
    for day in sorted({version.in_force_from, *(v.in_force_from for v in moves.versions)}):
        scale = moves.find(day)
        if scale and rule.find(day) is version and scale.terms.highest > len(terms.relativities):
            yield scale.terms.highest


def _finding(flaw: Flaw, version: Version[object], value: Fact) -> Finding:
    return Finding(flaw, version.rule, version.in_force_from, value)
