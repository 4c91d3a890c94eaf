"""A report says all that a client needs, shows names as they are, and executes nothing."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report.written_reports import ENDINGS, FOLDER, NAME, kept, made

from advisor.domain.decision import Decision
from advisor.explain import sentences
from advisor.explain.opening import opening
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.untrusted_text import harmless
from advisor.intake.case.case_file import parse_toml, write_case
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import FIELDS
from advisor.intake.sample import sample_text
from advisor.report.page.case_words import value_words
from advisor.report.page.document import Report, report
from advisor.report.page.first_page import Letterhead
from advisor.report.page.to_html import to_html
from advisor.report.page.to_markdown import escaped, to_markdown
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

if TYPE_CHECKING:
    from pathlib import Path

RULEBOOK = load_rulebook()


GOLDEN = (FOLDER / "case.toml").read_text("utf-8")


def decided(text: str) -> Decision:
    document = parse_toml(text)
    assert isinstance(document, dict)
    found = answer(document, RULEBOOK)
    assert isinstance(found, Decision)
    return found


@cache
def sample() -> Decision:
    return decided(sample_text())


@cache
def sample_report() -> Report:
    return report(sample(), RULEBOOK, Texts("en"))


def named(name: str) -> Report:
    from attrs import evolve  # noqa: PLC0415 - beside its one use

    return evolve(sample_report(), name=name)


class Page(HTMLParser):
    """A page as a browser reads it: its tags, and its words by tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self.words[self._open[-1]] = self.words.get(self._open[-1], "") + data


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_as_it_was_looked_at(language: Language, ending: str) -> None:
    """If it differs, run `python tests/report/written_reports.py` and look at what changed."""
    assert made(language, ending).decode("utf-8") == kept(language, ending).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_has_its_place(language: Language) -> None:
    """The golden case needs every section, and a page shows all of them in this order."""
    page = made(language, ".html").decode("utf-8")
    sections = re.findall(r'<section class="([a-z-]+)">', page)
    assert sections == [
        "costs", "warnings", "ask", "more-ask", "steps", "why", "impossible", "charts", "later",
        "payers", "refund-plan", "assumed", "limits", "case", "rules", "again",
    ]  # fmt: skip
    assert page.count("<svg") == 4


def test_what_to_hand_over_is_printed_apart_from_the_details() -> None:
    page = made("en", ".html").decode("utf-8")
    assert ".details { margin: 0; border: 0; break-before: page; }" in page
    first, _, details = page.partition('<div class="details" id="details">')
    assert first.count("<section") == 3
    assert "<footer>" in first
    assert "<footer>" not in details


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [GOLDEN, sample_text()])
def test_the_first_page_says_all_that_is_handed_over(language: Language, text: str) -> None:
    """The page states accident, policy, insurer, how long it holds and who advises, and no link."""
    decision, texts = decided(text), Texts(language)
    head = Letterhead("C", "Hanbit Agency 02-123-4567")
    page = to_html(report(decision, RULEBOOK, texts, head, page_one=True), texts)
    case = decision.case
    for said in (
        texts("report.day", value=case.accident.day),
        texts("report.won", value=case.policy.premium),
        texts("report.holds", until=date(2027, 3, 1)), texts("report.disclaimer"),
        texts("field.policy.insurer"), opening(decision, texts).verdict, head.office,
    ):  # fmt: skip
        assert said in page
    assert "<a " not in page
    assert "details" not in Page(page).words.get("div", "")
    assert 'class="details"' not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_client_stands_in_a_report_only_where_it_is_asked_for(language: Language) -> None:
    client = (
        '[client]\nname = "Kim Minsu"\nplate = "12GA3456"\ntelephone = "010-1"\nnote = "late"\n'
    )
    decision, texts = decided(sample_text() + client), Texts(language)
    for write in (to_html, to_markdown):
        plain = write(report(decision, RULEBOOK, texts), texts)
        for said in ("Kim Minsu", "12GA3456", "010-1", 'late"'):
            assert said not in plain
        asked = write(report(decision, RULEBOOK, texts, Letterhead(with_client=True)), texts)
        for said in ("Kim Minsu", "12GA3456", "010-1"):
            assert asked.count(said) == 2, "on the first page, and in the case to run again"


def test_what_an_insurer_was_once_said_to_refuse_is_not_for_clients() -> None:
    past = "[[claim]]\nday = 2025-0{}-10\nproperty_paid = 900_000\n"
    text = sample_text().replace('"mg"', '"kb"') + "".join(past.format(month) for month in (5, 7))
    decision = decided(text)
    assert "underwriting-limit" in {warning.code for warning in decision.warnings}
    said = sentences.warnings(decision, Texts("en"))
    page = to_html(report(decision, RULEBOOK, Texts("en")), Texts("en"))
    assert [one for one in said if escape(one) not in page] == [
        one for one in said if "2016" in one
    ]
    assert any("2016" in one for one in said)


def test_a_wide_table_moves_within_its_own_frame() -> None:
    page = made("en", ".html").decode("utf-8")
    frames = re.findall(r'<div class="wide" tabindex="0">\n<table>', page)
    assert len(frames) == page.count("<thead>")
    assert ".wide { overflow-x: auto; }" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_fetches_and_runs_nothing(language: Language) -> None:
    page = Page(made(language, ".html").decode("utf-8"))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href"):
            value = attributes.get(name)
            assert value is None or (tag == "a" and value.startswith(("https://", "http://")))
    style = page.words["style"]
    assert "@page { size: A4;" in style
    assert not re.search(r"url\(|@import|@font-face", style)


def test_a_name_is_shown_as_it_was_typed() -> None:
    page = made("en", ".html").decode("utf-8")
    assert NAME in Page(page).words["p"]
    assert "<b>김" not in page


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=40))
def test_no_name_breaks_out_of_its_place(name: str) -> None:
    """Whatever the name of the case, a page has the same tags and Markdown the same headings."""
    report_named, texts = named(name), Texts("en")
    page = to_html(report_named, texts)
    if 'class="name"' in page:
        assert [tag for tag, _ in Page(page).tags] == tags_of_a_plain_name()
    page.encode("utf-8")
    assert headings(to_markdown(report_named, texts)) == headings_of_the_sample()


@cache
def tags_of_a_plain_name() -> list[str]:
    return [tag for tag, _ in Page(to_html(named("x"), Texts("en"))).tags]


@cache
def headings_of_the_sample() -> list[str]:
    return headings(to_markdown(sample_report(), Texts("en")))


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "[x](javascript:1)", "![x](y)", "`rm`", "| a | b |", "\x1b[2J"],
)
def test_markdown_of_a_name_is_words(name: str) -> None:
    shown = escaped(name)
    assert "<" not in shown
    assert "\x1b" not in shown
    assert not re.search(r"(?<!\\)[`*_\[\]|]", shown)
    assert re.sub(r"\\(.)", r"\1", shown).replace("&lt;", "<").replace("&gt;", ">") == harmless(
        name
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_case_in_a_report_gives_the_same_answer_again(ending: str) -> None:
    page = made("en", ending).decode("utf-8")
    if ending == ".html":
        text = Page(page).words["pre"]
    else:
        text = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
    again = decided(text)
    assert write_case(again.case) == text


def test_steps_carry_their_days_and_rules_their_sources() -> None:
    page = to_html(sample_report(), Texts("en"))
    assert sample().refund_by is not None
    assert "1 March 2027" in page
    for version in sample().rules:
        assert version.in_force_from.isoformat() in page
        assert version.checked_on.isoformat() in page


def test_a_report_without_a_choice_is_written_too(tmp_path: Path) -> None:
    """If nothing is covered, the verdict says so and the report has no tornado chart."""
    text = sample_text().replace('kind   = "object"', 'kind   = "wear"')
    decision = decided(text)
    found = report(decision, RULEBOOK, Texts("ko"))
    assert found.verdict == "not-covered"
    page = to_html(found, Texts("ko"))
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert 'class="verdict not-covered"' in page
    assert "tornado" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_violations_stand_beside_past_claims(language: Language) -> None:
    texts = Texts(language)
    row = '\n[[violation]]\nday = 2026-03-20\nkind = "{}"\n'
    rows = "".join(row.format(kind) for kind in RULEBOOK.violation_kinds)
    page = to_html(report(decided(sample_text() + rows), RULEBOOK, texts), texts)
    assert texts("report.listed.violation") in page
    for kind in RULEBOOK.violation_kinds:
        assert texts(f"report.violation.{kind}") in page


def first_facts(text: str, language: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in report(decided(text), RULEBOOK, Texts(language), page_one=True).facts:
        name, value = (cell.text for cell in row.cells)
        found.setdefault(name, []).append(value)
    return found


BARE = """
format = 1
[policy]
start = 2026-03-14
premium = 734560
COVER
[accident]
day = 2026-11-20
kind = "collision"
fault = 0.7
own_damage = 900000
"""


@pytest.mark.parametrize(
    ("cover", "ko", "en"),
    [
        ("", "가입하지 않음", "none"),
        ("[policy.own_damage]\nunconfirmed = true", "확인 전", "not looked up"),
    ],
)
def test_the_first_page_says_whether_the_own_car_is_covered(cover: str, ko: str, en: str) -> None:
    for language, wanted in (("ko", ko), ("en", en)):
        texts = Texts("ko" if language == "ko" else "en")
        facts = first_facts(BARE.replace("COVER", cover), texts.language)
        assert wanted in facts[texts("field.policy.own_damage")][0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["object", "collision"])
def test_the_first_page_says_that_the_cover_leaves_this_accident_out(
    kind: str, language: Language
) -> None:
    """The page says why the driver pays the own repair, and shows no deductible nobody bears."""
    texts = Texts(language)
    text = BARE.replace("COVER", "[policy.own_damage]\nsingle_vehicle = false")
    if kind == "object":
        text = text.replace('"collision"', '"object"').replace("fault = 0.7\n", "")
    facts = first_facts(text, language)
    left_out = [texts("report.cover.excluded")] if kind == "object" else []
    assert facts.get(texts("field.policy.own_damage"), []) == left_out
    assert bool(facts.get(texts("field.policy.own_damage.deductible"))) is (kind == "collision")


@pytest.mark.parametrize(
    ("stated", "ko", "en"),
    [
        ("", "손해액의 20%, 최소 20만 원, 최대 50만 원 (가정)", "at most 500,000 won (assumed)"),
        ("deductible = { fixed = 300_000 }", "정액 300,000원", "300,000 won, fixed"),
        (
            "deductible = { rate = 0.3, minimum = 200_000, maximum = 1_000_000 }",
            "손해액의 30%, 최소 20만 원, 최대 100만 원",
            "30% of the loss, at least 200,000 won, at most 1,000,000 won",
        ),
    ],
)
def test_the_first_page_says_the_deductible_and_whether_it_is_assumed(
    stated: str, ko: str, en: str
) -> None:
    text = BARE.replace("COVER", f"[policy.own_damage]\n{stated}")
    korean = first_facts(text, "ko")["자기부담금"]
    assert korean == [ko]
    assert first_facts(text, "en")[Texts("en")("field.policy.own_damage.deductible")][0].endswith(
        en
    )


def test_the_first_page_says_what_else_moves_the_sums() -> None:
    """An own injury, the limit of the liability cover, another car and a violation are listed."""
    texts = Texts("ko")
    hurt = BARE.replace("COVER", "property_limit = 20_000_000").replace(
        "[accident]", '[accident]\nown_injury = true\ndriver = "in-scope"'
    )
    listed = "[[other_car]]\nstart = 2026-08-01\npremium = 640_000\n"
    listed += '[[violation]]\nday = 2026-06-01\nkind = "drunk"\n'
    found = first_facts(hurt + listed, "ko")
    assert found[texts("field.accident.own_injury")] == ["예"]
    assert found[texts("field.policy.property_limit")] == ["20,000,000원"]
    assert texts("field.accident.driver") in found
    assert "640,000원" in found[texts("report.listed.other_car")][0]
    assert "2026년 6월 1일" in found[texts("report.listed.violation")][0]


@pytest.mark.parametrize(
    ("table", "key", "value", "said"),
    [
        ("accident", "car_value", "7_000_000", "7,000,000원"),
        ("accident", "depreciation", "120_000", "120,000원"),
        ("accident", "extras", "70_000", "70,000원"),
        ("accident", "own_rental", "300_000", "300,000원"),
        ("accident", "high_value", '"mine"', "내 차"),
        ("policy.own_damage", "sum_insured", "9_000_000", "9,000,000원"),
        ("assumptions", "renewals", "4", "4"),
        ("assumptions", "quote_claim", "912_000", "912,000원"),
    ],
)
def test_the_advice_holds_for_figures_that_stand_on_the_first_page(
    table: str, key: str, value: str, said: str
) -> None:
    """The advice says that it holds for the figures above, so any figure that counts is shown."""
    tables = "[policy.own_damage]\n[assumptions]\nquote_clean = 700_000\nquote_claim = 800_000\n"
    text = BARE.replace("COVER", tables)
    stated = re.sub(rf"\n{key} = .*", "", text)
    stated = stated.replace(f"[{table}]", f"[{table}]\n{key} = {value}")
    found = first_facts(stated, "ko")
    assert found[Texts("ko")(f"field.{table}.{key}")] == [said]


def test_the_first_page_says_the_past_claims_or_that_none_is_stated() -> None:
    text = BARE.replace("COVER", "[policy.own_damage]")
    name = Texts("ko")("report.listed.claim")
    assert first_facts(text, "ko")[name] == ["적지 않음"]
    claims = "".join(f"[[claim]]\nday = {day}\n" for day in ("2023-12-20", "2024-11-10"))
    found = first_facts(text + claims + "property_paid = 1150000\n", "ko")[name]
    assert found == [
        "2024년 11월 10일(일), 보험금 1,150,000원",
        "2023년 12월 20일(수), 보험금 모름",
    ]


CODES = [
    (field.path, value)
    for field in FIELDS
    for value in (*field.choices, *(("death",) if field.kind is FieldKind.INJURY else ()))
    if field.path.startswith(("accident.", "claim[]."))
]


@pytest.mark.parametrize(("path", "value"), CODES)
def test_no_code_of_a_case_file_is_shown_to_a_client(path: str, value: str) -> None:
    assert not value_words(path, value, Texts("ko")).isascii()
    assert value_words(path, value, Texts("en")) != "unknown"
