"""The harness itself: it reads what a terminal shows, and fails if a condition does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from terminal.emulated import DOWN, pasted, terminal

if TYPE_CHECKING:
    from pathlib import Path

ECHO = """
import sys, termios, tty
tty.setcbreak(0)
print("\\x1b[2J\\x1b[3;5H가나 ready", flush=True)
while (sign := sys.stdin.read(1)) != "q":
    print(f"\\x1b[5;1H{sign!r}", end="", flush=True)
sys.exit(7)
"""


def test_cells_cursor_keys_and_the_exit_code(tmp_path: Path) -> None:
    with terminal(home=tmp_path, program=("-c", ECHO)) as seen:
        seen.shows("ready")
        assert seen.find("ready") == (9, 2)
        seen.type("x")
        seen.shows("'x'")
        assert seen.cursor == (3, 4)
        assert b"\x1b[2J" in seen.written
        seen.type("q")
        assert seen.ended() == 7


def test_words_that_do_not_come_fail(tmp_path: Path) -> None:
    with terminal(home=tmp_path, program=("-c", ECHO)) as seen:
        seen.shows("ready")
        with pytest.raises(AssertionError, match="가나 ready"):
            seen.shows("never", patience=0.2)


def test_a_program_that_ends_fails_whoever_waits_for_its_words(tmp_path: Path) -> None:
    with (
        terminal(home=tmp_path, program=("-c", "raise SystemExit(3)")) as seen,
        pytest.raises(AssertionError, match="ended with 3"),
    ):
        seen.shows("anything")


def test_a_key_that_is_lost_is_noticed(tmp_path: Path) -> None:
    """The wait fails if a program drops the key after an arrow, as walks and bursts must notice."""
    drops = ECHO.replace('"q":', '"q":\n    if sign == "B": sys.stdin.read(1)')
    with terminal(home=tmp_path, program=("-c", drops)) as seen:
        seen.shows("ready")
        seen.type(f"{DOWN}7")
        with pytest.raises(AssertionError):
            seen.shows("'7'", patience=0.2)
    assert pasted("x") == "\x1b[200~x\x1b[201~"
