"""The screens over the case as plain text at four sizes, in both languages.

UPDATE_SCREENS=1 python -m pytest tests/tui/test_over_screens.py draws anew: look at it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from advisor.explain.texts import Language
from advisor.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from tui.driver import OpenApp, TextOf

SCREENS = Path(__file__).parent / "screens"
SIZES = [(60, 20), (80, 24), (100, 30), (160, 50)]
SMALL = [(1, 1), (2, 1), (1, 5), (10, 2), (20, 5), (39, 11)]
KEYS = {
    "rules": ("f4",),
    "rule": ("f4", "down", "enter"),
    "steps": ("ctrl+t", "down", "space"),
    "report": ("f6",),
    "save": ("ctrl+s",),
}
"""Each screen by the keys that lead to it."""


def panel(dialog: Dialog[None]) -> str:
    """Return the panel of a dialog alone: what lies behind it is another test's."""
    area = dialog.query_one("Vertical").region
    strips = dialog._compositor.render_strips()[area.y : area.bottom]
    return "\n".join(strip.crop(area.x, area.right).text.rstrip() for strip in strips) + "\n"


@pytest.fixture(autouse=True)
def known_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder whose path is the same everywhere, for screens that show it."""
    monkeypatch.chdir("/")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", KEYS)
async def test_a_screen_looks_as_drawn(
    open_app: OpenApp, text_of: TextOf, name: str, language: Language, size: tuple[int, int]
) -> None:
    path = SCREENS / f"{name}-{language}-{size[0]}x{size[1]}.txt"
    async with open_app(language, size) as pilot:
        for key in KEYS[name]:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        shown = text_of(pilot.app)
        if isinstance(pilot.app.screen, Dialog):
            shown = panel(pilot.app.screen)
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


@pytest.mark.parametrize("name", KEYS)
async def test_a_screen_bears_any_size(open_app: OpenApp, text_of: TextOf, name: str) -> None:
    async with open_app("ko") as pilot:
        for key in KEYS[name]:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
        for size in SMALL:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text_of(pilot.app)


OVER = {**KEYS, "questions": ("ctrl+g",), "message": ("ctrl+k",), "palette": ("ctrl+p",)}
OVER |= {key: (key,) for key in ("f1", "f2", "f3", "f5", "f9", "ctrl+r", "ctrl+o")}


@pytest.mark.parametrize("name", OVER)
async def test_the_key_to_quit_quits_from_everywhere(open_app: OpenApp, name: str) -> None:
    async with open_app() as pilot:
        case_screen = pilot.app.screen
        for key in OVER[name]:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        assert pilot.app.screen is not case_screen
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not pilot.app.is_running
