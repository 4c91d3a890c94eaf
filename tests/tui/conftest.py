"""Fixtures that run the app for a test: on a fixed day, its screens read as plain text."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.stylesheet import Stylesheet
from tui.clients import CLIENTS, TODAY, keep, of_client
from tui.driver import sample_opening
from tui.waiting import wait_until_idle

from advisor import service
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.opening import opening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from textual.app import App
    from textual.css.model import RuleSet
    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

    from advisor.explain.texts import Language

_parse: Callable[..., list[RuleSet]] = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def _parse_once(sheet: Stylesheet, css: str, *origin: object, **scope: object) -> list[RuleSet]:
    key = (css, origin, *scope.items(), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, *origin, **scope)
    return _parsed[key]


@pytest.fixture(scope="session", autouse=True)
def styles_parsed_once() -> Iterator[None]:
    """Parse each style sheet once for all apps, because parsing takes a tenth of a start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", _parse_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def waits_until_idle() -> Iterator[None]:
    """Make every test of a screen wait until the app is idle, and no longer."""
    with pytest.MonkeyPatch.context() as patch:
        wait_until_idle(patch)
        yield


_draw: Callable[..., object] = Compositor.render_update


def _draw_if_read(compositor: Compositor, **how: Any) -> object:  # noqa: ANN401 - passed on
    if how.get("full"):
        return _draw(compositor, **how)
    visible_screen_stack.set(how["screen_stack"])
    compositor._dirty_regions.clear()
    return None


@pytest.fixture(autouse=True)
def drawn_when_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a screen only when a test reads it, not each time that a terminal would show it.

    There is no terminal here, and drawing for it would take a third of the time of these tests.
    """
    monkeypatch.setattr(Compositor, "render_update", _draw_if_read)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix the day that `service.today` returns; the clock of Textual goes on."""
    monkeypatch.setattr(service, "today", lambda: TODAY)


@pytest.fixture
def open_app() -> OpenApp:
    """Open the app on the sample or on a case file, and wait until it is shown."""

    @asynccontextmanager
    async def opened(
        language: Language = "en", size: tuple[int, int] = (100, 30), case: Path | None = None
    ) -> AsyncIterator[Pilot[None]]:
        app = AdvisorApp(opening(case) if case else sample_opening(), language)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot

    return opened


@pytest.fixture
def text_of() -> TextOf:
    """Return the screen as lines of text, after checking that each row is as wide as the screen."""

    def read(app: App[None]) -> str:
        strips = app.screen._compositor.render_strips()
        rows = ["".join(segment.text for segment in strip) for strip in strips]
        assert {cell_len(row) for row in rows} == {app.size.width}
        return "\n".join(row.rstrip() for row in rows) + "\n"

    return read


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    """Open a store in which nothing is saved yet."""
    with CaseStore(tmp_path / "home", lambda: TODAY) as opened:
        yield opened


@pytest.fixture
def clients(store: CaseStore) -> tuple[int, ...]:
    """Save the cases of some clients; return their numbers."""
    return tuple(
        keep(store, name, of_client(client, plate, start, bill))
        for client, plate, start, bill, name in CLIENTS
    )
