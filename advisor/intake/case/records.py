"""Building the records of a case from its keys, and back, by nothing but the table of keys."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import AttrsInstance, fields

from advisor.domain.accident import DEFAULT_FAULT, Accident, Estimate
from advisor.domain.case import Assumptions, Case, Client
from advisor.domain.days import MonthDay
from advisor.domain.money import NOTHING
from advisor.domain.policy import Claim, Deductible, OtherCar, OwnDamageCover, Policy, Violation
from advisor.intake.case.document_values import DocumentValues
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, DEDUCTIBLE, ESTIMATE_KEYS, INJURY_UNKNOWN, KEYS
from advisor.intake.case.listed_rules import somebody_hurt

FORMAT = 1
"""The format of case files that is read and written."""

_RECORDS: Mapping[str, type[AttrsInstance]] = {
    "": Case,
    "policy": Policy,
    COVER: OwnDamageCover,
    DEDUCTIBLE: Deductible,
    "claim[]": Claim,
    "other_car[]": OtherCar,
    "violation[]": Violation,
    "accident": Accident,
    "assumptions": Assumptions,
    "client": Client,
}
"""The domain class of each table of a case file; a key has the name of its attribute."""

_INJURY = "accident.injury_grade"
_ABOUT_THE_FILE = "format"
"""The key that is about the file and not the case."""


def build_case(values: DocumentValues) -> Case:
    """Return the case of values without problems; absent keys take the domain's defaults."""
    case: Case = build_record(values, "", "")
    return case


def build_record(values: DocumentValues, path: str, pattern: str) -> Any:  # noqa: ANN401 - any record
    """Return the record of the table at a path; `pattern` is its path in the table of keys."""
    tables: dict[str, dict[str, object]] = {}
    for place, value in values.by_path.items():
        table, _, key = place.rpartition(".")
        if key != _ABOUT_THE_FILE:
            tables.setdefault(table, {})[key] = value
    return _record(values, tables, path, pattern)


def _record(
    values: DocumentValues, tables: Mapping[str, Mapping[str, object]], path: str, pattern: str
) -> object:
    found = {**tables.get(path, {}), **_between(values, path, pattern)}
    for key, inner in _tables_in(pattern):
        if inner.endswith("[]"):
            listed = ListKey(key)
            rows = values.rows(listed)
            found[listed.plural] = tuple([_record(values, tables, row, inner) for row in rows])
        elif (here := f"{path}.{key}" if path else key) in values.stated:
            found[key] = _record(values, tables, here, inner)
    return _RECORDS[pattern](**found)


def _between(values: DocumentValues, path: str, pattern: str) -> dict[str, object]:
    """Return the attributes of a record that depend on more than their own key."""
    if pattern == "claim[]" and somebody_hurt(values, path):
        return {"property_paid": values.won(f"{path}.property_paid") or NOTHING}
    if pattern != "accident":
        return {}
    takes_a_share = values.by_path["accident.kind"] in DEFAULT_FAULT
    return {
        "fault_stated": "accident.fault" in values.stated or not takes_a_share,
        "injury_grade": values.injury(_INJURY),
        "injury_open": values.by_path.get(_INJURY) == INJURY_UNKNOWN,
    }


@cache
def _keys(pattern: str) -> tuple[tuple[str, str], ...]:
    """Return each key of a table and its path in the table of keys."""
    keys = (key for key in KEYS[pattern] if key != _ABOUT_THE_FILE)
    return tuple((key.removesuffix("[]"), f"{pattern}.{key}" if pattern else key) for key in keys)


@cache
def _tables_in(pattern: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of a table that are tables themselves."""
    return tuple((key, inner) for key, inner in _keys(pattern) if inner in _RECORDS)


def case_document(case: Case) -> dict[str, object]:
    """Return the document of a case, without keys whose absence means the same."""
    return {_ABOUT_THE_FILE: FORMAT, **_document(case, "")}


def _document(record: AttrsInstance, pattern: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, inner in _keys(pattern):
        value = _stated(record, ListKey(key).plural if inner.endswith("[]") else key)
        if value is not None:
            found[key] = _plain(value, inner)
    return found


def _stated(record: AttrsInstance, name: str) -> object:
    """Return the value of an attribute, or None if it is the same as when it is not stated."""
    value = getattr(record, name)
    if isinstance(record, Accident):
        if name == "injury_grade" and record.injury_open:
            return INJURY_UNKNOWN
        if name == "fault" and record.fault_stated and record.kind in DEFAULT_FAULT:
            return value
    default = getattr(fields(type(record)), name).default
    absent = default.factory(record) if hasattr(default, "takes_self") else default
    return None if value == absent else value


def _plain(value: Any, pattern: str) -> object:  # noqa: ANN401 - what an attribute holds
    """Return a value of the domain as a document holds it."""
    match value:
        case Estimate():
            exact = value.low == value.high
            return value.likely if exact else {key: getattr(value, key) for key in ESTIMATE_KEYS}
        case str() | MonthDay():  # in a file, a day of which only the month is known is a text
            return str(value)
        case tuple():
            return [_document(row, pattern) for row in value]
        case _ if pattern in _RECORDS:
            return _document(value, pattern)
        case _:
            return value
