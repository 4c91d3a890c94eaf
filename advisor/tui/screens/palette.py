"""The command palette, in spite of keys that come faster than it can list its commands."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual import work
from textual.command import CommandPalette
from textual.css.query import NoMatches


class Palette(CommandPalette):
    """Textual's own; what it still does while it closes raises nothing."""

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001 - its own search
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):  # closed before it had begun
            await _gathering(self, search_value)

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # pages are turned before there is room for a line
            super()._action_command_list(action)


_gathering: Any = CommandPalette._gather_commands.__wrapped__  # type: ignore[attr-defined]  # noqa: SLF001
"""How Textual searches, without its worker around it."""
