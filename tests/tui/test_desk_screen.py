"""The desk: what is due comes first; cases are sorted, marked, archived and followed up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args
from unicodedata import normalize

import pytest
from textual.widgets import Input
from tui.clients import (
    CLIENTS,
    TODAY,
    desk,
    listed,
    of_client,
    press,
    running,
    told,
    view,
)
from tui.drawings import SIZES, check_drawing, resized, sized

from advisor import service
from advisor.cases import advised
from advisor.domain.case import Case
from advisor.explain.texts import Language
from advisor.intake.case.draft import Draft, read_draft
from advisor.rules.rulebook import load_rulebook
from advisor.storage.records import CaseState, Progress, Renewed
from advisor.storage.store import CaseStore
from advisor.tui.own_case import sample_draft
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.case_outcome import RenewalDialog
from advisor.tui.screens.cases import CasesScreen
from advisor.tui.screens.history import HistoryScreen
from advisor.tui.screens.message import MessageScreen

if TYPE_CHECKING:
    from tui.driver import TextOf


@pytest.mark.usefixtures("clients")
async def test_what_is_due_is_the_first_that_is_shown(store: CaseStore, text_of: TextOf) -> None:
    async with running(store) as pilot:
        shown = text_of(pilot.app)
        first, second, *_ = [line for line in shown.splitlines() if " 202" in line]
        assert [word for word in ("2026-11-01", "open now", "박영희") if word not in first] == []
        assert "2026-11-30" in second
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.usefixtures("clients")
async def test_work_that_was_not_saved_comes_before_the_desk(store: CaseStore) -> None:
    store.keep_draft(of_client("최지우", "", "2026-03-02", "900,000"))
    store.close()
    with CaseStore(store.path.parent if store.path else None, lambda: TODAY) as later:
        async with running(later) as pilot:
            assert isinstance(pilot.app.screen, CaseScreen)
            assert pilot.app.screen.consultation.draft.text("client.name") == "최지우"


async def test_without_saved_cases_there_is_no_desk_at_the_start(store: CaseStore) -> None:
    async with running(store) as pilot:
        assert not isinstance(pilot.app.screen, CasesScreen)


@pytest.mark.usefixtures("clients")
async def test_the_desk_sorts_by_deadline_and_by_what_is_asked_for(store: CaseStore) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        assert listed(pilot) == ["박영희", "Lee Jane", "김민수"]
        await press(pilot, "f4")
        assert listed(pilot) == ["Lee Jane", "김민수", "박영희"]
        await press(pilot, "f4", "f4", "f4", "f4")
        assert listed(pilot) == ["박영희", "Lee Jane", "김민수"]


@pytest.mark.usefixtures("clients")
async def test_a_search_finds_by_everything_in_either_form_of_hangul(store: CaseStore) -> None:
    wanted = {
        "34다5678": ["박영희"], "김민": ["김민수"], "골목": ["박영희"], "jane": ["Lee Jane"],
        "010-1234": ["박영희", "Lee Jane", "김민수"], "삼성": [],
        "/김민": ["김민수"],
    }  # fmt: skip
    async with running(store) as pilot:
        await view(pilot, "cases")
        field = desk(pilot).query_one(Input)
        for searched, found in wanted.items():
            for typed in (normalize("NFC", searched), normalize("NFD", searched)):
                field.value = typed
                await pilot.pause()
                assert listed(pilot) == found, typed
                field.value = ""
                await pilot.pause()
                assert len(listed(pilot)) == len(CLIENTS)


async def test_a_state_is_chosen_and_an_archived_case_leaves_the_list(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf
) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "f9", "down", "enter")
        assert store.progress.of(clients[2]).state is CaseState.CLAIMED
        assert "say under “Claimed yet?” what the insurer paid" in " ".join(
            text_of(pilot.app).split()
        )
        await press(pilot, "f9", "end", "enter")
        assert listed(pilot) == ["Lee Jane", "김민수"]
        await view(pilot, "archived")
        assert listed(pilot) == ["박영희"]
        await press(pilot, "f9", "home", "enter")
        await view(pilot, "cases")
        assert listed(pilot) == ["박영희", "Lee Jane", "김민수"]
        assert store.progress.of(clients[2]) == Progress(CaseState.CLAIMED), "as it was put away"


async def test_what_was_done_at_the_desk_is_undone_step_by_step(
    store: CaseStore, clients: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Undo reverts a state, an archived case, a noted renewal, a name and a copy, one by one."""
    monkeypatch.setattr(service, "today", lambda: date(2026, 12, 2))
    number = clients[2]
    async with running(store) as pilot:
        await view(pilot, "cases")
        desk(pilot).query_one(Input).value = "박영희"
        await press(pilot, "f9", "down", "enter")
        await press(pilot, "f9", "end", "enter")
        assert listed(pilot) == []
        assert "^Z takes it back" in told(pilot)
        await press(pilot, "ctrl+z")
        assert listed(pilot) == ["박영희"]
        assert store.progress.of(number) == Progress(CaseState.CLAIMED)
        for premium in ("980000", "1100000"):
            await press(pilot, "f3", "ctrl+u", *premium, "enter")
        await press(pilot, "f2", "ctrl+u", *"Park", "enter", "f7", "enter")
        assert listed(pilot) == ["박영희"] * 2
        await press(pilot, "ctrl+z", "ctrl+z")
        assert [case.name for case in store.cases() if case.number == number] == ["골목 접촉"]
        assert listed(pilot) == ["박영희"]
        noted = []
        for _ in range(2):
            await press(pilot, "ctrl+z")
            noted.append([one.premium for one in store.progress.renewals(number)])
        assert noted == [[980_000], []]
        await press(pilot, "ctrl+z")
        assert store.progress.of(number) == Progress()
        await press(pilot, "ctrl+z")
        assert "Nothing to undo" in told(pilot)


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.CLAIMED])
async def test_a_case_that_was_opened_again_gets_its_renewal_back(
    store: CaseStore, clients: tuple[int, ...], state: CaseState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "today", lambda: date(2026, 12, 2))
    store.progress.mark(clients[2], state)
    store.progress.note_renewal(clients[2], date(2026, 12, 1), 1_100_000, 910_000)
    kept = store.progress.renewals()
    async with running(store) as pilot:
        await view(pilot, "cases")
        desk(pilot).query_one(Input).value = "박영희"
        await press(pilot, "f9", "home", "enter")
        assert store.progress.renewals() == ()
        await press(pilot, "ctrl+z")
        assert store.progress.renewals() == kept
        assert store.progress.of(clients[2]).state is state


@pytest.mark.usefixtures("clients")
async def test_what_is_due_keeps_its_order_and_says_so(store: CaseStore, text_of: TextOf) -> None:
    """The key for the order says why it does nothing there, and changes no other list unseen."""
    async with running(store) as pilot:
        await view(pilot, "due")
        before = listed(pilot)
        await press(pilot, "f4")
        assert "always in order of date" in told(pilot)
        assert listed(pilot) == before
        await view(pilot, "cases")
        assert "by deadline" in text_of(pilot.app).splitlines()[0]


async def test_a_message_to_the_client_under_the_cursor(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf
) -> None:
    """A message is written from the list, so that nobody opens twenty cases to send twenty."""
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+k")
        assert isinstance(pilot.app.screen, MessageScreen)
        assert "not legal or insurance advice" in " ".join(text_of(pilot.app).split())
        await press(pilot, "escape")
        await press(pilot, "f9", "down", "enter", "ctrl+k")
        assert store.progress.of(clients[2]).state is CaseState.CLAIMED
        assert not isinstance(pilot.app.screen, MessageScreen)
        assert "what the insurer paid" in " ".join(text_of(pilot.app).split())


async def test_what_a_renewal_cost_is_asked_for_and_compared(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "today", lambda: date(2026, 12, 2))
    async with running(store) as pilot:
        assert "note what it cost" in text_of(pilot.app)
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, RenewalDialog)
        await press(pilot, *"much", "enter")
        assert "98만" in text_of(pilot.app)
        await press(pilot, "ctrl+u", *"1100000", "tab", *"91", "m", "enter")
        dialog = pilot.app.screen
        dialog.query_one("#clean", Input).value = "91만"
        dialog.query_one("#premium", Input).value = "1100만"
        await press(pilot, "enter")
        assert "11,000,000 won is far" in " ".join(text_of(pilot.app).split())
        dialog.query_one("#premium", Input).value = "110만"
        await press(pilot, "enter")
        desk(pilot)
        assert store.progress.renewals() == (
            Renewed(clients[2], date(2026, 12, 1), 1_100_000, 910_000, TODAY),
        )
        await view(pilot, "came-true")
        shown = text_of(pilot.app)
        assert "1,100,000" in shown
        assert "predicted" in shown
        await view(pilot, "cases")
        assert listed(pilot)[-1] == "박영희"


async def test_the_history_shows_each_answer_to_the_won(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The history is also shown if the policy year is over and no new answer can be given."""
    kept = store.answers(clients[2])
    assert len(kept) == 1
    monkeypatch.setattr(service, "today", lambda: date(2028, 1, 1))
    async with running(store, size=(100, 40)) as pilot:
        await view(pilot, "cases")
        desk(pilot).query_one(Input).value = "박영희"
        await press(pilot, "f10")
        assert isinstance(pilot.app.screen, HistoryScreen)
        shown = text_of(pilot.app)
        assert kept[0].rules_hash[:12] in shown
        assert "As advised on" in shown
        await press(pilot, "escape")
        desk(pilot)


@pytest.mark.usefixtures("clients")
async def test_the_views_are_clicked_too(store: CaseStore, text_of: TextOf) -> None:
    async with running(store) as pilot:
        strip = text_of(pilot.app).splitlines()[1]
        await pilot.click("ViewStrip", offset=(strip.index("Archived") + 1, 0))
        await pilot.pause()
        assert desk(pilot)._view == "archived"


async def test_cases_from_before_answers_were_kept_are_answered_between_two_keys(
    store: CaseStore, text_of: TextOf
) -> None:
    for at in range(45):
        store.save(f"case {at}", of_client(f"client {at}", "", "2026-03-02", "1,800,000"))
    async with running(store) as pilot:
        await view(pilot, "cases")
        for _ in range(50):
            if all(case.answer for case in desk(pilot).listing.clients):
                break
            await pilot.pause(0.05)
        assert "2027-03-01 refund" in text_of(pilot.app)


async def test_a_thousand_cases_are_listed_and_found(store: CaseStore) -> None:
    answer = advised(service.decide(_case(sample_draft()), load_rulebook()))
    store._database.run("PRAGMA synchronous = OFF")
    for at in range(1_000):
        draft = of_client(f"고객 {at}", f"12가 {at:04}", "2026-03-02", "1,800,000")
        store.save("기둥", draft, answer=answer)
    async with running(store) as pilot:
        await view(pilot, "cases")
        assert len(listed(pilot)) == 1_000
        await press(pilot, "pagedown", "f4", *"0999")
        assert listed(pilot) == ["고객 999"]


def _case(draft: Draft) -> Case:
    found = read_draft(draft, load_rulebook(), TODAY)
    assert isinstance(found, Case)
    return found


@pytest.mark.parametrize("language", get_args(Language))
async def test_the_desk_looks_as_drawn(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf, language: Language
) -> None:
    store.progress.mark(clients[1], CaseState.CLAIMED)
    store.progress.note_renewal(clients[2], date(2026, 12, 1), 1_100_000, 910_000)
    async with running(store, language, SIZES[0]) as pilot:
        for size in SIZES:
            await resized(pilot, size)
            shown = text_of(pilot.app)
            await view(pilot, "came-true")
            shown += text_of(pilot.app)
            await view(pilot, "cases")
            shown += text_of(pilot.app)
            await press(pilot, "f10")
            shown += text_of(pilot.app)
            check_drawing(f"desk-{language}-{sized(size)}", shown)
            await press(pilot, "escape")
            await view(pilot, "due")
