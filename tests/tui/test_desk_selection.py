"""Several cases of the desk at once: selected, then archived, deleted, sent or exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from textual.widgets import Input
from tui.clients import CLIENTS, desk, keep, listed, of_client, press, running, told, view
from tui.drawings import check_drawings

from advisor.explain.texts import Language, Texts
from advisor.intake.case.draft import Draft
from advisor.storage.case_files import CaseFile, read_case_file
from advisor.storage.records import CaseState, Progress
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.cases import CasesScreen
from advisor.tui.screens.message import MessagesScreen
from advisor.tui.screens.picker import Picker
from advisor.tui.widgets.desk_finder import SELECTED, DeskFinder, SelectableRows

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import TextOf

    from advisor.storage.store import CaseStore

IN_ORDER = ("박영희", "Lee Jane", "김민수")
"""The clients as the desk lists them, by deadline."""


def selected(pilot: Pilot[None]) -> list[str]:
    """Return the clients of the selected lines, in order."""
    screen = desk(pilot)
    has_any = bool(screen.query_one(DeskFinder).selected)
    return [case.client.name for case in screen.chosen if has_any]


def heading(pilot: Pilot[None], text_of: TextOf) -> str:
    return text_of(pilot.app).splitlines()[0]


def search(pilot: Pilot[None]) -> Input:
    return desk(pilot).query_one(Input)


@pytest.mark.usefixtures("clients")
async def test_space_selects_tab_goes_on_and_the_count_is_shown(
    store: CaseStore, text_of: TextOf
) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "space")
        assert selected(pilot) == ["박영희"]
        assert "1 selected" in heading(pilot, text_of)
        assert SELECTED in text_of(pilot.app)
        await press(pilot, "space", "tab", "tab")
        assert selected(pilot) == ["박영희", "Lee Jane"]
        assert "2 selected · by deadline" in heading(pilot, text_of)
        await press(pilot, "escape")
        assert selected(pilot) == []
        assert "selected" not in heading(pilot, text_of)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CaseScreen), "a second Esc leaves the desk as before"


@pytest.mark.usefixtures("clients")
async def test_all_that_a_search_finds_are_selected_and_stay_so_behind_another(
    store: CaseStore, text_of: TextOf
) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, *"lee", "ctrl+a")
        assert selected(pilot) == ["Lee Jane"]
        search(pilot).value = "주차장"
        await pilot.pause()
        assert "1 selected, 1 not in sight" in heading(pilot, text_of)
        await press(pilot, "ctrl+a")
        assert selected(pilot) == ["Lee Jane", "김민수"]
        await press(pilot, "ctrl+a")
        assert selected(pilot) == ["Lee Jane"], "what is not in sight is left alone"
        await press(pilot, "escape", "ctrl+a")
        assert selected(pilot) == [*IN_ORDER]
        await press(pilot, "ctrl+a")
        assert selected(pilot) == []


@pytest.mark.usefixtures("clients")
async def test_a_space_between_two_words_is_typed_and_any_other_selects(store: CaseStore) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, *"lee", "space", *"jane")
        assert search(pilot).value == "lee jane"
        assert (listed(pilot), selected(pilot)) == (["Lee Jane"], [])
        await press(pilot, "space", "space")
        assert (search(pilot).value, selected(pilot)) == ("lee jane ", ["Lee Jane"])
        await press(pilot, "home", "space", "tab")
        assert (search(pilot).value, selected(pilot)) == ("lee jane ", ["Lee Jane"])


@pytest.mark.usefixtures("clients")
async def test_the_mouse_selects_at_the_sign_and_with_ctrl(store: CaseStore) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await pilot.click(SelectableRows, offset=(0, 1))
        await pilot.pause()
        assert selected(pilot) == ["Lee Jane"]
        await pilot.click(SelectableRows, offset=(20, 2), control=True)
        await pilot.pause()
        assert selected(pilot) == ["Lee Jane", "김민수"]
        await pilot.click(SelectableRows, offset=(1, 1))
        await pilot.pause()
        assert selected(pilot) == ["김민수"]
        await pilot.click(SelectableRows, offset=(20, 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, CasesScreen)
        assert selected(pilot) == ["김민수"], "a click on a line goes to it"


@pytest.mark.usefixtures("clients")
async def test_another_list_begins_with_nothing_selected(store: CaseStore) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+a", "f4")
        assert len(selected(pilot)) == len(CLIENTS), "the order plays no part"
        await press(pilot, "f5")
        assert selected(pilot) == []


async def test_what_became_of_several_is_noted_and_taken_back_at_once(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf
) -> None:
    """A case that already has this state is left as it is, also by the undo."""
    store.progress.mark(clients[0], CaseState.CLAIMED)
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+a", "f9")
        assert "What became of these 3 cases?" in text_of(pilot.app)
        await press(pilot, "home", "down", "enter")
        assert "Noted for 2 cases: claimed" in told(pilot)
        assert {store.progress.of(number).state for number in clients} == {CaseState.CLAIMED}
        assert selected(pilot) == [*IN_ORDER], "they are still there"
        await press(pilot, "ctrl+z")
        assert [store.progress.of(number).state for number in clients] == [
            CaseState.CLAIMED, CaseState.OPEN, CaseState.OPEN,
        ]  # fmt: skip


async def test_several_are_archived_and_come_back(
    store: CaseStore, clients: tuple[int, ...]
) -> None:
    store.progress.mark(clients[0], CaseState.PAID_BACK)
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "tab", "down", "tab", "f9", "end", "enter")
        assert listed(pilot) == ["Lee Jane"]
        assert "Archived: 2 cases" in told(pilot)
        await view(pilot, "archived")
        await press(pilot, "ctrl+a", "f9", "home", "enter")
        assert listed(pilot) == []
        assert store.progress.of(clients[0]) == Progress(CaseState.PAID_BACK), "as it was put away"
        await press(pilot, "ctrl+z", "ctrl+z")
        await view(pilot, "cases")
        assert sorted(listed(pilot)) == sorted(IN_ORDER)


async def test_several_are_deleted_after_one_question_and_come_back_by_one_key(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf
) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "tab", "tab", "f8")
        assert isinstance(pilot.app.screen, Picker)
        asked = " ".join(text_of(pilot.app).split())
        assert [
            name for name in ("Delete 2 cases?", "박영희", "Lee Jane") if name not in asked
        ] == []
        await press(pilot, "end", "enter")
        assert len(store.cases()) == len(clients), "they are kept where that is chosen"
        await press(pilot, "f8", "escape", "f8", "enter")
        assert listed(pilot) == ["김민수"]
        assert "^Z brings them all back" in told(pilot)
        anew = keep(store, CLIENTS[2][-1], of_client(*CLIENTS[2][:4]))
        await press(pilot, "ctrl+z")
        assert {case.number for case in store.cases()} == {clients[0], clients[1], anew}, (
            "one that was saved anew meanwhile does not come twice"
        )


async def test_what_was_deleted_at_once_comes_back_by_one_key_in_another_window_too(
    store: CaseStore, clients: tuple[int, ...]
) -> None:
    """One undo reverts the whole act, even after the app was closed and opened again."""
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "tab", "tab", "f8", "enter")
        assert len(store.cases()) == 1
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+z")
        assert len(store.cases()) == len(clients)
        assert "Brought back: 2 cases" in told(pilot)


async def test_one_case_is_deleted_unasked(store: CaseStore, clients: tuple[int, ...]) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "space", "f8")
        assert [case.number for case in store.cases()] == [*reversed(clients[:2])]


async def test_one_that_another_window_deleted_is_told_and_the_others_are_done(
    store: CaseStore, clients: tuple[int, ...]
) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+a")
        store.delete(clients[0])
        await press(pilot, "f9", "end", "enter")
        gone, done = (one.message for one in pilot.app._notifications)
        assert "주차장 기둥 was deleted in another window" in gone
        assert "Archived: 2 cases" in done
        assert [store.progress.of(number).archived_on is None for number in clients] == [
            True, False, False,
        ]  # fmt: skip


async def test_the_question_before_deleting_names_those_that_are_still_there(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf
) -> None:
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+a")
        store.delete(clients[2])
        await press(pilot, "f8")
        asked = " ".join(text_of(pilot.app).split())
        assert "Delete 2 cases? Lee Jane, 김민수" in asked


async def test_the_messages_to_several_are_one_text_in_the_order_of_the_list(
    store: CaseStore, clients: tuple[int, ...], text_of: TextOf
) -> None:
    store.progress.mark(clients[2], CaseState.PAID_BACK)
    store.save("half", Draft({"client.name": "최지우"}))
    async with running(store, size=(80, 24)) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+a", "ctrl+k")
        assert isinstance(pilot.app.screen, MessagesScreen)
        copied = pilot.app.clipboard
        heads = [line for line in copied.splitlines() if line.startswith("[")]
        assert heads == [
            f"[{clients[1]}] Lee Jane · 99나 1234 · 010-1234-5678",
            f"[{clients[0]}] 김민수 · 12가 3456 · 010-1234-5678",
        ]
        assert copied.count("not legal or insurance advice") == len(heads)
        shown = " ".join(text_of(pilot.app).split())
        assert "Messages to send: 2" in shown
        assert "박영희 (paid back already)" in shown
        assert "최지우 (no answer of today)" in shown


@pytest.mark.usefixtures("clients")
async def test_of_several_deadlines_of_one_client_there_is_one_message(store: CaseStore) -> None:
    async with running(store) as pilot:
        await view(pilot, "due")
        await press(pilot, "ctrl+a", "ctrl+k")
        copied = pilot.app.clipboard
        assert [copied.count(f"] {name} ·") for name in IN_ORDER] == [1, 1, 1]


async def test_where_nobody_gets_a_message_it_is_told_why(
    store: CaseStore, clients: tuple[int, ...]
) -> None:
    for number in clients:
        store.progress.mark(number, CaseState.PAID_BACK)
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+a", "ctrl+k")
        assert isinstance(pilot.app.screen, CasesScreen)
        assert "paid back already" in told(pilot)
        assert pilot.app.clipboard == ""


async def test_several_are_written_as_case_files_into_a_folder(
    store: CaseStore, clients: tuple[int, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    async with running(store) as pilot:
        await view(pilot, "cases")
        await press(pilot, "ctrl+a", "f6")
        field = pilot.app.screen.query_one(Input)
        assert field.value.endswith("cases-2026-11-22")
        field.value = str(folder)
        await press(pilot, "enter")
        assert "3 cases written" in told(pilot)
        files = sorted(folder.iterdir())
        assert [file.name for file in files] == [
            f"{number} {CLIENTS[at][-1]}.toml" for at, number in enumerate(clients)
        ]
        kept = {case.name: case.draft for case in store.cases()}
        for file in files:
            found = read_case_file(file.read_bytes())
            assert isinstance(found, CaseFile)
            assert found.draft.text("client.name") == kept[found.name].text("client.name")
        files[0].write_bytes(b"mine")
        await press(pilot, "f6")
        pilot.app.screen.query_one(Input).value = str(folder)
        await press(pilot, "enter")
        assert files[0].read_bytes() == b"mine", "what is there is written over at a second Enter"
        await press(pilot, "enter")
        assert files[0].read_bytes() != b"mine"


@pytest.mark.usefixtures("clients")
async def test_the_bar_shows_what_can_be_done_with_several(
    store: CaseStore, text_of: TextOf
) -> None:
    async with running(store, size=(60, 20)) as pilot:
        await view(pilot, "cases")
        assert "Space Select" in text_of(pilot.app).splitlines()[-1]
        await press(pilot, "ctrl+a")
        bar = text_of(pilot.app).splitlines()[-1]
        assert [key for key in ("F9 State", "F8 Delete", "^K Message") if key not in bar] == []
        await press(pilot, "f1")
        shown = text_of(pilot.app)
        texts = Texts("en")
        assert [one for one in ("Space", "^A", "Tab") if one not in shown] == []
        assert texts("app.key.select-down") in shown


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.usefixtures("clients")
async def test_the_selection_looks_as_drawn(
    store: CaseStore, text_of: TextOf, language: Language
) -> None:
    async with running(store, language) as pilot:
        await view(pilot, "cases")
        await press(pilot, "tab", "tab")
        await check_drawings(pilot, f"selection-{language}", text_of)
