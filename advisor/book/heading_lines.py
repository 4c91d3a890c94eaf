"""The lines above the rows of a table: titles, and headings that stand on one line or on two."""

from collections.abc import Sequence
from itertools import chain

from attrs import evolve

from advisor.book.heading_words import PAST
from advisor.book.headings import BRACKETS, Headings, HeadingWords, holds_won
from advisor.book.tables import Sheet, heading_texts, next_filled
from advisor.domain.values import frozen
from advisor.intake.key_table import pattern_of
from advisor.intake.typed.estimate import parse_unit

_MOST_TITLES = 5
"""The number of lines that may stand above the headings: a title, a date, who made the table."""

_PERCENT = "%"
_THRESHOLD = "policy.surcharge_threshold"


@frozen
class HeadingLines:
    """A table whose headings were found, and what was done with the lines above its rows.

    `titles` counts the titles left out, `joined` says whether two lines of headings became one, and
    `unit` is the unit that a title named, now written into the headings of amounts. `merged` names
    the columns in which cells span several rows and count for each of them.
    """

    table: Sheet
    titles: int = 0
    joined: bool = False
    unit: str = ""
    merged: tuple[str, ...] = ()


def find_headings(table: Sheet, words: HeadingWords) -> HeadingLines:
    """Return a table with its headings, found below the titles that many tables begin with.

    If no headings are found, the first line is taken for them.
    """
    found = table
    above: list[Sheet] = []
    while len(above) <= _MOST_TITLES:
        known = words.read(found.headings).columns
        if any(not one.is_of_client for one in known) and (not above or len(known) > 1):
            return _with_unit(_joined(found, above, words), above, words)
        further, row = next_filled(table.rows)
        if row is None:
            break
        above.append(found)
        headings = heading_texts(row)
        found = evolve(found, row=found.row + further, headings=headings, width=len(row))
    return HeadingLines(table)


def holds_cases(table: Sheet) -> bool:
    """Return whether a table has headings of cases; this uses up the first lines of the table."""
    words = HeadingWords.of()
    found = words.read(find_headings(table, words).table.headings).columns
    return any(not one.is_of_client for one in found)


def _joined(table: Sheet, above: Sequence[Sheet], words: HeadingWords) -> HeadingLines:
    """Return the table, with its headings joined with the line below or above if that says more."""
    alone, titles = words.read(table.headings), len(above)
    below = next(table.rows, None)
    if below is not None:
        both = _both(table.headings, heading_texts(below), words)
        if _says_more(words.read(both), alone):
            width = max(table.width, len(below))
            lower = evolve(table, headings=both, row=table.row + 1, width=width)
            return HeadingLines(lower, titles, joined=True)
    found = table if below is None else evolve(table, rows=chain([below], table.rows))
    if above and above[-1].row == table.row - 1:
        both = _both(above[-1].headings, table.headings, words)
        if _says_more(words.read(both), alone):
            return HeadingLines(evolve(found, headings=both), titles - 1, joined=True)
    return HeadingLines(found, titles)


def _both(above: Sequence[str], below: Sequence[str], words: HeadingWords) -> tuple[str, ...]:
    """Return two lines of headings joined; a group's name stands above its first column only.

    Both together are the heading if that is known, else the one below; a column without a heading
    below has the one above.
    """
    joined, group = [], ""
    for place in range(max(len(above), len(below))):
        upper, lower = (line[place] if place < len(line) else "" for line in (above, below))
        group = upper or group
        joined.append(_one_heading(group, lower, words) if lower else upper)
    return tuple(joined)


def _one_heading(group: str, lower: str, words: HeadingWords) -> str:
    """Return the first way to join both that is a known heading, with the group's unit at the end.

    If none is known, both stand one after the other.
    """
    if _is_unit(lower):
        return f"{group}({lower})"
    bracket = BRACKETS.fullmatch(group)
    name, unit = group, ""
    if bracket and _is_unit(bracket["unit"]):
        name, unit = bracket["word"], f"({bracket['unit']})"
    ways = [f"{said}{unit}" for said in (f"{name} {lower}", f"{lower} {name}", lower)]
    known = (said for said in (*ways, lower) if words.path(said))
    return next(known, f"{group} {lower}".strip())


def _is_unit(said: str) -> bool:
    return said.strip() == _PERCENT or parse_unit(said) is not None


def _says_more(joined: Headings, alone: Headings) -> bool:
    """Return whether two joined lines state more keys than one alone, or the same with units."""
    more = len(joined.columns) - len(alone.columns)
    units, plain = ({(one.path, one.unit, one.percent) for one in read.columns}
                    for read in (joined, alone))  # fmt: skip
    return more > 0 or (more == 0 and joined.paths == alone.paths and units != plain)


def _with_unit(found: HeadingLines, above: Sequence[Sheet], words: HeadingWords) -> HeadingLines:
    """Return the table with the unit that a title names added to headings of amounts without one.

    The threshold gets none: people write it in the usual way, whatever the unit of the table.
    """
    unit = words.words.unit_told(" ".join(text for line in above for text in line.headings))
    if (parse_unit(unit) or 1) == 1:
        return found
    headings = [*found.table.headings]
    for one in words.read(headings).columns:
        with_unit = f"{headings[one.place]}({unit})"
        has_sums = holds_won(one.path) or pattern_of(one.path) == PAST
        if has_sums and one.path != _THRESHOLD and words.path(with_unit):
            headings[one.place] = with_unit
    return evolve(found, table=evolve(found.table, headings=tuple(headings)), unit=unit)
