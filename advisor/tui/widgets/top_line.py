"""The verdict, and at the right end of its first line whose case it is."""

from textual.geometry import Size
from textual.reactive import var

from advisor.explain.texts import Texts
from advisor.explain.width import width as cells
from advisor.explain.width import wrap
from advisor.tui.widgets.lines import Line, line, text_lines, used
from advisor.tui.widgets.row import filled
from advisor.tui.widgets.verdict import VerdictBand

SMALLEST = Size(40, 12)
"""The least of a screen on which form and answer have room."""

_LEAST_LINES = 2
"""One may be blank, so that the screen stays as it is while an amount is typed."""

_GAP = 2
_BETWEEN = " · "
_SHARE = 3
"""A name may take so many-th part of the line, or whatever is free in it."""

_LEAST_NAME = 10
"""Cells that a name has in any case: with fewer it tells no client from another."""


class TopLine(VerdictBand):
    """Says the verdict, and names the open case with whether it is saved.

    `standing` is that name, empty where there is none, and the code of how it stands.
    """

    standing: var[tuple[str, str]] = var(("", ""), init=False)

    def __init__(self, standing: tuple[str, str]) -> None:
        super().__init__()
        self.set_reactive(TopLine.standing, standing)

    def said(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the verdict with the case named in the first."""
        if self.consultation is None:
            return []
        lines = super().said(texts, width)
        if self.app.size.width and is_too_small(self.app.size):
            return _small(lines, texts, width, self.app.size.height)
        named = self._named(lines, texts, width)
        return [*named, *[line()] * (_LEAST_LINES - len(named))]

    def _named(self, lines: list[Line], texts: Texts, width: int) -> list[Line]:
        """Put the name at the end of the first line, and what it pushes out into the next."""
        name, code = self.standing
        if not lines or not code:
            return lines
        state = texts(f"app.standing.{code}")
        wanted = cells(state) + (cells(name) + len(_BETWEEN) if name else 0)
        if used(lines[0]) + wanted + _GAP > width:
            few = wanted - max(0, cells(name) - _LEAST_NAME)
            least = max(few, min(wanted, width // _SHARE)) + _GAP
            lines = _narrowed(lines, max(1, width - least), width)
        words = _fitted(name, state, width - used(lines[0]) - _GAP)
        gap = " " * (width - used(lines[0]) - cells(words))
        return [(*lines[0], (gap, "plain"), (words, "muted")), *lines[1:]] if words else lines


def _small(lines: list[Line], texts: Texts, width: int, height: int) -> list[Line]:
    """Return the verdict as far as there is room, and a word that there is too little."""
    said = text_lines(texts("app.verdict.small"), width, "muted")
    return [*lines[: max(1, height - len(said))], *said]


def _narrowed(lines: list[Line], first: int, width: int) -> list[Line]:
    """Break the sentence that begins anew, its first line at fewer cells."""
    role = lines[0][0][1] if lines[0] else "plain"
    count = next((at for at, pieces in enumerate(lines) if pieces[0][1] != role), len(lines))
    words = " ".join("".join(text for text, _ in pieces).strip() for pieces in lines[:count])
    begun, *others = wrap(words, first)
    indent = "  " if count > 1 or others else ""
    rest = wrap(" ".join(others), max(1, width - len(indent))) if others else []
    return [line(begun, role), *(line(indent + row, role) for row in rest), *lines[count:]]


def is_too_small(size: Size) -> bool:
    """Tell whether a screen has no room for form and answer."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


def _fitted(name: str, state: str, room: int) -> str:
    """Return name and state in so many cells, the name cut; nothing where not even that fits."""
    if not name or room < cells(state) + len(_BETWEEN) + 2:
        return state if cells(state) <= room else ""
    name = " ".join(name.split())
    left = min(cells(name), room - cells(state) - len(_BETWEEN))
    return filled(name, left).rstrip() + _BETWEEN + state
