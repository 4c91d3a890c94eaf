"""Toasts laid out so that no wide sign lies over the edge of a pane.

At the edge of a pane Textual cuts every line above it in two, those of a toast too, and a sign
two cells wide that lies over such an edge is lost.
"""

from collections.abc import Collection, Iterator, Sequence

from textual.screen import Screen

from advisor.explain.width import unbroken_words, width, wrap

TOAST_CSS = """
ToastRack { scrollbar-size: 0 0; }
Toast { width: 100%; max-width: 100%; padding: 0 1; margin: 0; }
"""
"""A toast takes the whole width and has no scroll bar. Otherwise its own edge could cut a
syllable behind it in two, which would stay cut after the toast has gone.
"""

_LEFT, _RIGHT = 2, 1
"""The cells left of the text of a toast (border and padding) and right of it (padding)."""

_ROWS = 8
"""The number of rows from the bottom in which edges are looked for; few toasts are higher."""

_LEAST = 20
"""The least width of a line, however narrow the screen is."""

_WIDEST = 12
"""A word is shifted right by fewer cells than this, else it goes to the next line."""


def toast_text(words: str, screen: Screen[object]) -> str:
    """Return the text of a toast, with no sign over an edge of what lies behind it."""
    room = screen.size.width - _LEFT - _RIGHT
    behind = [w for w in screen.query("*") if w.region.bottom > screen.size.height - _ROWS]
    found = {widget.region.x for widget in behind} | {widget.region.right for widget in behind}
    found |= {widget.region.right - widget.scrollbar_size_vertical for widget in behind}
    edges = sorted(edge - _LEFT for edge in found if 0 < edge - _LEFT < room)
    rows = (row for line in words.split("\n") for row in _laid_out(line, max(_LEAST, room), edges))
    return "\n".join(rows)


def _laid_out(line: str, room: int, edges: Sequence[int]) -> Iterator[str]:
    """Yield the rows of a line; where possible, a word that an edge would cut is shifted whole."""
    row = ""
    for word in unbroken_words(line):
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
    """Return whether a word that starts at cell `start` has no sign over an edge."""
    ends = {start + width(word[:count]) for count in range(len(word) + 1)}
    last = start + width(word)
    return all(edge in ends for edge in edges if start < edge < last)


def beside_edges(row: str, edges: Collection[int]) -> str:
    """Return a row with no sign lying over any of `edges`, which are cells in rising order.

    A sign over an edge is shifted by one cell, by widening a gap between words where possible.

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
