"""A canvas of terminal cells on which line charts are drawn, in braille dots or plain signs.

A cell belongs to the last line drawn on it, and gets that line's colour. Without colour, lines are
told apart by the letters on them, and by different signs if there is no braille.
"""

from collections.abc import Iterator

from attrs import field

from advisor.domain.values import frozen

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
_SIGNS = "*+ox#=%"
"""The sign that draws each line if there is no braille, by the line's place."""


@frozen
class Canvas:
    """A canvas of `columns` by `rows` cells; with `fine`, each cell holds 2 by 4 braille dots."""

    columns: int
    rows: int
    fine: bool = True
    bits: dict[tuple[int, int], int] = field(factory=dict)
    owner: dict[tuple[int, int], int] = field(factory=dict)

    @property
    def width(self) -> int:
        """The number of dots from left to right."""
        return self.columns * (2 if self.fine else 1)

    @property
    def height(self) -> int:
        """The number of dots from top to bottom."""
        return self.rows * (4 if self.fine else 1)

    def line(self, start: tuple[int, int], end: tuple[int, int], place: int) -> None:
        """Draw from one dot to another without gaps."""
        for x, y in _way(start, end):
            self._dot(x, y, place)

    def sign(self, column: int, row: int) -> str:
        """Return the character in a cell; a space if the cell is empty."""
        cell = (column, row)
        if cell not in self.owner:
            return " "
        if not self.fine:
            return _SIGNS[self.owner[cell] % len(_SIGNS)]
        return chr(_BLANK + self.bits[cell])

    def _dot(self, x: int, y: int, place: int) -> None:
        if not (0 <= x < self.width and 0 <= y < self.height):
            return
        cell = (x // 2, y // 4) if self.fine else (x, y)
        if self.fine:
            self.bits[cell] = self.bits.get(cell, 0) | _DOTS[y % 4][x % 2]
        self.owner[cell] = place


def line_sign(place: int, *, fine: bool) -> str:
    """Return a short piece of a line as it is drawn, for a legend."""
    canvas = Canvas(3, 1, fine)
    middle = canvas.height // 2
    canvas.line((0, middle), (canvas.width - 1, middle), place)
    return "".join(canvas.sign(column, 0) for column in range(canvas.columns))


def _way(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield every dot on the way from one dot to another, without gaps."""
    (x, y), (last_x, last_y) = start, end
    reach = max(abs(last_x - x), abs(last_y - y))
    for step in range(reach + 1):
        yield (
            x + _part(last_x - x, step, reach),
            y + _part(last_y - y, step, reach),
        )


def _part(whole: int, step: int, reach: int) -> int:
    return (2 * whole * step + reach) // (2 * reach) if reach else 0
