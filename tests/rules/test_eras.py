"""Cases of every year since 2001 are answered by the rules of their day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rules.asked import RULEBOOK, case, claimed, decided, renewals

from advisor.domain.case import Case
from advisor.domain.errors import NoRuleInForceError
from advisor.domain.outcome import Option
from advisor.intake.case.case_file import read_case
from advisor.intake.case.records import case_document

if TYPE_CHECKING:
    from advisor.domain.findings import Fact

EACH_YEAR = [
    date(year, month, day)
    for year in range(2001, 2027)
    for month, day in ((1, 1), (2, 28), (7, 31), (12, 31))
]


@pytest.mark.parametrize("start", EACH_YEAR, ids=date.isoformat)
def test_every_year_since_2001_is_answered(start: date) -> None:
    decision = decided(case(start))
    assert decision.outcomes[Option.SELF_PAY].available
    assert decision.outcomes[Option.CLAIM].available
    assert len(renewals(decision.case)) == 21


def test_the_day_before_has_no_rule() -> None:
    with pytest.raises(NoRuleInForceError) as raised:
        decided(case(date(2000, 12, 31)))
    assert raised.value.facts["day"] == date(2000, 12, 31)


@pytest.mark.parametrize(
    ("start", "table", "highest"),
    [
        (date(2005, 12, 31), "percentage-ladder", 200),
        (date(2006, 1, 1), "old-21", 21),
        (date(2009, 12, 31), "old-21", 21),
        (date(2010, 1, 1), "mg-2024", 22),
        (date(2016, 12, 31), "mg-2024", 28),
        (date(2017, 1, 1), "mg-2024", 29),
    ],
)
def test_the_scale_of_each_era(start: date, table: str, highest: int) -> None:
    """A case without a table is decided by the standard one, or the complete one of its years."""
    decision = decided(case(start))
    assumed = {one.path: one.value for one in decision.assumed}
    assert assumed.get("assumptions.grade_table", "percentage-ladder") == table
    place = "policy.percentage" if table == "percentage-ladder" else "policy.grade"
    assert max(int(str(one.value)) for one in decision.range if one.assumption == place) == highest


def test_the_ladder_and_its_surcharge_hold_for_all_renewals_of_a_contract() -> None:
    """A contract of 2005 renews on percentages, though grades come in 2006."""
    path = renewals(case(date(2005, 3, 2), policy={"percentage": 60}))
    assert [year.grade for year in path[:6]] == [60, 70, 70, 70, 60, 50]
    assert [str(year.special) for year in path[:5]] == ["0", "0.10", "0.10", "0.10", "0"]
    assert {year.count_factor for year in path} == {Decimal(1)}
    assert path[1].premium == 1_000_000 * 80 // 60 // 10 * 10


def test_a_contract_of_2009_renews_on_the_growing_scale() -> None:
    """The top grade is 21 until 2009; the grades added later have the last relativity in print."""
    path = renewals(case(date(2009, 3, 2), policy={"grade": 21}), "self-pay")
    assert [year.grade for year in path] == [*range(21, 30), *[29] * 12]
    assert {year.grade_factor for year in path} == {Decimal("0.40")}


def test_a_contract_of_2016_reaches_the_top_of_2017() -> None:
    path = renewals(case(date(2016, 3, 2), policy={"grade": 28}), "self-pay")
    assert [year.grade for year in path] == [28, *[29] * 20]


def test_the_top_of_a_year_is_protected_only_while_it_is_the_top() -> None:
    """Grade 27, the top of 2015, holds against a point; grade 28 falls, as it is not 2017's top."""
    held = renewals(case(date(2014, 3, 2), policy={"grade": 27, "surcharge_threshold": 500_000}))
    assert [held[0].grade, held[1].grade] == [27, 27]
    fallen = renewals(case(date(2016, 3, 2), policy={"grade": 28, "surcharge_threshold": 500_000}))
    assert [fallen[0].grade, fallen[1].grade] == [28, 27]


def problems(asked: Case) -> list[tuple[str, str, Fact]]:
    found = read_case(case_document(asked), RULEBOOK, asked.as_of)
    assert not isinstance(found, Case)
    return [(problem.path, problem.code, problem.value) for problem in found]


def test_a_grade_in_the_years_of_percentages_is_a_problem() -> None:
    asked = case(date(2005, 12, 31), policy={"grade": 11})
    assert problems(asked) == [("policy.grade", "grade-before-grades", 11)]


def test_past_claims_of_the_ladder_count_for_a_contract_with_grades() -> None:
    """A contract of 2006 counts the accidents of 2003 to 2005, the years of percentages."""
    asked = case(date(2006, 3, 2), claims=(claimed(date(2004, 5, 1)), claimed(date(2005, 5, 1))))
    assert [year.accidents_3y for year in renewals(asked, "self-pay")[:4]] == [2, 2, 1, 0]
