"""The desk in a real terminal: it opens at the start, is searched in Hangul, marks and opens."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from terminal.cases import CASE
from terminal.emulated import DOWN, ENTER, F, control, terminal

from advisor import service
from advisor.intake.case.draft import Draft
from advisor.storage.records import CaseState
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from pathlib import Path


def keep(home: Path) -> None:
    """Save two clients."""
    sample = Draft.from_document(tomllib.loads(CASE))
    with CaseStore(home, service.today) as store:
        for client, name in (("김민수", "기둥"), ("이영희", "범퍼")):
            store.save(name, sample.with_value("client.name", client))


@pytest.mark.parametrize(("size", "form"), [((60, 20), "NFC"), ((100, 30), "NFD")])
def test_a_client_is_found_marked_and_opened(
    tmp_path: Path, size: tuple[int, int], form: str
) -> None:
    home = tmp_path / "home"
    keep(home)
    with terminal(home=home, size=size) as app:
        app.shows("Search client")
        app.type(normalize("NFD" if form == "NFD" else "NFC", "영희"))
        app.until(lambda seen: "이영희" in seen.text and "김민수" not in seen.text)
        app.type(F[9])
        app.shows("What became of it?")
        app.type(f"{DOWN}{ENTER}")
        app.shows_not("What became of it?")
        app.type(ENTER)
        app.until(lambda seen: "범퍼" in seen.lines[0])
        app.type(control("q"))
    with CaseStore(home, service.today) as store:
        assert store.progress.all()[2].state is CaseState.CLAIMED
