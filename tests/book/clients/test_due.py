"""What is due, on both sides of each of its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypedDict, Unpack

import pytest
from hypothesis import given as of_any
from hypothesis import strategies as st

from advisor.book.clients.calendar import calendar
from advisor.book.clients.client_case import ClientCase, DeskState, client_case
from advisor.book.clients.due import DueKind, all_due, deadlines, next_due
from advisor.book.clients.due_words import DeskPaper, due_lines
from advisor.book.clients.sorting import DeskOrder, sorted_cases
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.draft import Draft
from advisor.rules.rulebook import load_rulebook
from advisor.storage.records import Aside, CaseState, LastAnswer, Progress, Renewed, SavedCase
from advisor.tui.widgets.desk_rows import DeskTable

RULEBOOK = load_rulebook()
SAVED_ON = date(2026, 11, 22)
START, RENEWAL = date(2026, 3, 2), date(2027, 3, 2)
REFUND_BY, QUOTED_FROM = date(2027, 3, 1), date(2027, 1, 31)
DAY = timedelta(days=1)


class Given(TypedDict, total=False):
    """What may be said of a case beside its answer."""

    number: int
    name: str
    start: str
    paid: str
    archived: bool
    renewed: tuple[Renewed, ...]
    margin: int | None
    aside: Aside
    answer: LastAnswer


def case(
    verdict: str = "claim",
    recommended: str = "claim",
    state: CaseState = CaseState.OPEN,
    **given: Unpack[Given],
) -> ClientCase:
    number, margin = given.get("number", 1), given.get("margin", 100_000)
    start, paid = given.get("start", "2026-03-02"), given.get("paid", "")
    draft = Draft({"policy.start": start, "accident.paid": paid})
    name = given.get("name", f"case {number}")
    saved = SavedCase(number, name, draft, frozenset(), SAVED_ON, number, given.get("aside"))
    answer = given.get("answer", LastAnswer(SAVED_ON, verdict, recommended, margin, REFUND_BY))
    progress = Progress(state, SAVED_ON if given.get("archived") else None)
    return client_case(saved, RULEBOOK, answer, progress, given.get("renewed", ()))


def kinds(about: ClientCase, today: date) -> list[str]:
    return [str(due.kind) for due in all_due([about], RULEBOOK, today)]


@pytest.mark.parametrize(
    ("state", "is_due"),
    [(CaseState.OPEN, True), (CaseState.SELF_PAID, True), (CaseState.PAID_BACK, False)],
)
@pytest.mark.parametrize("refund_by", [REFUND_BY, None])
def test_an_earlier_claim_that_is_to_be_paid_back_has_a_deadline(
    refund_by: date | None, state: CaseState, *, is_due: bool
) -> None:
    """It has one even if the new accident is paid by oneself, or cannot be paid back itself."""
    answer = LastAnswer(SAVED_ON, "self-pay", "self-pay", 100_000, refund_by, plan_by=REFUND_BY)
    dues = all_due([case(state=state, answer=answer)], RULEBOOK, SAVED_ON)
    found = [due.day for due in dues if due.kind is DueKind.REFUND]
    assert found == ([REFUND_BY] if is_due else [])


@pytest.mark.parametrize(
    ("recommended", "refund_by", "state", "is_earlier"),
    [
        ("self-pay", None, CaseState.OPEN, True),
        ("self-pay", REFUND_BY, CaseState.OPEN, True),
        ("claim", REFUND_BY, CaseState.SELF_PAID, True),
        ("claim", REFUND_BY, CaseState.OPEN, False),
        ("self-pay", REFUND_BY, CaseState.CLAIMED, False),
    ],
)
def test_calendar_and_list_say_that_the_earlier_claim_is_to_be_paid_back(
    recommended: str, refund_by: date | None, state: CaseState, *, is_earlier: bool
) -> None:
    """With a payout for the new accident, or one to come, both can be paid back."""
    answer = LastAnswer(SAVED_ON, recommended, recommended, 100_000, refund_by, plan_by=REFUND_BY)
    dues = all_due([case(state=state, answer=answer)], RULEBOOK, SAVED_ON)
    refunds = [due for due in dues if due.kind is DueKind.REFUND]
    words = {"en": "earlier claim", "ko": "앞선 사고"}
    for language in LANGUAGES:
        texts = Texts(language)
        said = calendar(refunds, texts, SAVED_ON).decode().replace("\r\n ", "")
        assert said.count(words[language]) == (3 if is_earlier else 0)
        (line,) = due_lines(refunds, DeskPaper(texts, 80, rulebook=RULEBOOK, today=SAVED_ON))
        assert (words[language] in line) is is_earlier
        (row,) = (DeskTable(texts, 80, SAVED_ON).due(due) for due in refunds)
        assert (words[language] in row) is is_earlier


def test_unsaved_changes_are_not_due_beside_the_case_they_are_of() -> None:
    """Whatever either of them is called."""
    kim, aside = case(number=1, name="Kim"), case(number=2, aside=Aside(1))
    assert {due.case.number for due in all_due([aside, kim], RULEBOOK, SAVED_ON)} == {1}
    assert {due.case.number for due in all_due([aside], RULEBOOK, SAVED_ON)} == {2}
    never_saved = case(number=2, name="Kim (unsaved changes)", aside=Aside(None))
    for other in (case(number=2, name="Kim (unsaved changes)"), never_saved):
        assert {due.case.number for due in all_due([other, kim], RULEBOOK, SAVED_ON)} == {1, 2}
    claimed = case(number=2, aside=Aside(1), state=CaseState.CLAIMED)
    assert {due.case.number for due in all_due([claimed, kim], RULEBOOK, SAVED_ON)} == {1, 2}


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (QUOTED_FROM - DAY, ["quote", "refund", "renewal"]),
        (QUOTED_FROM, ["quote", "refund", "renewal"]),
        (REFUND_BY, ["quote", "refund", "renewal"]),
        (RENEWAL, ["cost"]),
        (RENEWAL + 400 * DAY, ["cost"]),
    ],
)
def test_a_refund_ends_with_its_day_and_a_renewal_becomes_a_question(
    today: date, due: list[str]
) -> None:
    assert kinds(case(), today) == due


@pytest.mark.parametrize(
    ("about", "has_refund"),
    [
        (case("claim", "claim"), True),
        (case("claim", "claim-own"), True),
        (case("keep-open", "self-pay"), True),
        (case("depends", "self-pay"), False),
        (case("depends", "claim"), True),
        (case("depends", "self-pay", CaseState.CLAIMED), True),
        (case("self-pay", "self-pay"), False),
        (case("not-covered", "self-pay"), False),
        (case("self-pay", "self-pay", CaseState.CLAIMED), True),
        (case("self-pay", "self-pay", paid="800,000"), True),
        (case("claim", "claim", CaseState.PAID_BACK), False),
        (case("claim", "claim", CaseState.SELF_PAID), False),
        (case(archived=True), False),
    ],
)
def test_a_payout_can_be_paid_back_only_where_there_may_be_one(
    about: ClientCase, *, has_refund: bool
) -> None:
    assert ("refund" in kinds(about, SAVED_ON)) is has_refund


def test_what_is_known_is_not_asked_again() -> None:
    noted = (Renewed(1, RENEWAL, 980_000, None, RENEWAL),)
    about = case(renewed=noted)
    assert about.state is DeskState.RENEWED
    due = all_due([about], RULEBOOK, RENEWAL + DAY)
    assert [(one.kind, one.last) for one in due] == [
        (DueKind.QUOTE, date(2028, 3, 1)), (DueKind.RENEWAL, date(2028, 3, 2)),
    ]  # fmt: skip
    assert kinds(about, date(2028, 3, 2)) == ["cost"]
    earlier = case(renewed=(Renewed(1, START, 820_000, None, START),))
    assert kinds(earlier, RENEWAL + DAY) == ["cost"]


def test_a_leap_day_comes_back_every_four_years() -> None:
    noted = tuple(Renewed(1, date(year, 2, 28), 1, None, RENEWAL) for year in (2025, 2026, 2027))
    for count, day in enumerate((date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28))):
        assert case(start="2024-02-29", renewed=noted[:count]).coming_renewal == day
    assert case(start="2024-02-29", renewed=noted).coming_renewal == date(2028, 2, 29)


@pytest.mark.parametrize("start", ["", "someday", "2024-02-29"])
def test_a_policy_year_that_is_not_known_has_no_renewal(start: str) -> None:
    about = case(start=start)
    assert about.renewal == (date(2025, 2, 28) if start == "2024-02-29" else None)
    if about.renewal is None:
        assert kinds(about, SAVED_ON) == ["refund"]


@of_any(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 500))
def test_within_leaves_out_what_is_further_away_and_nothing_else(today: date, days: int) -> None:
    cases = [case(), case(number=2, start="2026-07-01"), case("self-pay", "self-pay", number=3)]
    every = all_due(cases, RULEBOOK, today)
    near = all_due(cases, RULEBOOK, today, timedelta(days=days))
    assert near == tuple(due for due in every if due.day <= today + timedelta(days=days))
    assert [due.day for due in every] == sorted(due.day for due in every)
    assert all(due.last >= today or due.kind is DueKind.COST for due in every)


def test_the_deadline_beside_a_case_is_that_of_its_refund() -> None:
    due = next_due(case(), RULEBOOK, SAVED_ON)
    assert due
    assert (due.kind, due.day) == (DueKind.REFUND, REFUND_BY)
    assert next_due(case(archived=True), RULEBOOK, SAVED_ON) is None


def test_each_order_sorts_by_what_it_says() -> None:
    cases = [
        case(number=1, margin=50_000),
        case("self-pay", "self-pay", number=2, margin=None),
        case(number=3, start="2025-12-24", state=CaseState.CLAIMED, margin=900_000),
    ]
    due = deadlines(cases, RULEBOOK, SAVED_ON)
    numbers = {
        order: [one.number for one in sorted_cases(cases, order, due)] for order in DeskOrder
    }
    assert numbers == {
        DeskOrder.DEADLINE: [2, 3, 1],
        DeskOrder.CLIENT: [1, 2, 3],
        DeskOrder.VERDICT: [3, 1, 2],
        DeskOrder.SUM: [3, 1, 2],
        DeskOrder.STATE: [2, 1, 3],
        DeskOrder.SAVED: [3, 2, 1],
    }
    assert DeskOrder.SAVED.next is DeskOrder.DEADLINE
