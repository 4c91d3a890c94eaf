"""Reading a question for the payment standard, strictly and with all of its problems at once."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from advisor.domain.injury import InjuryQuestion, Occupation, Ward
from advisor.domain.policy import SLIGHTEST_INJURY
from advisor.domain.terms.injury import Relation
from advisor.intake.case.document_values import DocumentValues, read_fields
from advisor.intake.case.field import Field, FieldKind, with_own_flags
from advisor.intake.case.fields import DEATH
from advisor.intake.key_table import KeyTable
from advisor.intake.problems import Problem

OLDEST = 120
_MOST_DAYS = 3_660
_MOST_VISITS = 1_000
_MOST_MONTHS = 720
_MOST_RELATIVES = 30


def read_injury(
    document: Mapping[str, object], today: date
) -> InjuryQuestion | tuple[Problem, ...]:
    """Read a document strictly: return its question, or every problem in the order of the keys.

    If it states no day, the standard of `today` is asked for.
    """
    values, problems = read_fields(document, QUESTION)
    problems += _between(values)
    if problems:
        return tuple(sorted(problems, key=lambda problem: QUESTION.place(problem.path)))
    return _question(values, today)


_CALLED = {"income": "monthly_income", "visits": "outpatient_visits"}
"""The keys for which the question has a longer name."""


def _between(values: DocumentValues) -> Iterator[Problem]:
    """Yield the problems between keys."""
    died = _died(values)
    if died and values.by_path.get("grade") not in {None, DEATH}:
        yield Problem("grade", "grade-with-death", values.get("grade", int))
    if died and values.by_path.get("loss"):
        yield Problem("loss", "loss-with-death", values.get("loss", Decimal))
    if values.by_path.get("occupation") == Occupation.NONE and values.by_path.get("income"):
        yield Problem("income", "income-without-work", values.get("income", int))
    if values.by_path.get("care_days") and values.by_path.get("loss") != 1:
        yield Problem("care_days", "care-needs-total-loss", values.get("care_days", int))


def _died(values: DocumentValues) -> bool:
    return bool(values.by_path.get("death")) or values.by_path.get("grade") == DEATH


def _question(values: DocumentValues, today: date) -> InjuryQuestion:
    stated: dict[str, Any] = {
        _CALLED.get(key, key): value
        for key, value in values.by_path.items()
        if key not in {*FAMILY, "grade", "death"}
    }
    return InjuryQuestion(
        **{"on": today} | stated,
        grade=values.get("grade", int),
        died=_died(values),
        family=tuple(
            (relation, int(values.get(key, int) or 0))
            for key, relation in FAMILY.items()
            if values.by_path.get(key)
        ),
    )


def _won(path: str) -> Field:
    return Field(path, FieldKind.WON)


def _count(path: str, most: int) -> Field:
    return Field(path, FieldKind.WHOLE, maximum=most)


def _choice(path: str, choices: type[Occupation | Ward]) -> Field:
    return Field(path, FieldKind.CHOICE, choices=tuple(choices))


FAMILY: dict[str, Relation] = {
    "spouse": Relation.SPOUSE,
    "parents": Relation.PARENT,
    "children": Relation.CHILD,
    "siblings": Relation.SIBLING,
    "parents_in_law": Relation.PARENT_IN_LAW,
}
"""The keys that count the family; the spouse is a yes or no."""

INJURY_FIELDS = with_own_flags(
    Field("on", FieldKind.DAY),
    Field("grade", FieldKind.INJURY, minimum=1, maximum=SLIGHTEST_INJURY),
    Field("death", FieldKind.FLAG),
    _count("age", OLDEST),
    _choice("occupation", Occupation),
    _won("income"),
    _won("actual_loss"),
    _won("day_wage"),
    _won("treatment"),
    _count("hospital_days", _MOST_DAYS),
    _won("meals_given"),
    _won("ward_extra"),
    _choice("ward", Ward),
    _count("visits", _MOST_VISITS),
    _count("days_off", _MOST_DAYS),
    Field("loss", FieldKind.RATE, maximum=1),
    Field("keeps_income", FieldKind.FLAG),
    _count("work_months", _MOST_MONTHS),
    _won("living_cost"),
    _count("care_days", _MOST_DAYS * 10),
    Field("spouse", FieldKind.FLAG),
    *(_count(key, _MOST_RELATIVES) for key in FAMILY if key != "spouse"),
)

QUESTION = KeyTable(INJURY_FIELDS)
"""The table of keys of the question, in the order in which problems are reported."""
