"""The steps screen: what to do next, ticked off and kept with the case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.drawings import resized
from tui.driver import decision, settled

from advisor import service
from advisor.intake.sample import sample_text
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.steps import Checklist, StepsScreen
from advisor.tui.widgets.cached import Page

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf


async def steps(pilot: Pilot[None]) -> Checklist:
    await pilot.press("ctrl+t")
    await pilot.pause()
    return pilot.app.screen.query_one(Checklist)


async def test_the_steps_are_those_of_the_answer(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        codes = [step.code for step in decision(pilot).steps]
        assert [item.code for item in (await steps(pilot)).items] == codes


async def test_a_tick_stays_with_the_case(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("en") as pilot:
        await steps(pilot)
        await pilot.press("down", "space")
        await pilot.pause()
        shown = text_of(pilot.app)
        assert "1 of 9 done" in shown
        assert "[✓] Report" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        found = await steps(pilot)
        assert found.ticked == {"report-alone"}
        await pilot.press("down", "enter")
        await pilot.pause()
        assert found.ticked == set()


async def test_the_days_that_are_left_are_counted(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("ko", (80, 24)) as pilot:
        await steps(pilot)
        assert "마감까지 99일" in text_of(pilot.app)


async def test_the_last_day_is_named(
    open_app: OpenApp, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "today", lambda: date(2027, 3, 1))
    async with open_app("ko", (80, 24)) as pilot:
        await steps(pilot)
        assert "오늘까지" in text_of(pilot.app)


async def test_a_click_ticks_the_step_under_it(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        found = await steps(pilot)
        await pilot.click(Checklist, offset=(10, 1))
        assert found.ticked == {found.items[0].code}


async def test_the_cursor_stays_in_view_and_within_the_list(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en", (60, 20)) as pilot:
        found = await steps(pilot)
        await pilot.press(*["down"] * 20)
        await pilot.pause()
        assert found.cursor == len(found.items) - 1
        assert "After the renewal" in text_of(pilot.app)


async def test_a_shared_fault_says_who_pays_and_how_to_settle(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    case = tmp_path / "case.toml"
    shared = sample_text().replace('kind   = "object"', 'kind = "collision"\nfault = 0.7')
    case.write_text(shared.replace("other_property = 0", "other_property = 900000"), "utf-8")
    async with open_app("en", (160, 50), case) as pilot:
        await steps(pilot)
        shown = text_of(pilot.app)
    assert "Who pays" in shown
    assert "their share" in shown
    assert "you bear" in shown


async def test_without_an_answer_one_is_told_what_it_needs(
    open_app: OpenApp, tmp_path: Path
) -> None:
    case = tmp_path / "case.toml"
    case.write_text("format = 1\n", "utf-8")
    async with open_app("en", case=case) as pilot:
        await pilot.press("f10")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, StepsScreen)
        (said,) = [note.message for note in pilot.app._notifications]
        assert "Still needed for an answer" in said


async def test_the_step_under_the_cursor_stays_in_view_in_another_size(open_app: OpenApp) -> None:
    async with open_app("en", (100, 30)) as pilot:
        found = await steps(pilot)
        await pilot.press(*["down"] * 7)
        for size in ((60, 20), (160, 24), (70, 16)):
            await resized(pilot, size)
            await pilot.pause()
            page = pilot.app.screen.query_one(Page)
            first, last = found._starts[7], found._starts[8]
            top = found.virtual_region.y + first - page.scroll_offset.y
            assert 0 <= top <= page.size.height - (last - first), size


async def test_what_is_read_stays_in_view_in_another_size(
    open_app: OpenApp, text_of: TextOf
) -> None:
    """In another width the lines break elsewhere, so the same row would show other text."""
    async with open_app("en", (160, 20)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        page = pilot.app.screen.query_one(Page)
        page.scroll_to(y=page.max_scroll_y // 2, animate=False)
        await pilot.pause()
        read = text_of(pilot.app).splitlines()[10].split()
        await resized(pilot, (50, 20))
        await pilot.pause()
        assert " ".join(read[:3]) in " ".join(text_of(pilot.app).split())
