"""Each part of a screen is styled once, and still drawn as if it were styled again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.driver import sample_opening
from tui.looking_ahead import looked_ahead

from advisor.tui.app import AdvisorApp
from advisor.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from rich.style import Style
    from textual.pilot import Pilot


@pytest.fixture(autouse=True)
def drawn_when_read() -> None:
    """Draw each time that a terminal would, because what is drawn too early would be kept."""


def drawn(app: AdvisorApp) -> list[list[tuple[str, Style | None]]]:
    """Return the texts of the screen with their colours."""
    strips = app.screen._compositor.render_strips()
    return [[(segment.text, segment.style) for segment in strip] for strip in strips]


async def check_styles(pilot: Pilot[None], app: AdvisorApp) -> None:
    """Check that nothing changes when Textual reads and applies all styles again."""
    for entry in app.screen.query(Entry):
        entry.cursor_blink = False
    await pilot.pause()
    shown = drawn(app)
    app.refresh_css(animate=False)
    for node in (app.screen, *app.screen.walk_children()):
        node.notify_style_update()
        node.refresh()
    await pilot.pause()
    assert shown == drawn(app)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "high-contrast"])
async def test_the_start_and_the_way_back_are_drawn_in_the_colours_of_the_theme(theme: str) -> None:
    app = AdvisorApp(sample_opening(), "en")
    app.keep_choices(theme)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked_ahead(pilot)
        await check_styles(pilot, app)
        at_first = drawn(app)
        for key in ("f2", "ctrl+g"):
            await pilot.press(key, "escape")
            assert drawn(app) == at_first, key


async def test_a_case_behind_another_screen_takes_the_colours_of_a_new_theme() -> None:
    app = AdvisorApp(sample_opening(), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await looked_ahead(pilot)
        await pilot.press("f2")
        app.theme = "textual-light"
        await pilot.press("escape")
        await pilot.pause()
        await check_styles(pilot, app)
