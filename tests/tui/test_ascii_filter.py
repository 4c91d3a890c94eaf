"""A terminal that draws lines and marks two cells wide gets ASCII signs on every screen."""

from __future__ import annotations

import unicodedata
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import session
from rich.cells import cell_len
from terminal.copied import Copy
from textual.events import CursorPosition
from tui.driver import sample_opening

from advisor.intake.case.draft import Draft
from advisor.intake.sample import sample_text
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.screens.case import CaseScreen
from advisor.tui.terminal.character_filters import in_ascii, is_fine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import TextOf

    from advisor.explain.texts import Language

NAMES = ("김 — “café” ①", "α·β → ✓", "⚠️ 1️⃣ 🚗", "한글")
SCREENS = {
    "case": ("end", "shift+tab"),
    "choice": ("tab", "tab", "space"),
    "help": ("f1",),
    "why": ("f2", "right"),
    "what-if": ("f3", "1", "space"),
    "rules": ("f4",),
    "rule": ("f4", "down", "enter"),
    "cases": ("f5",),
    "report": ("f6",),
    "claim": ("f7",),
    "cost": ("f9",),
    "premium": ("f9", "2"),
    "tornado": ("f9", "3"),
    "steps": ("f10", "space"),
    "later": ("ctrl+r",),
    "save": ("ctrl+s",),
    "saved": ("ctrl+s", "enter"),
    "palette": ("ctrl+p",),
    "mistaken": ("end", "x", "x"),
}
"""The keys that lead to each screen."""


def strange(text: str) -> set[str]:
    """Return the signs that are neither ASCII nor surely two cells wide nor combining."""
    return {
        sign
        for sign in text
        if not sign.isascii()
        and (cell_len(sign) == 1 or unicodedata.east_asian_width(sign) == "A")
    }  # fmt: skip


async def go(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    for key in keys:
        pilot.app.simulate_key(key)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def back(pilot: Pilot[None]) -> None:
    """Close every screen that is open over the case."""
    while not isinstance(pilot.app.screen, CaseScreen):
        pilot.app.pop_screen()
        await pilot.pause()


@asynccontextmanager
async def running(
    home: Path, language: Language, size: tuple[int, int], *, ascii_only: bool | None = True
) -> AsyncIterator[Pilot[None]]:
    with CaseStore(home, lambda: date(2026, 11, 22)) as store:
        for name in NAMES:
            store.save(name, Draft({"policy.premium": "₩820,000"}))
        app = AdvisorApp(sample_opening(Desk(store)), language, ascii_only=ascii_only)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot


@pytest.mark.parametrize(("language", "size"), [("ko", (60, 20)), ("en", (160, 50))])
async def test_every_screen_is_drawn_with_ascii_signs(
    text_of: TextOf, tmp_path: Path, language: Language, size: tuple[int, int]
) -> None:
    async with running(tmp_path, language, size) as pilot:
        for name, keys in SCREENS.items():
            await go(pilot, keys)
            shown = text_of(pilot.app)
            assert strange(shown) == set(), name
            assert sum(sign.isalpha() for sign in shown) > 50
            await back(pilot)


@pytest.mark.parametrize(
    ("answer", "fine"),
    [((2, 1), False), ((1, 1), True), ((2, 0), True), ((40, 1), True)],
    ids=["two cells", "one cell", "a key in the first row", "somewhere else"],
)
async def test_the_answer_of_the_terminal_decides(
    text_of: TextOf, tmp_path: Path, answer: tuple[int, int], *, fine: bool
) -> None:
    async with running(tmp_path, "ko", (160, 50), ascii_only=None) as pilot:
        assert "●" in text_of(pilot.app)
        pilot.app.post_message(CursorPosition(*answer))
        await pilot.pause()
        assert is_fine(pilot.app) is fine
        assert bool(strange(text_of(pilot.app))) is fine


async def test_an_answer_that_nobody_asked_for_changes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, "ko", (80, 24), ascii_only=False) as pilot:
        pilot.app.post_message(CursorPosition(2, 1))
        await pilot.pause()
        assert is_fine(pilot.app)


@given(st.text())
def test_what_is_drawn_instead_is_as_wide(text: str) -> None:
    drawn = in_ascii(text)
    assert cell_len(drawn) == cell_len(text)
    assert strange(drawn) == set()


def test_the_marks_of_the_options_stay_apart() -> None:
    for signs in ("●■◐◇×", "░█▓▒▞▚", "▾▸", "●○", "↑↓←→", "●!?≠"):
        assert len(set(map(in_ascii, signs))) == len(signs)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--ascii",), {}),
        ((), {"ADVISOR_ASCII": "1"}),
        ((), {"TERM": "linux"}),
        (("--ascii",), {"ADVISOR_ASCII": "0"}),
    ],
)
def test_it_can_be_asked_for(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, Any]
) -> None:
    case = tmp_path / "case.toml"  # with a case file the app begins without questions
    case.write_text(sample_text(), "utf-8")
    given = ("--lang", "en", *arguments, str(case))
    with session(*given, start=Copy, home=tmp_path, **environment) as app:
        app.wait_for("^Q")
        app.type("\x11")
        assert app.ended() == 0
        assert strange(app.written.decode()) == set()


@pytest.mark.parametrize(
    ("reply", "environment", "double"),
    [
        ("\x1b[2;3R", {}, True),
        ("\x1b[2;2R", {}, False),
        ("\x1b[2;3R", {"ADVISOR_ASCII": "0"}, False),
    ],
)
def test_the_terminal_is_asked_without_waiting(
    tmp_path: Path, reply: str, environment: dict[str, Any], *, double: bool
) -> None:
    """The terminal's answer, whenever it comes, is not taken for typed text."""
    with session("-m", "advisor", "--lang", "en", home=tmp_path, **environment) as app:
        app.leave_the_questions()
        assert (b"\x1b[6n" in app.written) is not bool(environment)
        app.type(reply)
        app.type("\x1bOS")
        app.wait_for("Surcharge")  # until here a slow machine may still be drawing the case
        before = len(app.written)
        app.type("\x1b")
        app.wait_for("^Q", after=before)
        assert bool(strange(app.written[before:].decode())) is not double
        app.type("\x11")
        assert app.ended() == 0
    with CaseStore(tmp_path, lambda: date(2026, 11, 22)) as store:
        assert store.take_left_draft() is None
