"""The view with later accidents is worked out in the background and shown for its own case only."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from freezegun import freeze_time
from tui.clients import TODAY
from tui.driver import decision, go, screen, write
from tui.looking_ahead import HeldBack, looked_ahead

from advisor import service
from advisor.domain.outcome import Option
from advisor.explain.texts import Language, Texts
from advisor.intake.sample import sample_text
from advisor.later.later_advice import LaterAdvice, LaterInFull, later_advice, later_in_full
from advisor.report.later.later_words import refund_hint
from advisor.tui.later_views import LaterViews
from advisor.tui.screens import case_later
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.later import LaterPage, LaterScreen, rates
from advisor.tui.widgets.chart_view import ChartView

if TYPE_CHECKING:
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


def advice_of(pilot: Pilot[None]) -> LaterAdvice:
    """Return the second opinion on the case on the screen, worked out without the app."""
    return later_advice(decision(pilot), screen(pilot)._rulebook)


def pages_of(pilot: Pilot[None], rate: Decimal | None = None) -> LaterInFull:
    """Return the pages of the second opinion, worked out without the app."""
    return later_in_full(decision(pilot), screen(pilot)._rulebook, rate)


def shown_pages(pilot: Pilot[None]) -> LaterInFull:
    found = pilot.app.screen.query_one(LaterPage).pages
    assert isinstance(found, LaterInFull)
    return found


@pytest.mark.parametrize("language", get_args(Language))
async def test_an_opinion_that_agrees_is_one_quiet_line(
    open_app: OpenApp, text_of: TextOf, language: Language
) -> None:
    async with open_app(language, (60, 70)) as pilot:
        await looked_ahead(pilot)
        assert advice_of(pilot).agrees
        said = Texts(language)("later.opinion.agree")
        shown = " ".join(text_of(pilot.app).split())
        assert f"· {said} · ^R" in shown


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
        assert "with later accidents counted" in " ".join(text_of(pilot.app).split())


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
    """A late view is not shown for the case typed meanwhile, and is there again after an undo."""
    async with open_app("en", (100, 60)) as pilot:
        first = decision(pilot)
        await held_back.begins(pilot)
        screen(pilot).edits.type_in(BILL, "500000")
        screen(pilot).later.stop_waiting()
        held_back.free.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen(pilot).later.views.known(first.case) is not None
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
    """The steps stop at the highest and the lowest rate; page and chart change together."""
    async with open_app("en") as pilot:
        all_rates = rates(pages_of(pilot))
        views = {rate: pages_of(pilot, rate) for rate in all_rates}
        await go(pilot, "ctrl+r")
        at = all_rates.index(shown_pages(pilot).advice.accident_rate)
        steps = ["right"] * len(all_rates) + ["left"] * 2 * len(all_rates)
        for key in steps:
            await pilot.press(key)
            at = max(0, min(len(all_rates) - 1, at + (1 if key == "right" else -1)))
            wanted = views[all_rates[at]]
            assert shown_pages(pilot).advice.costs == wanted.advice.costs
            chart = pilot.app.screen.query_one(ChartView)
            assert chart.recommended is wanted.advice.recommended


async def test_a_view_at_another_rate_may_come_first(
    open_app: OpenApp, text_of: TextOf, held_back: HeldBack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case screen may find the first view just after the page looked for it."""
    monkeypatch.setattr("advisor.tui.screens.later.work_out_pages", held_back.pages)
    async with open_app("en") as pilot:
        other = pages_of(pilot, Decimal("0.08"))
        await pilot.press("ctrl+r")
        await pilot.pause()
        later = pilot.app.screen
        assert isinstance(later, LaterScreen)
        later.post_message(LaterScreen.PagesFound(Decimal("0.08"), other))
        await pilot.pause()
        assert WAITING in text_of(pilot.app)
        held_back.free.set()
        await go(pilot, "home", "left")
        assert shown_pages(pilot).advice.accident_rate == Decimal("0.08")


async def test_a_step_before_anything_is_known_does_nothing(
    open_app: OpenApp, text_of: TextOf, held_back: HeldBack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.tui.screens.later.work_out_pages", held_back.pages)
    async with open_app("en") as pilot:
        await pilot.press("ctrl+r", "right", "left")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LaterScreen)
        assert WAITING in text_of(pilot.app)
        held_back.free.set()
        await go(pilot, "home", "right")
        assert shown_pages(pilot).advice.accident_rate == Decimal("0.22")


async def test_why_there_is_no_view_is_said(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    """A policy from before today's grades has an answer, but no view with later accidents."""
    path = case_file(tmp_path, ("2026-", "2016-"), ("2024-", "2014-"))
    async with open_app("en", (100, 60), path) as pilot:
        await looked_ahead(pilot)
        assert "With later accidents counted: not known." in text_of(pilot.app)
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
        assert "Pay yourself whatever the repair costs" in text_of(pilot.app)


CASE = """format = 1
as_of = {today}
[policy]
start = 2026-03-02
premium = 820_000
grade = {grade}
[policy.own_damage]
single_vehicle = true
[accident]
day = {today}
kind = "object"
own_damage = {bill}
[assumptions]
grade_table = "mg-2024"
count_profile = "steps"
{more}
"""


def written(folder: Path, grade: int, bill: int, today: str, more: str = "") -> Path:
    path = folder / "case.toml"
    path.write_text(CASE.format(grade=grade, bill=bill, today=today, more=more), "utf-8")
    return path


async def test_a_close_call_is_marked_and_told_with_both_sums(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = written(tmp_path, 7, 1_950_000, "2026-11-19")
    async with open_app("en", (110, 60), path) as pilot:
        await looked_ahead(pilot)
        advice = advice_of(pilot)
        assert not advice.agrees
        shown = " ".join(text_of(pilot.app).split())
        assert "! Later accidents could change that: over 10 renewals" in shown
        about = Texts("en").formats["about"]
        for amount in (advice.headline.margin, advice.regret):
            assert about(amount) in shown
        await go(pilot, "ctrl+r")
        assert "Later accidents could change that" in text_of(pilot.app)


@pytest.mark.parametrize("language", get_args(Language))
async def test_a_stated_refund_that_saves_enough_stands_first_and_the_advice_is_marked(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, language: Language
) -> None:
    """The case screen names the open refund in the close call, and the view lists it as cheapest.

    The mark stays on the option of the headline, because two marks would be two answers.
    """
    path = written(tmp_path, 16, 1_250_000, "2026-03-10", "refund_allowed = true")
    texts = Texts(language)
    async with open_app(language, (60, 80), path) as pilot:
        await looked_ahead(pilot)
        assert advice_of(pilot).best.keeps_open
        advised = advice_of(pilot).headline.recommended
        shown = " ".join(text_of(pilot.app).split())
        assert all(word in shown for word in texts("choice.kept-open").split())
        await go(pilot, "ctrl+r")
        rows = [row.strip() for row in text_of(pilot.app).splitlines()]
        cheapest = next(row for row in rows if row.startswith(texts("app.option.kept-open")))
        marked = [row for row in rows if row.startswith("● ")]
        assert [row.startswith(f"● {texts(f'app.option.{advised}')}") for row in marked] == [True]
        assert rows.index(cheapest) < rows.index(marked[0])
        assert pilot.app.screen.query_one(ChartView).recommended is Option.CLAIM


@pytest.mark.parametrize("language", get_args(Language))
async def test_an_unknown_refund_is_a_hint(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, language: Language
) -> None:
    path = written(tmp_path, 16, 1_250_000, "2026-03-10")
    async with open_app(language, (60, 80), path) as pilot:
        await looked_ahead(pilot)
        advice = advice_of(pilot)
        (said,) = refund_hint(advice, Texts(language))
        shown = " ".join(text_of(pilot.app).split())
        assert all(word in shown for word in said.split())


async def test_views_are_found_by_the_value_of_a_case_and_the_oldest_is_forgotten(
    open_app: OpenApp,
) -> None:
    async with open_app() as pilot:
        case, advice, pages = decision(pilot).case, advice_of(pilot), pages_of(pilot)
        kept = LaterViews(screen(pilot)._rulebook)
        kept.keep(case, advice)
        assert kept.known(_again(case)) is advice
        kept.keep_pages(case, None, pages)
        assert kept.known_pages(_again(case)) is pages
        assert kept.known_pages(case, Decimal("0.3")) is None
        for number in range(64):
            kept.keep_pages(case, Decimal(number), pages)
        assert kept.known_pages(case) is None
        assert kept.known_pages(case, Decimal(63)) is pages
        assert kept.known(case) is advice


def _again(case: Case) -> Case:
    from attrs import evolve  # noqa: PLC0415 - beside its one use

    return evolve(case, policy=evolve(case.policy))


WATCHED = """
import asyncio, sys, threading
sys.path.append(sys.argv[1])
from advisor.tui.app import AdvisorApp
from tui.driver import sample_opening

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
    """Numpy is loaded once, by the thread that works in the background."""
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, "-c", WATCHED, tests], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["worker"]
