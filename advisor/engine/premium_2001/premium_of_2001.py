"""The premium as it was built up in 2001: base × riders × driver × (percentage + surcharge)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import field

from advisor.domain.findings import Fact, Facts, Reason
from advisor.domain.money import Won
from advisor.domain.premium_2001 import (
    CarOf2001,
    InsuredCar,
    Premium2001,
    Premium2001Question,
    Premium2001Step,
)
from advisor.domain.rulebook import Rulebook, RulesOfDay
from advisor.domain.terms.premium import UsedCarFactorTerms
from advisor.domain.values import frozen
from advisor.engine.premium_2001.record_of_2001 import StandingOf2001, standing_of
from advisor.engine.renewals.driver_factors import career_factor, violation_rate, violation_window

FAMILY = "family"
"""The rider that has a factor for each class of car."""

_ONE = Decimal(1)


@frozen
class _Step:
    """One step of the premium: a sum that is added to it, or a factor that it is multiplied by."""

    code: str
    factor: Decimal | None = None
    added: Fraction | None = None
    facts: Facts = field(factory=dict)
    basis: tuple[str, ...] = ()


def premium_of_2001(question: Premium2001Question, rulebook: Rulebook) -> Premium2001:
    """Build up the premium of a contract that starts on the question's day.

    The question's riders, causes and surcharges must be known to the rules of that day.

    Raises:
        NoRuleInForceError: the day is not in the years of percentages.
    """
    rules = RulesOfDay(question.start, rulebook)
    standing = standing_of(question, rules)
    steps = [*_base(question, rules), *_riders(question, rules), *_driver(question, rules)]
    steps += [_bonus_malus(standing, rules), *_instalments(question, rules)]
    premium = rules.note(rulebook.premium.on(question.start))
    lines, exact = _added_up(steps)
    total = Won(int(exact) // premium.terms.unit * premium.terms.unit)
    return Premium2001(
        question=question,
        lines=(*lines, Premium2001Step("total", total, basis=(premium.ref,))),
        points=standing.points,
        percentage=standing.percentage,
        special=standing.special,
        notes=tuple(_notes(question, standing)),
        rules=tuple(rules.used.values()),
    )


def used_car_factor(terms: UsedCarFactorTerms, car: CarOf2001, age: int) -> Decimal:
    """Return the factor on the own-damage premium by age in model years; 1 for a new car."""
    row = terms.passenger if car is CarOf2001.PASSENGER else terms.van
    place = min(age - terms.first_age, len(row) - 1)
    return row[place] if place >= 0 else _ONE


def _added_up(steps: Iterable[_Step]) -> tuple[tuple[Premium2001Step, ...], Fraction]:
    """Apply the steps exactly; return a line in whole won after each, and the exact result."""
    exact, lines = Fraction(0), []
    for step in steps:
        if step.added is not None:
            exact += step.added
        if step.factor is not None:
            exact *= Fraction(step.factor)
        lines.append(
            Premium2001Step(step.code, Won(int(exact)), step.factor, step.facts, step.basis)
        )
    return tuple(lines), exact


def _base(question: Premium2001Question, rules: RulesOfDay) -> Iterator[_Step]:
    formula = rules.ask(rules.rulebook.premium_formula)
    yield _Step("covers", added=Fraction(question.base), basis=(formula.ref,))
    if question.own_damage is not None:
        yield _own_damage(question, question.own_damage, rules)


def _own_damage(question: Premium2001Question, car: InsuredCar, rules: RulesOfDay) -> _Step:
    """Return value × rate × factor; for an under-insured car, value is the mean of both sums."""
    used = rules.ask(rules.rulebook.used_car_factor)
    age = 0 if car.model_year is None else question.start.year - car.model_year
    factor = used_car_factor(used.terms, question.car, age)
    insured = car.value if car.sum_insured is None else min(car.sum_insured, car.value)
    basis = Fraction(insured + car.value, 2)
    added = basis * Fraction(car.rate) * Fraction(factor)
    facts: Facts = {
        "value": car.value,
        "insured": insured,
        "valued_at": int(basis),
        "rate": car.rate,
        "age": age,
        "used": factor,
        "premium": int(added),
    }
    code = "own-damage" if insured == car.value else "own-damage-under-insured"
    return _Step(code, added=added, facts=facts, basis=(used.ref,))


def _riders(question: Premium2001Question, rules: RulesOfDay) -> Iterator[_Step]:
    if not question.riders:
        return
    version = rules.ask(rules.rulebook.riders)
    factors = {rider.code: rider.factor for rider in version.terms.riders}
    for rider in question.riders:
        code = f"{FAMILY}-{question.car}" if rider == FAMILY else rider
        yield _Step("rider", factors[code], facts={"rider": rider}, basis=(version.ref,))


def _driver(question: Premium2001Question, rules: RulesOfDay) -> Iterator[_Step]:
    """Yield the driver's factors, as far as the question states what they depend on."""
    if question.insured_since is not None:
        career = rules.ask(rules.rulebook.career_factor)
        bands = career.terms.passenger if question.car is CarOf2001.PASSENGER else career.terms.van
        factor = career_factor(bands, question.insured_since, question.start)
        facts: Facts = {"since": question.insured_since}
        yield _Step("career", _ONE if factor is None else factor, facts=facts, basis=(career.ref,))
    if question.violations:
        yield _violations(question, rules)


def _violations(question: Premium2001Question, rules: RulesOfDay) -> _Step:
    version = rules.ask(rules.rulebook.violation_factor)
    found = violation_rate(question.violations, version.terms, question.start)
    window = violation_window(version.terms, question.start)
    facts: dict[str, Fact] = {"from": window[0], "before": window[1]} if window else {}
    if found is None:
        return _Step("violations-none", _ONE, facts=facts, basis=(version.ref,))
    facts |= {"kind": found.violation, "highest": found.highest}
    code = "violations" if found.highest is None else "violations-range"
    return _Step(code, 1 + found.rate, facts=facts, basis=(version.ref,))


def _bonus_malus(standing: StandingOf2001, rules: RulesOfDay) -> _Step:
    """Return the percentage with the surcharge added to it: the two are one factor."""
    formula = rules.ask(rules.rulebook.premium_formula)
    return _Step(
        "bonus-malus",
        Decimal(standing.percentage).scaleb(-2) + standing.special,
        facts={"percentage": standing.percentage, "special": standing.special},
        basis=(formula.ref, *standing.basis),
    )


def _instalments(question: Premium2001Question, rules: RulesOfDay) -> Iterator[_Step]:
    if question.parts == 1:
        return
    version = rules.ask(rules.rulebook.instalments)
    offered = [one for one in version.terms.instalments if one.parts == question.parts]
    chosen = next((one for one in offered if one.consecutive is question.consecutive), offered[0])
    yield _Step("parts", chosen.factor, facts={"parts": question.parts}, basis=(version.ref,))


def _notes(question: Premium2001Question, standing: StandingOf2001) -> Iterator[Reason]:
    """Explain percentage and surcharge, and name what is not stated."""
    basis = standing.basis
    moved: Facts = {
        "previous": standing.previous,
        "percentage": standing.percentage,
        "points": standing.points,
    }
    if standing.previous is None:
        yield Reason("first-contract", moved, basis)
    elif standing.points >= 1:
        yield Reason("points-raise", moved, basis)
    elif standing.held:
        yield Reason("percentage-held", moved, basis)
    else:
        yield Reason("three-clean-years", moved, basis)
    if standing.surcharge is not None:
        facts: Facts = {"code": standing.surcharge.code, "rate": standing.special}
        yield Reason("special-surcharge", facts, basis)
    if standing.causes_dropped:
        yield Reason("causes-dropped", {"count": standing.causes_dropped}, basis)
    if question.insured_since is None:
        yield Reason("career-not-stated", {}, ())
    if not question.violations:
        yield Reason("violations-not-stated", {}, ())
