"""Every worked case comes out as its file says, and a second computation agrees."""

from __future__ import annotations

from fractions import Fraction

import pytest
from cases.worked_case import WorkedCase, differences, worked_cases
from engine.by_hand import headline_reading, ranges, verdict
from engine.sample import decide, rulebook

from advisor.domain.accident import Driver, Kind
from advisor.domain.decision import Option
from advisor.report.answer.to_json import answer_document

CASES = pytest.mark.parametrize("worked", worked_cases(), ids=lambda worked: worked.name)


@CASES
def test_the_answer_is_what_the_case_says(worked: WorkedCase) -> None:
    found = answer_document(decide(worked.case()))
    assert list(differences(worked.expect, found)) == []


@CASES
def test_a_second_computation_agrees(worked: WorkedCase) -> None:
    """The naive one, which shares no code with the engine."""
    case = worked.case()
    decision, reading = decide(case), headline_reading(case, rulebook())
    assert [o.option for o in decision.outcomes if o.available] == reading.available()
    for outcome in decision.outcomes:
        if outcome.available:
            priced = reading.priced(outcome.option, reading.headline)
            assert (outcome.option, Fraction(outcome.total)) == (priced.option, priced.total)
    assert decision.verdict is verdict(reading, ranges(case, rulebook()))


@CASES
def test_a_case_names_its_source(worked: WorkedCase) -> None:
    """A number without a source, or without the reasoning behind it, proves nothing."""
    assert len(worked.source.strip()) > 10


def test_every_kind_driver_and_option_has_a_case() -> None:
    decisions = [decide(worked.case()) for worked in worked_cases()]
    assert {decision.case.accident.kind for decision in decisions} == set(Kind)
    assert {decision.case.accident.driver for decision in decisions} == set(Driver)
    possible = {o.option for decision in decisions for o in decision.outcomes if o.available}
    assert possible == set(Option)
    recommended = {decision.recommended for decision in decisions}
    assert recommended == set(Option) - {Option.CLAIM_REFUND}
