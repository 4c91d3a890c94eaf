"""A row of the form: a label, what is typed or chosen, and how it was understood."""

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from advisor.domain.values import frozen
from advisor.explain.width import width
from advisor.tui.widgets.cached import CachedWidget

ROW_STYLES = {"row--label", "row--focused", "row--mark", "row--echo"}
"""Component classes of the form, with which its rows style their frames."""

_MARK_WIDTH = 2
_CARET_WIDTH = 1
"""The cell that a value keeps for the caret after it when its echo needs room."""

_ELLIPSIS = "…"


@frozen
class Frame:
    """What surrounds the value of a row.

    `mark` is one cell that shows without colour whether there is a problem or an assumption.
    """

    label: str = ""
    echo: str = ""
    short_echoes: tuple[str, ...] = ()
    """Shorter echoes for when the echo does not fit; the first that fits is shown."""
    mark: str = " "
    echo_is_problem: bool = False


class FormLine(CachedWidget):
    """A line of the form; the arrows lead from it to the next or the previous one."""

    def action_leave(self, rows: int) -> None:
        """Focus the next line, or the previous one."""
        if self.is_attached:
            go = self.screen.focus_next if rows > 0 else self.screen.focus_previous
            go(".row, .press")


class Row(FormLine):
    """Puts label and echo into the padding that the style sheet leaves around a value."""

    frame: reactive[Frame] = reactive(Frame())

    @property
    def text(self) -> str:
        """The typed text; empty for a row that keeps its drawing within its cells by itself."""
        return ""

    def draw_lines(self, crop: Region) -> list[Strip]:
        """Draw the value as Textual does, and the frame around it."""
        strips = super().draw_lines(self.outer_size.region)
        return [
            _framed(self, strip, self.frame).crop(crop.x, crop.right)
            for strip in strips[crop.y : crop.bottom]
        ]


def _framed(row: Row, value: Strip, frame: Frame) -> Strip:
    left, whole = row.styles.padding.left, row.outer_size.width
    form = row.parent if isinstance(row.parent, Widget) else row
    names = ("row--focused" if row.has_focus else "row--label", "row--mark", "row--echo")
    plain = row.rich_style
    label, mark, echo = (form.get_component_rich_style(name, default=plain) for name in names)
    room = _room(row, frame)
    beside = whole - left - room
    said = _echo(frame, beside, is_narrow=beside < row.styles.padding.right)
    return Strip.join(
        [
            _cells(frame.mark, _MARK_WIDTH, mark),
            _cells(frame.label, left - _MARK_WIDTH, label),
            _shown(row, value.crop(left, left + room), room),
            _cells(said, beside, mark if frame.echo_is_problem else echo),
        ]
    )


def _room(row: Row, frame: Frame) -> int:
    """Return the width of the value; a long one takes the echo's place unless it has the focus."""
    left, right = row.styles.padding.left, row.styles.padding.right
    room, needed = max(0, row.outer_size.width - left - right), width(row.text)
    if right <= _MARK_WIDTH:
        return room
    if needed > room:
        return room if row.has_focus else min(needed, room + right - 1)
    wanted = width(frame.echo) + 1 - right
    return room - max(0, min(wanted, room - needed - _CARET_WIDTH))


def _shown(row: Row, value: Strip, room: int) -> Strip:
    """Draw a value from its beginning, or around the caret, and mark where it is cut.

    Without a mark, cut digits would read as another amount.
    """
    if not row.text:
        return value
    if not row.has_focus:
        return _cells(row.text, room, row.rich_style)
    before = round(row.scroll_offset.x)
    if before > 0:
        value = Strip.join([_sign(value.crop(0, 1)), value.crop(1)])
    if width(row.text) > before + room:
        value = Strip.join([value.crop(0, room - 1), _sign(value.crop(room - 1))])
    return value


def _sign(cell: Strip) -> Strip:
    """Return a cell with the sign for omitted text, in the style of `cell`."""
    return Strip([Segment(_ELLIPSIS, next((part.style for part in cell), None))])


def _echo(frame: Frame, cells: int, *, is_narrow: bool) -> str:
    """Return the echo or a short form of it; beside a long value, only if one fits."""
    if cells <= _MARK_WIDTH:
        return ""
    echoes = (frame.echo, *frame.short_echoes)
    fitting = (words for words in echoes if width(words) < cells)
    return f" {next(fitting, '' if is_narrow else echoes[-1])}"


def filled(text: str, cells: int) -> str:
    """Return a text in exactly `cells` cells, with an ellipsis if it was cut."""
    if width(text) <= cells:
        return set_cell_size(text, max(0, cells))
    return set_cell_size(text, max(0, cells - 1)) + _ELLIPSIS[: max(0, cells)]


def _cells(text: str, cells: int, style: Style) -> Strip:
    return Strip([Segment(filled(text, cells), style)] if cells > 0 else [])
