from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, assuming, decide, with_bill, with_policy
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.policy import ClaimStatus

if TYPE_CHECKING:
    from advisor.domain.case import Case


def over(case: Case, renewals: int) -> Case:
    return assuming(case, renewals=renewals)


@pytest.mark.parametrize(("stated", "longest"), [(None, 20), (1, 20), (20, 20), (21, 21), (60, 60)])
def test_it_reaches_over_twenty_renewals_or_all_that_lie_ahead(
    stated: int | None, longest: int
) -> None:
    decision = decide(assuming(renewals=stated))
    assert (decision.horizon[0].first, decision.horizon[-1].last) == (1, longest)
    assert len(decision.without_accident) == longest + 1
    assert {len(one.path) for one in decision.outcomes if one.available} == {longest + 1}


@given(cases())
@settings(max_examples=15)
def test_every_turning_point_is_where_stating_the_renewals_turns_the_answer(case: Case) -> None:
    """The horizon is the same for any stated number of renewals, if there is no refund plan."""
    case = evolve(
        case, claims=tuple(evolve(claim, status=ClaimStatus.SETTLED) for claim in case.claims)
    )
    horizon = decide(case).horizon
    for before, after in pairwise(horizon):
        assert before.last + 1 == after.first
        assert decide(over(case, before.last)).recommended is before.best
        assert decide(over(case, after.first)).recommended is after.best


TURNS = with_policy(with_bill(1_200_000, evolve(SAMPLE, claims=())), grade=11)


def test_the_reasons_name_the_day_from_which_another_side_is_cheaper() -> None:
    """Past the turn the reason is about a car given up sooner, before it about one kept longer."""
    horizon = decide(TURNS).horizon
    turn = horizon[0].last
    shorter = {one.code: one for one in decide(over(TURNS, turn + 1)).reasons}["horizon-shorter"]
    longer = {one.code: one for one in decide(over(TURNS, turn)).reasons}["horizon-longer"]
    days = [year.day for year in decide(TURNS).without_accident]
    assert (shorter.facts["renewals"], shorter.facts["day"]) == (turn, days[turn + 1])
    assert (longer.facts["renewals"], longer.facts["day"]) == (turn + 1, days[turn + 1])


def test_where_nothing_turns_nothing_is_said() -> None:
    codes = {reason.code for reason in decide(assuming(renewals=10)).reasons}
    assert not codes & {"horizon-shorter", "horizon-longer"}
