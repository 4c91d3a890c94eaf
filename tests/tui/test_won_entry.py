"""The field sets the separators in an amount; digits and caret behave as if there were none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.won_entry import WonEntry

if TYPE_CHECKING:
    from textual.pilot import Pilot


class OneField(App[None]):
    def compose(self) -> ComposeResult:
        yield WonEntry("policy.premium", "")


def field(pilot: Pilot[None]) -> WonEntry:
    return pilot.app.query_one(WonEntry)


class Digits:
    """The expected behaviour: digits without separators, and a caret among them."""

    def __init__(self) -> None:
        self.digits = ""
        self.caret = 0

    def press(self, key: str) -> None:
        before, after = self.digits[: self.caret], self.digits[self.caret :]
        if key.isdigit():
            before += key
        elif key == "backspace":
            before = before[:-1]
        elif key == "delete":
            after = after[1:]
        else:
            self.caret = {"home": 0, "end": len(self.digits)}[key]
            return
        typed = before + after
        self.digits = str(int(typed)) if typed else ""
        self.caret = max(0, len(before) - (len(typed) - len(self.digits)))


@settings(max_examples=25)
@given(keys=st.lists(st.sampled_from([*"0123456789", "backspace", "delete", "home", "end"])))
def test_digits_and_caret_are_those_of_a_plain_field(keys: list[str]) -> None:
    async def session() -> None:
        async with OneField().run_test() as pilot:
            model = Digits()
            for key in keys:
                model.press(key)
                entry = field(pilot)
                match key:
                    case "backspace":
                        entry.action_delete_left()
                    case "delete":
                        entry.action_delete_right()
                    case "home":
                        entry.action_home()
                    case "end":
                        entry.action_end()
                    case _:
                        entry.insert_text_at_cursor(key)
                assert entry.value == (f"{int(model.digits):,}" if model.digits else "")
                caret = entry.value[: entry.cursor_position].replace(",", "")
                assert len(caret) == model.caret

    asyncio.run(session())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("230", "2,300,000"),
        ("2.3", "2.3m"),
        ("1,500", "15,000,000"),
        ("", ""),
        ("x", "x"),
        ("230만", "230만"),
    ],
)
async def test_one_key_multiplies_by_ten_thousand(typed: str, shown: str) -> None:
    async with OneField().run_test() as pilot:
        entry = field(pilot)
        entry.value = typed
        await pilot.press("m")
        assert entry.value == shown


async def test_full_width_digits_become_plain() -> None:
    async with OneField().run_test() as pilot:
        field(pilot).insert_text_at_cursor("２３００")
        assert field(pilot).value == "2,300"


@pytest.mark.parametrize("typed", ["1.1m", "600k", "2 million", "1.1 million"])
async def test_letters_of_english_units_stay_as_they_were_typed(typed: str) -> None:
    async with OneField().run_test() as pilot:
        await pilot.press(*("space" if sign == " " else sign for sign in typed))
        assert field(pilot).value == typed


@pytest.mark.parametrize("key", ["m", "ㅡ"])
async def test_the_key_for_ten_thousands_is_that_of_both_keyboards(key: str) -> None:
    async with OneField().run_test() as pilot:
        for sign in ("2", "3", "0", key):
            pilot.app.simulate_key(sign)
        await pilot.pause()
        assert field(pilot).value == "2,300,000"


async def test_letters_of_hangul_stay_as_they_were_typed() -> None:
    async with OneField().run_test() as pilot:
        for sign in "230ㅁㅏㄴㅠ":
            pilot.app.simulate_key(sign)
        await pilot.pause()
        assert field(pilot).value == "230ㅁㅏㄴㅠ"


@pytest.mark.parametrize("before", ["", "230"])
async def test_blanks_alone_say_nothing(before: str) -> None:
    async with OneField().run_test() as pilot:
        field(pilot).value = before
        field(pilot).select_all()
        await pilot.press("space", "space")
        assert field(pilot).value == ""


async def test_signs_that_nobody_sees_are_not_pasted_along() -> None:
    async with OneField().run_test() as pilot:
        field(pilot).insert_text_at_cursor("\u200b450000\u200e")
        assert field(pilot).value == "450,000"


async def test_the_caret_of_a_pasted_korean_amount_is_kept() -> None:
    async with OneField().run_test() as pilot:
        field(pilot).insert_text_at_cursor("230만")
        assert field(pilot).value == "230만"
        assert isinstance(field(pilot), Entry)
