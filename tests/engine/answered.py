"""Answer a case file as every front end does, and compare it with the second computation."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.by_hand_compare import Comparison, compare
from engine.sample import decide, rulebook

from advisor.domain.case import Case
from advisor.intake.case.case_file import read_case
from advisor.report.answer.to_json import answer_document

if TYPE_CHECKING:
    from engine.by_hand_case import Document

NOT_BY_HAND = (
    "violation",
    "policy.grade_before_gap",
    "policy.insured_since",
    "policy.percentage",
    "accident.extras",
    "assumptions.half_point_years",
    "assumptions.no_fault_hold",
    "assumptions.threshold_included",
    "assumptions.threshold_on_gross_loss",
)
"""Keys that the second computation does not read; nor does it know policies before 2018."""

FIRST_START = date(2018, 1, 1)


def is_by_hand(doc: Document) -> bool:
    """Return whether the second computation reads all that a case says."""
    tables = {name: table for name, table in doc.items() if isinstance(table, dict)}
    stated = set(doc) | {f"{name}.{key}" for name, table in tables.items() for key in table}
    return stated.isdisjoint(NOT_BY_HAND) and doc["policy"]["start"] >= FIRST_START


class RefusedError(ValueError):
    """Intake found problems in a case that it should let through."""


def read(doc: Document) -> Case:
    """Read a case file.

    Raises:
        RefusedError: if it has problems.
    """
    case = read_case(deepcopy(dict(doc)), rulebook(), doc["as_of"])
    if not isinstance(case, Case):
        raise RefusedError(case)
    return case


def compared(doc: Document, steps: int = 40) -> Comparison:
    """Answer a case and compare every field with the second computation, the map at `steps` bills.

    Raises:
        RefusedError: if the case has problems.
    """
    answer: dict[str, Any] = answer_document(decide(read(doc)))
    return compare(doc, answer, steps)
