"""A row of a table as the document of a case, with the problems of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import Factory, evolve

from advisor.book.cell_names import CellNames
from advisor.book.cells import Cell, ColumnReader, as_text
from advisor.book.derived_keys import with_derived_keys
from advisor.book.heading_words import ACCIDENT_TOLD
from advisor.book.headings import Column
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.intake.case.case_rules import ruled_out
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, DEDUCTIBLE, ESTIMATE_KEYS, FIXED_PATH, SHARE_PATHS
from advisor.intake.case.records import FORMAT
from advisor.intake.nested import copied_document, list_row, set_cover, set_value
from advisor.intake.problems import Problem

_LISTED = re.compile(rf"(?P<name>{'|'.join(ListKey)})\[(?P<place>[0-9]+)\]")


@frozen
class RowCase:
    """What a row states: its document, its problems, and the numbers of its list entries.

    `places` holds, for each list, the numbers that its entries have in the headings: an entry whose
    cells are all empty is left out of the document, and those after it move up.
    """

    document: dict[str, object]
    problems: tuple[Problem, ...]
    places: Mapping[str, tuple[int, ...]]

    def as_headed(self, problem: Problem) -> Problem:
        """Return a problem whose path has the number that stands in the headings."""
        match = _LISTED.match(problem.path)
        if match is None:
            return problem
        places, place = self.places.get(match["name"], ()), int(match["place"])
        number = places[place] if place < len(places) else place
        return evolve(problem, path=f"{match['name']}[{number}]{problem.path[match.end() :]}")


@frozen
class RowReader:
    """Reads rows whose columns are known; `defaults` are values for keys without a column."""

    readers: tuple[ColumnReader, ...]
    defaults: Mapping[str, object]
    today: date
    parts: tuple[ColumnReader, ...] = Factory(lambda self: _parts(self.readers), takes_self=True)
    """The readers of the low, likely and high ends of estimates."""

    @classmethod
    def of(
        cls,
        columns: Sequence[Column],
        defaults: Sequence[tuple[Column, str]],
        rulebook: Rulebook,
        today: date,
    ) -> tuple[RowReader, tuple[Problem, ...]]:
        """Return a reader of columns, and the problems of defaults that cannot be read."""
        names = CellNames(rulebook)
        values = {
            column.path: ColumnReader(column, names, today).read(text) for column, text in defaults
        }
        problems = tuple(value for value in values.values() if isinstance(value, Problem))
        readers = tuple(ColumnReader(column, names, today) for column in columns)
        return cls(readers, values, today), problems

    def read(self, cells: Sequence[Cell]) -> RowCase:
        """Read the cells of the columns, in their order."""
        stated: dict[str, object] = {}
        problems: list[Problem] = []
        for reader, cell in zip(self.readers, cells, strict=True):
            value = reader.read(cell)
            if isinstance(value, Problem):
                problems.append(value)
            elif value is not None and stated.setdefault(reader.column.path, value) != value:
                problems.append(self._unlike(cells, reader))
        problems += (
            self._unlike(cells, part)
            for part in self.parts
            if {part.column.path, _whole_of(part.column.path)} <= stated.keys()
        )
        values = {path: value for path, value in self.defaults.items() if value is not None}
        values = _without_ruled_out(values, stated) | stated
        values, open_ones = with_derived_keys(values, problems, self.today)
        document, places = _document(values, open_ones)
        return RowCase(document, tuple(open_ones), places)

    def _unlike(self, cells: Sequence[Cell], second: ColumnReader) -> Problem:
        """Return the problem that two columns of one key say different things, naming both."""
        path = second.column.path
        said = [
            (reader, as_text(cell))
            for reader, cell in zip(self.readers, cells, strict=True)
            if reader.column.path in {path, _whole_of(path)} and reader.read(cell) is not None
        ]
        first, value = next(one for one in said if one[0] is not second)
        also = next(text for reader, text in said if reader is second)
        headings = {"first": first.column.heading, "second": second.column.heading}
        code = "two-columns-of-list" if "[" in path else "two-columns"
        return Problem(second.column.key, code, value, {**headings, "also": also})


def _whole_of(path: str) -> str:
    """Return the path of an estimate if `path` is one of its ends, else `path` as it is."""
    parent, _, key = path.rpartition(".")
    return parent if key in ESTIMATE_KEYS else path


def _parts(readers: Sequence[ColumnReader]) -> tuple[ColumnReader, ...]:
    return tuple(one for one in readers if _whole_of(one.column.path) != one.column.path)


def _without_ruled_out(
    defaults: Mapping[str, object], stated: Mapping[str, object]
) -> dict[str, object]:
    """Return the defaults without those that a row's own values rule out."""
    if not defaults:
        return {}
    kind = stated.get("accident.kind", stated.get(ACCIDENT_TOLD))
    out = ruled_out(stated, None if kind is None else str(kind))
    out |= {_whole_of(path) for path in stated} - stated.keys()
    if DEDUCTIBLE in stated:
        out.update((FIXED_PATH, *SHARE_PATHS))
    return {
        path: value
        for path, value in defaults.items()
        if path not in out and (_whole_of(path) == path or _whole_of(path) not in stated)
    }


def _document(
    values: Mapping[str, object], unread: Sequence[Problem]
) -> tuple[dict[str, object], dict[str, tuple[int, ...]]]:
    """Return values as a document, and for each list the numbers of the entries that it has."""
    document: dict[str, object] = {"format": FORMAT, "policy": {}, "accident": {}}
    paths = [*values, *(problem.path for problem in unread)]
    in_lists = [path for path in paths if "[" in path]
    places: dict[str, tuple[int, ...]] = {}
    for listed in ListKey:
        rows = (list_row(path) for path in in_lists if path.startswith(listed))
        if numbers := sorted({row[1] for row in rows if row and row[0] is listed}):
            places[listed] = tuple(numbers)
            document[listed] = [{} for _ in numbers]
    for path, value in values.items():
        if path == COVER:
            set_cover(document, said=value)
        elif values.get(COVER) is not False or not path.startswith(f"{COVER}."):
            here = _moved_up(path, places) if "[" in path else path
            set_value(document, here, copied_document(value) if isinstance(value, dict) else value)
    return document, places


def _moved_up(path: str, places: Mapping[str, tuple[int, ...]]) -> str:
    row = list_row(path)
    if row is None:
        return path
    listed, number, key = row
    return f"{listed}[{places[listed].index(number)}].{key}"
