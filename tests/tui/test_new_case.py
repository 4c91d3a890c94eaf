"""A new case from the case screen: the case before it is kept with its name and its ticks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input
from tui.clients import told
from tui.driver import go, row, sample_opening, screen, settled, write

from advisor import service
from advisor.storage.records import Aside
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.own_case import new_draft, sample_draft
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.dialog import Prompt
from advisor.tui.screens.picker import Picker

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

BILL = "accident.own_damage"


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
    """Save a case as Kim, then a new case as Lee."""
    await write(pilot, BILL, "777000")
    await save_as(pilot, "Kim")
    await pilot.press("ctrl+n", "escape")
    await write(pilot, BILL, "888000")
    await save_as(pilot, "Lee")


async def test_a_new_case_begins_with_nothing(store: CaseStore, text_of: TextOf) -> None:
    """No figure of the sample or of another case is left in a new case."""
    app = AdvisorApp(sample_opening(Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await write(pilot, BILL, "777000")
        await pilot.press("ctrl+n", "escape")
        await settled(pilot)
        assert screen(pilot).consultation.draft == new_draft()
        assert screen(pilot).consultation.decision is None
        assert screen(pilot).focused is row(pilot, BILL)
        assert "Still needed for an answer" in text_of(app)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert bill(pilot) == ""


async def test_a_half_filled_case_is_told_from_one_that_is_wrong(store: CaseStore) -> None:
    """An empty field is called still empty, and only a wrong field is said to need fixing."""
    app = AdvisorApp(sample_opening(Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+n", "escape")
        await write(pilot, BILL, "888000")
        await save_as(pilot, "Lee")
        assert "still empty" in told(pilot)
        await pilot.press("ctrl+n", "escape")
        await write(pilot, BILL, "bananas")
        await save_as(pilot, "Kim")
        assert "must be fixed" in told(pilot)


async def test_unsaved_work_is_kept_beside(store: CaseStore) -> None:
    app = AdvisorApp(sample_opening(Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await save_two(pilot)
        await write(pilot, BILL, "999000")
        await pilot.press("ctrl+n", "escape")
        await settled(pilot)
        found = {case.name: case.draft.text(BILL) for case in store.cases()}
        kept = {"Kim": "777,000", "Lee": "888,000", "Lee (unsaved changes)": "999,000"}
        assert found == kept
        lee = next(case.number for case in store.cases() if case.name == "Lee")
        assert [case.aside for case in store.cases() if case.aside] == [Aside(lee)]


def test_changes_of_what_was_kept_beside_take_its_place(store: CaseStore) -> None:
    desk = Desk(store)
    for bill_typed in ("777000", "888000"):
        draft = sample_draft().with_value(BILL, bill_typed)
        desk.put_aside("Lee (unsaved changes)", draft)
        desk.take_up(store.cases()[0])
    found = {case.name: case.draft.text(BILL) for case in store.cases()}
    assert found == {"Lee (unsaved changes)": "888000"}


async def test_where_nothing_can_be_kept_one_asks_twice(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await write(pilot, BILL, "777000")
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert bill(pilot) == "777,000"
        await pilot.press("ctrl+n", "escape")
        await settled(pilot)
        assert bill(pilot) == ""


async def test_a_new_case_is_not_saved_over_the_one_before(store: CaseStore) -> None:
    app = AdvisorApp(sample_opening(Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await save_two(pilot)
        found = {case.name: case.draft.text(BILL) for case in store.cases()}
        assert found == {"Kim": "777,000", "Lee": "888,000"}


async def test_each_case_has_its_own_ticks(store: CaseStore) -> None:
    desk = Desk(store)
    app = AdvisorApp(sample_opening(desk), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await write(pilot, BILL, "777000")
        await pilot.press("f10", "space", "escape")
        await pilot.pause()
        ticked = desk.ticked
        assert len(ticked) == 1
        await pilot.press("ctrl+n", "escape")
        await settled(pilot)
        assert desk.ticked == frozenset()
        await go(pilot, "f5", "enter")
        assert bill(pilot) == "777,000"
        assert desk.ticked == ticked


async def test_what_two_windows_save_alike_is_no_conflict(store: CaseStore) -> None:
    app = AdvisorApp(sample_opening(Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await write(pilot, BILL, "777000")
        await save_as(pilot, "Kim")
        (kept,) = store.cases()
        for theirs, asked in (("777,000", False), ("999,000", True)):
            store.save("Kim", kept.draft.with_value(BILL, theirs), over=store.cases()[0])
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert isinstance(app.screen, Picker) == asked


async def test_after_the_renewal_a_saved_case_says_where_its_answer_is(
    store: CaseStore, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = AdvisorApp(sample_opening(Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await write(pilot, BILL, "777000")
        await save_as(pilot, "Kim")
        monkeypatch.setattr(service, "today", lambda: date(2027, 3, 20))
        screen(pilot).open_draft(store.cases()[0].draft)
        await settled(pilot)
        shown = " ".join(text_of(app).split())
        assert "F5 keeps the answer as it was given" in shown
        await pilot.press("f10")
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen), "there are no steps without an answer"
        assert any("Policy start" in told.message for told in app._notifications)


async def test_a_case_of_which_nothing_is_said_is_not_written_to_a_file(store: CaseStore) -> None:
    app = AdvisorApp(sample_opening(Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+n", "escape")
        await settled(pilot)
        await pilot.press("f5")
        await pilot.pause()
        await pilot.press("f6")
        await pilot.pause()
        await pilot.pause()
        assert not isinstance(app.screen, Prompt)
        assert any("no case to export" in told.message for told in app._notifications)
