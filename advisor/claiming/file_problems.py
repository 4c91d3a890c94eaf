"""What is wrong in the file of a system: codes and facts, collected while it is read."""

from __future__ import annotations

import math
from collections.abc import Mapping

from attrs import field

from advisor.domain.errors import AdvisorError
from advisor.domain.values import frozen


@frozen
class FileProblem:
    """One mistake: the file, the path within it, a code, and what the code is about."""

    file: str
    path: str
    code: str
    facts: Mapping[str, object] = field(factory=dict)

    def __str__(self) -> str:
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        words = f"{self.file}: {self.path}: {self.code.replace('-', ' ')}"
        return f"{words} ({facts})" if facts else words


class SystemFileError(AdvisorError):
    """A file that is no bonus-malus system; `problems` holds all that is wrong in it."""

    code = "system-file"

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__(count=len(problems), problems="\n".join(map(str, problems)))
        self.problems = problems


@frozen
class Node:
    """A table of a file, with the list that collects the problems of the whole file.

    Every reader gives a value of its type whatever it finds, so that reading goes on to the
    next problem; nothing is made of the values when there was one.
    """

    file: str
    path: str
    table: Mapping[str, object]
    problems: list[FileProblem]

    def report(self, key: str, code: str, **facts: object) -> None:
        """Add a problem of one key, or of the table when the key is empty."""
        place = f"{self.path}.{key}" if key else self.path
        self.problems.append(FileProblem(self.file, place, code, facts))

    def only(self, *known: str) -> None:
        """Report the keys that mean nothing here."""
        for key in self.table:
            if key not in known:
                self.report(key, "unknown-key")

    def child(self, key: str) -> Node:
        """Return the table under a key; an empty one, reported, when there is none."""
        value = self.table.get(key)
        if not isinstance(value, dict):
            self.report(key, "no-table")
            value = {}
        return Node(self.file, f"{self.path}.{key}", value, self.problems)

    def children(self, key: str) -> list[Node]:
        """Return the tables of an array of tables, at least one."""
        value = self.table.get(key)
        if not isinstance(value, list) or not value:
            self.report(key, "no-list")
            return []
        places = [f"{self.path}.{key}[{i}]" for i in range(len(value))]
        tables = [item if isinstance(item, dict) else {} for item in value]
        return [Node(self.file, *both, self.problems) for both in zip(places, tables, strict=True)]

    def text(self, key: str) -> str:
        """Return the words under a key."""
        value = self.table.get(key)
        if not isinstance(value, str) or not value:
            self.report(key, "no-text")
            return ""
        return value

    def whole(self, key: str, least: int | None = None) -> int:
        """Return the whole number under a key, at least `least`."""
        value = self.table.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.report(key, "no-whole-number")
            return least or 0
        if least is not None and value < least:
            self.report(key, "too-small", least=least)
            return least
        return value

    def numbers(self, key: str) -> list[float]:
        """Return the finite numbers under a key, at least one."""
        value = self.table.get(key)
        if not isinstance(value, list) or not value:
            self.report(key, "no-list")
            return []
        for i, item in enumerate(value):
            if not _is_number(item):
                self.report(f"{key}[{i}]", "no-number")
        return [float(item) if _is_number(item) else 0.0 for item in value]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
