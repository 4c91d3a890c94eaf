"""A row of the form shows its own value: no value is cut so that it reads as another."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from tui.driver import choose, row, screen, write

from advisor.explain.texts import Language
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.row import Row

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

BILL, PREMIUM = "accident.own_damage", "policy.premium"
LONG = ("150만~300만", "150만~180만~300만", "12000000000", "1,500,000~1,800,000~2,600,000")


def shown(pilot: Pilot[None], key: str) -> str:
    found = row(pilot, key)
    assert isinstance(found, Row)
    return "".join(strip.text for strip in found.render_lines(found.outer_size.region))


@pytest.mark.parametrize("width", [60, 80, 100, 160])
async def test_a_long_value_shows_its_beginning_when_it_is_left(
    open_app: OpenApp, width: int
) -> None:
    async with open_app("ko", (width, 24)) as pilot:
        for typed in LONG:
            await write(pilot, BILL, typed)
            entry = row(pilot, BILL)
            assert isinstance(entry, Entry)
            row(pilot, PREMIUM).focus()
            await pilot.pause()
            line = shown(pilot, BILL)
            assert entry.value in line or f"{entry.value[:9]}" in line.partition("…")[0], typed


async def test_a_long_value_is_marked_where_it_is_typed(open_app: OpenApp) -> None:
    async with open_app("ko", (80, 24)) as pilot:
        await write(pilot, BILL, "12000000000")
        assert "…" in shown(pilot, BILL).partition("억")[0]
        await pilot.press("home")
        await pilot.pause()
        assert "12,000,000…" in shown(pilot, BILL)


@pytest.mark.parametrize(
    ("language", "size", "said"),
    [
        ("ko", (80, 24), "76만 원이면 m 키"),
        ("ko", (160, 50), "76원? 76만 원이면 m 키"),
        ("en", (80, 24), "m makes 760,000"),
        ("en", (160, 50), "76 won? m makes it 760,000"),
    ],
)
async def test_a_small_amount_is_asked_about_in_the_room_there_is(
    open_app: OpenApp, language: str, size: tuple[int, int], said: str
) -> None:
    async with open_app("ko" if language == "ko" else "en", size) as pilot:
        await write(pilot, BILL, "76")
        assert said in shown(pilot, BILL)


async def test_the_click_that_enters_a_field_selects_it_and_the_next_places_the_caret(
    open_app: OpenApp,
) -> None:
    async with open_app("ko") as pilot:
        await write(pilot, PREMIUM, "70만")
        row(pilot, BILL).focus()
        entry = row(pilot, PREMIUM)
        assert isinstance(entry, Entry)
        at = (entry.styles.padding.left + 1, 0)
        await pilot.click(entry, offset=at)
        await pilot.press(*"82만")
        assert entry.value == "82만"
        await pilot.click(entry, offset=at)
        await pilot.press("6")
        assert entry.value == "862만"


async def test_a_small_amount_of_four_digits_still_tells_its_key(open_app: OpenApp) -> None:
    async with open_app("ko", (80, 24)) as pilot:
        await write(pilot, BILL, "7600")
        assert "m = 7,600만 원" in shown(pilot, BILL)


async def test_millions_by_a_letter_are_refused_and_by_the_word_read(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en") as pilot:
        await write(pilot, BILL, "2.3m")
        assert screen(pilot).consultation.stale
        assert "1.8 million" in text_of(pilot.app)
        await write(pilot, BILL, "2.3 million")
        assert not screen(pilot).consultation.stale
        assert "2,300,000" in shown(pilot, BILL)


async def test_blanks_leave_a_field_unknown(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("en") as pilot:
        row(pilot, "policy.grade").focus()
        await pilot.press("space")
        await pilot.pause()
        row(pilot, "accident.day").focus()
        await pilot.pause()
        assert "? Grade (등급)" in text_of(pilot.app)
        assert "assumed: 16" in text_of(pilot.app)


async def test_who_does_not_know_sees_what_is_assumed_beside_the_words(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en") as pilot:
        await write(pilot, "policy.grade", "no idea")
        assert not screen(pilot).consultation.stale
        assert "? Grade (등급) no idea" in text_of(pilot.app)
        assert "assumed: 16" in text_of(pilot.app)


async def test_a_problem_stands_under_its_own_row_only(open_app: OpenApp) -> None:
    async with open_app("en", (100, 50)) as pilot:
        await write(pilot, "policy.own_damage.sum_insured", "x")
        assert shown(pilot, "policy.own_damage").startswith("  Own damage")
        assert shown(pilot, "policy.own_damage.sum_insured").startswith("! Sum insured")


async def test_a_problem_of_a_part_stands_under_the_whole(open_app: OpenApp) -> None:
    async with open_app("en", (100, 50)) as pilot:
        await choose(pilot, "policy.own_damage.deductible", "parts")
        await write(pilot, "policy.own_damage.deductible.maximum", "x")
        assert shown(pilot, "policy.own_damage.deductible").startswith("  Deductible")


@pytest.mark.parametrize(("language", "said"), [("ko", "끝내려면 ^Q"), ("en", "^Q ends the app")])
@pytest.mark.parametrize("key", [BILL, "accident.kind"])
async def test_ctrl_c_says_how_to_leave(
    open_app: OpenApp, language: str, said: str, key: str
) -> None:
    async with open_app("ko" if language == "ko" else "en") as pilot:
        row(pilot, key).focus()
        await pilot.pause()
        await pilot.press("ctrl+c")
        await pilot.pause()
        (note,) = pilot.app._notifications
        assert said in note.message


async def test_ctrl_c_copies_a_part_and_says_nothing(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        row(pilot, BILL).focus()
        await pilot.pause()
        await pilot.press("home", "shift+right", "ctrl+c")
        await pilot.pause()
        assert pilot.app.clipboard == "1"
        assert not [*pilot.app._notifications]


@pytest.mark.parametrize("language", get_args(Language))
async def test_how_a_range_was_read_is_not_cut_into_another_sum(
    open_app: OpenApp, language: Language
) -> None:
    async with open_app(language, (160, 24)) as pilot:
        for typed in ("50에서 80만", "120~260만", "855,000~1,200,000", "12~26", "120~260"):
            await write(pilot, BILL, typed)
            row(pilot, PREMIUM).focus()
            for width in (60, 80, 100, 160):
                await pilot.resize_terminal(width, 24)
                await pilot.pause()
                assert not shown(pilot, BILL).rstrip().endswith("…"), (typed, width)
