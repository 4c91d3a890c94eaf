"""Checks between amounts: quotes, what is paid already, new for old, settlements."""

from collections.abc import Iterator
from datetime import date

from advisor.domain.findings import Fact
from advisor.domain.money import NOTHING
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.document_values import DocumentValues
from advisor.intake.case.fields import BY_PATH
from advisor.intake.problems import Problem

QUOTE_CLEAN, QUOTE_CLAIM = "assumptions.quote_clean", "assumptions.quote_claim"

GRAVEST_SETTLED = 12
"""The gravest of the slight injury grades, which people settle in cash."""


def quote_problems(values: DocumentValues, rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    """Yield the problems of the insurer's quotes: both are needed, the claim's not below the other.

    If the accident first counts at the renewal after the coming one, the two cannot differ.

    Raises:
        NoRuleInForceError: no rule says when the policy year's record closes.
    """
    clean, claim = values.won(QUOTE_CLEAN), values.won(QUOTE_CLAIM)
    stated = [path for path in (QUOTE_CLEAN, QUOTE_CLAIM) if path in values.stated]
    if len(stated) == 1:
        amount = values.won(stated[0]) or NOTHING
        facts: dict[str, Fact] = {"stated": stated[0].rpartition(".")[2], "amount": amount}
        yield Problem(QUOTE_CLEAN, "one-quote", clean, facts)
    if clean is None or claim is None:
        return
    if claim < clean:
        yield Problem(QUOTE_CLEAN, "quotes-swapped", clean, {"claim": claim})
    elif claim != clean and _counts_late(values, rulebook):
        yield Problem(QUOTE_CLEAN, "quotes-of-late-accident", clean, {"claim": claim})


def _counts_late(values: DocumentValues, rulebook: Rulebook) -> bool:
    """Return whether the accident does not count at the coming renewal yet."""
    start, day = values.day("policy.start"), values.day("accident.day")
    if start is None or day is None:
        return False
    return day >= rulebook.evaluation_window.on(start).terms.cut_off(start, 1)


def already_paid_problems(
    values: DocumentValues, _rulebook: Rulebook, _today: date
) -> Iterator[Problem]:
    """Yield a problem if a payment is for an earlier policy year, so it cannot be paid back."""
    paid, day = values.won("accident.paid"), values.day("accident.day")
    start = values.day("policy.start")
    if paid is not None and day is not None and start is not None and day < start:
        yield Problem("accident.paid", "paid-before-start", paid, {"day": day, "start": start})


def new_for_old_problems(
    values: DocumentValues, _rulebook: Rulebook, _today: date
) -> Iterator[Problem]:
    """Yield a problem if new for old exceeds the bill, unless that is unstated after a payment."""
    path, bill = "accident.depreciation", "accident.own_damage"
    depreciation, estimate = values.won(path), values.estimate(bill)
    unsaid = bill not in values.stated and "accident.paid" in values.stated
    if depreciation is None or unsaid or values.broken(bill):
        return
    most = estimate.high if estimate else NOTHING
    if depreciation > most:
        yield Problem(path, "depreciation-above-damage", depreciation, {"own_damage": most})


def settlement_problems(
    values: DocumentValues, _rulebook: Rulebook, _today: date
) -> Iterator[Problem]:
    """Yield a problem if a cash settlement is not for another person's slight injury."""
    path, grade = "accident.injury_settlement", values.injury("accident.injury_grade")
    if path not in values.stated or values.broken("accident.injury_grade"):
        return
    value = values.won(path)
    lightest = int(BY_PATH["accident.injury_grade"].maximum)
    if grade is None:
        yield Problem(path, "settlement-without-injury", value)
    elif isinstance(grade, str) or grade < GRAVEST_SETTLED:
        facts = {"grade": grade, "first": GRAVEST_SETTLED, "last": lightest}
        yield Problem(path, "settlement-for-grave-injury", value, facts)
