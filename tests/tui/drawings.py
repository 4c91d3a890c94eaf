"""The screens as plain text, drawn once and kept: tests compare what is shown with them.

`UPDATE_SCREENS=1 python -m pytest -k drawn tests/tui` draws them again; then look at the change.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.tui.screens.dialog import Dialog
from advisor.tui.screens.fields_page import WorkedOutPage

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from tui.driver import TextOf

DRAWINGS = Path(__file__).parent / "screens"
SIZES = ((60, 20), (80, 24), (100, 30), (160, 50))
SMALL = ((1, 1), (2, 1), (1, 5), (10, 2), (20, 5), (39, 11))
"""Sizes too small to read anything, at which nothing may break."""


def sized(size: tuple[int, int]) -> str:
    """Return a size as it is written in the names of drawings and tests."""
    return "x".join(map(str, size))


def check_drawing(name: str, shown: str) -> None:
    """Compare what is shown with the drawing of that name."""
    path = DRAWINGS / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8"), name


async def check_drawings(pilot: Pilot[None], name: str, text_of: TextOf) -> None:
    """Compare a screen with its drawings, while the window grows from size to size."""
    for size in SIZES:
        await resized(pilot, size)
        check_drawing(f"{name}-{sized(size)}", seen(pilot.app, text_of))


async def check_any_size(pilot: Pilot[None], text_of: TextOf) -> None:
    """Check that a screen survives sizes too small to read, and has the focus as before."""
    had_the_keys = pilot.app.focused is not None
    for size in SMALL:
        await resized(pilot, size)
        text_of(pilot.app)
    await resized(pilot, SIZES[-1])
    assert (pilot.app.focused is not None) is had_the_keys


async def resized(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Give the window another size, and wait until everything is drawn for it."""
    await pilot.resize_terminal(*size)
    await pilot.pause()
    found = pilot.app.screen
    for _ in range(400):  # a busy machine may lay it out after the pause
        if pilot.app.size == found._compositor.size == size:
            break
        await pilot.pause(0.05)
    else:
        raise AssertionError(size)
    while isinstance(found, WorkedOutPage) and not found.is_settled:
        await pilot.pause(0.05)
    await pilot.pause()


def seen(app: App[None], text_of: TextOf) -> str:
    """Return the text of the screen, or of a dialog's panel without what lies behind it."""
    shown = text_of(app)
    if not isinstance(app.screen, Dialog):
        return shown
    area = app.screen.query_one("Vertical").region
    strips = app.screen._compositor.render_strips()[area.y : area.bottom]
    return "\n".join(strip.crop(area.x, area.right).text.rstrip() for strip in strips) + "\n"
