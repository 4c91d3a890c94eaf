"""Lines of text laid out for their own width: tables, and sentences with hanging indents."""

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
from advisor.tui.widgets.cached import CachedWidget, virtual_size
from advisor.tui.widgets.translated import Translated

Role = Literal["plain", "muted", "title", "strong", "accent"]
"""The role of a piece of text; the style sheet decides how it looks."""

Line = tuple[tuple[str, Role], ...]
"""Pieces of text with their roles, from left to right."""


def line(text: str = "", role: Role = "plain") -> Line:
    """Return a line of a single piece."""
    return ((text, role),)


def text_lines(
    text: str, width: int, role: Role = "plain", start: str = "", hanging: str = ""
) -> list[Line]:
    """Wrap a text after the mark `start`; all further lines are indented under the first."""
    indent = " " * len(start) + hanging
    rows = wrap(text, max(1, width - len(indent)))
    return [line((indent if at else start) + words, role) for at, words in enumerate(rows)]


def used(pieces: Line) -> int:
    """Return the width of a line in cells."""
    return sum(width(text) for text, _ in pieces)


_ACCENT, _FAINT = "\ue001", "\ue002"
"""Marks at the start of a printed line, from Unicode's private-use area."""

_MARKED: dict[str, Role] = {_ACCENT: "accent", _FAINT: "title"}


def accent(text: str) -> str:
    """Mark a line of a printed page as the most important one."""
    return _ACCENT + text


def faint(text: str) -> str:
    """Mark a line of a printed page as a heading."""
    return _FAINT + text


def printed(page: str) -> list[Line]:
    """Return the lines of a page laid out for a terminal, with the roles that its marks give."""
    return [
        line(text.strip(_ACCENT + _FAINT), _MARKED.get(text[:1], "plain"))
        for text in page.splitlines()
    ]


class Lines(CachedWidget):
    """Draws the lines that `lines` returns for a width, without wrapping them again.

    A change to any `var` of the widget lays the lines out anew, unless it has its own watcher.
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
        """Make a change to any `var` of a subclass lay its lines out anew."""
        super().__init_subclass__(**settings)
        for name, variable in list(vars(cls).items()):
            if isinstance(variable, var) and not hasattr(cls, f"watch_{name}"):
                setattr(cls, f"watch_{name}", cls.renew)

    @abstractmethod
    def lines(self, width: int) -> list[Line]:
        """Return the lines for a width; each must fit it."""

    def renew(self) -> None:
        """Lay out the lines anew; redraw only what changed, and move others only if needed."""
        width, before = self._laid_out
        self._laid_out = (-1, [])
        now = self._lines_for(width)
        if width < 0:
            self.refresh(layout=True)
        elif now != before:
            self.changed(now, before)

    def changed(self, now: list[Line], before: list[Line]) -> None:
        """Redraw the lines that changed; if their number changed, lay out the screen."""
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
        """Yield the segments with the signs from `start` to `end` (-1: line end) as selected."""
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


class TranslatedLines(Lines, Translated):
    """Lines in the language of the app."""

    def lines(self, width: int) -> list[Line]:
        """Return the lines for a width in the language of the app."""
        return self.lines_in(self.texts, width)

    def retranslate(self) -> None:
        """Lay out the lines anew in another language."""
        self.renew()

    @abstractmethod
    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines for a width in a language; each must fit it."""
