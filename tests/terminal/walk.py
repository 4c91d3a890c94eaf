"""A random walk through every screen: PYTHONPATH=.:tests python -m terminal.walk --steps 10000

It sends bursts of keys, pastes, clicks, drags, wheels, sizes and stray bytes. Every so often it
looks: the program runs, its screen answers, and a form keeps what is typed in one burst. At the
end the terminal is closed without a signal, and the program must end too.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from attrs import define, field
from terminal.emulated import (
    BACK_TAB,
    BACKSPACE,
    DOWN,
    END,
    ENTER,
    ESCAPE,
    HOME,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    TAB,
    UP,
    F,
    Terminal,
    click,
    control,
    mouse,
    pasted,
    terminal,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOVES = [UP, DOWN, LEFT, RIGHT, HOME, END, TAB, BACK_TAB, PAGE_UP, PAGE_DOWN, ENTER, " ", BACKSPACE]
SCREENS = [*F.values(), *map(control, "abcdefghklnoprstuvwxyz")]  # all but the key that quits
LETTERS = "0123456789.,~만가q?mn/xㅂ힣é"
PASTES = ["2,300,000", "\n230만\n", "1\t2\t3\n4", "한글 이름", "\x1b]52;c;eA==\x07", "x" * 300, ""]
STRAYS = [
    b"\xe1", b"\xff\xfe", "가나".encode("euc-kr"), b"\x1b[M \xa1\xa2", b"\x1b[?62;22c",
    b"\x1b]11;rgb:0/0/0\x1b\\", b"\x1bP0+r\x1b\\", b"\x1b[I", b"\x1b[O", b"\x1b[999;999H", b"\x00",
]  # fmt: skip
SIZES = [(100, 30), (80, 24), (60, 20), (160, 50), (40, 12), (20, 5), (1, 1), (3, 3), (300, 5)]
SURE_ESCAPE = "\x1b[27u"
"""Escape as newer terminals send it: no byte that follows at once turns it into another key."""

LOOK_EVERY = 40
CALM = (100, 30)
BILL, CASH = ("Repair bill", "내 차 수리비"), ("Cash repair", "현금 수리비")


@define
class Walk:
    """A walk so far, with the dice that choose its steps."""

    dice: random.Random
    taken: int = 0
    looks: int = 0
    leaves: int = 0
    slowest: float = 0.0
    last: list[bytes] = field(factory=list)

    def steps(self) -> Iterator[bytes | tuple[int, int]]:
        """Yield what a user or a terminal may do next."""
        dice = self.dice
        ways: list[Callable[[], bytes | tuple[int, int]]] = [
            partial(self._burst, LETTERS, 12), partial(self._burst, LETTERS, 12),
            partial(self._burst, LETTERS, 12), partial(self._burst, MOVES, 8),
            partial(self._burst, MOVES, 8), partial(self._burst, SCREENS, 1),
            partial(self._burst, SCREENS, 1), partial(self._burst, [*map(pasted, PASTES)], 1),
            self._with_the_mouse, partial(dice.choice, STRAYS), partial(dice.choice, SIZES),
            ESCAPE.encode,
        ]  # fmt: skip
        while True:
            yield dice.choice(ways)()

    def _burst(self, keys: Sequence[str], most: int) -> bytes:
        return "".join(self.dice.choices(keys, k=self.dice.randint(1, most))).encode()

    def _with_the_mouse(self) -> bytes:
        """Return a click, a wheel or another button at a cell, and a drag from there."""
        x, y, to = self.dice.randrange(110), self.dice.randrange(34), self.dice.randrange(30)
        button = self.dice.choice([0, 2, 64, 65])
        first = click(x, y) if button == 0 else mouse(x, y, button)
        return (first + mouse(x, y) + mouse(to, to, 32) + mouse(to, to, up=True)).encode()

    def take(self, app: Terminal, steps: int) -> None:
        """Take a number of steps, and look every `LOOK_EVERY` steps.

        Raises:
            AssertionError: the program has ended, no longer answers, or has lost a key.
        """
        ways = self.steps()
        for _ in range(steps):
            step = next(ways)
            self.last = [
                *self.last[-LOOK_EVERY:],
                step if isinstance(step, bytes) else b"%d x %d" % step,
            ]
            if isinstance(step, tuple):
                app.resize(*step)
            else:
                app.send(step)
            app.listen(0.01)
            self.taken += 1
            if self.taken % LOOK_EVERY == 0:
                self.look(app)

    def look(self, app: Terminal) -> None:
        """Return to an empty case, type into two of its fields in one burst and check both."""
        began = time.monotonic()
        app.resize(*CALM)
        self._come_home(app)
        bill, cash = self.dice.randint(10_001, 10**9), self.dice.randint(10_001, 10**9)
        app.type(f"{bill}{DOWN}{cash}{TAB}{UP}")
        for labels, amount in ((BILL, bill), (CASH, cash)):
            app.until(partial(_holds, labels, f"{amount:,}"))
        self.looks += 1
        self.slowest = max(self.slowest, time.monotonic() - began)

    def _come_home(self, app: Terminal) -> None:
        """Close every dialog and screen, and begin an empty case."""
        begin = control("n") + SURE_ESCAPE
        app.type(
            SURE_ESCAPE * 6 + begin * 2
        )  # twice, in case it asks again because nothing can be kept
        app.until(_is_home)


def _is_up(app: Terminal) -> bool:
    """Return whether the first screen is shown: the case with its keys, or the first question."""
    return "^Q" in app.text or "Shift+Tab" in app.text


def _holds(labels: tuple[str, str], amount: str, app: Terminal) -> bool:
    return any(amount in app.row(label) for label in labels)


def _is_home(app: Terminal) -> bool:
    """Return whether a case without a repair bill is shown and nothing is open over it."""
    row = next((row for name in BILL if (row := app.row(name))), "")
    return bool(row) and not _amount(row) and "Shift+Tab" not in app.text


def _amount(row: str) -> bool:
    return any(sign.isdigit() for sign in row)


def walk(steps: int, seed: int, folder: Path) -> Walk:
    """Walk a number of steps in a folder, close the terminal, and return what was done."""
    taken = Walk(random.Random(seed))  # noqa: S311 - dice, no secret
    while True:
        with terminal(home=folder / "home", folder=folder, HOME=str(folder)) as app:
            app.until(_is_up)
            try:
                taken.take(app, steps - taken.taken)
            except AssertionError:
                if app.program.poll() == 0:  # the walk chose to quit in the palette
                    taken.leaves += 1
                    continue
                sys.stderr.write(f"seed {seed}, step {taken.taken}, the last: {taken.last!r}\n")
                raise
            app.hang_up()
            app.program.wait(10)
            return taken


def main() -> None:
    """Walk as far as the command line says, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        taken = walk(wanted.steps, wanted.seed, Path(folder))
    sys.stdout.write(
        f"{taken.taken} steps, {taken.looks} looks, {taken.leaves} times left by a command, "
        "no key lost, ended with its terminal; "
        f"{time.monotonic() - began:.0f} s, the slowest look {taken.slowest:.1f} s\n"
    )


if __name__ == "__main__":
    main()
