"""What is paid for a lasting disability: consolation (family included), lost income, home care."""

from fractions import Fraction

from advisor.domain.findings import Facts
from advisor.domain.injury import Head, PaymentLine
from advisor.domain.money import Rate, Won, share
from advisor.domain.rule import Version
from advisor.domain.terms.injury import DisabilityStandardTerms
from advisor.engine.injury.standard import FutureIncome, Payments, injury_consolation

_WHOLE = 1


def disability_lines(payments: Payments) -> None:
    """Add what is paid for a lasting loss of capacity, if one is stated."""
    loss = payments.question.loss
    if not loss or payments.question.died:
        return
    standard = payments.ask(payments.rulebook.disability_standard)
    consolation = disability_consolation(payments, loss)
    if (injury_consolation(payments) or 0) <= sum(line.amount for line in consolation):
        payments.lines.extend(consolation)
    if not payments.question.keeps_income:
        payments.lines.extend(_income(payments, standard, loss, "lost-income", Fraction(1)))
    _care(payments, standard, loss)


def disability_consolation(payments: Payments, loss: Rate) -> list[PaymentLine]:
    """Return the lines of the consolation: the person's own, the family's, that for income kept."""
    standard = payments.ask(payments.rulebook.disability_standard)
    terms, basis = standard.terms, (standard.ref,)
    own = terms.consolation_at(loss)
    lines = [PaymentLine(Head.DISABILITY, "consolation-disability", own, {"loss": loss}, basis)]
    shares = {one.relation: one.share for one in terms.family}
    for relation, count in payments.question.family:
        if relation not in shares:
            continue
        each = share(own, shares[relation])
        facts: Facts = {"relation": relation, "count": count, "share": shares[relation]}
        lines.append(PaymentLine(Head.DISABILITY, "family", Won(each * count), facts, basis))
    if payments.question.keeps_income:
        part = Fraction(terms.kept_income_share)
        lines.extend(_income(payments, standard, loss, "kept-income", part))
    return [line for line in lines if line.amount]


def _income(
    payments: Payments,
    standard: Version[DisabilityStandardTerms],
    loss: Rate,
    code: str,
    part: Fraction,
) -> list[PaymentLine]:
    """Return the line of a part of the income that the loss of capacity would cost, if any."""
    income = FutureIncome.of(payments)
    if income is None:
        return []
    amount = income.lost(income.monthly * Fraction(loss) * part)
    basis = (standard.ref, income.rule.ref)
    line = PaymentLine(Head.DISABILITY, code, amount, income.facts(loss=loss), basis)
    return [line] if amount else []


def _care(payments: Payments, standard: Version[DisabilityStandardTerms], loss: Rate) -> None:
    """Add the wage of one carer for each day of care, only for a total loss of capacity."""
    question = payments.question
    if not question.care_days or loss < _WHOLE:
        return
    if question.day_wage is None:
        payments.note("day-wage-not-stated")
        return
    facts: Facts = {"days": question.care_days, "wage": question.day_wage}
    amount = Won(question.day_wage * question.care_days)
    payments.add(Head.DISABILITY, "home-care", amount, facts, standard.ref)
    payments.note("home-care-conditions", {}, standard.ref)
