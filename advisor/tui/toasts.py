"""Toasts over several panes: each of their wide signs stays whole.

Where a pane ends, Textual cuts every line above it in two, also that of a toast, and a sign of two
cells that lies over such an edge is lost.
"""

from collections.abc import Collection, Iterator, Sequence

from textual.screen import Screen

from advisor.explain.width import width, wrap

TOAST_CSS = """
ToastRack { scrollbar-size: 0 0; }
Toast { width: 100%; max-width: 100%; padding: 0 1; margin: 0; }
"""
"""A toast goes from side to side, without a place for a scroll bar: its own edge would cut a
syllable behind it in two, and leave it cut when the toast goes."""

_LEFT, _RIGHT = 2, 1
"""Cells beside the text of a toast: border and padding; padding."""

_ROWS = 8
"""So many rows from below are looked at for edges; toasts seldom take more."""

_LEAST = 20
"""Cells that a line has in any case."""

_WIDEST = 12
"""A word moves on by fewer cells than that, else it goes to the next line."""


def toast_text(words: str, screen: Screen[object]) -> str:
    """Return the lines of a toast on a screen, no sign over an edge of what lies behind."""
    room = screen.size.width - _LEFT - _RIGHT
    behind = [w for w in screen.query("*") if w.region.bottom > screen.size.height - _ROWS]
    found = {widget.region.x for widget in behind} | {widget.region.right for widget in behind}
    found |= {widget.region.right - widget.scrollbar_size_vertical for widget in behind}
    edges = sorted(edge - _LEFT for edge in found if 0 < edge - _LEFT < room)
    rows = (row for line in words.split("\n") for row in _laid_out(line, max(_LEAST, room), edges))
    return "\n".join(rows)


def _laid_out(line: str, room: int, edges: Sequence[int]) -> Iterator[str]:
    """Yield the rows of a line: a word that an edge would cut moves on as a whole, if it can."""
    row = ""
    for word in line.split():
        start = width(row) + 1 if row else 0
        gap = next((gap for gap in range(_WIDEST) if _stands(word, start + gap, edges)), None)
        if gap is not None and start + gap + width(word) <= room:
            row = f"{row}{' ' * (start - width(row) + gap)}{word}"
            continue
        if row:
            yield row
        *full, row = (beside_edges(part, edges) for part in wrap(word, room - len(edges)))
        yield from full
    if row:
        yield row


def _stands(word: str, start: int, edges: Sequence[int]) -> bool:
    """Tell whether a word that begins at a cell has no sign over an edge."""
    ends = {start + width(word[:count]) for count in range(len(word) + 1)}
    last = start + width(word)
    return all(edge in ends for edge in edges if start < edge < last)


def beside_edges(row: str, edges: Collection[int]) -> str:
    """Return a line in which no sign lies over one of some edges, counted in cells and in order.

    What stands behind an edge moves on by a cell, if it can by a wider gap between two words.

    >>> beside_edges("한 글자", [2, 5]), beside_edges("한글자", [3]), beside_edges("한 글자", [4])
    ('한 글자', '한 글자', '한  글자')
    """
    passed = 0
    for edge in edges:
        count = next((n for n in range(len(row) + 1) if width(row[:n]) > edge), None)
        if count is not None and width(row[: count - 1]) < edge:
            gap = row.rfind(" ", 0, count - 1) + 1
            at = gap if gap and width(row[:gap]) >= passed else count - 1
            row = f"{row[:at]} {row[at:]}"
        passed = edge
    return row
