"""The app around the screens: language, theme, and the way in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.reactive import var

from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.tui.keys import APP_KEYS, bindings
from advisor.tui.opening import Opening, opening
from advisor.tui.screens.case import CaseScreen
from advisor.tui.themes import HIGH_CONTRAST

if TYPE_CHECKING:
    from pathlib import Path

    from textual.binding import BindingType
    from textual.screen import Screen


class AdvisorApp(App[None]):
    """Opens a case; all that it knows itself is the language and the theme."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(APP_KEYS)

    DEFAULT_MODE = "case"

    texts: var[Texts] = var(lambda: Texts("ko"), init=False)

    def __init__(self, opened: Opening, language: Language) -> None:
        super().__init__()
        self._opened = opened
        self.set_reactive(AdvisorApp.texts, Texts(language))
        self.register_theme(HIGH_CONTRAST)
        self.add_mode(self.DEFAULT_MODE, self._case_screen)

    def _case_screen(self) -> Screen[None]:
        return CaseScreen(self._opened).data_bind(AdvisorApp.texts)

    def action_switch_language(self) -> None:
        """Speak the other language from now on."""
        here = LANGUAGES.index(self.texts.language)
        self.texts = Texts(LANGUAGES[(here + 1) % len(LANGUAGES)])


def run(case_path: Path | None, language: Language) -> None:
    """Open the app on a case file, or on the sample, until it is left.

    Raises:
        OSError: the case file cannot be read.
    """
    AdvisorApp(opening(case_path), language).run()
