"""The rows of the form, in the order of the questions that a driver can answer best."""

from collections.abc import Iterator
from enum import Enum, auto

from advisor.domain.policy import SPRAIN
from advisor.domain.values import frozen
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import BY_PATH, COVER, DEDUCTIBLE, KEYS
from advisor.intake.case.questions import INJURY, PAID
from advisor.tui.form.switches import BY_GRADE, SETTLEMENT


class RowKind(Enum):
    """What a row is."""

    TITLE = auto()
    FIELD = auto()
    FOLD = auto()
    BUTTON = auto()


@frozen
class RowPlan:
    """One row; `key` is a path of the case file, or the name of a title, fold or press."""

    kind: RowKind
    key: str


ADD, REMOVE = "add-", "remove-"
"""The prefixes of presses that add or remove a row of a list."""


def _last(table: str, first: tuple[str, ...], *before: str) -> tuple[str, ...]:
    """Return the last keys of a table: `first`, then all that are neither there nor in `before`."""
    known = (key for key in KEYS[table] if f"{table}.{key}" in BY_PATH)
    return (*first, *(key for key in known if key not in {*first, *before}))


_ACCIDENT = (
    "kind", "day", "already", "paid", "own_damage", "cash_repair", "other_property", "fault",
    "hurt", "injury_grade", "injury_settlement",
)  # fmt: skip
_ACCIDENT_MORE = _last(
    "accident",
    (
        "driver", "other_rental", "own_injury", "high_value", "own_rental", "car_value",
        "car_registered", "depreciation", "extras",
    ),
    *_ACCIDENT,
)  # fmt: skip
_POLICY = ("start", "premium")
_POLICY_REST = ("grade", "surcharge_threshold", "insurer")
_RENEWALS = "assumptions.renewals"
_OTHER_CAR = _last("other_car[]", ())
_CLIENT = _last("client", ())
_POLICY_MORE = _last(
    "policy", ("insured_since", "property_limit"), *_POLICY, *_POLICY_REST, "no_own_damage"
)
_COVER = ("deductible", *_last(COVER, ("single_vehicle",), "unconfirmed"))
_DEDUCTIBLE_PARTS = _last(DEDUCTIBLE, ())
_CLAIM = ("day", "property_paid")
_CLAIM_MORE = _last("claim[]", (), *_CLAIM)
_STATUS = ("status",)
"""The key shown for a past claim of the policy year, and folded away for any other."""
_VIOLATION = _last("violation[]", ())
_ASSUMPTIONS = _last(
    "assumptions",
    (
        "refund_allowed", "cap_allowed", "quote_clean", "quote_claim",
        "grade_table", "count_profile", "discount_rate", "premium_drift", "half_point_years",
    ),
    "renewals",
)  # fmt: skip


@frozen
class FormState:
    """What decides which rows the form has."""

    kind: str
    has_cover: bool
    deductible_by_parts: bool
    claims: int
    violations: int
    unfolded: frozenset[str]
    other_cars: int = 0
    already: bool = False
    """Whether the insurer has paid for the accident already."""
    hurt: str = ""
    """The value of the row that asks who else was hurt."""
    this_year: tuple[bool, ...] = ()
    """For each past claim, whether it is of the policy year and so may still be paid back."""


def rows(shown: FormState) -> tuple[RowPlan, ...]:
    """Return all rows, from top to bottom."""
    return (
        *_accident(shown),
        *_policy(shown),
        *_group(ListKey.OTHER_CAR, shown.other_cars, _OTHER_CAR),
        *_claims(shown),
        *_group(ListKey.VIOLATION, shown.violations, _VIOLATION),
        *_assumptions(shown),
        *_folded(shown, "client", [*_fields("client", _CLIENT)]),
    )


def is_asked(path: str, kind: str) -> bool:
    """Return whether this kind of accident asks for a field."""
    return path not in BY_PATH or BY_PATH[path].taken_by(kind)


def fold_of(path: str) -> str | None:
    """Return the fold that a field stands in, or None if it is always shown."""
    table, _, key = path.rpartition(".")
    if path == _RENEWALS:
        return None
    if table in {"assumptions", "client"} or path == "as_of":
        return table or "assumptions"
    if table == "accident" and key in _ACCIDENT_MORE:
        return "accident-more"
    if table == "policy" and key in _POLICY_MORE:
        return "policy-more"
    if table.startswith("claim[") and key in _CLAIM_MORE:
        return f"claim-more{table.removeprefix('claim')}"
    return None


def _accident(shown: FormState) -> Iterator[RowPlan]:
    yield RowPlan(RowKind.TITLE, "accident")
    yield from _asked(shown, _ACCIDENT)
    yield from _folded(shown, "accident-more", [*_asked(shown, _ACCIDENT_MORE)])


def _asked(shown: FormState, keys: tuple[str, ...]) -> Iterator[RowPlan]:
    hidden = _hidden(shown)
    asked = (row for row in _fields("accident", keys) if is_asked(row.key, shown.kind))
    return (row for row in asked if row.key not in hidden)


def _hidden(shown: FormState) -> set[str]:
    """Return the fields that are pointless after what was stated already."""
    hidden = set() if shown.already else {PAID}
    if shown.already:
        hidden.add("accident.cash_repair")
    if shown.hurt != BY_GRADE:
        hidden.add(INJURY)
    if shown.hurt not in {str(SPRAIN), BY_GRADE}:
        hidden.add(SETTLEMENT)
    return hidden


def _policy(shown: FormState) -> Iterator[RowPlan]:
    yield RowPlan(RowKind.TITLE, "policy")
    yield from _fields("policy", _POLICY)
    yield RowPlan(RowKind.FIELD, _RENEWALS)
    yield from _fields("policy", _POLICY_REST)
    yield RowPlan(RowKind.FIELD, COVER)
    if shown.has_cover:
        yield from _cover(shown)
    more = [*_fields("policy", _POLICY_MORE)]
    more += [
        RowPlan(RowKind.BUTTON, f"{ADD}{listed}[0]")
        for listed, number in (
            (ListKey.VIOLATION, shown.violations), (ListKey.OTHER_CAR, shown.other_cars),
        )
        if not number
    ]  # fmt: skip
    yield from _folded(shown, "policy-more", more)


def _cover(shown: FormState) -> Iterator[RowPlan]:
    yield RowPlan(RowKind.FIELD, DEDUCTIBLE)
    if shown.deductible_by_parts:
        yield from _fields(DEDUCTIBLE, _DEDUCTIBLE_PARTS)
    yield from _fields(COVER, _COVER[1:])


def _claims(shown: FormState) -> Iterator[RowPlan]:
    yield RowPlan(RowKind.TITLE, "claims")
    for index in range(shown.claims):
        claim = f"claim[{index}]"
        shows_status = _STATUS if shown.this_year[index : index + 1] == (True,) else ()
        yield from _fields(claim, (*_CLAIM, *shows_status))
        folded = tuple(key for key in _CLAIM_MORE if key not in shows_status)
        more = [*_fields(claim, folded), RowPlan(RowKind.BUTTON, _dropping(claim))]
        yield from _folded(shown, f"claim-more[{index}]", more)
    yield RowPlan(RowKind.BUTTON, ADD + ListKey.CLAIM)


def _group(listed: ListKey, number: int, keys: tuple[str, ...]) -> Iterator[RowPlan]:
    """Yield the group of a list that has rows; a list without any has its press in a fold."""
    if not number:
        return
    yield RowPlan(RowKind.TITLE, listed.plural)
    for index in range(number):
        row = f"{listed}[{index}]"
        yield from _fields(row, keys)
        yield RowPlan(RowKind.BUTTON, _dropping(row))
    yield RowPlan(RowKind.BUTTON, ADD + listed)


def _dropping(row: str) -> str:
    return REMOVE + row


def _assumptions(shown: FormState) -> Iterator[RowPlan]:
    fields = [*_fields("assumptions", _ASSUMPTIONS), RowPlan(RowKind.FIELD, "as_of")]
    yield from _folded(shown, "assumptions", fields)


def _folded(shown: FormState, name: str, fields: list[RowPlan]) -> Iterator[RowPlan]:
    yield RowPlan(RowKind.FOLD, name)
    if name in shown.unfolded:
        yield from fields


def _fields(table: str, keys: tuple[str, ...]) -> Iterator[RowPlan]:
    return (RowPlan(RowKind.FIELD, f"{table}.{key}") for key in keys)
