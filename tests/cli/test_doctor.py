"""`advisor doctor`: what the program finds on this machine, in words and as an exit code."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time
from pseudo_terminal import session

from advisor.cases import open_cases
from advisor.cli.terminal import colours
from advisor.explain.texts import LANGUAGES
from advisor.intake.case.draft import Draft
from advisor.rules.locate import policies_folder

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

    from advisor.explain.texts import Language


def states(run: Run) -> dict[str, str]:
    checks = json.loads(run("doctor", "--json").out)["checks"]
    return {check["code"]: check["state"] for check in checks}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_installation_is_fine(
    run: Run, language: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "none"))
    code, out, err = run("doctor", "--lang", language)
    assert (code, err) == (0, "")
    assert out.startswith("✓ advisor ")
    assert "×" not in out
    assert not (tmp_path / "none").exists()


def test_the_folder_of_own_rules_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The doctor names the folder for own rule files, and files in it that are not read."""
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    folder = tmp_path / "policies"
    assert states(run)["no-own-rules"] == "fine"
    assert str(folder) in run("doctor", "--lang", "en").out.replace("\n  ", "")
    (folder / "kr").mkdir(parents=True)
    shipped = policies_folder() / "kr" / "refund.toml"
    (folder / "kr" / "refund.toml").write_bytes(shipped.read_bytes())
    assert states(run)["own-rules"] == "fine"
    assert "own-rules-unread" not in states(run)
    for place in ("refund.toml", "kr/mine/refund.toml"):
        lost = folder / place
        lost.parent.mkdir(exist_ok=True)
        lost.write_bytes(shipped.read_bytes())
        assert states(run)["own-rules-unread"] == "note"
        said = " ".join(run("doctor", "--lang", "en").out.split())
        assert "1 file of your own in addition to" in said
        assert place in said.replace(" ", "")
        lost.unlink()
    monkeypatch.setenv("ADVISOR_POLICIES", str(policies_folder()))
    assert states(run)["rules-named"] == "note"


@pytest.mark.parametrize("beneath", ["", "advisor"])
@pytest.mark.parametrize("kind", ["a file", "a link that leads nowhere"])
def test_a_folder_that_cannot_be_one_is_said_as_when_saving(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, beneath: str
) -> None:
    """A drive that is not plugged in leaves such a link: no tick, and not that it "exists"."""
    home = tmp_path / "home"
    if kind == "a file":
        home.write_text("", "utf-8")
    else:
        home.symlink_to(tmp_path / "gone")
    monkeypatch.setenv("ADVISOR_HOME", str(home / beneath))
    assert states(run)["store-not-kept"] == "note"
    saved = run("cases", "list", "--lang", "en")
    assert saved.code == 74
    for said in (saved.err, run("doctor", "--lang", "en").out):
        assert "(Not a directory)" in " ".join(said.split())
    assert not (tmp_path / "gone").exists()


def test_a_damaged_store_is_set_aside_and_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    with open_cases() as store:
        path = store.path
    assert path
    assert states(run)["store"] == "fine"
    path.write_bytes(b"not a database" * 100)
    assert states(run)["store-set-aside"] == "note"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_set_aside_is_named_though_its_table_is_damaged_too(
    run: Run, language: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    with open_cases() as store:
        path = store.path
    assert path
    with closing(sqlite3.connect(path)) as database:
        row = ("saved_cast", "7", "고객 가", "[]")
        database.execute(
            "INSERT INTO set_aside (of_table, of_row, name, content) VALUES (?, ?, ?, ?)", row
        )
        database.commit()
    code, out, _ = run("doctor", "--lang", language)
    assert code == 0
    assert "고객 가" in out


def test_a_home_that_can_hold_no_store_is_worth_knowing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    for home in (tmp_path / "file", tmp_path / "file" / "home"):
        monkeypatch.setenv("ADVISOR_HOME", str(home))
        assert states(run)["store-not-kept"] == "note"
    said = " ".join(run("doctor", "--lang", "en").out.split())
    assert "! Nothing can be saved:" in said


def test_the_copies_of_the_store_are_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    with open_cases() as store:
        store.save("a", Draft())
        store.run_upkeep()
    assert "copies" in states(run)
    out = run("doctor").out
    assert re.search(r"advisor\.db\.bak-\d{4}-\d\d-\d\d", out)
    assert "advisor.db.bak-last" in out


def test_settings_that_cannot_be_read_have_no_tick(run: Run, tmp_path: Path) -> None:
    """Unreadable settings have a single line, marked `!`, which says what is wrong."""
    broken = tmp_path / "config.toml"
    broken.write_text("nonsense = = 1\n", "utf-8")
    out = run("--config", str(broken), "doctor", "--lang", "en").out
    lines = out.splitlines()
    said = [line for line in lines if "ettings" in line and not line.startswith(" ")]
    assert [line[0] for line in said] == ["!"]
    assert "are no TOML" in " ".join(out.split())


def test_broken_rules_are_a_fault(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_POLICIES", str(tmp_path))
    code, out, _ = run("doctor", "--lang", "en")
    assert code == 1
    assert "× " in out


def test_old_checks_are_worth_knowing(run: Run) -> None:
    with freeze_time("2029-01-01", tick=True):
        assert states(run)["rules-stale"] == "note"


@pytest.mark.parametrize(
    ("environment", "count"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, 16_777_216),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "dumb"}, 0),
        ({}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
    ],
)
def test_colours_are_what_the_terminal_says(environment: dict[str, str], count: int) -> None:
    assert colours(environment) == count


@pytest.mark.parametrize(
    ("reply", "says"),
    [("\x1b[5;2R", "take one cell"), ("\x1b[5;3R", "narrow"), ("", "did not say")],
)
def test_the_width_of_signs_is_asked_of_the_terminal(tmp_path: Path, reply: str, says: str) -> None:
    arguments = ("-m", "advisor", "doctor", "--lang", "en")
    with session(*arguments, home=tmp_path, columns=50, rows=12) as doctor:
        before = doctor.settings()
        doctor.wait_for("\x1b[6n")
        doctor.type(reply)
        assert doctor.ended() == 0
        assert doctor.settings() == before
    said = " ".join(doctor.written.decode().split())
    assert says in said
    assert "only 50×12" in said


def test_ascii_signs_are_worth_knowing(tmp_path: Path) -> None:
    arguments = ("-m", "advisor", "doctor", "--lang", "en")
    with session(*arguments, home=tmp_path, TERM="linux") as doctor:
        doctor.wait_for("\x1b[6n")
        doctor.type("\x1b[5;2R")
        assert doctor.ended() == 0
    assert b"ADVISOR_ASCII=0" in doctor.written
