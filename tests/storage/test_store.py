"""The store keeps all that it has acknowledged, as typed, and in step with other windows."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from stat import S_IMODE
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_tree import ROOT

from advisor.cases import open_cases
from advisor.intake.case.draft import Draft
from advisor.storage import connections, database, errors
from advisor.storage.backups import copies_before_upgrades
from advisor.storage.database import NAME, open_database
from advisor.storage.errors import StorageError
from advisor.storage.integrity import DamagedError, check
from advisor.storage.migrate import migrations
from advisor.storage.records import Aside, draft_text, read_draft_text
from advisor.storage.rows import CASES
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFT = Draft({"policy.premium": "82만", "accident.own_damage": "모름"}, ({"day": "24.5.10"},))
TODAY = date(2026, 11, 22)
NAMES = [
    "<b>bold</b> [red]x[/red]", "\"O'Brien\"; DROP TABLE saved_case; --", "=1+1", "@SUM(A1)",
    "two\nlines\r\n", "🚗💥👨‍👩‍👧", "한글", "한글", " ", "", "a\x00b", "\x1b[31m", "%_\\",
]  # fmt: skip


def opened(folder: Path) -> CaseStore:
    return CaseStore(folder, lambda: TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    with opened(tmp_path / "advisor") as found:
        yield found


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_it_is(name: str, store: CaseStore) -> None:
    saved = store.save(name, DRAFT, frozenset({"scene"}))
    assert saved.name == name
    assert store.cases() == (saved,)
    assert store.case(saved.number) == saved


def test_a_half_of_a_pair_is_replaced_and_nothing_raises(store: CaseStore) -> None:
    assert store.save("a\ud83d", DRAFT).name == "a?"


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(["policy.premium", "accident.day", "policy.own_damage"]),
                    st.text()),
    st.lists(st.dictionaries(st.sampled_from(["day", "fault"]), st.text()), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["day", "kind"]), st.text()), max_size=3),
)  # fmt: skip
def test_a_draft_is_written_as_it_was_typed(
    values: dict[str, str], claims: list[dict[str, str]], violations: list[dict[str, str]]
) -> None:
    draft = Draft(values, tuple(claims), tuple(violations))
    assert read_draft_text(draft_text(draft)) == draft


def test_fields_of_a_newer_program_are_left_out() -> None:
    text = json.dumps({"values": {"policy.colour": "red"}, "claims": [{"colour": "red"}]})
    assert read_draft_text(text) == Draft({}, ({},))


def test_the_case_changed_last_comes_first(store: CaseStore) -> None:
    first, second = store.save("a", DRAFT), store.save("b", DRAFT)
    assert [case.name for case in store.cases()] == ["b", "a"]
    again = store.save("a2", DRAFT, over=first)
    assert again.number == first.number
    assert [case.name for case in store.cases()] == ["a2", "b"]
    assert store.rename(second.number, "c") is not None
    assert [case.name for case in store.cases()] == ["c", "a2"]


def test_deleting_can_be_undone(store: CaseStore) -> None:
    saved = store.save("a", DRAFT, frozenset({"scene", "report"}))
    assert store.delete(saved.number)
    assert store.cases() == ()
    assert not store.delete(saved.number)
    assert [case.number for case in store.deleted()] == [saved.number]
    assert store.restore(saved.number)
    (again,) = store.cases()
    assert (again.name, again.draft, again.ticked) == (saved.name, saved.draft, saved.ticked)


def test_what_was_deleted_at_once_is_known_as_such(store: CaseStore) -> None:
    a, b, c, d = (store.save(name, DRAFT).number for name in "abcd")
    store.delete(b)
    store.delete(d, a, b)
    store.delete(c)
    assert [{case.number for case in cases} for cases in store.deletions()] == [{c}, {a, d}, {b}]
    assert store.restore(a, d)
    assert {case.number for case in store.cases()} == {a, d}


def test_what_is_not_there_is_said(store: CaseStore) -> None:
    assert store.case(7) is None
    assert store.rename(7, "x") is None
    assert store.duplicate(7, "x") is None
    assert not store.delete(7)
    assert not store.restore(7)


def test_a_duplicate_goes_its_own_way(store: CaseStore) -> None:
    saved = store.save("a", DRAFT, frozenset({"scene"}))
    copy = store.duplicate(saved.number, "b")
    assert copy is not None
    store.tick(copy.number, "scene", done=False)
    store.tick(copy.number, "report", done=True)
    store.tick(copy.number, "report", done=True)
    first, second = store.case(saved.number), store.case(copy.number)
    assert first is not None
    assert second is not None
    assert set(first.ticked) == {"scene"}
    assert set(second.ticked) == {"report"}


def test_saving_again_leaves_the_steps_that_are_ticked_now(store: CaseStore) -> None:
    """Saving a case again replaces its ticked steps, and leaves other cases alone."""
    other = store.save("b", DRAFT, frozenset({"scene", "report"}))
    saved = store.save("a", DRAFT, frozenset({"scene", "report"}))
    again = store.save("a", DRAFT, frozenset({"number"}), over=saved)
    assert again.ticked == {"number"}
    assert store.case(other.number) == other


def test_two_windows_never_overwrite_each_other_unseen(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        saved = one.save("a", DRAFT)
        theirs = other.save("theirs", DRAFT, over=saved)
        mine = one.save("mine", DRAFT, over=saved)
        assert theirs.number == saved.number != mine.number
        assert {case.name for case in other.cases()} == {"theirs", "mine"}


def test_a_draft_comes_back_after_the_window_has_ended(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.keep_draft(Draft(), frozenset(), None)
        store.keep_draft(DRAFT, frozenset({"scene"}), 3)
    with opened(tmp_path) as store:
        left = store.take_left_draft()
        assert left is not None
        assert (left.draft, left.ticked, left.number) == (DRAFT, frozenset({"scene"}), 3)
        assert (left.kept_on, left.crashed) == (TODAY, False)
        assert store.take_left_draft() is None


def test_a_draft_is_not_taken_from_an_open_window(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        one.keep_draft(DRAFT)
        assert other.take_left_draft() is None
    with opened(tmp_path) as third:
        assert third.take_left_draft() is not None


def test_a_crash_is_told_from_a_leave(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.keep_draft(DRAFT)
    store.close(crashed=True)
    with opened(tmp_path) as again:
        left = again.take_left_draft()
        assert left is not None
        assert left.crashed


@pytest.mark.parametrize("crashed", [(False, True), (True, False), (True, True), (False, False)])
def test_the_newest_draft_comes_first_however_its_window_ended(
    crashed: tuple[bool, bool], tmp_path: Path
) -> None:
    stores = [opened(tmp_path) for _ in crashed]
    for number, store in enumerate(stores):
        store.keep_draft(Draft({"policy.premium": str(number)}))
    for store, ended in zip(stores, crashed, strict=True):
        store.close(crashed=ended)
    with opened(tmp_path) as again:
        left = again.take_left_draft()
        assert left is not None
        assert dict(left.draft.values) == {"policy.premium": "1"}


def test_a_draft_taken_over_survives_the_next_crash_too(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.keep_draft(DRAFT)
    second = opened(tmp_path)
    assert second.take_left_draft() is not None
    second.close(crashed=True)
    with opened(tmp_path) as third:
        left = third.take_left_draft()
        assert left is not None
        assert (left.draft, left.crashed) == (DRAFT, True)


def test_the_files_are_nobody_elses(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "advisor"
    with opened(folder) as store:
        store.save("a", DRAFT)
        assert S_IMODE(folder.stat().st_mode) == 0o700
        modes = {path.name: S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        assert set(modes.values()) == {0o600}
        assert f"{NAME}-wal" in modes


def test_the_folder_is_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "mine"))
    with open_cases() as store:
        assert store.path == tmp_path / "mine" / NAME
    monkeypatch.delenv("ADVISOR_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_cases() as store:
        assert store.path is not None
        assert store.path.parent.name == "advisor"
        assert store.path.is_relative_to(Path(os.environ["XDG_DATA_HOME"]))


@pytest.mark.parametrize(
    "content", [b"this is no database", b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_a_damaged_file_is_set_aside_and_said(content: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(content)
    with opened(tmp_path) as store:
        (notice,) = store.notices
        assert notice.code == "set-aside"
        assert Path(str(notice.facts["path"])).read_bytes() == content
        store.save("a", DRAFT)
    with opened(tmp_path) as store:
        assert store.notices == ()
        assert len(store.cases()) == 1


def test_damage_within_a_store_is_found_at_opening(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for number in range(200):
            store.save(f"{number}", DRAFT)
    path = tmp_path / NAME
    content = bytearray(path.read_bytes())
    content[8192:20480] = os.urandom(12288)
    path.write_bytes(content)
    with opened(tmp_path) as store:
        assert [notice.code for notice in store.notices] == ["set-aside-mended"]
        assert len(store.cases()) == 200
    assert (tmp_path / f"{NAME}.damaged-1").read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("CREATE TABLE theirs (x)")
    with opened(tmp_path) as store:
        assert [notice.code for notice in store.notices] == ["set-aside"]
    with closing(sqlite3.connect(tmp_path / f"{NAME}.damaged-1")) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchone() == ("theirs",)


def test_a_newer_form_is_refused_and_untouched(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError) as caught:
        opened(tmp_path)
    assert caught.value.code == "newer"
    facts = {"path": tmp_path / NAME, "found": 99, "known": len(migrations()), "why": ""}
    assert caught.value.facts == facts
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        assert database.execute("SELECT name FROM saved_case").fetchall() == [("a",)]


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    scripts = (*migrations(), "ALTER TABLE saved_case ADD COLUMN x;\nSELECT nothing FROM nowhere;")
    with pytest.raises(StorageError):
        open_database(tmp_path, scripts)
    with opened(tmp_path) as store:
        (saved,) = store.cases()
        assert saved.name == "a"


def test_a_folder_that_cannot_be_made_is_said_and_the_store_still_opens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with opened(tmp_path / "file" / "advisor") as store:
        assert [notice.code for notice in store.notices] == ["not-kept"]
        assert not store.writable
        assert store.cases() == ()
        assert store.take_left_draft() is None
        with pytest.raises(StorageError) as caught:
            store.save("a", DRAFT)
        assert caught.value.code == "read-only"


def test_a_store_that_may_only_be_read_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    real = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(NAME):
            raise OSError(30, "Read-only file system")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    with opened(tmp_path) as store:
        assert [case.name for case in store.cases()] == ["a"]
        assert not store.writable
        assert [notice.code for notice in store.notices] == ["not-kept"]
        assert not [*tmp_path.glob("window-*.lock")]


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        saved = store.save("a", DRAFT)
        (pages,) = store._database.run("PRAGMA page_count").fetchone()
        store._database.run(f"PRAGMA max_page_count = {pages}")
        long = Draft({"policy.premium": "9" * 200_000})
        with pytest.raises(StorageError) as caught:
            store.save("b", long)
        assert caught.value.code == "full"
        with pytest.raises(StorageError):
            store.keep_draft(long)
        assert store.cases() == (saved,)


def no_room(*_: object) -> sqlite3.Connection:
    """Fail as SQLite does if it cannot create the files that it needs beside the database."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    raise error


@pytest.mark.parametrize(("free", "why"), [(0, "No space left"), (1 << 30, "disk I/O error")])
def test_on_a_full_disk_the_cases_can_still_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, why: str
) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    monkeypatch.setattr(errors, "disk_usage", lambda _: SimpleNamespace(free=free))
    monkeypatch.setattr(database, "_opened", no_room)
    with opened(tmp_path) as store:
        assert [case.name for case in store.cases()] == ["a"]
        (notice,) = store.notices
        assert notice.code == "not-kept"
        assert why in str(notice.facts["why"])


def test_a_disk_that_fills_up_is_called_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(StorageError) as caught, errors.storage_errors(tmp_path / NAME):
        no_room()
    assert caught.value.code == "full"


def test_a_store_held_by_another_window_is_said_soon(tmp_path: Path) -> None:
    with opened(tmp_path) as store, closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as caught:
            store.keep_draft(DRAFT)
        assert caught.value.code == "busy"
        other.execute("ROLLBACK")
        store.keep_draft(DRAFT)


def test_a_store_that_is_held_while_it_is_opened_is_not_taken_for_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked store is not set aside, which would lose what the other window is writing."""
    monkeypatch.setattr(connections, "_PATIENCE", 0.05)
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError) as caught:
            opened(tmp_path)
        assert caught.value.code == "busy"
        other.execute("ROLLBACK")
    with opened(tmp_path) as store:
        assert store.notices == ()
        assert [case.name for case in store.cases()] == ["a"]


@pytest.mark.parametrize("versions", [(1, 2), (2, 1), (3, 3), (0, 0)])
def test_a_header_that_cannot_be_is_damage(versions: tuple[int, int], tmp_path: Path) -> None:
    """An impossible header is damage, though SQLite would open some such files in another mode."""
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    content = bytearray((tmp_path / NAME).read_bytes())
    content[18:20] = bytes(versions)
    (tmp_path / NAME).write_bytes(bytes(content))
    with closing(sqlite3.connect(tmp_path / NAME)) as found, pytest.raises(DamagedError):
        check(found, migrations())


def test_nothing_acknowledged_is_lost_when_the_program_is_killed() -> None:
    """The saving program is killed 200 times at random moments; plainly written files do break."""
    done = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, str(ROOT / "tests/storage/saving.py"), "200", "7"],
        check=True, capture_output=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    counted = json.loads(done.stdout.splitlines()[-1])
    assert counted["rounds"] == 200
    assert counted["kept"] >= 200
    assert (counted["lost"], counted["broken"], counted["notices"]) == (0, 0, 0)
    assert counted["plain_broken"] > 0
    assert counted["crashed"]


def test_four_processes_save_at_once(tmp_path: Path) -> None:
    """Four processes save 25 cases each into a store that does not exist yet."""
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from advisor.intake.case.draft import Draft; from advisor.storage.store import CaseStore\n"
        "store = CaseStore(Path(sys.argv[1]), date.today)\n"
        "for n in range(25): store.save(sys.argv[2] + str(n), Draft())\n"
        "store.close()\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], cwd=ROOT)  # noqa: S603
        for name in "abcd"
    ]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    with opened(tmp_path) as store:
        names = {case.name for case in store.cases()}
        assert names == {f"{name}{number}" for name in "abcd" for number in range(25)}
        assert len({case.revision for case in store.cases()}) == 100


def test_another_window_that_closes_takes_nothing_away(tmp_path: Path) -> None:
    """SQLite's last user to close removes the journal, so an open window must hold a lock on it."""
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from advisor.storage.store import CaseStore\n"
        "with CaseStore(Path(sys.argv[1]), date.today) as store:\n"
        "    print(*(case.name for case in store.cases()))"
    )
    elsewhere = [sys.executable, "-c", code, str(tmp_path)]
    with opened(tmp_path) as store:
        store.save("first", DRAFT)
    with opened(tmp_path) as store:
        subprocess.run(elsewhere, check=True, capture_output=True, cwd=ROOT)  # noqa: S603
        store.save("second", DRAFT)
        seen = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
            elsewhere, check=True, capture_output=True, encoding="utf-8", cwd=ROOT
        )
        assert {*seen.stdout.split()} == {"first", "second"}
    with opened(tmp_path) as store:
        assert {case.name for case in store.cases()} == {"first", "second"}


def test_what_was_put_aside_is_known_until_it_is_called_otherwise(tmp_path: Path) -> None:
    """Work put aside is known by a mark that says of which case it is, not by its name.

    The mark survives a restart, and goes when the user gives the work another name.
    """
    with opened(tmp_path) as store:
        kim = store.save("Kim", DRAFT)
        aside = store.put_aside("Kim, half done", DRAFT, frozenset(), Aside(kim.number))
        nobody = store.put_aside("?", DRAFT, frozenset(), Aside(None))
        store.save("Lee (unsaved changes)", DRAFT)
    with opened(tmp_path) as store:
        marks = {case.name: case.aside for case in store.cases()}
        assert marks == {
            "Kim": None,
            "Kim, half done": Aside(kim.number),
            "?": Aside(None),
            "Lee (unsaved changes)": None,
        }
        again = store.put_aside(aside.name, DRAFT, frozenset(), Aside(kim.number), over=aside)
        assert (again.number, again.aside) == (aside.number, Aside(kim.number))
        assert store.save(aside.name, DRAFT, over=again).aside == Aside(kim.number)
        renamed = store.rename(aside.number, "Kim 2")
        assert renamed
        assert renamed.aside is None
        assert store.save("Park", DRAFT, over=nobody).aside is None


def test_a_store_of_the_form_before_marks_knows_by_name_what_was_put_aside(tmp_path: Path) -> None:
    """A store without marks gets them once, by name; its rows are sound, and a copy is kept."""
    path, form = tmp_path / NAME, 5
    opened_before = open_database(tmp_path, migrations()[:form])
    names = ("Kim", "Kim (unsaved changes)", "? (저장 안 한 내용)", "Kim (unsaved changes), mine")
    for number, name in enumerate(names, 1):
        CASES.put(
            opened_before.connection,
            (number, name, draft_text(DRAFT), TODAY.isoformat(), number, 0, None),
        )
    opened_before.connection.execute("UPDATE turn SET last = 4")
    opened_before.connection.close()
    for _ in range(2):
        with opened(tmp_path) as store:
            assert store.notices == ()
            marks = {case.name: case.aside for case in store.cases()}
            assert marks == dict(zip(names, (None, Aside(1), Aside(None), None), strict=True))
    assert [copy.name for copy in copies_before_upgrades(path)] == [f"{NAME}.bak-{form}"]
    with closing(sqlite3.connect(path)) as database:
        sums = database.execute("SELECT sum IS NULL FROM put_aside").fetchall()
        assert sums == [(0,), (0,)]
