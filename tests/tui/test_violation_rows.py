"""Traffic violations in the form are added, filled in, dropped, kept and counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.driver import choose, decision, row, screen, write

from advisor.domain.policy import Violation
from advisor.intake.case.case_file import parse_toml, write_case
from advisor.intake.case.draft import Draft
from advisor.tui.screens.what_if import WhatIfScreen
from advisor.tui.widgets.case_form import CaseForm
from advisor.tui.widgets.form_button import FormButton

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

ADD, FIRST = "add-violation", "add-violation[0]"
"""The line after the violations, and the line in a fold that adds the first violation."""


async def press_line(pilot: Pilot[None], key: str) -> None:
    """Go to a line that acts when it is pressed, and press it by the keyboard."""
    found = row(pilot, key)
    assert isinstance(found, FormButton)
    found.focus()
    await pilot.press("enter")
    await pilot.pause()


async def add_empty(pilot: Pilot[None]) -> None:
    if not shown(pilot, ADD) and not shown(pilot, FIRST):
        await press_line(pilot, "policy-more")
    await press_line(pilot, ADD if shown(pilot, ADD) else FIRST)


async def add(pilot: Pilot[None], number: int, day: str, kind: str) -> None:
    await add_empty(pilot)
    await write(pilot, f"violation[{number}].day", day)
    await choose(pilot, f"violation[{number}].kind", kind)


def shown(pilot: Pilot[None], key: str) -> bool:
    return screen(pilot).query_one(CaseForm).row(key) is not None


async def test_a_driver_without_violations_sees_nothing_of_them(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        assert not any(shown(pilot, key) for key in (ADD, FIRST, "violations"))


async def test_violations_are_added_filled_and_dropped(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        before = decision(pilot).without_accident
        await add_empty(pilot)
        assert screen(pilot).focused is row(pilot, "violation[0].day")
        assert not screen(pilot).consultation.stale
        await write(pilot, "violation[0].day", "26.3.20")
        assert [found.path for found in screen(pilot).consultation.problems] == [
            "violation[0].kind"
        ]
        await choose(pilot, "violation[0].kind", "drunk")
        assert decision(pilot).case.violations == (Violation(date(2026, 3, 20), "drunk"),)
        assert decision(pilot).without_accident[1].premium > before[1].premium
        await add(pilot, 1, "2026-04-01", "unlicensed")
        lines = list(screen(pilot).query_one(CaseForm).children)
        assert lines.index(row(pilot, ADD)) > lines.index(row(pilot, "violation[1].kind"))
        assert not shown(pilot, FIRST)
        await press_line(pilot, "remove-violation[0]")
        assert decision(pilot).case.violations == (Violation(date(2026, 4, 1), "unlicensed"),)
        row(pilot, "violation[0].kind").focus()
        await pilot.press("f8")
        assert decision(pilot).case.violations == ()
        assert len(decision(pilot).case.claims) == 1
        assert not shown(pilot, "violation[0].day")


async def test_dropping_a_violation_can_be_undone(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await add(pilot, 0, "2026-03-20", "hit-and-run")
        kept = decision(pilot)
        await press_line(pilot, "remove-violation[0]")
        assert decision(pilot) != kept
        await pilot.press("ctrl+z")
        assert decision(pilot) == kept
        await pilot.press("ctrl+y")
        assert decision(pilot).case.violations == ()


async def test_a_violation_is_of_the_case_file(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await add(pilot, 0, "2026-03-20", "drunk")
        document = parse_toml(write_case(decision(pilot).case))
        assert isinstance(document, dict)
        assert Draft.from_document(document).violations == ({"day": "2026-03-20", "kind": "drunk"},)


async def test_a_what_if_keeps_the_violations(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await add(pilot, 0, "2026-03-20", "drunk")
        violations = decision(pilot).case.violations
        await pilot.press("f3")
        assert isinstance(pilot.app.screen, WhatIfScreen)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("down", "a")
        await pilot.pause()
        assert decision(pilot).case.violations == violations


async def test_kinds_are_named_in_the_language_of_the_app(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("ko") as pilot:
        await add(pilot, 0, "2026-03-20", "signal-centre-line-speeding")
        assert "신호·속도·중앙선" in text_of(pilot.app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "signal, speeding" in text_of(pilot.app)
