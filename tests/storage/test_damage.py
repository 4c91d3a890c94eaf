"""A bit of the store flips: only the row that it hit is lost, and nothing ends in a traceback."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import pytest

from advisor.domain.decision import Advised
from advisor.intake.case.draft import Draft
from advisor.storage import connections, database, repair
from advisor.storage.database import NAME
from advisor.storage.errors import StorageError
from advisor.storage.migrate import migrate, migrations
from advisor.storage.records import Aside, CaseState, Damaged, Progress, read_draft_text
from advisor.storage.rows import CASES as SAVED_CASES
from advisor.storage.salvage import salvage
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TODAY = date(2026, 11, 22)
CASES = 24
PLACES = 200
MEMORY = "/dev/shm"  # noqa: S108 - flushing is fast there, and a flipped bit is no power cut


def opened(folder: Path) -> CaseStore:
    return CaseStore(folder, lambda: TODAY)


def draft(number: int) -> Draft:
    return Draft({"policy.premium": f"{number}만", "accident.own_damage": "230만 " * (number * 9)})


@pytest.fixture
def fast() -> Iterator[Path]:
    """Return a folder, in memory if there is one, because hundreds of stores are flushed there."""
    with TemporaryDirectory(dir=MEMORY if Path(MEMORY).is_dir() else None) as name:
        yield Path(name)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a broker's store after some time: cases, deleted ones, ticks, drafts and answers."""
    folder = tmp_path_factory.mktemp("whole")
    with opened(folder) as store:
        for number in range(1, CASES + 1):
            answer = Advised(TODAY, "0.2", "ab" * 32, json.dumps({"verdict": number}) * 20)
            store.save(f"고객 {number}", draft(number), frozenset({"scene"}), answer=answer)
        store.put_aside("고객 3 (저장 안 한 내용)", draft(3), frozenset(), Aside(3))
        store.progress.mark(7, CaseState.CLAIMED)
        store.progress.note_renewal(8, date(2027, 3, 2), 980_000, 910_000)
        store.delete(5)
        store.keep_draft(draft(3), frozenset(), 3)
    return folder


def flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def places(content: bytes, seed: int, least: int = 0) -> list[int]:
    """Return random places in the file, as numbers of bits from `least` on."""
    chance = random.Random(seed)  # noqa: S311 - places, not secrets
    return [chance.randrange(least, len(content) * 8) for _ in range(PLACES)]


def lost(folder: Path) -> tuple[set[str], list[str]]:
    """Return the names of the cases that are not as they were, and the codes of the notices."""
    with opened(folder) as store:
        found = {case.name: case for case in (*store.cases(), *store.deleted())}
        for number in range(1, CASES + 1):
            store.answers(number)
        store.progress.all()
        store.progress.last_answers()
        store.progress.renewals()
        store.take_left_draft()
        store.save("new", draft(1))
        codes = [notice.code for notice in store.notices]
    missing = {
        f"고객 {number}"
        for number in range(1, CASES + 1)
        if (case := found.get(f"고객 {number}")) is None or case.draft != draft(number)
    }
    return missing, codes


def test_with_the_last_copy_beside_it_nothing_is_lost(whole: Path, fast: Path) -> None:
    content = (whole / NAME).read_bytes()
    for place in (*range(0, 800, 5), *places(content, 1)):
        folder = fast / str(place)
        shutil.copytree(whole, folder, dirs_exist_ok=True)
        (folder / NAME).write_bytes(flipped(content, place))
        missing, codes = lost(folder)
        assert missing == set(), (place, codes)
        shutil.rmtree(folder)


def test_without_any_copy_only_the_row_that_was_hit_is_lost_and_it_is_named(
    whole: Path, fast: Path
) -> None:
    """Without any copy, a flipped bit loses at most its own row, and a notice names the row.

    Flips that break a whole page are left out, because SQLite can read nothing of that page.
    """
    content = (whole / NAME).read_bytes()
    hit = structural = 0
    for place in places(content, 2, least=800):
        folder = fast / str(place)
        folder.mkdir()
        (folder / NAME).write_bytes(flipped(content, place))
        missing, codes = lost(folder)
        if any(code.startswith("set-aside") for code in codes):
            structural += 1
        else:
            assert len(missing) <= 1, (place, codes)
            assert not missing or "row-set-aside" in codes
            hit += bool(missing)
        shutil.rmtree(folder)
    assert hit > 20
    assert structural < PLACES // 5


def damage_case(path: Path, number: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "UPDATE saved_case SET draft = replace(draft, '만', '천') WHERE number = ?", (number,)
        )
        database.execute("UPDATE saved_case SET draft = ? WHERE number = ? AND draft LIKE '%만%'",
                         ("{", number))  # fmt: skip
        database.execute(
            "UPDATE saved_case SET draft = substr(draft, 1, 9) || 'X' || substr(draft, 11)"
            " WHERE number = ?", (number,),
        )  # fmt: skip
        database.commit()


def test_the_row_is_named_once_and_the_doctor_remembers_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("고객 가", draft(1))
        store.save("고객 나", draft(2))
    (tmp_path / f"{NAME}.bak-last").unlink()
    damage_case(tmp_path / NAME, 1)
    with opened(tmp_path) as store:
        (notice,) = store.notices
        assert notice.code == "row-set-aside"
        assert notice.facts == {"table": "saved_case", "row": "1", "name": "고객 가"}
        assert [case.name for case in store.cases()] == ["고객 나"]
    with opened(tmp_path) as store:
        assert store.notices == ()
        assert store.damaged() == (Damaged("saved_case", "1", "고객 가"),)
        assert store.save("neu", draft(1)).number == 3


def test_an_older_copy_is_said_to_be_older(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        first = store.save("고객 가", draft(1))
        store.run_upkeep()
    with opened(tmp_path) as store:
        store.save("고객 가", draft(9), over=first)
    (tmp_path / f"{NAME}.bak-last").unlink()
    damage_case(tmp_path / NAME, 1)
    with opened(tmp_path) as store:
        assert [notice.code for notice in store.notices] == ["row-restored-older"]
        assert [case.draft for case in store.cases()] == [draft(1)]


def test_a_copy_that_cannot_be_read_leaves_the_older_ones(tmp_path: Path) -> None:
    """If the newest copy is unreadable (a folder has its journal's name), an older one is used."""
    with opened(tmp_path) as store:
        store.save("고객 가", draft(1))
        store.run_upkeep()
    (tmp_path / f"{NAME}.bak-last-wal").mkdir()
    damage_case(tmp_path / NAME, 1)
    with opened(tmp_path) as store:
        assert [notice.code for notice in store.notices] == ["row-restored"]
        assert [case.draft for case in store.cases()] == [draft(1)]


def test_what_fails_half_way_leaves_no_connection_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an open connection, Windows cannot set the file aside, and Python 3.13 warns."""
    made: list[sqlite3.Connection] = []

    def connected(path: Path | str, *, uri: bool = False) -> sqlite3.Connection:
        made.append(connections.connected(path, uri=uri))
        return made[-1]

    def full(*_: object) -> NoReturn:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(repair, "connected", connected)
    monkeypatch.setattr(database, "connected", connected)
    monkeypatch.setattr(database, "salvage", full)
    path = tmp_path / NAME
    path.write_bytes(b"no database" * 1000)
    path.with_name(f"{NAME}-wal").write_bytes(b"no journal")
    with pytest.raises(sqlite3.DatabaseError):
        repair.reading(path)
    with pytest.raises(StorageError):
        opened(tmp_path)
    assert made
    for connection in made:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")


def test_damage_while_the_store_is_open_hides_one_row_only(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("a", draft(1))
        store.save("b", draft(2))
        damage_case(tmp_path / NAME, 1)
        assert [case.name for case in store.cases()] == ["b"]
        assert store.case(1) is None
        assert not store.delete(1)


def test_a_mark_or_a_renewal_damaged_while_the_store_is_open_is_not_believed(
    tmp_path: Path,
) -> None:
    """A damaged mark or renewal is ignored, because a damaged premium would be learnt from."""
    with opened(tmp_path) as store:
        number = store.save("a", draft(1)).number
        store.progress.mark(number, CaseState.CLAIMED)
        store.progress.note_renewal(number, date(2027, 3, 2), 980_000)
        with closing(sqlite3.connect(tmp_path / NAME)) as database:
            database.execute("UPDATE renewals SET premium = 990000")
            database.execute("UPDATE progress SET state = 'paid-back'")
            database.commit()
        assert store.progress.renewals() == ()
        assert store.progress.of(number) == Progress()


def test_what_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    """Each error names the file, because a broker may have several stores."""
    with opened(tmp_path) as store:
        with closing(sqlite3.connect(tmp_path / NAME)) as database:
            for table in ("saved_case", "answers", "progress", "renewals", "set_aside"):
                database.execute(f"DROP TABLE {table}")
        readings = (
            store.cases, store.has_cases, store.deleted, store.damaged, store.progress.all,
            store.progress.renewals, store.progress.last_answers, lambda: store.case(1),
            lambda: store.answers(1), lambda: store.save("a", draft(1)),
        )  # fmt: skip
        for reading in readings:
            with pytest.raises(StorageError) as raised:
                reading()
            assert raised.value.facts["path"] == tmp_path / NAME


def test_of_a_damaged_file_and_its_copy_the_newer_state_of_each_case_comes(
    tmp_path: Path,
) -> None:
    """Each case's newer state counts, because the damaged file may be an old one put back."""
    with opened(tmp_path) as store:
        first, second = (store.save(name, draft(1)) for name in ("고객 가", "고객 나"))
    old = (tmp_path / NAME).read_bytes()
    with opened(tmp_path) as store:
        store.save("고객 가", draft(9), over=first)
    (tmp_path / NAME).write_bytes(old)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new, None, migrations())
        assert salvage(new, tmp_path / NAME, tmp_path / NAME) == 2
        rows = {row[0]: row for row, _ in SAVED_CASES.rows(new)}
    found = {number: read_draft_text(str(row[2])) for number, row in rows.items()}
    assert found == {first.number: draft(9), second.number: draft(1)}


def test_answers_are_added_and_never_changed(tmp_path: Path) -> None:
    one = Advised(TODAY, "0.2", "aa", '{"verdict": "claim"}')
    two = Advised(date(2027, 1, 2), "0.3", "bb", '{"verdict": "self-pay"}')
    with opened(tmp_path) as store:
        saved = store.save("a", draft(1), answer=one)
        saved = store.save("a", draft(1), over=saved, answer=one)
        saved = store.save("a", draft(2), over=saved, answer=two)
        saved = store.save("a", draft(2), over=saved)
        assert store.answers(saved.number) == (one, two)
        copy = store.duplicate(saved.number, "b")
        assert copy is not None
        assert store.answers(copy.number) == ()
    with opened(tmp_path) as store:
        assert store.answers(saved.number) == (one, two)


def test_marks_and_renewals_and_ticks_come_back_with_the_last_copy(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        number = store.save("a", draft(1)).number
    with opened(tmp_path) as store:
        store.progress.mark(number, CaseState.CLAIMED)
        store.progress.note_renewal(number, date(2027, 3, 2), 980_000)
        store.tick(number, "scene", done=True)
        renewals = store.progress.renewals()
    (tmp_path / NAME).write_bytes(b"damaged" * 2_000)
    with opened(tmp_path) as store:
        assert store.progress.of(number).state is CaseState.CLAIMED
        assert store.progress.renewals() == renewals
        assert [case.ticked for case in store.cases()] == [frozenset({"scene"})]


def empty(path: Path) -> None:
    path.write_bytes(b"")


LOSSES = {"gone": Path.unlink, "empty": empty}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
def test_a_file_that_is_gone_or_empty_is_filled_from_its_copy(
    lose: Callable[[Path], object], tmp_path: Path
) -> None:
    """After a power cut, the file is filled from the last copy, which is newer than the day's."""
    with opened(tmp_path) as store:
        store.save("고객 가", draft(1))
        store.run_upkeep()
    with opened(tmp_path) as store:
        kept = store.save("고객 나", draft(2), frozenset({"scene"}))
        store.delete(store.save("고객 다", draft(3)).number)
        store.progress.mark(kept.number, CaseState.CLAIMED)
        before, deleted = store.cases(), store.deleted()
    lose(tmp_path / NAME)
    with opened(tmp_path) as store:
        (notice,) = store.notices
        assert notice.code == "emptied"
        assert notice.facts == {
            "path": str(tmp_path / NAME), "count": 2, "copy": f"{NAME}.bak-last"
        }  # fmt: skip
        assert (store.cases(), store.deleted()) == (before, deleted)
        assert store.progress.of(kept.number).state is CaseState.CLAIMED
        store.save("고객 라", draft(4))
    with opened(tmp_path) as store:
        assert store.notices == ()
        assert [case.name for case in store.cases()] == ["고객 라", "고객 나", "고객 가"]
    lose(tmp_path / NAME)
    with opened(tmp_path) as store:
        assert len(store.cases()) == 3


def test_a_window_that_opens_at_the_same_time_finds_the_cases_too(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("고객 가", draft(1))
    (tmp_path / NAME).unlink()
    with opened(tmp_path) as first, opened(tmp_path) as second:
        (case,) = first.cases()
        first.save("고객 가", draft(9), over=case)
        assert second.notices == ()
        assert [case.draft for case in second.cases()] == [draft(9)]


def test_a_store_that_its_user_emptied_stays_empty(tmp_path: Path) -> None:
    """Cases that were deleted and cleared out are not restored, although older copies have them."""
    with opened(tmp_path) as store:
        number = store.save("고객 가", draft(1)).number
        store.run_upkeep()
    with opened(tmp_path) as store:
        store.delete(number)
    for _ in range(2):
        with CaseStore(tmp_path, lambda: date(2027, 3, 1)) as store:
            store.run_upkeep()
    (tmp_path / NAME).unlink()
    with opened(tmp_path) as store:
        assert store.notices == ()
        assert store.cases() == ()


def test_where_the_last_copy_cannot_be_read_the_newest_of_the_others_is_taken(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as store:
        store.save("고객 가", draft(1))
        store.run_upkeep()
    (tmp_path / f"{NAME}.bak-last").write_bytes(b"damaged" * 2_000)
    (tmp_path / NAME).unlink()
    with opened(tmp_path) as store:
        assert [notice.facts["copy"] for notice in store.notices] == [f"{NAME}.bak-{TODAY}"]
        assert [case.name for case in store.cases()] == ["고객 가"]


def test_an_empty_file_with_a_journal_is_set_aside_with_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save("고객 가", draft(1))
    (tmp_path / NAME).write_bytes(b"")
    (tmp_path / f"{NAME}-wal").write_bytes(b"journal")
    with opened(tmp_path) as store:
        assert [notice.code for notice in store.notices] == ["set-aside-mended"]
        assert [case.name for case in store.cases()] == ["고객 가"]
    assert (tmp_path / f"{NAME}.damaged-1-wal").read_bytes() == b"journal"
