"""A case is called by what its driver knows it by, answered or not."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.rules.rulebook import load_rulebook
from advisor.tui.consultation import Consultation, consult
from advisor.tui.screens.open_case import suggested_name

TODAY = date(2026, 11, 22)
POLICY = {
    "policy.start": "2026-03-02", "policy.premium": "82만", "policy.own_damage": "true",
}  # fmt: skip
ACCIDENT = {"accident.day": "2026-11-19", "accident.kind": "collision"}


def name(texts: dict[str, str], language: str = "ko") -> str:
    draft = Draft(texts)
    shown = consult(draft, load_rulebook(), TODAY, Consultation(draft))
    return suggested_name(shown, Texts("ko" if language == "ko" else "en"))


@pytest.mark.parametrize(
    ("stated", "ko", "en"),
    [
        ({"accident.own_damage": "180만"}, "180만 원", "1.8 million won"),
        ({"accident.paid": "130만"}, "보험금 130만 원", "paid 1.3 million won"),
        ({"accident.other_property": "60만"}, "상대방 손해 60만 원", "their damage 600,000 won"),
    ],
)
def test_an_answered_case_is_called_by_the_sum_it_is_about(
    stated: dict[str, str], ko: str, en: str
) -> None:
    """A claim that was paid has no repair to name, and neither has another's damage alone."""
    case = POLICY | ACCIDENT | stated
    assert name(case).startswith("2026-11-19 ")
    assert name(case).endswith(ko)
    assert name(case, "en").endswith(en)


def test_a_case_without_an_answer_is_called_by_what_was_typed() -> None:
    assert name({}) == ""
    assert name(ACCIDENT) == "2026-11-19 다른 차와 충돌"
    assert name({"accident.own_damage": "180만"}) == "180만"
    assert name(ACCIDENT | {"client.name": "김민수"}) == "김민수"
