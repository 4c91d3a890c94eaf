"""Case files: parsing text to a document, reading a document as a case, and writing a case."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from advisor.domain.accident import Kind
from advisor.domain.case import Case
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.case_rules import rule_problems
from advisor.intake.case.document_values import read_fields
from advisor.intake.case.fields import CASE, KEYS, order_in_file
from advisor.intake.case.records import build_case, case_document
from advisor.intake.nested import value_at
from advisor.intake.problems import Problem
from advisor.intake.typed.insurer import parse_insurer
from advisor.toml.text import NotToml, read_toml, toml_value

ACCIDENT = "accident"
_TELLING = frozenset({"day", "own_damage", "cash_repair", "other_property", "other_rental", "paid"})
"""Keys of an accident; any case that is about an accident states at least one of them."""

_WITH_HEAD = ("policy", "policy.own_damage", ACCIDENT, "assumptions", "client")
"""Tables that are written under a head of their own; others are written on one line."""


def parse_toml(content: bytes | str) -> dict[str, Any] | Problem:
    """Read TOML with exact decimals; text that is not TOML, or not UTF-8, gives one problem."""
    document = read_toml(content)
    if isinstance(document, NotToml):
        return Problem("", document.code, facts=document.facts)
    return document


def read_case(
    document: Mapping[str, object], rulebook: Rulebook, today: date
) -> Case | tuple[Problem, ...]:
    """Read a document strictly: return its case, or every problem in the order of the keys.

    An insurer may be stated by its name; for one that the rules do not know, the standard tables
    are used.

    Raises:
        NoRuleInForceError: the document is well-formed, but a rule has no version for its day.
    """
    values, problems = read_fields(document)
    broken_rules, without_rule = rule_problems(values, rulebook, today)
    problems += broken_rules
    as_of = values.day_of_advice(today)
    if problems or as_of is None:
        return tuple(sorted(problems, key=lambda problem: order_in_file(problem.path)))
    if without_rule:
        raise without_rule[0]
    insurer = values.get("policy.insurer", str)
    if insurer is not None:
        values.by_path["policy.insurer"] = parse_insurer(insurer, rulebook.insurers)
    values.by_path["as_of"] = as_of
    return build_case(values)


def keys_left_out(document: Mapping[str, object]) -> tuple[str, ...]:
    """Return the paths in an older file that no longer have an effect, to be mentioned."""
    return tuple(path for path in sorted(CASE.left_out) if value_at(document, path) is not None)


def write_case(case: Case) -> str:
    """Return a case as TOML that reads back equal; values that need no stating are left out."""
    return write_document(case_document(case))


def write_document(document: Mapping[str, object]) -> str:
    """Return a document of well-formed values as TOML, without keys that no case file has."""
    return "\n".join(_lines("", "", document)).strip() + "\n"


def _lines(head: str, pattern: str, table: Mapping[str, object]) -> Iterator[str]:
    """Yield the lines of a table: its own keys first, then the tables in it."""
    inner: list[str] = []
    if head:
        yield ""
        yield head
    for key in (key.removesuffix("[]") for key in KEYS[pattern]):
        value = table.get(key)
        path = f"{pattern}.{key}" if pattern else key
        match value:
            case None:
                continue
            case list():
                inner += [line for t in value for line in _lines(f"[[{key}]]", f"{path}[]", t)]
            case Mapping() if path in _WITH_HEAD:
                inner += _lines(f"[{path}]", path, value)
            case _:
                yield f"{key} = {toml_value(value)}"
    yield from inner


def states_accident(document: Mapping[str, object]) -> bool:
    """Return whether the document of a case states an accident that happened.

    >>> states_accident({"accident": {"kind": "object"}}), states_accident({"accident": {"day": 1}})
    (False, True)
    """
    accident = document.get(ACCIDENT)
    if accident is None:
        return False
    return not isinstance(accident, dict) or not _TELLING.isdisjoint(accident)


def without_accident(document: Mapping[str, object], today: date) -> dict[str, object]:
    """Return the document with an accident that did no damage, because every case needs one."""
    day = document.get("as_of", today)
    nothing = {"day": day, "kind": str(Kind.COLLISION), "fault": 1, "other_property": 0}
    return {**document, ACCIDENT: nothing}
