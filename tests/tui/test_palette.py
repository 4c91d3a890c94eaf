"""The command palette names in words what every key does, on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input
from tui.driver import go, idle

from advisor.explain.texts import LANGUAGES, Texts
from advisor.tui.keys import CASE_KEYS, CASES_KEYS
from advisor.tui.screens.help import Help
from advisor.tui.screens.rules import RulesScreen

if TYPE_CHECKING:
    from tui.driver import OpenApp, TextOf

    from advisor.explain.texts import Language


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_has_all_that_the_keys_of_the_case_do(
    open_app: OpenApp, language: Language
) -> None:
    async with open_app(language) as pilot:
        given = [found.title for found in pilot.app.get_system_commands(pilot.app.screen)]
    texts = Texts(language)
    for key in CASE_KEYS:
        longer = key.text.replace("app.key.", "app.command.")
        assert texts(longer if texts.has(longer) else key.text) in given, key
    assert len(given) == len(set(given))


async def test_a_command_is_found_by_its_words_and_done(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "규정 보"
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RulesScreen)
        await pilot.app.workers.wait_for_complete()


async def test_a_screen_over_the_case_has_its_own_commands_and_help(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en", (100, 60)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        given = [found.title for found in pilot.app.get_system_commands(pilot.app.screen)]
        texts = Texts("en")
        told_longer = {"saved('save-as')", "saved('new')", "chosen('message')", "select_all"}
        own = {texts(key.text) for key in CASES_KEYS if key.action not in told_longer}
        assert own | {
            "Begin a new case",
            "Copy the answer as a message",
            "Select all, or none",
        } <= set(given)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Help)
        shown = text_of(pilot.app)
        assert "Rename" in shown
        assert "Redo" not in shown


@pytest.mark.parametrize("keys", [("f5",), ("f9",), ("f2",)])
async def test_the_help_of_a_screen_over_the_case_begins_with_its_keys(
    open_app: OpenApp, text_of: TextOf, keys: tuple[str, ...]
) -> None:
    """How to fill in the form is of no use there and would push the keys out of sight."""
    async with open_app("en", (80, 24)) as pilot:
        await go(pilot, *keys, "f1")
        shown = text_of(pilot.app)
        assert "Keys" in shown
        assert "Back" in shown.partition("Keys")[2]
        assert "Change a field on the left" not in shown


async def test_keys_are_shown_as_they_are_everywhere(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        given = {found.help for found in pilot.app.get_system_commands(pilot.app.screen)}
    assert {"F7", "PgDn", "^R", "F1", "^S"} <= given
    assert not any("," in key or "ctrl" in key for key in given)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "No such command."), ("ko", "찾는 명령이 없습니다.")]
)
async def test_that_nothing_is_found_is_said_in_the_language_of_the_app(
    open_app: OpenApp, text_of: TextOf, language: Language, said: str
) -> None:
    async with open_app(language) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "zzzzqqqq"
        await pilot.pause(1.0)
        shown = text_of(pilot.app)
        assert said in shown
        assert "No matches found" not in shown


@pytest.mark.parametrize(
    ("language", "wanted", "asks"),
    [("ko", "테마", "어떤 테마로 볼까요?"), ("en", "theme", "Which theme?")],
)
async def test_the_themes_are_found_and_asked_for_in_the_language_of_the_app(
    open_app: OpenApp, text_of: TextOf, language: Language, wanted: str, asks: str
) -> None:
    async with open_app(language) as pilot:
        await pilot.press("ctrl+p")
        await idle(pilot)
        pilot.app.screen.query_one(Input).value = wanted
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.5)
        shown = text_of(pilot.app)
        assert asks in shown
        assert "Search for themes" not in shown
        pilot.app.screen.query_one(Input).value = "high-contrast"
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert pilot.app.theme == "high-contrast"
