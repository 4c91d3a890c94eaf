"""The report dialog: language, format, name and file, and why a report cannot be written."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input
from tui.driver import row, sample_opening

from advisor.tui.app import AdvisorApp
from advisor.tui.screens import report as report_screen
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.report import ReportScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Hold up the writing of a report until the event is set."""
    event = Event()

    def slowly(*_: object, **__: object) -> bytes:
        assert event.wait(20)
        return b"<html>"

    monkeypatch.setattr(report_screen, "report_file", slowly)
    return event


async def report(pilot: Pilot[None], path: str) -> None:
    await pilot.press("f6")
    await pilot.pause()
    assert isinstance(pilot.app.screen, ReportScreen)
    field(pilot, "path").value = path


async def write(pilot: Pilot[None]) -> None:
    """Ask for the report and wait until it has been written or refused."""
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def field(pilot: Pilot[None], name: str) -> Input:
    return next(found for found in pilot.app.screen.query(Input) if found.name == name)


async def test_a_report_is_written_and_its_path_shown(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    async with open_app("ko") as pilot:
        await report(pilot, str(path))
        field(pilot, "name").value = "<b>김</b>"
        await write(pilot)
        assert "저장했습니다" in text_of(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
    page = path.read_text("utf-8")
    assert '<html lang="ko">' in page
    assert "&lt;b&gt;김&lt;/b&gt;" in page


async def test_the_other_language_and_format_are_a_key_away(
    open_app: OpenApp, tmp_path: Path
) -> None:
    async with open_app("ko") as pilot:
        await report(pilot, str(tmp_path / "report.html"))
        await pilot.press("right", "tab", "right", "right")
        await pilot.pause()
        assert field(pilot, "path").value.endswith("report.md")
        await write(pilot)
    assert "Claim" in (tmp_path / "report.md").read_text("utf-8")


async def test_a_file_that_is_there_is_asked_about(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text("mine", "utf-8")
    async with open_app("en") as pilot:
        await report(pilot, str(path))
        await write(pilot)
        assert "there already" in " ".join(text_of(pilot.app).split())
        assert path.read_text("utf-8") == "mine"
        await write(pilot)
    assert path.read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("no/report.html", "no such folder"),
        ("folder.html", "This is a folder"),
        ("report.odt", "must end in one of"),
        ("", "must end in one of"),
    ],
)
async def test_what_is_in_the_way_is_said(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, typed: str, says: str
) -> None:
    folder = tmp_path / "folder.html"
    folder.mkdir()
    async with open_app("en") as pilot:
        await report(pilot, str(tmp_path / typed) if typed else "")
        await write(pilot)
        assert says in " ".join(text_of(pilot.app).split())
    assert {*tmp_path.iterdir()} == {folder}  # noqa: ASYNC240 - nothing else runs


async def test_without_an_answer_there_is_no_report(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_app("en") as pilot:
        row(pilot, "policy.premium").focus()
        await pilot.press("ctrl+u", "f6")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_nothing_waits_while_it_is_written(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, go_on: Event
) -> None:
    """The next keys act at once, and a second Enter does not ask to overwrite the file."""
    path = tmp_path / "report.html"
    async with open_app("en") as pilot:
        await report(pilot, str(path))
        await pilot.press("enter", "enter")
        field(pilot, "name").focus()
        await pilot.press("K")
        await pilot.pause()
        assert "Writing" in text_of(pilot.app)
        assert field(pilot, "name").value == "K"
        assert not path.exists()
        go_on.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Written:" in text_of(pilot.app)
    assert path.read_bytes() == b"<html>"


async def test_who_leaves_while_it_is_written_is_told_where_it_is(
    text_of: TextOf, tmp_path: Path, go_on: Event
) -> None:
    path = tmp_path / "report.html"
    app = AdvisorApp(sample_opening(), "en")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await report(pilot, str(path))
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        go_on.set()
        while not app.screen.query("Toast"):
            await pilot.pause(0.01)
        assert "Written:" in text_of(app)
    assert path.read_bytes() == b"<html>"
