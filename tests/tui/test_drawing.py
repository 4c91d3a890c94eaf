"""A screen of which only changed lines are drawn again is the same as one drawn as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from rich.cells import cell_len
from textual.widgets import Input
from tui.drawings import SIZES, sized
from tui.driver import decision, row, screen, settled, write

from advisor.domain.decision import Verdict
from advisor.explain.texts import Language
from advisor.tui.screens import case_later
from advisor.tui.widgets.answer import Answer
from advisor.tui.widgets.verdict import VerdictBand

if TYPE_CHECKING:
    from pathlib import Path

    from rich.segment import Segment
    from textual.app import App
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf


def drawn(app: App[None]) -> list[list[Segment]]:
    return [list(strip.simplify()) for strip in app.screen._compositor.render_strips()]


async def assert_nothing_is_old(pilot: Pilot[None]) -> None:
    """Draw the whole screen from nothing, and check that this changes nothing."""
    shown = drawn(pilot.app)
    for widget in pilot.app.screen.walk_children():
        widget.notify_style_update()
        widget.refresh()
    await pilot.pause()
    assert drawn(pilot.app) == shown


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the background calculation wait an hour, so that nothing changes by itself."""
    monkeypatch.setattr(case_later, "_PAUSE", 3600)


def without_blinking(pilot: Pilot[None]) -> None:
    """Stop the cursors from blinking, so that each drawing shows them alike."""
    for entry in pilot.app.screen.query(Input):
        entry.cursor_blink = False


@pytest.mark.parametrize("size", SIZES, ids=sized)
@pytest.mark.parametrize("language", get_args(Language))
async def test_no_line_of_the_answer_is_cut(
    open_app: OpenApp, text_of: TextOf, language: Language, size: tuple[int, int]
) -> None:
    async with open_app(language, size) as pilot:
        for lines in (VerdictBand, Answer):
            widget = pilot.app.screen.query_one(lines)
            room = widget.scrollable_size.width
            written = ["".join(text for text, _ in pieces) for pieces in widget.lines(room)]
            assert max(map(cell_len, written)) <= room
            rows = text_of(pilot.app).splitlines()
            left, top = widget.content_region.offset
            shown_lines = min(
                len(written), max(0, size[1] - 1 - top), widget.scrollable_size.height
            )
            more = shown_lines < len(written)  # then the last line says that there is more
            whole = written[: shown_lines - more]
            for text, shown in zip(whole, rows[top:], strict=False):
                assert text.strip() in shown, (left, text)


@pytest.mark.usefixtures("alone")
async def test_what_was_kept_is_never_old(open_app: OpenApp) -> None:
    async with open_app("ko", (100, 30)) as pilot:
        without_blinking(pilot)
        await write(pilot, "accident.own_damage", "5000000")
        await assert_nothing_is_old(pilot)
        for key in ("tab", "shift+tab", "pagedown", "pageup", "ctrl+z", "ctrl+l"):
            await pilot.press(key)
            await settled(pilot)
            await assert_nothing_is_old(pilot)
        for theme in ("textual-light", "high-contrast", "textual-dark"):
            pilot.app.theme = theme
            await pilot.pause(0.1)
            await assert_nothing_is_old(pilot)


@pytest.mark.usefixtures("alone")
async def test_a_problem_and_its_cure_redraw_the_answer(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("en", (100, 30)) as pilot:
        without_blinking(pilot)
        good = text_of(pilot.app)
        await write(pilot, "accident.day", "31 February")
        assert screen(pilot).query_one(Answer).has_class("-stale")
        await assert_nothing_is_old(pilot)
        await write(pilot, "accident.day", "2026-11-19")
        row(pilot, "accident.own_damage").focus()
        await pilot.pause()
        await assert_nothing_is_old(pilot)
        assert not screen(pilot).query_one(Answer).has_class("-stale")
        table = [line for line in good.splitlines() if "1,500,000" in line or "1,261,090" in line]
        assert table
        assert all(line[38:] in text_of(pilot.app) for line in table)


@pytest.mark.parametrize("language", get_args(Language))
async def test_the_scroll_bar_knows_the_length_of_the_answer(
    open_app: OpenApp, language: Language
) -> None:
    async with open_app(language, (80, 24)) as pilot:
        answer = screen(pilot).query_one(Answer)
        for bill in ("0", "1800000", "90000000"):
            await write(pilot, "accident.own_damage", bill)
            length = len(answer.lines(answer.scrollable_size.width))
            assert answer.virtual_size.height == length
            assert answer.max_scroll_y == max(0, length - answer.scrollable_size.height)


UNDECIDED = """
format = 1
as_of = 2026-11-22
[policy]
start = 2026-05-08
premium = 820000
[policy.own_damage]
[accident]
day = 2026-11-19
kind = "object"
own_damage = 900000
"""


@pytest.mark.parametrize("size", SIZES, ids=sized)
@pytest.mark.parametrize("language", get_args(Language))
async def test_the_verdict_is_said_to_its_end(
    open_app: OpenApp, text_of: TextOf, language: Language, size: tuple[int, int], tmp_path: Path
) -> None:
    """The longest verdict is shown whole: what to do now, until when, and what it depends on."""
    path = tmp_path / "undecided.toml"
    path.write_text(UNDECIDED, "utf-8")
    async with open_app(language, size, path) as pilot:
        assert decision(pilot).verdict is Verdict.KEEP_OPEN
        band = screen(pilot).query_one(VerdictBand)
        words = "".join(
            text for pieces in band.lines(band.content_size.width) for text, _ in pieces
        )
        shown = "".join(text_of(pilot.app).splitlines()[: band.outer_size.height])
        assert "".join(words.split()) == "".join(shown.split())
