"""Saved cases: named, found, copied, deleted and brought back, written to files and read in."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from textual.widgets import Input
from tui.drawings import SIZES, check_drawings
from tui.driver import row, sample_opening, screen

from advisor import service
from advisor.cases import advised
from advisor.domain.case import Case
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.draft import read_draft
from advisor.rules.rulebook import load_rulebook
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.opening import opening
from advisor.tui.own_case import new_draft
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.cases import CasesScreen
from advisor.tui.screens.dialog import Prompt
from advisor.tui.widgets.desk_finder import DeskFinder
from advisor.tui.widgets.finder import Finder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import TextOf


async def test_the_app_opens_on_a_case_that_was_named(store: CaseStore, text_of: TextOf) -> None:
    """The client's name is shown above the case, and saving overwrites that case."""
    saved = store.save("김민수", sample_opening().draft)
    store.save("B", sample_opening().draft)
    app = AdvisorApp(opening(saved, Desk(store)), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "김민수" in text_of(pilot.app)
        await pilot.press("9", "ctrl+s")
        await pilot.pause()
    kim, other = sorted(store.cases(), key=lambda case: case.number)
    assert (kim.name, other.name) == ("김민수", "B")
    assert kim.draft != other.draft == saved.draft


NAMES = ("[b]김 & Ω[/b]", '"; DROP TABLE', "=1+1", "😀 caf\u00e9", "한글", "[@click=app.quit]x")
"""Names with a meaning for markup, SQL, spreadsheets or terminals."""


@asynccontextmanager
async def running(
    store: CaseStore | None, language: Language = "en", size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Pilot[None]]:
    desk = Desk(store)
    found = opening(None, desk)
    nothing_left = found.is_first or found.draft == new_draft()
    app = AdvisorApp(sample_opening(desk) if nothing_left else found, language)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def answer(pilot: Pilot[None], text: str) -> None:
    """Replace the text that the prompt proposes, and press Enter."""
    assert isinstance(pilot.app.screen, Prompt)
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


def names(pilot: Pilot[None]) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, CasesScreen)
    return [screen._found[found.key].saved.name for found in screen.query_one(Finder).shown]


async def test_a_case_is_saved_found_and_opened_again(store: CaseStore) -> None:
    async with running(store) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "Kim, the pillar")
        row(pilot, "accident.own_damage").focus()
        await press(pilot, "ctrl+u", *"3000000")
        await press(pilot, "f5")
        assert names(pilot) == ["Kim, the pillar"]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert screen(pilot).consultation.draft.text("accident.own_damage") == "1,800,000"


async def test_saving_again_saves_over_the_same_case(store: CaseStore) -> None:
    async with running(store) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "Kim")
        row(pilot, "accident.own_damage").focus()
        await press(pilot, "ctrl+u", *"3000000", "ctrl+s")
    (case,) = store.cases()
    assert case.draft.text("accident.own_damage") == "3,000,000"


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_is_shown_and_kept_as_it_is(
    store: CaseStore, text_of: TextOf, name: str
) -> None:
    async with running(store) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, name)
        await press(pilot, "f5")
        assert names(pilot) == [name]
        assert name in text_of(pilot.app)
    assert [case.name for case in store.cases()] == [name]


async def test_an_empty_name_is_refused_in_words(store: CaseStore, text_of: TextOf) -> None:
    async with running(store, "ko") as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "  ")
        assert "이름을 적어 주세요." in text_of(pilot.app)
        await press(pilot, "escape")
    assert store.cases() == ()


async def test_delete_copy_rename_and_the_way_back(store: CaseStore) -> None:
    async with running(store) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "one")
        await press(pilot, "f5", "f7")
        await answer(pilot, "two")
        assert names(pilot) == ["two", "one"]
        await press(pilot, "f2")
        await answer(pilot, "three")
        assert names(pilot) == ["three", "one"]
        await press(pilot, "f8")
        assert names(pilot) == ["one"]
        await press(pilot, "ctrl+z")
        assert names(pilot) == ["three", "one"]


async def test_a_name_that_is_there_is_asked_about(store: CaseStore, text_of: TextOf) -> None:
    store.save("Kim", sample_opening().draft)
    async with running(store) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "Kim ")
        assert "name is there already" in " ".join(text_of(pilot.app).split())
        assert len(store.cases()) == 1
        await press(pilot, "enter")
        assert len(store.cases()) == 2
        await press(pilot, "f5", "f7")
        await answer(pilot, "Kim")
        assert "name is there already" in " ".join(text_of(pilot.app).split())
        await press(pilot, "escape", "f2")
        await answer(pilot, "Lee")
        await press(pilot, "f2")
        await answer(pilot, "Lee")
        assert isinstance(pilot.app.screen, CasesScreen)
    assert sorted(case.name for case in store.cases()) == ["Kim", "Lee"]


async def test_a_new_name_stands_beside_the_list_too(store: CaseStore, text_of: TextOf) -> None:
    store.save("Kim", sample_opening().draft)
    async with running(store) as pilot:
        await press(pilot, "f5", "f2")
        await answer(pilot, "Lee")
        shown = text_of(pilot.app)
        assert "Kim" not in shown
        assert shown.count("Lee") == 2


async def test_a_case_that_another_window_deleted_is_said_to_be_gone(
    store: CaseStore, tmp_path: Path
) -> None:
    for name in ("Kim", "Lee"):
        store.save(name, sample_opening().draft)
    with CaseStore(tmp_path / "home", service.today) as other:
        async with running(store) as pilot:
            await press(pilot, "f5")
            other.delete(2)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, CasesScreen)
            assert names(pilot) == ["Kim"]
            said = [note.message for note in pilot.app._notifications]
            assert said == ["Lee was deleted in another window. ^Z brings it back."]
            await press(pilot, "ctrl+z")
            assert names(pilot) == ["Lee", "Kim"]
            other.delete(1)
            pilot.app.app_focus = False
            pilot.app.app_focus = True
            await pilot.pause()
            assert names(pilot) == ["Lee"]
            await press(pilot, "f1")
            other.delete(2)
            pilot.app.app_focus = False
            pilot.app.app_focus = True
            await press(pilot, "escape")
            assert names(pilot) == []


async def test_what_another_window_saved_is_listed_in_a_few_seconds(
    store: CaseStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cursor, search and selection stay, and nothing is read again if nothing is new."""
    monkeypatch.setattr("advisor.tui.screens.cases._BETWEEN_LOOKS", 0.05)
    for name in ("Lee", "Kim"):
        store.save(name, sample_opening().draft)
    with CaseStore(tmp_path / "home", service.today) as other:
        async with running(store) as pilot:
            await press(pilot, "f5", "down", "space", *"kim")
            desk = pilot.app.screen
            assert isinstance(desk, CasesScreen)
            finder = desk.query_one(DeskFinder)
            before = finder.selected, finder.key, names(pilot)
            assert before[0]
            other.save("Kim Anew", sample_opening().draft)
            await pilot.pause(0.2)
            assert names(pilot) == ["Kim Anew", "Kim"]
            assert (finder.selected, finder.key) == before[:2]
            read: list[object] = []
            monkeypatch.setattr(desk.listing, "read", read.append)
            await pilot.pause(0.2)
            assert not read


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_open_case_that_was_deleted_meanwhile_is_saved_as_a_new_one_and_that_is_said(
    store: CaseStore, tmp_path: Path, language: Language
) -> None:
    with CaseStore(tmp_path / "home", service.today) as other:
        async with running(store, language) as pilot:
            await press(pilot, "ctrl+s")
            await answer(pilot, "Kim")
            other.delete(1)
            await press(pilot, "ctrl+s")
            said = ["".join(note.message.split()) for note in pilot.app._notifications]
            texts = Texts(language)
            wanted = texts("cases.saved", name="Kim") + texts("cases.was-deleted", number=2)
            assert said[-1] == "".join(wanted.split())
    assert [case.number for case in store.cases()] == [2]


async def test_a_report_is_called_after_its_case(store: CaseStore) -> None:
    async with running(store) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "Kim: no. 1.8")
        await press(pilot, "f6")
        fields = {field.name: field.value for field in pilot.app.screen.query(Input)}
        assert fields["path"].endswith("/accident-report-Kim no. 1.8.html")


async def test_a_search_looks_into_names_in_any_composition(store: CaseStore) -> None:
    for name in ("김 과장", "이 대리"):
        store.save(name, sample_opening().draft)
    async with running(store) as pilot:
        await press(pilot, "f5")
        pilot.app.screen.query_one(Input).value = "\u1100\u1175\u11b7"
        await pilot.pause()
        assert names(pilot) == ["김 과장"]


async def test_a_case_goes_out_as_a_file_and_comes_back(
    store: CaseStore, tmp_path: Path, text_of: TextOf
) -> None:
    file = tmp_path / "out.toml"
    async with running(store) as pilot:
        await press(pilot, "f5", "f6")
        await answer(pilot, str(file))
        await press(pilot, "f6")
        await answer(pilot, str(file))
        assert "is there already" in " ".join(text_of(pilot.app).split())
        await press(pilot, "enter", "ctrl+o")
        await answer(pilot, str(tmp_path / "nothing.toml"))
        assert "no such file" in " ".join(text_of(pilot.app).split())
        await answer(pilot, str(file))
        assert isinstance(pilot.app.screen, CaseScreen)
        assert screen(pilot).consultation.draft == sample_opening().draft
    assert "own_damage = 1_800_000" in file.read_text("utf-8")


async def test_what_was_typed_is_there_again_with_a_notice(
    store: CaseStore, tmp_path: Path, text_of: TextOf
) -> None:
    async with running(store) as pilot:
        assert "This is a sample" in text_of(pilot.app)
        row(pilot, "accident.own_damage").focus()
        await press(pilot, "ctrl+u", *"3000000")
        assert "This is a sample" not in text_of(pilot.app)
    store.close(crashed=True)
    with CaseStore(tmp_path / "home", service.today) as later:
        async with running(later) as pilot:
            assert "Closed unexpectedly" in text_of(pilot.app)
            assert screen(pilot).consultation.draft.text("accident.own_damage") == "3,000,000"
            await press(pilot, "f5", "ctrl+n", "escape")
            assert isinstance(pilot.app.screen, CaseScreen)
            assert screen(pilot).consultation.draft == new_draft()
            assert "Still needed" in text_of(pilot.app)


async def test_a_click_goes_to_a_case_and_another_opens_it(store: CaseStore) -> None:
    for name in ("Kim", "Lee"):
        store.save(name, sample_opening().draft.with_value("accident.own_damage", "1,500,000"))
    async with running(store) as pilot:
        await press(pilot, "f5")
        finder = pilot.app.screen.query_one(Finder)
        assert names(pilot)[0] == "Lee"
        kim = (6, 1)
        await pilot.click("SelectableRows", offset=kim)
        await pilot.pause()
        assert isinstance(pilot.app.screen, CasesScreen)
        assert finder.key == finder.shown[1].key
        await pilot.click("SelectableRows", offset=kim)
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        assert screen(pilot).consultation.draft.text("accident.own_damage") == "1,500,000"


async def test_a_day_is_saved_as_one_that_stays_the_same(store: CaseStore) -> None:
    async with running(store) as pilot:
        row(pilot, "accident.day").focus()
        await press(pilot, "ctrl+u", *"11/20", "ctrl+s")
        await answer(pilot, "Kim")
    (case,) = store.cases()
    assert case.draft.text("accident.day") == "2026-11-20"


async def test_ticks_come_back_with_the_saved_case(store: CaseStore) -> None:
    async with running(store) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "Kim")
        await press(pilot, "ctrl+t", "space", "escape")
    (case,) = store.cases()
    assert len(case.ticked) == 1


async def test_without_a_store_all_works_and_says_so(text_of: TextOf) -> None:
    async with running(None) as pilot:
        await press(pilot, "ctrl+s")
        await answer(pilot, "Kim")
        assert "cannot be kept" in " ".join(text_of(pilot.app).split())
        await press(pilot, "escape", "f5", "f8", "ctrl+z")
        assert isinstance(pilot.app.screen, CasesScreen)


@pytest.mark.parametrize(
    ("premium", "year", "why"),
    [
        ("", 2026, "Still needed for an answer: Premium."),
        ("many", 2026, "No answer until this is fixed: Premium."),
        ("82만", 2028, "The policy year of this case is over"),
    ],
)
async def test_a_case_without_an_answer_says_why_and_what_was_advised(
    store: CaseStore, text_of: TextOf, monkeypatch: pytest.MonkeyPatch, premium: str, year: int,
    why: str,
) -> None:  # fmt: skip
    draft = sample_opening().draft.with_value("as_of", "")
    case = read_draft(draft, load_rulebook(), date(2026, 11, 22))
    assert isinstance(case, Case)
    answer = advised(service.decide(case, load_rulebook()))
    store.save("holes", draft.with_value("policy.premium", premium), answer=answer)
    monkeypatch.setattr(service, "today", lambda: date(year, 11, 22))
    async with running(store, size=(100, 40)) as pilot:
        await press(pilot, "f5")
        shown = " ".join(text_of(pilot.app).split())
        assert why in shown
        assert "As advised on" in shown


@pytest.mark.parametrize("language", get_args(Language))
async def test_the_screen_looks_as_drawn(
    store: CaseStore, text_of: TextOf, language: Language
) -> None:
    sample = sample_opening().draft
    store.save("김민수 주차장 기둥", sample, frozenset({"report", "number"}))
    store.save("Lee, rear bumper", sample.with_value("accident.own_damage", "700,000"))
    store.save("정", sample.with_value("policy.premium", ""))
    async with running(store, language, SIZES[0]) as pilot:
        await press(pilot, "f5", "down", "down")
        await check_drawings(pilot, f"cases-{language}", text_of)
