"""Where nothing, or little, can be saved: the user is told, and what exists can still be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NoReturn

import pytest
from source_tree import ROOT

from advisor.intake.case.draft import Draft
from advisor.storage import database
from advisor.storage.backups import daily_copies
from advisor.storage.connections import connected
from advisor.storage.database import NAME
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 11, 22)
DRAFT = Draft({"policy.premium": "820,000"})
NOBODY = 54_321


def opened(folder: Path | None, today: date = TODAY) -> CaseStore:
    return CaseStore(folder, lambda: today)


AS_NOBODY = f"""
import os, pwd, sys
import urllib.parse  # newer versions of pathlib load it when a file is only read
from contextlib import redirect_stdout, redirect_stderr
from advisor.cli.main import run
os.environ["ADVISOR_HOME"] = sys.argv[1]
with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
    run(sys.argv[3:])  # nobody may read the modules that a command loads
del os.environ["ADVISOR_HOME"]
if sys.argv[2]:
    os.environ["ADVISOR_HOME"] = sys.argv[2]
if os.getuid() == 0:
    os.setuid({NOBODY})
pwd.getpwuid = {{}}.__getitem__  # nobody knows this user, nor a home
sys.exit(run(sys.argv[3:]))
"""


@pytest.fixture
def reachable() -> Iterator[Path]:
    """Return a folder that any user can reach; skip the test if the package cannot be reached."""
    shut = [
        str(folder)
        for file in (ROOT / "advisor", Path(pytest.__file__))
        for folder in file.parents
        if not folder.stat().st_mode & stat.S_IXOTH
    ]
    if os.getuid() == 0 and shut:
        pytest.skip(f"only root may pass {', '.join(sorted(set(shut)))}")
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody(folder: Path, home: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a user without rights, whose home folder is `home` or, if empty, none."""
    return subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, "-c", AS_NOBODY, str(folder / "warm"), home, *arguments],
        check=False, capture_output=True, encoding="utf-8", cwd=folder,
        env={"PYTHONPATH": str(ROOT), "ADVISOR_LANG": "en", "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_folder_that_may_only_be_read_is_read(reachable: Path) -> None:
    folder = reachable / "store"
    with opened(folder) as store:
        store.save("고객", DRAFT)
    if os.getuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    folder.chmod(0o500)
    found = as_nobody(reachable, str(folder), "cases", "list")
    assert (found.returncode, "고객" in found.stdout) == (0, True), found.stderr
    assert found.stderr.count("\n") == 1
    found = as_nobody(reachable, str(folder), "cases", "delete", "1")
    assert found.returncode == 74
    assert "Traceback" not in found.stderr
    folder.chmod(0o700)


def test_what_is_still_in_the_journal_is_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "store") as store:
        store.save("old", DRAFT)
        left = tmp_path / "left"
        store.save("new", DRAFT)
        shutil.copytree(tmp_path / "store", left)
    monkeypatch.setattr(database, "_opened", refused)
    with opened(left) as store:
        assert [case.name for case in store.cases()] == ["new", "old"]
        assert not store.writable


def refused(*_: object) -> NoReturn:
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorcode = sqlite3.SQLITE_READONLY
    raise error


@pytest.mark.parametrize("command", [["decide", "--sample"], ["cases", "list"], ["doctor"]])
def test_a_user_without_a_home_is_told_and_served(command: list[str], reachable: Path) -> None:
    """A user may be unknown, as in a container: there is no HOME, and the system knows none."""
    found = as_nobody(reachable, "", *command)
    assert "Traceback" not in found.stderr
    assert found.returncode == (74 if command[0] == "cases" else 0)
    assert command[0] == "decide" or "no home folder" in found.stdout + found.stderr
    assert {path.name for path in reachable.iterdir()} <= {"warm"}


def test_a_first_start_on_a_full_disk_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notice names the full disk, not a failed rollback: SQLite has already rolled back."""

    def small(path: Path | str) -> sqlite3.Connection:
        connection = connected(path)
        if path != ":memory:":
            connection.execute("PRAGMA max_page_count = 2")
        return connection

    monkeypatch.setattr(database, "connected", small)
    with opened(tmp_path) as store:
        (notice,) = store.notices
        assert notice.code == "not-kept"
        assert "rollback" not in str(notice.facts["why"])
        assert store.cases() == ()
    monkeypatch.undo()
    with opened(tmp_path) as store:
        assert store.notices == ()
        store.save("a", DRAFT)


def test_after_a_clock_that_ran_ahead_the_copies_go_on(tmp_path: Path) -> None:
    for day in range(1, 8):
        with opened(tmp_path, date(2036, 5, day)) as store:
            store.save(f"ahead {day}", DRAFT)
            store.run_upkeep()
    for day in (20, 21, 22):
        with opened(tmp_path, date(2026, 11, day)) as store:
            store.save(f"now {day}", DRAFT)
            store.run_upkeep()
    days = [copy.name.removeprefix(f"{NAME}.bak-") for copy in daily_copies(tmp_path / NAME)]
    assert days == ["2036-05-06", "2036-05-07", "2026-11-20", "2026-11-21", "2026-11-22"]
    (tmp_path / NAME).write_bytes(b"damaged" * 2_000)
    with opened(tmp_path) as store:
        (notice,) = store.notices
        assert notice.facts["copy"] == f"{NAME}.bak-2026-11-22"
        assert {case.name for case in store.cases()} >= {"ahead 1", "now 22"}


def test_what_was_deleted_by_a_clock_ahead_is_cleared_out_in_time(tmp_path: Path) -> None:
    with opened(tmp_path, date(2036, 5, 1)) as store:
        store.delete(store.save("a", DRAFT).number)
    for today, left in ((TODAY, 1), (date(2026, 12, 20), 1), (date(2026, 12, 30), 0)):
        with opened(tmp_path, today) as store:
            store.run_upkeep()
            assert len(store.deleted()) == left
