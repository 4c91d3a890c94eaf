"""The names of the codes and values of a case: insurers, tables, options, deductibles."""

from collections.abc import Callable, Iterable
from datetime import date

from advisor.domain.decision import Decision
from advisor.domain.findings import Fact, record_number, without_index
from advisor.domain.outcome import Option
from advisor.domain.policy import Deductible
from advisor.domain.rule import Text
from advisor.domain.terms.core import InsurerTerms
from advisor.explain.texts import Texts
from advisor.intake.case.fields import DEATH

CHOICE_SECTIONS = {
    "accident.kind": "cause",
    "accident.driver": "driver",
    "accident.high_value": "report.dear",
    "claim[].status": "report.status",
    "violation[].kind": "report.violation",
}
"""The section of the catalogs that names the choices of a key."""


_OF_OTHER_CARS = frozenset({"other-car", "other-car-grade", "other_car.grade"})
"""The codes whose texts number the other cars."""


def claim_days(
    indexes: Iterable[int], decision: Decision, texts: Texts, shown: Callable[[date], str]
) -> str:
    """Return the days of past claims, oldest first; for two of the same day also what was paid."""
    claims = decision.case.claims
    days = [claim.day for claim in claims]
    return ", ".join(
        texts(
            f"plan.day{'-of-several' if days.count(claims[index].day) > 1 else ''}",
            day=shown(claims[index].day),
            paid=claims[index].property_paid,
        )
        for index in sorted(indexes, key=lambda index: days[index])
    )


def single_car_code(code: str, decision: Decision) -> str:
    """Return the code of a text about another car; a single one needs no number."""
    single = code in _OF_OTHER_CARS and len(decision.case.other_cars) == 1
    return f"{code}-only" if single else code


def open_key_name(path: str, texts: Texts) -> str:
    """Return the name of a key that a case leaves open, with the number of its past claim."""
    return texts(f"range.{without_index(path)}", place=record_number(path))


def option_code(decision: Decision, option: Option) -> str:
    """Return the code by which the texts name an option of a case.

    What is already claimed is kept or paid back. If no cover pays the own repair, a claim is for
    the other party's part only. If somebody is hurt, self-pay is for the damage only, because the
    insurer pays for the injury.
    """
    accident = decision.case.accident
    if accident.paid is not None:
        return {Option.CLAIM: "keep", Option.CLAIM_REFUND: "refund"}.get(option, str(option))
    if option is Option.CLAIM and decision.pays_own_part:
        return str(Option.CLAIM_OTHER)
    hurt = accident.hurt
    return "self-pay-damage" if hurt and option is Option.SELF_PAY else str(option)


def in_words_of_death(decision: Decision, texts: Texts) -> Texts:
    """Return the texts, worded for a death if the accident caused one."""
    return texts.preferring("death") if decision.case.accident.injury_grade == DEATH else texts


def option_name(decision: Decision, option: Option, texts: Texts, section: str = "option") -> str:
    """Return the name of an option of a case; the section `app.option` has short names."""
    return texts(f"{section}.{option_code(decision, option)}")


def insurer_name(decision: Decision, code: object, texts: Texts) -> str:
    """Return an insurer's name from the rules behind an answer, or its code if they lack it."""
    for version in decision.rules:
        if isinstance(version.terms, InsurerTerms) and version.rule.rpartition(".")[2] == code:
            return in_language(version.terms.name, texts)
    return str(code)


def table_name(path: str, value: Fact, decision: Decision | None, texts: Texts) -> Fact:
    """Return the name of a table that an answer states by code; any other value as it is."""
    name = decision.table_names.get((path, value)) if decision else None
    return in_language(name, texts) if name else value


def deductible_name(deductible: Deductible, texts: Texts, section: str) -> str:
    """Return a deductible with its bounds, in the texts of a section."""
    if deductible.fixed is not None:
        return texts(f"{section}.fixed", fixed=deductible.fixed)
    code = "share" if deductible.maximum is not None else "share-open"
    return texts(
        f"{section}.{code}",
        rate=deductible.rate,
        minimum=deductible.minimum,
        maximum=deductible.maximum,
    )


def yes_or_no(texts: Texts, *, yes: bool) -> str:
    """Return the word for a yes or a no."""
    return texts("compare.value.yes" if yes else "compare.value.no")


def in_language(text: Text, texts: Texts) -> str:
    """Return a text of the rules in the language of the catalogs."""
    return text.ko if texts.language == "ko" else text.en
