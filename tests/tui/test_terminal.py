"""Whatever ends the app in a real terminal, the terminal is restored and no input is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import PATIENCE, session
from source_tree import ROOT

from advisor import service
from advisor.storage.store import CaseStore
from advisor.tui.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from pseudo_terminal import Session

APP = ("-m", "advisor", "--lang", "en")
QUESTIONS = "Shift+Tab"
"""Words on the first screen of a first start, which asks what happened."""
OTHER_SCREEN, FIRST_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
CURSOR_SHOWN, MOUSE_OFF = b"\x1b[?25h", b"\x1b[?1000l"

FAULTY = """
from advisor.tui.screens.case import CaseScreen
from advisor.cli.main import main
import sys

def fault(self):
    raise RuntimeError("the fault")

CaseScreen.action_help = fault
sys.argv = ["advisor", "--lang", "en"]
main()
"""


def gave_back(app: Session) -> bool:
    """Return whether the app at its end restored the main screen, the cursor and the mouse."""
    tail = app.written[app.written.rindex(OTHER_SCREEN) :]
    return FIRST_SCREEN in tail and CURSOR_SHOWN in tail and MOUSE_OFF in tail


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with session(*APP, home=tmp_path / "home") as app:
        before = app.settings()
        app.wait_for(QUESTIONS)
        app.program.send_signal(number)
        assert app.ended() == 128 + number
        assert gave_back(app)
        assert app.settings() == before


@pytest.mark.parametrize("ahead", ["xxxx\x1bOQ\x1b\x1b", "\x1bOR\x1b[B\r12"])
def test_keys_typed_ahead_of_the_end_are_for_nobody(tmp_path: Path, ahead: str) -> None:
    with session(*APP, home=tmp_path / "home") as app:
        app.wait_for(QUESTIONS)
        app.type(f"\x11{ahead}")
        assert app.ended() == 0
        assert gave_back(app)
        assert b"Traceback" not in app.written


def test_a_fault_of_ours_gives_the_terminal_back_and_says_so(tmp_path: Path) -> None:
    with session("-c", FAULTY, home=tmp_path / "home") as app:
        before = app.settings()
        app.leave_the_questions()
        app.type("\x1bOP")
        assert app.ended() == 1
        assert gave_back(app)
        assert b"the fault" in app.written
        assert app.settings() == before


def test_what_was_typed_survives_the_hardest_end(tmp_path: Path) -> None:
    """What the app has read and shown is already saved when the app is killed."""
    home = tmp_path / "home"
    with session("-m", "advisor", "--lang", "ko", home=home) as app:
        app.leave_the_questions()
        app.type("3000000")
        app.wait_for("300만 원")
        app.program.kill()
        app.ended()
    with CaseStore(home, service.today) as store:
        left = Desk(store).take_left()
        assert left
        assert left.crashed
        assert left.draft.text("accident.own_damage") == "3,000,000"


def test_where_nothing_can_be_kept_nothing_else_is_promised(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder", "utf-8")
    with session(*APP, home=tmp_path / "home") as app:
        app.leave_the_questions()
        app.wait_for("Nothing can be saved")
        app.type("3000000")
        app.wait_for("3,000,000")
        app.type("\x11")
        app.wait_for("without it")
        app.type("\x11")
        assert app.ended() == 0


def test_without_colours_it_draws_none(tmp_path: Path) -> None:
    """NO_COLOR leaves only greys, which show the shape of the screen, and no hue."""
    with session(*APP, home=tmp_path / "home", NO_COLOR="1") as app:
        app.wait_for(QUESTIONS)
        app.type("\x11")
        assert app.ended() == 0
    colours = {
        tuple(found.split(b";")[at + 2 : at + 5])
        for found in app.written.replace(b"\x1b[", b"m").split(b"m")
        for at, part in enumerate(found.split(b";"))
        if part in {b"38", b"48"} and found.split(b";")[at + 1 : at + 2] == [b"2"]
    }
    assert {len(set(colour)) for colour in colours} <= {1}


WINDOW_CLOSED = """
import os, pty, sys
child, screen = pty.fork()
if not child:
    os.execv(sys.executable, [sys.executable, "-m", "advisor", "--lang", "en"])
written = b""
while b"Shift+Tab" not in written:
    written += os.read(screen, 1 << 16)
os.close(screen)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_it_ends_when_its_window_is_closed(tmp_path: Path) -> None:
    """The app does not wait, as Textual would, for a last key that nobody can press any more."""
    known = {"TERM": "xterm-256color", "ADVISOR_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
    ended = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, "-c", WINDOW_CLOSED],
        cwd=ROOT, env={**os.environ, **known}, capture_output=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    assert int(ended.stdout) == 128 + signal.SIGHUP
