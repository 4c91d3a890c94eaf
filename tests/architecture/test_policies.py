"""The shipped rules have no mistakes, and the page of rules agrees with their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from source_tree import ROOT

from advisor.rules.audit import audit
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.rule import Rule

RULEBOOK = load_rulebook()
RULES = tuple(RULEBOOK.all_rules())
CHECKED = max(version.checked_on for rule in RULES for version in rule.versions)
"""The day of the newest check of any rule, so that a later check needs no change here."""


def test_the_shipped_rules_have_no_mistake() -> None:
    assert [finding for finding in audit(RULEBOOK, CHECKED) if finding.flaw.is_mistake] == []


def test_each_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_is_found_by_its_id(rule: Rule[object]) -> None:
    assert RULEBOOK.rule(rule.id) == rule


def lines_of_the_page() -> list[tuple[str, str]]:
    text = (ROOT / "policies" / "README.md").read_text(encoding="utf-8")
    return [(line.split("`")[1], line) for line in text.splitlines() if line.startswith("| `kr.")]


def test_the_page_of_rules_has_one_line_for_each_rule() -> None:
    assert sorted(name for name, _ in lines_of_the_page()) == sorted(rule.id for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_line_of_the_page_says_what_the_file_says(rule: Rule[object]) -> None:
    """Title, days, confidence and readings match the file; the other cells are written by hand."""
    cells = [cell.strip() for cell in dict(lines_of_the_page())[rule.id].strip("|").split("|")]
    versions = [f"{version.in_force_from} {version.confidence}" for version in rule.versions]
    readings = [
        f"`{alternative.value}` {alternative.confidence}"
        for version in rule.versions
        for alternative in version.alternatives
    ]
    assert cells[1] == rule.title.ko
    assert cells[4].split("<br>") == versions
    assert cells[5].split("<br>") == (readings or ["–"])
    assert all(cells[2:4])
