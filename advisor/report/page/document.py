"""A report to hand over, as values: titled sections of words, lists, tables and charts.

Each format is one function that takes a `Report`: `to_html.to_html`, `to_markdown.to_markdown`,
`report_file.to_pdf`. A report holds plain text only; each format escapes it.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from advisor.domain.case import Client
from advisor.domain.decision import Decision
from advisor.domain.rule import Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain import guidance, sentences
from advisor.explain.covers import impossible_lines
from advisor.explain.headlines import has_both_sides, paid_by_others, tells_bills_apart
from advisor.explain.names import in_language
from advisor.explain.opening import opening
from advisor.explain.texts import Language, Texts
from advisor.explain.untrusted_text import harmless
from advisor.intake.case.case_file import write_case
from advisor.intake.case.field import ListKey
from advisor.report.answer.limits import limits
from advisor.report.answer.to_text import plans
from advisor.report.drawing.charts import Chart, cost_chart, premium_chart, tornado
from advisor.report.page.blocks import (
    Block,
    BulletList,
    CaseFileText,
    Cell,
    Paragraph,
    Picture,
    Section,
    Table,
    TableRow,
)
from advisor.report.page.case_words import case_words, listed_words
from advisor.report.page.first_page import (
    MOST_ITEMS,
    Letterhead,
    facts,
    first_sections,
    for_clients,
    holds_until,
    items,
)
from advisor.report.page.later_part import later_part
from advisor.report.rulebook.rule_words import own_title

_HEADS = ("title", "since", "checked", "confidence", "source")
_SCHEMES = ("https://", "http://")


_MOST_LINES, _LONGEST = 2, 80


@frozen
class Report:
    """One answer for a client: what to do, why, what next, and everything it is based on.

    `name` is the name of the case, as typed, and `office` the sender; either may be empty. `first`
    has the sections of the first page, `details` those that follow, none in a report of one page.
    `facts` has names and values from the case; `holds` says until when the advice can be followed.
    """

    language: Language
    title: str
    name: str
    office: str
    about: str
    facts: tuple[TableRow, ...]
    verdict: str
    headline: str
    summary: tuple[str, ...]
    holds: str
    first: tuple[Section, ...]
    details: tuple[Section, ...]
    disclaimer: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in their order."""
        return (*self.first, *self.details)


def report(
    decision: Decision,
    rulebook: Rulebook,
    texts: Texts,
    head: Letterhead | None = None,
    *,
    page_one: bool = False,
) -> Report:
    """Return the report on an answer; sections with nothing to say are left out.

    With `page_one` it has no details. These take a few hundred milliseconds to compute, because
    they say where each input would flip the answer, and how later accidents change it.
    """
    head = head or Letterhead()
    first, *others = opening(decision, texts).lines
    oldest = min((version.checked_on for version in decision.rules), default=decision.case.as_of)
    return Report(
        language=texts.language,
        title=texts("report.title"),
        name=_few_lines(head.name),
        office=_few_lines(head.office),
        about=texts("report.about", as_of=decision.case.as_of, oldest=oldest),
        facts=facts(decision, rulebook, texts, head),
        verdict=str(decision.verdict),
        headline=first,
        summary=tuple(others),
        holds=texts("report.holds", until=holds_until(decision)),
        first=tuple(first_sections(decision, texts)),
        details=() if page_one else _details(decision, rulebook, texts, head),
        disclaimer=texts("report.disclaimer"),
    )


def _few_lines(said: str) -> str:
    """Return typed text cut to the number and length of lines that fit on the first page."""
    return "\n".join(harmless(line, _LONGEST) for line in said.splitlines()[:_MOST_LINES])


def _details(
    decision: Decision, rulebook: Rulebook, texts: Texts, head: Letterhead
) -> tuple[Section, ...]:
    found = (
        Section(code, texts(f"report.section.{code}"), tuple(blocks))
        for code, blocks in _blocks(decision, rulebook, texts, head)
    )
    return tuple(section for section in found if section.blocks)


def _blocks(
    decision: Decision, rulebook: Rulebook, texts: Texts, head: Letterhead
) -> Iterator[tuple[str, Iterable[Block]]]:
    """Yield what did not fit on the first page, the next steps, and what the answer rests on."""
    yield "more-warnings", items(for_clients(decision, texts)[MOST_ITEMS:])
    yield "more-ask", items(sentences.questions(decision, texts)[MOST_ITEMS:])
    yield "steps", items([*guidance.steps(decision, texts)], to_do=True)
    yield "why", items(sentences.reasons(decision, texts))
    yield "impossible", _impossible(decision, texts)
    yield "charts", _charts(decision, rulebook, texts)
    yield "later", later_part(decision, rulebook, texts)
    yield "payers", items([*guidance.payers(decision, texts), *guidance.ways(decision, texts)])
    yield "refund-plan", items([*plans(decision, texts)])
    yield "assumed", items(sentences.assumptions(decision, texts))
    yield "limits", _limits(decision, rulebook, texts)
    yield "case", _case(decision, rulebook, texts)
    yield "rules", _rules(decision, rulebook, texts)
    yield "again", _again(decision, texts, head)


def _impossible(decision: Decision, texts: Texts) -> tuple[Block, ...]:
    others = paid_by_others(decision)
    return () if others else items([*impossible_lines(decision, texts)])


def _charts(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    if paid_by_others(decision):
        return
    charts = [premium_chart(decision)]
    if tells_bills_apart(decision):
        charts.insert(0, cost_chart(decision, rulebook))
    for chart in charts:
        if chart.lines:
            yield _picture(chart, chart.code, texts)


def _picture(chart: Chart, code: str, texts: Texts) -> Picture:
    return Picture(chart, texts(f"chart.title.{code}"), texts(f"chart.about.{code}"))


def _limits(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    yield from items([*guidance.unknowns(decision, texts), *limits(decision, texts)])
    if has_both_sides(decision):
        bars = tornado(decision, rulebook)
        if bars.bars:
            yield _picture(bars, "tornado", texts)


def _case(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    yield Table((), case_words(decision.case, rulebook, texts))
    for listed in ListKey:
        rows = listed_words(decision.case, listed, texts)
        if rows:
            yield Paragraph(texts(f"report.listed.{listed}"))
            yield BulletList(rows)


def _rules(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    if decision.rules:
        yield _rule_table(decision, rulebook, texts)
        yield Paragraph(_confidence_words(decision, texts), faint=True)


def _again(decision: Decision, texts: Texts, head: Letterhead) -> Iterator[Block]:
    """Yield the case as a case file, with the client's data only if `head` asks for them."""
    case = decision.case if head.with_client else evolve(decision.case, client=Client())
    yield Paragraph(texts("report.again"))
    yield CaseFileText(write_case(case))


def _rule_table(decision: Decision, rulebook: Rulebook, texts: Texts) -> Table:
    """Return a table of the rule versions that the answer rests on, in the decision's order."""
    titles = {rule.id: in_language(rule.title, texts) for rule in rulebook.all_rules()}
    rows = tuple(
        TableRow(_cells(version, _title(version, titles, texts), texts))
        for version in decision.rules
    )
    return Table(tuple(Cell(texts(f"report.rule.{head}")) for head in _HEADS), rows)


def _confidence_words(decision: Decision, texts: Texts) -> str:
    """Return what the confidence grades that occur in the table of rules mean."""
    grades = sorted({str(version.confidence) for version in decision.rules})
    parts = "; ".join(texts("report.sure", grade=grade) for grade in grades)
    return texts("report.sure-all", parts=parts)


def _title(version: Version[object], titles: Mapping[str, str], texts: Texts) -> str:
    return own_title(titles.get(version.rule, version.rule), version, texts)


def _cells(version: Version[object], title: str, texts: Texts) -> tuple[Cell, ...]:
    source = version.sources[0] if version.sources else None
    named = ", ".join(part for part in (source.title, source.article) if part) if source else ""
    link = source.url if source and source.url.startswith(_SCHEMES) else ""
    return (
        Cell(title),
        Cell(version.in_force_from.isoformat()),
        Cell(version.checked_on.isoformat()),
        Cell(texts(f"confidence-word.{version.confidence}")),
        Cell(named, link=link),
    )
