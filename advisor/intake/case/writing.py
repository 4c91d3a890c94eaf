"""A case as a document, and a document as TOML in the order and spelling of §1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.domain.accident import FAULT_UNSTATED, Accident, Driver, Estimate
from advisor.domain.case import Assumptions
from advisor.domain.money import NOTHING, WHOLE
from advisor.intake.case.building import fault_unstated
from advisor.intake.case.case_rules import FORMAT
from advisor.intake.case.claim_rules import REFUNDABLE
from advisor.intake.case.fields import INJURY_UNKNOWN, KEYS

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.policy import Claim, OtherCar, OwnDamageCover, Policy

_WITH_HEAD = ("policy", "policy.own_damage", "accident", "assumptions", "client")
"""Tables that stand under a head of their own; others stand on one line."""

_UNSTATED = Estimate.exactly(NOTHING)


def case_document(case: Case) -> dict[str, object]:
    """Return the document of a case: what differs from what an absent key means, and no more."""
    return _stated(
        {
            "format": FORMAT,
            "as_of": case.as_of,
            "policy": _policy(case.policy),
            "claim": [_claim(claim) for claim in case.claims] or None,
            "other_car": [_other_car(car) for car in case.other_cars] or None,
            "violation": [{"day": one.day, "kind": one.kind} for one in case.violations] or None,
            "accident": _accident(case.accident),
            "assumptions": _assumptions(case.assumptions) or None,
            "client": {k: v for k in KEYS["client"] if (v := getattr(case.client, k))} or None,
        }
    )


def _stated(table: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in table.items() if value is not None}


def _policy(policy: Policy) -> dict[str, object]:
    return _stated(
        {
            "insurer": policy.insurer,
            "start": policy.start,
            "premium": policy.premium,
            "grade": policy.grade,
            "grade_before_gap": policy.grade_before_gap,
            "percentage": policy.percentage,
            "insured_since": policy.insured_since,
            "surcharge_threshold": policy.surcharge_threshold,
            "property_limit": policy.property_limit,
            "own_damage": None if policy.own_damage is None else _cover(policy.own_damage),
        }
    )


def _cover(cover: OwnDamageCover) -> dict[str, object]:
    plan = cover.deductible
    deductible = {
        "rate": plan.rate,
        "minimum": plan.minimum,
        "maximum": plan.maximum,
        "fixed": plan.fixed,
    }
    return _stated(
        {
            "sum_insured": cover.sum_insured,
            "single_vehicle": cover.single_vehicle,
            "deductible": _stated(deductible) or None,
        }
    )


def _claim(claim: Claim) -> dict[str, object]:
    return _stated(
        {
            "day": claim.day,
            "property_paid": claim.property_paid,
            "fault": None if claim.fault == WHOLE else claim.fault,
            "surcharge_threshold": claim.surcharge_threshold,
            "injury_grade": claim.injury_grade,
            "own_injury": claim.own_injury or None,
            "status": REFUNDABLE if claim.refundable else None,
        }
    )


def _other_car(car: OtherCar) -> dict[str, object]:
    return _stated(
        {
            "start": car.start,
            "premium": car.premium,
            "grade": car.grade,
            "same_policy": car.same_policy or None,
        }
    )


def _accident(accident: Accident) -> dict[str, object]:
    usual = accident.fault == fault_unstated(accident.kind)
    unsaid = usual and not (accident.fault_stated and accident.kind in FAULT_UNSTATED)
    return _stated(
        {
            "day": accident.day,
            "kind": str(accident.kind),
            "driver": None if accident.driver == Driver.INSURED else str(accident.driver),
            "fault": None if unsaid else accident.fault,
            "paid": accident.paid,
            "high_value": accident.high_value and str(accident.high_value),
            "own_damage": _estimate(accident.own_damage),
            "depreciation": accident.depreciation or None,
            "cash_repair": accident.cash_repair,
            "other_property": _estimate(accident.other_property),
            "other_rental": accident.other_rental or None,
            "injury_grade": INJURY_UNKNOWN if accident.injury_open else accident.injury_grade,
            "own_injury": accident.own_injury or None,
            "injury_settlement": accident.injury_settlement,
            "extras": accident.extras or None,
            "own_rental": accident.own_rental or None,
            "car_value": accident.car_value,
            "car_registered": accident.car_registered,
        }
    )


def _estimate(estimate: Estimate) -> object:
    if estimate == _UNSTATED:
        return None
    if estimate.low == estimate.high:
        return estimate.likely
    return {"low": estimate.low, "likely": estimate.likely, "high": estimate.high}


def _assumptions(assumptions: Assumptions) -> dict[str, object]:
    unstated = Assumptions()
    values: dict[str, object] = {key: getattr(assumptions, key) for key in KEYS["assumptions"]}
    return {key: value for key, value in values.items() if value != getattr(unstated, key)}


def write_document(document: Mapping[str, object]) -> str:
    """Write a document of well-formed values as TOML; keys that are not of §1 are left out."""
    return "\n".join(_lines("", "", document)).strip() + "\n"


def _lines(head: str, pattern: str, table: Mapping[str, object]) -> Iterator[str]:
    """Return the lines of a table: its own keys first, then the tables in it."""
    inner: list[str] = []
    if head:
        yield ""
        yield head
    for key in (key.removesuffix("[]") for key in KEYS[pattern]):
        value = table.get(key)
        path = f"{pattern}.{key}" if pattern else key
        match value:
            case None:
                continue
            case list():
                inner += [line for t in value for line in _lines(f"[[{key}]]", f"{path}[]", t)]
            case Mapping() if path in _WITH_HEAD:
                inner += _lines(f"[{path}]", path, value)
            case _:
                yield f"{key} = {_written(value)}"
    yield from inner


def _written(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return f"{value:_}"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Mapping():
            return f"{{ {', '.join(f'{key} = {_written(v)}' for key, v in value.items())} }}"
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    """Write a basic string; JSON escapes as TOML does, but leaves DEL and lone surrogates."""
    from json import dumps  # noqa: PLC0415 - who only reads a case does not wait for it

    escaped = dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)
    return escaped.replace("\x7f", "\\u007f")
