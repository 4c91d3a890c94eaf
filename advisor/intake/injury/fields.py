"""Every key of a question for the payment standard, once: flags and the app read this table."""

from __future__ import annotations

from advisor.domain.injury import Occupation, Ward
from advisor.domain.policy import SLIGHTEST_INJURY
from advisor.domain.terms.injury import Relation
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.key_table import KeyTable

OLDEST = 120
_MOST_DAYS = 3_660
_MOST_VISITS = 1_000
_MOST_MONTHS = 720
_MOST_RELATIVES = 30


def _won(path: str) -> Field:
    return Field(path, FieldKind.WON, flag=_flag(path))


def _count(path: str, most: int) -> Field:
    return Field(path, FieldKind.WHOLE, maximum=most, flag=_flag(path))


def _choice(path: str, choices: type[Occupation | Ward]) -> Field:
    return Field(path, FieldKind.CHOICE, choices=tuple(choices), flag=_flag(path))


def _flag(path: str) -> str:
    return path.replace("_", "-")


FAMILY: dict[str, Relation] = {
    "spouse": Relation.SPOUSE,
    "parents": Relation.PARENT,
    "children": Relation.CHILD,
    "siblings": Relation.SIBLING,
    "parents_in_law": Relation.PARENT_IN_LAW,
}
"""The keys that count the family; a spouse is there or not."""

INJURY_FIELDS: tuple[Field, ...] = (
    Field("on", FieldKind.DAY, flag="on"),
    Field("grade", FieldKind.INJURY, minimum=1, maximum=SLIGHTEST_INJURY, flag="grade"),
    Field("death", FieldKind.FLAG, flag="death"),
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
    Field("loss", FieldKind.RATE, maximum=1, flag="loss"),
    Field("keeps_income", FieldKind.FLAG, flag="keeps-income"),
    _count("work_months", _MOST_MONTHS),
    _won("living_cost"),
    _count("care_days", _MOST_DAYS * 10),
    Field("spouse", FieldKind.FLAG, flag="spouse"),
    *(_count(key, _MOST_RELATIVES) for key in FAMILY if key != "spouse"),
)

QUESTION = KeyTable(INJURY_FIELDS)
"""The table of keys of the question, in the order in which problems are told."""
