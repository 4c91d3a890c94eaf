"""A report to hand over, as values: titled sections of words, lists, tables and charts.

Each format is one function of a `Report`: `to_html.to_html`, `to_markdown.to_markdown`. The model
holds plain text only; a format escapes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from advisor.explain import guidance, sentences
from advisor.explain.opening import opening
from advisor.explain.texts import Language
from advisor.intake.case.case_file import write_case
from advisor.intake.case.fields import Listed
from advisor.report.answer.limits import limits
from advisor.report.answer.to_text import impossible, plans
from advisor.report.drawing.charts import Chart, LineChart, cost_chart, premium_chart, tornado
from advisor.report.page.case_words import case_words, listed_words
from advisor.report.page.cost_rows import cost_rows
from advisor.report.page.later_part import later_part
from advisor.report.page.parts import Block, Items, Picture, Section, Table, Toml, Words
from advisor.report.page.rule_rows import confidence_words, rule_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts


@frozen
class Report:
    """One answer for a client: what to do, why, what next, and all that it rests on.

    `name` is what the case is called, as it was typed; empty where it has no name.
    """

    language: Language
    title: str
    name: str
    about: str
    verdict: str
    headline: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    disclaimer: str


def report(decision: Decision, rulebook: Rulebook, texts: Texts, name: str = "") -> Report:
    """Put an answer into a report; sections with nothing to say are left out.

    Takes a few hundred milliseconds, for it finds where each input would flip the answer, and what
    later accidents do to it: of all that is not shown at a key, a report is where it belongs.
    """
    first, *others = opening(decision, texts).lines
    oldest = min((version.checked_on for version in decision.rules), default=decision.case.as_of)
    sections = (
        Section(code, texts(f"report.section.{code}"), tuple(blocks))
        for code, blocks in _sections(decision, rulebook, texts)
    )
    return Report(
        language=texts.language,
        title=texts("report.title"),
        name=name,
        about=texts("report.about", as_of=decision.case.as_of, oldest=oldest),
        verdict=str(decision.verdict),
        headline=first,
        summary=tuple(others),
        sections=tuple(section for section in sections if section.blocks),
        disclaimer=texts("report.disclaimer"),
    )


def _sections(
    decision: Decision, rulebook: Rulebook, texts: Texts
) -> Iterator[tuple[str, Iterable[Block]]]:
    """Give what to do, which is printed on a page of its own, and then what it rests on."""
    yield "costs", _costs(decision, texts)
    yield "warnings", _items(sentences.warnings(decision, texts))
    yield "ask", _items(sentences.questions(decision, texts))
    yield "steps", _items(guidance.steps(decision, texts), to_do=True)
    yield "why", _items(sentences.reasons(decision, texts))
    yield "charts", _charts(decision, rulebook, texts)
    yield "later", later_part(decision, rulebook, texts)
    yield "payers", _items([*guidance.payers(decision, texts), *guidance.ways(decision, texts)])
    yield "refund-plan", _items(plans(decision, texts))
    yield "assumed", _items(sentences.assumptions(decision, texts))
    yield "limits", _limits(decision, rulebook, texts)
    yield "case", _case(decision, rulebook, texts)
    yield "rules", _rules(decision, rulebook, texts)
    yield "again", (Words(texts("report.again")), Toml(write_case(decision.case)))


def _items(said: Iterable[str], *, to_do: bool = False) -> Iterator[Block]:
    found = tuple(said)
    if found:
        yield Items(found, to_do)


def _costs(decision: Decision, texts: Texts) -> Iterator[Block]:
    if sentences.paid_by_others(decision):
        return
    yield cost_rows(decision, texts)
    notes = [*guidance.alike(decision, texts), *impossible(decision, texts)]
    if rate := decision.case.assumptions.discount_rate:
        notes.append(texts("table.present-value", rate=rate))
    for note in notes:
        yield Words(note, faint=True)


def _charts(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    if sentences.paid_by_others(decision):
        return
    charts: tuple[LineChart, ...] = (cost_chart(decision, rulebook), premium_chart(decision))
    for chart in charts:
        if chart.lines:
            yield _picture(chart, chart.code, texts)


def _picture(chart: Chart, code: str, texts: Texts) -> Picture:
    return Picture(chart, texts(f"chart.title.{code}"), texts(f"chart.about.{code}"))


def _limits(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    yield from _items([*guidance.unknowns(decision, texts), *limits(decision, texts)])
    if sentences.has_both_sides(decision):
        bars = tornado(decision, rulebook)
        if bars.bars:
            yield _picture(bars, "tornado", texts)


def _case(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    yield Table((), case_words(decision.case, rulebook, texts))
    for listed in Listed:
        rows = listed_words(decision.case, listed, texts)
        if rows:
            yield Words(texts(f"report.listed.{listed}"))
            yield Items(rows)


def _rules(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    if decision.rules:
        yield rule_table(decision, rulebook, texts)
        yield Words(confidence_words(decision, texts), faint=True)
