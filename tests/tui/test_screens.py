"""The case screen as plain text at four sizes, in both languages."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, get_args

import pytest
from textual import _time
from tui.drawings import SIZES, check_any_size, check_drawings, resized
from tui.looking_ahead import looked_ahead

from advisor.explain.texts import Language

if TYPE_CHECKING:
    from tui.driver import OpenApp, TextOf


@pytest.mark.parametrize("language", get_args(Language))
async def test_the_case_screen_looks_as_drawn(
    open_app: OpenApp, text_of: TextOf, language: Language
) -> None:
    async with open_app(language, SIZES[0]) as pilot:
        await looked_ahead(pilot)
        await check_drawings(pilot, f"case-{language}", text_of)
        if language == "ko":  # English, whose signs are narrow, fits wherever Korean does
            await check_any_size(pilot, text_of)


@pytest.mark.parametrize("language", get_args(Language))
async def test_a_screen_that_is_too_small_still_says_the_verdict(
    open_app: OpenApp, text_of: TextOf, language: Language
) -> None:
    async with open_app(language, (30, 20)) as pilot:
        assert text_of(pilot.app).startswith(" ● ")
        for size in ((80, 8), (20, 4), (10, 2)):
            await resized(pilot, size)
            assert text_of(pilot.app).startswith(" ● "), size


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("size", SIZES[::2])
async def test_the_verdict_is_in_view_wherever_one_scrolls(
    open_app: OpenApp, text_of: TextOf, language: Language, size: tuple[int, int]
) -> None:
    async with open_app(language, size) as pilot:
        first = text_of(pilot.app).splitlines()[0]
        await pilot.press(*["down"] * 30, "pagedown")
        await pilot.pause()
        assert text_of(pilot.app).splitlines()[0] == first


@pytest.mark.parametrize("language", get_args(Language))
async def test_the_whole_answer_can_be_scrolled_to_at_60_columns(
    open_app: OpenApp, text_of: TextOf, language: Language
) -> None:
    async with open_app(language, (60, 20)) as pilot:
        seen = text_of(pilot.app)
        for _ in range(5):
            await pilot.press("pagedown")
            await pilot.pause()
            seen += text_of(pilot.app)
        assert "1,261,090" in seen
        assert "1,422,773" in seen
        assert "^Q" in seen


async def test_a_window_is_followed_however_busy_the_machine(
    open_app: OpenApp, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = _time.get_time
    late = count(step=0.01)  # at each look at the clock, more time than a resize waits
    async with open_app() as pilot:
        with monkeypatch.context() as busy:
            busy.setattr(_time, "get_time", lambda: now() + next(late))
            await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(60, 20)
        assert len(text_of(pilot.app).splitlines()) == 20
