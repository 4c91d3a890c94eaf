from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.rule import Confidence, Governs, Rule, Text, Version

FIRST = Version("kr.some", date(2001, 1, 1), date(2026, 1, 1), Confidence.A, "first", ())
SECOND = Version(
    rule="kr.some",
    in_force_from=date(2010, 1, 1),
    checked_on=date(2026, 1, 1),
    confidence=Confidence.A,
    terms="second",
    sources=(),
    in_force_until=date(2016, 12, 31),
)
THIRD = Version("kr.some", date(2018, 1, 1), date(2026, 1, 1), Confidence.A, "third", ())
RULE = Rule("kr.some", "some", Governs.ACCIDENT, Text("", ""), (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("day", "terms"),
    [
        (date(2001, 1, 1), "first"),
        (date(2009, 12, 31), "first"),
        (date(2010, 1, 1), "second"),
        (date(2016, 12, 31), "second"),
        (date(2018, 1, 1), "third"),
        (date(2099, 1, 1), "third"),
    ],
)
def test_the_newest_version_in_force_governs_a_day(day: date, terms: str) -> None:
    """The newest version in force governs a day; the last version also governs all later years."""
    assert RULE.on(day).terms == terms


def test_a_day_before_the_first_version_has_no_rule() -> None:
    with pytest.raises(NoRuleInForceError) as raised:
        RULE.on(date(2000, 12, 31))
    assert raised.value.facts == {"rule": "kr.some", "day": date(2000, 12, 31)}
    assert RULE.find(date(2000, 12, 31)) is None


def test_a_version_is_named_by_its_rule_and_first_day() -> None:
    assert SECOND.ref == "kr.some@2010-01-01"


def test_a_version_that_has_ended_does_not_govern() -> None:
    alone = evolve(RULE, versions=(SECOND,))
    assert alone.find(date(2016, 12, 31)) is SECOND
    assert alone.find(date(2017, 1, 1)) is None
