"""A command palette that copes with keys typed before its commands are listed."""

from contextlib import suppress
from functools import partial
from typing import Any

from textual import work
from textual.command import CommandList, CommandPalette, Provider
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets.option_list import Option


class Palette(CommandPalette):
    """Textual's own palette, except that nothing it still does while closing raises an error.

    Its magnifying glass is left out, because few terminal fonts have one.
    """

    DEFAULT_CSS = "Palette SearchIcon { display: none; }"

    def __init__(self, placeholder: str, nothing: str, *providers: type[Provider]) -> None:
        """Show `placeholder` in the empty field, and `nothing` if no command is found.

        Without `providers` the palette lists the commands of the screen.
        """
        super().__init__(providers=providers or None, placeholder=placeholder)
        self._nothing = nothing

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        say = partial(self._say_nothing, search_value)
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say)

    def _say_nothing(self, search_value: str) -> None:
        """Say that nothing is found, as Textual does, but in the language of the app."""
        if search_value:
            option = Option(Content(f" {self._nothing}"), id=self._NO_MATCHES, disabled=True)
            self.query_one(CommandList).add_option(option)
        self._list_visible = bool(search_value)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001 - its own search
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):  # closed before the search began
            await _gathering(self, search_value)

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # a page key came before the list was laid out
            super()._action_command_list(action)


_gathering: Any = CommandPalette._gather_commands.__wrapped__  # type: ignore[attr-defined]  # noqa: SLF001
"""Textual's search, without its worker around it."""
