"""Worked cases as files: a case, what must come out, and where that comes from.

A file holds `title`, `source`, perhaps `why`; `[case]` with the tables of a case file; `[expect]`
with as much of the answer as the source settles. `[[variant]]` changes single keys of the case
(`set`) and says what then must come out (`expect`).

In `[expect]` the keys are those of the JSON answer, but for three that are easier to write:
`options` is a table by option code, `warnings`, `reasons` and `ask` list codes that must be there,
and an option's `grades`, `counts` and `premiums` list its path from the current year on.
"""

from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from advisor.domain.case import Case
from advisor.engine.advise import advise
from advisor.intake.case.case_file import read_case
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Decision

FOLDER = Path(__file__).parent
RULEBOOK = load_rulebook()
"""The shipped rules, which must agree with the worked cases' own sources."""

PATH_KEYS = {"grades": "grade", "counts": "accidents_3y", "premiums": "premium"}
TODAY = date(2026, 11, 21)
"""The day of the advice for a case that states none."""

CODES = ("warnings", "reasons", "ask", "steps")


@frozen
class WorkedCase:
    """One case of a file, or one variant of it."""

    name: str
    document: dict[str, Any]
    expect: dict[str, Any]
    source: str

    def case(self) -> Case:
        """Read the case as a user's file is read; it must have no problem."""
        found = read_case({"format": 1} | self.document, RULEBOOK, TODAY)
        assert isinstance(found, Case), (self.name, found)
        return found

    def decision(self) -> Decision:
        """Answer the case."""
        return advise(self.case(), RULEBOOK)


@cache
def worked_cases() -> tuple[WorkedCase, ...]:
    return tuple(case for file in sorted(FOLDER.glob("*.toml")) for case in _read(file))


def _read(file: Path) -> Iterator[WorkedCase]:
    content = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    source = content["source"]
    yield WorkedCase(file.stem, content["case"], content["expect"], source)
    for number, variant in enumerate(content.get("variant", ()), start=1):
        document = deepcopy(content["case"])
        for path, value in variant["set"].items():
            _set(document, path.split("."), value)
        name = f"{file.stem}-{variant.get('name', number)}"
        yield WorkedCase(name, document, variant["expect"], variant.get("source", source))


def _set(table: dict[str, Any], keys: list[str], value: object) -> None:
    """Set one key, or remove it if the value is an empty string, because TOML has no null."""
    *parents, last = keys
    for key in parents:
        table = table.setdefault(key, {})
    if value == "":
        table.pop(last, None)
    else:
        table[last] = value


def differences(expected: object, found: object, path: str = "") -> Iterator[str]:
    """Yield each place where an answer is not what a case expects; the rest may be anything."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), path
        for key, value in expected.items():
            yield from differences(value, _part(found, key, value), f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{path}: {found} instead of {expected}"
        for place, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, f"{path}[{place}]")
    elif _plain(expected) != found:
        yield f"{path}: {found!r} instead of {expected!r}"


def _part(found: dict[str, Any], key: str, expected: object) -> object:
    """Return the part of an answer to which a key of `[expect]` refers."""
    if key in CODES and "option" not in found:
        codes = [entry["code"] for entry in found[key]]
        assert isinstance(expected, list)
        return [code if code in codes else codes for code in expected]
    if key == "options":
        return {entry["option"]: entry for entry in found[key]}
    if key in PATH_KEYS:
        assert isinstance(expected, list)
        return [year[PATH_KEYS[key]] for year in found["path"][: len(expected)]]
    return found[key]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
