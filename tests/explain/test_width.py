"""Lines are measured in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from advisor.explain.width import align_left, align_right, width, wrap

WORDS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xD7A3, categories=("L", "N", "P")))


@given(st.text("가힣ㄱ₩￦あ漢字abc 0,%()·…●–“”", max_size=40))
def test_widths_agree_with_the_terminal_library(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize("text", ["한글", "cafe\u0301", "\u1112\u1161\u11ab"])
def test_a_combined_sign_takes_the_room_of_one(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize("pad", [align_left, align_right])
def test_a_padded_text_has_the_width_that_was_asked_for(pad: object) -> None:
    assert callable(pad)
    assert width(pad("환입 (by 1 March)", 30)) == 30
    assert pad("too long already", 3) == "too long already"


@given(WORDS, st.integers(2, 40))
def test_wrapping_loses_nothing_and_fits(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= cells for line in lines)


@pytest.mark.parametrize(
    "kept", ["126만 원", "126만 원이", "1억 2,000만 원~3억 원을", "30,000 won", "1.42 million won;"]
)
def test_a_sum_keeps_its_unit(kept: str) -> None:
    """Beside "(지금 150만", a line of "원)." alone under the answer looked like a mistake."""
    for cells in range(width(kept), 60):
        assert any(kept in line for line in wrap(f"a or b {kept} c", cells))


def test_a_no_break_space_does_not_break_a_line() -> None:
    assert wrap("one two ·\N{NO-BREAK SPACE}^R", 10) == ["one two", "· ^R"]
    assert wrap("  one \n two ", 10) == ["one two"]


def test_a_sum_wider_than_a_line_is_broken_at_its_blanks_first() -> None:
    for cells in range(6, 10):
        assert wrap("30,000 won", cells) == ["30,000", "won"]


@pytest.mark.parametrize("sign", ["⚠️", "❤️", "☎️", "1️⃣", "⌚️", "🌶️", "㊗️", "❤", "가️", "☀️☀️"])
def test_a_sign_made_a_picture_takes_two_cells(sign: str) -> None:
    """If such a sign took one cell, the app would cut off the end of its line."""
    assert width(sign) == cell_len(sign)
    assert wrap(f"{sign} 끝", width(sign)) == [sign, *wrap("끝", width(sign))]
