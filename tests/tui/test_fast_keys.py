"""Keys that come before the screen they are meant for close nothing else and raise no error."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList
from tui.driver import idle, row, sample_opening, screen, settled

from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.why import WhyScreen
from advisor.tui.widgets.case_form import CaseForm
from advisor.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from tui.driver import OpenApp


async def test_a_case_is_saved_once_however_often_enter_is_pressed(tmp_path: Path) -> None:
    with CaseStore(tmp_path, lambda: date(2026, 11, 22)) as store:
        app = AdvisorApp(sample_opening(Desk(store)), "en")
        async with app.run_test() as pilot:
            await pilot.press("ctrl+s")
            for key in ("enter", "enter", "enter", "escape"):
                app.simulate_key(key)
            await pilot.pause()
            assert isinstance(app.screen, CaseScreen)
        assert len(store.cases()) == 1


async def test_many_an_escape_leaves_the_case_open(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        for key in ("f1", "f2", "f3", "f4", "f5", "f6", "f9", "f10", "ctrl+r"):
            for pressed in (key, *["escape"] * 5):
                pilot.app.simulate_key(pressed)
            await idle(pilot)
            await pilot.app.workers.wait_for_complete()
            assert isinstance(pilot.app.screen, CaseScreen), (key, pilot.app.screen_stack)
            assert screen(pilot).consultation.decision, key


@pytest.mark.parametrize(("key", "name"), [("f9", "ChartsScreen"), ("f3", "WhatIfScreen")])
async def test_a_key_behind_one_that_opens_a_screen_is_for_that_screen(
    open_app: OpenApp, key: str, name: str
) -> None:
    async with open_app("en") as pilot:
        before = screen(pilot).consultation.draft
        for pressed in (key, "2"):
            pilot.app.simulate_key(pressed)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        assert type(pilot.app.screen).__name__ == name
        await pilot.press("escape")
        assert screen(pilot).consultation.draft == before


async def test_a_key_behind_typed_digits_leads_to_their_answer(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        for pressed in (*"500000", "f2"):
            pilot.app.simulate_key(pressed)
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyScreen)
        assert pilot.app.screen._decision.case.accident.own_damage.likely == 500_000


async def test_an_undo_behind_typed_digits_takes_them_back(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        before = screen(pilot).consultation.draft
        for pressed in (*"500000", "ctrl+z"):
            pilot.app.simulate_key(pressed)
        await settled(pilot)
        assert screen(pilot).consultation.draft == before


async def test_a_palette_closed_at_once_is_closed(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        for _ in range(3):
            for pressed in ("ctrl+p", "r", "e", "escape", "escape"):
                pilot.app.simulate_key(pressed)
            await idle(pilot)
        assert screen(pilot).consultation.decision


@pytest.mark.parametrize("key", ["ctrl+p", "ctrl+g"])
async def test_pages_turn_only_where_there_is_room(open_app: OpenApp, key: str) -> None:
    """Without room for a line, the page keys leave the cursor of a list where it is."""
    async with open_app("en", (1, 1)) as pilot:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        listed = pilot.app.screen.query_one(OptionList)
        await pilot.press("down")
        there = listed.highlighted
        assert there
        for pressed in ("pageup", "pagedown", "pagedown", "pageup"):
            await pilot.press(pressed)
            assert listed.highlighted == there, pressed
        await pilot.resize_terminal(100, 30)
        await pilot.press("pageup")
        assert listed.highlighted == 0
        await pilot.press("pagedown")
        assert listed.highlighted > 1


async def test_a_text_of_a_row_that_is_gone_is_nobodys(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await pilot.press("f7")
        await pilot.pause()
        path = f"claim[{len(screen(pilot).consultation.draft.claims) - 1}].day"
        gone = row(pilot, path)
        screen(pilot).query_one(CaseForm).post_message(CaseForm.Edited(path, "2026-01-02"))
        pilot.app.simulate_key("f8")
        await pilot.pause()
        before = screen(pilot).consultation.draft
        screen(pilot).post_message(CaseForm.Edited(path, "2026-01-03"))
        assert isinstance(gone, Entry)
        gone.action_leave(1)
        await pilot.pause()
        assert screen(pilot).consultation.draft == before
