"""The figures of the Korean rules that the second computation uses, typed from their sources.

Nothing here is read from the rule files, so that a wrong figure there is not wrong here for the
same reason. The figures hold for policies that begin in 2018 or later.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

TABLES = {
    "mg-2024": (
        *(200, 178, 162, 140, 134, 120, 111, 100, 90, 85),
        *(81, 71, 64, 58, 57, 54, 47, 46, 46, 43),
        *(41, 41, 40, 34, 34, 34, 34, 30, 30),
    ),
    "bohum24": (
        *(200, 167, 158, 138, 123, 118, 103, 97, 89, 87),
        *(81, 72, 65, 61, 58, 54, 52, 50, 48, 47),
        *(45, 42, 39, 37, 35, 34, 33, 32, 30),
    ),
}
"""Percent by grade from 1 on: MG as quoted in 2024, and the example table of bohum24.com.

These are the only whole tables for personal cars in the years of 29 grades.
"""

COUNTS = {
    "steps": (("1.00",), ("1.12",), ("1.37",), ("1.60",)),
    "two-count-2017": (("0.89",), ("0.98", "1.07"), ("1.37",), ("1.60",)),
}
"""Count factors by three-year count, then by one-year count; the last entry stands for more."""

OWN_TABLES = {"mg": "mg-2024"}
"""Insurers whose own table of grades is known."""

STANDARD_TABLE, STANDARD_PROFILE, STANDARD_GRADE = "mg-2024", "steps", 16
STANDARD_THRESHOLD = 2_000_000
STANDARD_RENEWALS = 10
MATERIAL = 30_000
"""A difference below this does not matter."""

BASE_COVER = frozenset({"collision", "theft"})
"""Kinds that the own cover pays for even without cover of single-vehicle accidents."""

NEVER_COVERED = frozenset({"breakdown", "wear", "intentional"})
NOT_COVERED_DRIVERS = frozenset({"out-of-scope", "unlicensed", "drunk"})

LOW_FAULT_FROM, LOW_FAULT_RENEWALS_FROM = date(2017, 9, 1), date(2017, 12, 1)
"""The first day of the accidents and of the renewals for which the victims' rule holds."""

HIGH_VALUE_FROM = date(2023, 7, 1)
HIGH_VALUE_PAYOUT, HIGH_VALUE_RATIO = 2_000_000, 3

REPAIR_LIMIT_FROM = date(2024, 2, 22)
REPAIR_LIMIT = Fraction(120, 100)

LARGE_PROPERTY = 100_000_000
"""Own damage paid above this gives two points, if that reading is chosen."""

HALF = Fraction(1, 2)


def grade_factor(table: str, grade: int) -> Fraction:
    """Return the relativity of a grade."""
    return Fraction(TABLES[table][grade - 1], 100)


def count_factor(profile: str, three_years: int, one_year: int) -> Fraction:
    """Return the factor at a three-year and a one-year count."""
    rows = COUNTS[profile]
    row = rows[min(three_years, len(rows) - 1)]
    return Fraction(row[min(one_year, len(row) - 1)])


def injury_points(grade: object, *, own: bool, twelve: int) -> int:
    """Return the points: death and grade 1 four, 2-7 three, 8-12 two, 13-14 one, own injury one.

    Grade 12 gives two or one, depending on the reading.
    """
    if grade is None:
        points = 0
    elif grade in {"death", 1}:
        points = 4
    elif grade == 12:
        points = twelve
    else:
        assert isinstance(grade, int)
        points = 3 if grade <= 7 else 2 if grade <= 11 else 1
    return points + int(own)
