"""A premium of 2001, as text and JSON: each step, its factor and the amount after it."""

from advisor.domain.premium_2001 import Bill, BillLine
from advisor.explain.formats import number
from advisor.explain.paper import Paper
from advisor.explain.tables import edge_table
from advisor.explain.texts import Texts
from advisor.explain.width import joined_lines
from advisor.report.answer.plain import Json, grounded, plain, used_rule, values


def bill_text(bill: Bill, paper: Paper) -> str:
    """Return the page of a bill: its steps, the notes that explain them, and the rules."""
    texts = paper.texts
    lines = [*paper.wrapped(texts("premium.title", day=bill.question.start)), ""]
    lines += [*edge_table(_steps(bill, texts), paper.cells), "", texts("premium.why")]
    lines += paper.items(texts(f"premium.note.{note.code}", **note.facts) for note in bill.notes)
    basis = ", ".join(version.ref for version in bill.rules)
    lines += ["", *paper.wrapped(texts("premium.basis", rules=basis))]
    return joined_lines(lines)


def _steps(bill: Bill, texts: Texts) -> list[tuple[str, ...]]:
    """Return, for each step, its name, its factor and the amount after it."""
    return [
        (
            texts(f"premium.line.{line.code}", **line.facts),
            _factor(line, texts),
            texts("premium.amount", amount=line.amount),
        )
        for line in bill.lines
    ]


def _factor(line: BillLine, texts: Texts) -> str:
    return "" if line.factor is None else texts("premium.factor", factor=number(line.factor))


SCHEMA_VERSION = 1


def bill_document(bill: Bill) -> dict[str, Json]:
    """Return the bill as JSON: each step with its factor, its rules and the amount after it."""
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
