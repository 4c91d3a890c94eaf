"""What the rules know of the insurers of a book, before any renewal is read."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from advisor.book.learning.renewal import AccidentCounts
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import CountProfileTerms, GradeTableTerms
from advisor.domain.values import frozen
from advisor.explain.names import in_language
from advisor.explain.texts import Texts


@frozen
class KnownTables:
    """What is taken as known of one insurer: the published factors and the grade table.

    Each comes with its code in the rules.
    """

    profile_code: str
    profile: CountProfileTerms
    grades_code: str
    grades: GradeTableTerms

    def published(self, counts: AccidentCounts) -> Decimal:
        """Return the published factor of a pair of counts."""
        return self.profile.factor(counts.three_years, counts.one_year)


def known_tables(
    insurers: Iterable[str], rulebook: Rulebook, day: date, profile: str | None = None
) -> dict[str, KnownTables]:
    """Return the published factors and the grade table of each insurer, as of a day.

    `profile` chooses the published table. A table that was learnt before is not taken as
    published: shrinking towards it would count its renewals twice.

    Raises:
        NoRuleInForceError: a table has no version for the day, or an insurer names one that the
            rules do not have.
        KeyError: the rules know no such profile.
    """
    return {code: _known(code, rulebook, day, profile) for code in insurers}


def names_of(
    insurers: Iterable[str], rulebook: Rulebook, day: date, texts: Texts
) -> dict[str, str]:
    """Return the names of insurers on a day, and of count profiles and grade tables, by code."""
    tables = (*rulebook.count_profiles.items(), *rulebook.grade_tables.items())
    found = {code: in_language(rule.title, texts) for code, rule in tables}
    for code in insurers:
        rule = rulebook.insurers.get(code)
        if rule is not None:
            found[code] = in_language(rule.current(day).terms.name, texts)
    return found


def _known(insurer: str, rulebook: Rulebook, day: date, profile: str | None) -> KnownTables:
    profile_code = profile or _published(insurer, rulebook, day)
    grades_code = rulebook.own_grade_table(insurer, day) or rulebook.standard_grade_table(day)
    return KnownTables(
        profile_code,
        rulebook.count_profiles[profile_code].on(day).terms,
        grades_code,
        rulebook.grade_tables[grades_code].on(day).terms,
    )


def _published(insurer: str, rulebook: Rulebook, day: date) -> str:
    code = rulebook.own_count_profile(insurer, day)
    if code and not rulebook.count_profiles[code].current(day).own:
        return code
    return rulebook.standard_count_profile(day)
