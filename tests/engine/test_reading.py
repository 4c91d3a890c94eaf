from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    decide,
    rulebook,
    with_accident,
    with_cover,
    with_policy,
)

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.policy import Deductible
from advisor.engine.reading import read

OPEN = with_cover(single_vehicle=None, deductible=Deductible())
OPEN = assuming(OPEN, grade_table=None, count_profile=None, renewals=None, refund_allowed=None)
OPEN = with_policy(OPEN, insurer=None, grade=None, surcharge_threshold=None)


def test_an_insurer_with_a_table_leaves_only_the_profile_open() -> None:
    """The insurer's own table is neither assumed nor varied."""
    decision = decide(with_policy(OPEN, insurer="mg", grade=16))
    assert "assumptions.grade_table" not in {a.path for a in decision.assumed}
    assert {entry.assumption for entry in decision.range} == {"assumptions.count_profile"}


def test_an_insurer_s_profile_is_taken_where_the_case_names_none() -> None:
    rules = rulebook()
    insurer = rules.insurers["mg"]
    now = insurer.versions[-1]
    named = evolve(now, terms=evolve(now.terms, count_profile="two-count-2017"))
    changed = evolve(rules, insurers={"mg": evolve(insurer, versions=(named,))})
    assert read(with_policy(OPEN, insurer="mg"), changed).profile_code == "two-count-2017"
    assert read(SAMPLE, changed).profile_code == "steps"


def test_the_deductible_before_2011_is_a_fixed_sum() -> None:
    """The standard plan is the one in force on the policy's first day."""
    before = with_policy(OPEN, start=date(2011, 2, 14))
    after = with_policy(OPEN, start=date(2011, 2, 15))
    assert before.policy.own_damage is not None
    assert read(before, rulebook()).deductible != read(after, rulebook()).deductible
    plan = read(before, rulebook()).deductible
    assert plan is not None
    assert plan.fixed == 50_000


def test_the_threshold_before_2010_was_the_same_for_all() -> None:
    old = with_policy(OPEN, start=date(2009, 12, 31))
    assert read(old, rulebook()).threshold == 500_000


def test_a_day_without_rules_is_an_error() -> None:
    long_ago = with_policy(OPEN, start=date(1999, 1, 1))
    long_ago = with_accident(evolve(long_ago, as_of=date(1999, 2, 1)), day=date(1999, 1, 5))
    with pytest.raises(NoRuleInForceError):
        decide(long_ago)


@pytest.mark.parametrize(("grade", "expected"), [(22, 19), (15, 12), (13, 11), (10, 10), (5, 8)])
def test_a_grade_from_before_a_gap_sets_the_present_one(grade: int, expected: int) -> None:
    """From 2024-08 a gap costs grades 15-29 three; 12-14 become 11, 9 and 10 stay, 1-8 become 8."""
    back = with_policy(OPEN, grade=None, grade_before_gap=grade)
    assert read(back, rulebook()).grade == expected
    assert "policy.grade" not in {entry.path for entry in decide(back).assumed}


def test_until_july_2024_everybody_came_back_at_11() -> None:
    back = with_policy(OPEN, grade_before_gap=22, start=date(2024, 7, 31))
    assert read(back, rulebook()).grade == 11
