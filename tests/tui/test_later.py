"""The view with later accidents: behind the screen, never in a key's way, never another case's."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

import pytest
from freezegun import freeze_time
from tui.conftest import TODAY
from tui.driver import decision, go, screen, write
from tui.looking_ahead import HeldBack, looked_ahead

from advisor import service
from advisor.domain.decision import Option
from advisor.explain.texts import Language, Texts
from advisor.intake.sample import sample_text
from advisor.later.later_advice import LaterAdvice, later_advice
from advisor.tui.later_views import LaterViews
from advisor.tui.screens import case_later
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.later import LaterScreen, rates
from advisor.tui.widgets.chart_view import ChartView
from advisor.tui.widgets.later_page import LaterPage

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

    from advisor.domain.case import Case

WAITING = "orking it out"
BILL = "accident.own_damage"


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> HeldBack:
    found = HeldBack()
    monkeypatch.setattr(case_later, "work_out", found)
    return found


def case_file(folder: Path, *changes: tuple[str, str]) -> Path:
    text = sample_text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / "case.toml"
    path.write_text(text, "utf-8")
    return path


def view_of(pilot: Pilot[None], rate: Decimal | None = None) -> LaterAdvice:
    """Work the view of the case on the screen out, beside the app."""
    return later_advice(decision(pilot).case, screen(pilot)._rulebook, rate)


def shown_view(pilot: Pilot[None]) -> LaterAdvice:
    found = pilot.app.screen.query_one(LaterPage).view
    assert isinstance(found, LaterAdvice)
    return found


@pytest.mark.parametrize("language", get_args(Language))
async def test_the_answer_has_the_view_in_two_lines_of_60_columns(
    open_app: OpenApp, text_of: TextOf, language: Language
) -> None:
    async with open_app(language, (60, 60)) as pilot:
        await looked_ahead(pilot)
        view = view_of(pilot)
        texts = Texts(language)
        facts = {"recommended": view.recommended, "margin": view.margin}
        rows = [row.strip() for row in text_of(pilot.app).splitlines()]
        at = rows.index(f"· {texts('later.line.best', **facts)}")
        assert rows[at + 1].endswith("· ^R")


async def test_a_key_is_answered_while_a_view_is_worked_out(
    open_app: OpenApp, text_of: TextOf, held_back: HeldBack
) -> None:
    async with open_app("en", (100, 60)) as pilot:
        await held_back.begins(pilot)
        await write(pilot, BILL, "2600000")
        assert decision(pilot) == service.decide(decision(pilot).case, screen(pilot)._rulebook)
        assert decision(pilot).case.accident.own_damage.likely == 2_600_000
        assert WAITING in text_of(pilot.app)
        held_back.free.set()
        await looked_ahead(pilot)
        assert WAITING not in text_of(pilot.app)
        assert f"{view_of(pilot).margin // 10_000}0,000 won" in text_of(pilot.app)


async def test_typing_does_not_start_a_view_at_each_key(
    open_app: OpenApp, held_back: HeldBack
) -> None:
    held_back.free.set()
    async with open_app("en") as pilot:
        await looked_ahead(pilot)
        await write(pilot, BILL, "2600000")
        await looked_ahead(pilot)
        assert len(held_back.asked) < len("2600000")
        assert held_back.asked[-1] == decision(pilot).case


async def test_a_late_view_is_kept_for_its_own_case(
    open_app: OpenApp, text_of: TextOf, held_back: HeldBack
) -> None:
    """It is not shown for the case that was typed meanwhile, and is there after an undo."""
    async with open_app("en", (100, 60)) as pilot:
        first = decision(pilot)
        await held_back.begins(pilot)
        screen(pilot)._keep(screen(pilot)._draft.with_value(BILL, "500000"))
        screen(pilot)._stop_waiting()
        held_back.free.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen(pilot)._later_views.known(first.case) is not None
        assert WAITING in text_of(pilot.app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert decision(pilot) == first
        assert WAITING not in text_of(pilot.app)
        assert held_back.asked == [first.case]


async def test_leaving_while_a_view_is_worked_out_is_clean(
    open_app: OpenApp, held_back: HeldBack
) -> None:
    async with open_app("en") as pilot:
        await held_back.begins(pilot)
        await pilot.press("ctrl+q")
    assert not pilot.app.is_running
    assert pilot.app.return_code == 0
    held_back.free.set()
    await asyncio.sleep(0.2)


async def test_leaving_the_screen_while_it_works_is_clean(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await pilot.press("ctrl+r", "right", "escape")
        assert isinstance(pilot.app.screen, CaseScreen)
        await pilot.app.workers.wait_for_complete()
        await looked_ahead(pilot)


async def test_it_is_found_while_the_calendar_is_frozen(open_app: OpenApp) -> None:
    with freeze_time(TODAY, tick=True):
        async with open_app("en") as pilot:
            await looked_ahead(pilot)


async def test_steps_through_the_rates_show_the_view_at_each(open_app: OpenApp) -> None:
    """To the highest rate and no further, then to the lowest; page and chart go together."""
    async with open_app("en") as pilot:
        all_rates = rates(view_of(pilot))
        views = {rate: view_of(pilot, rate) for rate in all_rates}
        await go(pilot, "ctrl+r")
        at = all_rates.index(shown_view(pilot).accident_rate)
        steps = ["right"] * len(all_rates) + ["left"] * 2 * len(all_rates)
        for key in steps:
            await pilot.press(key)
            at = max(0, min(len(all_rates) - 1, at + (1 if key == "right" else -1)))
            wanted = views[all_rates[at]]
            assert shown_view(pilot).costs == wanted.costs
            chart = pilot.app.screen.query_one(ChartView)
            assert chart.recommended is wanted.recommended


async def test_a_view_at_another_rate_may_come_first(
    open_app: OpenApp, text_of: TextOf, held_back: HeldBack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case screen may find the first view just after this screen looked for it."""
    monkeypatch.setattr("advisor.tui.screens.later.work_out", held_back)
    async with open_app("en") as pilot:
        other = view_of(pilot, Decimal("0.08"))
        await pilot.press("ctrl+r")
        await pilot.pause()
        later = pilot.app.screen
        assert isinstance(later, LaterScreen)
        later.post_message(LaterScreen.Found(Decimal("0.08"), other))
        await pilot.pause()
        assert WAITING in text_of(pilot.app)
        held_back.free.set()
        await go(pilot, "home", "left")
        assert shown_view(pilot).accident_rate == Decimal("0.08")


async def test_a_step_before_anything_is_known_does_nothing(
    open_app: OpenApp, text_of: TextOf, held_back: HeldBack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.tui.screens.later.work_out", held_back)
    async with open_app("en") as pilot:
        await pilot.press("ctrl+r", "right", "left")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LaterScreen)
        assert WAITING in text_of(pilot.app)
        held_back.free.set()
        await go(pilot, "home", "right")
        assert shown_view(pilot).accident_rate == Decimal("0.22")


async def test_why_there_is_no_view_is_said(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    """Of a policy before the grades of today, the answer itself is there and the view is not."""
    path = case_file(tmp_path, ("2026-", "2016-"), ("2024-", "2014-"))
    async with open_app("en", (100, 60), path) as pilot:
        await looked_ahead(pilot)
        assert "With later accidents: not known." in text_of(pilot.app)
        await go(pilot, "ctrl+r", "right")
        assert "It needs a policy that began in 2017" in text_of(pilot.app)


async def test_where_nothing_is_covered_there_is_no_view_to_speak_of(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = case_file(tmp_path, ('kind   = "object"', 'kind = "wear"'))
    async with open_app("en", (100, 60), path) as pilot:
        await pilot.pause(0.7)
        assert "later accidents" not in text_of(pilot.app)
        await go(pilot, "ctrl+r")
        assert "pay yourself whatever the repair costs" in text_of(pilot.app)


async def test_another_answer_is_marked_and_the_one_to_follow_named(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = case_file(tmp_path, ("= 1_500_000", "= 1_250_000"), ("1_800_000", "1_500_000"))
    async with open_app("en", (100, 60), path) as pilot:
        await looked_ahead(pilot)
        assert view_of(pilot).otherwise
        shown = " ".join(text_of(pilot.app).split())
        assert "! But with later accidents: paying yourself" in shown
        assert "follow this" in shown
        await go(pilot, "ctrl+r")
        shown = " ".join(text_of(pilot.app).split())
        assert "Which answer to follow" in shown
        assert "loses you at most" in shown


OPEN = {
    "en": ("with the refund kept open", "Follow this only if you look again", "● Decide later"),
    "ko": ("환입은 나중에", "다시 따져 본다면 이 답", "● 환입은 나중에"),
}


@pytest.mark.parametrize("language", get_args(Language))
async def test_an_open_refund_is_marked_as_it_is_named(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, language: Language
) -> None:
    """On the case screen within three lines of 60 columns, and as the cheapest row of the view."""
    path = case_file(tmp_path, ("= 1_500_000", "= 600_000"), ("1_800_000", "600_000"))
    named, follow, marked = OPEN[language]
    async with open_app(language, (60, 60), path) as pilot:
        await looked_ahead(pilot)
        assert view_of(pilot).advice.keeps_open
        rows = text_of(pilot.app).splitlines()
        at = next(place for place, row in enumerate(rows) if row.strip().startswith("! "))
        while "^R" not in rows[at + 3]:
            at += 1
        said = " ".join(" ".join(rows[at : at + 4]).split())
        assert named in said
        assert follow in said
        await go(pilot, "ctrl+r")
        texts = Texts(language)
        assert marked in text_of(pilot.app)
        shown = " ".join(text_of(pilot.app).split())
        assert texts("later.costs.title") in shown
        assert pilot.app.screen.query_one(ChartView).recommended is Option.CLAIM


async def test_views_are_found_by_the_value_of_a_case_and_the_oldest_is_forgotten(
    open_app: OpenApp,
) -> None:
    async with open_app() as pilot:
        case, view = decision(pilot).case, view_of(pilot)
        kept = LaterViews(screen(pilot)._rulebook)
        kept.keep(case, None, view)
        assert kept.known(_again(case)) is view
        assert kept.known(case, Decimal("0.3")) is None
        for number in range(64):
            kept.keep(case, Decimal(number), view)
        assert kept.known(case) is None
        assert kept.known(case, Decimal(63)) is view


def _again(case: Case) -> Case:
    from attrs import evolve  # noqa: PLC0415 - beside its one use

    return evolve(case, policy=evolve(case.policy))


WATCHED = """
import asyncio, sys, threading
from advisor.tui.app import AdvisorApp
from advisor.tui.opening import sample_opening

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            print("main" if threading.current_thread() is threading.main_thread() else "worker")

async def look():
    async with AdvisorApp(sample_opening(), "en").run_test() as pilot:
        await pilot.press("ctrl+r", "right")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("escape")

sys.meta_path.insert(0, Watch())
asyncio.run(look())
"""


def test_the_app_itself_never_waits_for_numerics() -> None:
    """They are loaded once, by the thread that works behind the screen."""
    done = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, "-c", WATCHED], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["worker"]
