"""Random cases come out as the second, slow computation has them, in every field of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.answered import compared
from engine.documents import document
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from random import Random


@given(st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_every_field_agrees(chance: Random) -> None:
    """Thousands more: `long_comparison.py` beside this file."""
    case = document(chance)
    assert compared(case).differences == [], case
