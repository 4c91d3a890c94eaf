"""Whatever is typed, pasted or resized, nothing raises and the answer is the engine's."""

from __future__ import annotations

import asyncio
from contextlib import chdir
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.events import Paste
from tui.driver import sample_opening, screen

from advisor import service
from advisor.domain.case import Case
from advisor.intake.case.draft import Draft, read_draft, with_fixed_days
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.consultation import _unsaid, relevant_draft
from advisor.tui.desk import Desk
from advisor.tui.form.switches import ALREADY
from advisor.tui.screens.case import CaseScreen
from advisor.tui.widgets.case_form import CaseForm

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import TextOf

    from advisor.explain.texts import Language

Step = str | Paste | tuple[int, int] | None
"""A key, a paste, a new size of the screen, or a moment of waiting."""

SIZES = [(1, 1), (2, 1), (1, 5), (3, 3), (10, 2), (20, 5), (40, 12), (60, 20), (80, 24), (300, 5)]

TYPED = st.sampled_from([*"0123456789.,만m[/xacj1ㅁㅊㅓ?"])
MOVES = st.sampled_from([
    "tab", "shift+tab", "up", "down", "left", "right", "enter", "space", "backspace", "delete",
    "home", "end", "escape", "escape", "pagedown", "pageup", "ctrl+u", "ctrl+z", "ctrl+y", "ctrl+l",
])  # fmt: skip
SCREENS = st.sampled_from([
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "ctrl+r", "ctrl+s", "ctrl+n",
    "ctrl+o", "ctrl+p", "ctrl+t",
])  # fmt: skip
PASTES = st.sampled_from([
    "2,300,000", "\n230만", "2026. 11. 20.", "[b]x[/b]", "", "한글", "../x", "case.md", "~/x.html",
    "~nobody-of-this-name/x", "a\x00b", "long" * 100,
])  # fmt: skip
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(
        TYPED, MOVES, SCREENS, PASTES.map(Paste), st.sampled_from(SIZES), st.just((100, 30)),
        st.none(),
    ),
    max_size=60,
)  # fmt: skip


@pytest.fixture(autouse=True)
def drawn_when_read() -> None:
    """Let each screen be drawn as in a terminal, because drawing must not raise either."""


async def take(pilot: Pilot[None], steps: list[Step]) -> None:
    for step in steps:
        if isinstance(step, Paste):
            focused = pilot.app.focused
            if focused:
                focused.post_message(Paste(step.text))
        elif isinstance(step, tuple):
            await pilot.resize_terminal(*step)
        elif step is None:
            await pilot.pause()
        else:
            pilot.app.simulate_key(step)
        await asyncio.sleep(0)
    await pilot.pause()


def answer_is_the_engines(case_screen: CaseScreen) -> None:
    found = case_screen.consultation
    draft = relevant_draft(found.draft)
    case = read_draft(draft, case_screen._rulebook, service.today())
    is_paid = ALREADY in case_screen.query_one(CaseForm).unfolded
    unsaid = {problem.path for problem in _unsaid(draft, is_paid=is_paid)}
    if isinstance(case, Case) and not unsaid:
        assert found.decision == service.decide(case, case_screen._rulebook)
        assert not found.stale
    else:
        problems = () if isinstance(case, Case) else case
        assert {one.path for one in found.problems} == {one.path for one in problems} | unsaid


async def look(pilot: Pilot[None], text_of: TextOf) -> None:
    """Read the screen once it has been drawn."""
    await pilot.pause()
    for _ in range(50):
        if pilot.app.screen._compositor.render_strips():
            break
        await pilot.pause()
    text_of(pilot.app)


async def in_order(pilot: Pilot[None], text_of: TextOf) -> Draft:
    """Read every open screen from the top down to the case, and return the case's draft."""
    await look(pilot, text_of)
    while not isinstance(pilot.app.screen, CaseScreen):
        pilot.app.pop_screen()
        await look(pilot, text_of)
    await pilot.resize_terminal(100, 30)
    await look(pilot, text_of)
    answer_is_the_engines(screen(pilot))
    return screen(pilot).consultation.draft


async def session(
    home: Path, text_of: TextOf, language: Language, rounds: list[list[Step]]
) -> None:
    """Take the steps of each round in one window on one store, and check after each round."""
    with CaseStore(home, service.today) as store:
        app = AdvisorApp(sample_opening(Desk(store)), language)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            drafts = [screen(pilot).consultation.draft]
            for steps in rounds:
                await take(pilot, steps)
                drafts.append(await in_order(pilot, text_of))
    with CaseStore(home, service.today) as store:
        left = store.take_left_draft()
    edited = any(before != after for before, after in pairwise(drafts))
    if left or edited:
        assert left
        assert left.draft == with_fixed_days(drafts[-1], service.today())
        assert not left.crashed


async def nothing(_: AdvisorApp) -> None:
    """Do not quit, so that the steps after it are tried too."""


@pytest.mark.parametrize("language", ["ko", "en"])
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(STEPS, min_size=1, max_size=3))
def test_nothing_raises_and_the_answer_is_the_engines(
    text_of: TextOf, language: Language, monkeypatch: pytest.MonkeyPatch, rounds: list[list[Step]]
) -> None:
    monkeypatch.setattr(AdvisorApp, "action_quit", nothing)
    with TemporaryDirectory() as folder, chdir(folder):
        monkeypatch.setenv("HOME", folder)
        asyncio.run(session(Path(folder) / "home", text_of, language, rounds))
