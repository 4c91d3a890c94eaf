"""A code and its facts become one sentence in the language that was asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from advisor.explain.texts import Texts

KO, EN = Texts("ko"), Texts("en")


def test_a_sentence_shows_its_facts_as_its_language_does() -> None:
    facts = {"loss": 1_800_000, "rate": Decimal("0.20"), "deductible": 360_000}
    assert (
        EN("reason.deductible-share", **facts)
        == "You bear 20% of the loss of 1,800,000 won: a deductible (자기부담금) of 360,000 won."
    )
    assert (
        KO("reason.deductible-share", **facts)
        == "손해액 1,800,000원의 20%인 360,000원이 자기부담금입니다."
    )


def test_days_carry_their_weekday() -> None:
    day = date(2027, 3, 1)
    assert EN("message.refund", day=day).endswith("until Mon 1 March 2027.")
    assert "2027년 3월 1일(월)까지" in KO("message.refund", day=day)


def test_a_fact_may_be_a_text_of_its_own() -> None:
    assert KO("reason.part-in-cash", part="own-damage").startswith("내 차 수리비는 ")
    assert EN("reason.part-in-cash", part="own-damage").endswith(
        "your own repair: you pay it in cash."
    )


@pytest.mark.parametrize(("count", "shown"), [(1, "1 day is"), (2, "2 days are")])
def test_english_counts_things(count: int, shown: str) -> None:
    text = EN("warning.refund-deadline-close", days=count, day=date(2027, 3, 1))
    assert f"Only {shown} left" in text


def test_points_are_counted_exactly() -> None:
    facts = {"from": 16, "to": 14, "points": Decimal("2.0")}
    assert EN("reason.grade-falls", **facts).startswith("2 points take your grade")
    assert KO("reason.grade-falls", **facts).startswith("사고점수 2점으로")


@pytest.mark.parametrize("code", ["reason.no-such", "no-such-section.at-all"])
def test_a_missing_text_is_a_mistake_of_ours(code: str) -> None:
    with pytest.raises(KeyError):
        EN(code)


def test_a_missing_fact_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        EN("reason.deductible-fixed")
