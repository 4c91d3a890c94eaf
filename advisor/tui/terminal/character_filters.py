"""Filters for what is drawn: no sign steers the terminal; ASCII replaces ambiguous signs on demand.

The layout is always made with one cell a sign. Only when lines are drawn does a filter replace
every other sign of one cell by an ASCII one, whichever widget has written it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from advisor.explain.untrusted_text import is_harmful

WIDTH_QUESTION = "\x1b[2;1H─\x1b[6n\x1b[2;1H\x1b[K"
"""A query that draws a sign of ambiguous width, asks for the cursor, and wipes the sign away.

It is drawn in the second row, because an answer from the first could be taken for a key.
"""

_ROW, _DOUBLE = 1, 2
"""The row of the query, and the column behind a sign two cells wide, both counted from 0."""

_SIGNS = str.maketrans(
    "·–—−…“”‘’‹›«»←↑→↓↔●○■□◐◇◆▲△▼▽▾▸✓×≠≥≤±▤░▒▓█▞▚§₩※",
    "/---.\"\"''<><><^>v-*o#o%?#^^vvv>vx#><~!-:#=%&SW*",
)
_BULLET = re.compile(r"^( *)· ")
_SHAPES = tuple(
    (re.compile(f"[{signs}]"), drawn)
    for signs, drawn in (
        ("─━┄┅┈┉╌╍═╴╶╸╺╼╾▀▔", "-"),
        ("│┃┆┇┊┋╎╏║╵╷╹╻╽╿▉▊▋▌▍▎▏▐▕", "|"),
        ("▁▂▃▄▅▆▇", "_"),
        ("\u2500-\u259f", "+"),
        ("\u2800", " "),
        ("\u2801-\u28ff", "*"),
    )
)
"""The ASCII signs for lines, blocks and dots; the first pattern that matches counts."""

_UNKNOWN = "?"


class AsciiFilter(LineFilter):
    """Draws every sign of one cell in ASCII, and leaves Hangul and other signs of two cells."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the segments redrawn, each as wide as before."""
        return [
            segment if segment.text.isascii() or segment.control else _redrawn(segment)
            for segment in segments
        ]


def is_fine(app: App[Any]) -> bool:
    """Return whether an app may draw with signs beyond ASCII."""
    return not any(isinstance(found, AsciiFilter) for found in app.get_line_filters())


def shows_double(column: int, row: int) -> bool:
    """Return whether an answer to `WIDTH_QUESTION`, counted from 0, shows a sign two cells wide."""
    return (row, column) == (_ROW, _DOUBLE)


def _redrawn(segment: Segment) -> Segment:
    return Segment(in_ascii(segment.text), segment.style)


@lru_cache(4096)
def in_ascii(text: str) -> str:
    """Replace every other sign of one cell by an ASCII sign; the width stays the same.

    >>> in_ascii("· 36만 원 → 41만 원 … “café”")
    '- 36만 원 > 41만 원 . "cafe"'
    """
    drawn = "".join(map(_sign, _BULLET.sub(r"\1- ", text)))
    return drawn + " " * (cell_len(text) - cell_len(drawn))


def _sign(sign: str) -> str:
    if sign.isascii():
        return sign
    cells = cell_len(sign)
    if cells != 1:
        # A sign added to another, such as an accent, is left out if its width is ambiguous.
        return sign if cells or unicodedata.east_asian_width(sign) != "A" else ""
    found = sign.translate(_SIGNS)
    return found if found.isascii() else _like(sign)


def _like(sign: str) -> str:
    """Return the ASCII sign most like a sign, by its shape or by the letter that it contains."""
    for shape, drawn in _SHAPES:
        if shape.match(sign):
            return drawn
    letter = unicodedata.normalize("NFKD", sign)[:1]
    return letter if letter.isascii() and letter.isprintable() else _UNKNOWN


_NO_SIGN = "\ufffd"


class HarmlessFilter(LineFilter):
    """Replaces signs that steer the terminal or turn the direction of writing."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the segments, each as wide as before."""
        return [
            segment if segment.text.isprintable() or segment.control else _cleaned(segment)
            for segment in segments
        ]


def _cleaned(segment: Segment) -> Segment:
    text = "".join(_NO_SIGN * cell_len(sign) if is_harmful(sign) else sign for sign in segment.text)
    return Segment(set_cell_size(text, cell_len(segment.text)), segment.style, segment.control)
