"""The words of one warning: which text says it, and what stands in it in the place of codes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.domain.accident import Kind
from advisor.explain.names import insurer_name, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.domain.decision import Decision
    from advisor.domain.findings import Fact, Reason
    from advisor.explain.texts import Texts

_PRICED = frozenset({"second-claim-in-three-years", "many-claims-in-three-years"})
"""Warnings that say what the joint pool would cost, where its rule reaches back so far."""

_COUNTED = {"near-threshold": "distance", "refund-deadline-close": "days"}
"""What a warning counts that may be nought, which is said in other words."""

_LISTED = frozenset({"violations", "beside"})
"""Facts that are lists of codes out of a rule."""


def warning_text(warning: Reason, decision: Decision, texts: Texts) -> str:
    """Say a warning of an answer."""
    return texts(_code(warning, decision), **_named(warning, decision, texts))


def oldest_look(warnings: Iterable[Reason]) -> date:
    """Return the day on which the rule of several that was checked first was checked."""
    days = (warning.facts["checked_on"] for warning in warnings)
    return min(day for day in days if isinstance(day, date))


def _code(warning: Reason, decision: Decision) -> str:
    """Name the text of a warning; without another party, or a price, it speaks of none.

    Nor does it count what is nought: no won apart is the same sum, no day left is today.
    """
    if warning.code in _PRICED and "premium" not in warning.facts:
        return f"warning.{warning.code}-unpriced"
    if warning.code == "late-accident" and decision.case.accident.paid is not None:
        return "warning.late-accident-paid"
    counted = warning.facts.get(_COUNTED.get(warning.code, ""))
    nought = "-nought" if counted == 0 else ""
    accident = decision.case.accident
    if warning.code == "near-threshold" and accident.paid is not None:
        return f"warning.{warning.code}{nought}-paid"
    with_car = "alone" not in warning.facts or accident.kind is Kind.COLLISION
    of_others = accident.other_property.likely or accident.other_rental
    beside = "" if with_car else "-thing" if of_others else "-alone"
    return f"warning.{warning.code}{nought}{beside}"


def _named(warning: Reason, decision: Decision, texts: Texts) -> dict[str, Fact]:
    """Put the names of insurer and table in the place of codes, words in that of listed ones."""
    facts = dict(warning.facts)
    for name in _LISTED & set(facts):
        codes = str(facts[name]).split(", ")
        facts[name] = ", ".join(texts(f"term-value.{code}") for code in codes)
    if "table" in facts:
        facts["table"] = named("assumptions.grade_table", facts["table"], decision, texts)
    if "insurer" in facts:
        facts["insurer"] = insurer_name(decision, facts["insurer"], texts)
    return facts
