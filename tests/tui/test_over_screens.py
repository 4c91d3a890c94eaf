"""The screens over the case as plain text at four sizes, in both languages."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, get_args

import pytest
from tui.drawings import SIZES, check_any_size, check_drawings
from tui.driver import go, idle, sample_opening, write

from advisor.explain.texts import Language, Texts
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk

if TYPE_CHECKING:
    from tui.driver import OpenApp, TextOf

KEYS = {
    "rules": ("f4",),
    "rule": ("f4", "down", "enter"),
    "steps": ("ctrl+t", "down", "space"),
    "report": ("f6",),
    "save": ("ctrl+s",),
}
"""The keys that lead to each screen."""


@pytest.fixture(autouse=True)
def known_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder whose path is the same everywhere, because some screens show it."""
    monkeypatch.chdir("/")


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", KEYS)
async def test_a_screen_looks_as_drawn(
    open_app: OpenApp, text_of: TextOf, name: str, language: Language
) -> None:
    async with open_app(language, SIZES[0]) as pilot:
        await go(pilot, *KEYS[name])
        await check_drawings(pilot, f"{name}-{language}", text_of)
        if language == "ko":  # English, whose signs are narrow, fits wherever Korean does
            await check_any_size(pilot, text_of)


OVER = {**KEYS, "questions": ("ctrl+g",), "message": ("ctrl+k",), "palette": ("ctrl+p",)}
OVER |= {key: (key,) for key in ("f1", "f2", "f3", "f5", "f9", "ctrl+r", "ctrl+o")}


async def test_the_key_to_quit_is_heard_everywhere(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[AdvisorApp] = []

    async def hear(app: AdvisorApp) -> None:
        heard.append(app)

    monkeypatch.setattr(AdvisorApp, "action_quit", hear)
    async with open_app() as pilot:
        case_screen = pilot.app.screen
        for number, (name, keys) in enumerate(OVER.items()):
            await go(pilot, *keys)
            assert pilot.app.screen is not case_screen, name
            await pilot.press("ctrl+q")
            await idle(pilot)
            assert len(heard) == number + 1, name
            while pilot.app.screen is not case_screen:
                await pilot.app.pop_screen()


async def test_a_screen_that_was_closed_is_gone(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An office leaves the app open all day, and opens hundreds of screens in it.

    The other screens have something worked out in a thread, which may keep the last of them. The
    desk looks for news every few seconds, and its timer keeps it until then.
    """
    monkeypatch.setattr("advisor.tui.screens.cases._BETWEEN_LOOKS", 0.3)
    opened = []
    async with open_app() as pilot:
        case_screen = pilot.app.screen
        for name in ("steps", "save", "questions", "message", "palette", "f1", "f5", "ctrl+o"):
            await go(pilot, *OVER[name])
            opened.append(weakref.ref(pilot.app.screen))
            while pilot.app.screen is not case_screen:
                await pilot.app.pop_screen()
            await go(pilot, "end")
        await pilot.pause(0.3)
        gc.collect()
        assert [left for ref in opened if (left := ref())] == []


@pytest.mark.parametrize("name", ["save", "f5", "palette", "questions"])
async def test_the_key_to_quit_quits_from_a_screen_of_each_kind(
    open_app: OpenApp, name: str
) -> None:
    async with open_app() as pilot:
        case_screen = pilot.app.screen
        await go(pilot, *OVER[name])
        assert pilot.app.screen is not case_screen
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_work_that_is_not_kept_is_lost_only_at_the_second_key() -> None:
    """On a full disk, or where nothing may be written, the next start has nothing to take up."""
    app = AdvisorApp(sample_opening(Desk(keeps=False)), "en")
    async with app.run_test() as pilot:
        await write(pilot, "accident.own_damage", "2000000")
        await go(pilot, "f5")
        await pilot.press("ctrl+q")
        await idle(pilot)
        assert app.is_running
        assert [one.message for one in app._notifications] == [Texts("en")("cases.would-be-lost")]
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running
