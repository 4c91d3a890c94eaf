"""A very long paste into a field of any page does not stop the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Paste
from textual.widgets import Input

if TYPE_CHECKING:
    from tui.driver import OpenApp

PAGES = ((), ("f3", "o"), ("f3", "b"), ("ctrl+g",))
LONG = ("9" * 5_000, "９" * 5_000, "999," * 2_000, "견적 1,2 " * 900, "만 \n" * 3_000)
MOST = 3
"""How many fields of a page are tried, because fields of one kind behave alike."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "-".join(page) or "case")
async def test_every_field_bears_a_paste_of_thousands_of_digits(
    open_app: OpenApp, page: tuple[str, ...]
) -> None:
    async with open_app(size=(100, 48)) as pilot:
        for key in page:
            await pilot.press(key)
            await pilot.pause()
        fields = [*pilot.app.screen.query(Input)][:MOST]
        for field in fields:
            field.focus()
            await pilot.pause()
            for text in LONG:
                field.action_select_all()
                field.post_message(Paste(text))
                await pilot.pause()
                await pilot.press("1", "backspace")
        await pilot.pause()
        assert pilot.app.is_running
        assert fields
