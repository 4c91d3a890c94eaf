"""Which signs are drawn: none that steers a terminal, and ASCII alone where others take two cells.

Everything is laid out as ever, one cell a sign; what is drawn in the end passes a filter that puts
an ASCII sign in the place of any other sign of one cell, whoever has written it.
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

from advisor.explain.outside import is_harmful

QUESTION = "\x1b[2;1H─\x1b[6n\x1b[2;1H\x1b[K"
"""Draws a sign of ambiguous width, asks where the cursor is, and wipes the sign away.

In the second row, for an answer from the first one could be taken for a key.
"""

_ROW, _DOUBLE = 1, 2
"""The row of the question and the column after a sign two cells wide, counted from 0."""

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
"""Lines, blocks and dots, by the first shape that they belong to."""

_UNKNOWN = "?"


class AsciiSigns(LineFilter):
    """Draws every sign of one cell in ASCII; Hangul and whatever else takes two cells stays."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the segments anew, each as wide as before."""
        return [
            segment if segment.text.isascii() or segment.control else _redrawn(segment)
            for segment in segments
        ]


def is_fine(app: App[Any]) -> bool:
    """Tell whether an app may draw with signs beyond ASCII."""
    return not any(isinstance(found, AsciiSigns) for found in app.get_line_filters())


def shows_double(column: int, row: int) -> bool:
    """Tell whether an answer to `QUESTION`, counted from 0, is that of a sign two cells wide."""
    return (row, column) == (_ROW, _DOUBLE)


def _redrawn(segment: Segment) -> Segment:
    return Segment(in_ascii(segment.text), segment.style)


@lru_cache(4096)
def in_ascii(text: str) -> str:
    """Put an ASCII sign in the place of every other one of one cell; the width stays.

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
        # What is added to another sign, such as an accent, is left out where its width is unsure.
        return sign if cells or unicodedata.east_asian_width(sign) != "A" else ""
    found = sign.translate(_SIGNS)
    return found if found.isascii() else _like(sign)


def _like(sign: str) -> str:
    """Return what is most like a sign by its shape, or by the letter that it is made of."""
    for shape, drawn in _SHAPES:
        if shape.match(sign):
            return drawn
    letter = unicodedata.normalize("NFKD", sign)[:1]
    return letter if letter.isascii() and letter.isprintable() else _UNKNOWN


_NO_SIGN = "\ufffd"


class HarmlessSigns(LineFilter):
    """Draws nothing that steers a terminal or turns the direction of writing."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the segments, each as wide as before."""
        return [
            segment if segment.text.isprintable() or segment.control else _cleaned(segment)
            for segment in segments
        ]


def _cleaned(segment: Segment) -> Segment:
    text = "".join(_NO_SIGN * cell_len(sign) if is_harmful(sign) else sign for sign in segment.text)
    return Segment(set_cell_size(text, cell_len(segment.text)), segment.style, segment.control)
