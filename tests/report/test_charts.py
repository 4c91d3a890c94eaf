"""Charts show the figures of the decision, and no size or language makes them overflow."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

from advisor.domain.accident import Estimate
from advisor.domain.decision import Decision
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import width
from advisor.intake.case.case_file import parse_toml
from advisor.intake.sample import sample_text
from advisor.later.later_advice import later_in_full
from advisor.report.drawing.canvas import line_sign
from advisor.report.drawing.chart_rows import ticks, without_roles
from advisor.report.drawing.chart_svg import COLOURS, to_svg
from advisor.report.drawing.chart_text import draw
from advisor.report.drawing.charts import (
    Chart,
    Tornado,
    cost_chart,
    premium_chart,
    regret_chart,
    tornado,
)
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer, decide

if TYPE_CHECKING:
    from advisor.domain.case import Case

RULEBOOK = load_rulebook()


def decided(text: str) -> Decision:
    document = parse_toml(text)
    assert isinstance(document, dict)
    found = answer(document, RULEBOOK, date(2026, 11, 22))
    assert isinstance(found, Decision)
    return found


SAMPLE = decided(sample_text())
CHARTS: tuple[Chart, ...] = (
    cost_chart(SAMPLE, RULEBOOK),
    premium_chart(SAMPLE),
    tornado(SAMPLE, RULEBOOK),
)


def test_the_lines_meet_the_totals_of_the_decision_at_its_own_bill() -> None:
    chart = cost_chart(SAMPLE, RULEBOOK)
    bill = SAMPLE.case.accident.own_damage.likely
    at_bill = {
        option: point.y
        for line in chart.lines
        for option in line.options
        for point in line.points
        if point.x == bill
    }
    assert at_bill == {one.option: one.total for one in SAMPLE.outcomes if one.available}


def test_every_switch_of_the_map_is_marked_and_here_is_the_case() -> None:
    chart = cost_chart(SAMPLE, RULEBOOK)
    starts = [interval.first for interval in SAMPLE.break_even.intervals[1:]]
    assert [switch.x for switch in chart.switches] == starts == [1_422_773]
    assert chart.here is not None
    assert (chart.here.x, chart.here.y) == (1_800_000, 1_261_090)


def test_a_case_without_a_bill_has_no_place_on_a_chart() -> None:
    """A driver without an estimate, or without an accident, is not shown at a repair of 0 won."""
    nothing = evolve(SAMPLE.case.accident, own_damage=Estimate.exactly(Won(0)), cash_repair=None)
    decision = decide(evolve(SAMPLE.case, accident=nothing), RULEBOOK)
    assert cost_chart(decision, RULEBOOK).here is None
    assert regret_chart(later_in_full(decision, RULEBOOK), decision).here is None


def test_a_line_steps_where_the_threshold_is_crossed() -> None:
    """A payout of 2,000,000 won is not above the threshold; a payout of 2,000,001 won is."""
    claim = next(
        line for line in cost_chart(SAMPLE, RULEBOOK).lines if Option.CLAIM in line.options
    )
    steps = [(a.x, b.y - a.y) for a, b in pairwise(claim.points) if b.x - a.x == 1 < b.y - a.y]
    assert steps == [(2_500_000, 336_640)]


def test_options_on_one_path_share_a_line() -> None:
    chart = premium_chart(SAMPLE)
    assert [line.options for line in chart.lines] == [
        (Option.SELF_PAY, Option.CLAIM_REFUND),
        (Option.CLAIM,),
    ]
    assert chart.lines[0].points[0].x == 2026
    assert len(chart.lines[0].points) == SAMPLE.renewals + 1


def test_the_tornado_is_sorted_and_knows_where_the_answer_flips() -> None:
    chart = tornado(SAMPLE, RULEBOOK)
    swings = [abs(bar.lead_at_high - bar.lead_at_low) for bar in chart.bars]
    assert swings == sorted(swings, reverse=True)
    flips = {bar.path: bar.flips_at for bar in chart.bars}
    assert flips["accident.own_damage"] == 1_422_773
    assert chart.lead == SAMPLE.margin


@settings(max_examples=30)
@given(cases())
def test_every_possible_case_can_be_drawn(case: Case) -> None:
    found = answer_of(case)
    for chart in (cost_chart(found, RULEBOOK), premium_chart(found)):
        for line in chart.lines:
            places = [point.x for point in line.points]
            assert places == sorted(places)
        rows = without_roles(draw(chart, Texts("ko"), 60, 18))
        assert max(map(width, rows)) <= 60
        ET.fromstring(to_svg(chart, Texts("en")))  # noqa: S314 - our own picture


def answer_of(case: Case) -> Decision:

    return decide(case, RULEBOOK)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fine", [True, False])
@pytest.mark.parametrize("chart", CHARTS, ids=["cost", "premium", "tornado"])
@settings(max_examples=25)
@given(st.integers(0, 130), st.integers(0, 45))
def test_no_size_makes_a_chart_overflow(
    chart: Chart, fine: bool, language: Language, cells: int, rows: int  # noqa: FBT001 - parameters
) -> None:  # fmt: skip
    found = without_roles(draw(chart, Texts(language), cells, rows, fine=fine))
    assert len(found) <= rows
    assert all(width(row) <= cells for row in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_60_columns_every_label_is_whole(language: Language) -> None:
    for chart in CHARTS:
        shown = "\n".join(without_roles(draw(chart, Texts(language), 60, 18)))
        assert "…" not in shown
    texts = Texts(language)
    shown = "\n".join(without_roles(draw(CHARTS[0], texts, 60, 18)))
    assert "1,422,773" in shown
    assert texts("chart.here", amount=1_800_000) in shown
    for option in (Option.SELF_PAY, Option.CLAIM, Option.CLAIM_REFUND):
        assert texts(f"option.{option}") in shown


@pytest.mark.parametrize("cells", [38, 60, 76])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_many_options_names_each_of_them(language: Language, cells: int) -> None:
    """If four options share one path of premiums, all four names are shown in full."""
    hurt = sample_text().replace('"object"', '"collision"').replace(
        "own_injury     = false", "other_property = 450_000\ninjury_grade = 12"
    )  # fmt: skip
    found = decided(re.sub(r"other_property = 0.*\n", "", hurt))
    chart, texts = premium_chart(found), Texts(language)
    assert max(len(line.options) for line in chart.lines) == 4
    shown = "\n".join(without_roles(draw(chart, texts, cells, 18)))
    assert "…" not in shown
    words = "".join(shown.split())
    for option in chart.lines[0].options:
        assert "".join(texts(f"option.{chart.named(option)}").split()) in words


def test_plain_signs_are_ascii_but_for_words() -> None:
    for chart in CHARTS:
        shown = "\n".join(without_roles(draw(chart, Texts("en"), 80, 20, fine=False)))
        assert not re.search(r"[^\x00-\x7f가-힣→·←]", shown)


def test_lines_are_told_apart_without_colour() -> None:
    """Each line has its own letter and, if drawn in plain characters, its own sign."""
    signs = [line_sign(place, fine=False) for place in range(len(Option))]
    assert len(set(signs)) == len(Option)
    for fine in (True, False):
        rows = without_roles(draw(CHARTS[0], Texts("en"), 80, 20, fine=fine))
        plot = "".join(row for row in rows[1:-4])
        assert all(plot.count(letter) >= 1 for letter in "ABC")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", CHARTS, ids=["cost", "premium", "tornado"])
def test_a_picture_stands_alone(chart: Chart, language: Language) -> None:
    svg = to_svg(chart, Texts(language))
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    assert root.attrib["role"] == "img"
    assert "script" not in svg
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"url\((?!#)", svg)


def test_every_option_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == set(Option)
    assert len(set(COLOURS.values())) == len(Option)


PAID = decided(sample_text().replace("[accident] ", "[accident]\npaid = 780_000 #"))


@pytest.mark.parametrize(
    ("language", "sides"),
    [("en", ("paying back ahead", "keeping ahead")), ("ko", ("환입 유리", "그대로 유리"))],
)
def test_what_moves_a_paid_claim_leads_between_its_own_two_sides(
    language: Language, sides: tuple[str, str]
) -> None:
    """A driver who has claimed already can only keep the claim or pay it back."""
    chart = tornado(PAID, RULEBOOK)
    texts = Texts(language)
    rows = "\n".join(without_roles(draw(chart, texts, 60, 18)))
    picture = to_svg(chart, texts)
    for side in sides:
        assert side in rows
    assert texts("chart.tornado.self-pay") not in rows + picture
    assert "…" not in rows, "no name of an input is cut"
    assert texts("chart.about.tornado-paid") in picture


def test_a_chart_without_bars_says_so() -> None:
    rows = without_roles(draw(Tornado(SAMPLE.margin, ()), Texts("en"), 60, 18))
    assert rows == [Texts("en")("chart.empty")]


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.integers(2, 12))
def test_ticks_hold_what_they_measure(low: int, span: int, most: int) -> None:
    found = ticks(low, low + span, most, 10_000)
    assert found[0] <= low
    assert found[-1] >= low + span
    assert len(found) <= most + 2
    assert all(place % 10_000 == 0 for place in found)
    assert len({b - a for a, b in pairwise(found)}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_of_what_is_already_claimed_speaks_of_the_payout(language: Language) -> None:
    accident = evolve(SAMPLE.case.accident, paid=Won(1_440_000))
    found = answer_of(evolve(SAMPLE.case, accident=accident))
    chart = cost_chart(found, RULEBOOK)
    texts = Texts(language)
    repair = texts("chart.head.cost")
    shown = "\n".join(without_roles(draw(chart, texts, 80, 20)))
    assert repair not in shown
    assert texts("chart.head.cost-paid") in shown
