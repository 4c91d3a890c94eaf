"""The rules screen: rules are found by typing, with all versions, and the case's own are marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from advisor import service
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.rules import RulesScreen
from advisor.tui.widgets.finder import Finder

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf


async def read(pilot: Pilot[None]) -> None:
    """Wait until the files are read and shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def search(pilot: Pilot[None], words: str) -> list[str]:
    await pilot.press("f4")
    await read(pilot)
    return await found(pilot, words)


async def found(pilot: Pilot[None], words: str) -> list[str]:
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()
    return [one.key for one in pilot.app.screen.query_one(Finder).shown]


async def test_the_rules_behind_the_answer_are_marked(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("en") as pilot:
        await pilot.press("f4")
        await read(pilot)
        shown = text_of(pilot.app)
    assert "●≠ Deductible" in shown
    assert "From 2011-02-15 · ● behind this answer" in shown
    assert "500,000 won" in shown


async def test_a_search_finds_names_terms_and_sources(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        assert await search(pilot, "kr.deductible@2011") == ["kr.deductible"]
        assert await found(pilot, "deductible 약관 plan") == ["kr.deductible"]
        assert {"kr.insurer.mg", "kr.grade_table.mg-2024"} <= {*await found(pilot, "mg insurance")}
        assert await found(pilot, "nothing like this") == []


async def test_escape_goes_back_step_by_step(open_app: OpenApp) -> None:
    async with open_app("en", (60, 20)) as pilot:
        await search(pilot, "refund")
        await pilot.press("enter")
        for step in ("page to list", "search to all", "list to case"):
            assert isinstance(pilot.app.screen, RulesScreen), step
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.parametrize("way_back", ["escape", "a larger window"])
async def test_the_list_has_the_keys_again_after_a_page_alone(
    open_app: OpenApp, way_back: str
) -> None:
    async with open_app("en", (60, 20)) as pilot:
        await search(pilot, "")
        await pilot.press("enter")
        await pilot.pause()
        finder = pilot.app.screen.query_one(Finder)
        first = finder.key
        if way_back == "escape":
            await pilot.press(way_back)
        else:
            await pilot.resize_terminal(100, 30)
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        assert finder.key != first
        await pilot.press(*"refund")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "refund"


async def test_letters_are_searched_for_and_quit_nothing(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await search(pilot, "")
        await pilot.press("q", "ㅂ")
        assert isinstance(pilot.app.screen, RulesScreen)


async def test_an_old_check_is_marked(
    open_app: OpenApp, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app("ko") as pilot:
        monkeypatch.setattr(service, "today", lambda: date(2029, 1, 1))
        await pilot.press("f4")
        await read(pilot)
        shown = text_of(pilot.app)
    assert "●! 자기부담금" in shown
    assert "오래되었습니다" in shown


async def test_the_language_changes_under_the_open_screen(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en") as pilot:
        await search(pilot, "deductible")
        await pilot.press("ctrl+l")
        await pilot.pause()
        shown = text_of(pilot.app)
    assert "자기부담금" in shown
    assert "약관" in shown
