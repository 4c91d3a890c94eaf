"""The sentences of a decision: why, what is assumed, what to heed and what to ask."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from advisor.domain.accident import Kind
from advisor.domain.decision import Decision, Verdict
from advisor.domain.findings import Assumed, Fact, Reason, record_number, without_index
from advisor.domain.outcome import Option
from advisor.engine.findings.plausible import DOUBTED
from advisor.engine.loss.cover import BLOCKERS
from advisor.explain.covers import REFUND_REFUSED, is_single_vehicle, owes_insurer
from advisor.explain.headlines import (
    NOT_COVERED,
    moves_no_premium,
    no_choice_code,
    paid_by_others,
)
from advisor.explain.names import insurer_name, single_car_code, table_name
from advisor.explain.reason_words import NO_POINTS, OF_NO_FIGURE, reason_words
from advisor.explain.texts import Texts
from advisor.intake.case.fields import COVER, DEDUCTIBLE, SINGLE_VEHICLE

_PRICED = frozenset({"second-claim-in-three-years", "many-claims-in-three-years"})
"""Warnings that say what the joint pool would cost, if its rule reaches back so far."""

_COUNTED = {"near-threshold": "distance", "refund-deadline-close": "days"}
"""The fact that a warning counts; if it is zero, the warning is worded differently."""

_LISTED = frozenset({"violations", "beside"})
"""Facts that are lists of codes from a rule."""

_OF_CLAIMS = frozenset({"insurer-table-unknown", "late-accident", "total-loss"})
"""Warnings about tables and claims, which are of no use if no premium changes."""

_QUOTES = "renewal-quotes"

SHARED_FAULT = "shared-fault"

TOLD_FIRST = frozenset(
    {SHARED_FAULT, "horizon-shorter", "horizon-longer", "plan", "threshold-within-estimate"}
)
"""Reasons that are shown as conditions right under the verdict."""

_FEW = 2
"""The most rules not checked for long that are named one by one."""


def reasons(decision: Decision, texts: Texts) -> list[str]:
    """Return why, without what the summary has said; reasons from the user's rules are marked."""
    told = {*TOLD_FIRST, *_refusing(decision)}
    if owes_insurer(decision) or decision.verdict is Verdict.NOT_COVERED:
        told.add("consent-needed")  # the insurer would bear nothing in the end
    if decision.pays_own_part:
        told.add("part-in-cash")
    if _moves_nothing(decision):
        told |= {OF_NO_FIGURE, "quotes"}
    if any(found.code == NO_POINTS for found in decision.reasons):
        told.add("high-value-instead")  # these points do not count either
    left = (found for found in decision.reasons if found.code not in told)
    return reason_words(left, decision, texts)


def _moves_nothing(decision: Decision) -> bool:
    """Return whether no premium in the answer depends on tables and quotes."""
    others = paid_by_others(decision) and decision.plan is None
    return others or moves_no_premium(decision)


def refusals(decision: Decision, texts: Texts) -> list[str]:
    """Return why nothing can be claimed or paid back, if the headline does not say it."""
    codes = _refusing(decision)
    found = (one for one in decision.reasons if one.code in codes)
    return reason_words(found, decision, texts)


def _refusing(decision: Decision) -> frozenset[str]:
    """Return the codes of the reasons why nothing can be claimed or paid back."""
    if no_choice_code(decision) == NOT_COVERED:
        return frozenset(BLOCKERS)
    if decision.case.accident.paid is not None:
        return frozenset({REFUND_REFUSED})
    below = "below-deductible" in decision.outcomes[Option.CLAIM].reasons
    return frozenset({"deductible-all", "depreciation"}) if below else frozenset()


def questions(decision: Decision, texts: Texts) -> list[str]:
    """Return what to ask, and whom; the coming renewals are those that the headline counts."""
    ahead: dict[str, Fact] = {
        "renewals": decision.renewals,
        "day": _first_counted(decision),
    }
    return [
        texts(f"ask.{code}", **(ahead | facts))
        for code, facts in (_question(found, decision) for found in decision.ask)
    ]


def _question(found: Reason, decision: Decision) -> tuple[str, dict[str, Fact]]:
    """Return the code and the facts of a question.

    By the day of later quotes, a claim may already be made and still be paid back, so they are
    compared with the limit of the step that compares quotes. Quotes that are available already are
    asked for without a day.
    """
    code, facts = limited(found), dict(found.facts)
    if found.code != _QUOTES:
        return single_car_code(code, decision), facts
    begins = facts.get("from")
    is_later = isinstance(begins, date) and begins > decision.case.as_of
    if "first_year_above" in facts:
        compared = _compared(decision)
        waits = is_later and compared is not None
        if waits:
            facts["first_year_above"] = compared
        if waits or decision.case.accident.paid is not None:
            code = f"{code}-paid"
    return (code if is_later else f"{code}-now"), facts


def _compared(decision: Decision) -> Fact:
    """Return by how much quotes may differ before a claim is paid back, None if it is not."""
    found = (step for step in decision.steps if step.code == "compare-quotes")
    return next((step.facts.get("first_year_above") for step in found), None)


def limited(found: Reason) -> str:
    """Return the code of a question or a step; the text states the limit of quotes if known."""
    return f"{found.code}-limit" if "first_year_above" in found.facts else found.code


def _first_counted(decision: Decision) -> date:
    """Return the day of the renewal at which a claim first shows, else of the coming renewal."""
    claimed, clean = decision.outcomes[Option.CLAIM].path, decision.without_accident
    for year, other in zip(claimed, clean, strict=False):
        if (year.accidents_3y, year.points) != (other.accidents_3y, other.points):
            return year.day
    return clean[1].day


def assumptions(decision: Decision, texts: Texts, *, flags: bool = False) -> list[str]:
    """Return what was assumed because the case does not state it, if it matters.

    With `flags`, the flag that states a cover is named, for users who can type one.
    """
    return [
        texts(
            f"assumed.{single_car_code(_assumption(found, flags=flags), decision)}",
            value=table_name(without_index(found.path), found.value, decision, texts),
            place=record_number(found.path),
        )
        for found in decision.assumed
        if matters(found.path, decision)
    ]


def matters(path: str, decision: Decision) -> bool:
    """Return whether the stated or assumed value of a key can change anything in an answer."""
    if paid_by_others(decision):
        return False
    if path in {COVER, SINGLE_VEHICLE} and decision.case.accident.paid is not None:
        return False  # what has been paid was covered
    if path == SINGLE_VEHICLE:
        return is_single_vehicle(decision) and _own_cover_answers(decision)
    if path.startswith(DEDUCTIBLE):
        return _bears_deductible(decision)
    about_cover = path == COVER or path.startswith("accident.")
    return about_cover or not moves_no_premium(decision)


def _bears_deductible(decision: Decision) -> bool:
    """Return whether a cover pays the own repair and leaves a part of it to the driver."""
    whole = any(one.code == "total-loss" for one in decision.warnings)
    is_open = decision.case.accident.paid is None and not whole
    return is_open and _own_cover_answers(decision)


def _own_cover_answers(decision: Decision) -> bool:
    """Return whether nothing that is stated keeps the own cover from paying the repair."""
    blocked = not set(BLOCKERS).isdisjoint(decision.outcomes[Option.CLAIM].reasons)
    return not blocked and not decision.pays_own_part


def _assumption(found: Assumed, *, flags: bool) -> str:
    """Return the code of an assumption; a cover is assumed to exist, or not to exist."""
    if found.path != COVER:
        return without_index(found.path)
    return f"{COVER}-there" if found.value else f"{COVER}{'-flag' if flags else ''}"


def doubts(decisions: Iterable[Decision], texts: Texts) -> tuple[str, ...]:
    """Return a question for each improbable amount of some answers; each question once."""
    questions = (
        texts(f"warning.{warning.code}", **warning.facts)
        for decision in decisions
        for warning in decision.warnings
        if warning.code in DOUBTED
    )
    return tuple(dict.fromkeys(questions))


def warnings(
    decision: Decision, texts: Texts, *, without: frozenset[str] = frozenset()
) -> list[str]:
    """Return what to heed; many rules that were not checked for long become one sentence.

    Warnings whose codes are in `without` are left out.
    """
    found = []
    if _moves_nothing(decision):
        without |= _OF_CLAIMS
    heeded = (warning for warning in decision.warnings if warning.code not in without)
    for code, group in groupby(heeded, key=lambda warning: warning.code):
        alike = list(group)
        if code == "rules-not-checked" and len(alike) > _FEW:
            facts: dict[str, Fact] = {"count": len(alike), "oldest": oldest_check(alike)}
            found.append(texts("basis.not-checked", **facts))
        else:
            found += [warning_text(one, decision, texts) for one in alike]
    return found


def warning_text(warning: Reason, decision: Decision, texts: Texts) -> str:
    """Return a warning of an answer in words."""
    return texts(_code(warning, decision), **_named(warning, decision, texts))


def oldest_check(warnings: Iterable[Reason]) -> date:
    """Return the earliest day on which one of the rules in these warnings was checked."""
    days = (warning.facts["checked_on"] for warning in warnings)
    return min(day for day in days if isinstance(day, date))


def _code(warning: Reason, decision: Decision) -> str:
    """Return the code of a warning; it does not mention another party or a price if there is none.

    Nor does it count zero: a distance of zero won is worded as the same sum, zero days as today.
    """
    if warning.code in _PRICED and "premium" not in warning.facts:
        return f"warning.{warning.code}-unpriced"
    if warning.code == "late-accident" and decision.case.accident.paid is not None:
        return "warning.late-accident-paid"
    counted = warning.facts.get(_COUNTED.get(warning.code, ""))
    nought = "-nought" if counted == 0 else ""
    accident = decision.case.accident
    if warning.code == "near-threshold" and accident.paid is not None:
        return f"warning.{warning.code}{nought}-paid"
    with_car = "alone" not in warning.facts or accident.kind is Kind.COLLISION
    of_others = accident.other_property.likely or accident.other_rental
    beside = "" if with_car else "-thing" if of_others else "-alone"
    return f"warning.{warning.code}{nought}{beside}"


def _named(warning: Reason, decision: Decision, texts: Texts) -> dict[str, Fact]:
    """Return the facts with names in place of the codes of insurers, tables and listed values."""
    facts = dict(warning.facts)
    for name in _LISTED & set(facts):
        codes = str(facts[name]).split(", ")
        facts[name] = ", ".join(texts(f"term-value.{code}") for code in codes)
    if "table" in facts:
        facts["table"] = table_name("assumptions.grade_table", facts["table"], decision, texts)
    if "insurer" in facts:
        facts["insurer"] = insurer_name(decision, facts["insurer"], texts)
    return facts
