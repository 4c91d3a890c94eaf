"""The answer as text for a terminal: what to do and up to which bill, then the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from advisor import on_demand
from advisor.domain.decision import Decision, RefundChoice
from advisor.domain.money import NOTHING
from advisor.domain.outcome import Option
from advisor.explain import guidance, sentences
from advisor.explain.covers import impossible_lines
from advisor.explain.formats import capitalised
from advisor.explain.headlines import has_sums, paid_by_others
from advisor.explain.names import claim_days
from advisor.explain.opening import opening
from advisor.explain.texts import Texts
from advisor.explain.width import item, joined_lines
from advisor.report.answer.cost_table import cost_table
from advisor.report.answer.limits import limits

if TYPE_CHECKING:
    from advisor.explain.paper import Paper
    from advisor.later.later_advice import LaterAdvice

_PLANS_SHOWN = 4
_SCREEN = 23
"""The lines of a terminal with 24, less one for the next prompt."""

_LAST = 3
"""The number of lines at the end that say how to see more."""

_ASKED, _HEEDED, _KNOWN = "section.ask", "section.warnings", ("section.assumed", "section.why")
_ESSENTIAL = (_ASKED, _HEEDED, *_KNOWN)
"""The sections that follow the table in the short answer, as far as there is room."""

_TITLE = 2
"""The extra lines that the first sentence of a section needs: a blank one and the title."""


def to_text(
    decision: Decision, paper: Paper, *, full: bool = False, later: LaterAdvice | None = None
) -> str:
    """Return the answer as a page: short enough for one screen, or in full.

    With `later`, it says what changes when later accidents are counted, and has all sections.
    """
    clause = "" if later is None else on_demand.later_clause(decision, later, paper.texts)
    first, *others = opening(decision, paper.texts, clause).lines
    lines = [*map(paper.accent, paper.wrapped(first)), *paper.wrapped(*others)]
    if has_sums(decision):
        lines += ["", *_table(decision, paper)]
        notes = _notes(decision, paper, full=full)
        if full or len(lines) + len(notes) < _SCREEN - _LAST:
            lines += notes
    if full or later is not None:
        lines += _in_full(decision, later, paper)
    else:
        lines += _essential(decision, paper, _SCREEN - len(lines))
    return joined_lines(lines)


def _in_full(decision: Decision, later: LaterAdvice | None, paper: Paper) -> list[str]:
    lines = []
    for code, said in _sections(decision, later, paper.texts):
        if rows := paper.items(said):
            lines += ["", paper.faint(paper.texts(code)), *rows]
    return [*lines, "", *paper.wrapped(paper.texts("basis.disclaimer"))]


def _essential(decision: Decision, paper: Paper, room: int) -> list[str]:
    """Return as many questions, warnings and notes as fit in `room` lines, and the closing lines.

    The first question and the first warning come before any second one. Assumptions and reasons
    are shown only if all warnings are.
    """
    last = ["", *paper.wrapped(paper.texts("basis.short"))]
    room -= len(last)
    parts = dict(said_parts(decision, paper.texts, flags=True))
    shown: dict[str, list[str]] = {code: [] for code in _ESSENTIAL}
    cut: set[str] = set()
    for code, sentence in _in_turn(parts):
        more = item(sentence, paper.cells)
        needed = len(more) if shown[code] else len(more) + _TITLE
        if needed > room or code in cut or (code in _KNOWN and _HEEDED in cut):
            cut.add(code)
        else:
            shown[code] += more
            room -= needed
    titled = ((paper.faint(paper.texts(code)), rows) for code, rows in shown.items() if rows)
    return [*(line for title, rows in titled for line in ("", title, *rows)), *last]


def _in_turn(parts: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield questions and warnings alternately, then assumptions and reasons."""
    for pair in zip_longest(parts[_ASKED], parts[_HEEDED]):
        yield from ((code, one) for code, one in zip((_ASKED, _HEEDED), pair, strict=True) if one)
    yield from ((code, one) for code in _KNOWN for one in parts[code])


def _table(decision: Decision, paper: Paper) -> Iterator[str]:
    for line, best in cost_table(decision, paper.texts, paper.cells):
        yield paper.accent(line) if best else line


def _notes(decision: Decision, paper: Paper, *, full: bool) -> list[str]:
    texts = paper.texts
    said = [*guidance.shares(decision, texts), *impossible_lines(decision, texts)] if full else []
    said += guidance.same_either_way(decision, texts)
    if rate := decision.case.assumptions.interest:
        said.append(texts("table.present-value", rate=rate))
    return paper.hanging(said)


def _sections(
    decision: Decision, later: LaterAdvice | None, texts: Texts
) -> Iterator[tuple[str, Iterable[str]]]:
    yield from said_parts(decision, texts, flags=True)
    if later is not None:
        yield "later.title", on_demand.later_sentences(decision, later, texts)
    yield "section.rules", _rules(decision, texts)


def said_parts(
    decision: Decision, texts: Texts, *, flags: bool = False
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the sections that consist of sentences: the code of each title and its sentences.

    With `flags`, an assumption about a cover names the flag that states the cover.
    """
    yield "section.why", sentences.reasons(decision, texts)
    yield "section.warnings", sentences.warnings(decision, texts)
    yield "section.ask", sentences.questions(decision, texts)
    yield "section.assumed", sentences.assumptions(decision, texts, flags=flags)
    yield "section.refund-plan", plans(decision, texts)
    yield "section.payers", guidance.payers(decision, texts)
    yield "section.ways", guidance.ways(decision, texts)
    yield "section.steps", guidance.steps(decision, texts)
    yield "section.limits", (*guidance.unknowns(decision, texts), *limits(decision, texts))


def plans(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield what the cheapest plans for several claims of one year cost, beside the advised one.

    Only differences are shown, because the plans' totals are measured against the record as it
    stands, but the answer's own total against the record with its refunds made.
    """
    advised = decision.plan or RefundChoice(decision.recommended, (), NOTHING)
    ways = {(way.new, way.refund): way.total for way in decision.refund_plan}
    total = ways.get((advised.new, advised.refund))
    if total is None or not any(way.refund for way in decision.refund_plan):
        return
    for way in islice(decision.refund_plan, _PLANS_SHOWN):
        differs = way.total - total
        is_advised = (way.new, way.refund) == (advised.new, advised.refund)
        code = "advised" if is_advised else "dearer" if differs > 0 else "cheaper"
        beside = texts(f"plan.{code if differs or is_advised else 'alike'}", amount=abs(differs))
        new = _way(way.new, decision)
        refunds = _refunds(decision, way, texts)
        yield texts(f"plan.{new}", refunds=refunds, Refunds=capitalised(refunds), beside=beside)


def _way(new: Option, decision: Decision) -> str:
    """Return the code for what a plan does with this accident; `others-pay` if others pay it."""
    if paid_by_others(decision):
        return "others-pay"
    if decision.case.accident.paid is not None:
        return "leave" if new is Option.CLAIM else "pay-back"
    return str(new)


def _refunds(decision: Decision, plan: RefundChoice, texts: Texts) -> str:
    if not plan.refund:
        return texts("plan.keep")
    days = claim_days(plan.refund, decision, texts, date.isoformat)
    return texts("plan.refund" if len(plan.refund) == 1 else "plan.refunds", days=days)


def _rules(decision: Decision, texts: Texts) -> Iterator[str]:
    if decision.rules:
        named = ", ".join(
            texts("rules.own-title", title=version.ref) if version.own else version.ref
            for version in decision.rules
        )
        yield texts("basis.used", rules=named)
        yield texts("basis.checked", oldest=min(version.checked_on for version in decision.rules))
