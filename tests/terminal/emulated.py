"""The program in a pseudo-terminal whose screen a terminal emulator reads.

Bytes go in, cells come out. Nothing here sleeps: each test waits for what should appear, and a
wait that runs out of time fails with a picture of the screen.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import termios
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
from pseudo_terminal import PATIENCE, Session, python, session
from terminal.copied import Copy
from wcwidth import wcswidth, wcwidth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pseudo_terminal import Program

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, PAGE_UP, PAGE_DOWN = "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~"
TAB, BACK_TAB, ENTER, ESCAPE, BACKSPACE = "\t", "\x1b[Z", "\r", "\x1b", "\x7f"
F = {
    1: "\x1bOP", 2: "\x1bOQ", 3: "\x1bOR", 4: "\x1bOS", 5: "\x1b[15~", 6: "\x1b[17~",
    7: "\x1b[18~", 8: "\x1b[19~", 9: "\x1b[20~", 10: "\x1b[21~", 12: "\x1b[24~",
}  # fmt: skip
"""What the function keys of an xterm send."""

_UNDERSTOOD_BY_NO_EMULATOR = re.compile(rb"\x1b\[[<=>][0-9;]*[a-z]")
"""Keyboard protocols that pyte would print as text."""

_UNFINISHED = re.compile(rb"\x1b(\[[<=>?0-9;]*)?$")


def control(letter: str) -> str:
    """Return what a terminal sends for Ctrl and a letter."""
    return chr(ord(letter) & 0x1F)


def pasted(text: str) -> str:
    """Return a bracketed paste."""
    return f"\x1b[200~{text}\x1b[201~"


def mouse(column: int, row: int, button: int = 0, *, up: bool = False) -> str:
    """Return what a terminal sends for a button at a cell counted from 0 (SGR)."""
    return f"\x1b[<{button};{column + 1};{row + 1}{'m' if up else 'M'}"


def click(column: int, row: int) -> str:
    """Return a press and a release at a cell."""
    return mouse(column, row) + mouse(column, row, up=True)


class _Answering(pyte.Screen):
    """A screen that collects in `answers` what a terminal answers to a program's questions."""

    def __init__(self, columns: int, rows: int) -> None:
        self.answers: list[str] = []
        super().__init__(columns, rows)

    def write_process_input(self, data: str) -> None:
        """Keep an answer, which is later typed as if by the keyboard."""
        self.answers.append(data)


class Terminal(Session):
    """A running program and the screen that its terminal shows."""

    size = (100, 30)

    def __init__(self, screen: int, program: Program, inside: int) -> None:
        super().__init__(screen, program, inside)
        self._cells = _Answering(*self.size)
        self._stream = pyte.ByteStream(self._cells)
        self._unread = b""

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        return [row.rstrip() for row in self._rows()]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's cursor, from 0."""
        return self._cells.cursor.x, self._cells.cursor.y

    @property
    def background(self) -> str:
        """The most frequent background colour of the screen's cells."""
        rows = (self._cells.buffer[y] for y in range(self._cells.lines))
        colours = Counter(row[x].bg for row in rows for x in range(self._cells.columns))
        return colours.most_common(1)[0][0]

    def until(self, condition: Callable[[Terminal], object], patience: float = PATIENCE) -> None:
        """Read until a condition holds.

        Raises:
            AssertionError: it does not hold in time, or the program ends before.
        """
        end = time.monotonic() + patience
        while not condition(self):
            ended = self.program.poll()
            if ended is not None:
                self.listen()
                assert condition(self), f"ended with {ended}\n{self.text}"
                return
            assert time.monotonic() < end, f"waited in vain for {patience:g} s\n{self.text}"
            self.listen()

    def shows(self, *words: str, patience: float = PATIENCE) -> None:
        """Read until all words stand on the screen."""
        self.until(lambda seen: all(word in seen.text for word in words), patience)

    def shows_not(self, words: str, patience: float = PATIENCE) -> None:
        """Read until words are gone from the screen."""
        self.until(lambda seen: words not in seen.text, patience)

    def find(self, words: str) -> tuple[int, int]:
        """Return column and row where words begin."""
        self.shows(words)
        for y, row in enumerate(self._rows()):
            if (at := row.find(words)) >= 0:
                return wcswidth(row[:at]), y
        raise AssertionError(words)

    def _rows(self) -> Iterator[str]:
        """Yield the text of each row; the half of a wide sign that was drawn over is a blank."""
        for y in range(self._cells.lines):
            cells, signs, wide = self._cells.buffer[y], "", False
            for x in range(self._cells.columns):
                sign = cells[x].data
                signs += sign or ("" if wide else " ")
                wide = bool(sign) and wcwidth(sign[0]) == 2
            yield signs

    def row(self, label: str) -> str:
        """Return the first row that begins with a label, whatever marks (`!`, `?`) precede it."""
        return next((row for row in self.lines if row.lstrip(" !?").startswith(label)), "")

    def click(self, words: str) -> None:
        """Click on words on the screen, once the screen no longer changes."""
        self.shows(words)
        self.rest()
        self.type(click(*self.find(words)))

    def rest(self) -> None:
        """Read until the program has nothing more to draw."""
        seen = -1
        while seen != len(self.written):
            seen = len(self.written)
            self.listen(0.15)

    def send(self, raw: bytes) -> None:
        """Send bytes as if from the keyboard."""
        os.write(self._screen, raw)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._cells.resize(rows, columns)
        fcntl.ioctl(self._inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        with suppress(ProcessLookupError):
            self.program.send_signal(28)

    def wipe(self) -> None:
        """Clear the screen, as a shell that comes to the front does."""
        self._cells.reset()

    def busy(self) -> float:
        """Return the seconds of processor time that the program has used."""
        fields = (
            Path(f"/proc/{self.program.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def is_stopped(self) -> bool:
        """Return whether the program is stopped, as by Ctrl+Z."""
        state = (
            Path(f"/proc/{self.program.pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
        )
        return state == "T"

    def hang_up(self) -> None:
        """Close the terminal without a signal to the program."""
        os.close(self._screen)
        os.close(self._inside)
        self._screen = self._inside = -1

    def listen(self, seconds: float = 0.05) -> None:
        """Read what the program has written, and answer what it asks."""
        if self._screen < 0:
            select.select([], [], [], seconds)
            return
        if select.select([self._screen], [], [], seconds)[0]:
            with suppress(OSError):
                self._take(os.read(self._screen, 1 << 16))

    def _take(self, raw: bytes) -> None:
        self.written += raw
        raw = self._unread + raw
        cut = _UNFINISHED.search(raw)
        raw, self._unread = (raw[: cut.start()], raw[cut.start() :]) if cut else (raw, b"")
        self._stream.feed(_UNDERSTOOD_BY_NO_EMULATOR.sub(b"", raw))
        for answer in self._cells.answers:
            self.type(answer)
        self._cells.answers.clear()

    def _read(self) -> None:
        self.listen(0.1)


@contextmanager
def terminal(
    *arguments: str,
    home: Path,
    size: tuple[int, int] = (100, 30),
    program: tuple[str, ...] = (),
    language: str = "en",
    folder: Path | None = None,
    **environment: str,
) -> Iterator[Terminal]:
    """Run the app, or a Python program, in a terminal of a size."""
    sized = type("Sized", (Terminal,), {"size": size})
    said = {"ADVISOR_LANG": language} if language else {}
    with session(
        *program, *arguments, home=home, columns=size[0], rows=size[1], kind=sized,
        start=python if program else Copy, folder=folder, **said, **environment,
    ) as opened:  # fmt: skip
        assert isinstance(opened, Terminal)
        yield opened
