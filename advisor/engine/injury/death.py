"""What is paid for a death: funeral, consolation by claimant, and lost income."""

from fractions import Fraction

from advisor.domain.findings import Facts
from advisor.domain.injury import Head
from advisor.domain.money import Won
from advisor.domain.rule import Version
from advisor.domain.terms.injury import DeathStandardTerms, Relation
from advisor.engine.injury.standard import FutureIncome, Payments, cut_in_proportion


def death_lines(payments: Payments) -> None:
    """Add what is paid for a death, if there was one."""
    if not payments.question.died:
        return
    standard = payments.ask(payments.rulebook.death_standard)
    payments.add(Head.DEATH, "funeral", standard.terms.funeral, {}, standard.ref)
    _consolation(payments, standard)
    _income(payments)


def _consolation(payments: Payments, standard: Version[DeathStandardTerms]) -> None:
    """Add the consolation by claimant; what the family does not get is the deceased's."""
    question = payments.question
    if question.age is None:
        payments.note("age-not-stated")
        return
    whole = standard.terms.consolation_at(question.age)
    if question.family and not standard.terms.family:
        payments.note("family-shares-unknown", {}, standard.ref)
    shares = _family(payments, standard, whole)
    for (relation, count), amount in shares.items():
        facts: Facts = {"relation": relation, "count": count}
        payments.add(Head.DEATH, "consolation-family", amount, facts, standard.ref)
    rest = Won(whole - sum(shares.values()))
    facts = {"age": question.age, "whole": whole}
    code = "consolation-rest" if shares else "consolation-whole"
    payments.add(Head.DEATH, code, rest, facts, standard.ref)


def _family(
    payments: Payments, standard: Version[DeathStandardTerms], whole: Won
) -> dict[tuple[Relation, int], Won]:
    """Return the total for each relation, all cut in the same proportion if they exceed `whole`."""
    amounts = {one.relation: one.amount for one in standard.terms.family}
    present = [(relation, count) for relation, count in payments.question.family if count]
    known = [(relation, count) for relation, count in present if relation in amounts]
    persons = [relation for relation, count in known for _ in range(count)]
    asked = [amounts[relation] for relation in persons]
    cut = cut_in_proportion(asked, whole)
    if list(cut) != asked:
        payments.note("cut-alike", {"asked": Won(sum(asked)), "whole": whole}, standard.ref)
    pairs = list(zip(persons, cut, strict=True))
    return {
        (relation, count): Won(sum(amount for one, amount in pairs if one is relation))
        for relation, count in known
    }


def _income(payments: Payments) -> None:
    """Add the income of all remaining working months, less the cost of living."""
    income = FutureIncome.of(payments)
    if income is None:
        return
    rule, stated = income.rule, payments.question.living_cost
    if stated is None:
        living = income.monthly / rule.terms.living_parts
        payments.note("living-assumed", {"parts": rule.terms.living_parts}, rule.ref)
    else:
        living = min(Fraction(stated), income.monthly)
    amount = income.lost(income.monthly - living)
    facts = income.facts(living=int(living))
    payments.add(Head.DEATH, "lost-income-death", amount, facts, rule.ref)
