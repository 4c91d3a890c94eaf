"""Control sequences in a case, its name or its file reach the terminal only as visible signs."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import session
from rich.cells import cell_len
from rich.segment import Segment
from terminal.copied import Copy
from textual.color import Color

from advisor.intake.case.draft import Draft
from advisor.intake.sample import sample_text
from advisor.storage.store import CaseStore
from advisor.tui.terminal.character_filters import HarmlessFilter

if TYPE_CHECKING:
    from pathlib import Path

F5, CTRL_Q = "\x1b[15~", "\x11"
POINTER = "\x1b]22;default\x07"
"""What Textual sends to get the usual mouse pointer."""

ATTACK = "\x1b]52;c;eA==\x07\x9d0;owned\x9c\u202e\u200b"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_piece_steers_nothing_and_is_as_wide_as_before(text: str) -> None:
    (drawn,) = HarmlessFilter().apply([Segment(text)], Color(0, 0, 0))
    assert {category(sign) for sign in drawn.text} & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()
    assert cell_len(drawn.text) == cell_len(text)


def test_a_case_full_of_escapes_writes_no_clipboard_and_no_title(tmp_path: Path) -> None:
    """The escapes are in the case's file, its listed name and its draft, on real screens."""
    with CaseStore(tmp_path, lambda: date(2026, 11, 22)) as store:
        store.save(f"한글 {ATTACK}", Draft({"policy.premium": ATTACK, "accident.day": ATTACK}))
    path = tmp_path / "case.toml"
    path.write_text(
        f"# advisor case: {json.dumps(ATTACK)}\n"
        + sample_text().replace("day = 2026-11-19", f"day = {json.dumps(ATTACK)}"),
        "utf-8",
    )
    with session(str(path), "--lang", "ko", start=Copy, home=tmp_path) as app:
        app.wait_for("내 차")
        app.type(F5)
        app.wait_for("␛]52")
        app.type("\r")
        app.wait_for("␛]52")
        app.type(CTRL_Q)
        assert app.ended() == 0
    written = app.written.decode("utf-8").replace(POINTER, "")
    assert not set(written) & set("\x07\x9d\x9c\u202e\u200b")
    assert "\x1b]" not in written
