"""The app shows whose case is open, saves over the right case, and keeps undo within one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from terminal.cases import case_file
from terminal.emulated import DOWN, ENTER, ESCAPE, UP, F, Terminal, control, terminal

from advisor import service
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from pathlib import Path


def save_as(app: Terminal, name: str) -> None:
    app.type(control("s"))
    app.shows("Enter OK")
    app.type(f"{control('u')}{name}{ENTER}")
    app.until(lambda seen: name in seen.lines[0] and "saved" in seen.lines[0])


def saved(home: Path) -> dict[str, str]:
    with CaseStore(home, service.today) as store:
        return {case.name: case.draft.text("accident.own_damage") for case in store.cases()}


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_the_open_case_is_named_and_is_the_one_saved(tmp_path: Path, size: tuple[int, int]) -> None:
    home = tmp_path / "home"
    with terminal(case_file(tmp_path), home=home, size=size) as app:
        app.shows("1,800,000")
        save_as(app, "Kim")
        app.type(F[5])
        app.shows("Search")
        app.type(F[7])
        app.shows("Enter OK")
        app.type(f"{control('u')}Lee{ENTER}")
        app.shows("Lee")
        app.type(ENTER)
        app.until(lambda seen: "Lee" in seen.lines[0])
        app.type("700000")
        app.until(lambda seen: "changed" in seen.lines[0])
        app.type(control("z") + control("z") + control("z"))
        app.until(lambda seen: "Lee" in seen.lines[0] and "saved" in seen.lines[0])
        app.type("600000")
        app.until(lambda seen: "changed" in seen.lines[0] and "600,000" in seen.text)
        app.type(control("s"))
        app.until(lambda seen: "saved" in seen.lines[0])
        app.type(control("q"))
        app.ended()
    assert saved(home) == {"Kim": "1,800,000", "Lee": "600,000"}


@pytest.mark.parametrize("ends_by_itself", [True, False])
def test_a_case_that_was_new_is_the_saved_one_at_the_next_start(
    tmp_path: Path, *, ends_by_itself: bool
) -> None:
    """A new case that was saved comes back at the next start as that case, not as a second one."""
    home = tmp_path / "home"
    with terminal(home=home) as app:
        app.shows("Question 1")
        app.type(ESCAPE)
        app.shows_not("Question 1")  # a key right after an Escape is a Meta key
        app.type("900000")
        save_as(app, "Kim")
        if ends_by_itself:
            app.type(control("q"))
            app.ended()
    with terminal(home=home) as app:
        app.shows("Kim")
        app.shows("^Q")
        if ends_by_itself:
            app.type(ENTER)
        app.until(lambda seen: "Kim" in seen.lines[0] and "saved" in seen.lines[0])
        app.type("800000")
        app.until(lambda seen: "changed" in seen.lines[0])
        app.type(control("s"))
        app.until(lambda seen: "saved" in seen.lines[0])
        app.type(control("q"))
        app.ended()
    assert saved(home) == {"Kim": "800,000"}


def test_the_sample_is_named_once_it_is_saved(tmp_path: Path) -> None:
    with terminal(home=tmp_path / "home") as app:
        app.shows("Question 1")
        app.type(ESCAPE)
        app.shows_not("Question 1")
        app.type(control("b"))
        app.until(lambda seen: "sample" in seen.lines[0])
        save_as(app, "Trial")


def test_an_unreadable_case_shows_no_former_answer(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with terminal(case_file(tmp_path), home=home) as app:
        app.shows("Claim: about")
        app.type(f"{UP * 2}2026-13-45{DOWN}")
        app.shows("13-45")
        save_as(app, "Broken")
        app.type(control("n"))
        app.shows("A new case")
        app.type(ESCAPE)
        app.shows_not("A new case")
        app.type(F[5])
        app.shows("Broken")
        app.type(ENTER)
        app.until(lambda seen: "Broken" in seen.lines[0])
        app.shows("No answer until this is fixed: Day")
        assert "Claim: about" not in app.text
        assert "before this edit" not in app.text


def test_a_case_changed_in_another_window_is_not_overwritten_unasked(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with terminal(case_file(tmp_path), home=home) as app:
        app.shows("1,800,000")
        save_as(app, "Kim")
        with CaseStore(home, service.today) as store:
            (kim,) = store.cases()
            store.save(
                "Kim", kim.draft.with_value("accident.own_damage", "111,000"), kim.ticked, over=kim
            )
        app.type("222000")
        app.until(lambda seen: "changed" in seen.lines[0])
        app.type(control("s"))
        app.shows("was changed in another", "Theirs")
        app.type(ESCAPE)
        app.shows_not("Theirs")
        app.type(control("q"))
        app.ended()
    assert saved(home) == {"Kim": "111,000"}


def test_an_empty_desk_says_so(tmp_path: Path) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home") as app:
        app.shows("1,800,000")
        app.type(F[5])
        app.shows("No case here")
