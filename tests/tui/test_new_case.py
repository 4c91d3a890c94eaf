"""A new case from the case screen: the one before is kept, and so are its name and its ticks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input
from tui.driver import decision, row, screen, settled, write

from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.opening import opening
from advisor.tui.own_case import new_draft
from advisor.tui.screens.dialog import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

TODAY = date(2026, 11, 22)
BILL = "accident.own_damage"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    with CaseStore(tmp_path / "home", lambda: TODAY) as opened:
        yield opened


def bill(pilot: Pilot[None]) -> str:
    return screen(pilot).consultation.draft.text(BILL)


async def save_as(pilot: Pilot[None], name: str) -> None:
    await pilot.press("ctrl+s")
    await pilot.pause()
    assert isinstance(pilot.app.screen, Prompt)
    pilot.app.screen.query_one(Input).value = name
    await pilot.press("enter")
    await pilot.pause()


async def save_two(pilot: Pilot[None]) -> None:
    """Save a case, then a new one."""
    await write(pilot, BILL, "777000")
    await save_as(pilot, "Kim")
    await pilot.press("ctrl+n")
    await write(pilot, BILL, "888000")
    await save_as(pilot, "Lee")


async def test_a_new_case_begins_and_the_one_before_comes_back(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await write(pilot, BILL, "777000")
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert screen(pilot).consultation.draft == new_draft(TODAY)
        assert screen(pilot).focused is row(pilot, BILL)
        said = [note.message for note in pilot.app._notifications]
        assert said == ["A new case. ^Z brings back the one before."]
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert bill(pilot) == "777,000"


async def test_a_new_case_is_answered_and_has_nobody_s_record(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app(size=(160, 50)) as pilot:
        await pilot.press("ctrl+n")
        await settled(pilot)
        case = decision(pilot).case
        assert (case.claims, case.policy.grade, case.policy.insurer) == ((), None, None)
        assert case.accident.cash_repair is None
        assert case.policy.own_damage is not None
        assert case.accident.day == case.as_of == TODAY
        assert {"policy.grade", "policy.surcharge_threshold"} <= {
            assumed.path for assumed in decision(pilot).assumed
        }
        assert "Still the sample's: Premium, Policy start, Repair bill" in text_of(pilot.app)


async def test_a_new_case_is_not_saved_over_the_one_before(store: CaseStore) -> None:
    app = AdvisorApp(opening(None, Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await save_two(pilot)
        found = {case.name: case.draft.text(BILL) for case in store.cases()}
        assert found == {"Kim": "777,000", "Lee": "888,000"}


async def test_a_case_brought_back_is_saved_under_its_own_name(store: CaseStore) -> None:
    app = AdvisorApp(opening(None, Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await save_two(pilot)
        await pilot.press("ctrl+z", "ctrl+z")
        await settled(pilot)
        await write(pilot, BILL, "999000")
        await pilot.press("ctrl+s")
        await pilot.pause()
        found = {case.name: case.draft.text(BILL) for case in store.cases()}
        assert found == {"Kim": "999,000", "Lee": "888,000"}


async def test_each_case_has_its_own_ticks(store: CaseStore) -> None:
    desk = Desk(store)
    app = AdvisorApp(opening(None, desk), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await write(pilot, BILL, "777000")
        await pilot.press("f10", "space", "escape")
        await pilot.pause()
        ticked = desk.ticked
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert (len(ticked), desk.ticked) == (1, frozenset())
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert desk.ticked == ticked


def test_cases_of_a_window_never_share_a_place() -> None:
    desk = Desk()
    desk.start_anew()
    desk.start_anew()
    desk.go_to(0)
    desk.start_anew()
    here = desk.work
    desk.start_anew()
    assert desk.work != here
