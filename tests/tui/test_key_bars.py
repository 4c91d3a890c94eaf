"""The key bars: no label is cut, help is always shown, and a click does what the key does."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from textual.containers import VerticalScroll
from textual.widget import Widget
from tui.driver import idle, row

from advisor.explain.texts import Language
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.dialog import Prompt
from advisor.tui.screens.report import ReportScreen
from advisor.tui.screens.steps import Checklist, StepsScreen
from advisor.tui.screens.what_if import WhatIfScreen
from advisor.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen
    from tui.driver import OpenApp, TextOf

    from advisor.tui.keys import Key

OPENED_BY = ("", "f2", "f3", "f4", "f5", "f9", "f10", "ctrl+r")
DIALOGS = ("f6", "ctrl+s", "f1", "ctrl+g")
SIZES = [(60, 20), (80, 24), (100, 30)]


async def go(pilot: Pilot[None], key: str) -> Screen[object]:
    if key:
        await pilot.press(key)
        await idle(pilot)
    return pilot.app.screen


def bar(screen: Screen[object]) -> KeyBar:
    return screen.query_one(KeyBar)


def keys(found: KeyBar) -> tuple[Key, ...]:
    return (*found.keys, *found.always)


async def click(pilot: Pilot[None], shown: str) -> None:
    """Click on a key in the bar."""
    found = bar(pilot.app.screen)
    at = str(found.render()).index(shown)
    await pilot.click(found, offset=(found.gutter.left + at, 0))
    await pilot.pause()


async def back(pilot: Pilot[None]) -> None:
    """Close the screen that is open over the case."""
    await pilot.press("escape")
    await idle(pilot)
    assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", get_args(Language))
async def test_the_bar_of_each_screen_names_its_keys_and_they_have_something_to_do(
    open_app: OpenApp, language: Language, size: tuple[int, int]
) -> None:
    """A screen may leave keys out for want of room, but names help and the way to the rest.

    A dialog names all of its keys.
    """
    async with open_app(language, size) as pilot:
        for key in (*OPENED_BY, *DIALOGS):
            opened = await go(pilot, key)
            found = bar(opened)
            said = str(found.render())
            labels = [(one.shown, found.texts(one.text)) for one in found.keys]
            left_out = [shown for shown, label in labels if f"{shown} {label}" not in said]
            if key in DIALOGS:
                assert left_out == [], key
            else:
                assert "F1" in said, key
                assert "^Q" in said, key
                assert not left_out or "^P" in said, key
                assert ("…" in said) is bool(left_out), key
                assert not any(f" {shown} " in said for shown in left_out if len(shown) > 1), key
            for one in keys(found):
                action = one.action.partition("(")[0]
                owner = pilot.app if action.startswith("app.") else opened
                assert hasattr(owner, f"action_{action.removeprefix('app.')}"), (key, one)
            await back(pilot)


async def test_the_help_is_read_to_its_end_and_left_by_the_mouse(open_app: OpenApp) -> None:
    async with open_app("en", (60, 20)) as pilot:
        panel = (await go(pilot, "f1")).query_one(VerticalScroll)
        while panel.scroll_y < panel.max_scroll_y:
            read_to = panel.scroll_y + panel.scrollable_content_region.height
            await click(pilot, "PgDn")
            assert panel.scroll_y <= read_to, "no line is passed over"
        await click(pilot, "Esc")
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_all_scroll_bars_look_alike(open_app: OpenApp) -> None:
    async with open_app("en", (60, 20)) as pilot:
        seen = set()
        for key in (*OPENED_BY, *DIALOGS, "ctrl+p"):
            screen = await go(pilot, key)
            bars = (one for one in screen.walk_children(Widget) if one.show_vertical_scrollbar)
            for style in (one.styles for one in bars):
                colours = style.scrollbar_color, style.scrollbar_color_hover
                seen.add((style.scrollbar_size_vertical, *colours, style.scrollbar_color_active))
            if key:
                await back(pilot)
        assert len(seen) == 1


async def test_a_report_is_written_and_left_by_the_mouse(
    open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_app() as pilot:
        await click(pilot, "F6")
        assert isinstance(pilot.app.screen, ReportScreen)
        await click(pilot, "Enter")
        await pilot.app.workers.wait_for_complete()
        await idle(pilot)  # the line that says where it was written moves the keys
        await click(pilot, "Esc")
        assert isinstance(pilot.app.screen, CaseScreen)
    written = list(tmp_path.iterdir())  # noqa: ASYNC240 - the app is gone
    assert [path.suffix for path in written] == [".html"]


async def test_a_name_is_given_and_refused_by_the_mouse(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app() as pilot:
        assert isinstance(await go(pilot, "ctrl+s"), Prompt)
        await click(pilot, "Enter")
        assert isinstance(pilot.app.screen, Prompt), text_of(pilot.app)
        await click(pilot, "Esc")
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_a_step_is_ticked_from_the_bar(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        assert isinstance(await go(pilot, "f10"), StepsScreen)
        await click(pilot, "Space")
        assert len(pilot.app.screen.query_one(Checklist).ticked) == 1


async def test_a_what_if_is_chosen_from_the_bar(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        found = await go(pilot, "f3")
        assert isinstance(found, WhatIfScreen)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await click(pilot, "Space")
        assert found.has_class("-comparing")


@pytest.mark.parametrize("key", ["f1", "space"])
async def test_a_click_beside_a_panel_closes_it(open_app: OpenApp, key: str) -> None:
    async with open_app() as pilot:
        row(pilot, "accident.kind").focus()
        await pilot.pause()
        opened = await go(pilot, key)
        assert not isinstance(opened, CaseScreen)
        await pilot.click(offset=(1, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
