"""What the terminal shows, and where its cursor stands, at each size."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from terminal.cases import case_file
from terminal.emulated import ENTER, ESCAPE, PAGE_DOWN, F, Terminal, control, mouse, terminal

if TYPE_CHECKING:
    from pathlib import Path


def in_row(app: Terminal, label: str) -> bool:
    """Return whether the cursor is in the row of a label, right of it."""
    x, y = app.cursor
    return label in app.lines[y] and x > app.lines[y].index(label) + len(label)


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
def test_the_cursor_is_where_one_types(tmp_path: Path, size: tuple[int, int]) -> None:
    """The cursor must be in the field, because an input method composes at the cursor."""
    with terminal(case_file(tmp_path), home=tmp_path / "home", size=size) as app:
        app.shows("^Q", "1,800,000")
        app.until(lambda seen: in_row(seen, "Repair bill"))
        app.type(control("s"))
        app.shows("Enter OK")
        app.until(lambda seen: "wall" in seen.lines[seen.cursor[1]])
        app.type(ESCAPE)
        app.until(lambda seen: in_row(seen, "Repair bill"))
        app.type(F[5])
        app.shows("Search")
        app.until(lambda seen: "Search" in seen.lines[seen.cursor[1]])
        app.type(ESCAPE + F[6])
        app.until(lambda seen: ".html" in seen.lines[seen.cursor[1]] or "○" in seen.text)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_the_comparison_can_be_read_to_its_end(tmp_path: Path, size: tuple[int, int]) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home", size=size) as app:
        app.shows("^Q", "Repair bill")
        app.type(F[3])
        app.shows("[ ]")
        app.type("1234")
        app.type(PAGE_DOWN)
        app.shows("1,261,090")
        app.type(PAGE_DOWN * 20)
        app.shows("Pay back by")


def test_a_dialog_leaves_the_case_in_sight_and_none_of_its_keys(tmp_path: Path) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home") as app:
        app.shows("^Q", "Repair bill")
        app.type(control("s"))
        app.shows("Enter OK", "Claim: about")
        app.shows_not("^Q")


def test_what_is_dragged_over_is_what_is_copied(tmp_path: Path) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home") as app:
        app.shows("^Q", "Self-pay")
        x, y = app.find("Self-pay")
        app.type(mouse(x, y) + mouse(x + 3, y, 32) + mouse(x + 7, y, 32))
        app.type(mouse(x + 7, y, up=True) + control("c"))
        app.until(lambda seen: b"\x1b]52;c;" in seen.written)
        copied = app.written.rpartition(b"\x1b]52;c;")[2].partition(b"\x07")[0]
        assert b64decode(copied).startswith(b"Self-pa")


def choose_theme(app: Terminal, name: str) -> None:
    """Choose a theme as a user does: from the list of all commands."""
    app.type(control("p"))
    app.shows("What would you like to do?")
    app.type("theme" + ENTER)
    app.shows("Which theme?")
    app.type(name)
    app.until(lambda seen: "gruvbox" not in seen.text and seen.text.count(name) > 1)
    app.type(ENTER)
    app.shows_not(name)


def test_a_theme_is_there_again(tmp_path: Path) -> None:
    """The next window has the theme that was chosen in the last one."""
    home, case = tmp_path / "home", case_file(tmp_path)
    with terminal(case, home=home) as app:
        app.shows("^Q", "Repair bill")
        app.rest()
        usual = app.background
        choose_theme(app, "textual-light")
        app.rest()
        light = app.background
        assert light != usual
        app.type(control("q"))
        app.ended()
    with terminal(case, home=home) as app:
        app.shows("^Q", "Repair bill")
        app.until(lambda seen: seen.background == light)


def test_a_language_is_there_again(tmp_path: Path) -> None:
    home, case = tmp_path / "home", case_file(tmp_path)
    with terminal(case, home=home, language="") as app:
        app.shows("^Q", "Repair bill")
        app.type(control("l"))
        app.shows("내 차 수리비")
        app.type(control("q"))
        app.ended()
    with terminal(case, home=home, language="") as app:
        app.shows("^Q", "내 차 수리비")


def test_a_window_too_small_says_the_answer_in_one_line(tmp_path: Path) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home") as app:
        app.shows("^Q", "Claim: about")
        app.resize(38, 9)
        app.until(lambda seen: "40x12" in seen.text.replace("×", "x"))
        assert "Claim" in app.text
        app.resize(100, 30)
        app.shows("^Q", "Repair bill")
