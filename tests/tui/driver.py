"""What tests do at the case screen, as functions named after what a user does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from advisor.rules.rulebook import load_rulebook
from advisor.tui.desk import Desk
from advisor.tui.opening import AppStart
from advisor.tui.own_case import sample_draft
from advisor.tui.screens.case import CaseScreen
from advisor.tui.terminal.ordered_app import OrderedApp
from advisor.tui.widgets.case_form import CaseForm, Row
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

    from advisor.domain.decision import Decision
    from advisor.explain.texts import Language


class OpenApp(Protocol):
    """A function that opens the app for a test."""

    def __call__(
        self, language: Language = ..., size: tuple[int, int] = ..., case: Path | None = ...
    ) -> AbstractAsyncContextManager[Pilot[None]]: ...


class TextOf(Protocol):
    """A function that reads the screen of an app as text."""

    def __call__(self, app: App[None]) -> str: ...


def sample_opening(desk: Desk | None = None) -> AppStart:
    """Return a start of the app on the worked sample, which ^B opens later."""
    desk = desk or Desk()
    sample = sample_draft()
    desk.start_anew(sample, sample=True)
    notice = "app.notice.sample" if desk.keeps else "app.notice.sample-unkept"
    return AppStart(sample, load_rulebook(), desk=desk, notice=notice)


def screen(pilot: Pilot[None]) -> CaseScreen:
    found = pilot.app.screen
    assert isinstance(found, CaseScreen)
    return found


def decision(pilot: Pilot[None]) -> Decision:
    found = screen(pilot).consultation.decision
    assert found
    return found


def row(pilot: Pilot[None], key: str) -> Row:
    found = screen(pilot).query_one(CaseForm).row(key)
    assert found, key
    return found


async def go(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after the background work of the key before it is done."""
    for key in keys:
        await pilot.press(key)
        await idle(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def write(pilot: Pilot[None], key: str, text: str) -> None:
    """Go to a field and type over its text."""
    row(pilot, key).focus()
    await pilot.pause()
    await pilot.press("end", "ctrl+u")
    for sign in text:
        pilot.app.simulate_key(sign)
    await settled(pilot)


async def idle(pilot: Pilot[None]) -> None:
    """Wait until every key has had its effect."""
    await pilot.pause()
    while isinstance(pilot.app, OrderedApp) and not pilot.app.is_idle:
        await pilot.pause()


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every key has had its effect and the form's texts are those of the draft."""
    for _ in range(200):
        await pilot.pause()
        if isinstance(pilot.app, OrderedApp) and not pilot.app.is_idle:
            continue
        draft = screen(pilot).consultation.draft
        if all(entry.value == draft.text(entry.path) for entry in screen(pilot).query(Entry)):
            return
    raise AssertionError


async def choose(pilot: Pilot[None], key: str, value: str) -> None:
    """Step through the values of a field until the wanted value is chosen."""
    found = row(pilot, key)
    assert isinstance(found, Choice)
    found.focus()
    await pilot.pause()
    for _ in range(20):
        if found.value == value:
            return
        await pilot.press("right")
    raise AssertionError(value)
