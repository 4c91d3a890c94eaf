"""A premium of 2001, for people and for programs: each step with its factor and what it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.formats import number
from advisor.explain.tables import edge_table
from advisor.explain.width import item, joined_lines, wrap
from advisor.report.answer.plain import grounded, plain, used_rule, values

if TYPE_CHECKING:
    from advisor.domain.premium_2001 import Bill, BillLine
    from advisor.explain.texts import Texts
    from advisor.report.answer.plain import Json


def bill_text(bill: Bill, texts: Texts, cells: int) -> str:
    """Return the bill within some cells a line."""
    lines = [*wrap(texts("premium.title", day=bill.question.start), cells), ""]
    lines += _table(bill, texts, cells)
    lines += ["", texts("premium.why")]
    for note in bill.notes:
        lines += item(texts(f"premium.note.{note.code}", **note.facts), cells)
    basis = ", ".join(version.ref for version in bill.rules)
    lines += ["", *wrap(texts("premium.basis", rules=basis), cells)]
    return joined_lines(lines)


def _table(bill: Bill, texts: Texts, cells: int) -> list[str]:
    """Return the steps: what it is, by what it multiplies, and the amount after it."""
    rows = [
        (
            texts(f"premium.line.{line.code}", **line.facts),
            _factor(line, texts),
            texts("premium.amount", amount=line.amount),
        )
        for line in bill.lines
    ]
    return edge_table(rows, cells)


def _factor(line: BillLine, texts: Texts) -> str:
    return "" if line.factor is None else texts("premium.factor", factor=number(line.factor))


SCHEMA_VERSION = 1


def bill_document(bill: Bill) -> dict[str, Json]:
    """Return the steps with their factors and rules; amounts are those after each step."""
    return {
        "schema_version": SCHEMA_VERSION,
        "rules_of": plain(bill.question.start),
        **values(bill, "points", "percentage", "special", "total"),
        "lines": [
            values(line, "code", "factor", "amount", "facts", "basis") for line in bill.lines
        ],
        "notes": [grounded(note) for note in bill.notes],
        "rules": [used_rule(version) for version in bill.rules],
    }
