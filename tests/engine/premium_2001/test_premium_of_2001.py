"""The premium of 2001, step by step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Violation
from advisor.domain.premium_2001 import (
    CarOf2001,
    InsuredCar,
    Owner,
    Premium2001,
    Premium2001Question,
)
from advisor.engine.premium_2001.premium_of_2001 import premium_of_2001
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
START = date(2001, 9, 1)
WHOLE = Rate(Decimal(1))
SIGNAL = "signal-centre-line-speeding"

PLAIN = Premium2001Question(start=START, base=Won(300_000), percentage=100)

# Guide of 2001: a red light was run; injuries of grades 9, 12 and the driver; 700,000 of property.
AUDITED = Claim(date(2001, 2, 1), Won(700_000), WHOLE, injury_grade=9, own_injury=True)


def bill(**changes: object) -> Premium2001:
    return premium_of_2001(evolve(PLAIN, **changes), RULEBOOK)  # type: ignore[arg-type]


def factors(found: Premium2001) -> dict[str, Decimal]:
    return {line.code: line.factor for line in found.lines if line.factor is not None}


def test_the_guides_example_has_four_points_for_a_private_car() -> None:
    """The guide says 7 points, but its own footnote drops the cause points of a private car."""
    found = bill(claims=(AUDITED,), causes=("special-act-or-unlicensed",))
    assert found.points == 4
    assert found.percentage == 140
    assert [note.code for note in found.notes[:3]] == [
        "points-raise",
        "special-surcharge",
        "causes-dropped",
    ]


def test_for_a_company_car_the_guides_seven_points_are_right() -> None:
    found = bill(claims=(AUDITED,), causes=("special-act-or-unlicensed",), owner=Owner.COMPANY)
    assert (int(found.points), found.percentage) == (7, 170)


def test_the_special_surcharge_is_added_to_the_percentage_and_not_multiplied() -> None:
    """The total is 300,000 × (140 % + 20 %), with C2 for an injury of grade 9."""
    found = bill(claims=(AUDITED,))
    assert found.special == Decimal("0.20")
    assert factors(found) == {"bonus-malus": Decimal("1.60")}
    assert found.total == 480_000


def test_a_whole_bill_by_hand() -> None:
    """The bill of the guide's year is the product of its factors, rounded down to ten won."""
    car = InsuredCar(Won(8_000_000), Rate(Decimal("0.02")), 1998, Won(6_000_000))
    found = bill(
        own_damage=car,
        riders=("family", "from-age-26"),
        insured_since=date(1999, 3, 1),
        violations=(Violation(date(2000, 8, 1), SIGNAL), Violation(date(2000, 9, 1), SIGNAL)),
        claims=(AUDITED,),
        parts=2,
    )
    own_damage = 7_000_000 * Fraction("0.02") * Fraction("1.20")
    driver = Fraction("1.10") * Fraction("1.05")
    exact = (300_000 + own_damage) * Fraction("0.65") * Fraction("0.70") * driver
    exact *= Fraction("1.60") * Fraction("1.01")
    assert found.total == int(exact) // 10 * 10 == 397_440
    assert found.lines[1].amount == 468_000


@pytest.mark.parametrize(
    ("since", "car", "factor"),
    [
        (date(2001, 9, 1), CarOf2001.PASSENGER, "1.80"),
        (date(2000, 9, 2), CarOf2001.PASSENGER, "1.80"),
        (date(2000, 9, 1), CarOf2001.PASSENGER, "1.30"),
        (date(1999, 9, 1), CarOf2001.PASSENGER, "1.10"),
        (date(1998, 9, 2), CarOf2001.PASSENGER, "1.10"),
        (date(1998, 9, 1), CarOf2001.PASSENGER, "1.00"),
        (date(2000, 9, 2), CarOf2001.VAN, "1.20"),
        (date(1998, 9, 1), CarOf2001.VAN, "1.00"),
    ],
)
def test_years_of_insurance(since: date, car: CarOf2001, factor: str) -> None:
    assert factors(bill(insured_since=since, car=car))["career"] == Decimal(factor)


@pytest.mark.parametrize(
    ("year", "car", "premium"),
    [
        (2001, CarOf2001.PASSENGER, 100_000),
        (2000, CarOf2001.PASSENGER, 100_000),
        (1999, CarOf2001.PASSENGER, 110_000),
        (1993, CarOf2001.PASSENGER, 200_000),
        (1980, CarOf2001.PASSENGER, 200_000),
        (1998, CarOf2001.VAN, 130_000),
    ],
)
def test_used_cars(year: int, car: CarOf2001, premium: int) -> None:
    """The factor goes by model year and multiplies the premium of own damage alone."""
    insured = InsuredCar(Won(5_000_000), Rate(Decimal("0.02")), year)
    assert bill(own_damage=insured, car=car).lines[1].facts["premium"] == premium


def test_an_under_insured_car_pays_for_the_mean_of_both_sums() -> None:
    car = InsuredCar(Won(5_000_000), Rate(Decimal("0.02")), sum_insured=Won(3_000_000))
    line = bill(own_damage=car).lines[1]
    assert (line.code, line.facts["premium"]) == ("own-damage-under-insured", 80_000)
    over = evolve(car, sum_insured=Won(6_000_000))
    assert bill(own_damage=over).lines[1].facts["premium"] == 100_000


@pytest.mark.parametrize(
    ("rider", "car", "factor"),
    [
        ("family", CarOf2001.PASSENGER, "0.65"),
        ("family", CarOf2001.VAN, "0.80"),
        ("from-age-21", CarOf2001.VAN, "0.80"),
        ("from-age-26", CarOf2001.PASSENGER, "0.70"),
        ("automatic-renewal", CarOf2001.PASSENGER, "1.03"),
    ],
)
def test_riders(rider: str, car: CarOf2001, factor: str) -> None:
    assert factors(bill(riders=(rider,), car=car))["rider"] == Decimal(factor)


@pytest.mark.parametrize(
    ("parts", "consecutive", "factor"),
    [(2, False, "1.01"), (2, True, "1.005"), (3, False, "1.005"), (3, True, "1.005"),
     (4, False, "1.01"), (5, False, "1.01"), (6, False, "1.015")],
)  # fmt: skip
def test_instalments(parts: int, *, consecutive: bool, factor: str) -> None:
    found = bill(parts=parts, consecutive=consecutive)
    assert factors(found)["parts"] == Decimal(factor)


@pytest.mark.parametrize(
    ("start", "seen", "counts"),
    [
        (date(2001, 8, 31), date(1998, 5, 1), True),
        (date(2001, 8, 31), date(1998, 4, 30), False),
        (date(2001, 8, 31), date(2000, 4, 30), True),
        (date(2001, 8, 31), date(2000, 5, 1), False),
        (date(2001, 9, 1), date(1999, 5, 1), True),
        (date(2001, 9, 1), date(1999, 4, 30), False),
        (date(2001, 9, 1), date(2001, 4, 30), True),
        (date(2001, 9, 1), date(2001, 5, 1), False),
    ],
)
def test_violations_of_two_years_up_to_april_hold_from_september(
    start: date, seen: date, *, counts: bool
) -> None:
    found = factors(bill(start=start, violations=(Violation(seen, "unlicensed"),)))
    name, factor = ("violations", "1.10") if counts else ("violations-none", "1")
    assert found[name] == Decimal(factor)


def test_one_signal_violation_costs_nothing() -> None:
    """Signal violations raise the premium only if there are two or more."""
    once = bill(violations=(Violation(date(2000, 8, 1), SIGNAL),))
    assert factors(once)["violations-none"] == 1


@pytest.mark.parametrize(
    ("previous", "after"),
    [(None, 100), (40, 40), (50, 45), (60, 50), (65, 55), (120, 100)],
)
def test_without_accidents(previous: int | None, after: int) -> None:
    """A first contract starts at 100 %."""
    found = bill(percentage=previous)
    assert found.percentage == after
    assert found.total == 3_000 * after


def test_accidents_of_the_last_three_months_wait_for_the_next_contract() -> None:
    late = evolve(AUDITED, day=date(2001, 6, 1))
    assert bill(claims=(late,)).percentage == 90
    assert bill(claims=(evolve(AUDITED, day=date(2001, 5, 31)),)).percentage == 140


def test_points_are_of_one_year_and_the_hold_of_three() -> None:
    assert bill(claims=(evolve(AUDITED, day=date(2000, 6, 1)),)).percentage == 140
    for held in (date(2000, 5, 31), date(1998, 6, 1)):
        assert bill(claims=(evolve(AUDITED, day=held),)).percentage == 100
    assert bill(claims=(evolve(AUDITED, day=date(1998, 5, 31)),)).percentage == 90


def test_no_fault_holds_the_percentage_once_and_brings_no_surcharge() -> None:
    innocent = Claim(date(2001, 2, 1), Won(3_000_000), Rate(Decimal(0)))
    found = bill(claims=(innocent,))
    assert found.percentage == 100
    assert found.points == found.special == 0
    assert bill(claims=(evolve(innocent, day=date(2000, 5, 31)),)).percentage == 90


@pytest.mark.parametrize(
    ("paid", "points", "special"),
    [(500_000, "0.5", "0"), (500_001, "1", "0.10"), (1_999_999, "1", "0.10"),
     (2_000_000, "1", "0.20")],
)  # fmt: skip
def test_property_alone(paid: int, points: str, special: str) -> None:
    """A payout above 500,000 gives a full point; from 2,000,000 on the surcharge is C3's."""
    found = bill(claims=(Claim(date(2001, 2, 1), Won(paid), WHOLE),))
    assert (found.points, found.special) == (Decimal(points), Decimal(special))


def test_a_stated_surcharge_counts_where_it_is_the_highest() -> None:
    """Of several surcharges the highest is taken, up to 50 %."""
    assert bill(claims=(AUDITED,), special=("D1",)).special == Decimal("0.20")
    assert bill(claims=(AUDITED,), special=("B1",)).special == Decimal("0.30")
    assert bill(special=("A4", "B1")).special == Decimal("0.50")


@pytest.mark.parametrize("day", [date(2000, 12, 31), date(2006, 1, 1)])
def test_other_years_have_no_such_bill(day: date) -> None:
    with pytest.raises(NoRuleInForceError):
        bill(start=day)


@given(
    base=st.integers(1, 10**7),
    riders=st.sets(st.sampled_from(["family", "from-age-26", "automatic-renewal"])),
    percentage=st.integers(8, 40).map(lambda n: n * 5),
    parts=st.integers(1, 6),
)
def test_each_step_follows_from_the_one_before(
    base: int, riders: set[str], percentage: int, parts: int
) -> None:
    """The total is the product of the factors shown, and of nothing else."""
    found = bill(base=Won(base), riders=tuple(riders), percentage=percentage, parts=parts)
    exact = Fraction(base)
    for line in found.lines[1:-1]:
        assert line.factor is not None
        exact *= Fraction(line.factor)
        assert line.amount == int(exact)
    assert found.total == int(exact) // 10 * 10
    assert all(ref for line in found.lines for ref in line.basis)
