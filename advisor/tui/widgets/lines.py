"""Text that is laid out by its own width: tables, and sentences with hanging indents."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import var
from textual.selection import Selection
from textual.strip import Strip

from advisor.explain.texts import Texts
from advisor.explain.width import width, wrap
from advisor.tui.widgets.kept import Kept, virtual_size
from advisor.tui.widgets.speaking import Speaks

Role = Literal["plain", "muted", "title", "strong", "accent"]
"""How a piece of text is meant; the style sheet says how it looks."""

Line = tuple[tuple[str, Role], ...]
"""Pieces of text with their roles, from left to right."""


def line(text: str = "", role: Role = "plain") -> Line:
    """Return a line that is all of one piece."""
    return ((text, role),)


def text_lines(
    text: str, width: int, role: Role = "plain", start: str = "", hanging: str = ""
) -> list[Line]:
    """Break a text behind its mark into lines; what follows the first one hangs under it."""
    indent = " " * len(start) + hanging
    rows = wrap(text, max(1, width - len(indent)))
    return [line((indent if at else start) + words, role) for at, words in enumerate(rows)]


def used(pieces: Line) -> int:
    """Return the cells that a line takes."""
    return sum(width(text) for text, _ in pieces)


_ACCENT, _FAINT = "\ue001", "\ue002"
"""Unicode keeps them free for such private use."""

_MARKED: dict[str, Role] = {_ACCENT: "accent", _FAINT: "title"}


def accent(text: str) -> str:
    """Mark a line of a printed page that says the most."""
    return _ACCENT + text


def faint(text: str) -> str:
    """Mark a line of a printed page that is a heading."""
    return _FAINT + text


def printed(page: str) -> list[Line]:
    """Return the lines of a page that was laid out as for a terminal, each as it is marked."""
    return [
        line(text.strip(_ACCENT + _FAINT), _MARKED.get(text[:1], "plain"))
        for text in page.splitlines()
    ]


class Lines(Kept):
    """Draws the lines that `lines` gives for a width; nothing is wrapped a second time.

    Whenever a `var` of the widget changes they are laid out anew, unless it has a watcher of its
    own.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--plain",
        "lines--muted",
        "lines--title",
        "lines--strong",
        "lines--accent",
    }

    virtual_size = virtual_size()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as Textual's
        super().__init__(id=id, classes=classes)
        self._laid_out: tuple[int, list[Line]] = (-1, [])

    def __init_subclass__(cls, **settings: bool) -> None:
        """Have each variable of a kind of lines watched."""
        super().__init_subclass__(**settings)
        for name, variable in list(vars(cls).items()):
            if isinstance(variable, var) and not hasattr(cls, f"watch_{name}"):
                setattr(cls, f"watch_{name}", cls.renew)

    @abstractmethod
    def lines(self, width: int) -> list[Line]:
        """Return the lines for a width; each must fit it."""

    def renew(self) -> None:
        """Lay the lines out anew; draw only what changed, move others only if they must."""
        width, before = self._laid_out
        self._laid_out = (-1, [])
        now = self._lines_for(width)
        if width < 0:
            self.refresh(layout=True)
        elif now != before:
            self.changed(now, before)

    def changed(self, now: list[Line], before: list[Line]) -> None:
        """Draw the lines that changed; more or fewer of them need another room."""
        if len(now) != len(before):
            self.refresh(layout=True)
            return
        for y, (new, old) in enumerate(zip(now, before, strict=True)):
            if new != old:
                self.refresh(Region(0, y, self.scrollable_size.width, 1))

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return the number of lines at a width."""
        return len(self._lines_for(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_size.width
        lines = self._lines_for(width)
        pieces = lines[y] if y < len(lines) else line()
        segments = [Segment(text, self._style(role)) for text, role in pieces]
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(y)):
            segments = list(self._marked(segments, *span))
        strip = Strip(segments).adjust_cell_length(width, self._style("plain"))
        return strip.apply_offsets(0, y)

    def _marked(self, segments: list[Segment], start: int, end: int) -> Iterator[Segment]:
        """Show what is selected: the signs from one place to another, to the end where it is -1."""
        chosen = self.screen.get_component_rich_style("screen--selection")
        at = 0
        for text, style, _ in segments:
            first = min(max(start - at, 0), len(text))
            last = len(text) if end < 0 else min(max(end - at, 0), len(text))
            parts = (text[:first], text[first:last], text[max(first, last) :])
            for part, marked in zip(parts, (False, True, False), strict=True):
                if part:
                    yield Segment(part, style + chosen if style and marked else style)
            at += len(text)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that is selected, as it stands on the screen."""
        lines = self._lines_for(self.scrollable_size.width)
        text = "\n".join("".join(text for text, _ in pieces).rstrip() for pieces in lines)
        return selection.extract(text), "\n"

    def _style(self, role: Role) -> Style:
        return self.get_component_rich_style(f"lines--{role}")

    def _lines_for(self, width: int) -> list[Line]:
        if self._laid_out[0] != width:
            self._laid_out = (width, self.lines(width) if width > 0 else [])
        return self._laid_out[1]


class Spoken(Lines, Speaks):
    """Lines in the language of the app."""

    def lines(self, width: int) -> list[Line]:
        """Return what is said in the language of the app."""
        return self.said(self.texts, width)

    def speak(self) -> None:
        """Say it in another language."""
        self.renew()

    @abstractmethod
    def said(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines for a width in a language; each must fit it."""
