"""What the keys of a question for a premium of 2001 must be to each other and to the rules."""

from collections.abc import Collection, Iterator
from typing import TypeVar

from advisor.domain.money import share
from advisor.domain.premium_2001 import BillQuestion, CarOf2001, InsuredCar
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.premium import UsedCarFactorTerms
from advisor.intake.case.scale_rules import percentage_problems
from advisor.intake.problems import Problem, shown

T = TypeVar("T")

_AGE = "from-age-"


def bill_problems(question: BillQuestion, rulebook: Rulebook) -> Iterator[Problem]:
    """Return every problem between the keys, and between them and the rules of the day.

    Raises:
        NoRuleInForceError: the day is none of the years of percentages.
    """
    yield from _percentage(question, rulebook)
    yield from _own_damage(question, rulebook)
    yield from _codes(question, rulebook)
    yield from _riders(question)
    yield from _parts(question, rulebook)
    yield from _days(question)


def _percentage(question: BillQuestion, rulebook: Rulebook) -> Iterator[Problem]:
    ladder = rulebook.percentage_ladder.on(question.start).terms
    yield from percentage_problems("percentage", question.percentage, ladder)


def _own_damage(question: BillQuestion, rulebook: Rulebook) -> Iterator[Problem]:
    car = question.own_damage
    if car is None:
        return
    for key, stated in (("car_value", car.value), ("own_damage_rate", car.rate)):
        if not stated:
            yield Problem(key, "own-damage-incomplete", None, {"key": key})
    terms = rulebook.used_car_factor.on(question.start).terms
    yield from _insured(car, terms)


def _insured(car: InsuredCar, terms: UsedCarFactorTerms) -> Iterator[Problem]:
    if car.sum_insured is None or not car.value:
        return
    least = max(share(car.value, terms.least_insured_share), terms.least_insured)
    if car.sum_insured < min(least, car.value):
        yield Problem("sum_insured", "insured-too-low", car.sum_insured, {"least": least})


def _codes(question: BillQuestion, rulebook: Rulebook) -> Iterator[Problem]:
    riders = rulebook.riders.on(question.start).terms.riders
    others = tuple(f"-{car}" for car in CarOf2001 if car is not question.car)
    known = {
        rider.code.removesuffix(f"-{question.car}")
        for rider in riders
        if not rider.code.endswith(others)
    }
    yield from _unknown("riders", question.riders, known)
    if question.causes:
        causes = rulebook.cause_points.on(question.start).terms.causes
        yield from _unknown("causes", question.causes, [one.cause for one in causes])
    surcharges = rulebook.special_surcharge.on(question.start).terms.surcharges
    yield from _unknown("special", question.special, [one.code for one in surcharges])
    rates = rulebook.violation_factor.on(question.start).terms.rates
    for index, violation in enumerate(question.violations):
        yield from _unknown(
            f"violation[{index}].kind", (violation.kind,), [one.violation for one in rates]
        )


def _unknown(path: str, codes: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in known:
            allowed = ", ".join(sorted(set(known)))
            yield Problem(path, "not-choice", shown(code), {"allowed": allowed})


def _riders(question: BillQuestion) -> Iterator[Problem]:
    ages = [rider for rider in question.riders if rider.startswith(_AGE)]
    twice = len(set(question.riders)) < len(question.riders)
    if twice or len(ages) > 1:
        yield Problem("riders", "riders-collide", ", ".join(question.riders))


def _parts(question: BillQuestion, rulebook: Rulebook) -> Iterator[Problem]:
    if question.parts == 1:
        return
    offered = rulebook.instalments.on(question.start).terms.instalments
    parts = sorted({one.parts for one in offered})
    if question.parts not in parts:
        facts = {"allowed": ", ".join(map(str, (1, *parts)))}
        yield Problem("parts", "parts-not-offered", question.parts, facts)


def _days(question: BillQuestion) -> Iterator[Problem]:
    days = [("insured_since", question.insured_since)]
    days += [(f"claim[{i}].day", claim.day) for i, claim in enumerate(question.claims)]
    days += [(f"violation[{i}].day", one.day) for i, one in enumerate(question.violations)]
    for path, day in days:
        if day is not None and day > question.start:
            yield Problem(path, "after-rules-of", day, {"start": question.start})
