"""What is typed, pasted or clicked reaches its field once, whole and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from terminal.cases import CASE, case_file
from terminal.emulated import (
    BACK_TAB,
    DOWN,
    ENTER,
    ESCAPE,
    TAB,
    UP,
    F,
    Terminal,
    control,
    pasted,
    terminal,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(case_file(tmp_path), home=tmp_path / "home", size=(100, 48)) as opened:
        opened.shows("^Q", "Repair bill", "1,800,000")
        yield opened


def holds(app: Terminal, label: str, value: str) -> None:
    """Wait until the row of a label holds exactly this value."""
    app.until(lambda seen: value in seen.row(label).split("▾")[0].split())


def test_a_paste_takes_the_place_of_the_selection_once(app: Terminal) -> None:
    app.type(pasted("450000"))
    holds(app, "Repair bill", "450,000")
    app.type(f"{control('u')}{pasted('230만')}")
    app.until(lambda seen: "230만" in seen.row("Repair bill"))
    assert "230만230만" not in app.text
    app.type(TAB + pasted("  1,234,000\t99\n77\n"))
    holds(app, "Cash repair", "1,234,000")
    app.shows("Left out: 99, 77")


def test_a_paste_into_a_dialog_and_a_search_goes_in_once(app: Terminal) -> None:
    app.type(control("s"))
    app.shows("Save")
    app.type(control("u") + pasted("Kim\tMin\nsu") + ENTER)
    app.shows("Kim")
    app.type(F[5])
    app.shows("Search")
    app.type(pasted("Kim"))
    app.until(lambda seen: any(row.strip().startswith("Kim") for row in seen.lines))
    assert "KimKim" not in app.text


def test_keys_behind_an_arrow_are_typed_where_it_leads(app: Terminal) -> None:
    app.type(f"{UP * 3}{DOWN}2026-05-20{DOWN * 2}74m{DOWN}1500000{TAB}")
    app.until(lambda seen: "2026-05-20" in seen.row("Day  "))
    holds(app, "Repair bill", "740,000")
    holds(app, "Cash repair", "1,500,000")


@pytest.mark.parametrize("way", [DOWN, TAB, ENTER])
def test_no_key_is_lost_on_any_way_from_a_choice(app: Terminal, way: str) -> None:
    app.type(UP * 3)
    app.type(f"{DOWN * 2}{BACK_TAB * 2}{TAB}2026-05-21{DOWN * 2}81만{way}82만{way}")
    app.until(lambda seen: "2026-05-21" in seen.row("Day  "))
    app.until(lambda seen: "81만" in seen.row("Repair bill"))
    app.until(lambda seen: "82만" in seen.row("Cash repair"))


def test_keys_behind_one_that_opens_something_go_there(app: Terminal) -> None:
    app.type(f"{F[5]}Kim")
    app.shows("Kim")
    app.type(ESCAPE)
    app.shows_not("Kim")
    app.type(ESCAPE)
    app.shows("Repair bill")
    app.type(f"{control('s')}{control('u')}Lee{ENTER}")
    app.shows("Lee")
    app.type(f"{F[7]}2025-01-02{DOWN}700000{TAB}")
    holds(app, "Paid out", "900,000")
    app.until(lambda seen: "700,000" in seen.text)
    assert "2025-01-02" in app.text
    holds(app, "Repair bill", "1,800,000")


def test_the_keyboard_lives_on_when_its_row_is_removed(app: Terminal) -> None:
    app.click("More on claim 1")
    app.click("Drop claim 1")
    app.shows_not("Drop claim 1")
    app.type(control("z"))
    app.shows("Drop claim 1", "900,000")
    app.type(ESCAPE + F[8])
    app.shows_not("900,000")
    app.type(control("z"))
    app.shows("900,000")
    app.type(control("q"))
    assert app.ended() == 0


def test_the_letters_of_a_choice_and_of_a_field_are_theirs(app: Terminal) -> None:
    app.type("?")
    app.shows("garage's estimate")
    app.type(ESCAPE)
    app.shows_not("garage's estimate")
    app.type(f"{UP * 3}q")
    app.type("fl")
    app.until(lambda seen: "flood" in seen.row("Accident ").lower())
    assert app.program.poll() is None
    app.type(DOWN * 3)
    holds(app, "Repair bill", "1,800,000")


def test_an_undo_works_wherever_the_cursor_is(tmp_path: Path) -> None:
    shared = CASE.replace('"object"', '"collision"')
    with terminal(case_file(tmp_path, shared), home=tmp_path / "home") as app:
        app.shows("Repair bill", "Your fault")
        app.type("900000")
        holds(app, "Repair bill", "900,000")
        app.type(f"{DOWN}{DOWN}{DOWN}")
        app.type(control("z"))
        holds(app, "Repair bill", "1,800,000")


def test_a_field_is_typed_over_after_an_undo(app: Terminal) -> None:
    app.type("900000")
    holds(app, "Repair bill", "900,000")
    app.type(control("z"))
    holds(app, "Repair bill", "1,800,000")
    app.type("5")
    holds(app, "Repair bill", "5")


def test_a_list_of_two_opens_as_one_of_three(app: Terminal) -> None:
    app.click("More on claim 1")
    app.click("You hurt")
    app.type(UP + ENTER)
    app.until(lambda seen: "yes" in seen.row("You hurt"))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
def test_a_row_that_is_added_is_in_sight_with_the_cursor_in_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """The driver sees what is typed, and an input method opens its window beside it."""
    with terminal(case_file(tmp_path), home=tmp_path / "home", size=size) as small:
        small.shows("^Q")
        small.type(f"{F[7]}2025-05-01")
        small.until(lambda seen: "2025-05-01" in seen.lines[seen.cursor[1]])
