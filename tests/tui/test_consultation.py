"""While a field cannot be read, the answer from before it was touched stays in view."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tui.driver import decision, row, screen, write

from advisor.explain.texts import Texts
from advisor.intake.case.case_file import parse_toml
from advisor.intake.case.draft import Draft
from advisor.intake.sample import sample_text
from advisor.rules.rulebook import load_rulebook
from advisor.tui.consultation import Consultation, consult
from advisor.tui.widgets.verdict import no_answer

if TYPE_CHECKING:
    from tui.driver import OpenApp

    from advisor.domain.rulebook import Rulebook

DAY = date(2026, 11, 22)
BILL, SUM = "accident.own_damage", "policy.own_damage.sum_insured"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def sample() -> Draft:
    document = parse_toml(sample_text())
    assert isinstance(document, dict)
    return Draft.from_document(document)


edits = st.lists(
    st.tuples(
        st.sampled_from([BILL, SUM, "policy.premium"]),
        st.sampled_from(["9", "9/", "9/5", "500000", "3,000,000", "x"]),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(edits)
def test_an_unreadable_field_keeps_the_answer_from_before_it_was_touched(
    rulebook: Rulebook, typed: list[tuple[str, str]]
) -> None:
    now = consult(sample(), rulebook, DAY, Consultation(sample()))
    place, before = None, now.decision
    for path, text in typed:
        if path != place:
            place, before = path, now.decision
        now = consult(now.draft.with_value(path, text), rulebook, DAY, now, path)
        if now.stale:
            assert now.decision == before
        else:
            assert now == consult(now.draft, rulebook, DAY, now, path)


def test_what_a_left_field_says_is_the_answer_from_before_the_next_touch(
    rulebook: Rulebook,
) -> None:
    first = consult(sample(), rulebook, DAY, Consultation(sample()))
    second = consult(first.draft.with_value(BILL, "500000"), rulebook, DAY, first, BILL).left()
    third = consult(second.draft.with_value(BILL, "x"), rulebook, DAY, second, BILL)
    assert third.stale
    assert third.decision == second.decision != first.decision


async def test_a_day_typed_into_an_amount_is_no_total_loss(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        before = decision(pilot)
        await write(pilot, SUM, "9/5")
        assert screen(pilot).consultation.stale
        assert decision(pilot) == before


async def test_a_field_that_is_left_is_done(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        await write(pilot, BILL, "500000")
        row(pilot, "policy.premium").focus()
        await pilot.pause()
        before = decision(pilot)
        await write(pilot, BILL, "x")
        assert screen(pilot).consultation.stale
        assert decision(pilot) == before


def test_what_is_paid_already_needs_no_word_on_the_cover(rulebook: Rulebook) -> None:
    said = {
        "accident.kind": "object",
        "accident.day": "2026-08-19",
        "accident.paid": "80만",
        "policy.start": "2026-03-02",
        "policy.premium": "82만",
    }
    found = consult(Draft(said), rulebook, DAY, Consultation(Draft()))
    assert found.problems == ()
    assert found.decision is not None
    assert found.decision.verdict in {"keep", "refund", "depends"}


def test_a_stolen_car_is_answered_without_a_bill(rulebook: Rulebook) -> None:
    """A stolen car has no bill unless it is found; any other accident needs a bill first."""
    draft = sample()
    for path in (BILL, "accident.cash_repair", "accident.other_property", "accident.other_rental"):
        draft = draft.with_value(path, "")
    stolen = consult(draft.with_value("accident.kind", "theft"), rulebook, DAY, Consultation(draft))
    assert stolen.answer is not None
    assert consult(draft, rulebook, DAY, Consultation(draft)).missing == (BILL,)


def test_to_mend_a_field_promises_no_answer_while_another_is_empty(rulebook: Rulebook) -> None:
    draft = sample().with_value("accident.day", "x").with_value("policy.premium", "")
    now = consult(draft, rulebook, DAY, Consultation(draft))
    assert now.wrong
    assert now.missing
    assert no_answer(now, Texts("ko")) == "이 칸을 고쳐야 답이 나옵니다: 사고일"
