"""The app around the screens: language, theme, and the way in and out."""

import gc
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from textual import on
from textual.app import SystemCommand
from textual.driver import Driver
from textual.events import CursorPosition
from textual.notifications import Notify, SeverityLevel
from textual.reactive import var
from textual.screen import Screen
from textual.theme import ThemeProvider

from advisor import on_demand
from advisor.cases import open_cases
from advisor.environment import MOUSE, THEME, ascii_stated, stated_flag
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import cut
from advisor.settings import keep, read_settings
from advisor.storage.errors import StorageError
from advisor.storage.kept import SavedCase
from advisor.storage.store import CaseStore
from advisor.tui.desk import Desk
from advisor.tui.help_keys import declared
from advisor.tui.keys import APP_KEYS, KEY_TEXTS, PAGE_COMMANDS, bindings
from advisor.tui.opening import AppStart, opening
from advisor.tui.screens.case import CaseScreen
from advisor.tui.terminal.ascii_signs import QUESTION, AsciiSigns, HarmlessSigns, shows_double
from advisor.tui.terminal.in_order import InOrder
from advisor.tui.terminal.leaving import leave_in_order
from advisor.tui.themes import HIGH_CONTRAST, NARROW_BARS, with_plain_bars
from advisor.tui.toasts import TOAST_CSS, toast_text
from advisor.tui.widgets.lines import Lines

_COMMAND = "app.command."
"""How the codes of commands begin that say more than their key."""

_AT_LEISURE = 3.0
"""Seconds after the start, when what nobody waits for is done."""

_LEFT_OUT = 30
"""Cells of each part of a paste that was left out."""

_FAULT = 1
"""What Textual gives for an error of ours."""

Trouble = tuple[str, "Mapping[str, object]"]
"""The code of what is the matter, and its facts."""


_SETTLED = 3.0
"""Seconds after the start, when the first screen stands and nothing more is loaded for it."""


class AdvisorApp(InOrder):
    """Opens a case; all that it knows itself is the language and the theme."""

    BINDINGS = bindings(APP_KEYS)

    # As Textual's default screen it would be painted before what covers it at the start.
    DEFAULT_MODE = "case"

    NOTIFICATION_TIMEOUT = 3.0
    CSS_PATH = "screens/case.tcss"  # of a screen, Textual would read it a second and a third time
    # A class of its own for a screen behind another would have all that is on it styled anew.
    SUSPENDED_SCREEN_CLASS = ""
    CSS = f"{TOAST_CSS} {NARROW_BARS}"

    texts: var[Texts] = var(lambda: Texts("ko"), init=False)

    def __init__(
        self,
        opened: AppStart,
        language: Language,
        troubles: tuple[Trouble, ...] = (),
        *,
        ascii_only: bool | None = False,
    ) -> None:
        """Open a case; `ascii_only` draws with ASCII signs, None if the terminal needs them."""
        super().__init__()
        self._filters.insert(0, HarmlessSigns())
        self._opened = opened
        self._asks_width = ascii_only is None
        if ascii_only:
            self._filters.append(AsciiSigns())
        self._troubles = troubles
        self._keeps_choices = False
        self.set_reactive(AdvisorApp.texts, Texts(language))
        self.register_theme(HIGH_CONTRAST)
        self.add_mode(self.DEFAULT_MODE, self._case_screen)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a toast in which every sign stays whole, once what lies behind it is laid out.

        Often a dialog closes with the words, and the edges are those of the screen below it.
        """
        tell = super().notify

        def show() -> None:
            words = toast_text(message, self.screen)
            tell(words, title=title, severity=severity, timeout=timeout, markup=markup)

        self.call_after_refresh(show)

    def keep_choices(self, theme: str | None) -> None:
        """Begin with a theme, if there is one of that name, and keep what is chosen from now on."""
        self._keeps_choices = True
        if theme in self.available_themes:
            self.set_reactive(AdvisorApp.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())

    def _case_screen(self) -> Screen[None]:
        screen = CaseScreen(self._opened)
        # All styles are as they are to be; Textual would read them again, to be sure of it.
        self.stylesheet.update(self)
        screen._css_update_count = self._css_update_count  # noqa: SLF001 - nothing public says it
        return screen

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, and for every scroll bar those of its text."""
        return with_plain_bars(super().get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver for this platform, or ours in place of its one for terminals."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        return on_demand.TerminalDriver

    def tell_of_paste(self, taken: str, left_out: Sequence[str]) -> None:
        """Say that a field took one cell of several, or an amount out of a sentence."""
        is_within = any(taken in one for one in left_out)
        said = ", ".join(cut(one, _LEFT_OUT) for one in left_out)
        code = f"app.notice.paste{'-amount' if is_within else ''}"
        words = self.texts(code, taken=taken, left_out=said)
        self.notify(words, severity="warning", markup=False)

    @on(Notify)
    def _tell_once(self, event: Notify) -> None:
        """Take away what was told before in the same words: pressed twice, a key is told once."""
        for told in tuple(self._notifications):
            if told is not event.notification and told.message == event.notification.message:
                self._unnotify(told, refresh=False)

    @on(Driver.SignalResume)
    def _come_back(self) -> None:
        """Draw all anew: another program had the screen meanwhile."""
        self.refresh(layout=True)

    def on_mount(self) -> None:
        """Ask how wide the terminal draws; whether or when it answers, nothing waits for it.

        Garbage is collected only once the first screen has long been painted.
        """
        self.set_timer(_SETTLED, gc.enable)
        if self._asks_width and self._driver and not self.is_headless:
            self._driver.write(QUESTION)

    def on_cursor_position(self, event: CursorPosition) -> None:
        """Draw all anew in ASCII, where the terminal says that it needs that."""
        if not self._asks_width or not shows_double(event.x, event.y):
            return
        self._asks_width = False
        self._filters.append(AsciiSigns())
        for screen in self.screen_stack:
            for node in (screen, *screen.walk_children()):
                if isinstance(node, Lines):
                    node.renew()
                node.refresh()

    def on_load(self) -> None:
        """Be ready to leave in good order before the terminal is taken over."""
        if not self.is_headless:
            leave_in_order(self)

    def on_ready(self) -> None:
        """Say what is the matter with the store, and open what the start asks for."""
        for code, facts in self._troubles:
            self.notify(self.texts(code, **facts), severity="warning", timeout=15, markup=False)
        self.set_timer(_AT_LEISURE, self._look_after)
        if self._opened.shows_desk and isinstance(self.screen, CaseScreen):
            self.screen.desk.show(with_due=True)
        self.watch(self, "theme", self._theme_chosen, init=False)

    def _look_after(self) -> None:
        self.run_worker(self._opened.desk.look_after, thread=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the keys of a screen and of the app do, and the themes."""
        for node in (screen, self):
            for binding in declared(node):
                act = partial(self.run_action, binding.action, node)
                yield SystemCommand(
                    self._command(binding.description), binding.key_display or "", act
                )
        if isinstance(screen, CaseScreen):
            for action, code in PAGE_COMMANDS:
                yield SystemCommand(self.texts(code), "", partial(self.run_action, action, screen))
        yield SystemCommand(self.texts("app.key.theme"), "", self.action_change_theme)

    def _command(self, code: str) -> str:
        """Word a command; where a key's own text says too little, there is a longer one."""
        longer = f"{_COMMAND}{code.removeprefix(KEY_TEXTS)}"
        return self.texts(longer if self.texts.has(longer) else code)

    def action_command_palette(self) -> None:
        """List the commands, in the language of the app."""
        if not isinstance(self.screen, on_demand.Palette):
            self.push_screen(
                on_demand.Palette(self.texts("app.palette"), self.texts("app.no-command"))
            )

    def search_themes(self) -> None:
        """List the themes, in the language of the app."""
        texts = self.texts
        self.push_screen(
            on_demand.Palette(texts("app.themes"), texts("app.no-theme"), ThemeProvider)
        )

    def action_help_quit(self) -> None:
        """Say how to leave, to whoever expects Ctrl+C to."""
        self.notify(self.texts("app.notice.quit"), markup=False)

    def action_switch_language(self) -> None:
        """Speak the other language from now on."""
        here = LANGUAGES.index(self.texts.language)
        self.texts = Texts(LANGUAGES[(here + 1) % len(LANGUAGES)])
        self._remember("language", self.texts.language)

    def _theme_chosen(self, theme: str) -> None:
        self._remember("theme", theme)

    def _remember(self, setting: str, value: str) -> None:
        """Keep a choice for the next time, where choices are kept at all."""
        if not self._keeps_choices:
            return
        try:
            keep(setting, value)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            words = self.texts("settings.not-kept", why=why)
            self.notify(words, severity="warning", markup=False)


def run(case: Path | SavedCase | None, language: Language) -> None:
    """Open the app on a case, on what was left, or on a new case, until it is left.

    Raises:
        OSError: the case file cannot be read.
        SystemExit: it did not end well; the screen is as it was, and the draft is kept.
    """
    store, troubles = _store()
    try:
        settings = read_settings()
        ascii_only = ascii_stated(os.environ, getattr(sys.__stderr__, "encoding", ""))
        opened = opening(case, Desk(store, keeps=bool(store and store.writable)))
        app = AdvisorApp(opened, language, troubles, ascii_only=ascii_only)
        app.keep_choices(os.environ.get(THEME) or settings.theme)
        mouse = stated_flag(os.environ, MOUSE)
        app.run(mouse=(settings.mouse if mouse is None else mouse) is not False)
    except BaseException:
        if store:
            store.close(crashed=True)
        raise
    if store:
        store.close(crashed=app.return_code == _FAULT)
    if app.return_code:
        raise SystemExit(app.return_code)


def _store() -> tuple[CaseStore | None, tuple[Trouble, ...]]:
    """Open the store; one that cannot be opened leaves the app without it, and is said."""
    try:
        store = open_cases()
    except StorageError as error:
        return None, ((f"storage.error.{error.code}", error.facts),)
    return store, tuple((f"storage.notice.{said.code}", said.facts) for said in store.notices)
