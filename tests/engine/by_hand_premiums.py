"""Windows, grades, counts and premiums of every car, by hand and exact."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from attrs import frozen
from engine.by_hand_case import grade_of, once
from engine.by_hand_damage import Mark, mark, other_payout, own_payout, past_mark
from engine.by_hand_days import cut_off, renewal
from engine.by_hand_facts import (
    HALF,
    LOW_FAULT_FROM,
    LOW_FAULT_RENEWALS_FROM,
    count_factor,
    grade_factor,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.by_hand_case import Reading


@frozen
class Year:
    """One policy year of a car; `exact` is its premium before any rounding."""

    day: date
    grade: int
    accidents_3y: int
    accidents_1y: int
    grade_factor: Fraction
    count_factor: Fraction
    exact: Fraction


@once
def earlier_marks(r: Reading) -> tuple[Mark, ...]:
    """Return the record as it stands, without the claims that are paid back."""
    found = (past_mark(c, r) for i, c in enumerate(r.claims) if i not in r.refunded)
    return tuple(m for m in found if m is not None)


def marks_with(r: Reading, new: Mark | None) -> tuple[Mark, ...]:
    """Return the record together with what the accident to decide leaves on it."""
    return earlier_marks(r) + ((new,) if new else ())


def window(marks: Iterable[Mark], start: date, years: int, k: int) -> list[Mark]:
    """Return the accidents from the cut-off of renewal k - years to before that of renewal k."""
    return [m for m in marks if cut_off(start, k - years) <= m.day < cut_off(start, k)]


def without_low_fault(marks: list[Mark], day: date) -> list[Mark]:
    """Leave out the one accident with fault under one half that has the most points.

    This is the victims' rule, for accidents from September and renewals from December 2017.
    """
    light = [m for m in marks if m.fault < HALF and m.day >= LOW_FAULT_FROM]
    if not light or day < LOW_FAULT_RENEWALS_FROM:
        return marks
    left_out = max(light, key=lambda m: m.points)
    return [m for m in marks if m is not left_out]


def moved(grade: int, points: Fraction, accidents_3y: int) -> int:
    """Return the grade after one renewal; 29 is protected against a single whole point."""
    whole = floor(points)
    if grade == 29:
        return 28 if whole >= 2 else 29
    if whole >= 1:
        return max(1, grade - whole)
    return grade + 1 if points == 0 and accidents_3y == 0 else grade


def car_path(
    r: Reading, car: tuple[date, int, int, int], marks: tuple[Mark, ...], last: int, *, counts: bool
) -> list[Year]:
    """Return the current year and the renewals of a car.

    `car` is its start, premium, grade and the number of cars in its policy, by which points are
    divided after everything else. Counts follow the car of the accident alone: others have a factor
    of 1.
    """
    start, premium, grade, cars = car
    drift = 1 + Fraction(r.assumptions.get("premium_drift", 0))
    years: list[Year] = []
    for k in range(last + 1):
        day = renewal(start, k)
        three = window(marks, start, 3, k)
        one = without_low_fault(window(marks, start, 1, k), day)
        if k:
            points = sum((m.points for m in one), Fraction(0)) / cars
            grade = moved(grade, points, len(three))
        g = grade_factor(r.table, grade)
        n = count_factor(r.profile, len(three), len(one)) if counts else Fraction(1)
        exact = Fraction(premium)
        if k:
            exact *= g / years[0].grade_factor * n / years[0].count_factor * drift**k
        years.append(Year(day, grade, len(three), len(one), g, n, exact))
    return years


def main_path(r: Reading, new: Mark | None, last: int) -> list[Year]:
    """Return the model's path of the insured car."""
    marks = marks_with(r, new)
    key = ("main", r.grade, r.table, r.profile, marks)
    if key not in r.memo:
        premium = r.doc["policy"]["premium"]
        car = (r.start, premium, r.grade, r.cars_of_this_policy)
        r.memo[key] = car_path(r, car, marks, r.longest, counts=True)
    years: list[Year] = r.memo[key]
    return years[: last + 1]


def other_path(r: Reading, index: int, new: Mark | None, until: date) -> list[Year]:
    """Return the model's path of another car, up to and including the day `until`."""
    marks, stated = marks_with(r, new), r.other_cars[index]
    key = ("other", index, r.grade, r.table, marks, until)
    if key not in r.memo:
        grade = grade_of(stated["grade"]) if "grade" in stated else r.grade
        cars = r.cars_of_this_policy if stated.get("same_policy") else 1
        last = 0
        while renewal(stated["start"], last + 1) <= until:
            last += 1
        car = (stated["start"], stated["premium"], grade, cars)
        r.memo[key] = car_path(r, car, marks, last, counts=False)
    years: list[Year] = r.memo[key]
    return years


def claimed_mark(r: Reading) -> Mark | None:
    """Return what `claim` leaves on the record: all that is paid, or has already been paid."""
    tested = r.paid if r.paid is not None else claimed(r)
    return mark(r, 0 if r.paid is not None else own_payout(r), tested)


def claimed(r: Reading) -> int:
    """Return what the own insurer pays if everything is claimed."""
    return own_payout(r) + other_payout(r)


def level_and_lift(r: Reading) -> tuple[Fraction, Fraction]:
    """Return how far the insurer's own quotes are from the model, with earlier claims kept.

    The level is the clean quote divided by the model's self-pay. The lift is the ratio of the two
    quotes divided by the model's ratio of `claim` to self-pay, or 1 if the case as stated has
    nothing to claim.
    """
    if r.rates is not None:
        return r.rates
    if r.quotes is None:
        return Fraction(1), Fraction(1)
    kept, (quote_clean, quote_claim) = r.with_(refunded=()), r.quotes
    clean = main_path(kept, mark(kept, 0, 0), 1)[1].exact
    claim = main_path(kept, claimed_mark(kept), 1)[1].exact
    lift = Fraction(quote_claim, quote_clean) / (claim / clean)
    return quote_clean / clean, lift if r.paid or claimed(kept) else Fraction(1)


def down_to_ten(amount: Fraction) -> int:
    """Return the amount rounded down to whole tens of won."""
    return floor(amount / 10) * 10


def path_premiums(r: Reading, new: Mark | None, last: int, *, claims: bool) -> list[int]:
    """Return the premiums of a path; `claims` if the accident stays claimed, so the lift counts.

    The lift applies to the renewals whose three-year window holds the accident. In the case as
    stated, with no earlier claim paid back and no other bill, a coming premium that is one of the
    quotes is shown as it is quoted.
    """
    level, lift = level_and_lift(r)
    marks = marks_with(r, new)
    quotes = r.quotes if r.quotes and not r.refunded and r.rates is None else ()
    key = ("premiums", r.grade, r.table, r.profile, marks, level, lift if claims else None, quotes)
    if key not in r.memo:
        premiums: list[int] = []
        for k, year in enumerate(main_path(r, new, r.longest)):
            exact = year.exact
            if k:
                held = cut_off(r.start, k - 3) <= r.day < cut_off(r.start, k)
                exact *= level * (lift if claims and held else 1)
            is_as_it_is = not k or (k == 1 and exact in quotes)
            premiums.append(int(exact) if is_as_it_is else down_to_ten(exact))
        r.memo[key] = premiums
    found: list[int] = r.memo[key]
    return found[: last + 1]


def shown_premiums(r: Reading, code: str, new: Mark | None, last: int) -> list[int]:
    """Return the premiums of an option; with quotes a claim is never below self-pay."""
    clean = path_premiums(r, mark(r, 0, 0), last, claims=False)
    if code in {"self-pay", "claim-refund"}:
        return clean
    if code in {"settle", "baseline"}:
        return path_premiums(r, new, last, claims=False)
    premiums = path_premiums(r, new, last, claims=True)
    return [max(pair) for pair in zip(premiums, clean, strict=True)] if r.quotes else premiums
