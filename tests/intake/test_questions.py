"""What a driver is asked: all that can change the answer, and nothing that cannot."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.domain.accident import Kind
from advisor.intake.case.draft import Draft
from advisor.intake.case.questions import AnswersSoFar, questions, with_answer
from advisor.rules.rulebook import load_rulebook

TODAY = date(2026, 11, 22)
RULEBOOK = load_rulebook()

ALWAYS = [
    "accident.kind", "accident.day", "accident.paid",
    "policy.start", "policy.premium",
    "claim[0].day", "assumptions.renewals", "policy.grade", "policy.surcharge_threshold",
    "policy.insurer",
]  # fmt: skip


def asked(draft: Draft) -> list[str]:
    return [found.path for found in questions(AnswersSoFar(draft, RULEBOOK, TODAY))]


def collision(**accident: str) -> Draft:
    stated = {"kind": "collision", "day": "11/19", **accident}
    return Draft({f"accident.{key}": text for key, text in stated.items()})


def test_after_a_collision_the_other_side_is_asked_about() -> None:
    """The other party's damage, fault and injuries are what can change the answer most."""
    found = asked(collision())
    assert {
        "accident.other_property",
        "accident.fault",
        "accident.injury_grade",
        "policy.own_damage",
    } <= set(found)
    assert "policy.own_damage.single_vehicle" not in found
    assert len(found) == 16


@pytest.mark.parametrize(
    ("grade", "is_asked"),
    [("12", True), ("14", True), ("11", False), ("", False), ("unknown", False), ("death", False)],
)
def test_only_a_slight_injury_is_settled(grade: str, *, is_asked: bool) -> None:
    found = asked(collision(injury_grade=grade))
    assert ("accident.injury_settlement" in found) is is_asked


def test_what_is_paid_already_needs_no_estimate_and_no_cover() -> None:
    found = asked(collision(paid="80만", injury_grade="12"))
    assert found == [
        *ALWAYS[:3], "accident.fault", "accident.injury_grade", *ALWAYS[3:],
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["오늘", "방금", "2026-11-22"])
def test_nobody_is_asked_what_was_paid_for_an_accident_of_today(day: str) -> None:
    """No insurer pays within minutes; only a driver who has stated a payout is asked again."""
    assert "accident.paid" not in asked(collision(day=day))
    assert "accident.paid" in asked(collision(day=day, paid="80만"))
    assert "accident.paid" in asked(collision(day="어제"))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.COLLISION])
def test_alone_nobody_is_asked_about_another_driver(kind: Kind) -> None:
    found = asked(Draft({"accident.kind": kind, "accident.day": "2026-11-19"}))
    assert not {"accident.fault", "accident.injury_grade"} & set(found)
    assert set(ALWAYS) <= set(found)


def test_a_stolen_car_needs_no_estimate_and_asks_what_it_is_insured_for() -> None:
    """A stolen car may never be found, and then the insurer pays the sum insured."""
    draft = Draft({"accident.kind": "theft", "policy.own_damage": "true"})
    found = {one.path: one for one in questions(AnswersSoFar(draft, RULEBOOK, TODAY))}
    assert not found["accident.own_damage"].needed
    assert "policy.own_damage.sum_insured" in found
    assert "accident.cash_repair" not in found
    without = asked(draft.with_value("policy.own_damage", "false"))
    assert "policy.own_damage.sum_insured" not in without
    pole = {one.path: one for one in questions(AnswersSoFar(collision(), RULEBOOK, TODAY))}
    assert pole["accident.own_damage"].needed


@pytest.mark.parametrize(
    ("kind", "day", "hangs"),
    [
        ("object", "2026-11-19", True),
        ("object", "2005-11-19", False),
        ("collision", "2026-11-19", False),
        ("theft", "2026-11-19", False),
        ("wear", "2026-11-19", False),
    ],
)
def test_the_rider_is_asked_for_where_it_alone_decides(kind: str, day: str, *, hangs: bool) -> None:
    draft = Draft({"accident.kind": kind, "accident.day": day})
    path = "policy.own_damage.single_vehicle"
    assert (path in asked(draft)) is hangs
    assert path not in asked(draft.with_value("policy.own_damage", "false"))


def test_what_no_cover_answers_asks_for_none() -> None:
    found = asked(Draft({"accident.kind": "wear"}))
    assert not {"policy.own_damage", "accident.cash_repair"} & set(found)


def test_past_claims_are_asked_for_until_there_is_no_more() -> None:
    draft = with_answer(Draft(), "claim[0].day", "2025-05-10")
    draft = with_answer(draft, "claim[0].property_paid", "90만")
    assert [path for path in asked(draft) if path.startswith("claim")] == [
        "claim[0].day",
        "claim[0].property_paid",
        "claim[1].day",
    ]
    assert with_answer(draft, "claim[1].day", "") == draft
    assert with_answer(draft, "claim[0].day", " ").claims == ()


@pytest.mark.parametrize(
    ("claim", "is_asked"),
    [
        ({"day": "2026-07-01"}, True),
        ({"day": "26년 7월"}, True),
        ({"day": "2026-03-01"}, False),
        ({"day": "지난여름"}, False),
        ({"day": "2026-07-01", "injury_grade": "12"}, False),
        ({"day": "2026-07-01", "own_injury": "true"}, False),
    ],
)
def test_of_a_claim_of_this_year_it_is_asked_whether_it_can_be_paid_back(
    claim: dict[str, str], *, is_asked: bool
) -> None:
    draft = collision().with_value("policy.start", "2026-03-02")
    draft = with_answer(draft, "claim[0].day", claim["day"])
    for key, text in claim.items():
        draft = draft.with_value(f"claim[0].{key}", text)
    found = asked(draft)
    assert ("claim[0].status" in found) is is_asked
    if is_asked:
        at = found.index("claim[0].status")
        assert found[at - 1 : at + 2 : 2] == ["claim[0].property_paid", "claim[1].day"]
