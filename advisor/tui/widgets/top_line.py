"""The verdict, with the name of the case at the right end of its first line."""

from textual.geometry import Size
from textual.reactive import var

from advisor.explain.texts import Texts
from advisor.explain.width import width as cells
from advisor.explain.width import wrap
from advisor.tui.widgets.lines import Line, line, text_lines, used
from advisor.tui.widgets.row import filled
from advisor.tui.widgets.verdict import VerdictBand

SMALLEST = Size(40, 12)
"""The least size of a screen on which both form and answer fit."""

_LEAST_LINES = 2
"""The least number of lines; one may be blank, so that typing an amount moves nothing."""

_GAP = 2
_BETWEEN = " · "
_SHARE = 3
"""A name may take one third of the line, or all that is free in it."""

_LEAST_NAME = 10
"""The least width of a name in cells: with fewer, clients could not be told apart."""


class TopLine(VerdictBand):
    """Shows the verdict, the name of the open case, and whether the case is saved.

    `standing` is that name, empty if there is none, and the code of the state of the case.
    """

    standing: var[tuple[str, str]] = var(("", ""), init=False)

    def __init__(self, standing: tuple[str, str]) -> None:
        super().__init__()
        self.set_reactive(TopLine.standing, standing)

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the verdict with the case named in the first."""
        if self.consultation is None:
            return []
        lines = super().lines_in(texts, width)
        if self.app.size.width and is_too_small(self.app.size):
            return _small(lines, texts, width, self.app.size.height)
        named = self._named(lines, texts, width)
        return [*named, *[line()] * (_LEAST_LINES - len(named))]

    def _named(self, lines: list[Line], texts: Texts, width: int) -> list[Line]:
        """Put the name at the end of the first line, and words that it displaces on the next."""
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
    """Return as much of the verdict as fits, and a line that the screen is too small."""
    said = text_lines(texts("app.verdict.small"), width, "muted")
    return [*lines[: max(1, height - len(said))], *said]


def _narrowed(lines: list[Line], first: int, width: int) -> list[Line]:
    """Wrap the first sentence anew, with its first line cut to `first` cells."""
    role = lines[0][0][1] if lines[0] else "plain"
    count = next((at for at, pieces in enumerate(lines) if pieces[0][1] != role), len(lines))
    words = " ".join("".join(text for text, _ in pieces).strip() for pieces in lines[:count])
    begun, *others = wrap(words, first)
    indent = "  " if count > 1 or others else ""
    rest = wrap(" ".join(others), max(1, width - len(indent))) if others else []
    return [line(begun, role), *(line(indent + row, role) for row in rest), *lines[count:]]


def is_too_small(size: Size) -> bool:
    """Return whether a screen is too small for form and answer."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


def _fitted(name: str, state: str, room: int) -> str:
    """Return name and state in `room` cells, the name cut if need be; empty if nothing fits."""
    if not name or room < cells(state) + len(_BETWEEN) + 2:
        return state if cells(state) <= room else ""
    name = " ".join(name.split())
    left = min(cells(name), room - cells(state) - len(_BETWEEN))
    return filled(name, left).rstrip() + _BETWEEN + state
