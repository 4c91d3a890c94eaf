"""What is paid for a lasting disability: consolation (family included), lost income, home care."""

from fractions import Fraction

from advisor.domain.findings import Facts
from advisor.domain.injury import Head
from advisor.domain.money import Rate, Won, share
from advisor.domain.rule import Version
from advisor.domain.terms.injury import DisabilityStandardTerms
from advisor.engine.injury.healing import injury_consolation
from advisor.engine.injury.standard import FutureIncome, Payments

_WHOLE = 1


def disability_lines(payments: Payments) -> None:
    """Add what is paid for a lasting loss of capacity, if one is stated."""
    loss = payments.question.loss
    if not loss or payments.question.died:
        return
    standard = payments.ask(payments.rulebook.disability_standard)
    _consolation(payments, standard, loss)
    _income(payments, standard, loss)
    _care(payments, standard, loss)


def _consolation(
    payments: Payments, standard: Version[DisabilityStandardTerms], loss: Rate
) -> None:
    """Add the consolation and the family's, unless the injury's consolation is higher."""
    amount = standard.terms.consolation_at(loss)
    of_injury = injury_consolation(payments)
    if of_injury is not None and of_injury > amount:
        return
    payments.add(Head.DISABILITY, "consolation-disability", amount, {"loss": loss}, standard.ref)
    shares = {one.relation: one.share for one in standard.terms.family}
    for relation, count in payments.question.family:
        if relation not in shares:
            continue
        each = share(amount, shares[relation])
        facts: Facts = {"relation": relation, "count": count, "share": shares[relation]}
        payments.add(Head.DISABILITY, "family", Won(each * count), facts, standard.ref)


def _income(payments: Payments, standard: Version[DisabilityStandardTerms], loss: Rate) -> None:
    """Add the income lost to the disability; if the person earns no less, only a share of it."""
    income = FutureIncome.of(payments)
    if income is None:
        return
    kept = payments.question.keeps_income
    part = Fraction(loss) * (Fraction(standard.terms.kept_income_share) if kept else 1)
    code = "kept-income" if kept else "lost-income"
    amount, facts = income.lost(income.monthly * part), income.facts(loss=loss)
    payments.add(Head.DISABILITY, code, amount, facts, standard.ref, income.rule.ref)


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
