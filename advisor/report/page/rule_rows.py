"""The rules behind an answer as a table: what, since when, last checked, how sure, where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.names import said_in
from advisor.report.page.parts import Cell, Table, TableRow
from advisor.report.rulebook.rule_words import own_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.domain.decision import Decision
    from advisor.domain.rule import Version
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts

_HEADS = ("title", "since", "checked", "confidence", "source")
_SCHEMES = ("https://", "http://")


def rule_table(decision: Decision, rulebook: Rulebook, texts: Texts) -> Table:
    """List each version that the answer rests on, in the order of the decision."""
    titles = {rule.id: said_in(rule.title, texts) for rule in rulebook.all_rules()}
    rows = tuple(
        TableRow(_cells(version, _title(version, titles, texts), texts))
        for version in decision.rules
    )
    return Table(tuple(Cell(texts(f"report.rule.{head}")) for head in _HEADS), rows)


def confidence_words(decision: Decision, texts: Texts) -> str:
    """Say what the grades of the table mean, those that occur in it."""
    grades = sorted({str(version.confidence) for version in decision.rules})
    parts = "; ".join(texts("report.sure", grade=grade) for grade in grades)
    return texts("report.sure-all", parts=parts)


def _title(version: Version[object], titles: Mapping[str, str], texts: Texts) -> str:
    return own_title(titles.get(version.rule, version.rule), version, texts)


def _cells(version: Version[object], title: str, texts: Texts) -> tuple[Cell, ...]:
    source = version.sources[0] if version.sources else None
    named = ", ".join(part for part in (source.title, source.article) if part) if source else ""
    link = source.url if source and source.url.startswith(_SCHEMES) else ""
    return (
        Cell(title),
        Cell(version.in_force_from.isoformat()),
        Cell(version.checked_on.isoformat()),
        Cell(texts(f"confidence-word.{version.confidence}")),
        Cell(named, link=link),
    )
