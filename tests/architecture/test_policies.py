"""The rules that are shipped hold together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from advisor.rules.audit import audit
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.rule import Rule

RULEBOOK = load_rulebook()
RULES = tuple(RULEBOOK.all_rules())
TODAY = date(2026, 11, 22)


def test_the_shipped_rules_have_no_mistake() -> None:
    assert [finding for finding in audit(RULEBOOK, TODAY) if finding.flaw.is_mistake] == []


def test_each_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_is_found_by_its_id(rule: Rule[object]) -> None:
    assert RULEBOOK.rule(rule.id) == rule
