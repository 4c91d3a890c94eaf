"""What the standard pays for one person: injury, lasting disability or death."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.domain.findings import Facts
from advisor.domain.injury import Head, HeadSum, InjuryPayments, InjuryQuestion, Yardstick
from advisor.domain.money import NOTHING, Won
from advisor.domain.rulebook import Rulebook, RulesOfDay
from advisor.engine.injury.death import death_lines
from advisor.engine.injury.disability import disability_lines
from advisor.engine.injury.healing import healing_lines
from advisor.engine.injury.standard import Payments

if TYPE_CHECKING:
    from advisor.domain.terms.settlement import CompulsoryInjuryLimitTerms

_STANDARDS = ("injury_standard", "disability_standard", "death_standard")


def injury_payments(question: InjuryQuestion, rulebook: Rulebook) -> InjuryPayments:
    """Work out every sum that the standard of the accident's day pays.

    A question without an injury, a loss of capacity or a death yields the limits alone.

    Raises:
        NoRuleInForceError: no standard, or no limit, is known for the day.
    """
    payments = Payments(question, RulesOfDay(question.on, rulebook))
    limits = payments.ask(payments.rulebook.compulsory_injury_limit)
    healing_lines(payments)
    disability_lines(payments)
    death_lines(payments)
    heads = _heads(payments, limits.terms)
    for head in heads:
        if head.above:
            code = "above-limit-of-death" if head.head is Head.DEATH else "above-limit"
            facts: Facts = {"head": head.head, "above": head.above, "limit": head.limit}
            payments.note(code, facts, limits.ref)
    used = payments.rules.used
    standards = [version for version in used.values() if version.rule.endswith(_STANDARDS)]
    return InjuryPayments(
        question=question,
        lines=tuple(payments.lines),
        heads=heads,
        limits=tuple((head, _limit(head, limits.terms)) for head in Head),
        notes=tuple(payments.notes),
        standards=tuple(standards),
        rules=tuple(used.values()),
    )


def yardstick(grade: int, visits: int, day: date, rulebook: Rulebook) -> Yardstick:
    """Return what the standard pays for an injury of a grade with so many outpatient visits.

    A cash settlement is compared with it: consolation and visits, without lost work and without the
    treatment, which is paid as billed.

    Raises:
        NoRuleInForceError: no standard is known for the day.
    """
    payments = Payments(
        InjuryQuestion(day, grade=grade, outpatient_visits=visits), RulesOfDay(day, rulebook)
    )
    standard = payments.ask(payments.rulebook.injury_standard)
    healing_lines(payments)
    amount = Won(sum(line.amount for line in payments.lines))
    return Yardstick(grade, visits, amount, standard.in_force_from, (standard.ref,))


def _heads(payments: Payments, limits: CompulsoryInjuryLimitTerms) -> tuple[HeadSum, ...]:
    sums = dict.fromkeys(Head, NOTHING)
    for line in payments.lines:
        sums[line.head] = Won(sums[line.head] + line.amount)
    return tuple(HeadSum(head, sums[head], _limit(head, limits)) for head in Head if sums[head])


def _limit(head: Head, limits: CompulsoryInjuryLimitTerms) -> Won:
    match head:
        case Head.INJURY:
            return limits.injury
        case Head.DISABILITY:
            return limits.disability
        case Head.DEATH:
            return limits.death
