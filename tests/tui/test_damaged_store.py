"""The app names a damaged case or draft when it starts, and works all the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import session
from terminal.copied import Copy

from advisor.intake.case.draft import Draft
from advisor.storage.database import NAME
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from pathlib import Path

F5, CTRL_Q = "\x1b[15~", "\x11"


def check_said_and_listed(home: Path, said: str, client: str) -> None:
    """Check that the app says what is damaged, lists a client and ends without an error."""
    with session("--lang", "ko", start=Copy, home=home) as app:
        app.wait_for(said)
        app.type(F5)
        app.wait_for(client)
        app.type(CTRL_Q)
        assert app.ended() == 0
    assert b"Traceback" not in app.written


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE saved_case SET draft = '{' WHERE number = 1",
        "UPDATE saved_case SET saved_on = 'x' WHERE number = 1",
        "UPDATE window_draft SET draft = 'x'",
        "UPDATE window_draft SET ticked = 3",
    ],
)
def test_the_app_starts_and_lists_the_others(damage: str, tmp_path: Path) -> None:
    with CaseStore(tmp_path, lambda: date(2026, 11, 22)) as store:
        store.save("고객 가", Draft({"policy.premium": "82만"}))
        store.save("고객 나", Draft({"policy.premium": "83만"}))
        store.keep_draft(Draft({"policy.premium": "84만"}))
    (tmp_path / f"{NAME}.bak-last").unlink()
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute(damage)
        database.commit()
    check_said_and_listed(tmp_path, "손상되어 따로", "고객 나")


def test_a_file_that_is_empty_is_filled_again_and_that_is_said(tmp_path: Path) -> None:
    """An empty file, as a power cut leaves it, is restored, and the app says so."""
    with CaseStore(tmp_path, lambda: date(2026, 11, 22)) as store:
        store.save("고객 가", Draft({"policy.premium": "82만"}))
    (tmp_path / NAME).write_bytes(b"")
    check_said_and_listed(tmp_path, "살려 왔습니다", "고객 가")
