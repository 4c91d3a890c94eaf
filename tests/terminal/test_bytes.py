"""Stray bytes type nothing, and a terminal that ends in any way leaves no program running."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from terminal.cases import case_file
from terminal.emulated import ENTER, F, Terminal, control, pasted, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STRAY = [
    b"\xe1",  # Meta and a letter in eight bits
    b"\x1b[M \x88\x95\x1b[M#\x88\x95",  # the old mouse protocol, right of column 95
    "가".encode("euc-kr"),
    b"\xff\xfe\x80",
    b"\xed\xa0\x80",  # half of a surrogate pair
    b"\x1b[?62;22c",  # answers to questions that the app no longer waits for
    b"\x1b[>0;276;0c",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1b]52;c;aGk=\x07",
    b"\x1bP1+r524742=38\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[?2026;2$y",
    b"\x1b[?0u",
]

STOPPED_IN_A_PAINT = """
import os, signal, sys
from advisor.cli.main import main
from advisor.tui.screens.case import CaseScreen

def stop(self):
    with self.app._driver._writer_thread._queue.mutex:  # as a paint does that is being queued
        os.kill(os.getpid(), signal.SIGTSTP)

CaseScreen.action_help = stop
sys.argv[:1] = ["advisor"]
main()
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(case_file(tmp_path), home=tmp_path / "home") as opened:
        opened.shows("^Q", "1,800,000")
        yield opened


def test_stray_bytes_and_late_answers_are_dropped(app: Terminal) -> None:
    for number, stray in enumerate(STRAY):
        app.send(b"\x15" + stray + f"{number}".encode() + stray + b"7" + stray)
        app.shows(f"Repair bill  {number}7".replace(" 07", " 7"))
    app.send(b"\x15" + b"1".join(STRAY[:8]))
    app.shows("Repair bill  1,111,111")


def test_a_paste_of_a_megabyte_is_read_in_seconds_and_keeps_its_escapes_to_itself(
    app: Terminal,
) -> None:
    app.send(pasted("\x1b[A" + "9" * 1_000_000).encode())
    app.shows("This cannot be read as an", patience=10)
    app.send(b"\x15" + pasted("70").encode() + b"5" + pasted("").encode())
    app.shows("Repair bill  705")


def test_an_answer_that_comes_in_two_parts_is_dropped(app: Terminal) -> None:
    app.type("5")
    app.shows("Repair bill  5")
    app.send(b"\x1b[?2026;")
    app.listen(0.4)  # longer than a key's escape sequence may take
    app.send(b"2$y")
    app.send(b"\x1b]11;rgb:1e1e/")
    app.listen(0.4)
    app.send(b"1e1e/1e1e\x1b\\7")
    app.shows("Repair bill  57")


def test_hangul_that_comes_byte_by_byte_is_whole(app: Terminal) -> None:
    app.type("5")
    for byte in "만".encode():
        app.send(bytes([byte]))
        app.listen(0.15)
    app.shows("Repair bill  5만")


LEFT_ALONE = """
import signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from advisor.cli.main import main
import sys
sys.argv = ["advisor", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("program", [("-m", "advisor"), ("-c", LEFT_ALONE)])
def test_it_ends_when_its_terminal_is_gone(tmp_path: Path, program: tuple[str, ...]) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home", program=program) as app:
        app.shows("^Q", "1,800,000")
        app.type("77000")
        app.shows("77,000")
        app.hang_up()
        app.program.wait(10)
    assert app.program.returncode in {0, 128 + signal.SIGHUP}


def test_it_draws_itself_anew_when_it_comes_back(app: Terminal) -> None:
    os.kill(app.program.pid, signal.SIGTSTP)
    is_there_after_a_stop(app)


def test_it_can_be_stopped_in_the_middle_of_a_paint(tmp_path: Path) -> None:
    program = ("-c", STOPPED_IN_A_PAINT)
    with terminal(case_file(tmp_path), home=tmp_path / "home", program=program) as app:
        app.shows("^Q", "1,800,000")
        app.type(F[1])
        is_there_after_a_stop(app)


def is_there_after_a_stop(app: Terminal) -> None:
    app.until(Terminal.is_stopped)
    app.listen()
    app.wipe()
    os.kill(app.program.pid, signal.SIGCONT)
    app.shows("^Q", "1,800,000")
    app.type("42000")
    app.shows("42,000")
    app.type(control("q"))
    assert app.ended() == 0


def test_a_working_folder_that_was_removed_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    with terminal(
        case_file(tmp_path), home=tmp_path / "home", folder=gone, HOME=str(tmp_path)
    ) as app:
        app.shows("^Q", "1,800,000")
        gone.rmdir()
        app.type(F[6])
        app.shows("not there any more", ".html")
        app.type(ENTER)
        app.shows("Written")


def test_alt_with_a_digit_or_a_letter_types_nothing(tmp_path: Path) -> None:
    """A terminal sends Alt as Escape, and nobody means a sign such as ¡ or ™ in an amount."""
    with terminal(case_file(tmp_path), home=tmp_path / "home") as app:
        app.shows("1,800,000")
        app.type("700000" + "".join(f"\x1b{sign}" for sign in "1234567890-=amz"))
        app.type("1")
        app.until(lambda seen: "7,000,001" in seen.row("Repair bill"))
