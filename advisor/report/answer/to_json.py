"""The answer as JSON, with the keys that the README in this folder lists."""

import json
from collections.abc import Iterable, Mapping

from advisor.domain.decision import BillMap, Decision
from advisor.domain.outcome import Option, Outcome, PremiumYear
from advisor.domain.rule import Version
from advisor.explain.headlines import headline
from advisor.explain.names import option_code
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import MachineText, machine_text
from advisor.intake.case.case_rules import is_year_ahead
from advisor.intake.problems import Problem
from advisor.report.answer.json_values import (
    Json,
    code_and_facts,
    json_value,
    json_values,
    source_name,
    used_version,
    with_basis,
)

SCHEMA_VERSION = 2

_PLAN = ("new", "refund", "total")
_LINE = ("code", "renewal", "day", "amount", "present", "basis")


def to_json(document: Mapping[str, Json]) -> MachineText:
    """Return a document as indented JSON, with Korean unescaped and control characters escaped.

    It begins with the version of its format: the answer's, unless the document has its own.
    """
    versioned = {"schema_version": SCHEMA_VERSION, **document}
    return machine_text(json.dumps(versioned, ensure_ascii=False, indent=2) + "\n")


def answer_document(decision: Decision) -> dict[str, Json]:
    """Return the answer as JSON: won as whole numbers, rates as strings, days in ISO form."""
    hangs_on = decision.deciding_map
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": json_value(decision.case.as_of),
        **json_values(decision, "verdict", "certainty", "recommended", "margin", "renewals"),
        "headline": code_and_facts(headline(decision)),
        "horizon": [
            {"from": stretch.first, "to": stretch.last, "best": str(stretch.best)}
            for stretch in decision.horizon
        ],
        "limit": _limit(decision),
        "plan": _plan(decision),
        "refund_by": json_value(decision.refund_by),
        "payout": json_values(
            decision.payout,
            "own_damage",
            "other_property",
            "total",
            "deductible",
            "from_other_side",
        ),
        "threshold": json_values(decision.threshold, "amount", "tested", "crossed", "near"),
        "score": json_value(decision.outcomes[Option.CLAIM].score),
        "options": [_option(outcome, decision) for outcome in decision.outcomes],
        "budget": None if decision.budget is None else {"extra_premium": decision.budget},
        "without_accident": [_year(year) for year in decision.without_accident],
        "break_even": _map(decision.break_even),
        "hangs_on": None if hangs_on is decision.break_even else _map(hangs_on),
        **_knowledge(decision),
        "rules": [_rule(version) for version in decision.rules],
        **_guidance_document(decision),
    }


def _plan(decision: Decision) -> dict[str, Json] | None:
    """Return what else to pay back, and by when; None if that would not be cheaper."""
    if decision.plan is None:
        return None
    return {**json_values(decision.plan, *_PLAN), "by": json_value(decision.plan_by)}


def _map(bills: BillMap) -> dict[str, Json]:
    return {
        "over": bills.over,
        "map": [
            {"from": interval.first, "to": interval.last, "best": str(interval.best)}
            for interval in bills.intervals
        ],
    }


def _limit(decision: Decision) -> dict[str, Json]:
    """Return the limits; that of a settlement only if the case states a settlement sum."""
    found: dict[str, Json] = {"claim_from": decision.claim_from, "cash_up_to": decision.cash_up_to}
    if decision.case.accident.injury_settlement is not None:
        found["settle_up_to"] = decision.settle_up_to
    return found


def problems_document(problems: Iterable[Problem], texts: Texts) -> dict[str, Json]:
    """Return the problems of an input, each with the broken rule and the remedy as sentences."""
    return {
        "problems": [
            {
                **json_values(problem, "path", "code", "value"),
                "rule": problem_text(problem, "rule", texts),
                "instead": problem_text(problem, "instead", texts),
                **json_values(problem, "facts"),
            }
            for problem in problems
        ],
    }


def problem_text(problem: Problem, part: str, texts: Texts) -> str:
    """Return the rule that a problem breaks (`rule`), or what to write instead (`instead`)."""
    facts = {"value": problem.value} | dict(problem.facts)
    if problem.code == "not-choice":
        facts["allowed"] = _glossed(str(facts["allowed"]), texts)
    if problem.code in _OF_CELLS:
        codes = (f"app.choice.{facts['key']}.{one}" for one in str(facts["allowed"]).split(", "))
        facts["allowed"] = " · ".join(dict.fromkeys(map(texts, codes)))
    code = f"problem.{problem.code}.{part}"
    if facts.get("nearest") == "" and texts.has(f"{code}-unlike"):
        code = f"{code}-unlike"
    if problem.path.endswith(_START) and texts.has(f"{code}-start"):
        code = f"{code}-start"
    if texts.has(own := f"{code}-{problem.path.replace('.', '-')}"):
        code = own
    if part == "rule" and is_year_ahead(problem):
        code = f"{code}-ahead"
    return texts(code, **facts)


_START = ".start"
"""The end of the path of a policy's first day; its texts say where in the papers to find it."""

_OF_CELLS = {"not-kind", "not-named", "untold-kind"}
"""Problems in tables of cases, whose texts list the app's words instead of codes."""


def problem_words(problem: Problem, texts: Texts) -> str:
    """Return which rule a problem breaks and what to write instead, in one text."""
    parts = (problem_text(problem, part, texts) for part in ("rule", "instead"))
    return " ".join(part for part in parts if part)


def _glossed(codes: str, texts: Texts) -> str:
    """Return the codes of choices, each with its meaning if there is a text for it."""
    said = (texts.either(f"decide.choice.{code}", default=code) for code in codes.split(", "))
    return ", ".join(said)


def _knowledge(decision: Decision) -> dict[str, Json]:
    """Return what is open and what explains the answer; a refund plan only if there is one."""
    found: dict[str, Json] = {
        "range": [
            json_values(entry, "assumption", "value", "recommended", "margin")
            for entry in decision.range
        ],
        "assumed": [json_values(one, "path", "value") for one in decision.assumed],
        "warnings": [code_and_facts(warning) for warning in decision.warnings],
        "reasons": [with_basis(reason) for reason in decision.reasons],
        "ask": [code_and_facts(question) for question in decision.ask],
    }
    if decision.refund_plan:
        found["refund_plan"] = [json_values(choice, *_PLAN) for choice in decision.refund_plan]
    return found


def _option(outcome: Outcome, decision: Decision) -> dict[str, Json]:
    """Return an option and its name in this case; the figures are null if it is not available."""
    figures = json_values(
        outcome, "tested", "crossed", "score", "cash_now", "extra_premium", "total", "outlay"
    )
    return {
        "option": str(outcome.option),
        "called": option_code(decision, outcome.option),
        **json_values(outcome, "available", "reasons"),
        **(figures if outcome.available else dict.fromkeys(figures)),
        "lines": [json_values(line, *_LINE) for line in outcome.lines],
        "path": [_year(year) for year in outcome.path],
    }


def _year(year: PremiumYear) -> dict[str, Json]:
    """Return a policy year; the violation and career factors are included only if they apply."""
    found = json_values(
        year,
        *("renewal", "day", "grade", "accidents_3y", "accidents_1y"),
        *("grade_factor", "count_factor", "premium"),
    )
    if year.violations != 1:
        found["violation_factor"] = json_value(year.violations)
    if year.career is not None:
        found["career_factor"] = json_value(year.career)
    return found


def _rule(version: Version[object]) -> dict[str, Json]:
    return {
        **used_version(version),
        "own": version.own,
        "alternatives": [
            json_values(other, "value", "confidence") for other in version.alternatives
        ],
        "sources": [source_name(source) for source in version.sources],
    }


def _guidance_document(decision: Decision) -> dict[str, Json]:
    """Return open questions by worth, who pays what, ways to settle a shared fault, and steps."""
    return {
        "unknowns": [
            {
                "assumption": unknown.assumption,
                "lead_least": unknown.least,
                "lead_most": unknown.most,
                "worth": unknown.worth,
            }
            for unknown in decision.unknowns
        ],
        "payers": [
            json_values(payer, "part", "payer", "record", "basis") for payer in decision.payers
        ],
        "ways": [
            {
                "way": way.code,
                **json_values(way, "advanced", "returned", "borne", "contested", "basis"),
            }
            for way in decision.ways
        ],
        "owed": [json_values(one, "code", "amount", "basis") for one in decision.owed],
        "steps": [code_and_facts(step) for step in decision.steps],
    }
