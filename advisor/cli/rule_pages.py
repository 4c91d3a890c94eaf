"""Rules as pages for people: a list of all, and one through time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from advisor.domain.rule import Rule, Version
from advisor.explain.columns import listed
from advisor.explain.names import said_in
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.report.rulebook.rule_words import (
    alternatives,
    checked,
    flaw_text,
    governed,
    sources,
    span,
    sure,
    terms,
    title,
)
from advisor.rules.audit import Finding
from advisor.rules.own_file import CheckedFile

if TYPE_CHECKING:
    from advisor.explain.paper import Paper

_INDENT = "  "
_GAP = "  "


def rule_list(rules: Iterable[Rule[object]], day: date, texts: Texts) -> str:
    """Return a line for each rule, as it stands on a day."""
    heads = tuple(
        texts(f"rules.head-{name}") for name in ("id", "since", "checked", "confidence", "title")
    )
    rows = [heads]
    for rule in rules:
        current = rule.current(day)
        rows.append(
            (
                rule.id,
                current.in_force_from.isoformat(),
                current.checked_on.isoformat(),
                texts(f"confidence-word.{current.confidence}"),
                title(rule, day, texts),
            )
        )
    return "\n".join(listed(rows)) + "\n"


def rule_page(rule: Rule[object], versions: Iterable[Version[object]], paper: Paper) -> str:
    """Return a rule with some of its versions: terms, notes, sources and other readings."""
    texts = paper.texts
    lines = [
        f"{rule.id}{_GAP}{said_in(rule.title, texts)}",
        governed(rule, texts),
    ]
    for version in versions:
        lines += ["", _title(version, texts)]
        for text in _about(version, texts):
            lines += [_INDENT + line for line in wrap(text, paper.cells - len(_INDENT))]
    return "\n".join(lines) + "\n"


def audit_page(findings: Iterable[Finding], texts: Texts) -> str:
    """Return a line for each finding."""
    lines = [
        f"{finding.rule}@{finding.in_force_from}: "
        + texts(f"audit.{finding.flaw}", value=finding.value)
        for finding in findings
    ]
    return "\n".join(lines or [texts("rules.clean")]) + "\n"


def checked_page(found: CheckedFile, file: str, texts: Texts) -> str:
    """Say what is wrong with a rule file, each problem with its remedy, or where it has to lie."""
    if found.rule is None or found.problems:
        lines = [texts("rules.wrong", file=file, count=len(found.problems))]
        for problem in found.problems:
            said = (flaw_text(problem, part, texts) for part in ("rule", "instead"))
            lines += ["", problem.path or file, *(f"{_INDENT}{words}" for words in said)]
        return "\n".join(lines) + "\n"
    code = "in-place" if found.in_place else "not-in-place"
    lines = [
        texts("rules.right", id=found.rule.id, title=said_in(found.rule.title, texts)),
        texts(f"rules.{code}", place=found.place),
    ]
    return "\n".join(lines) + "\n" + (audit_page(found.findings, texts) if found.findings else "")


def _title(version: Version[object], texts: Texts) -> str:
    parts = (span(version, texts), checked(version, texts), sure(version, texts))
    return " · ".join(parts)


def _about(version: Version[object], texts: Texts) -> Iterator[str]:
    yield from terms(version, texts)
    if version.note:
        yield said_in(version.note, texts)
    for name, said in sources(version, texts):
        yield name
        yield from (part for part in (said,) if part)
    yield from alternatives(version, texts)
