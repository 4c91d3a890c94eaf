"""Windows, grades, counts and premiums, worked out by hand from the contract's words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import cache
from math import floor
from typing import TYPE_CHECKING

from attrs import frozen
from engine.by_hand_loss import injury_points, low_fault_applies, property_points

from advisor.domain.case import Case
from advisor.domain.rulebook import Rulebook

if TYPE_CHECKING:
    from advisor.domain.policy import Claim


@cache
def renewal(start: date, k: int) -> date:
    """`start` + k years, 29 February becoming 28 February where there is none."""
    if (start.month, start.day) == (2, 29) and monthrange(start.year + k, 2)[1] == 28:
        return date(start.year + k, 2, 28)
    return start.replace(year=start.year + k)


@cache
def cut_off(start: date, k: int) -> date:
    """Three months before renewal k; a month that is too short ends on its last day."""
    day = renewal(start, k)
    year, month = (day.year, day.month - 3) if day.month > 3 else (day.year - 1, day.month + 9)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@frozen
class Mark:
    """One accident on the record."""

    day: date
    fault: Fraction
    points: Fraction


@frozen
class Year:
    """One policy year of a path; `premium` is that of the model, without quotes."""

    grade: int
    accidents_3y: int
    accidents_1y: int
    grade_factor: Fraction
    count_factor: Fraction
    premium: int


@frozen
class Scale:
    """The readings that turn a record into premiums."""

    case: Case
    rulebook: Rulebook
    grade: int
    table: str
    profile: str

    def grade_factor(self, grade: int) -> Fraction:
        version = self.rulebook.grade_tables[self.table].on(self.case.policy.start)
        return Fraction(version.terms.relativities[grade - 1]) / 100

    def count_factor(self, k: int, three: int, one: int) -> Fraction:
        rule = self.rulebook.count_profiles[self.profile]
        rows = rule.on(renewal(self.case.policy.start, k)).terms.rows
        row = rows[min(three, len(rows) - 1)]
        return Fraction(row[min(one, len(row) - 1)])

    def drunk_factor(self, k: int) -> Fraction:
        """Drunk driving in the two years before: once 10 %, more often 20 %; no other violation."""
        start = self.case.policy.start
        day, since = renewal(start, k), renewal(start, k - 2)
        seen = [one for one in self.case.violations if one.kind == "drunk"]
        times = sum(since < one.day <= day for one in seen)
        return 1 + Fraction(min(times, 2), 10)

    def counted(self, k: int, marks: list[Mark]) -> tuple[Fraction, int, int]:
        """Points, three-year count and one-year count of renewal k."""
        start = self.case.policy.start
        recent = [m for m in marks if cut_off(start, k - 1) <= m.day < cut_off(start, k)]
        three = [m for m in marks if cut_off(start, k - 3) <= m.day < cut_off(start, k)]
        light = [
            m
            for m in recent
            if m.fault < Fraction(1, 2)
            and low_fault_applies(self.rulebook, m.day, renewal(start, k))
        ]
        if light:
            recent.remove(max(light, key=lambda m: m.points))
        return sum((m.points for m in recent), Fraction(0)), len(three), len(recent)

    def path(self, marks: list[Mark], last: int) -> list[Year]:
        """The current year and the renewals up to `last`."""
        grade = self.grade
        years: list[Year] = []
        drift = 1 + Fraction(self.case.assumptions.premium_drift)
        for k in range(last + 1):
            points, three, one = self.counted(k, marks)
            if k:
                grade = moved(grade, points, three)
            g, n = self.grade_factor(grade), self.count_factor(k, three, one)
            premium: int = self.case.policy.premium
            if k:
                ratio = g / years[0].grade_factor * n / years[0].count_factor
                ratio *= self.drunk_factor(k) / self.drunk_factor(0)
                premium = down_to_ten(premium * ratio * drift**k)
            years.append(Year(grade, three, one, g, n, premium))
        return years

    def quoted_path(self, years: list[Year], quote: int) -> list[int]:
        """The premiums of a path whose first renewal is quoted."""
        drift = 1 + Fraction(self.case.assumptions.premium_drift)
        first = years[1]
        premiums = [years[0].premium, quote]
        for k, year in enumerate(years[2:], start=2):
            ratio = year.grade_factor / first.grade_factor * year.count_factor / first.count_factor
            premiums.append(down_to_ten(quote * ratio * drift ** (k - 1)))
        return premiums


def moved(grade: int, points: Fraction, accidents_3y: int) -> int:
    """The grade after one renewal."""
    whole = floor(points)
    if grade == 29:
        return 28 if whole >= 2 else 29
    if whole >= 1:
        return max(1, grade - whole)
    if points == 0 and accidents_3y == 0:
        return grade + 1
    return grade


def down_to_ten(amount: Fraction) -> int:
    return floor(amount / 10) * 10


def mark_of(claim: Claim, threshold: int) -> Mark | None:
    """What a past claim leaves on the record; nothing where the driver had no fault."""
    if not claim.fault:
        return None
    threshold = claim.surcharge_threshold or threshold
    paid = threshold if claim.property_paid is None else claim.property_paid
    points = property_points(paid, threshold)
    points += injury_points(claim.injury_grade, own=claim.own_injury)
    return Mark(claim.day, Fraction(claim.fault), min(points, Fraction(6)))
