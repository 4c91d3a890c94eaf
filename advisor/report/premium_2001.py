"""A premium of 2001, as text and JSON: each step, its factor and the amount after it."""

from advisor.domain.premium_2001 import Premium2001, Premium2001Step
from advisor.explain.formats import number
from advisor.explain.paper import Paper
from advisor.explain.tables import edge_table
from advisor.explain.texts import Texts
from advisor.explain.width import joined_lines
from advisor.report.answer.json_values import Json, json_value, json_values, used_rule, with_basis


def premium_2001_text(premium: Premium2001, paper: Paper) -> str:
    """Return the page of a premium: its steps, the notes that explain them, and the rules."""
    texts = paper.texts
    lines = [*paper.wrapped(texts("premium.title", day=premium.question.start)), ""]
    lines += [*edge_table(_steps(premium, texts), paper.cells), "", texts("premium.why")]
    lines += paper.items(texts(f"premium.note.{note.code}", **note.facts) for note in premium.notes)
    basis = ", ".join(version.ref for version in premium.rules)
    lines += ["", *paper.wrapped(texts("premium.basis", rules=basis))]
    return joined_lines(lines)


def _steps(premium: Premium2001, texts: Texts) -> list[tuple[str, ...]]:
    """Return, for each step, its name, its factor and the amount after it."""
    return [
        (
            texts(f"premium.line.{line.code}", **line.facts),
            _factor(line, texts),
            texts("premium.amount", amount=line.amount),
        )
        for line in premium.lines
    ]


def _factor(line: Premium2001Step, texts: Texts) -> str:
    return "" if line.factor is None else texts("premium.factor", factor=number(line.factor))


SCHEMA_VERSION = 1


def premium_2001_document(premium: Premium2001) -> dict[str, Json]:
    """Return the premium as JSON: each step with its factor, its rules and the amount after it."""
    return {
        "schema_version": SCHEMA_VERSION,
        "rules_of": json_value(premium.question.start),
        **json_values(premium, "points", "percentage", "special", "total"),
        "lines": [
            json_values(line, "code", "factor", "amount", "facts", "basis")
            for line in premium.lines
        ],
        "notes": [with_basis(note) for note in premium.notes],
        "rules": [used_rule(version) for version in premium.rules],
    }
