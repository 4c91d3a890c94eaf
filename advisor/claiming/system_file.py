"""Bonus-malus systems as data, a TOML file each, in the format of policies/classic/README.md.

A file is read as a whole, and all its problems are reported at once.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from advisor.claiming.ladder import AtWorst, CountWindow, Ladder
from advisor.claiming.systems import System, SystemSource
from advisor.domain.values import frozen
from advisor.toml.problems import FileError, FileProblem, Problems, Report, document_of
from advisor.toml.structure import Count, Step, structure

Document = dict[str, object]

_FEWEST_ROWS = 2
"""One row for a year without a claim, and one for a year with a claim."""


class SystemFileError(FileError):
    """One or more files cannot be read as bonus-malus systems."""

    code = "system-file"


@frozen
class Blueprint:
    """A system as its file states it, before its states and transitions are worked out."""

    name: str
    title: str
    ladder: Ladder
    start: str  # the class of a new driver
    sources: tuple[SystemSource, ...]
    own_risk: tuple[float, ...] = ()  # fixed deductible by class, where the source has one
    accident_rate: tuple[float, ...] = ()  # a year, by class, where the source has one

    def system(self, most: int = 4, *, special: bool = True) -> System:
        """Return the system with its states and transitions worked out.

        Args:
            most: number of claims in a year after which a further claim changes nothing.
            special: whether the rule on the record applies, if the file has one.
        """
        return self.ladder.system(self.name, self.start, most, self.sources, special=special)


@frozen
class _ClassesRecord:
    premium: tuple[Decimal, ...]
    first: int
    start: int
    own_risk: tuple[Decimal, ...] = ()
    accident_rate: tuple[Decimal, ...] = ()


@frozen
class _StepsRecord:
    free: Step
    first: Step
    further: Step


@frozen
class _RowsRecord:
    table: tuple[tuple[int, ...], ...]


@frozen
class _ClaimFreeRecord:
    claim_free_years: Count
    at_worst: int


@frozen
class _WindowRecord:
    window_years: Count
    count_cap: Count
    factors: tuple[Decimal, ...]


@frozen
class _SystemRecord:
    """A file as it is written; the tables that may have either of two shapes are left unread."""

    name: str
    title: str
    classes: _ClassesRecord
    transitions: object
    source: tuple[SystemSource, ...]
    history: object = None


def systems_in(folder: Path) -> dict[str, Blueprint]:
    """Return every system of a folder by name, which is the file name without its suffix.

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
    document = document_of(path)
    if isinstance(document, FileProblem):
        raise SystemFileError((document,))
    problems = Problems(path.name)
    record = structure(_SystemRecord, document, "", problems.report)
    moves = _structured(
        document, "transitions", {"table": _RowsRecord}, _StepsRecord, problems.report
    )
    by_key = {"window_years": _WindowRecord}
    history = _structured(document, "history", by_key, _ClaimFreeRecord, problems.report)
    _check(document, path.stem, problems.report)
    if problems or not isinstance(record, _SystemRecord):
        raise SystemFileError(tuple(problems))
    return _blueprint(record, moves, history)


def _structured(
    document: Document, key: str, by_key: Mapping[str, type], usual: type, report: Report
) -> object:
    """Read a table in the shape of `by_key` whose key the table holds, else in the usual shape."""
    if key not in document:
        return None
    table = document[key]
    keys = table if isinstance(table, dict) else {}
    shape = next((shape for name, shape in by_key.items() if name in keys), usual)
    return structure(shape, table, key, report)


def _check(document: Document, stem: str, report: Report) -> None:
    """Report the parts that do not fit together, as far as they can be read."""
    name = document.get("name")
    if isinstance(name, str) and name != stem:
        report("name", "not-the-name-of-the-file", expected=stem)
    if document.get("source") == []:
        report("source", "empty")
    classes = _table(document, "classes")
    size, first = len(_row(classes, "premium")), _whole(classes, "first")
    numbers = range(first, first + size)
    if _whole(classes, "start") not in numbers:
        report("classes.start", "no-such-class")
    for key in ("own_risk", "accident_rate"):
        if key in classes and len(_row(classes, key)) != size:
            report(f"classes.{key}", "wrong-length", expected=size)
    _check_moves(_table(document, "transitions"), size, report)
    _check_history(_table(document, "history"), numbers, report)


def _check_history(history: Document, numbers: range, report: Report) -> None:
    if "at_worst" in history and _whole(history, "at_worst") not in numbers:
        report("history.at_worst", "no-such-class")
    if history.get("factors") == []:
        report("history.factors", "empty")


def _check_moves(moves: Document, size: int, report: Report) -> None:
    if moves.get("further") == 0:
        report("transitions.further", "zero")
    rows = _row(moves, "table")
    if "table" in moves and len(rows) < _FEWEST_ROWS:
        report("transitions.table", "too-short", least=_FEWEST_ROWS)
    for i, row in enumerate(rows):
        if not isinstance(row, list):
            continue
        if len(row) != size:
            report(f"transitions.table[{i}]", "wrong-length", expected=size)
        for j, to in enumerate(row):
            if isinstance(to, int) and to >= size:
                report(f"transitions.table[{i}][{j}]", "no-such-class")


def _table(table: Document, key: str) -> Document:
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def _row(table: Document, key: str) -> list[object]:
    value = table.get(key)
    return value if isinstance(value, list) else []


def _whole(table: Document, key: str) -> int:
    value = table.get(key)
    return value if isinstance(value, int) else 0


def _blueprint(record: _SystemRecord, moves: object, history: object) -> Blueprint:
    classes = record.classes
    labels = tuple(str(classes.first + c) for c in range(len(classes.premium)))
    worst = window = None
    if isinstance(history, _ClaimFreeRecord):
        worst = AtWorst(history.claim_free_years, labels.index(str(history.at_worst)))
    if isinstance(history, _WindowRecord):
        window = CountWindow(history.window_years, history.count_cap, _floats(history.factors))
    next_class = _next_class(moves, len(labels))
    ladder = Ladder(labels, _floats(classes.premium), next_class, worst, window)
    return Blueprint(
        record.name,
        record.title,
        ladder,
        str(classes.start),
        record.source,
        _floats(classes.own_risk),
        _floats(classes.accident_rate),
    )


def _next_class(moves: object, size: int) -> tuple[tuple[int, ...], ...]:
    """Return the next classes, a row for each number of claims; the last row holds for more."""
    if isinstance(moves, _RowsRecord):
        return moves.table
    if not isinstance(moves, _StepsRecord):
        return ()
    steps = [moves.free, *(moves.first + moves.further * k for k in range(size))]
    return tuple(tuple(min(max(c + s, 0), size - 1) for c in range(size)) for s in steps)


def _floats(numbers: Sequence[Decimal]) -> tuple[float, ...]:
    return tuple(map(float, numbers))
