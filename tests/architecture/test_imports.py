"""A fresh process loads only what its command needs, because start-up time matters.

import-linter checks the layers; these tests check what is loaded at run time.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

HEADLESS = {"numpy", "rich", "textual"}


def loaded_by(*arguments: str) -> set[str]:
    """Run the program in a process of its own and return the top-level names of what it loads."""
    run = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, "-X", "importtime", "-m", "advisor", *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    lines = (line for line in run.stderr.splitlines() if line.startswith("import time:"))
    return {line.rsplit("|", 1)[1].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [
        ("decide", "--sample", "--json"),
        ("decide", "--sample", "--lang", "ko"),
        ("compare", "--sample"),
        ("cases", "list"),
        ("rules", "list"),
        ("schema",),
        ("batch", "--help"),
    ],
    ids=" ".join,
)
def test_a_headless_command_loads_no_screen_and_no_numerics(arguments: tuple[str, ...]) -> None:
    """These commands need neither Textual and Rich, which draw the app, nor numpy for claiming."""
    assert loaded_by(*arguments) & HEADLESS == set()
