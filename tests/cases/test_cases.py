"""Every worked case comes out as its file says, and a second computation agrees."""

from __future__ import annotations

import pytest
from cases.worked_case import TODAY, WorkedCase, differences, worked_cases
from engine.answered import compared, is_by_hand

from advisor.domain.accident import Driver, Kind
from advisor.domain.outcome import Option
from advisor.report.answer.to_json import answer_document

CASES = pytest.mark.parametrize("worked", worked_cases(), ids=lambda worked: worked.name)


@CASES
def test_the_answer_is_what_the_case_says(worked: WorkedCase) -> None:
    found = answer_document(worked.decision())
    assert list(differences(worked.expect, found)) == []


BY_HAND = [worked for worked in worked_cases() if is_by_hand(worked.document)]


@pytest.mark.parametrize("worked", BY_HAND, ids=lambda worked: worked.name)
def test_a_second_computation_agrees(worked: WorkedCase) -> None:
    """The second computation is slow, and shares no code with the engine."""
    assert compared({"format": 1, "as_of": TODAY} | worked.document, steps=4).differences == []


def test_nearly_every_case_is_computed_twice() -> None:
    assert len(BY_HAND) > 0.9 * len(worked_cases())


@CASES
def test_a_case_names_its_source(worked: WorkedCase) -> None:
    """A number without a source, or without the reasoning behind it, proves nothing."""
    assert len(worked.source.strip()) > 10


def test_every_kind_driver_and_option_has_a_case() -> None:
    decisions = [worked.decision() for worked in worked_cases()]
    assert {decision.case.accident.kind for decision in decisions} == set(Kind)
    assert {decision.case.accident.driver for decision in decisions} == set(Driver)
    possible = {o.option for decision in decisions for o in decision.outcomes if o.available}
    assert possible == set(Option)
    recommended = {decision.recommended for decision in decisions}
    assert recommended == set(Option)
