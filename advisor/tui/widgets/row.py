"""A row of the form: a label, what is typed or chosen, and how it was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import set_cell_size
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from advisor.explain.width import width
from advisor.tui.widgets.kept import Kept

if TYPE_CHECKING:
    from rich.style import Style
    from textual.geometry import Region

ROW_STYLES = {"row--label", "row--focused", "row--mark", "row--echo"}
"""Component classes of the form, with which its rows style their frames."""

_MARK_WIDTH = 2
_CARET_WIDTH = 2
"""What an empty value keeps for itself where its echo needs room."""

_ELLIPSIS = "…"


@frozen
class Frame:
    """What stands around the value of a row.

    `mark` is one cell that tells without colour what is the matter: a problem, an assumption.
    """

    label: str = ""
    echo: str = ""
    mark: str = " "
    echo_is_problem: bool = False


class Row(Kept):
    """Puts label and echo into the padding that the style sheet leaves around a value."""

    frame: reactive[Frame] = reactive(Frame())

    def draw_lines(self, crop: Region) -> list[Strip]:
        """Draw the value by Textual and the frame around it."""
        strips = super().draw_lines(self.outer_size.region)
        return [
            _framed(self, strip, self.frame).crop(crop.x, crop.right)
            for strip in strips[crop.y : crop.bottom]
        ]


def _framed(row: Widget, value: Strip, frame: Frame) -> Strip:
    left, right = row.styles.padding.left, row.styles.padding.right
    form = row.parent if isinstance(row.parent, Widget) else row
    names = ("row--focused" if row.has_focus else "row--label", "row--mark", "row--echo")
    shown = value.crop(left, row.outer_size.width - right)
    if right > _MARK_WIDTH and not shown.text.strip():
        wanted = min(width(frame.echo) + 1 - right, shown.cell_length - _CARET_WIDTH)
        shown = shown.crop(0, shown.cell_length - max(0, wanted))
        right += max(0, wanted)
    plain = row.rich_style
    label, mark, echo = (form.get_component_rich_style(name, default=plain) for name in names)
    return Strip.join(
        [
            _cells(frame.mark, _MARK_WIDTH, mark),
            _cells(frame.label, left - _MARK_WIDTH, label),
            shown,
            _cells(
                f" {frame.echo}" if right > _MARK_WIDTH else "",
                right,
                mark if frame.echo_is_problem else echo,
            ),
        ]
    )


def cut(text: str, cells: int) -> str:
    """Give a text in exactly so many cells, with an ellipsis where something is left out."""
    if width(text) <= cells:
        return set_cell_size(text, max(0, cells))
    return set_cell_size(text, max(0, cells - 1)) + _ELLIPSIS[: max(0, cells)]


def _cells(text: str, cells: int, style: Style) -> Strip:
    return Strip([Segment(cut(text, cells), style)] if cells > 0 else [])
