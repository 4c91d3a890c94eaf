"""The store keeps, beside each case, what became of it and what its renewals really cost."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from advisor.domain.decision import Advised
from advisor.intake.case.draft import Draft
from advisor.storage.database import NAME
from advisor.storage.migrate import migrations
from advisor.storage.records import CaseState, LastAnswer, Progress, Renewed
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 22)
DRAFT = Draft({"policy.premium": "82만"})
RENEWAL = date(2027, 3, 2)


def opened(folder: Path, today: date = TODAY) -> CaseStore:
    return CaseStore(folder, lambda: today)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    with opened(tmp_path / "home") as found:
        yield found


def answer(**changes: object) -> Advised:
    said = {
        "verdict": "claim", "recommended": "claim", "margin": 238_910, "refund_by": "2027-03-01",
    }  # fmt: skip
    return Advised(TODAY, "0.2.0", "ab", json.dumps({**said, **changes}))


def test_a_case_is_open_until_something_else_is_said(store: CaseStore) -> None:
    number = store.save("Kim", DRAFT).number
    assert store.progress.of(number) == Progress(CaseState.OPEN)
    store.progress.mark(number, CaseState.CLAIMED)
    assert store.progress.all() == {number: Progress(CaseState.CLAIMED)}


def test_what_became_of_a_case_outlives_the_archive(store: CaseStore) -> None:
    number = store.save("Kim", DRAFT).number
    store.progress.mark(number, CaseState.PAID_BACK)
    store.progress.archive(number)
    assert store.progress.of(number) == Progress(CaseState.PAID_BACK, TODAY)
    store.progress.mark(number, CaseState.PAID_BACK)
    assert store.progress.of(number) == Progress(CaseState.PAID_BACK)


def test_the_last_answer_is_read_whatever_else_is_kept(store: CaseStore) -> None:
    first, second, third = (store.save(name, DRAFT).number for name in ("Kim", "Lee", "Park"))
    for number, kept in (
        (first, answer(verdict="self-pay")), (first, answer(plan={"by": "2027-03-01"})),
        (second, answer(refund_by=None, margin="much")), (third, Advised(TODAY, "", "", "{")),
    ):  # fmt: skip
        case = store.case(number)
        assert case
        store.save(case.name, DRAFT, over=case, answer=kept)
    day = date(2027, 3, 1)
    assert store.progress.last_answers() == {
        first: LastAnswer(TODAY, "claim", "claim", 238_910, day, "", day),
        second: LastAnswer(TODAY, "claim", "claim", None, None),
    }


def test_a_window_reads_on_as_one_that_was_just_opened(tmp_path: Path) -> None:
    """An open window sees the answers that it or another window has added or cleared out since."""
    days = [TODAY]
    with CaseStore(tmp_path, lambda: days[-1]) as here:
        kim, _ = (here.save(name, DRAFT, answer=answer()) for name in ("Kim", "Lee"))
        seen = [here.progress.last_answers()]
        with opened(tmp_path) as elsewhere:
            elsewhere.save("Kim", DRAFT, over=kim, answer=answer(verdict="self-pay"))
            park = elsewhere.save("Park", DRAFT, answer=answer(verdict="depends"))
        seen.append(here.progress.last_answers())
        here.delete(park.number)
        days.append(date(2027, 6, 1))
        here.run_upkeep()
        seen.append(here.progress.last_answers())
        here.save("Choi", DRAFT, answer=answer(verdict="keep"))
        seen.append(here.progress.last_answers())
        with opened(tmp_path) as fresh:
            assert seen[-1] == fresh.progress.last_answers()
    assert [[one.verdict for one in found.values()] for found in seen] == [
        ["claim", "claim"], ["self-pay", "claim", "depends"], ["self-pay", "claim"],
        ["self-pay", "claim", "keep"],
    ]  # fmt: skip


def test_a_renewal_noted_twice_is_corrected(store: CaseStore) -> None:
    number = store.save("Kim", DRAFT).number
    store.progress.note_renewal(number, RENEWAL, 980_000)
    store.progress.note_renewal(number, RENEWAL, 990_000, 910_000)
    store.progress.note_renewal(number, date(2028, 3, 2), 970_000)
    store.progress.note_renewal(number + 1, RENEWAL, 500_000)
    assert store.progress.renewals(number) == (
        Renewed(number, RENEWAL, 990_000, 910_000, TODAY),
        Renewed(number, date(2028, 3, 2), 970_000, None, TODAY),
    )
    assert len(store.progress.renewals()) == 3


def test_what_a_table_stated_is_kept_beside_what_the_case_has_become(tmp_path: Path) -> None:
    """What a table stated is kept as long as its case, to be compared with the next table."""
    first, second = DRAFT, Draft({"policy.premium": "90만"})
    with opened(tmp_path) as store:
        number = store.save("Kim", DRAFT, taken_in=first).number
        plain = store.save("Lee", DRAFT).number
        assert store.progress.taken_in() == {number: first}
        case = store.case(number)
        assert case
        store.save("Kim", Draft({"policy.premium": "1"}), over=case)
        assert store.progress.taken_in() == {number: first}
    with opened(tmp_path) as store:
        case = store.case(number)
        assert case
        store.save("Kim", second, over=case, taken_in=second)
        assert store.progress.taken_in() == {number: second}
        store.delete(number)
    with opened(tmp_path, date(2027, 6, 1)) as store:
        store.run_upkeep()
        assert store.progress.taken_in() == {}
        assert [case.number for case in store.cases()] == [plain]


def test_all_of_it_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        number = store.save("Kim", DRAFT).number
        store.progress.mark(number, CaseState.CLAIMED)
        store.progress.note_renewal(number, RENEWAL, 980_000)
    with opened(tmp_path) as store:
        assert store.notices == ()
        assert store.progress.of(number).state is CaseState.CLAIMED
        assert [one.premium for one in store.progress.renewals()] == [980_000]


def test_what_was_deleted_long_ago_takes_all_that_was_kept_with_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        gone, stays = (store.save(name, DRAFT, answer=answer()).number for name in ("Kim", "Lee"))
        for number in (gone, stays):
            store.progress.mark(number, CaseState.CLAIMED)
            store.progress.note_renewal(number, RENEWAL, 980_000)
        store.delete(gone)
    with opened(tmp_path, date(2027, 1, 1)) as store:
        store.run_upkeep()
        assert [*store.progress.all()] == [stays]
        assert [one.number for one in store.progress.renewals()] == [stays]
        assert [*store.progress.last_answers()] == [stays]


def test_one_damaged_row_is_brought_back_from_the_copy(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        number = store.save("Kim", DRAFT).number
        store.progress.note_renewal(number, RENEWAL, 980_000)
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute("UPDATE renewals SET premium = 1980000")
        database.commit()
    with opened(tmp_path) as store:
        assert [one.premium for one in store.progress.renewals()] == [980_000]
        (notice,) = store.notices
        assert notice.code == "row-restored"
        assert notice.facts == {"table": "renewals", "row": str(number), "name": "Kim"}


def test_a_store_of_the_form_before_opens_with_its_cases(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    with closing(sqlite3.connect(folder / NAME)) as database:
        for script in migrations()[:3]:
            database.executescript(script)
        database.execute("PRAGMA user_version = 3")
        database.execute("PRAGMA application_id = 1094997586")
        row = ("Kim", '{"values": {}}', "2026-11-22")
        database.execute(
            "INSERT INTO saved_case (name, draft, saved_on, turn) VALUES (?, ?, ?, 1)", row
        )
        database.commit()
    with opened(folder) as store:
        assert [case.name for case in store.cases()] == ["Kim"]
        assert store.progress.all() == {}
