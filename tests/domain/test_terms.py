from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.domain.terms.core import CountProfileTerms, GradeTableTerms

PROFILE = CountProfileTerms(((Decimal(1),), (Decimal("1.1"), Decimal("1.2"))))


@pytest.mark.parametrize(
    ("three_years", "one_year", "expected"),
    [(0, 0, "1"), (1, 0, "1.1"), (1, 1, "1.2"), (2, 1, "1.2"), (9, 9, "1.2"), (2, 0, "1.1")],
)
def test_the_last_row_and_column_stand_for_more(
    three_years: int, one_year: int, expected: str
) -> None:
    assert PROFILE.factor(three_years, one_year) == Decimal(expected)


def test_a_grade_table_is_in_percent() -> None:
    table = GradeTableTerms("personal", complete=True, relativities=(Decimal(200), Decimal(54)))
    assert table.factor(2) == Decimal("0.54")


def test_a_table_may_begin_above_the_first_grade() -> None:
    table = GradeTableTerms(
        "two-wheeler", complete=False, relativities=(Decimal(92), Decimal(73)), first_grade=11
    )
    assert table.factor(12) == Decimal("0.73")
