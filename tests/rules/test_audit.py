"""The audit finds breaks in time, missing sources, old checks and doubts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from attrs import evolve

from advisor.domain.rule import Alternative, Confidence, Rule, Source, Text, Version
from advisor.domain.terms.core import InsurerTerms, PremiumTerms
from advisor.rules.audit import Finding, Flaw, audit
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.findings import Fact
    from advisor.domain.terms.core import RefundTerms

SHIPPED = load_rulebook(Path(__file__).parents[2] / "policies")
RULE: Rule[object] = SHIPPED.refund
TODAY = date(2026, 11, 22)
SOUND: Version[object] = evolve(
    RULE.versions[0],
    checked_on=date(2026, 11, 21),
    confidence=Confidence.A,
    alternatives=(),
    note=None,
)


def found(*versions: Version[object], today: date = TODAY) -> list[tuple[Flaw, Fact]]:
    rule = cast("Rule[RefundTerms]", evolve(RULE, versions=versions))
    rulebook = evolve(SHIPPED, refund=rule)
    findings = audit(rulebook, today)
    return [(finding.flaw, finding.value) for finding in findings if finding.rule == RULE.id]


def version(first: date, last: date | None = None) -> Version[object]:
    return evolve(SOUND, in_force_from=first, in_force_until=last)


def test_a_sound_rule_has_no_finding() -> None:
    assert found(version(date(2001, 1, 1), date(2009, 12, 31)), version(date(2010, 1, 1))) == []


def test_a_version_without_a_last_day_ends_where_the_next_begins() -> None:
    assert found(version(date(2001, 1, 1)), version(date(2010, 1, 1))) == []


@pytest.mark.parametrize(
    ("last", "flaws"),
    [
        (date(2009, 12, 30), [(Flaw.GAP, date(2009, 12, 30))]),
        (date(2010, 1, 1), [(Flaw.OVERLAP, date(2010, 1, 1))]),
    ],
)
def test_neighbours_meet_to_the_day(last: date, flaws: list[tuple[Flaw, Fact]]) -> None:
    assert found(version(date(2001, 1, 1), last), version(date(2010, 1, 1))) == flaws


def test_versions_out_of_order_overlap() -> None:
    assert found(version(date(2010, 1, 1)), version(date(2001, 1, 1))) == [
        (Flaw.OVERLAP, date(2000, 12, 31))
    ]


def test_years_that_are_known_to_be_missing_are_no_mistake() -> None:
    later = evolve(version(date(2010, 1, 1)), after_gap=True)
    assert found(version(date(2001, 1, 1), date(2005, 12, 31)), later) == [
        (Flaw.YEARS_UNKNOWN, date(2005, 12, 31))
    ]
    assert not Flaw.YEARS_UNKNOWN.is_mistake


def test_two_versions_of_one_day_overlap() -> None:
    """Two versions of one day overlap: the older one never governs, as it ends before it begins."""
    assert found(version(date(2010, 1, 1)), version(date(2010, 1, 1))) == [
        (Flaw.OVERLAP, date(2009, 12, 31))
    ]


SILENT = Source("A page", date(2026, 1, 1))
QUOTED = evolve(SILENT, quote="as it stands there")
STATED = evolve(SILENT, states=Text("말하는 것", "what it comes to"))


@pytest.mark.parametrize("sources", [(), (SILENT,), (QUOTED, SILENT)])
def test_a_source_says_something(sources: tuple[Source, ...]) -> None:
    assert found(evolve(SOUND, sources=sources)) == [(Flaw.NO_SOURCE, len(sources))]


@pytest.mark.parametrize("sources", [(QUOTED,), (STATED,), (QUOTED, STATED)])
def test_a_quote_or_what_it_comes_to_is_enough(sources: tuple[Source, ...]) -> None:
    assert found(evolve(SOUND, sources=sources)) == []


@pytest.mark.parametrize(
    ("checked_on", "flaws"),
    [
        (date(2026, 11, 22), []),
        (date(2026, 11, 23), [Flaw.CHECKED_IN_FUTURE]),
        (date(2025, 11, 22), []),
        (date(2025, 11, 21), [Flaw.STALE]),
    ],
)
def test_a_check_holds_a_year(checked_on: date, flaws: list[Flaw]) -> None:
    """A check holds for a year and is not in the future; a finding states the day of the check."""
    assert found(evolve(SOUND, checked_on=checked_on)) == [(flaw, checked_on) for flaw in flaws]


def test_doubts_and_other_readings_are_told() -> None:
    other = Alternative("0", Text("다른 해석", "another reading"), Confidence.D)
    doubtful = evolve(SOUND, confidence=Confidence.X, alternatives=(other,))
    assert found(doubtful) == [(Flaw.UNCERTAIN, "X"), (Flaw.CONFLICTING, 1)]


def test_a_table_that_is_named_must_be_there() -> None:
    insurer = InsurerTerms(Text("보험사", "Insurer"), grade_table="none", count_profile="nought")
    premium = PremiumTerms(10, "mg-2024", "absent")
    assert found(evolve(SOUND, terms=insurer)) == [
        (Flaw.UNKNOWN_REFERENCE, "none"),
        (Flaw.UNKNOWN_REFERENCE, "nought"),
    ]
    assert found(evolve(SOUND, terms=premium)) == [(Flaw.UNKNOWN_REFERENCE, "absent")]


def test_an_insurer_need_not_name_a_table_or_a_profile() -> None:
    assert found(evolve(SOUND, terms=InsurerTerms(Text("보험사", "Insurer")))) == []


def test_the_shipped_rules_grow_stale_after_a_year() -> None:
    stale = {f.rule for f in audit(SHIPPED, date(2027, 11, 30)) if f.flaw is Flaw.STALE}
    assert stale == {rule.id for rule in SHIPPED.all_rules()}


def test_a_finding_names_its_version() -> None:
    assert Finding(Flaw.UNCERTAIN, "kr.premium", date(2001, 1, 1), "X") in audit(SHIPPED, TODAY)


def test_a_whole_table_reaches_the_highest_grade_of_its_years() -> None:
    old = SHIPPED.grade_tables["old-21"]
    longer = evolve(old, versions=(evolve(old.versions[0], in_force_until=None),))
    rulebook = evolve(SHIPPED, grade_tables={**SHIPPED.grade_tables, "old-21": longer})
    found = [one.value for one in audit(rulebook, TODAY) if one.flaw is Flaw.SHORT_TABLE]
    assert found == [22, 23, 24, 25, 26, 27, 28, 29]
    assert Flaw.SHORT_TABLE.is_mistake
