"""Rules as plain values, for programs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from attrs import asdict

from advisor.explain.formats import number
from advisor.report.answer.plain import Json, plain
from advisor.report.answer.to_json import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.domain.rule import Rule, Version
    from advisor.rules.audit import Finding


def rules_document(rules: Iterable[Rule[object]]) -> dict[str, Json]:
    """Give rules with all of their versions."""
    found: list[Json] = [rule_document(rule, rule.versions) for rule in rules]
    return {"schema_version": SCHEMA_VERSION, "rules": found}


def rule_document(rule: Rule[object], versions: Iterable[Version[object]]) -> dict[str, Json]:
    """Give a rule with some of its versions."""
    return {
        "id": rule.id,
        "kind": rule.kind,
        "governed_by": str(rule.governed_by),
        "title": {"ko": rule.title.ko, "en": rule.title.en},
        "versions": [version_document(version) for version in versions],
    }


def findings_document(findings: Iterable[Finding]) -> dict[str, Json]:
    """Give what an audit found."""
    found: list[Json] = [
        {
            "flaw": str(finding.flaw),
            "mistake": finding.flaw.is_mistake,
            "rule": finding.rule,
            "in_force_from": plain(finding.in_force_from),
            "value": plain(finding.value),
        }
        for finding in findings
    ]
    return {"schema_version": SCHEMA_VERSION, "findings": found}


def version_document(version: Version[object]) -> dict[str, Any]:
    """Give a version; what it leaves open is left out."""
    return asdict(
        version,
        filter=lambda attribute, value: value is not None and attribute.name != "rule",
        value_serializer=_plain,
    )


def _plain(instance: object, attribute: object, value: object) -> object:  # noqa: ARG001 - attrs
    match value:
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case Enum():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value
