"""Headings and dialogs are shown in full, in both languages, down to 60 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from textual.widget import Widget
from tui.driver import go

from advisor.explain.texts import Language
from advisor.tui.screens.over_case import Heading
from advisor.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.driver import OpenApp, TextOf

OPENED_BY = ("f2", "f3", "f4", "f5", "f9", "f10", "ctrl+r")


@pytest.mark.parametrize("language", get_args(Language))
async def test_a_heading_is_not_cut(open_app: OpenApp, text_of: TextOf, language: Language) -> None:
    async with open_app(language, (60, 20)) as pilot:
        for key in OPENED_BY:
            await go(pilot, key)
            assert pilot.app.screen.query(Heading), key
            assert "…" not in text_of(pilot.app).splitlines()[0], key
            await go(pilot, "escape")


@pytest.mark.parametrize("language", get_args(Language))
async def test_a_dialog_is_there_in_full(open_app: OpenApp, language: Language) -> None:
    async with open_app(language, (60, 20)) as pilot:
        for key in ("f6", "ctrl+s"):
            await go(pilot, key)
            bar = pilot.app.screen.query_one(KeyBar)
            assert pilot.app.screen.region.contains_region(bar.region), key
            panel = bar.parent
            assert isinstance(panel, Widget)
            assert panel.region.contains_region(bar.region), key
            await go(pilot, "escape")
