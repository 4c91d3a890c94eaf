"""Values as JSON has them: won as whole numbers, rates as strings, days as ISO."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from advisor.domain.findings import Fact, Reason
from advisor.domain.rule import Source, Version
from advisor.explain.formats import number

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def plain(fact: Fact) -> Json:
    """Return a fact as JSON has it.

    >>> plain(Decimal("0.50")), plain(date(2027, 3, 1)), plain(2300000)
    ('0.5', '2027-03-01', 2300000)
    """
    match fact:
        case Decimal():
            return number(fact)
        case date():
            return fact.isoformat()
        case _:
            return fact


def values(of: object, *names: str) -> dict[str, Json]:
    """Return attributes of a value as JSON has them, by their own names.

    A tuple is a list, and facts are an object.

    >>> values(date(2027, 3, 1), "year", "month")
    {'year': 2027, 'month': 3}
    """
    return {name: _value(getattr(of, name)) for name in names}


def _value(value: Any) -> Json:  # noqa: ANN401 - of any attribute
    match value:
        case Enum():
            return str(value)
        case tuple():
            return list(value)
        case Mapping():
            return {name: plain(fact) for name, fact in value.items()}
        case _:
            return plain(value)


def said(reason: Reason) -> dict[str, Json]:
    """Return a reason as its code and its facts."""
    return values(reason, "code", "facts")


def grounded(reason: Reason) -> dict[str, Json]:
    """Return a reason with the rules that it rests on."""
    return values(reason, "code", "facts", "basis")


def source_name(source: Source) -> str:
    """Name a source with its article, and last its address, to be cut off and followed."""
    return ", ".join(part for part in (source.title, source.article, source.url) if part)


def used_rule(version: Version[object]) -> dict[str, Json]:
    """Return a version of a rule: its day, how sure it is, and the titles of its sources."""
    return {**used_version(version), "sources": [source.title for source in version.sources]}


def used_version(version: Version[object]) -> dict[str, Json]:
    """Return which version of a rule it is, and how sure."""
    return {"id": version.rule, **values(version, "in_force_from", "checked_on", "confidence")}
