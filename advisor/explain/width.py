"""Text in terminal cells: Hangul takes two, combining signs none."""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, east_asian_width

_INDENT = "  "
_BULLET = "- "
_AS_PICTURE = "\ufe0f"
"""The sign that turns the sign before it into an emoji, two cells wide."""

_INSIDE_SUM = re.compile(
    "(?<=[0-9\ub9cc\uc5b5\ucc9c]) (?=\uc6d0)|(?<=[0-9]\uc5b5) (?=[0-9])"
    "|(?<=[0-9]) (?=(?:million )?won\\b)|(?<=million) (?=won\\b)"
)
"""A blank at which a line may not end, because it would tear a sum of money in two."""

_NO_BREAK = "\u00a0"
_WORD = re.compile(rf"[\S{_NO_BREAK}]+")

_MEDIAL_JAMO, _LAST_JAMO = "\u1160", "\u11ff"


def width(text: str) -> int:
    """Return the number of cells that a text takes.

    >>> width("환입"), width("refund")
    (4, 6)
    """
    if text.isascii():
        return len(text)
    pictures = sum(map(_is_picture, text, text[1:])) if _AS_PICTURE in text else 0
    return sum(map(_cells, text)) + pictures


def align_left(text: str, cells: int) -> str:
    """Return a text filled with blanks up to `cells` cells, on its right.

    >>> align_left("환입", 6) + "|"
    '환입  |'
    """
    return text + " " * (cells - width(text))


def align_right(text: str, cells: int) -> str:
    """Return a text filled with blanks up to `cells` cells, on its left.

    >>> align_right("환입", 6)
    '  환입'
    """
    return " " * (cells - width(text)) + text


def cut(text: str, cells: int) -> str:
    """Return as much of a text as fits, with an ellipsis if it was cut.

    >>> cut("할증기준금액", 7), cut("할증", 7), cut("abc", 1)
    ('할증기…', '할증', '…')
    """
    if width(text) <= cells:
        return text
    if cells < 1:
        return ""
    kept = ""
    for sign in text:
        if width(kept + sign) > cells - 1:
            break
        kept += sign
    return f"{kept}…"


def joined_lines(lines: Iterable[str]) -> str:
    r"""Return lines as one text, each without trailing blanks.

    >>> print(joined_lines(["환입  ", "yes"]), end="")
    환입
    yes
    """
    return "\n".join(line.rstrip() for line in lines) + "\n"


def whole_sums(text: str) -> str:
    """Return a text with no-break spaces inside its sums of money.

    >>> whole_sums("30,000 won") == "30,000\N{NO-BREAK SPACE}won"
    True
    """
    return _INSIDE_SUM.sub(_NO_BREAK, text)


def unbroken_words(text: str) -> list[str]:
    """Return the words of a text, each of which stays on one line; a sum of money is one word.

    >>> unbroken_words("they pay 30,000 won")
    ['they', 'pay', '30,000 won']
    """
    return [word.replace(_NO_BREAK, " ") for word in _WORD.findall(whole_sums(text))]


def wrap(text: str, cells: int) -> list[str]:
    """Return a text broken at its spaces into lines of at most `cells` cells.

    A sum of money keeps its unit, and no line ends at a no-break space, unless there is no room
    for both. A word that is longer than a line is broken where it must be.

    >>> wrap("claim on the insurance", 10)
    ['claim on', 'the', 'insurance']
    >>> wrap("they pay 30,000 won", 15)
    ['they pay', '30,000 won']
    """
    lines, filled = [""], 0
    kept = unbroken_words(text)
    for word in (part for one in kept for part in ([one] if width(one) <= cells else one.split())):
        more = width(word) + bool(filled)
        if filled + more <= cells:
            lines[-1] += f" {word}" if filled else word
            filled += more
        else:
            pieces = _broken(word, cells)
            lines[-1:] = [lines[-1], *pieces] if lines[-1] else pieces
            filled = width(lines[-1])
    return lines


def item(text: str, cells: int) -> list[str]:
    """Return the lines of a sentence behind a bullet.

    >>> item("one two", 8)
    ['  - one', '    two']
    """
    first, *rest = wrap(text, cells - len(_INDENT) - len(_BULLET))
    return [_INDENT + _BULLET + first, *(_INDENT * 2 + line for line in rest)]


def hanging(text: str, cells: int) -> list[str]:
    """Return the lines of a sentence, the first of which is indented less than the rest.

    >>> hanging("one two", 8)
    ['  one', '    two']
    """
    first, *rest = wrap(text, cells - len(_INDENT) * 2)
    return [_INDENT + first, *(_INDENT * 2 + line for line in rest)]


def _broken(word: str, cells: int) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign) > cells:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _is_picture(sign: str, behind: str) -> bool:
    """Return whether a sign of one cell takes a second one because of the sign behind it."""
    return behind == _AS_PICTURE and _cells(sign) == 1 and not sign.isalpha()


@lru_cache(maxsize=4096)
def _cells(sign: str) -> int:
    if category(sign) in {"Mn", "Me", "Cf"} or _MEDIAL_JAMO <= sign <= _LAST_JAMO:
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1
