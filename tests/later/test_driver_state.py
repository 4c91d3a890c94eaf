"""A driver's state sums up a record at a cut-off: both lead to the same grades and premiums."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from later.scrapes import RULEBOOK, SCRAPE, inputs
from strategies import cases

from advisor.domain.money import Rate
from advisor.engine.renewals.premium_path import project
from advisor.engine.renewals.timeline import past_record, timeline
from advisor.later.korea import korean_system
from advisor.later.moves import DriverState, Moves, patterns
from advisor.later.record_costs import state_of

if TYPE_CHECKING:
    from advisor.domain.case import Case

claims = st.tuples(st.integers(0, 2), st.integers(0, 2))
few = settings(max_examples=40)


def without_drift(case: Case, patience: int) -> Case:
    assumptions = evolve(
        case.assumptions,
        premium_drift=Rate(Decimal(0)),
        half_point_years=patience,
        quote_clean=None,
        quote_claim=None,
    )
    return evolve(case, assumptions=assumptions)


@few
@given(cases(), st.integers(0, 3), st.integers(1, 3))
def test_a_standing_has_the_grade_and_the_premium_of_the_engine(
    case: Case, renewal: int, patience: int
) -> None:
    moves = inputs(without_drift(case, patience)).moves
    record = past_record(moves.reading)
    year = project(moves.reading, timeline(record, moves.reading, renewal))[renewal]
    state = state_of(record, moves, renewal)
    assert state.grade == year.grade
    assert sum(state.years) == year.accidents_3y
    if renewal:
        assert moves.premium(state, renewal) == year.premium
        plain = moves.premium(moves.plain(state), renewal)
        assert plain == year.premium or state.left_out


@few
@given(cases(), st.integers(0, 2), st.lists(claims, min_size=1, max_size=4), st.integers(1, 3))
def test_a_year_leads_where_the_dated_claims_lead(
    case: Case, first: int, years: list[tuple[int, int]], patience: int
) -> None:
    """Moving on from a state has the same result as adding the later claims to the record."""
    moves = inputs(without_drift(case, patience)).moves
    record = past_record(moves.reading)
    latest = max((entry.day for entry in record), default=moves.cut(0))
    first = max(first, next(k for k in range(4) if moves.cut(k) > latest))
    state = state_of(record, moves, first)
    for ahead, (small, big) in enumerate(years):
        state = moves.after(state, small, big)
        record += moves.claims_on(moves.cut(first + ahead) + timedelta(days=100), small, big)
        dated = state_of(record, moves, first + ahead + 1)
        assert state == moves.plain(dated)


def test_every_standing_leads_to_another() -> None:
    found = korean_system(inputs())
    assert len(found.number) == 29 * 20
    assert found.system.after.max() < len(found.number)


def test_older_accidents_that_no_factor_sees_are_dropped() -> None:
    moves = inputs().moves
    assert moves.plain(DriverState(16, (2, 2, 5))).years == (0, 0, 3)
    assert moves.plain(DriverState(16, (2, 1, 1))).years == (1, 1, 1)


@pytest.mark.parametrize("years", [1, 2, 3])
def test_patterns_are_distinct_and_within_the_most_claims(years: int) -> None:
    found = list(patterns(years, 3))
    assert len(found) == len(set(found))
    assert all(sum(one) <= 3 for one in found)


def test_another_table_makes_another_system() -> None:
    """The system's premiums come from the rulebook: a dearer grade 21 changes that grade alone."""
    table = RULEBOOK.grade_tables["mg-2024"]
    version = table.versions[-1]
    dearer = tuple(r * 2 if n == 20 else r for n, r in enumerate(version.terms.relativities))
    terms = evolve(version.terms, relativities=dearer)
    tables = {
        **RULEBOOK.grade_tables,
        "mg-2024": evolve(table, versions=(evolve(version, terms=terms),)),
    }
    before, after = (
        korean_system(inputs(SCRAPE, rulebook))
        for rulebook in (RULEBOOK, evolve(RULEBOOK, grade_tables=tables))
    )
    changed = [
        state.grade
        for state, s in before.number.items()
        if before.system.premium[s] != after.system.premium[s]
    ]
    assert set(changed) == {21}


def test_another_way_to_move_makes_another_system() -> None:
    rule = RULEBOOK.grade_moves
    terms = evolve(rule.versions[-1].terms, protected_holds_up_to=0)
    moves = evolve(rule, versions=(evolve(rule.versions[-1], terms=terms),))
    unprotected = inputs(SCRAPE, evolve(RULEBOOK, grade_moves=moves)).moves
    best = DriverState(29, (0, 0, 0))
    assert unprotected.after(best, 0, 1).grade == 28
    assert inputs().moves.after(best, 0, 1).grade == 29


def test_a_shorter_window_makes_a_smaller_system() -> None:
    rule = RULEBOOK.evaluation_window
    terms = evolve(rule.versions[-1].terms, count_years=2)
    window = evolve(rule, versions=(evolve(rule.versions[-1], terms=terms),))
    assert len(list(Moves.of(inputs().moves.reading).states())) == 580
    short = inputs(SCRAPE, evolve(RULEBOOK, evaluation_window=window))
    assert len(korean_system(short).number) == 29 * 10
