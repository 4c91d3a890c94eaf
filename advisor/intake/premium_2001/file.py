"""A question for a premium of 2001: flags over a file, and all of its problems at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.policy import Claim, Violation
from advisor.domain.premium_2001 import BillQuestion, CarOf2001, InsuredCar, Owner
from advisor.intake.case.flags import read_rows
from advisor.intake.premium_2001.fields import BILL_FIELDS, KEYS, LISTS, TABLES
from advisor.intake.premium_2001.rules import bill_problems
from advisor.intake.problems import Problem, Unreadable, shown
from advisor.intake.typed.text import document_value, parse
from advisor.intake.unknown_keys import unknown_keys
from advisor.intake.values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from advisor.domain.policy import InjuryGrade
    from advisor.domain.rulebook import Rulebook
    from advisor.intake.case.fields import Field

T = TypeVar("T")

Document = dict[str, object]


def with_flags(
    document: Mapping[str, object], flags: Mapping[str, str], today: date
) -> tuple[Document, tuple[Problem, ...]]:
    """Lay flags over a document; gives it with a problem for each text that cannot be read."""
    changed, problems = dict(document), []
    for field in BILL_FIELDS:
        text = flags.get(field.flag)
        if text is None:
            continue
        value = parse(field, text, today, percent=False)
        if isinstance(value, Unreadable):
            problems.append(value.at(field.path, text))
        else:
            changed[field.path] = document_value(value)
    return changed, tuple(problems)


def with_rows(
    document: Mapping[str, object], rows: Mapping[str, Sequence[str]], today: date
) -> tuple[Document, tuple[Problem, ...]]:
    """Add what may stand several times: codes, past claims and violations (`DAY:KIND`)."""
    changed, problems = dict(document), list[Problem]()
    for key in LISTS:
        changed |= _added(changed, key, list(rows.get(key, ())))
    for listed in TABLES:
        first = len(_row(changed, listed))
        tables, wrong = read_rows(listed, rows.get(listed, ()), first, today)
        changed |= _added(changed, listed, tables)
        problems += wrong
    return changed, tuple(problems)


def read_bill(
    document: Mapping[str, object], rulebook: Rulebook
) -> BillQuestion | tuple[Problem, ...]:
    """Read a document strictly; every problem at once, in the order of the keys.

    Raises:
        NoRuleInForceError: the document is well-formed, but a rule has no version for its day.
    """
    values: Document = {}
    table: dict[object, object] = dict(document.items())
    problems = [*unknown_keys("", table, KEYS), *_read(document, values)]
    if not problems:
        question = _question(values)
        problems += bill_problems(question, rulebook)
        if not problems:
            return question
    return tuple(sorted(problems, key=_order))


def _order(problem: Problem) -> tuple[int, str]:
    key = problem.path.partition("[")[0]
    return (KEYS.index(key) if key in KEYS else len(KEYS)), problem.path


def _added(document: Document, key: str, rows: list[object]) -> Document:
    present = document.get(key, [])
    if not rows or not isinstance(present, list):
        return {}
    return {key: [*present, *rows]}


def _row(document: Mapping[str, object], key: str) -> list[object]:
    present = document.get(key)
    return present if isinstance(present, list) else []


def _read(document: Mapping[str, object], values: Document) -> Iterator[Problem]:
    yield from _fields(BILL_FIELDS, document, "", values)
    for key in LISTS:
        yield from _codes(document, key, values)
    for key, fields in TABLES.items():
        yield from _tables(document, key, fields, values)


def _fields(
    fields: Sequence[Field], table: Mapping[str, object], head: str, values: Document
) -> Iterator[Problem]:
    for field in fields:
        path = f"{head}{field.key}"
        if field.key not in table:
            if field.required:
                yield Problem(path, "missing")
            continue
        reading = read_value(field, table[field.key], path)
        if isinstance(reading, tuple):
            yield from reading
        else:
            values[path] = reading


def _codes(document: Mapping[str, object], key: str, values: Document) -> Iterator[Problem]:
    codes = document.get(key, [])
    if isinstance(codes, list) and all(isinstance(code, str) for code in codes):
        values[key] = tuple(codes)
    else:
        yield Problem(key, "not-codes", shown(codes), {"key": key})


def _tables(
    document: Mapping[str, object], key: str, fields: Sequence[Field], values: Document
) -> Iterator[Problem]:
    tables = document.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        yield Problem(key, "not-tables", shown(tables), {"table": key})
        return
    rows = []
    for index, table in enumerate(tables):
        head, row = f"{key}[{index}].", Document()
        yield from unknown_keys(head.removesuffix("."), table, tuple(f.key for f in fields))
        yield from _fields(fields, table, head, row)
        rows.append({path.removeprefix(head): value for path, value in row.items()})
    values[key] = rows


def _question(values: Document) -> BillQuestion:
    return BillQuestion(
        start=_need(values, "rules_of", date),
        base=Won(_need(values, "base", int)),
        own_damage=_car(values),
        car=CarOf2001(_get(values, "car", str) or CarOf2001.PASSENGER),
        owner=Owner(_get(values, "owner", str) or Owner.PRIVATE),
        riders=_need(values, "riders", tuple),
        insured_since=_get(values, "insured_since", date),
        violations=tuple(
            Violation(_need(row, "day", date), _need(row, "kind", str))
            for row in _need(values, "violation", list)
        ),
        percentage=_get(values, "percentage", int),
        claims=tuple(_claim(row) for row in _need(values, "claim", list)),
        causes=_need(values, "causes", tuple),
        special=_need(values, "special", tuple),
        parts=_get(values, "parts", int) or 1,
        consecutive=bool(_get(values, "consecutive", bool)),
    )


def _car(values: Document) -> InsuredCar | None:
    """Return the insured car; where a part is missing, the rules of the bill will say so."""
    value, rate = _get(values, "car_value", int), _get(values, "own_damage_rate", Decimal)
    insured = _get(values, "sum_insured", int)
    if value is None and rate is None and insured is None:
        return None
    return InsuredCar(
        value=Won(value or 0),
        rate=Rate(rate or Decimal(0)),
        model_year=_get(values, "model_year", int),
        sum_insured=None if insured is None else Won(insured),
    )


def _claim(row: Document) -> Claim:
    fault, grade = _get(row, "fault", Decimal), row.get("injury_grade")
    stated = _get(row, "surcharge_threshold", int)
    hurt: InjuryGrade | None = "death" if grade == "death" else _get(row, "injury_grade", int)
    return Claim(
        day=_need(row, "day", date),
        property_paid=Won(_get(row, "property_paid", int) or NOTHING),
        fault=Rate(Decimal(1) if fault is None else fault),
        surcharge_threshold=None if stated is None else Won(stated),
        injury_grade=hurt,
        own_injury=bool(_get(row, "own_injury", bool)),
    )


def _get(values: Mapping[str, object], key: str, kind: type[T]) -> T | None:
    value = values.get(key)
    return value if isinstance(value, kind) else None


def _need(values: Mapping[str, object], key: str, kind: type[T]) -> T:
    value = _get(values, key, kind)
    if value is None:
        raise LookupError(key)
    return value
