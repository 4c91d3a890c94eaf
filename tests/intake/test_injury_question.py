"""A question for the payment standard is read strictly, with every problem at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from intake.saying import said

from advisor.domain.injury import InjuryQuestion, Occupation, Ward
from advisor.domain.money import Rate, Won
from advisor.domain.terms.injury import Relation
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import DEATH
from advisor.intake.injury import INJURY_FIELDS, read_injury
from advisor.intake.typed.command_line import with_flags

TODAY = date(2026, 11, 22)
TYPED = {
    "on": "2001-09-01", "grade": "9", "age": "40", "occupation": "employed", "income": "150만",
    "actual-loss": "20만", "day-wage": "4만", "treatment": "23만", "hospital-days": "3",
    "meals-given": "1만", "ward-extra": "5만", "ward": "full", "visits": "10", "days-off": "5",
    "loss": "1", "keeps-income": "yes", "work-months": "240", "living-cost": "50만",
    "care-days": "100", "spouse": "yes", "parents": "2", "children": "1", "siblings": "3",
    "parents-in-law": "0",
}  # fmt: skip
"""Every flag but the one for a death."""


def question(**stated: object) -> InjuryQuestion:
    found = read_injury(stated, TODAY)
    assert isinstance(found, InjuryQuestion), found
    return found


def problems(**stated: object) -> list[tuple[str, str, object]]:
    found = read_injury(stated, TODAY)
    assert isinstance(found, tuple)
    assert all(map(said, found))
    return [(problem.path, problem.code, problem.value) for problem in found]


def test_every_flag_is_read_as_people_type_it() -> None:
    assert {field.flag for field in INJURY_FIELDS} == {*TYPED, "death"}
    document, wrong = with_flags({}, INJURY_FIELDS, TYPED, TODAY)
    assert wrong == ()
    assert question(**document) == InjuryQuestion(
        date(2001, 9, 1),
        grade=9,
        age=40,
        occupation=Occupation.EMPLOYED,
        monthly_income=Won(1_500_000),
        actual_loss=Won(200_000),
        day_wage=Won(40_000),
        treatment=Won(230_000),
        hospital_days=3,
        meals_given=Won(10_000),
        ward_extra=Won(50_000),
        ward=Ward.FULL,
        outpatient_visits=10,
        days_off=5,
        loss=Rate(Decimal(1)),
        keeps_income=True,
        work_months=240,
        living_cost=Won(500_000),
        care_days=100,
        family=(
            (Relation.SPOUSE, 1),
            (Relation.PARENT, 2),
            (Relation.CHILD, 1),
            (Relation.SIBLING, 3),
        ),
    )


def test_what_cannot_be_read_is_told_with_its_text_and_the_rest_is_read() -> None:
    document, wrong = with_flags(
        {}, INJURY_FIELDS, {"income": "much", "age": "40", "loss": "half"}, TODAY
    )
    assert document == {"age": 40}
    assert [(one.path, one.value) for one in wrong] == [("income", "much"), ("loss", "half")]
    assert all(map(said, wrong))


def test_a_question_that_states_nothing_is_of_today() -> None:
    assert question() == InjuryQuestion(TODAY)
    assert question(on=date(2001, 9, 1)).on == date(2001, 9, 1)


def test_a_death_is_stated_by_its_key_or_as_the_grade() -> None:
    for stated in ({"death": True}, {"grade": DEATH}, {"death": True, "grade": DEATH}):
        found = question(**stated)
        assert (found.died, found.grade) == (True, None)
    assert not question(grade=12).died


def test_keys_that_contradict_each_other_are_told_in_the_order_of_the_keys() -> None:
    stated: dict[str, Any] = {
        "care_days": 9, "loss": Decimal("0.5"), "grade": 12, "death": True, "income": 7,
        "occupation": "none",
    }  # fmt: skip
    assert problems(**stated) == [
        ("grade", "grade-with-death", 12),
        ("income", "income-without-work", 7),
        ("loss", "loss-with-death", Decimal("0.5")),
        ("care_days", "care-needs-total-loss", 9),
    ]


@pytest.mark.parametrize(
    "stated",
    [
        {"care_days": 9, "loss": 1},
        {"care_days": 0, "loss": Decimal("0.5")},
        {"occupation": "none"},
        {"occupation": "none", "income": 0},
        {"occupation": "employed", "income": 7},
        {"death": True, "loss": 0},
        {"grade": 12, "loss": Decimal("0.5")},
    ],
)
def test_what_agrees_is_no_problem(stated: dict[str, Any]) -> None:
    question(**stated)


@pytest.mark.parametrize(
    ("stated", "path"),
    [
        ({"age": 121}, "age"),
        ({"grade": 15}, "grade"),
        ({"grade": 0}, "grade"),
        ({"loss": Decimal("1.01")}, "loss"),
        ({"income": "150만"}, "income"),
        ({"ward": "private"}, "ward"),
        ({"visits": 1_001}, "visits"),
        ({"children": 31}, "children"),
        ({"colour": 1}, "colour"),
    ],
)
def test_each_key_has_its_type_and_bounds(stated: dict[str, Any], path: str) -> None:
    assert [problem[0] for problem in problems(**stated)] == [path]


def test_a_key_is_of_the_kind_that_its_flag_is_read_as() -> None:
    """A flag has dashes where its key has underscores, and these keys are amounts in won."""
    assert all(field.flag == field.path.replace("_", "-") for field in INJURY_FIELDS)
    won = {field.path for field in INJURY_FIELDS if field.kind is FieldKind.WON}
    assert won == {
        "income", "actual_loss", "day_wage", "treatment", "meals_given", "ward_extra",
        "living_cost",
    }  # fmt: skip
