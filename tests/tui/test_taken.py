"""The form states the value that the answer assumed for each empty field that matters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from tui.driver import choose, decision, row, screen, settled, write

from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Language, Texts
from advisor.intake.case.fields import FIELDS
from advisor.rules.rulebook import load_rulebook
from advisor.tui.form.choices import UNSTATED, Choices, is_choice
from advisor.tui.form.form_words import FINE, taken
from advisor.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf


def read_as(pilot: Pilot[None], path: str) -> object:
    found = taken(path, screen(pilot).consultation.draft, decision(pilot))
    return found.value if found else None


READ_AS = {
    "claim[0].surcharge_threshold": 2_000_000,
    "claim[0].property_paid": None,
    "assumptions.refund_allowed": True,
    "assumptions.cap_allowed": False,
    "assumptions.renewals": 10,
    "assumptions.threshold_included": False,
    "accident.cash_repair": None,
    "policy.grade": None,
}


async def test_an_empty_field_has_the_value_that_the_answer_took(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await write(pilot, "accident.day", "2026-11-20")
        assert {path: read_as(pilot, path) for path in READ_AS} == READ_AS


async def test_the_cash_price_is_that_of_the_shop_until_it_is_known(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en", (80, 24)) as pilot:
        row(pilot, "accident.cash_repair").focus()
        await pilot.pause()
        await pilot.press("end", "ctrl+u")
        await settled(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert "? Cash repair" in text_of(pilot.app)
        assert "assumed: 1,800,000" in text_of(pilot.app)


async def test_nothing_is_said_to_be_taken_on_which_nothing_hangs(open_app: OpenApp) -> None:
    """A driver without fault pays nothing, and a bill of 0 won has no cash price."""
    async with open_app() as pilot:
        await choose(pilot, "accident.kind", "collision")
        await write(pilot, "accident.fault", "0")
        for path in ("accident.cash_repair", "policy.grade", "policy.surcharge_threshold"):
            await (choose(pilot, path, UNSTATED) if is_choice(path) else write(pilot, path, ""))
        assert decision(pilot).assumed
        for path in (*READ_AS, "policy.surcharge_threshold"):
            assert read_as(pilot, path) is None
        threshold = row(pilot, "policy.surcharge_threshold")
        assert isinstance(threshold, Choice)
        assert threshold.frame.mark == FINE
        await write(pilot, "accident.fault", "100")
        assert read_as(pilot, "policy.surcharge_threshold") == 2_000_000
        await write(pilot, "accident.other_property", "600000")
        await write(pilot, "accident.own_damage", "0")
        assert read_as(pilot, "accident.cash_repair") is None


async def test_what_was_taken_for_a_past_claim_can_be_stated_and_left_open(
    open_app: OpenApp,
) -> None:
    async with open_app() as pilot:
        await write(pilot, "accident.day", "2026-11-20")
        row(pilot, "claim-more[0]").focus()
        await pilot.press("enter")
        await pilot.pause()
        path = "claim[0].surcharge_threshold"
        await choose(pilot, path, "500,000")
        assert decision(pilot).case.claims[0].surcharge_threshold == 500_000
        await choose(pilot, path, UNSTATED)
        assert decision(pilot).case.claims[0].surcharge_threshold is None
        found = row(pilot, path)
        assert isinstance(found, Choice)
        assert found.frame.mark == "?"
        assert found.frame.echo == "assumed: 2,000,000"


@pytest.mark.parametrize("language", get_args(Language))
def test_no_value_is_offered_twice(language: Language) -> None:
    choices = Choices(Texts(language), load_rulebook(), date(2026, 3, 2))
    for field in FIELDS:
        path = field.path.replace("[]", "[0]")
        if is_choice(path):
            labels = [choices.label(path, value) for value in choices.values(path)]
            assert len(labels) == len(set(labels)), path
            assert choices.label(path, UNSTATED)


@pytest.mark.parametrize("language", get_args(Language))
def test_kinds_of_violations_are_named_and_one_that_is_new_is_listed_by_its_code(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may equal its code, such as "drunk"; only an unknown kind is shown by its code."""
    path, rulebook, texts = "violation[0].kind", load_rulebook(), Texts(language)
    choices = Choices(texts, rulebook, date(2026, 3, 2))
    for kind in rulebook.violation_kinds:
        assert choices.described(path, kind) == texts(f"app.choice.kind.{kind}")
    monkeypatch.setattr(Rulebook, "violation_kinds", ("street-racing",))
    assert choices.described(path, "street-racing") == "street-racing"
