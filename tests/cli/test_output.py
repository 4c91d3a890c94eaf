"""Output streams as programs and people expect them, tried in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ADVISOR = (sys.executable, "-m", "advisor")


def ran(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [*ADVISOR, *arguments],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def test_a_file_gets_no_colour() -> None:
    found = ran("decide", "--sample", FORCE_COLOR="1")
    assert found.returncode == 0
    assert b"\x1b" not in found.stdout
    assert found.stderr == b""


def test_a_closed_pipe_is_silent() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(  # noqa: S603 - the interpreter that runs the tests
        [*ADVISOR, "rules", "list"], stdout=writing, stderr=subprocess.PIPE
    ) as process:
        os.close(writing)
        _, err = process.communicate(timeout=60)
    assert err == b""
    assert process.returncode == 141


def test_a_terminal_without_korean_still_gets_an_answer() -> None:
    found = ran("decide", "--sample", PYTHONIOENCODING="ascii")
    assert found.returncode == 0
    assert b"(??)" in found.stdout


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_nothing_hangs_without_a_terminal(arguments: tuple[str, ...]) -> None:
    assert ran(*arguments).returncode == (0 if arguments else 2)


def on_a_terminal(**environment: str) -> bytes:
    """Run the sample with a terminal as standard output, and return what it wrote."""
    pty = pytest.importorskip("pty")
    person, program = pty.openpty()
    with subprocess.Popen(  # noqa: S603 - the interpreter that runs the tests
        [*ADVISOR, "decide", "--sample"],
        stdout=program,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", **environment},
    ):
        os.close(program)
        shown = bytearray()
        while piece := _piece(person):
            shown += piece
    os.close(person)
    return bytes(shown)


def _piece(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # raised by Linux once the other end is closed
        return b""


def test_a_terminal_gets_one_accent() -> None:
    """The verdict and the line of the recommended option, nothing else, are in colour."""
    assert on_a_terminal().count(b"\x1b[36m") == 2


@pytest.mark.parametrize("wish", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_a_terminal_may_wish_for_no_colour(wish: dict[str, str]) -> None:
    assert b"\x1b" not in on_a_terminal(**wish)
