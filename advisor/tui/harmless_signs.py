"""The gate in front of the screen: what is drawn, whoever has written it, steers no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.filter import LineFilter

from advisor.explain.outside import is_harmful

if TYPE_CHECKING:
    from textual.color import Color

_UNKNOWN = "\ufffd"


class HarmlessSigns(LineFilter):
    """Draws nothing that steers a terminal or turns the direction of writing."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the segments, each as wide as before."""
        return [
            segment if segment.text.isprintable() or segment.control else _cleaned(segment)
            for segment in segments
        ]


def _cleaned(segment: Segment) -> Segment:
    text = "".join(_UNKNOWN * cell_len(sign) if is_harmful(sign) else sign for sign in segment.text)
    return Segment(set_cell_size(text, cell_len(segment.text)), segment.style, segment.control)
