"""The part of a report about later accidents shows the whole view, or says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from later.scrapes import bill, scrape

from advisor.domain.decision import Decision
from advisor.explain.formats import grouped, number
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.case_file import parse_toml
from advisor.intake.sample import sample_text
from advisor.later.later_advice import later_in_full
from advisor.report.drawing.charts import regret_chart
from advisor.report.later.later_text import retention_text
from advisor.report.later.later_words import opinion_in_full
from advisor.report.page.blocks import BulletList, Paragraph, Picture, Table
from advisor.report.page.document import report
from advisor.report.page.later_part import later_part
from advisor.report.page.to_html import to_html
from advisor.report.page.to_markdown import to_markdown
from advisor.service import answer, decide

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Language
    from advisor.report.page.blocks import Block


def decided(rulebook: Rulebook, *changes: tuple[str, str]) -> Decision:
    text = sample_text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    document = parse_toml(text)
    assert isinstance(document, dict)
    found = answer(document, rulebook)
    assert isinstance(found, Decision)
    return found


def cells(blocks: list[Block]) -> list[list[list[str]]]:
    """Return the words of every cell, by table and row."""
    tables = [block for block in blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_hold_the_view(sample: Decision, rulebook: Rulebook, language: Language) -> None:
    full = later_in_full(sample, rulebook)
    view = full.advice
    blocks = list(later_part(sample, rulebook, Texts(language)))
    costs, by_rate, bills = cells(blocks)
    cheapest = min(view.costs, key=lambda one: one.total)
    assert costs[0][1:] == [
        grouped(amount) for amount in (cheapest.cash_now, cheapest.later, cheapest.total, 0)
    ]
    assert [(row[0], row[-1]) for row in by_rate] == [
        (number(one.accident_rate), grouped(one.margin)) for one in full.by_rate
    ]
    spans = [
        f"{grouped(one.first)} – {grouped(one.last)}"
        for moment in full.moments
        for one in moment.intervals
    ]
    assert [row[-1] for row in bills] == spans
    (picture,) = (block for block in blocks if isinstance(block, Picture))
    assert picture.chart == regret_chart(full, sample)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_no_view_the_report_says_why(rulebook: Rulebook, language: Language) -> None:
    """If the policy is older than today's grades, the rest of the report is still written."""
    texts = Texts(language)
    old = decided(rulebook, ("2026-", "2016-"), ("2024-", "2014-"))
    (said,) = later_part(old, rulebook, texts)
    assert isinstance(said, Paragraph)
    assert texts("later.impossible.kr.outlook") in said.text
    whole = report(old, rulebook, texts)
    assert said.text in to_html(whole, texts)
    assert "later" in [section.code for section in whole.sections]


def test_without_a_choice_there_is_no_such_part(rulebook: Rulebook) -> None:
    worn = decided(rulebook, ('kind   = "object"', 'kind   = "wear"'))
    assert list(later_part(worn, rulebook, Texts("en"))) == []
    assert "later" not in [section.code for section in report(worn, rulebook, Texts("en")).sections]


def test_where_it_is_a_close_call_the_loss_of_either_choice_is_said(rulebook: Rulebook) -> None:
    """The decision's option loses at most what the other option gains at its best accident rate."""
    case = scrape({"grade": 7}, {"own_damage": bill(1_950_000)})
    decision = decide(case, rulebook)
    full = later_in_full(decision, rulebook)
    assert not full.advice.agrees
    first, *more = opinion_in_full(decision, full, Texts("en"))
    assert first.startswith("Later accidents could change that: over 10 renewals")
    said = " ".join(more)
    sides = {one.recommended.is_claim for one in full.by_rate}
    against = [one.margin for one in full.by_rate if one.recommended.is_claim]
    assert (f"loses you at most {Texts('en').formats['about'](max(against))}" in said) is (
        len(sides) > 1
    )


def test_where_both_agree_nothing_is_to_be_weighed(sample: Decision, rulebook: Rulebook) -> None:
    full = later_in_full(sample, rulebook)
    said, apart = opinion_in_full(sample, full, Texts("en"))
    assert said == "The answer stays the same with later accidents counted."
    assert apart.startswith("What sets this apart from the answer: ")


def test_the_page_and_the_text_have_subtitles(sample: Decision, rulebook: Rulebook) -> None:
    texts = Texts("en")
    whole = report(sample, rulebook, texts)
    (part,) = (section for section in whole.sections if section.code == "later")
    assert any(isinstance(block, BulletList) for block in part.blocks)
    for name in ("costs", "rates", "bills"):
        title = texts(f"later.{name}.title", renewals=sample.renewals)
        assert f"<h3>{title}</h3>" in to_html(whole, texts)
        assert f"### {title}\n" in to_markdown(whole, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_claimed_already_is_kept_at_every_rate(
    rulebook: Rulebook, language: Language
) -> None:
    """The tables and the text call the option "keep", because the claim was made and paid."""
    texts = Texts(language)
    paid = decided(rulebook, ("other_rental   = 0\n", "paid = 1_440_000\n"))
    tables = [one for one in later_part(paid, rulebook, texts) if isinstance(one, Table)]
    said = {cell.text for table in tables for row in table.rows for cell in row.cells}
    assert texts("option.keep") in said
    assert texts("option.claim") not in said
    lines = retention_text(later_in_full(paid, rulebook), paid, Paper(texts))
    assert texts("option.keep") in lines
    assert f"{texts('option.claim')}," not in lines
