"""Bonus-malus systems as data: one TOML file a system; policies/classic/README.md has the format.

A file is read as a whole, and everything wrong in it is reported at once.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from advisor.claiming.file_problems import FileProblem, Node, SystemFileError
from advisor.claiming.ladder import AtWorst, CountWindow, Ladder
from advisor.claiming.systems import Status, System, SystemSource
from advisor.domain.values import frozen

if TYPE_CHECKING:
    from pathlib import Path


@frozen
class Blueprint:
    """A system as its file states it, before a longest tally and a start are chosen."""

    name: str
    title: str
    ladder: Ladder
    start: str  # the class of a new driver
    sources: tuple[SystemSource, ...]
    own_risk: tuple[float, ...] = ()  # fixed deductible by class, where the source has one
    accident_rate: tuple[float, ...] = ()  # a year, by class, where the source has one

    def system(self, most: int = 4, *, special: bool = True) -> System:
        """Return the system with states and transitions worked out.

        Args:
            most: claims a year from which a further one changes nothing.
            special: whether the rule on the record applies, if the file has one.
        """
        return self.ladder.system(self.name, self.start, most, self.sources, special=special)


def systems_in(folder: Path) -> dict[str, Blueprint]:
    """Return every system of a folder by its name, which is the name of its file.

    Raises:
        SystemFileError: with all problems of all files.
    """
    found: dict[str, Blueprint] = {}
    problems: list[FileProblem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = read_system(path)
        except SystemFileError as error:
            problems.extend(error.problems)
    if problems:
        raise SystemFileError(tuple(problems))
    return found


def read_system(path: Path) -> Blueprint:
    """Return the system of one file.

    Raises:
        SystemFileError: with all problems of the file.
        OSError: the file cannot be read.
    """
    problems: list[FileProblem] = []
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        problem = FileProblem(path.name, "$", "no-toml", {"error": error})
        raise SystemFileError((problem,)) from error
    blueprint = _blueprint(Node(path.name, "$", table, problems), path.stem)
    if problems:
        raise SystemFileError(tuple(problems))
    return blueprint


def _blueprint(root: Node, stem: str) -> Blueprint:
    root.only("name", "title", "source", "classes", "transitions", "history")
    name = root.text("name")
    if name != stem:
        root.report("name", "not-the-name-of-the-file", expected=stem)
    classes = root.child("classes")
    classes.only("premium", "first", "start", "own_risk", "accident_rate")
    premium = classes.numbers("premium")
    first = classes.whole("first")
    labels = tuple(str(first + c) for c in range(len(premium)))
    start = str(classes.whole("start"))
    if start not in labels:
        classes.report("start", "no-such-class")
    next_class = _transitions(root.child("transitions"), len(labels))
    at_worst, window = _history(root, labels)
    ladder = Ladder(labels, tuple(premium), next_class, at_worst, window)
    sources = tuple(_source(node) for node in root.children("source"))
    by_class = (_by_class(classes, key, len(labels)) for key in ("own_risk", "accident_rate"))
    return Blueprint(name, root.text("title"), ladder, start, sources, *by_class)


def _by_class(node: Node, key: str, classes: int) -> tuple[float, ...]:
    """Return numbers that not every source has: one a class, none negative, or none at all."""
    if key not in node.table:
        return ()
    values = node.numbers(key)
    if len(values) != classes:
        node.report(key, "wrong-length", expected=classes)
    if min(values, default=0.0) < 0.0:
        node.report(key, "negative")
    return tuple(values)


def _source(node: Node) -> SystemSource:
    node.only("covers", "text", "status")
    status = node.text("status")
    if status not in set(Status):
        node.report("status", "no-status", known=", ".join(Status))
        status = Status.RECALLED
    return SystemSource(node.text("covers"), node.text("text"), Status(status))


def _transitions(node: Node, classes: int) -> tuple[tuple[int, ...], ...]:
    """Return rows of next classes, by number of claims; the last row holds for more."""
    if "table" in node.table:
        node.only("table")
        rows = [
            Node(node.file, node.path, {f"table[{i}]": row}, node.problems)
            for i, row in enumerate(_rows(node))
        ]
        return tuple(_row(row, f"table[{i}]", classes) for i, row in enumerate(rows))
    node.only("free", "first", "further")
    free, first, further = node.whole("free"), node.whole("first"), node.whole("further")
    if classes and further == 0:
        node.report("further", "zero")
        return ()
    steps = [free, *(first + further * k for k in range(classes))]
    last = classes - 1
    return tuple(tuple(min(max(c + s, 0), last) for c in range(classes)) for s in steps)


def _rows(node: Node) -> list[object]:
    rows = node.table["table"]
    if not isinstance(rows, list) or len(rows) < 2:  # noqa: PLR2004 - a free year and a claim
        node.report("table", "no-list")
        return []
    return rows


def _row(node: Node, key: str, classes: int) -> tuple[int, ...]:
    row = [int(c) for c in node.numbers(key)]
    if row != node.table[key]:
        node.report(key, "no-whole-numbers")
    elif len(row) != classes:
        node.report(key, "wrong-length", expected=classes)
    for i, to in enumerate(row):
        if not 0 <= to < classes:
            node.report(f"{key}[{i}]", "no-such-class")
    return tuple(row)


def _history(root: Node, labels: tuple[str, ...]) -> tuple[AtWorst | None, CountWindow | None]:
    if "history" not in root.table:
        return None, None
    node = root.child("history")
    if "window_years" in node.table:
        node.only("window_years", "count_cap", "factors")
        years, cap = node.whole("window_years", 1), node.whole("count_cap", 1)
        return None, CountWindow(years, cap, tuple(node.numbers("factors")))
    node.only("claim_free_years", "at_worst")
    worst = str(node.whole("at_worst"))
    if worst not in labels:
        node.report("at_worst", "no-such-class")
        worst = labels[0] if labels else ""
    years = node.whole("claim_free_years", 1)
    return (AtWorst(years, labels.index(worst)) if labels else None), None
