"""In the app, too, all texts give one and the same answer, whatever the case and the language.

The widgets are asked for their lines without being on a screen.
"""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from engine.sample import SAMPLE, with_accident, won
from figures import amounts, figures, spoken, stated
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases, full_cases
from textual.geometry import Size

from advisor.book.clients.client_case import client_case
from advisor.domain.accident import Kind
from advisor.domain.comparison import InsurerOffer, Variant, outlay_change
from advisor.domain.errors import AdvisorError
from advisor.domain.money import Won
from advisor.explain import guidance, sentences
from advisor.explain.covers import impossible_lines
from advisor.explain.headlines import has_sums
from advisor.explain.limit_line import BILL_SUFFIX
from advisor.explain.names import option_name
from advisor.explain.opening import opening
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import width as cells
from advisor.intake.case.draft import Draft
from advisor.intake.case.records import case_document
from advisor.intake.typed.offer import Offer
from advisor.report.later.later_document import later_document
from advisor.report.message import MOST_LINES, message
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide
from advisor.storage.records import SavedCase
from advisor.tui.consultation import Consultation
from advisor.tui.later_views import LaterViews, work_out, work_out_pages
from advisor.tui.screens.buying import BuyingPage
from advisor.tui.screens.insurers import InsurersPage
from advisor.tui.screens.later import LaterPage
from advisor.tui.screens.steps import SideSections
from advisor.tui.screens.what_if import Comparison
from advisor.tui.screens.why import WhyPage
from advisor.tui.widgets.answer import Answer
from advisor.tui.widgets.lines import line
from advisor.tui.widgets.saved_page import SavedPage
from advisor.tui.widgets.verdict import VerdictBand
from advisor.whatif.choosing import Driving, choose
from advisor.whatif.compare import variants
from advisor.whatif.insurers import insurer_costs
from advisor.whatif.quick_changes import quick_changes

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision
    from advisor.domain.policy_choice import PolicyChoice
    from advisor.tui.widgets.lines import Line

RULEBOOK = load_rulebook()
TEXTS = {language: Texts(language) for language in LANGUAGES}
ANY = cases() | full_cases()
WIDTHS = (41, 58, 108)
"""The width of an answer, in cells, at 80, 60 and 160 columns."""

PAGES = (56, 76, 108)
"""The width of a page, in cells, at 60 and 80 columns, and beside a list at 160 columns."""

SCREENS = {41: Size(80, 24), 58: Size(60, 20), 108: Size(160, 50)}
URGED = {
    "ko": (
        "보험으로 처리하세요", "보험 없이 직접 처리하세요", "보험으로 처리하고,",
        "나머지도 직접 내세요", "보험 처리한 대로 두세요",
    ),
    "en": (
        "Pay it yourself", "pay it yourself", "Claim for ", "claim instead", "Claim up to the",
        "Settle the injury for", "Leave the claim as it is",
    ),
}  # fmt: skip
"""Words of the first lines that tell the driver what to do."""

CONDITION = {"ko": re.compile("면 |면,|때만 "), "en": re.compile(r"\b[Ii]f\b|\bonly where\b")}
COLUMNS = re.compile(r"  |[\u2800-\u28ff]|\s[+\-]?[\d,]+\s+[+\-]?[\d,]+$")
"""What only a row of a table or a chart contains, and no sentence."""

SENTENCE = re.compile(r"(?<=[.!?”])\s+")


class StillAnswer(Answer):
    """The answer side of the case screen, on a screen of a given size."""

    shown_on = Size(80, 24)

    @property
    def app(self) -> SimpleNamespace:  # type: ignore[override]
        return SimpleNamespace(size=self.shown_on, get_line_filters=list)


def plain(lines: list[Line]) -> list[str]:
    return ["".join(text for text, _ in pieces).rstrip() for pieces in lines]


def said(lines: list[Line]) -> str:
    """Return the lines as running text, without the rows that are laid out in columns."""
    rows = (row.strip() for row in plain(lines))
    return " ".join(" ".join(row for row in rows if not COLUMNS.search(row)).split())


def answer_side(decision: Decision, language: Language, room: int, views: LaterViews) -> list[Line]:
    widget = StillAnswer()
    widget.shown_on, widget.later_views = SCREENS[room], views
    widget.set_reactive(Answer.consultation, Consultation(Draft(), decision))
    return widget.lines_in(TEXTS[language], room)


def without_opening(text: str, decision: Decision, language: Language) -> str:
    """Return a text without the first lines, because only these may recommend."""
    for first in opening(decision, TEXTS[language]).lines:
        text = text.replace(" ".join(first.split()), "")
    return text


def check_urges_nothing(text: str, decision: Decision, language: Language) -> None:
    """Check that outside the first lines a sentence urges an option only with its condition."""
    for sentence in SENTENCE.split(without_opening(text, decision, language)):
        if any(act in sentence for act in URGED[language]):
            assert CONDITION[language].search(sentence), sentence


def check_marked(lines: list[Line], decision: Decision, language: Language) -> None:
    """Check that exactly one row is marked, the row of the recommended option."""
    marked = [row for row in plain(lines) if row.startswith("● ")]
    if not has_sums(decision) or not decision.outcomes[decision.recommended].available:
        assert marked == []
        return
    names = (
        option_name(decision, decision.recommended, TEXTS[language], section)
        for section in ("option", "app.option")
    )
    assert len(marked) == 1, plain(lines)
    assert marked[0].startswith(tuple(f"● {name}" for name in names)), marked


def check_fits(lines: list[Line], room: int) -> None:
    for row in plain(lines):
        assert cells(row) <= room, row


def known_sums(decision: Decision, *more: object) -> set[int]:
    return spoken({*stated(decision), *(sum_ for one in more for sum_ in figures(one))})


def check_sums(text: str, known: set[int]) -> None:
    for sentence in SENTENCE.split(text):
        assert set(amounts(sentence)) <= known, (set(amounts(sentence)) - known, sentence)


@settings(max_examples=25)
@given(case=ANY, room=st.sampled_from(WIDTHS))
def test_the_case_screen(case: Case, room: int) -> None:
    decision, views = decide(case, RULEBOOK), LaterViews(RULEBOOK)
    band = VerdictBand()
    band.set_reactive(VerdictBand.consultation, Consultation(Draft(), decision))
    for language, texts in TEXTS.items():
        first = " ".join(opening(decision, texts).lines[0].split())
        assert said(band.lines_in(texts, room)).partition(" ")[2].startswith(first)
        check_fits(band.lines_in(texts, room), room)
        lines = answer_side(decision, language, room, views)
        check_fits(lines, room)
        check_marked(lines, decision, language)
        check_urges_nothing(said(lines), decision, language)
        check_sums(said(lines), known_sums(decision))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [Kind.THEFT, Kind.OBJECT])
def test_a_case_without_a_bill_shows_no_sums_for_it(kind: Kind, language: Language) -> None:
    """A table of zeros, a mark at 0 won and a list of impossible options would tell nothing."""
    case = with_accident(kind=kind, own_damage=won(0), cash_repair=None)
    decision, views = decide(case, RULEBOOK), LaterViews(RULEBOOK)
    lines = plain(answer_side(decision, language, WIDTHS[1], views))
    assert (
        TEXTS[language](f"app.section.break-even{BILL_SUFFIX[decision.break_even.over]}") in lines
    )
    assert not [row for row in lines if row.lstrip().startswith(("● ", "× ", "▲"))]
    assert not [*impossible_lines(decision, TEXTS[language])]
    page = SavedPage()
    draft = Draft.from_document(case_document(case))
    saved = SavedCase(1, "Kim", draft, frozenset(), case.as_of, 1)
    page.set_reactive(SavedPage.case, client_case(saved, RULEBOOK))
    page.set_reactive(SavedPage.consultation, Consultation(draft, decision))
    assert not re.search(
        "0원$|0 won$", "\n".join(plain(page.lines_in(TEXTS[language], WIDTHS[1]))), re.MULTILINE
    )


@settings(max_examples=6)
@given(case=ANY, room=st.sampled_from(WIDTHS))
def test_the_second_opinion(case: Case, room: int) -> None:
    """The second opinion may make the answer a close call, but marks and urges no other option."""
    decision, views = decide(case, RULEBOOK), LaterViews(RULEBOOK)
    opinion = work_out(decision, RULEBOOK)
    views.keep(case, opinion)
    pages = work_out_pages(decision, RULEBOOK)
    page = LaterPage(decision)
    page.set_reactive(LaterPage.pages, pages)
    more = () if isinstance(pages, AdvisorError) else (later_document(pages),)
    for language, texts in TEXTS.items():
        shown = page.lines_in(texts, room)
        for lines in (answer_side(decision, language, room, views), shown):
            check_fits(lines, room)
            check_urges_nothing(said(lines), decision, language)
            check_sums(said(lines), known_sums(decision, *more))
        if any(row.startswith("● ") for row in plain(shown)):
            check_marked(shown, decision, language)


@settings(max_examples=20)
@given(case=ANY, room=st.sampled_from(PAGES))
def test_why_and_steps_and_the_message(case: Case, room: int) -> None:
    decision = decide(case, RULEBOOK)
    why, beside = WhyPage(decision), SideSections(decision)
    known = known_sums(decision, case_document(case))
    for language, texts in TEXTS.items():
        for page in (why, beside):
            check_fits(page.lines_in(texts, room), room)
            shown, _, _ = said(page.lines_in(texts, room)).partition(texts("app.why.rules"))
            check_urges_nothing(shown, decision, language)
            check_sums(shown, known)
        steps = " ".join(guidance.steps(decision, texts))
        check_urges_nothing(steps, decision, language)
        check_sums(steps, known_sums(decision))
        sent = message(decision, texts)
        assert len(sent.splitlines()) <= MOST_LINES
        doubts = sentences.doubts((decision,), texts)
        assert bool(sent) is not bool(doubts), "no client mends the case"
        first = " ".join(opening(decision, texts).first.split())
        assert not sent or first in " ".join(sent.split())
        check_urges_nothing(" ".join(sent.split()), decision, language)
        check_sums(sent, known)


@settings(max_examples=15)
@given(case=ANY, room=st.sampled_from(PAGES))
def test_a_case_on_the_desk(case: Case, room: int) -> None:
    decision = decide(case, RULEBOOK)
    draft = Draft.from_document(case_document(case))
    saved = SavedCase(1, "Kim", draft, frozenset(), case.as_of + timedelta(days=1), 1)
    page = SavedPage()
    page.set_reactive(SavedPage.case, client_case(saved, RULEBOOK))
    page.set_reactive(SavedPage.consultation, Consultation(draft, decision))
    for language, texts in TEXTS.items():
        lines = page.lines_in(texts, room)
        check_fits(lines, room)
        for first in opening(decision, texts).lines:
            assert " ".join(first.split()) in said(lines)
        check_urges_nothing(said(lines), decision, language)


@settings(max_examples=6)
@given(case=ANY, room=st.sampled_from(PAGES))
def test_the_what_if_page_says_what_each_change_moves(case: Case, room: int) -> None:
    """The page states what each variant changes; only the first lines say what to do."""
    decision = decide(case, RULEBOOK)
    changes = quick_changes(decision, RULEBOOK)
    _, found = variants(case_document(case), changes, RULEBOOK, case.as_of)
    chosen = tuple(one for one in found if isinstance(one, Variant))[:3]
    page = Comparison(decision)
    page.set_reactive(Comparison.variants, chosen)
    page.set_reactive(Comparison.working, False)  # noqa: FBT003 - a reactive takes its value so
    for language, texts in TEXTS.items():
        lines = page.lines_in(texts, room)
        check_fits(lines, room)
        check_urges_nothing(said(lines), decision, language)
        for one in chosen:
            change = outlay_change(decision, one.decision)
            assert not change or f"{abs(change):,}" in " ".join(plain(lines))


@settings(max_examples=8)
@given(case=cases(), room=st.sampled_from(PAGES))
def test_other_insurers(case: Case, room: int) -> None:
    """The page compares premiums and settings, and recommends nothing about the accident."""
    decision = decide(case, RULEBOOK)
    offers = (InsurerOffer("Other", Won(700_000)), InsurerOffer("Third", Won(900_000)))
    insurers = InsurersPage(RULEBOOK)
    costs = insurer_costs(case_document(case), offers, RULEBOOK, case.as_of)
    insurers.set_reactive(InsurersPage.found, costs)
    for language, texts in TEXTS.items():
        lines = insurers.lines_in(texts, room)
        check_fits(lines, room)
        check_urges_nothing(said(lines), decision, language)


@pytest.fixture(scope="module")
def settings_priced() -> PolicyChoice:
    return choose(SAMPLE, RULEBOOK, (Offer(Won(800_000), Won(1_000_000), None, None),), Driving())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", PAGES)
def test_what_to_buy(language: Language, room: int, settings_priced: PolicyChoice) -> None:
    buying = BuyingPage()
    buying.set_reactive(BuyingPage.found, settings_priced)
    check_fits(buying.lines_in(TEXTS[language], room), room)
    check_urges_nothing(
        said(buying.lines_in(TEXTS[language], room)), decide(SAMPLE, RULEBOOK), language
    )


@pytest.mark.parametrize(
    ("language", "urging"),
    [
        ("ko", "이 답은 좋습니다. 내 차만 보험으로 처리하고, 상대방은 두세요."),
        ("en", "Well. Pay it yourself."),
    ],
)
def test_another_voice_would_be_heard(language: Language, urging: str) -> None:
    decision = decide(SAMPLE, RULEBOOK)
    with pytest.raises(AssertionError):
        check_urges_nothing(urging, decision, language)
    with pytest.raises(AssertionError):
        check_sums("모두 123,457원, that is 123,457 won.", known_sums(decision))
    with pytest.raises(AssertionError):
        check_marked([line("● 자비"), line("● 보험")], decision, language)
    with pytest.raises(AssertionError):
        check_fits([line("가나다")], 5)
