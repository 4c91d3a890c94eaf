"""A short random walk; `tests/terminal/walk.py` takes a walk of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal.walk import LOOK_EVERY, walk

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_lost_on_a_random_walk(tmp_path: Path) -> None:
    taken = walk(2 * LOOK_EVERY, 7, tmp_path)
    assert (taken.taken, taken.looks) == (2 * LOOK_EVERY, 2)
