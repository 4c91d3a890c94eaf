"""Rules as pages for people: a list of all, and one through time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.width import left, width, wrap
from advisor.report.rule_document import version_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.domain.rule import Rule, Source, Version
    from advisor.explain.texts import Texts
    from advisor.report.plain import Json
    from advisor.rules.audit import Finding

_INDENT = "  "
_GAP = "  "


def rule_list(rules: Iterable[Rule[object]], texts: Texts) -> str:
    """Give a line for each rule, as its newest version stands."""
    heads = tuple(
        texts(f"rules.head-{name}") for name in ("id", "since", "checked", "confidence", "title")
    )
    rows = [heads]
    for rule in rules:
        newest = rule.versions[-1]
        rows.append(
            (
                rule.id,
                newest.in_force_from.isoformat(),
                newest.checked_on.isoformat(),
                newest.confidence.value,
                getattr(rule.title, texts.language),
            )
        )
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = (_GAP.join(map(left, row, widths)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def rule_page(
    rule: Rule[object], versions: Iterable[Version[object]], texts: Texts, cells: int
) -> str:
    """Give a rule with some of its versions: terms, notes, sources and other readings."""
    lines = [
        f"{rule.id}{_GAP}{getattr(rule.title, texts.language)}",
        texts("rules.governed", day=rule.governed_by),
    ]
    for version in versions:
        lines += ["", _title(version, texts)]
        for text in _about(version, texts):
            lines += [_INDENT + line for line in wrap(text, cells - len(_INDENT))]
    return "\n".join(lines) + "\n"


def audit_page(findings: Iterable[Finding], texts: Texts) -> str:
    """Give a line for each finding."""
    lines = [
        f"{finding.rule}@{finding.in_force_from}: "
        + texts(f"audit.{finding.flaw}", value=finding.value)
        for finding in findings
    ]
    return "\n".join(lines or [texts("rules.clean")]) + "\n"


def _title(version: Version[object], texts: Texts) -> str:
    first, last = version.in_force_from, version.in_force_until
    parts = (
        texts("rules.until" if last else "rules.since", first=first, last=last),
        texts("rules.checked", day=version.checked_on),
        texts("rules.sure", grade=version.confidence),
    )
    return " · ".join(parts)


def _about(version: Version[object], texts: Texts) -> Iterator[str]:
    yield from _terms(version_document(version)["terms"], "")
    if version.note:
        yield getattr(version.note, texts.language)
    for source in version.sources:
        yield texts("rules.source", title=_named(source))
        yield from (f"“{said}”" for said in (source.quote or source.states,) if said)
    for other in version.alternatives:
        note = getattr(other.note, texts.language)
        yield texts("rules.alternative", grade=other.confidence, value=other.value, note=note)


def _terms(value: Json, name: str) -> Iterator[str]:
    """Give terms line by line, a table within a table by its dotted name."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _terms(part, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for part in value:
            yield f"{name}: {_shown(part)}"
    else:
        yield f"{name} = {_shown(value)}"


def _shown(value: Json) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_shown(part)}" for key, part in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:,}" if isinstance(value, int) else str(value)


def _named(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.article, source.url) if part)
