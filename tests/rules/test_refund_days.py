"""Everything that mentions a refund agrees that it is open until its last day and then closed.

The shipped rules close it the day before the renewal; a user's own rule may close it earlier.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from rules.asked import RULEBOOK

from advisor.book.clients.client_case import client_case, with_answer
from advisor.book.clients.due import DueKind, all_due
from advisor.domain.decision import Decision, Verdict
from advisor.domain.outcome import Option
from advisor.explain.covers import impossible_lines
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.draft import Draft
from advisor.later.later_advice import later_advice
from advisor.report.answer.to_text import to_text
from advisor.report.message import message
from advisor.service import answer
from advisor.storage.records import SavedCase

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

START, RENEWAL, DAY = date(2026, 3, 2), date(2027, 3, 2), timedelta(days=1)
ENGLISH = Texts("en")

POLICY = {
    "start": START,
    "premium": 820_000,
    "own_damage": {
        "single_vehicle": True,
        "deductible": {"rate": Decimal("0.2"), "minimum": 200_000, "maximum": 500_000},
    },
}
WALL = {"day": date(2026, 11, 19), "kind": "object", "own_damage": 1_500_000}
EARLIER = [{"day": date(2026, 4, 1), "property_paid": 200_000, "status": "refundable"}]

CASES: dict[str, dict[str, Any]] = {
    "plain": {"accident": WALL},
    "cheaper in cash": {"accident": {**WALL, "cash_repair": 1_480_000}},
    "an estimate": {
        "accident": {**WALL, "own_damage": {"low": 600_000, "likely": 1_400_000, "high": 3_000_000}}
    },
    "counts late": {"accident": {**WALL, "day": date(2026, 12, 20)}},
    "an earlier claim": {"accident": {**WALL, "own_damage": 300_000}, "claim": EARLIER},
    "paid": {"accident": {**WALL, "paid": 800_000}},
    "paid, an earlier claim": {"accident": {**WALL, "paid": 300_000}, "claim": EARLIER},
    "refund agreed": {"accident": WALL, "assumptions": {"refund_allowed": True}},
    "refund refused": {"accident": WALL, "assumptions": {"refund_allowed": False}},
    "both at fault": {
        "accident": {
            **WALL, "kind": "collision", "fault": Decimal("0.6"), "other_property": 900_000
        },
    },
    "somebody hurt": {"accident": {**WALL, "kind": "collision", "injury_grade": 12}},
}  # fmt: skip


def closing(days: int) -> Rulebook:
    """Return the rules with a refund that closes this many days before the renewal."""
    versions = (
        evolve(one, terms=evolve(one.terms, days_before_renewal=days))
        for one in RULEBOOK.refund.versions
    )
    return evolve(RULEBOOK, refund=evolve(RULEBOOK.refund, versions=tuple(versions)))


RULES = {days: closing(days) for days in (1, 10, 40)}


def document(name: str, as_of: date) -> dict[str, Any]:
    return {"format": 1, "as_of": as_of, "policy": POLICY, **CASES[name]}


def decided(name: str, as_of: date, rulebook: Rulebook) -> Decision:
    found = answer(document(name, as_of), rulebook)
    assert isinstance(found, Decision)
    return found


@given(
    st.sampled_from(sorted(CASES)),
    st.sampled_from(sorted(RULES)),
    st.sampled_from(["before", "last", "behind", "year's last"]),
)
def test_all_that_speaks_of_a_refund_agrees(name: str, days: int, place: str) -> None:
    rulebook, last = RULES[days], RENEWAL - days * DAY
    places = {"before": last - DAY, "last": last, "behind": last + DAY}
    as_of = min(places.get(place, RENEWAL - DAY), RENEWAL - DAY)
    found = decided(name, as_of, rulebook)

    may_be = name not in {"refund refused", "somebody hurt"}
    is_open = as_of <= last and may_be
    refund = found.outcomes[Option.CLAIM_REFUND]
    assert (found.refund_by, refund.available) == ((last, True) if is_open else (None, False))
    assert found.verdict is not Verdict.KEEP_OPEN or is_open
    assert as_of <= last or not (found.plan or any(one.refund for one in found.refund_plan))

    for one in (*found.steps, *found.ask, *found.warnings):
        days_named = [value for value in one.facts.values() if isinstance(value, date)]
        if "refund" in one.code:
            assert days_named == [last]
            assert as_of <= last
        if one.code == "compare-quotes":
            assert is_open
            assert as_of <= min(days_named) <= max(days_named) == last
        if one.code == "renewal-quotes" and days_named != [as_of]:
            assert is_open
            assert max(days_named) <= last

    kept_open = later_advice(found, rulebook).kept_open
    assert (kept_open.by if kept_open else None) == (
        last if is_open and found.case.accident.paid is None else None
    )

    said = ENGLISH.formats["day"](last)
    sent, page = (
        message(found, ENGLISH),
        to_text(found, Paper(ENGLISH), full=True).replace("\n", " "),
    )
    assert is_open or "last day to pay" not in sent + page
    assert f"from {ENGLISH.formats['day'](as_of)} on" not in sent + page, "it can be asked now"
    assert as_of != last or f"From {said}" not in page
    if found.case.accident.paid is None:
        told = any(f"{word} {said}" in sent for word in ("until", "by"))
        # What is claimed today is not paid out today; what was claimed before can be paid back.
        assert told == (is_open and (as_of < last or found.plan is not None))

    saved = SavedCase(1, name, Draft.from_document(document(name, as_of)), frozenset(), as_of, 1)
    desk = with_answer(client_case(saved, rulebook), rulebook, as_of)
    dues = all_due([desk], rulebook, as_of, every_refund=True)
    refunds = [one.day for one in dues if one.kind is DueKind.REFUND]
    assert refunds == ([last] if is_open else [])
    assert not [one for one in all_due([desk], rulebook, last + DAY) if one.kind is DueKind.REFUND]


def test_on_the_day_of_the_renewal_the_year_of_the_refund_is_over() -> None:
    problems = answer(document("plain", RENEWAL), RULEBOOK)
    assert isinstance(problems, tuple)
    assert [one.code for one in problems] == ["as-of-outside-policy-year"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_is_over_is_told_apart_from_a_refund_that_is_never_taken(
    language: Language,
) -> None:
    texts = Texts(language)
    over = {
        "ko": ("환입 기한이 지남", "이제는"),
        "en": ("too late to pay it back", "longer accepts"),
    }
    never = {"ko": "보험사가 환입을 받지 않음", "en": "takes no payout back"}
    behind = RENEWAL - 9 * DAY
    line, reason = over[language]

    def refused(name: str, as_of: date, rulebook: Rulebook) -> str:
        return "".join(impossible_lines(decided(name, as_of, rulebook), texts))

    assert line in refused("plain", behind, RULES[10])
    assert never[language] in refused("refund refused", behind, RULES[10])
    assert never[language] in refused("refund refused", behind, RULES[1])
    assert line not in refused("somebody hurt", behind, RULES[10])
    assert reason in to_text(decided("paid", behind, RULES[10]), Paper(texts))
