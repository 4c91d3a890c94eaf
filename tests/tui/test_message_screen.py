"""^K: the answer as a message, in the clipboard and to read, at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from advisor.explain.texts import LANGUAGES, Language
from advisor.report.message import MOST_LINES, message
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.message import MessageScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import MonkeyPatch  # noqa: PT013 - types only
    from tui.driver import OpenApp, TextOf


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_message_is_copied_and_shown(
    open_app: OpenApp, text_of: TextOf, language: Language, size: tuple[int, int]
) -> None:
    async with open_app(language, size) as pilot:
        app = pilot.app
        assert isinstance(app.screen, CaseScreen)
        decision, texts = app.screen.consultation.decision, app.screen.texts
        assert decision is not None
        assert texts is not None
        said = message(decision, texts).rstrip("\n")
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert isinstance(app.screen, MessageScreen)
        assert app.clipboard == said
        assert len(said.splitlines()) <= MOST_LINES
        shown = app.screen.query_one(TextArea)
        assert shown.text == said
        assert said[:16] in text_of(app)
        keys = text_of(app)
        assert texts("app.key.back") in keys, "the keys are in view, whatever the message"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)


async def test_what_is_selected_can_be_copied_alone(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        await pilot.press("ctrl+k")
        await pilot.pause()
        area = pilot.app.screen.query_one(TextArea)
        assert pilot.app.focused is area
        await pilot.press("home", "shift+end", "ctrl+c")
        await pilot.pause()
        assert pilot.app.clipboard == area.selected_text
        assert 0 < len(area.selected_text) < len(area.text)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.clipboard == area.text
        await pilot.press("x")
        assert area.text == pilot.app.clipboard, "nothing is typed into it"


async def test_the_office_of_the_settings_sends_it(
    open_app: OpenApp, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[office]\nname = "Hanbit"\ntelephone = "02-1"\n', "utf-8")
    monkeypatch.setenv("ADVISOR_CONFIG", str(config))
    async with open_app("en") as pilot:
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert pilot.app.clipboard.endswith("Hanbit 02-1")


async def test_the_field_that_is_typed_into_is_read_first(open_app: OpenApp) -> None:
    """And ^K takes nothing out of it, as it does in a line of Textual."""
    async with open_app("en") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CaseScreen)
        screen._focus("accident.own_damage")
        await pilot.pause()
        await pilot.press(*"9100000", "ctrl+k")
        await pilot.pause()
        assert "9.1 million" in pilot.app.clipboard


async def test_without_an_answer_there_is_no_message(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await pilot.press("ctrl+n", "escape")
        await pilot.pause()
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.clipboard == ""
