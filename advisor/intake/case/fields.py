"""Every key of a case file, once: files, flags and the form all read this table."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from advisor.domain.accident import DEFAULT_FAULT, Driver, HighValue, Kind
from advisor.domain.policy import HIGHEST_GRADE, SLIGHTEST_INJURY, ClaimStatus
from advisor.intake.case.field import LARGEST_AMOUNT, Field, FieldKind
from advisor.intake.key_table import KeyTable, pattern_of

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days accepted; they leave room for the windows before and the renewals after them."""

MOST_PLACES = 12
"""The most decimal places of a rate: more mean nothing and would make exact products explode."""

DEATH: Final = "death"
"""The word in place of a grade if somebody died of the injury."""

INJURY_UNKNOWN: Final = "unknown"
"""The word in place of a grade if nobody knows yet whether anybody was hurt."""

COVER = "policy.own_damage"
"""The table of own-damage cover; its presence alone states that there is such a cover."""

DEDUCTIBLE = f"{COVER}.deductible"
"""The table of the deductible."""

SHARE_KEYS, FIXED_KEY = ("rate", "minimum", "maximum"), "fixed"
"""The keys of a deductible: a share of the damage within bounds, or one sum; never both."""

DEDUCTIBLE_KEYS = (*SHARE_KEYS, FIXED_KEY)
SHARE_PATHS = tuple(f"{DEDUCTIBLE}.{key}" for key in SHARE_KEYS)
FIXED_PATH = f"{DEDUCTIBLE}.{FIXED_KEY}"
SINGLE_VEHICLE = f"{COVER}.single_vehicle"

COVER_UNKNOWN: Final = "unknown"
"""The word in flags and the form for a cover that nobody has looked up yet."""

UNCONFIRMED = f"{COVER}.unconfirmed"
"""The key of a case file that states that nobody has looked up the cover yet."""

NO_COVER = "policy.no_own_damage"
"""The key of a case file that states that there is no cover; a missing table only assumes it."""

COVER_FLAG = Field(
    COVER, FieldKind.FLAG, choices=("true", "false", COVER_UNKNOWN), flag="own-damage-cover"
)
"""The question of cover: a table in files, but yes, no or unknown in flags and the form."""

_DISCOUNT_BELOW = Decimal(1)
_DRIFT_BOUND = Decimal("0.5")
_HIGHEST_PERCENTAGE = 200
_MOST_RENEWALS = 60
_MOST_HALF_POINT_YEARS = 3
_MOST_INJURY_12_POINTS = 2
_LONGEST_WORDS, _LONGEST_NOTE = 200, 2000
_COLLISION = (Kind.COLLISION,)


def _won(path: str, flag: str = "", *, required: bool = False, minimum: int = 0) -> Field:
    return Field(path, FieldKind.WON, required=required, minimum=minimum, flag=flag)


def _day(path: str, flag: str = "", *, required: bool = False) -> Field:
    return Field(path, FieldKind.DAY, required=required, flag=flag)


def _share(path: str, flag: str = "") -> Field:
    return Field(path, FieldKind.RATE, maximum=1, flag=flag)


def _grade(path: str, flag: str = "") -> Field:
    return Field(path, FieldKind.GRADE, minimum=1, maximum=HIGHEST_GRADE, flag=flag)


def _count(path: str, flag: str, most: int) -> Field:
    return Field(path, FieldKind.WHOLE, minimum=1, maximum=most, flag=flag)


def _injury(path: str, flag: str = "", *words: str) -> Field:
    """Return the field of an injury grade; `words` and `DEATH` may be stated in its place."""
    return Field(
        path, FieldKind.INJURY, choices=words, minimum=1, maximum=SLIGHTEST_INJURY, flag=flag
    )


def _choice(
    path: str, choices: type[StrEnum], flag: str = "", *, required: bool = False,
    kinds: tuple[Kind, ...] = (),
) -> Field:  # fmt: skip
    return Field(
        path, FieldKind.CHOICE, required=required, choices=tuple(choices), kinds=kinds, flag=flag
    )


def _yes_or_no(path: str, flag: str = "") -> Field:
    return Field(path, FieldKind.FLAG, flag=flag)


def _words(key: str, longest: int = _LONGEST_WORDS) -> Field:
    flag = f"client-{key.replace('_', '-')}"
    return Field(f"client.{key}", FieldKind.WORDS, maximum=longest, flag=flag)


FIELDS: tuple[Field, ...] = (
    Field("format", FieldKind.WHOLE, required=True, minimum=-LARGEST_AMOUNT),
    _day("as_of", "as-of"),
    Field("policy.insurer", FieldKind.TEXT, names_from="insurers", flag="insurer"),
    _day("policy.start", "start", required=True),
    _won("policy.premium", "premium", required=True, minimum=1),
    _grade("policy.grade", "grade"),
    _grade("policy.grade_before_gap", "grade-before-gap"),
    Field("policy.percentage", FieldKind.WHOLE, maximum=_HIGHEST_PERCENTAGE, flag="percentage"),
    _day("policy.insured_since", "insured-since"),
    _won("policy.surcharge_threshold", "threshold"),
    _won("policy.property_limit", "property-limit", minimum=1),
    _yes_or_no(NO_COVER),
    _won(f"{COVER}.sum_insured", "sum-insured", minimum=1),
    _yes_or_no(UNCONFIRMED, "cover-unconfirmed"),
    _yes_or_no(SINGLE_VEHICLE, "single-vehicle"),
    _share(f"{DEDUCTIBLE}.rate", "deductible-rate"),
    _won(f"{DEDUCTIBLE}.minimum", "deductible-minimum"),
    _won(f"{DEDUCTIBLE}.maximum", "deductible-maximum"),
    _won(f"{DEDUCTIBLE}.fixed", "deductible-fixed"),
    Field("claim[].day", FieldKind.DAY, required=True, takes_month=True),
    _won("claim[].property_paid"),
    _share("claim[].fault"),
    _won("claim[].surcharge_threshold"),
    _injury("claim[].injury_grade"),
    _yes_or_no("claim[].own_injury"),
    _choice("claim[].status", ClaimStatus),
    _day("other_car[].start", required=True),
    _won("other_car[].premium", required=True, minimum=1),
    _grade("other_car[].grade"),
    _yes_or_no("other_car[].same_policy"),
    _day("violation[].day", required=True),
    Field("violation[].kind", FieldKind.TEXT, required=True, names_from="violation_kinds"),
    _day("accident.day", "day", required=True),
    _choice("accident.kind", Kind, "kind", required=True),
    _choice("accident.driver", Driver, "driver"),
    Field("accident.fault", FieldKind.RATE, maximum=1, kinds=tuple(DEFAULT_FAULT), flag="fault"),
    _won("accident.paid", "paid", minimum=1),
    _won("accident.depreciation", "depreciation"),
    _choice("accident.high_value", HighValue, "high-value", kinds=_COLLISION),
    Field("accident.own_damage", FieldKind.ESTIMATE, flag="own-damage"),
    _won("accident.cash_repair", "cash-repair"),
    Field("accident.other_property", FieldKind.ESTIMATE, flag="other-property"),
    _won("accident.other_rental", "other-rental"),
    _injury("accident.injury_grade", "injury-grade", INJURY_UNKNOWN),
    _yes_or_no("accident.own_injury", "own-injury"),
    _won("accident.injury_settlement", "injury-settlement", minimum=1),
    _won("accident.extras", "extras"),
    Field("accident.own_rental", FieldKind.WON, kinds=_COLLISION, flag="own-rental"),
    Field("accident.car_value", FieldKind.WON, minimum=1, kinds=_COLLISION, flag="car-value"),
    Field("accident.car_registered", FieldKind.DAY, kinds=_COLLISION, flag="car-registered"),
    _count("assumptions.renewals", "renewals", _MOST_RENEWALS),
    Field(
        "assumptions.discount_rate",
        FieldKind.RATE,
        maximum=_DISCOUNT_BELOW,
        open_end="maximum",
        flag="discount-rate",
    ),
    Field(
        "assumptions.premium_drift",
        FieldKind.RATE,
        minimum=-_DRIFT_BOUND,
        maximum=_DRIFT_BOUND,
        open_end="minimum",
        flag="premium-drift",
    ),
    _yes_or_no("assumptions.refund_allowed", "refund-allowed"),
    _yes_or_no("assumptions.cap_allowed", "cap-allowed"),
    Field(
        "assumptions.count_profile",
        FieldKind.TEXT,
        names_from="count_profiles",
        flag="count-profile",
    ),
    Field("assumptions.grade_table", FieldKind.TEXT, names_from="grade_tables", flag="grade-table"),
    _count("assumptions.injury_12_points", "injury-12-points", _MOST_INJURY_12_POINTS),
    _won("assumptions.quote_clean", "quote-clean", minimum=1),
    _won("assumptions.quote_claim", "quote-claim", minimum=1),
    _count("assumptions.half_point_years", "half-point-years", _MOST_HALF_POINT_YEARS),
    _yes_or_no("assumptions.large_property_points", "large-property-points"),
    _yes_or_no("assumptions.threshold_included", "threshold-included"),
    _yes_or_no("assumptions.threshold_on_gross_loss", "threshold-on-gross-loss"),
    _yes_or_no("assumptions.no_fault_hold", "no-fault-hold"),
    _words("name"),
    _words("telephone"),
    _words("plate"),
    _words("policy_number"),
    _words("email"),
    _words("note", _LONGEST_NOTE),
)
"""All keys, in the order in which a case file lists them."""

CASE = KeyTable(FIELDS, left_out=frozenset({"assumptions.long_renewals"}))
"""The table of keys of a case file."""

BY_PATH, KEYS = CASE.by_path, CASE.keys

FLAGS: dict[str, Field] = {field.flag: field for field in (COVER_FLAG, *FIELDS) if field.flag}
"""Every key with a flag, by that flag without dashes; lists have `--claim` and the like instead."""

ESTIMATE_KEYS = ("low", "likely", "high")


def catalog_path(path: str) -> str:
    """Return the path by which the catalogs name a key: that of its field, without list indexes."""
    field = field_at(path)
    return field.path if field else pattern_of(path)


def field_at(path: str) -> Field | None:
    """Return the field of a path such as `claim[2].day` or `accident.own_damage.low`, if any.

    >>> field_at("claim[2].day").path, field_at("accident.own_damage.low").key
    ('claim[].day', 'own_damage')
    """
    pattern = pattern_of(path)
    if pattern == COVER:
        return COVER_FLAG
    parent, _, key = pattern.rpartition(".")
    return BY_PATH.get(pattern) or (BY_PATH.get(parent) if key in ESTIMATE_KEYS else None)


def is_money(path: str) -> bool:
    """Return whether a path holds an amount in won."""
    field = field_at(path)
    return field is not None and field.is_money


def order_in_file(path: str) -> tuple[int, int, int]:
    """Return a sort key that orders paths as a case file lists its keys.

    >>> sorted(["claim[1].day", "claim[0].fault", "policy.start"], key=order_in_file)
    ['policy.start', 'claim[0].fault', 'claim[1].day']
    """
    return CASE.place(path)
