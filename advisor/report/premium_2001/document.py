"""A premium of 2001 for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.answer.plain import plain, said

if TYPE_CHECKING:
    from advisor.domain.premium_2001 import Bill, BillLine
    from advisor.domain.rule import Version
    from advisor.report.answer.plain import Json

SCHEMA_VERSION = 1


def bill_document(bill: Bill) -> dict[str, Json]:
    """Return the steps with their factors and rules; amounts are those after each step."""
    return {
        "schema_version": SCHEMA_VERSION,
        "rules_of": plain(bill.question.start),
        "points": plain(bill.points),
        "percentage": bill.percentage,
        "special": plain(bill.special),
        "total": bill.total,
        "lines": [_line(line) for line in bill.lines],
        "notes": [{**said(note), "basis": list(note.basis)} for note in bill.notes],
        "rules": [_rule(version) for version in bill.rules],
    }


def _line(line: BillLine) -> dict[str, Json]:
    return {
        "code": line.code,
        "factor": plain(line.factor),
        "amount": line.amount,
        "facts": {name: plain(fact) for name, fact in line.facts.items()},
        "basis": list(line.basis),
    }


def _rule(version: Version[object]) -> dict[str, Json]:
    return {
        "id": version.rule,
        "in_force_from": plain(version.in_force_from),
        "checked_on": plain(version.checked_on),
        "confidence": str(version.confidence),
        "sources": [source.title for source in version.sources],
    }
