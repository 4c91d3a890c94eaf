"""Rules as plain values, for JSON."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import asdict

from advisor.domain.rule import Rule, Version
from advisor.explain.texts import Texts
from advisor.report.answer.json_values import Json, json_value, json_values, plain_value
from advisor.report.rulebook.rule_words import flaw_text
from advisor.rules.audit import Finding
from advisor.rules.own_file import CheckedFile


def rules_document(rules: Iterable[Rule[object]]) -> dict[str, Json]:
    """Return rules with all of their versions."""
    found: list[Json] = [rule_document(rule, rule.versions) for rule in rules]
    return {"rules": found}


def rule_document(rule: Rule[object], versions: Iterable[Version[object]]) -> dict[str, Json]:
    """Return a rule with some of its versions."""
    return {
        **json_values(rule, "id", "kind", "governed_by"),
        "title": json_values(rule.title, "ko", "en"),
        "versions": [version_document(version) for version in versions],
    }


def findings_document(findings: Iterable[Finding]) -> dict[str, Json]:
    """Return what an audit found."""
    found: list[Json] = [
        {
            "flaw": str(finding.flaw),
            "mistake": finding.flaw.is_mistake,
            **json_values(finding, "rule", "in_force_from", "value"),
        }
        for finding in findings
    ]
    return {"findings": found}


def checked_document(found: CheckedFile, texts: Texts) -> dict[str, Json]:
    """Return the contents of a rule file of the user's own, or every problem in it."""
    problems: list[Json] = [
        {
            **json_values(problem, "path", "code"),
            "rule": flaw_text(problem, "rule", texts),
            "instead": flaw_text(problem, "instead", texts),
            "facts": {name: _fact(fact) for name, fact in problem.facts.items()},
        }
        for problem in found.problems
    ]
    rule = None if found.rule is None else rule_document(found.rule, found.rule.versions)
    place = None if found.place is None else str(found.place)
    return {
        "problems": problems,
        "rule": rule,
        "findings": findings_document(found.findings)["findings"],
        "place": place,
        "in_place": found.in_place,
    }


def version_document(version: Version[object]) -> dict[str, Any]:
    """Return a version; attributes that are None are left out."""
    return asdict(
        version,
        filter=lambda attribute, value: value is not None and attribute.name != "rule",
        value_serializer=lambda _instance, _attribute, value: plain_value(value),
    )


def _fact(fact: object) -> Json:
    """Return a fact of a problem as JSON; anything but a plain value, such as a table, is text."""
    return json_value(fact) if isinstance(fact, bool | int | Decimal | date) else str(fact)
