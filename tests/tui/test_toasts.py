"""Toasts that lie over the edges of panes lose no syllable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.screen import ModalScreen
from textual.widgets import Input
from tui.driver import sample_opening

from advisor import service
from advisor.explain.texts import LANGUAGES, Texts
from advisor.explain.width import width
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.toasts import beside_edges

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import TextOf

    from advisor.explain.texts import Language

WORDS = (
    "저장하지 못한 사례가 있어 가나다라마바사아자차카타파하까따빠싸짜 처음부터 하려면 ^N을 누르세요"
)
LONG = " ".join([WORDS] * 3)

BESIDE = " ▌▁▂▃▄▅▆▇█"
"""Gaps, the border of a toast, and the scroll bar at the end of its rows."""

ROWS = st.text(st.sampled_from("가나다 ab,"), max_size=60).map(str.strip)
EDGES = st.sets(st.integers(1, 60), max_size=5).map(sorted)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 30), (160, 50)])
async def test_every_syllable_of_a_toast_is_read(size: tuple[int, int], text_of: TextOf) -> None:
    app = AdvisorApp(sample_opening(), "ko")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        for shift in ("", "x", "가x"):
            app.clear_notifications()
            app.notify(shift + LONG, markup=False)
            await told(pilot)
            assert shown_in(text_of(app)) == (shift + LONG).replace(" ", ""), size
            assert [toast.region.right for toast in app.screen.query("Toast")] == [size[0]]


@pytest.mark.parametrize("shift", ["", "x", "가", "가x"])
async def test_a_toast_told_as_a_dialog_closes_is_whole_too(shift: str, text_of: TextOf) -> None:
    app = AdvisorApp(sample_opening(), "ko")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, ModalScreen)
        app.notify(shift + LONG, markup=False)
        app.screen.dismiss(None)
        await told(pilot)
        assert shown_in(text_of(app)) == (shift + LONG).replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (160, 50)])
async def test_no_word_of_a_toast_is_torn_in_two(
    language: Language, size: tuple[int, int], text_of: TextOf
) -> None:
    """A word such as 있으면 is not shown as '있 으면', also at 80 columns."""
    texts = Texts(language)
    codes = ("guide.beside", "cases.put-aside", "app.notice.paste")
    facts = {
        "name": "2026-11-29 주차(가해자 모름)",
        "taken": "카카오톡 대화",
        "left_out": "견적 0번",
    }
    app = AdvisorApp(sample_opening(), language)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        for code in (code for code in codes if texts.has(code)):
            app.clear_notifications()
            app.notify(words := texts(code, **facts), markup=False)
            await told(pilot)
            rows = [row for row in text_of(app).splitlines() if row.startswith("▌")]
            shown = [word for row in rows for word in row.strip(BESIDE).split()]
            assert shown == words.split(), code


@pytest.mark.parametrize("shift", range(8))
async def test_a_sum_in_a_toast_keeps_its_unit(shift: int, text_of: TextOf) -> None:
    app = AdvisorApp(sample_opening(), "en")
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.pause()
        app.notify("x" * shift + " 7.77 million won" * 6, markup=False)
        await told(pilot)
        assert text_of(app).count("7.77 million won") >= 6


async def told(pilot: Pilot[None]) -> None:
    """Wait until a toast is shown."""
    for _ in range(200):
        await pilot.pause(0.02)
        if any(toast.region for toast in pilot.app.screen.query("Toast")):
            return
    raise AssertionError


def shown_in(text: str) -> str:
    """Return the signs of all toasts on a screen, without gaps."""
    rows = [row for row in text.splitlines() if row.startswith("▌")]
    return "".join(sign for row in rows for sign in row if sign not in BESIDE)


@given(ROWS, EDGES)
def test_no_sign_lies_over_an_edge(row: str, edges: list[int]) -> None:
    moved = beside_edges(row, edges)
    assert moved.replace(" ", "") == row.replace(" ", "")
    assert width(moved) <= width(row) + len(edges)
    borders = {width(moved[:count]) for count in range(len(moved) + 1)}
    assert all(edge in borders for edge in edges if edge < width(moved))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_name_of_two_hundred_signs_leaves_the_screen_readable(
    language: Language, tmp_path: Path
) -> None:
    """The toast about a case saved under such a name takes one row, not a third of the screen."""
    with CaseStore(tmp_path, service.today) as store:
        app = AdvisorApp(sample_opening(Desk(store)), language)
        await _saved(app, "아반떼 접촉사고 🚗 " * 20)


async def _saved(app: AdvisorApp, name: str) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+s")
        app.screen.query_one(Input).value = name
        await pilot.press("enter")
        await told(pilot)
        assert [toast.region.height for toast in app.screen.query("Toast")] == [1]
