"""Copies of the store: one before its format changes and one a day; and what is cleared out."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from stat import S_IMODE

import pytest

from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.draft import Draft
from advisor.storage.backups import (
    KEPT_DAYS,
    KEPT_UPGRADES,
    copies_before_upgrades,
    daily_copies,
    last_copy,
)
from advisor.storage.database import NAME, open_database
from advisor.storage.errors import StorageError
from advisor.storage.migrate import migrations
from advisor.storage.store import CaseStore
from advisor.storage.upkeep import KEPT_DELETED

TODAY = date(2026, 11, 22)
DRAFT = Draft({"policy.premium": "820,000"})


def opened(folder: Path, today: date = TODAY) -> CaseStore:
    return CaseStore(folder, lambda: today)


def looked_after(folder: Path, today: date = TODAY) -> list[str]:
    """Do the upkeep of a start on that day, and return the days of the copies."""
    with opened(folder, today) as store:
        store.run_upkeep()
    return [copy.name.removeprefix(f"{NAME}.bak-") for copy in daily_copies(folder / NAME)]


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [name for (name,) in database.execute("SELECT name FROM saved_case")]


def test_an_empty_store_is_not_copied(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.keep_draft(DRAFT)
    assert looked_after(tmp_path) == []


def test_a_store_is_copied_once_a_day_and_only_after_a_change(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    assert looked_after(tmp_path) == ["2026-11-22"]
    with opened(tmp_path) as store:
        (a,) = store.cases()
        store.save("b", DRAFT)
    assert looked_after(tmp_path) == ["2026-11-22"]
    assert names(tmp_path / f"{NAME}.bak-2026-11-22") == ["a"]
    assert looked_after(tmp_path, date(2026, 11, 23)) == ["2026-11-22", "2026-11-23"]
    assert names(tmp_path / f"{NAME}.bak-2026-11-23") == ["a", "b"]
    assert len(looked_after(tmp_path, date(2026, 11, 24))) == 2
    with opened(tmp_path) as store:
        store.tick(a.number, "scene", done=True)
    assert looked_after(tmp_path, date(2026, 11, 25))[-1] == "2026-11-25"


def test_the_oldest_copies_make_room(tmp_path: Path) -> None:
    for day in range(1, KEPT_DAYS + 4):
        with opened(tmp_path) as store:
            store.save(f"{day}", DRAFT)
        looked_after(tmp_path, date(2026, 12, day))
    assert looked_after(tmp_path, date(2026, 12, 31)) == [
        f"2026-12-{day:02}" for day in range(4, KEPT_DAYS + 4)
    ]


def test_one_can_go_back_to_a_copy(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT, frozenset({"scene"}))
        store.keep_draft(DRAFT)
        store.run_upkeep()
    (copy,) = daily_copies(tmp_path / NAME)
    assert S_IMODE(copy.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {NAME, copy.name, f"{NAME}.bak-last"}
    (tmp_path / NAME).unlink()
    copy.rename(tmp_path / NAME)
    with opened(tmp_path) as store:
        assert store.notices == ()
        (case,) = store.cases()
        assert (case.name, case.draft, set(case.ticked)) == ("a", DRAFT, {"scene"})
        left = store.take_left_draft()
        assert left
        assert not left.crashed


def test_a_copy_that_was_never_finished_is_removed_when_nobody_makes_it(tmp_path: Path) -> None:
    unfinished = tmp_path / f".{NAME}.bak-2026-11-21.x.unfinished"
    with opened(tmp_path):
        unfinished.write_bytes(b"half")
        looked_after(tmp_path)
        assert unfinished.exists()
    looked_after(tmp_path)
    assert not unfinished.exists()


def test_a_copy_of_a_killed_program_is_removed_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remains of an unfinished copy are found by their temporary name, and removed."""
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
        monkeypatch.setattr(Path, "replace", lambda *_: None)  # killed before it was renamed
        store.run_upkeep()
        monkeypatch.undo()
    assert [*tmp_path.glob(f".{NAME}.bak-*")]
    looked_after(tmp_path)
    assert not [*tmp_path.glob(f".{NAME}.bak-*")]


def test_after_damage_the_newest_copy_is_named(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
        store.run_upkeep()
    (tmp_path / NAME).write_bytes(b"damaged" * 2000)
    with opened(tmp_path) as store:
        (notice,) = store.notices
        assert notice.code == "set-aside-copied"
        assert notice.facts["copy"] == f"{NAME}.bak-{TODAY}"


def test_a_damaged_copy_hinders_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    (tmp_path / f"{NAME}.bak-2026-11-21").write_bytes(b"damaged" * 200)
    assert looked_after(tmp_path) == ["2026-11-21", "2026-11-22"]


def test_a_copy_that_cannot_be_made_is_left_to_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    with monkeypatch.context() as patched:
        patched.setattr("advisor.storage.backups.mkstemp", full)
        assert looked_after(tmp_path) == []
    assert looked_after(tmp_path) == ["2026-11-22"]


def full(**_: object) -> tuple[int, str]:
    raise OSError(28, os.strerror(28))


def migrated(folder: Path, steps: int) -> None:
    """Open the store with this many migrations more than there are today."""
    more = [f"ALTER TABLE saved_case ADD COLUMN x{step} TEXT;" for step in range(steps)]
    open_database(folder, (*migrations(), *more)).connection.close()


def test_the_store_is_copied_before_each_change_of_its_form(tmp_path: Path) -> None:
    """Each copy holds the cases in the form before a change; the copies of the last few stay."""
    path = tmp_path / NAME
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    form = len(migrations())
    for steps in range(1, KEPT_UPGRADES + 2):
        migrated(tmp_path, steps)
    kept = copies_before_upgrades(path)
    assert [copy.name for copy in kept] == [
        f"{NAME}.bak-{form + step}" for step in range(1, KEPT_UPGRADES + 1)
    ]
    for step, one in enumerate((*kept, path), start=1):
        with closing(sqlite3.connect(one)) as database:
            assert database.execute("PRAGMA user_version").fetchone() == (form + step,)
            columns = [row[1] for row in database.execute("PRAGMA table_info(saved_case)")]
        assert [name for name in columns if name[0] == "x"] == [f"x{n}" for n in range(step)]
        assert names(one) == ["a"]
    assert {*map(S_IMODE, (found.stat().st_mode for found in tmp_path.iterdir()))} == {0o600}


def test_a_copy_of_a_form_is_never_replaced(tmp_path: Path) -> None:
    """A second copy of the same format has a name of its own, even after the store was lost."""
    path = tmp_path / NAME
    for name in ("first", "second"):
        with opened(tmp_path) as store:
            store.save(name, DRAFT)
        migrated(tmp_path, 1)
        path.unlink()
    form = len(migrations())
    first, second = copies_before_upgrades(path)
    assert (first.name, second.name) == (f"{NAME}.bak-{form}", f"{NAME}.bak-{form}.2")
    assert (names(first), names(second)) == (["first"], ["first", "second"])


def test_without_a_copy_the_form_is_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
    monkeypatch.setattr("advisor.storage.backups.mkstemp", full)
    with pytest.raises(StorageError) as caught:
        migrated(tmp_path, 1)
    assert caught.value.code == "full"
    with opened(tmp_path) as store:
        assert len(store.cases()) == 1


def test_what_was_deleted_long_ago_is_cleared_out(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        old = store.save("old", DRAFT, frozenset({"scene"}))
        kept = store.save("kept", DRAFT)
        store.delete(old.number)
    with opened(tmp_path, TODAY + timedelta(days=1)) as store:
        recent = store.save("recent", DRAFT)
        store.delete(recent.number)
    looked_after(tmp_path, TODAY + KEPT_DELETED)
    with opened(tmp_path) as store:
        assert [case.number for case in store.deleted()] == [recent.number, old.number]
    looked_after(tmp_path, TODAY + KEPT_DELETED + timedelta(days=1))
    with opened(tmp_path) as store:
        assert [case.number for case in store.deleted()] == [recent.number]
        assert [case.number for case in store.cases()] == [kept.number]
        assert store._database.read("SELECT * FROM ticked_step") == []


def test_what_another_window_may_bring_back_is_not_cleared_out(tmp_path: Path) -> None:
    late = TODAY + 10 * KEPT_DELETED
    with opened(tmp_path) as other:
        case = other.save("a", DRAFT)
        other.delete(case.number)
        looked_after(tmp_path, late)
        assert other.restore(case.number)
        other.delete(case.number)
    looked_after(tmp_path, late)
    with opened(tmp_path) as store:
        assert store.deleted() == ()


def test_a_case_brought_back_is_deleted_from_that_day_on(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        case = store.save("a", DRAFT)
        store.delete(case.number)
        store.restore(case.number)
    with opened(tmp_path, TODAY + KEPT_DELETED) as store:
        store.delete(case.number)
    looked_after(tmp_path, TODAY + KEPT_DELETED + timedelta(days=1))
    with opened(tmp_path) as store:
        assert len(store.deleted()) == 1


def test_what_was_deleted_on_an_unknown_day_is_kept_from_now_on(tmp_path: Path) -> None:
    open_database(tmp_path, migrations()[:1]).connection.close()
    with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
        row = ("a", '{"values": {}}', "2025-01-01", 1, 1)
        database.execute(
            "INSERT INTO saved_case (name, draft, saved_on, turn, deleted) VALUES (?, ?, ?, ?, ?)",
            row,
        )
    looked_after(tmp_path)
    with opened(tmp_path) as store:
        assert len(store.deleted()) == 1
    looked_after(tmp_path, TODAY + KEPT_DELETED + timedelta(days=1))
    with opened(tmp_path) as store:
        assert store.deleted() == ()


def test_a_newer_last_copy_is_put_by_where_somebody_goes_back(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", DRAFT)
        store.run_upkeep()
    with opened(tmp_path) as store:
        store.save("b", DRAFT)
        store.save("c", DRAFT)
    (copy,) = daily_copies(tmp_path / NAME)
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"{NAME}{ending}").unlink(missing_ok=True)
    copy.rename(tmp_path / NAME)
    with opened(tmp_path) as store:
        assert store.notices == ()
        store.save("d", DRAFT)
    (put_by,) = copies_before_upgrades(tmp_path / NAME)
    assert names(put_by) == ["a", "b", "c"]
    assert names(last_copy(tmp_path / NAME)) == ["a", "d"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_says_for_how_long_a_case_can_be_brought_back(language: str) -> None:
    texts = Texts("ko" if language == "ko" else "en")
    assert f"{KEPT_DELETED.days}" in texts("storage.help")
