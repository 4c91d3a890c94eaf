"""The parts that make up the case screen, each tested without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from tui.clients import TODAY

from advisor import on_demand
from advisor.book.clients.client_case import client_case
from advisor.domain.comparison import Change
from advisor.explain.texts import Texts
from advisor.intake.case.field import ListKey
from advisor.rules.rulebook import load_rulebook
from advisor.tui.consultation import Consultation, consult
from advisor.tui.desk import Desk
from advisor.tui.form.edits import CaseEdits
from advisor.tui.form.form_words import FormWords
from advisor.tui.later_views import LaterViews
from advisor.tui.own_case import edit_base, new_draft, sample_draft
from advisor.tui.screens.case_desk import CaseDesk
from advisor.tui.screens.case_later import SecondOpinion
from advisor.tui.screens.case_pages import CasePages
from advisor.tui.screens.desk_steps import DeskSteps
from advisor.tui.screens.message import MessageScreen
from advisor.tui.screens.saved_case_actions import SavedCaseActions
from advisor.tui.screens.selection_actions import SelectionActions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from advisor.book.clients.client_case import ClientCase
    from advisor.intake.case.draft import Draft
    from advisor.storage.records import SavedCase
    from advisor.storage.store import CaseStore

BILL = "accident.own_damage"
RULEBOOK = load_rulebook()


class PlainCase:
    """A case without a screen, which records what it is asked to do."""

    def __init__(self, draft: Draft) -> None:
        self.texts = Texts("en")
        self.words: FormWords | None = None
        self.shown: list[Screen[Any]] = []
        self.said: list[tuple[str, SeverityLevel]] = []
        self.asked_anew: list[Mapping[str, str]] = []
        self.taken_in = 0
        self.consultation = consult(draft, RULEBOOK, TODAY, Consultation(draft))
        self.edits = CaseEdits(self, draft)

    def decide(self, draft: Draft, typed: str | None) -> None:
        self.consultation = consult(draft, RULEBOOK, TODAY, self.consultation, typed)

    def unfold(self, path: str, *, opens: bool) -> None:
        raise AssertionError(path, opens)

    def show(self, screen: Screen[Any], then: Callable[[Any], None] | None = None) -> None:
        self.shown.append(screen)
        self.then = then

    def tell(self, words: str, severity: SeverityLevel = "information") -> None:
        self.said.append((words, severity))

    def take_in_focused(self) -> None:
        self.taken_in += 1

    def take_over(self, change: Change | None) -> None:
        if change:
            self.edits.take_over(change)

    def open_draft(self, draft: Draft) -> None:
        self.edits.begin(draft)
        self.decide(draft, None)

    def begin(self, policy: Mapping[str, str]) -> None:
        self.asked_anew.append(policy)

    def show_standing(self) -> None:
        """Do nothing, because there is no line to show it in."""


@pytest.fixture
def case() -> PlainCase:
    return PlainCase(edit_base(sample_draft()))


def pages_of(case: PlainCase) -> CasePages:
    return CasePages(case, RULEBOOK, Desk(), LaterViews(RULEBOOK))


@pytest.mark.parametrize(
    ("page", "screen"),
    [
        ("why", on_demand.WhyScreen),
        ("what-if", on_demand.WhatIfScreen),
        ("rules", on_demand.RulesScreen),
        ("report", on_demand.ReportScreen),
        ("charts", on_demand.ChartsScreen),
        ("steps", on_demand.StepsScreen),
        ("later", on_demand.LaterScreen),
        ("message", MessageScreen),
        ("injury", on_demand.InjuryScreen),
        ("insurers", on_demand.InsurersScreen),
        ("buying", on_demand.BuyingScreen),
    ],
)
def test_a_page_opens_over_an_answer(case: PlainCase, page: str, screen: type[object]) -> None:
    pages_of(case).open(page)
    assert [type(one) for one in case.shown] == [screen]
    assert case.said == []


@pytest.mark.parametrize("page", ["why", "what-if", "charts", "later"])
def test_a_page_on_an_answer_waits_for_one(page: str) -> None:
    case = PlainCase(new_draft())
    pages_of(case).open(page)
    assert case.shown == []


@pytest.mark.parametrize("page", ["report", "message", "insurers", "buying"])
def test_why_a_page_does_not_open_is_said(page: str) -> None:
    case = PlainCase(new_draft())
    pages_of(case).open(page)
    assert case.shown == []
    ((said, severity),) = case.said
    assert severity == "information"
    assert "Premium" in said


@pytest.mark.parametrize("page", ["report", "message"])
def test_a_page_names_the_field_that_stands_in_its_way(case: PlainCase, page: str) -> None:
    """An earlier answer exists, but it does not belong to what is typed now."""
    case.words = FormWords.of(Texts("en"), RULEBOOK, TODAY)
    case.edits.type_in("policy.premium", "82x")
    pages_of(case).open(page)
    assert case.shown == []
    assert [said for said, _ in case.said] == ["No answer until this is fixed: Premium."]


def test_an_edit_is_decided_and_can_be_taken_back(case: PlainCase) -> None:
    before = case.consultation
    case.edits.say("accident.police_report", "yes")
    assert case.edits.draft == before.draft, "without words there is no form to type into"
    path = case.edits.add(ListKey.CLAIM)
    assert path == f"claim[{len(before.draft.claims)}].day"
    assert case.consultation.draft == case.edits.draft != before.draft
    case.edits.undo()
    assert case.edits.draft == before.draft
    case.edits.redo()
    assert len(case.edits.draft.claims) == len(before.draft.claims) + 1
    case.edits.type_in("claim[9].day", "2026-01-01")
    assert len(case.edits.draft.claims) == len(before.draft.claims) + 1


def test_a_change_that_is_taken_over_is_an_edit(case: PlainCase) -> None:
    case.edits.take_over(Change({BILL: "3000000"}))
    assert case.edits.draft.text(BILL).replace(",", "") == "3000000"
    case.edits.undo()
    assert case.edits.draft == edit_base(sample_draft())


def test_what_was_not_saved_is_put_aside_before_another_case(
    case: PlainCase, store: CaseStore
) -> None:
    desk = CaseDesk(case, RULEBOOK, Desk(store))
    desk.do("new")
    assert len(store.cases()) == 1
    assert case.edits.draft == new_draft()
    assert len(case.asked_anew) == 1
    assert desk.standing() == ("", "new")


def test_a_case_that_cannot_be_kept_is_left_only_at_the_second_word(case: PlainCase) -> None:
    desk = CaseDesk(case, RULEBOOK, Desk())
    draft = case.edits.draft
    desk.do("new")
    assert case.edits.draft == draft
    assert [severity for _, severity in case.said] == ["warning"]
    desk.do("new")
    assert case.edits.draft == new_draft()


def test_the_app_ends_at_the_second_word_if_the_case_is_not_kept(case: PlainCase) -> None:
    """On a full disk, or in a folder that may only be read, no window could take it up again."""
    desk = CaseDesk(case, RULEBOOK, Desk(keeps=False))
    assert not desk.may_end()
    assert [severity for _, severity in case.said] == ["warning"]
    assert desk.may_end()
    desk.do("new")
    assert desk.may_end(), "nobody would miss a blank case"
    assert CaseDesk(case, RULEBOOK, Desk()).may_end(), "what is kept waits for the next start"


def test_a_case_is_saved_under_the_name_that_is_asked_for(
    case: PlainCase, store: CaseStore
) -> None:
    desk = CaseDesk(case, RULEBOOK, Desk(store))
    desk.do("save")
    assert [type(one) for one in case.shown] == [on_demand.Prompt]
    accept = case.shown[0]._accept  # type: ignore[attr-defined]
    assert accept("  ", again=False)
    assert accept("Kim", again=False) == ""
    assert desk.standing() == ("Kim", "saved")
    desk.do("save")
    assert [saved.name for saved in store.cases()] == ["Kim"]


class PlainList(PlainCase):
    """A list of saved cases without a screen, with one case under the cursor."""

    client: ClientCase | None = None

    def __init__(self) -> None:
        super().__init__(new_draft())
        self.listed: list[int | None] = []
        self.left_with: list[SavedCase | Draft] = []

    @property
    def chosen(self) -> tuple[ClientCase, ...]:
        return (self.client,) if self.client else ()

    def list_anew(self, at: int | None = None) -> None:
        self.listed.append(at)

    def leave_with(self, case: SavedCase | Draft) -> None:
        self.left_with.append(case)


class Acts:
    """Everything that can be done at the desk with the cases of a list."""

    def __init__(self, cases: PlainList, store: CaseStore) -> None:
        desk = Desk(store)
        steps, here = DeskSteps(cases, desk), cases.consultation
        self.alone = SavedCaseActions(cases, desk, here, steps)
        self.chosen = SelectionActions(cases, desk, here, steps, RULEBOOK)


def test_a_deleted_case_comes_back(store: CaseStore) -> None:
    cases, saved = PlainList(), store.save("Kim", sample_draft())
    cases.client = client_case(saved, RULEBOOK)
    acts = Acts(cases, store)
    acts.chosen.do("delete")
    assert store.cases() == ()
    acts.alone.open(saved)
    assert cases.left_with == [], "it is gone, and that is said"
    assert [severity for _, severity in cases.said] == ["information", "warning"]
    acts.chosen.do("undo")
    assert [case.number for case in store.cases()] == [saved.number]
    assert cases.listed == [None, None, saved.number]


def test_a_deleted_case_that_was_saved_anew_does_not_come_twice(store: CaseStore) -> None:
    cases, saved = PlainList(), store.save("Kim", sample_draft())
    cases.client = client_case(saved, RULEBOOK)
    acts = Acts(cases, store)
    acts.chosen.do("delete")
    anew = store.save("Kim", sample_draft())
    acts.chosen.do("undo")
    assert store.cases() == (anew,)
    assert [case.number for case in store.deleted()] == [saved.number]
    assert cases.said[-1][1] == "warning"
    assert cases.listed[-1] == anew.number


def test_a_store_that_cannot_be_read_is_said_at_each_key(store: CaseStore) -> None:
    cases, saved = PlainList(), store.save("Kim", sample_draft())
    cases.client = client_case(saved, RULEBOOK)
    acts = Acts(cases, store)
    store._database.connection.close()
    for act in ("rename", "duplicate", "delete", "undo", "mark", "renewed", "history"):
        (acts.chosen if act in {"delete", "undo", "mark"} else acts.alone).do(act)
        assert cases.said.pop()[1] == "error", act
    assert (cases.said, cases.shown, cases.listed) == ([], [], [])


class Stops:
    """A timer that runs out when a test says so."""

    def __init__(self, waiting: list[Callable[[], None]], callback: Callable[[], None]) -> None:
        self.waiting, self.callback = waiting, callback
        waiting.append(callback)

    def stop(self) -> None:
        if self.callback in self.waiting:
            self.waiting.remove(self.callback)


class Waiting:
    """A screen without a clock, which does what it is asked for when a test says so."""

    def __init__(self) -> None:
        self.later: list[Callable[[], None]] = []
        self.working: list[Callable[[], None]] = []

    def set_timer(self, _delay: float, callback: Callable[[], None]) -> Stops:
        return Stops(self.later, callback)

    def run_worker(
        self, work: Callable[[], None], *, group: str, exclusive: bool, thread: bool
    ) -> object:
        assert (group, exclusive, thread) == ("later", True, True)
        self.working.append(work)
        return work

    def call_later(self, callback: Callable[[], None]) -> bool:
        self.later.append(callback)
        return True


def test_an_opinion_is_kept_for_the_case_it_was_worked_out_for(case: PlainCase) -> None:
    """A late opinion is kept for its own case, and a known opinion is not worked out again."""
    screen, views, drawn = Waiting(), LaterViews(RULEBOOK), list[str]()
    opinion = SecondOpinion(
        cast("Screen[None]", screen),
        lambda: case.consultation.decision,
        views,
        lambda: drawn.append("answer"),
    )
    first = case.consultation.decision
    assert first
    opinion.wait()
    opinion.wait()
    assert len(screen.later) == 1, "keys begin the pause anew"
    screen.later.pop()()
    case.edits.take_over(Change({BILL: "3000000"}))
    screen.working.pop()()
    screen.later.pop()()
    second = case.consultation.decision
    assert second
    assert views.known(first.case) is not None
    assert views.known(second.case) is None
    assert drawn == ["answer"]
    case.edits.undo()
    opinion.wait()
    assert screen.later == []
