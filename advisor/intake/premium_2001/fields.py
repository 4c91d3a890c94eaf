"""Every key of a question for a premium of 2001, once: the file and the flags read this table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.premium_2001 import CarOf2001, Owner
from advisor.intake.case.field import Field, FieldKind, Listed
from advisor.intake.case.fields import FIELDS as CASE_FIELDS
from advisor.intake.key_table import KeyTable

if TYPE_CHECKING:
    from collections.abc import Mapping

_OLDEST_MODEL, _NEWEST_MODEL = 1900, 2199
_HIGHEST_PERCENTAGE = 200
_MOST_PARTS = 12


def _won(path: str, *, required: bool = False, minimum: int = 0) -> Field:
    return Field(path, FieldKind.WON, required=required, minimum=minimum, flag=_flag(path))


def _flag(path: str) -> str:
    return path.replace("_", "-")


BILL_FIELDS: tuple[Field, ...] = (
    Field("rules_of", FieldKind.DAY, required=True, flag="rules-of"),
    _won("base", required=True, minimum=1),
    Field("car", FieldKind.CHOICE, choices=tuple(CarOf2001), flag="car"),
    Field("owner", FieldKind.CHOICE, choices=tuple(Owner), flag="owner"),
    _won("car_value", minimum=1),
    Field("own_damage_rate", FieldKind.RATE, maximum=1, flag="own-damage-rate"),
    _won("sum_insured", minimum=1),
    Field(
        "model_year",
        FieldKind.WHOLE,
        minimum=_OLDEST_MODEL,
        maximum=_NEWEST_MODEL,
        flag="model-year",
    ),
    Field("insured_since", FieldKind.DAY, flag="insured-since"),
    Field("percentage", FieldKind.WHOLE, maximum=_HIGHEST_PERCENTAGE, flag="percentage"),
    Field("parts", FieldKind.WHOLE, minimum=1, maximum=_MOST_PARTS, flag="parts"),
    Field("consecutive", FieldKind.FLAG, flag="consecutive"),
)
"""The keys that stand once."""

LISTS: Mapping[str, str] = {"riders": "rider", "causes": "cause", "special": "special"}
"""The keys that hold codes of the rules, and the flag that adds one."""

TABLES = (Listed.CLAIM, Listed.VIOLATION)
"""The keys that hold a row of tables, with the fields that a case file has there."""

_TODAY_ONLY = {"claim[].status"}
"""Fields of those tables that no premium of 2001 asks for."""

_LISTED = tuple(
    field
    for field in CASE_FIELDS
    if field.table in {f"{listed}[]" for listed in TABLES} and field.path not in _TODAY_ONLY
)

QUESTION = KeyTable(
    (*BILL_FIELDS, *(Field(key, FieldKind.CODES) for key in LISTS), *_LISTED),
)
"""The table of keys of the question, in the order in which problems are told."""
