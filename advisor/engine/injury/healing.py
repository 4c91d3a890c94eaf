"""What is paid for an injury while it heals: treatment, consolation, lost work and the rest."""

from advisor.domain.findings import Facts
from advisor.domain.injury import Head, InjuryQuestion, Ward
from advisor.domain.money import Won
from advisor.domain.rule import Version
from advisor.domain.terms.injury import InjuryStandardTerms
from advisor.engine.injury.disability import disability_consolation
from advisor.engine.injury.standard import Payments, injury_consolation, monthly_income


def healing_lines(payments: Payments) -> None:
    """Add what is paid for the injury itself."""
    question = payments.question
    if not _was_treated(question):
        return
    standard = payments.ask(payments.rulebook.injury_standard)
    _treatment(payments, standard)
    _consolation(payments, standard)
    _lost_work(payments, standard)
    _other(payments, standard)


def _was_treated(question: InjuryQuestion) -> bool:
    return question.grade is not None or any(
        (
            question.treatment,
            question.hospital_days,
            question.outpatient_visits,
            question.days_off,
        )
    )


def _treatment(payments: Payments, standard: Version[InjuryStandardTerms]) -> None:
    """Add the full treatment bill, and the extra cost of a dearer ward for the days that count."""
    question = payments.question
    payments.add(Head.INJURY, "treatment", question.treatment, {}, standard.ref)
    if not question.treatment and not question.died:
        payments.note("treatment-not-stated", {}, standard.ref)
    if not question.ward_extra:
        return
    most = standard.terms.dearer_ward_days
    counted = {Ward.DOCTOR: question.hospital_days, Ward.FULL: most, Ward.WISH: 0}[question.ward]
    days = min(question.hospital_days, counted)
    extra = Won(question.ward_extra * days)
    payments.add(Head.INJURY, "dearer-ward", extra, {"days": days}, standard.ref)
    if days < question.hospital_days:
        facts: Facts = {"days": question.hospital_days - days, "most": most}
        payments.note(f"ward-{question.ward}", facts, standard.ref)


def _consolation(payments: Payments, standard: Version[InjuryStandardTerms]) -> None:
    """Add the consolation, unless a disability's is at least as high: only the higher is paid."""
    question, amount = payments.question, injury_consolation(payments)
    if amount is None:
        if not question.died:
            payments.note("grade-not-stated")
        return
    if question.loss:
        disability = payments.ask(payments.rulebook.disability_standard)
        other = sum(line.amount for line in disability_consolation(payments, question.loss))
        facts: Facts = {"injury": amount, "disability": other}
        higher = "injury" if amount > other else "disability"
        payments.note(f"higher-is-{higher}", facts, standard.ref, disability.ref)
        if amount <= other:
            return
    payments.add(Head.INJURY, "consolation", amount, {"grade": question.grade}, standard.ref)


def _lost_work(payments: Payments, standard: Version[InjuryStandardTerms]) -> None:
    """Add the standard's share of the earnings lost, or the actual loss if that is lower."""
    question = payments.question
    days = question.hospital_days if question.days_off is None else question.days_off
    if not days:
        return
    if question.days_off is None:
        payments.note("days-off-in-hospital", {"days": days})
    monthly = monthly_income(payments)
    if monthly is None:
        return
    terms = standard.terms
    numerator, denominator = terms.lost_work_share.as_integer_ratio()
    amount = Won(int(monthly * days * numerator / (terms.days_a_month * denominator)))
    facts: Facts = {"share": terms.lost_work_share, "days": days, "monthly": int(monthly)}
    if question.actual_loss is not None and question.actual_loss < amount:
        payments.note("real-loss-is-lower", {"by_share": amount}, standard.ref)
        payments.add(
            Head.INJURY, "lost-work-real", question.actual_loss, {"days": days}, standard.ref
        )
        return
    payments.add(Head.INJURY, "lost-work", amount, facts, standard.ref)


def _other(payments: Payments, standard: Version[InjuryStandardTerms]) -> None:
    question, terms = payments.question, standard.terms
    in_hospital = max(0, terms.hospital_day * question.hospital_days - question.meals_given)
    facts: Facts = {
        "days": question.hospital_days,
        "each": terms.hospital_day,
        "meals": question.meals_given,
    }
    code = "hospital-less-meals" if question.meals_given else "hospital"
    payments.add(Head.INJURY, code, Won(in_hospital), facts, standard.ref)
    visits = question.outpatient_visits
    facts = {"visits": visits, "each": terms.outpatient_visit}
    payments.add(
        Head.INJURY, "outpatient", Won(terms.outpatient_visit * visits), facts, standard.ref
    )
