"""Help: what the app answers, every key, the words, and what it is not."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Click
from textual.screen import ModalScreen

from advisor.explain.texts import Texts
from advisor.explain.width import align_left, width, wrap
from advisor.intake.case.fields import catalog_path
from advisor.tui.form.form_words import label_code
from advisor.tui.help_keys import ALL_KEYS
from advisor.tui.keys import HELP_KEYS, Key, bindings
from advisor.tui.screens.over_case import StackedScreen
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines

_FORM = ("help.how-title", "help.how")
"""The sections about the form alone."""


class HelpText(TranslatedLines):
    """The text of the help page: the focused field, sections of sentences, and the keys."""

    def __init__(self, keys: tuple[Key, ...], path: str) -> None:
        super().__init__()
        self._shown = keys
        self._path = path

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the field, the sections in the order of their catalog, and the keys.

        On a screen over the form its keys come first, and the sections about the form are left out.
        """
        if self._shown is ALL_KEYS:
            about = _about_field(self._path, texts, width)
            return [*about, *_sections(texts, width), *self._keys(texts, width)]
        return [*self._keys(texts, width), line(), *_sections(texts, width, without=_FORM)]

    def _keys(self, texts: Texts, room: int) -> list[Line]:
        shown = max(width(key.shown) for key in self._shown) + 2
        rows = [line(texts("app.section.keys"), "accent")]
        for key in self._shown:
            first, *others = wrap(texts(key.told or key.text), max(1, room - shown))
            rows.append(((align_left(key.shown, shown), "strong"), (first, "plain")))
            rows.extend(line(" " * shown + words) for words in others)
        return rows


def _sections(texts: Texts, room: int, without: tuple[str, ...] = ()) -> Iterator[Line]:
    """Yield the lines of all sections of help, except those of `without`."""
    for code in texts.codes("help"):
        if code not in without:
            is_title = code.endswith("title")
            yield from text_lines(texts(code), room, "accent" if is_title else "plain")
            yield from () if is_title else (line(),)


def _about_field(path: str, texts: Texts, room: int) -> list[Line]:
    """Return the name of a field and where to find its value; empty if the path is no field."""
    pattern = catalog_path(path)
    codes = (f"field.{pattern}", label_code(path, texts)) if path else ()
    name = next(filter(texts.has, codes), "")
    if not name:
        return []
    where = f"guide.where.{pattern}"
    words = texts(where if texts.has(where) else "guide.empty")
    return [*text_lines(texts(name).strip(), room, "accent"), *text_lines(words, room), line()]


class Help(StackedScreen[None], ModalScreen[None]):
    """The help over the screen that asked for it."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings(HELP_KEYS)

    def __init__(self, keys: tuple[Key, ...] = ALL_KEYS, path: str = "") -> None:
        """Show help on these keys; `path` is the focused field, if any."""
        super().__init__()
        self._text = HelpText(keys, path)

    def compose(self) -> ComposeResult:
        """Put the text into a panel that scrolls, and the keys below it."""
        with VerticalScroll():
            yield self._text
        yield KeyBar(HELP_KEYS)

    def action_page_down(self) -> None:
        """Scroll on by a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll back by a page."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    def on_click(self, event: Click) -> None:
        """Close if the click was outside the panel."""
        if event.widget is self:
            self.dismiss(None)
