"""The pages beside a case, as plain text at four sizes and driven by keys.

UPDATE_SCREENS=1 python -m pytest tests/tui/test_pages.py draws anew: look at it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from advisor.explain.texts import Language
from advisor.tui.screens.fields_page import WorkedOutPage

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

SCREENS = Path(__file__).parent / "screens"
SIZES = [(60, 20), (80, 24), (100, 30), (160, 50)]
SMALL = [(1, 1), (2, 1), (1, 5), (10, 2), (20, 5), (39, 11)]
KEYS = {
    "injury": ("ctrl+o", "8"),
    "insurers": ("f3", "o", *"KB", "tab", *"79m", "enter", *"75m", "enter", *"88m"),
    "buying": ("f3", "b", "right", "right", "tab", "tab", "tab", *"81m"),
}


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the page under them is worked out."""
    for key in keys:
        await pilot.press(key)
    await worked_out(pilot)


async def worked_out(pilot: Pilot[None]) -> None:
    for _ in range(400):
        await pilot.pause(0.05)
        found = pilot.app.screen
        if not isinstance(found, WorkedOutPage) or found.is_settled:
            await pilot.pause()
            return
    raise AssertionError


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", KEYS)
async def test_a_page_looks_as_drawn(
    open_app: OpenApp, text_of: TextOf, name: str, language: Language, size: tuple[int, int]
) -> None:
    path = SCREENS / f"{name}-{language}-{size[0]}x{size[1]}.txt"
    async with open_app(language, size) as pilot:
        await press(pilot, *KEYS[name])
        shown = text_of(pilot.app)
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")
