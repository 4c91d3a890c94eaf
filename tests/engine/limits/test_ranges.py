from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    decide,
    rulebook,
    with_accident,
    with_bill,
    with_policy,
)
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Estimate
from advisor.domain.money import Won

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision

OPEN = with_policy(assuming(grade_table=None, count_profile=None), insurer=None, grade=None)


def test_what_the_case_states_has_no_range() -> None:
    assert decide(SAMPLE).range == ()


def test_an_unknown_grade_runs_from_entry_to_the_top_but_for_the_headline_s() -> None:
    grades = [e.value for e in decide(OPEN).range if e.assumption == "policy.grade"]
    assert grades == [*range(11, 16), *range(17, 30)]


def test_an_unknown_percentage_runs_over_the_whole_ladder_of_its_years() -> None:
    """In the years before grades the range is 40 to 200 % by tens, but for the headline's own."""
    old = with_policy(
        with_accident(day=date(2004, 4, 1)), start=date(2004, 3, 2), grade=None, insurer=None
    )
    case = evolve(old, as_of=date(2004, 4, 2), claims=())
    found = [(e.assumption, e.value) for e in decide(case).range if "policy" in e.assumption]
    ladder = rulebook().percentage_ladder.on(case.policy.start).terms
    headline = decide(case).without_accident[0].grade
    assert found == [
        ("policy.percentage", place)
        for place in range(ladder.lowest, ladder.highest + 1, 10)
        if place != headline
    ]
    assert ladder.highest % 10 == 0


def test_unknown_tables_and_profiles_run_over_every_complete_one() -> None:
    """Tables that are cut off in print, of other vehicles or of other years are left out."""
    found = {(e.assumption, e.value) for e in decide(OPEN).range if e.assumption != "policy.grade"}
    assert found == {
        ("assumptions.grade_table", "bohum24"),
        ("assumptions.count_profile", "two-count-2017"),
    }


def test_both_ends_of_an_estimate_are_read_and_named_by_their_amounts() -> None:
    case = with_accident(
        own_damage=Estimate(Won(1_500_000), Won(1_800_000), Won(2_600_000)),
        other_property=Estimate(Won(0), Won(0), Won(300_000)),
    )
    assert [(e.assumption, e.value) for e in decide(case).range] == [
        ("accident.own_damage", 1_500_000),
        ("accident.own_damage", 2_600_000),
        ("accident.other_property", 300_000),
    ]


@pytest.mark.parametrize(
    ("threshold", "included", "above"),
    [(None, False, 2_000_001), (500_000, False, 500_001), (500_000, True, 500_000)],
)
def test_a_payout_that_nobody_remembers_is_also_read_as_the_least_that_crosses(
    threshold: int | None, above: int, *, included: bool
) -> None:
    """If the claim states the threshold of its own policy, the payout just crosses that one."""
    stated = None if threshold is None else Won(threshold)
    forgotten = evolve(SAMPLE.claims[0], property_paid=None, surcharge_threshold=stated)
    case = evolve(assuming(threshold_included=included), claims=(forgotten,))
    (entry,) = decide(case).range
    assert (entry.assumption, entry.value) == ("claim[0].property_paid", above)
    known = evolve(case, claims=(evolve(forgotten, property_paid=Won(above)),))
    assert entry.margin == decide(known).margin


def test_of_several_forgotten_payouts_one_is_read_otherwise_at_a_time() -> None:
    """Each entry changes one claim only, and equals the case with that claim decided alone."""
    forgotten = evolve(SAMPLE.claims[0], property_paid=None)
    days = date(2024, 5, 10), date(2025, 6, 1), date(2026, 1, 20)
    case = evolve(SAMPLE, claims=tuple(evolve(forgotten, day=day) for day in days))
    entries = decide(case).range
    assert [entry.assumption for entry in entries] == [
        f"claim[{place}].property_paid" for place in range(3)
    ]
    for place, entry in enumerate(entries):
        claims = [*case.claims]
        assert entry.value == 2_000_001
        claims[place] = evolve(claims[place], property_paid=Won(2_000_001))
        alone = decide(evolve(case, claims=tuple(claims)))
        assert (entry.recommended, entry.margin) == (alone.recommended, alone.margin)


def test_a_cash_price_keeps_its_ratio_to_the_bill() -> None:
    """For a bill of 2,400,000, not 1,800,000, the cash price is 2,000,000, not 1,500,000."""
    estimate = Estimate(Won(1_800_000), Won(1_800_000), Won(2_400_000))
    entry = decide(with_accident(own_damage=estimate)).range[0]
    stated = with_accident(with_bill(2_400_000), cash_repair=Won(2_000_000))
    assert entry.margin == decide(stated).margin


@given(cases())
@settings(max_examples=25)
def test_each_reading_is_what_deciding_it_alone_would_say(case: Case) -> None:
    """A case that states a grade, table or profile of the range is answered as its entry says.

    An entry keeps the headline's refunds of earlier claims; the case decided alone may choose
    others.
    """
    headline = decide(case)
    for entry in headline.range:
        if entry.assumption == "policy.grade":
            alone = with_policy(case, grade=entry.value)
        elif entry.assumption.startswith("assumptions."):
            key = entry.assumption.removeprefix("assumptions.")
            alone = assuming(case, **{key: entry.value})
        else:
            continue
        decision = decide(alone)
        if _refunds(decision) != _refunds(headline):
            continue
        assert abs(decision.margin - entry.margin) <= (case.accident.cash_repair is not None)


def _refunds(decision: Decision) -> tuple[int, ...]:
    return decision.plan.refund if decision.plan else ()
