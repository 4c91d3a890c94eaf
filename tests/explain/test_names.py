"""Tables are called by names, never by their codes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, assuming, decide, with_accident, with_policy

from advisor.domain.accident import Kind
from advisor.domain.decision import Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.rule import Text
from advisor.engine.advise import advise
from advisor.explain.names import option_code, option_name, table_name
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.fields import FIELDS
from advisor.report.answer.to_text import to_text
from advisor.report.comparing.comparison import comparison_rows, shown_cell
from advisor.report.drawing.chart_svg import to_svg
from advisor.report.drawing.charts import cost_chart
from advisor.rules.rulebook import load_rulebook
from advisor.tui.widgets.verdict import MARKS

if TYPE_CHECKING:
    from advisor.domain.case import Case

TABLE, PROFILE = "assumptions.grade_table", "assumptions.count_profile"


def test_every_table_of_the_rules_has_a_name_and_a_short_one() -> None:
    rulebook = load_rulebook()
    for rule in (*rulebook.grade_tables.values(), *rulebook.count_profiles.values()):
        assert rule.name
        assert rule.label


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_knows_the_names_of_all_tables_that_it_names(language: Language) -> None:
    """The answer names the tables of the range as well as the table behind the headline."""
    open_ones = assuming(with_policy(insurer=None), grade_table=None, count_profile=None)
    decision, texts = decide(open_ones), Texts(language)
    entries = [entry for entry in decision.range if entry.assumption in {TABLE, PROFILE}]
    codes = {(entry.assumption, entry.value) for entry in entries}
    codes |= {(found.path, found.value) for found in decision.assumed if found.path == TABLE}
    assert {path for path, _ in codes} == {TABLE, PROFILE}
    assert [code for path, code in codes if table_name(path, code, decision, texts) == code] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_keys_of_a_case_have_the_same_name(language: Language) -> None:
    """A broker who reads a name in a list of problems, or uses it as a heading, means one key."""
    names = Counter(Texts(language)(f"field.{field.path}") for field in FIELDS)
    assert [name for name, times in names.items() if times > 1] == []


def test_a_table_without_a_name_is_called_by_its_title() -> None:
    rulebook = load_rulebook()
    title = Text(ko="내 표", en="My table")
    mine = evolve(rulebook.grade_tables["bohum24"], name=None, title=title)
    tables = {**rulebook.grade_tables, "my-own": mine}
    decision = advise(assuming(SAMPLE, grade_table="my-own"), evolve(rulebook, grade_tables=tables))
    assert table_name(TABLE, "my-own", decision, Texts("ko")) == "내 표"


def test_what_is_no_table_is_shown_as_it_is() -> None:
    decision, texts = decide(SAMPLE), Texts("ko")
    assert table_name(TABLE, "nobody-knows", decision, texts) == "nobody-knows"
    assert table_name(TABLE, "mg-2024", None, texts) == "mg-2024"
    assert table_name("policy.insurer", "db", decision, texts) == "db"
    assert table_name("policy.grade", 16, decision, texts) == 16


HURT = with_accident(kind=Kind.COLLISION, injury_grade=12)
CLAIMED = with_accident(paid=Won(900_000))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("case", "option", "code"),
    [
        (SAMPLE, Option.SELF_PAY, "self-pay"),
        (HURT, Option.SELF_PAY, "self-pay-damage"),
        (HURT, Option.CLAIM, "claim"),
        (evolve(SAMPLE, accident=evolve(SAMPLE.accident, own_injury=True)), Option.SELF_PAY,
         "self-pay-damage"),
        (CLAIMED, Option.CLAIM, "keep"),
        (CLAIMED, Option.CLAIM_REFUND, "refund"),
    ],
)  # fmt: skip
def test_an_option_is_called_what_it_is_in_this_case(
    language: Language, case: Case, option: Option, code: str
) -> None:
    """With an injury, self-pay means the damage only; a claim already paid is kept or paid back."""
    decision, texts = decide(case), Texts(language)
    assert option_code(decision, option) == code
    name, short = (texts(f"{section}.{code}") for section in ("option", "app.option"))
    assert option_name(decision, option, texts) == name
    table = to_text(decision, Paper(texts), full=True)
    assert name in table or short in table
    chart = cost_chart(decision, load_rulebook())
    assert chart.named(option) == code
    assert f">{name}<" in to_svg(chart, texts)


@pytest.mark.parametrize("verdict", [Verdict.DEPENDS, Verdict.KEEP_OPEN])
@pytest.mark.parametrize(("language", "said"), [("ko", "먼저 확인"), ("en", "Ask first")])
def test_what_has_to_be_asked_first_is_called_so_beside_its_variants(
    language: Language, said: str, verdict: Verdict
) -> None:
    """A comparison does not call it by the option that costs least: that has a row of its own."""
    row, cheapest, *_ = comparison_rows([evolve(decide(SAMPLE), verdict=verdict)])
    assert [shown_cell(row, cell, Texts(language)) for cell in row.cells] == [said]
    assert cheapest.code == "recommended"


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_explains_every_sign_before_a_verdict(language: Language) -> None:
    said = Texts(language)("help.marks")
    assert [mark for mark in MARKS.values() if f"{mark} " not in said] == []
