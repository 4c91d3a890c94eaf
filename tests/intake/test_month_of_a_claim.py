"""A past claim known only by its month is accepted if every day of that month counts alike."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain.case import Case
from advisor.domain.days import MonthDay
from advisor.domain.decision import Decision
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.case_file import parse_toml, read_case, write_case
from advisor.intake.case.draft import Draft, with_fixed_days
from advisor.intake.sample import sample_text
from advisor.intake.typed.day import parse_month
from advisor.intake.typed.past_accident import read_past_accident
from advisor.report.answer.to_json import answer_document, problem_words
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.explain.texts import Language
    from advisor.intake.problems import Problem

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 22)
START = date(2026, 3, 2)
JULY = MonthDay.of(2025, 7)


def sample(day: object, start: date = START, **claim: object) -> dict[str, Any]:
    document = parse_toml(sample_text())
    assert isinstance(document, dict)
    document["policy"]["start"] = start
    document["claim"] = [{"day": day, "property_paid": 900_000, **claim}]
    return document


def problems_of(document: dict[str, Any]) -> list[tuple[str, str]]:
    found: Case | tuple[Problem, ...] = read_case(document, RULEBOOK, TODAY)
    return [] if isinstance(found, Case) else [(one.path, one.code) for one in found]


@pytest.mark.parametrize(
    "text",
    ["2025-07", "2025.07", "2025. 7.", "2025/7", "2025년 7월", "25년 7월쯤", "작년 7월",
     "지난해 7월에", "작년 7월에 한 번", "July 2025", "Jul. 2025",
     "once in July 2025"],
)  # fmt: skip
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert parse_month(text, TODAY) == JULY
    document, wrong = Draft(claims=({"day": text},)).document(TODAY)
    assert (document["claim"], wrong) == ([{"day": JULY}], ())


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_of_the_year_is_read_by_its_number(month: int) -> None:
    for text in (f"2025-{month:02}", f"25년 {month}월", f"작년 {month}월"):
        assert parse_month(text, TODAY) == MonthDay.of(2025, month)


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "2025-07-15", "7월", "작년", "0000-07"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert parse_month(text, TODAY) is None


def test_a_month_beside_a_sum_is_a_past_accident() -> None:
    found = read_past_accident("2025년 7월 자차 80만", 1, TODAY)
    assert found == {"day": JULY, "property_paid": 800_000}
    assert str(found["day"]) == "2025-07"


def test_only_a_past_claim_may_be_known_by_its_month() -> None:
    draft = Draft({"accident.day": "2026년 11월", "policy.start": "2026-03"})
    _, wrong = draft.document(TODAY)
    assert [one.code for one in wrong] == ["month-alone", "month-alone"]
    assert problems_of(sample(date(2024, 5, 10)) | {"as_of": "2026-11"}) == [("as_of", "not-day")]


@pytest.mark.parametrize("typed", ["2026년 3월", "작년"])
def test_a_day_is_looked_for_where_it_can_be_found(typed: str) -> None:
    _, wrong = Draft({"policy.start": typed, "accident.day": typed}).document(TODAY)
    start, accident = (problem_words(one, Texts("en")) for one in wrong)
    assert "past accidents" not in accident
    assert "calls and photos" in accident
    assert "past accidents" not in start
    assert "first page of the policy" in start


def test_a_file_holds_the_month_and_gives_it_back() -> None:
    case = read_case(sample("2025-07"), RULEBOOK, TODAY)
    assert isinstance(case, Case)
    assert case.claims[0].day == JULY
    written = write_case(case)
    assert 'day = "2025-07"' in written
    again = parse_toml(written)
    assert isinstance(again, dict)
    found = read_case(again, RULEBOOK, TODAY)
    assert isinstance(found, Case)
    assert isinstance(found.claims[0].day, MonthDay)
    kept = with_fixed_days(Draft.from_document(again), TODAY + timedelta(400))
    assert kept.text("claim[0].day") == "2025-07"


@pytest.mark.parametrize("day", ["2025-7", "2025-13", "2025-07-15", "0000-01"])
def test_a_file_is_strict(day: str) -> None:
    assert problems_of(sample(day)) == [("claim[0].day", "not-day")]


def test_where_the_day_decides_the_two_sides_are_named() -> None:
    """December is split, because the windows of a policy from 2 March end on 2 December."""
    found = read_case(sample("2025-12"), RULEBOOK, TODAY)
    assert not isinstance(found, Case)
    (problem,) = found
    assert (problem.path, problem.code) == ("claim[0].day", "month-split")
    assert problem.facts == {"last": date(2025, 12, 1), "first": date(2025, 12, 2)}
    for day in ("2025-11", "2026-01"):
        assert problems_of(sample(day)) == []


def test_a_window_that_begins_with_a_month_splits_none() -> None:
    assert problems_of(sample("2025-12", date(2026, 3, 1))) == []
    assert problems_of(sample("2025-11", date(2026, 3, 1))) == []


def test_the_windows_of_another_car_count_too() -> None:
    other = {"start": date(2026, 8, 10), "premium": 640_000}
    split = [("claim[0].day", "month-split")]
    assert problems_of(sample("2025-05") | {"other_car": [other]}) == split
    assert problems_of(sample("2025-05")) == []


def test_a_refundable_claim_is_of_this_policy_year() -> None:
    split = [("claim[0].day", "month-split")]
    assert problems_of(sample("2026-03", status="refundable")) == split
    assert problems_of(sample("2026-04", status="refundable")) == []
    before = [("claim[0].status", "refundable-before-start")]
    assert problems_of(sample("2026-02", status="refundable")) == before


def test_a_month_that_has_begun_has_days_up_to_today() -> None:
    """A month that has begun ends today, 1 December; the cut-off, 2 December, is still ahead."""
    as_of = {"as_of": date(2026, 12, 1)}
    assert problems_of(sample("2026-12") | as_of) == []
    assert problems_of(sample("2026-12") | {"as_of": date(2026, 11, 30)}) == [
        ("claim[0].day", "claim-after-as-of")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_day_is_shown_that_nobody_stated(language: Language) -> None:
    shown = Texts(language).formats["day"](JULY)
    assert shown == {"ko": "2025년 7월", "en": "July 2025"}[language]


@settings(max_examples=25)
@given(
    start=st.dates(date(2026, 1, 1), date(2026, 11, 22)),
    month=st.dates(date(2022, 12, 1), date(2026, 10, 31)),
    other=st.none() | st.dates(date(2026, 1, 1), date(2026, 11, 22)),
)
def test_a_month_that_is_taken_is_answered_as_each_of_its_days(
    start: date, month: date, other: date | None
) -> None:
    taken = MonthDay.of(month.year, month.month)
    answers = [*_answers(start, taken, other, (taken, taken.first, month, taken.last))]
    assert all(one == answers[0] for one in answers)


def _answers(
    start: date, month: MonthDay, other: date | None, days: tuple[date, ...]
) -> Iterator[str]:
    """Yield the answer for each day of the claim, without the questions, which may name it."""
    cars = {} if other is None else {"other_car": [{"start": other, "premium": 640_000}]}
    for day in days:
        document = sample(day, start) | cars | {"as_of": TODAY}
        document["accident"]["day"] = max(start, date(2026, 11, 1))
        if problems_of(document | {"claim": [{**document["claim"][0], "day": month}]}):
            return
        decided = answer(document, RULEBOOK, TODAY)
        assert isinstance(decided, Decision)
        found = answer_document(decided)
        del found["ask"]  # a question may name the claim's day
        yield json.dumps(found)
