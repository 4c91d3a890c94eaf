"""The fields that a case states, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve

from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.domain.rule import Rule
from advisor.domain.rulebook import Rulebook
from advisor.explain.names import CHOICE_SECTIONS, deductible_name, in_language, yes_or_no
from advisor.explain.texts import Texts
from advisor.intake.case.field import Field, ListKey
from advisor.intake.case.fields import BY_PATH, DEATH, DEDUCTIBLE, ESTIMATE_KEYS, FIELDS
from advisor.intake.case.records import case_document
from advisor.intake.nested import value_at
from advisor.report.page.blocks import Cell, TableRow

_COUNTS = {
    "policy.grade",
    "other_car[].grade",
    "assumptions.renewals",
    "assumptions.injury_12_points",
}
_LEFT_OUT = {*(f"{listed}[]" for listed in ListKey), "client"}
"""Tables that are left out: the lists, which have lines of their own, and the client's data."""

_FORMS = ((int, "won"), (Decimal, "percent"), (date, "day"))
_JOIN = ", "


def case_words(
    case: Case, rulebook: Rulebook, texts: Texts, paths: Sequence[str] | None = None
) -> tuple[TableRow, ...]:
    """Return the name and value of every field that the case states, except the lists in it.

    With `paths`, only these fields are returned, in this order.
    """
    document = case_document(case)
    rows = []
    wanted = FIELDS if paths is None else tuple(BY_PATH[path] for path in paths)
    for field in wanted:
        value = value_at(document, field.path)
        if value is None or field.path == "format" or field.table in _LEFT_OUT:
            continue
        said = _name(field, case, rulebook, texts)
        cells = (
            Cell(_field_name(field.path, value, texts)),
            Cell(said or value_words(field.path, value, texts)),
        )
        rows.append(TableRow(cells))
    return tuple(rows)


def listed_words(case: Case, listed: ListKey, texts: Texts) -> tuple[str, ...]:
    """Return each entry of a list of the case (such as a past claim) in one line."""
    found = case_document(case).get(listed)
    tables = found if isinstance(found, list) else []
    return tuple(_row(table, f"{listed}[].", texts) for table in tables)


def deductible_words(decision: Decision, texts: Texts) -> str:
    """Return the deductible used, marked if it was assumed; empty if it is unknown or absent."""
    cover = decision.case.policy.own_damage
    if cover is None:
        return ""
    head = f"{DEDUCTIBLE}."
    taken: dict[str, Any] = {
        one.path.removeprefix(head): one.value
        for one in decision.assumed
        if one.path.startswith(head)
    }
    found = evolve(cover.deductible, **taken)
    if found.fixed is None and None in (found.rate, found.minimum):
        return ""
    said = deductible_name(found, texts, "report.deductible")
    return texts("report.assumed", value=said) if taken else said


def _row(table: Mapping[str, object], head: str, texts: Texts) -> str:
    parts = (
        texts(
            "report.named",
            name=_field_name(head + key, value, texts),
            value=value_words(head + key, value, texts),
        )
        for key, value in table.items()
    )
    return _JOIN.join(parts)


def _field_name(path: str, value: object, texts: Texts) -> str:
    """Return the name of a field; a death is no grade of an injury."""
    return (texts.preferring("death") if value == DEATH else texts)(f"field.{path}")


def _name(field: Field, case: Case, rulebook: Rulebook, texts: Texts) -> str:
    """Return the name in the rules of an insurer, grade table or count profile; empty for others.

    An insurer is called as in its profile on the day on which the policy began.
    """
    if field.names_from == "insurers":
        insurer = rulebook.insurer_on(case.policy.insurer, case.policy.start)
        return in_language(insurer.terms.name, texts) if insurer else ""
    assumed = case.assumptions
    rule: Rule[object] | None = None
    if field.names_from == "grade_tables":
        rule = rulebook.grade_tables.get(assumed.grade_table or "")
    elif field.names_from == "count_profiles":
        rule = rulebook.count_profiles.get(assumed.count_profile or "")
    return in_language(rule.name or rule.title, texts) if rule else ""


def value_words(path: str, value: object, texts: Texts) -> str:
    """Return the value of the case file's field at `path` in words."""
    is_injury = path.endswith("injury_grade")
    named = "report.injury" if is_injury and isinstance(value, str) else CHOICE_SECTIONS.get(path)
    if named:
        return texts(f"{named}.{value}")
    if is_injury or path in _COUNTS:
        return str(value)
    match value:
        case bool():
            return yes_or_no(texts, yes=bool(value))
        case Mapping():
            return texts("report.estimate", **{key: value[key] for key in ESTIMATE_KEYS})
        case int() | Decimal() | date():
            form = next(form for kind, form in _FORMS if isinstance(value, kind))
            return texts(f"report.{form}", value=value)
        case _:
            return str(value)
