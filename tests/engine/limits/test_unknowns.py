from __future__ import annotations

from typing import TYPE_CHECKING

from engine.sample import decide
from engine.strategies import cases
from hypothesis import given, settings

if TYPE_CHECKING:
    from advisor.domain.case import Case


@given(cases())
@settings(max_examples=25)
def test_the_open_questions_are_those_of_the_range(case: Case) -> None:
    """The question that can save most comes first; one whose readings all agree is worth 0."""
    decision = decide(case)
    assert {u.assumption for u in decision.unknowns} == {e.assumption for e in decision.range}
    worths = [unknown.worth for unknown in decision.unknowns]
    assert worths == sorted(worths, reverse=True)
    for unknown in decision.unknowns:
        assert unknown.least <= unknown.most
        lost = [
            entry.margin
            for entry in decision.range
            if entry.assumption == unknown.assumption
            and entry.recommended.is_claim != decision.recommended.is_claim
        ]
        assert unknown.worth == max(lost, default=0)
