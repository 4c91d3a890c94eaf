"""Keys that come all at once, as from a slow line or a macro, all reach the right field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.driver import row, settled

from advisor.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.pilot import Pilot
    from tui.driver import OpenApp

BILL, CASH = "accident.own_damage", "accident.cash_repair"


async def burst(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Send keys without waiting in between."""
    for key in keys:
        pilot.app.simulate_key(key)
    await settled(pilot)


def value(pilot: Pilot[None], key: str) -> str:
    found = row(pilot, key)
    assert isinstance(found, Entry)
    return found.value


async def test_a_cleared_line_takes_what_follows(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        row(pilot, BILL).focus()
        await pilot.pause()
        await burst(pilot, ["end", "ctrl+u", *"2300000"])
        assert value(pilot, BILL) == "2,300,000"


async def test_editing_keys_act_in_their_order(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        row(pilot, BILL).focus()
        await pilot.pause()
        await burst(
            pilot, ["end", "ctrl+u", *"12", "left", "9", "backspace", "home", "3", "end", "4"]
        )
        assert value(pilot, BILL) == "3,124"


async def test_what_follows_the_way_to_the_next_field_is_typed_there(open_app: OpenApp) -> None:
    for go in ("enter", "tab", "down"):
        async with open_app() as pilot:
            row(pilot, BILL).focus()
            await pilot.pause()
            await burst(pilot, ["end", "ctrl+u", *"23", "m", go, "end", "ctrl+u", *"180만"])
            assert (value(pilot, BILL), value(pilot, CASH)) == ("230,000", "180만")


async def test_the_way_back_is_as_quick(open_app: OpenApp) -> None:
    for go in ("up", "shift+tab"):
        async with open_app() as pilot:
            row(pilot, CASH).focus()
            await pilot.pause()
            await burst(pilot, ["end", "ctrl+u", *"5", go, "end", "ctrl+u", *"6"])
            assert (value(pilot, BILL), value(pilot, CASH)) == ("6", "5")
