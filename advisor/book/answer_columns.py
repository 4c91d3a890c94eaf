"""What the output says of each row: the columns to the right of the input's own."""

from collections.abc import Callable, Mapping, Sequence

from advisor.book.cells import Cell
from advisor.domain.decision import Decision
from advisor.domain.outcome import Option
from advisor.explain.texts import Texts
from advisor.report.answer.json_values import json_value
from advisor.report.message import message, summary

PROBLEMS = "problems"
"""The column that says why a row has no answer: all its problems, each with its key."""

SUMMARY = "summary"
"""The column that says the answer in words."""

_BETWEEN = "; "


def _extra_premium(decision: Decision) -> Cell:
    """Return by how much premiums rise in all if the accident is claimed; None if it cannot be."""
    claim = decision.outcome(Option.CLAIM)
    return claim.extra_premium if claim.available else None


def _plan(decision: Decision) -> Cell:
    """Return the plan as its option and the keys of past claims to pay back; None without one."""
    if decision.plan is None:
        return None
    repaid = (f"claim[{index}]" for index in decision.plan.refund)
    return " + ".join([str(decision.plan.new), *repaid])


def _assumed(decision: Decision) -> Cell:
    return _BETWEEN.join(f"{one.path}={_value(json_value(one.value))}" for one in decision.assumed)


def _value(value: object) -> str:
    """Return a value as a case file has it; nothing for an injury of nobody."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _warnings(decision: Decision) -> Cell:
    return _BETWEEN.join(warning.code for warning in decision.warnings)


_WRITTEN: Mapping[str, Callable[[Decision], Cell]] = {
    "verdict": lambda decision: str(decision.verdict),
    "certainty": lambda decision: str(decision.certainty),
    "recommended": lambda decision: str(decision.recommended),
    "margin": lambda decision: decision.margin,
    "claim_from": lambda decision: decision.claim_from,
    "cash_up_to": lambda decision: decision.cash_up_to,
    "payout": lambda decision: decision.payout.total,
    "deductible": lambda decision: decision.payout.deductible,
    "crossed": lambda decision: decision.threshold.crossed,
    "extra_premium": _extra_premium,
    "refund_by": lambda decision: decision.pay_back_by,
    "plan": _plan,
    "assumed": _assumed,
    "warnings": _warnings,
    PROBLEMS: lambda _decision: None,
}

_SAID: Mapping[str, Callable[[Decision, Texts, str], str]] = {
    SUMMARY: lambda decision, texts, _office: summary(decision, texts),
    "message": lambda decision, texts, office: message(decision, texts, office).rstrip(),
}
"""The columns of words for people, in one language, signed by the office."""

ANSWER_COLUMNS = tuple(_WRITTEN)
"""The columns that are written unless others are asked for, in their order."""

ALL_COLUMNS = (*ANSWER_COLUMNS, *_SAID)
"""All columns, in their order; `claim_from` and those in words need the map of all bills."""


def written(decision: Decision, names: Sequence[str], texts: Texts, office: str) -> list[Cell]:
    """Return the cells of the named columns."""
    return [
        _WRITTEN[name](decision) if name in _WRITTEN else _SAID[name](decision, texts, office)
        for name in names
    ]


def refused(problems: str, names: Sequence[str]) -> list[Cell]:
    """Return the cells of a row that has no answer."""
    return [problems if name == PROBLEMS else None for name in names]


def without_old_answers(headings: Sequence[str], is_key: Callable[[str], bool]) -> int:
    """Return how many columns of a table are its own, not answers of an earlier run.

    Such answers stand to the right, and are made anew. They are answer columns in our order, or
    `problems` alone, as in a file of refused rows. The first of them is never a heading that names
    a key of the case, as `deductible` does, or a word that any table may use, as `message`.
    """
    own, before = len(headings), len(ALL_COLUMNS)
    while own and headings[own - 1] in ALL_COLUMNS[:before]:
        own -= 1
        before = ALL_COLUMNS.index(headings[own])
    while own < len(headings) and (headings[own] in _SAID or is_key(headings[own])):
        own += 1
    behind = headings[own:]
    return own if len(behind) > 1 or [*behind] == [PROBLEMS] else len(headings)
