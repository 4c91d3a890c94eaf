"""Each step of a bill of 2001 says how it is made up and which rule it comes from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Violation
from advisor.domain.premium_2001 import InsuredCar, Premium2001Question
from advisor.engine.premium_2001.premium_of_2001 import premium_of_2001
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.premium_2001 import Premium2001

RULEBOOK = load_rulebook()
SIGNAL = "signal-centre-line-speeding"
STANDING = ("kr.percentage_ladder@2001-01-01", "kr.special_surcharge@2001-01-01")
PLAIN = Premium2001Question(start=date(2001, 9, 1), base=Won(300_000), percentage=100)
CLAIM = Claim(date(2001, 2, 1), Won(700_000), Rate(Decimal(1)), injury_grade=9, own_injury=True)
WHOLE = evolve(
    PLAIN,
    own_damage=InsuredCar(Won(8_000_000), Rate(Decimal("0.02")), 1998, Won(6_000_000)),
    riders=("family", "from-age-26"),
    insured_since=date(1999, 3, 1),
    violations=(Violation(date(2000, 8, 1), SIGNAL), Violation(date(2000, 9, 1), SIGNAL)),
    claims=(CLAIM,),
    causes=("special-act-or-unlicensed",),
    parts=2,
)


def bill(question: Premium2001Question) -> Premium2001:
    return premium_of_2001(question, RULEBOOK)


def test_each_step_names_its_numbers_and_its_rule() -> None:
    """An under-insured car counts as the mean of 8 and 6 million: × 2 % × 1.20 = 168,000."""
    car = {
        "value": 8_000_000,
        "insured": 6_000_000,
        "valued_at": 7_000_000,
        "rate": Decimal("0.02"),
        "age": 3,
        "used": Decimal("1.20"),
        "premium": 168_000,
    }
    seen = {
        "from": date(1999, 5, 1),
        "before": date(2001, 5, 1),
        "kind": SIGNAL,
        "highest": Decimal("0.10"),
    }
    formula, riders = "kr.premium_formula@2001-01-01", ("kr.riders@2001-01-01",)
    moved = {"percentage": 140, "special": Decimal("0.20")}
    found = [(line.code, line.amount, dict(line.facts), line.basis) for line in bill(WHOLE).lines]
    assert found == [
        ("covers", 300_000, {}, (formula,)),
        ("own-damage-under-insured", 468_000, car, ("kr.used_car_factor@2001-01-01",)),
        ("rider", 304_200, {"rider": "family"}, riders),
        ("rider", 212_940, {"rider": "from-age-26"}, riders),
        ("career", 234_234, {"since": date(1999, 3, 1)}, ("kr.career_factor@2001-01-01",)),
        ("violations-range", 245_945, seen, ("kr.violation_factor@2000-09-01",)),
        ("bonus-malus", 393_513, moved, (formula, *STANDING)),
        ("parts", 397_448, {"parts": 2}, ("kr.instalments@2001-01-01",)),
        ("total", 397_440, {}, ("kr.premium@2001-01-01",)),
    ]


def test_all_rules_that_were_asked_are_named() -> None:
    """The rules include those of every line and those behind the percentage."""
    found = bill(WHOLE)
    refs = [version.ref for version in found.rules]
    assert len(refs) == len(set(refs))
    assert {ref.partition("@")[0].removeprefix("kr.") for ref in refs} == {
        "percentage_ladder", "special_surcharge", "evaluation_window", "surcharge_threshold",
        "accident_points", "cause_points", "premium_formula", "used_car_factor", "riders",
        "career_factor", "violation_factor", "instalments", "premium",
    }  # fmt: skip
    assert {ref for line in found.lines for ref in line.basis} <= set(refs)


OLD = evolve(CLAIM, day=date(2000, 5, 31))


@pytest.mark.parametrize(
    ("question", "code", "facts"),
    [
        (PLAIN, "three-clean-years", {"previous": 100, "percentage": 90, "points": 0}),
        (
            evolve(PLAIN, percentage=None),
            "first-contract",
            {"previous": None, "percentage": 100, "points": 0},
        ),
        (
            evolve(PLAIN, claims=(OLD,)),
            "percentage-held",
            {"previous": 100, "percentage": 100, "points": 0},
        ),
        (
            evolve(PLAIN, claims=(CLAIM,)),
            "points-raise",
            {"previous": 100, "percentage": 140, "points": 4},
        ),
    ],
)
def test_how_the_percentage_moved_is_said(
    question: Premium2001Question, code: str, facts: dict[str, object]
) -> None:
    first, *others = bill(question).notes
    assert (first.code, dict(first.facts), first.basis) == (code, facts, STANDING)
    assert [(note.code, dict(note.facts), note.basis) for note in others[-2:]] == [
        ("career-not-stated", {}, ()),
        ("violations-not-stated", {}, ()),
    ]


def test_a_surcharge_and_what_was_dropped_are_said_and_what_is_stated_is_not_asked() -> None:
    found = [(note.code, dict(note.facts), note.basis) for note in bill(WHOLE).notes[1:]]
    assert found == [
        ("special-surcharge", {"code": "C2", "rate": Decimal("0.20")}, STANDING),
        ("causes-dropped", {"count": 1}, STANDING),
    ]


def test_violations_that_count_no_more_are_told_with_the_days_that_count() -> None:
    seen = bill(evolve(PLAIN, violations=(Violation(date(1990, 1, 1), SIGNAL),)))
    (line,) = (line for line in seen.lines if line.code == "violations-none")
    assert dict(line.facts) == {"from": date(1999, 5, 1), "before": date(2001, 5, 1)}
    assert line.amount == 300_000
    assert line.factor == 1
