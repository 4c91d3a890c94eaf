"""Values as in JSON: won as whole numbers, rates as strings, days in ISO form."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from advisor.domain.findings import Fact, Reason
from advisor.domain.rule import Source, Version
from advisor.explain.formats import number

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def json_value(fact: Fact) -> Json:
    """Return a fact as a JSON value.

    >>> json_value(Decimal("0.50")), json_value(date(2027, 3, 1)), json_value(2300000)
    ('0.5', '2027-03-01', 2300000)
    """
    match fact:
        case Decimal():
            return number(fact)
        case date():
            return fact.isoformat()
        case _:
            return fact


def json_values(of: object, *names: str) -> dict[str, Json]:
    """Return the named attributes of an object as JSON values.

    A tuple becomes a list, and facts become an object.

    >>> json_values(date(2027, 3, 1), "year", "month")
    {'year': 2027, 'month': 3}
    """
    return {name: plain_value(getattr(of, name)) for name in names}


def plain_value(value: Any) -> Json:  # noqa: ANN401 - of any attribute
    """Return the value of an attribute as a JSON value."""
    match value:
        case Enum():
            return str(value)
        case tuple():
            return list(value)
        case Mapping():
            return {name: json_value(fact) for name, fact in value.items()}
        case _:
            return json_value(value)


def code_and_facts(reason: Reason) -> dict[str, Json]:
    """Return the code and the facts of a reason."""
    return json_values(reason, "code", "facts")


def with_basis(reason: Reason) -> dict[str, Json]:
    """Return the code and the facts of a reason, and the rules that it rests on."""
    return json_values(reason, "code", "facts", "basis")


def source_name(source: Source) -> str:
    """Return a source's title, article and address; the address is last, so that it can be cut."""
    return ", ".join(part for part in (source.title, source.article, source.url) if part)


def used_rule(version: Version[object]) -> dict[str, Json]:
    """Return a rule version's rule id, days, how sure it is, and the titles of its sources."""
    return {**used_version(version), "sources": [source.title for source in version.sources]}


def used_version(version: Version[object]) -> dict[str, Json]:
    """Return a rule version's rule id, its days and how sure it is."""
    return {"id": version.rule, **json_values(version, "in_force_from", "checked_on", "confidence")}
