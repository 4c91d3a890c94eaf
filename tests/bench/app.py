"""Time the app on a pseudo-terminal: its first paint, and a key until the answer is painted.

The first paint is measured in seconds of computing, so that a busy machine does not spoil it.

python tests/bench/app.py [STARTS [KEYS]]
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Command, Line, advisor, in_turns, middle, p95, show
from painted import Terminal

SAMPLE = Path(__file__).parents[2] / "advisor" / "intake" / "sample.toml"
APP = advisor(str(SAMPLE))
"""The app opened on a case, so that it asks no questions before the first key."""


def peer(name: str) -> Command:
    """Return the command that starts an app of this folder."""
    return sys.executable, str(Path(__file__).with_name(name))


SMALLEST, LABEL_ONLY = peer("smallest.py"), peer("label_only.py")
DIGIT, ERASE = "1", "\x7f"
AN_ANSWER = 500
"""The least number of bytes that a new answer paints; a field alone paints fewer."""
FIRST_PAINT, KEY_TO_PAINT = 1.9, 1.6
MILLISECONDS, MEBIBYTE = 1000, 1 << 20


def first_paint(command: Command) -> float:
    """Start a program, wait until its screen stands still, and return its seconds of computing."""
    with Terminal(command) as terminal:
        return terminal.first_paint()


def starts(rounds: int) -> Line:
    """Compare the quickest first paints of both apps; other work can only add to their time."""
    taken = in_turns(
        rounds, {"app": partial(first_paint, APP), "smallest": partial(first_paint, SMALLEST)}
    )
    app, smallest = min(taken["app"]), min(taken["smallest"])
    return Line(
        "first paint / smallest Textual app", app / smallest, "x", FIRST_PAINT, _ms(app, smallest)
    )


def keys(rounds: int) -> list[Line]:
    """Compare a key that changes the answer with a key that changes a label, in turns."""
    with Terminal(APP) as app, Terminal(LABEL_ONLY) as label:
        app.first_paint()
        label.first_paint()
        if _edit(app) and app.seen < AN_ANSWER:
            sys.exit("the field that has the focus does not change the answer")
        pair = {"app": partial(_edit, app), "label": partial(_edit, label)}
        taken = in_turns(rounds // 2, pair)
        ours = [seconds for edit in taken["app"] for seconds in edit]
        least = [seconds for edit in taken["label"] for seconds in edit]
        return [
            Line("key to paint, p95 / label only", p95(ours) / p95(least), "x", KEY_TO_PAINT,
                 _ms(p95(ours), p95(least))),
            Line("key to paint, p50 / label only", middle(ours) / middle(least), "x",
                 note=_ms(middle(ours), middle(least))),
            Line("memory of the app", app.memory() / MEBIBYTE, "MiB",
                 note=f"label only {label.memory() / MEBIBYTE:.0f} MiB"),
        ]  # fmt: skip


def _edit(terminal: Terminal) -> tuple[float, float]:
    """Type a digit into the focused field, erase it, and return the seconds of both keys."""
    return terminal.press(DIGIT), terminal.press(ERASE)


def _ms(ours: float, theirs: float) -> str:
    return f"{ours * MILLISECONDS:.0f} ms / {theirs * MILLISECONDS:.0f} ms"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    start_rounds, key_rounds = (*numbers, *(11, 80)[len(numbers) :])
    with TemporaryDirectory() as home:
        os.environ["ADVISOR_HOME"] = home
        show([starts(start_rounds), *keys(key_rounds)])
