"""A desk with clients, and what tests do to fill, drive and read it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve
from tui.driver import idle

from advisor import service
from advisor.cases import advised
from advisor.domain.case import Case
from advisor.intake.case.draft import Draft, read_draft
from advisor.rules.rulebook import load_rulebook
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.opening import opening
from advisor.tui.own_case import sample_draft
from advisor.tui.screens.cases import CasesScreen
from advisor.tui.widgets.finder import Finder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from advisor.explain.texts import Language
    from advisor.storage.store import CaseStore

TODAY = date(2026, 11, 22)
CLIENTS = (
    ("김민수", "12가 3456", "2026-03-02", "1,800,000", "주차장 기둥"),
    ("Lee Jane", "99나 1234", "2026-01-10", "700,000", "rear bumper"),
    ("박영희", "34다 5678", "2025-12-01", "2,600,000", "골목 접촉"),
)


def of_client(name: str, plate: str, start: str, bill: str) -> Draft:
    draft = sample_draft()
    for path, text in (
        ("client.name", name), ("client.plate", plate), ("client.telephone", "010-1234-5678"),
        ("policy.start", start), ("accident.own_damage", bill), ("accident.cash_repair", ""),
    ):  # fmt: skip
        draft = draft.with_value(path, text)
    return draft


def keep(store: CaseStore, name: str, draft: Draft) -> int:
    """Save a case with its answer, as the app does."""
    rulebook = load_rulebook()
    case = read_draft(draft, rulebook, TODAY)
    answer = None
    if isinstance(case, Case):
        answer = advised(service.decide(case, rulebook))
        answer = evolve(answer, rules_hash="0123456789abcdef", version="0.2.0")
    return store.save(name, draft, answer=answer).number


@asynccontextmanager
async def running(
    store: CaseStore, language: Language = "en", size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Pilot[None]]:
    app = AdvisorApp(opening(None, Desk(store)), language)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await idle(pilot)


def desk(pilot: Pilot[None]) -> CasesScreen:
    found = pilot.app.screen
    assert isinstance(found, CasesScreen)
    return found


def listed(pilot: Pilot[None]) -> list[str]:
    """Return the clients that the desk lists, in order."""
    screen = desk(pilot)
    return [screen._found[one.key].client.name for one in screen.query_one(Finder).shown]


async def view(pilot: Pilot[None], wanted: str) -> None:
    for _ in range(4):
        if desk(pilot)._view == wanted:
            return
        await press(pilot, "f5")
    raise AssertionError(wanted)


def told(pilot: Pilot[None]) -> str:
    """Return the words of the latest toast."""
    return [one.message for one in pilot.app._notifications][-1]
