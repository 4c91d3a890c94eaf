"""Every key of a question for a premium of 2001, once: the file and the flags read this table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.premium_2001 import CarOf2001, Owner
from advisor.intake.case.fields import BY_PATH, Field, FieldKind, Listed

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
    Field("car", FieldKind.CHOICE, choices=tuple(map(str, CarOf2001)), flag="car"),
    Field("owner", FieldKind.CHOICE, choices=tuple(map(str, Owner)), flag="owner"),
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

_OF_A_CLAIM = (
    "day",
    "property_paid",
    "fault",
    "surcharge_threshold",
    "injury_grade",
    "own_injury",
)
CLAIM_FIELDS: tuple[Field, ...] = tuple(BY_PATH[f"claim[].{key}"] for key in _OF_A_CLAIM)
VIOLATION_FIELDS: tuple[Field, ...] = tuple(
    BY_PATH[f"violation[].{key}"] for key in ("day", "kind")
)

TABLES: Mapping[Listed, tuple[Field, ...]] = {
    Listed.CLAIM: CLAIM_FIELDS,
    Listed.VIOLATION: VIOLATION_FIELDS,
}
"""The keys that hold a row of tables, and the fields of each."""

KEYS = tuple(field.path for field in BILL_FIELDS) + tuple(LISTS) + tuple(TABLES)
"""All keys, in the order in which problems are told."""
