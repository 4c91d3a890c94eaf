"""Help: what the app answers, every key, the words, and what it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from advisor.explain.width import left, width, wrap
from advisor.tui.form.words import label_code
from advisor.tui.help_keys import ALL_KEYS
from advisor.tui.keys import HELP_KEYS, bindings
from advisor.tui.screens.over_case import ClosedOnce
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.lines import Line, Lines, Role, line, text_lines

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Click

    from advisor.explain.texts import Texts
    from advisor.tui.keys import Key


_INDEX = re.compile(r"\[\d+\]")


def about_field(path: str, texts: Texts) -> tuple[str, str]:
    """Return the name of a field and what it is, where it stands; nothing for what is no field."""
    pattern = _INDEX.sub("[]", path)
    name = next(
        (code for code in (f"field.{pattern}", label_code(path, texts)) if texts.has(code)), ""
    )
    if not name or not path:
        return "", ""
    code = f"guide.where.{pattern}"
    return texts(name).strip(), texts(code if texts.has(code) else "guide.empty")


class HelpText(Lines):
    """Sections of sentences and the table of keys."""

    def __init__(
        self, texts: Texts, keys: tuple[Key, ...], about: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__()
        self._texts = texts
        self._shown = keys
        self._about = about

    def lines(self, width: int) -> list[Line]:
        """Lay out the sections in the order of their catalog, then the keys."""
        sections = [
            found for code in self._texts.codes("help") for found in self._section(code, width)
        ]
        return [*self._field(width), *sections, *self._keys(width)]

    def _field(self, room: int) -> list[Line]:
        title, words = self._about
        if not title:
            return []
        named = text_lines(title, room, "accent")
        return [*named, *text_lines(words, room), line()]

    def _section(self, code: str, room: int) -> list[Line]:
        name = code.partition(".")[2]
        role: Role = "accent" if name.endswith("title") else "plain"
        lines = text_lines(self._texts(code), room, role)
        return lines if name.endswith("title") else [*lines, line()]

    def _keys(self, room: int) -> list[Line]:
        shown = max(width(key.shown) for key in self._shown) + 2
        rows = [line(self._texts("app.section.keys"), "accent")]
        for key in self._shown:
            first, *others = wrap(self._texts(key.told or key.text), max(1, room - shown))
            rows.append(((left(key.shown, shown), "strong"), (first, "plain")))
            rows.extend(line(" " * shown + words) for words in others)
        return rows


class Help(ClosedOnce[None], ModalScreen[None]):
    """The help over the screen that asked for it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(HELP_KEYS)

    def __init__(
        self,
        texts: Texts,
        keys: tuple[Key, ...] = ALL_KEYS,
        about: tuple[str, str] = ("", ""),
    ) -> None:
        """Show help; `about` is the name of a field and what there is to say of it."""
        super().__init__()
        self._texts = texts
        self._shown = keys
        self._about = about

    def compose(self) -> ComposeResult:
        """Put the text into a panel that scrolls, and the keys below it."""
        keys = KeyBar(HELP_KEYS)
        keys.texts = self._texts
        with VerticalScroll():
            yield HelpText(self._texts, self._shown, self._about)
        yield keys

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss(None)

    def action_page_down(self) -> None:
        """Scroll on by a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll back by a page."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    def on_click(self, event: Click) -> None:
        """Close, where something beside the panel was clicked."""
        if event.widget is self:
            self.dismiss(None)
