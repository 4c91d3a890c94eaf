"""The payment lines of one person as they are collected, and what several heads have in common."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from attrs import Factory

from advisor.domain.findings import Fact, Facts, Reason
from advisor.domain.injury import Head, InjuryQuestion, Occupation, PaymentLine
from advisor.domain.money import Won
from advisor.domain.rule import Rule, Version
from advisor.domain.rulebook import Rulebook, RulesOfDay
from advisor.domain.terms.injury import LostIncomeTerms
from advisor.domain.values import frozen

_PLACES = 10_000

T = TypeVar("T")


@frozen
class Payments:
    """The rules of the day, with the lines and notes found so far."""

    question: InjuryQuestion
    rules: RulesOfDay
    lines: list[PaymentLine] = Factory(list)
    notes: list[Reason] = Factory(list)

    @property
    def rulebook(self) -> Rulebook:
        """All rules."""
        return self.rules.rulebook

    def ask(self, rule: Rule[T]) -> Version[T]:
        """Return the version of a rule for the day, and remember that it was asked for.

        Raises:
            NoRuleInForceError: the rule has no version for the day.
        """
        return self.rules.ask(rule)

    def add(self, head: Head, code: str, amount: Won, facts: Facts, *basis: str) -> None:
        """Add a line, unless its amount is 0."""
        if amount:
            self.lines.append(PaymentLine(head, code, amount, facts, basis))

    def note(self, code: str, facts: Facts | None = None, *basis: str) -> None:
        """Add a note, unless it is there already."""
        reason = Reason(code, facts or {}, basis)
        if reason not in self.notes:
            self.notes.append(reason)


def injury_consolation(payments: Payments) -> Won | None:
    """Return the consolation for the grade of the injury; None for a death or without a grade."""
    question = payments.question
    if question.grade is None or question.died:
        return None
    standard = payments.ask(payments.rulebook.injury_standard)
    return standard.terms.consolation[question.grade - 1]


def monthly_income(payments: Payments) -> Fraction | None:
    """Return the person's monthly income in won, None if there is none or it is not stated.

    Housework counts at a day labourer's wage, which the question has to state.
    """
    question = payments.question
    match question.occupation:
        case Occupation.NONE:
            payments.note("no-income")
            return None
        case Occupation.HOUSEWORK:
            if question.day_wage is None:
                payments.note("day-wage-not-stated")
                return None
            standard = payments.ask(payments.rulebook.injury_standard)
            return Fraction(question.day_wage * standard.terms.days_a_month)
        case _:
            if question.monthly_income is None:
                payments.note("income-not-stated")
                return None
            return Fraction(question.monthly_income)


@frozen
class FutureIncome:
    """The monthly income, the working months left, and the rule that turns them into one sum."""

    monthly: Fraction
    months: int
    rule: Version[LostIncomeTerms]

    @classmethod
    def of(cls, payments: Payments) -> FutureIncome | None:
        """Return the income ahead, as stated or by the age; None if too little is known."""
        monthly = monthly_income(payments)
        months = None if monthly is None else _work_months(payments)
        if monthly is None or months is None:
            return None
        return cls(monthly, months, payments.ask(payments.rulebook.lost_income))

    def lost(self, monthly: Fraction) -> Won:
        """Return what a monthly loss is worth today, in won with the fraction dropped."""
        return Won(int(monthly * self._coefficient))

    def facts(self, **more: Fact) -> Facts:
        """Return the facts of a line: the monthly income, `more`, the months, the coefficient."""
        figures: Facts = {"months": self.months, "coefficient": to_four_places(self._coefficient)}
        return {"monthly": int(self.monthly), **more, **figures}

    @property
    def _coefficient(self) -> Fraction:
        terms = self.rule.terms
        return leibniz(self.months, terms.interest, terms.months_a_year)


def _work_months(payments: Payments) -> int | None:
    """Return the working months left: as stated, else until the usual age, else None."""
    question = payments.question
    if question.work_months is not None:
        return question.work_months
    if question.age is None:
        payments.note("age-not-stated")
        return None
    version = payments.ask(payments.rulebook.lost_income)
    years = max(0, version.terms.works_until - question.age)
    months = years * version.terms.months_a_year
    facts: Facts = {"until": version.terms.works_until, "months": months}
    payments.note("works-until", facts, version.ref)
    return months


def leibniz(months: int, interest: Decimal, months_a_year: int) -> Fraction:
    """Return the Leibniz coefficient: what 1 won a month for so many months is worth today.

    (1 − (1 + i)^(−n)) / i, exactly, with compound interest of i = interest / months_a_year.

    >>> to_four_places(leibniz(12, Decimal("0.05"), 12))
    Decimal('11.6812')
    """
    rate = Fraction(interest) / months_a_year
    return (1 - (1 + rate) ** -months) / rate


def to_four_places(coefficient: Fraction) -> Decimal:
    """Return a coefficient as tables print it, to four places."""
    return Decimal(round(coefficient * _PLACES)) / _PLACES


def cut_in_proportion(shares: Sequence[Won], whole: Won) -> tuple[Won, ...]:
    """Return shares that fit into a whole: as they are, or all cut in the same proportion.

    The won left over by rounding the cut shares down go, one each, to the shares that lost the
    largest fractions, the earlier first if equal. So the cut shares add up to the whole.

    >>> cut_in_proportion([5, 3, 3], 10)
    (4, 3, 3)
    >>> cut_in_proportion([5, 3], 10)
    (5, 3)
    """
    asked = sum(shares)
    if asked <= whole:
        return tuple(shares)
    exact = [Fraction(share * whole, asked) for share in shares]
    cut = [int(share) for share in exact]
    largest = sorted(range(len(cut)), key=lambda i: (cut[i] - exact[i], i))
    for i in largest[: whole - sum(cut)]:
        cut[i] += 1
    return tuple(map(Won, cut))
