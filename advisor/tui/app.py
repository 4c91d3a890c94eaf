"""The app around the screens: its language and theme, how it starts and how it ends."""

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
from advisor.storage.records import SavedCase
from advisor.storage.store import CaseStore
from advisor.tui.desk import Desk
from advisor.tui.help_keys import declared
from advisor.tui.keys import APP_KEYS, KEY_TEXTS, PAGE_COMMANDS, bindings
from advisor.tui.opening import AppStart, opening
from advisor.tui.screens.case import CaseScreen
from advisor.tui.terminal.character_filters import (
    WIDTH_QUESTION,
    AsciiFilter,
    HarmlessFilter,
    shows_double,
)
from advisor.tui.terminal.leaving import leave_in_order
from advisor.tui.terminal.ordered_app import OrderedApp
from advisor.tui.themes import HIGH_CONTRAST, NARROW_BARS, with_plain_bars
from advisor.tui.toasts import TOAST_CSS, toast_text
from advisor.tui.widgets.lines import Lines
from advisor.tui.widgets.translated import Translated

_COMMAND = "app.command."
"""The prefix of the codes of longer command texts, used if the text of the key says too little."""

_AT_LEISURE = 3.0
"""Seconds after the start when the first screen has long been painted, and other work begins."""

_LEFT_OUT = 30
"""The width in cells to which each piece that a paste left out is cut in the notice."""

_FAULT = 1
"""The return code that Textual sets when the app ends because of an error of ours."""

Trouble = tuple[str, "Mapping[str, object]"]
"""The code of a trouble with the store, and its facts."""


class AdvisorApp(OrderedApp):
    """The app: it holds only the language and the theme, and opens the case screen for the rest."""

    BINDINGS = bindings(APP_KEYS)

    # A mode of our own: as Textual's default screen, the case would be painted before its cover.
    DEFAULT_MODE = "case"

    NOTIFICATION_TIMEOUT = 3.0
    CSS_PATH = "screens/case.tcss"  # set on a screen, Textual would read it three times
    # A CSS class for screens in the background would restyle everything on them.
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
        """Open a case; `ascii_only` draws in ASCII, None lets the terminal's answer decide."""
        super().__init__()
        self._filters.insert(0, HarmlessFilter())
        self._opened = opened
        self._asks_width = ascii_only is None
        if ascii_only:
            self._filters.append(AsciiFilter())
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
        """Show a toast with its wide signs kept whole, once the screen behind it is laid out.

        Often a dialog closes as the toast appears, and the edges to avoid are those of the screen
        below the dialog.
        """
        tell = super().notify

        def show() -> None:
            words = toast_text(message, self.screen)
            tell(words, title=title, severity=severity, timeout=timeout, markup=markup)

        self.call_after_refresh(show)

    def keep_choices(self, theme: str | None) -> None:
        """Start with `theme` if it exists, and save the user's choices from now on."""
        self._keeps_choices = True
        if theme in self.available_themes:
            self.set_reactive(AdvisorApp.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())

    def _case_screen(self) -> Screen[None]:
        screen = CaseScreen(self._opened)
        # All styles are up to date; Textual would read them once more to make sure.
        self.stylesheet.update(self)
        screen._css_update_count = self._css_update_count  # noqa: SLF001 - nothing public says it
        return screen

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, with every scroll bar in the colour of the text."""
        return with_plain_bars(super().get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver for this platform, but our own in place of its `LinuxDriver`."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        return on_demand.TerminalDriver

    def tell_of_paste(self, taken: str, left_out: Sequence[str]) -> None:
        """Warn that a field took only one cell of a paste, or only the amount in a sentence."""
        is_within = any(taken in one for one in left_out)
        said = ", ".join(cut(one, _LEFT_OUT) for one in left_out)
        code = f"app.notice.paste{'-amount' if is_within else ''}"
        words = self.texts(code, taken=taken, left_out=said)
        self.notify(words, severity="warning", markup=False)

    @on(Notify)
    def _tell_once(self, event: Notify) -> None:
        """Remove earlier toasts with the same words: a key pressed twice is answered once."""
        for told in tuple(self._notifications):
            if told is not event.notification and told.message == event.notification.message:
                self._unnotify(told, refresh=False)

    @on(Driver.SignalResume)
    def _come_back(self) -> None:
        """Redraw everything after the app was suspended, when another program had the screen."""
        self.refresh(layout=True)

    def on_mount(self) -> None:
        """Ask the terminal how wide it draws an ambiguous sign, without waiting for the answer."""
        if self._asks_width and self._driver and not self.is_headless:
            self._driver.write(WIDTH_QUESTION)

    def on_cursor_position(self, event: CursorPosition) -> None:
        """Redraw everything in ASCII if the answer shows that the terminal needs it."""
        if not self._asks_width or not shows_double(event.x, event.y):
            return
        self._asks_width = False
        self._filters.append(AsciiFilter())
        for widget in self.widgets():
            if isinstance(widget, Lines):
                widget.renew()
            widget.refresh()

    def watch_texts(self) -> None:
        """Show every screen in the new language; watching it would keep closed screens alive."""
        for widget in self.widgets():
            if isinstance(widget, Translated) and widget.is_attached:
                widget.retranslate()

    def on_load(self) -> None:
        """Prepare to leave in good order, before the app takes over the terminal."""
        if not self.is_headless:
            leave_in_order(self)

    def on_ready(self) -> None:
        """Report troubles with the store, and open the desk if the app starts with it."""
        for code, facts in self._troubles:
            self.notify(self.texts(code, **facts), severity="warning", timeout=15, markup=False)
        self.set_timer(_AT_LEISURE, self._look_after)
        if self._opened.shows_desk and isinstance(self.screen, CaseScreen):
            self.screen.desk.show(with_due=True)
        self.watch(self, "theme", self._theme_chosen, init=False)

    def _look_after(self) -> None:
        """Start what would only delay the first screen: garbage collection, and daily upkeep."""
        gc.enable()
        self.run_worker(self._opened.desk.run_upkeep, thread=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the palette's commands: the keys of `screen` and of the app, and the themes."""
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
        """Return the text of a command: a longer one if there is any, else that of its key."""
        longer = f"{_COMMAND}{code.removeprefix(KEY_TEXTS)}"
        return self.texts(longer if self.texts.has(longer) else code)

    def action_command_palette(self) -> None:
        """List the commands, in the language of the app."""
        if not isinstance(self.screen, on_demand.Palette):
            texts = self.texts
            self.push_screen(on_demand.Palette(texts("app.palette"), texts("app.no-command")))

    def search_themes(self) -> None:
        """List the themes, in the language of the app."""
        named = self.texts("app.themes"), self.texts("app.no-theme")
        self.push_screen(on_demand.Palette(*named, ThemeProvider))

    async def action_quit(self) -> None:
        """Quit, unless the case would be lost and the user was not told so yet."""
        cases = (screen for screen in self.screen_stack if isinstance(screen, CaseScreen))
        if all(case.desk.may_end() for case in cases):
            self.exit()

    def action_help_quit(self) -> None:
        """Tell users who press Ctrl+C how to quit."""
        self.notify(self.texts("app.notice.quit"), markup=False)

    def action_switch_language(self) -> None:
        """Switch to the other language from now on."""
        here = LANGUAGES.index(self.texts.language)
        self.texts = Texts(LANGUAGES[(here + 1) % len(LANGUAGES)])
        self._remember("language", self.texts.language)

    def _theme_chosen(self, theme: str) -> None:
        self._remember("theme", theme)

    def _remember(self, setting: str, value: str) -> None:
        """Save a setting for the next start, if this app saves settings at all."""
        if not self._keeps_choices:
            return
        try:
            keep(setting, value)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            words = self.texts("settings.not-kept", why=why)
            self.notify(words, severity="warning", markup=False)


def run(case: Path | SavedCase | None, language: Language) -> None:
    """Run the app on a case, on the draft that was left or on a new case, until the user quits.

    Raises:
        OSError: the case file cannot be read.
        SystemExit: the app failed; the terminal is restored, and the draft is kept.
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
    """Return the opened store and its notices; None and the reason if it cannot be opened."""
    try:
        store = open_cases()
    except StorageError as error:
        return None, ((f"storage.error.{error.code}", error.facts),)
    return store, tuple((f"storage.notice.{said.code}", said.facts) for said in store.notices)
