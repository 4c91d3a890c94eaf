"""Values as JSON has them: won as whole numbers, rates as strings, days as ISO."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from advisor.explain.formats import number

if TYPE_CHECKING:
    from advisor.domain.decision import Fact, Reason
    from advisor.domain.rule import Version

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
    """Return attributes of a value as JSON has them, by their own names; a tuple is a list.

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
        case _:
            return plain(value)


def said(reason: Reason) -> dict[str, Json]:
    """Return a reason as its code and its facts."""
    facts: dict[str, Json] = {name: plain(fact) for name, fact in reason.facts.items()}
    return {"code": reason.code, "facts": facts}


def used_rule(version: Version[object]) -> dict[str, Json]:
    """Return a version of a rule: its day, how sure it is, and the titles of its sources."""
    return {**used_version(version), "sources": [source.title for source in version.sources]}


def used_version(version: Version[object]) -> dict[str, Json]:
    """Return which version of a rule it is, and how sure."""
    return {"id": version.rule, **values(version, "in_force_from", "checked_on", "confidence")}
