"""Whatever is typed, pasted and resized: nothing raises, and the answer is the engine's."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.events import Paste
from tui.driver import screen

from advisor import service
from advisor.domain.case import Case
from advisor.intake.draft import read_draft
from advisor.tui.consultation import asked
from advisor.tui.screens.case import CaseScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

SIZES = [(1, 1), (2, 1), (1, 5), (3, 3), (10, 2), (20, 5), (40, 12), (60, 20), (80, 24), (300, 5)]

KEYS = st.sampled_from([
    *"0123456789.,만m[/x", "tab", "shift+tab", "up", "down", "left", "right", "enter", "space",
    "backspace", "delete", "home", "escape", "pagedown", "pageup", "ctrl+u", "ctrl+z", "ctrl+y",
    "ctrl+l", "f1", "f2", "f3", "f4", "f7", "f8", "f9",
])  # fmt: skip
PASTES = st.sampled_from(["2,300,000", "\n230만", "2026. 11. 20.", "[b]x[/b]", "", "한글"])
STEPS = st.lists(st.one_of(KEYS, PASTES.map(Paste), st.sampled_from(SIZES)), max_size=40)


async def take(pilot: Pilot[None], steps: list[str | Paste | tuple[int, int]]) -> None:
    for step in steps:
        if isinstance(step, Paste):
            focused = pilot.app.focused
            if focused:
                focused.post_message(Paste(step.text))
        elif isinstance(step, tuple):
            await pilot.resize_terminal(*step)
        else:
            pilot.app.simulate_key(step)
        await asyncio.sleep(0)
    await pilot.pause()


@pytest.mark.parametrize("language", ["ko", "en"])
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_raises_and_the_answer_is_the_engines(
    open_app: OpenApp, text_of: TextOf, language: str, steps: list[str | Paste | tuple[int, int]]
) -> None:
    async def session() -> None:
        async with open_app("ko" if language == "ko" else "en") as pilot:
            await take(pilot, steps)
            text_of(pilot.app)
            while not isinstance(pilot.app.screen, CaseScreen):
                pilot.app.pop_screen()
                await pilot.pause()
            await pilot.resize_terminal(100, 30)
            await pilot.pause()
            text_of(pilot.app)
            found = screen(pilot).consultation
            case = read_draft(asked(found.draft), screen(pilot)._rulebook, service.today())
            if isinstance(case, Case):
                assert found.decision == service.decide(case, screen(pilot)._rulebook)
                assert not found.stale
            else:
                assert found.problems == case

    asyncio.run(session())
