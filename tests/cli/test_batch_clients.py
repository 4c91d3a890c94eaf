"""`advisor batch --save --messages`: a table becomes saved cases and messages to clients."""

from __future__ import annotations

import csv
import json
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from cli.test_batch import HEADINGS, ROW, changed, csv_bytes, read, sheet
from freezegun import freeze_time
from source_tree import ROOT

from advisor.book.answer_columns import ANSWER_COLUMNS
from advisor.cases import open_cases
from advisor.explain.texts import LANGUAGES, Language
from advisor.rules.rulebook import load_rulebook
from advisor.storage import database
from advisor.storage.errors import StorageError
from advisor.storage.records import CaseState, SavedCase
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command_line import Ran, Run

    from advisor.intake.case.draft import Draft

CLIENTS = ("고객", "전화번호", "차량번호", *HEADINGS[1:])
REPAIR = len(CLIENTS) - 1
DAY = CLIENTS.index("사고일")
KIM = ("김민수", "010-1234-5678", "12가 3456", *ROW[1:])
LEE = ("이영희", "010-2222-3333", "34나5678", *changed(c2="115만", c7="90만")[1:])


@pytest.fixture(autouse=True)
def _on_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    with freeze_time("2026-11-21"):
        yield


def saved(run: Run, tmp_path: Path, *rows: Sequence[str], headings: Sequence[str] = CLIENTS) -> Ran:
    """Run `batch` on these rows, save them as cases, and write their messages beside the table."""
    source = tmp_path / "in.csv"
    source.write_bytes(csv_bytes(headings, *rows))
    messages = tmp_path / "messages.txt"
    return run("batch", str(source), "--save", "--messages", str(messages), "--lang", "ko")


def cases() -> dict[str, SavedCase]:
    """Return the saved cases by name, after checking that no two have the same name."""
    with open_cases() as store:
        found = store.cases()
    assert len({case.name for case in found}) == len(found)
    return {case.name: case for case in found}


def with_cell(row: Sequence[str], place: int, cell: str) -> tuple[str, ...]:
    return tuple(cell if at == place else text for at, text in enumerate(row))


def test_one_step_makes_cases_and_messages_of_a_table(run: Run, tmp_path: Path) -> None:
    """The messages are those of `advisor message`, in order, each below its number and client."""
    ran = saved(run, tmp_path, KIM, with_cell(KIM, REPAIR, "많이"), LEE)
    assert ran.code == 5
    assert [*cases()] == ["이영희", "김민수"]
    said = (tmp_path / "messages.txt").read_text("utf-8")
    heads = [line for line in said.splitlines() if line.startswith("[")]
    assert heads == [
        "[1] 김민수 · 12가 3456 · 010-1234-5678",
        "[2] 이영희 · 34나5678 · 010-2222-3333",
    ]
    (number,) = (case.number for case in cases().values() if case.name == "이영희")
    assert heads[1].startswith(f"[{number}]"), "so that what is done next is done with its case"
    for name, head in zip(("김민수", "이영희"), heads, strict=True):
        alone = run("message", name, "--lang", "ko")
        assert alone.code == 0
        assert f"{head}\n{alone.out}" in said
    assert (tmp_path / "messages.txt").stat().st_mode & 0o077 == 0


def test_a_second_run_makes_no_case_twice(run: Run, tmp_path: Path) -> None:
    saved(run, tmp_path, KIM, LEE)
    before = cases()
    assert saved(run, tmp_path, KIM, LEE).code == 0
    assert cases() == before
    assert saved(run, tmp_path, LEE, with_cell(KIM, REPAIR, "210만")).code == 0
    after = cases()
    assert after["이영희"] == before["이영희"]
    assert after["김민수"].number == before["김민수"].number
    assert after["김민수"].draft.text("accident.own_damage") == "2,100,000"
    with open_cases() as store:
        assert len(store.answers(after["김민수"].number)) == 2


def test_what_was_changed_at_the_desk_stays(run: Run, tmp_path: Path) -> None:
    """A change by the user to a saved case survives a new run, and the message follows the case."""
    saved(run, tmp_path, KIM)
    with open_cases() as store:
        (case,) = store.cases()
        mended = case.draft.with_value("client.note", "단골").with_value("policy.grade", "20")
        mended = mended.with_value("accident.own_damage", "250만")
        store.save(case.name, mended, frozenset({"scene"}), over=case)
    again = with_cell(with_cell(KIM, REPAIR, "300만"), 4, "90만")
    ran = saved(run, tmp_path, again)
    (case,) = cases().values()
    kept = {path: case.draft.text(path) for path in ("client.note", "policy.grade")}
    assert kept == {"client.note": "단골", "policy.grade": "20"}
    assert case.ticked == {"scene"}
    assert case.draft.text("policy.premium") == "900,000"
    assert case.draft.text("accident.own_damage") == "250만"
    assert "김민수" in ran.err
    assert "내 차 수리비" in ran.err
    alone = run("message", "김민수", "--lang", "ko").out
    assert alone in (tmp_path / "messages.txt").read_text("utf-8")
    assert "250만" in alone
    assert "내 차 수리비" not in saved(run, tmp_path, again).err


def test_answer_and_message_of_a_run_are_those_of_the_saved_case(run: Run, tmp_path: Path) -> None:
    """If the app has changed a case, answer and message follow the case, and the user is told."""
    saved(run, tmp_path, KIM)
    with open_cases() as store:
        (case,) = store.cases()
        mended = case.draft.with_value("accident.own_damage", "45만")
        store.save(case.name, mended, over=case)
    again = with_cell(KIM, REPAIR, "320만")
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(csv_bytes(CLIENTS, again))
    messages = tmp_path / "messages.txt"
    ran = run(
        "batch", str(source), "-o", str(out), "--save", "--messages", str(messages), "--lang", "ko"
    )
    (row,) = read(out.read_bytes())
    assert "답과 메시지도" in ran.err
    assert (row["내 차 수리비"], row["verdict"]) == ("320만", "self-pay")
    assert row["payout"] == "250000"
    assert "45만" in messages.read_text("utf-8")


def test_a_claimed_case_is_not_advised_to_be_paid_oneself(run: Run, tmp_path: Path) -> None:
    """Once the sum paid is known, a claimed case is answered: keep the claim, or pay it back."""
    saved(run, tmp_path, KIM, LEE)
    number = str(cases()["김민수"].number)
    assert run("cases", "mark", number, "claimed").code == 0
    source, out, messages = (tmp_path / name for name in ("in.csv", "out.csv", "messages.txt"))
    source.write_bytes(csv_bytes(CLIENTS, KIM, LEE))
    command = ("batch", str(source), "-o", str(out), "--save", "--messages", str(messages))
    ran = run(*command, "--lang", "ko")
    kim, lee = read(out.read_bytes())
    assert ran.code == 5
    assert (kim["verdict"], bool(lee["verdict"])) == ("", True)
    assert f"mark {number} claimed --paid" in kim["problems"]
    assert "김민수" not in messages.read_text("utf-8")
    assert run("cases", "mark", number, "claimed", "--paid", "144만").code == 0
    assert run(*command, "--lang", "ko").code == 0
    assert read(out.read_bytes())[0]["verdict"] in {"keep", "refund"}
    assert "144만 원" in messages.read_text("utf-8")


def test_nothing_new_is_sent_to_who_has_renewed(run: Run, tmp_path: Path) -> None:
    saved(run, tmp_path, KIM, LEE)
    number = str(cases()["김민수"].number)
    with freeze_time("2027-02-20"):
        assert run("cases", "renewed", number, "--premium", "98만").code == 0
    ran = saved(run, tmp_path, KIM, LEE)
    assert ran.code == 0
    assert "이미 갱신" in ran.err
    assert "김민수" not in (tmp_path / "messages.txt").read_text("utf-8")


def test_a_message_has_the_number_of_its_case_else_the_one_that_the_table_gives_its_row(
    run: Run, tmp_path: Path
) -> None:
    numbered = [("17", *KIM), ("23", *with_cell(KIM, REPAIR, "많이")), ("31", *LEE)]
    source, messages = tmp_path / "in.csv", tmp_path / "messages.txt"
    source.write_bytes(csv_bytes(("번호", *CLIENTS), *numbered))
    for options, numbers in (
        ((), ["17", "31"]),
        (("--save",), ["1", "2"]),
        (("--save",), ["1", "2"]),
    ):
        run("batch", str(source), *options, "--messages", str(messages), "--lang", "ko")
        lines = messages.read_text("utf-8").splitlines()
        heads = [line[1:].partition("]")[0] for line in lines if line.startswith("[")]
        assert heads == numbers


def test_an_accident_whose_day_was_mended_stays_one_case(run: Run, tmp_path: Path) -> None:
    """A case whose day is corrected keeps its history; a day in its name is corrected as well."""
    two = with_cell(with_cell(KIM, DAY, "2026-11-16"), REPAIR, "95만")
    saved(run, tmp_path, KIM, two, LEE)
    assert {*cases()} == {"김민수", "김민수 2026-11-16", "이영희"}
    before = cases()["김민수 2026-11-16"]
    ran = saved(run, tmp_path, KIM, with_cell(two, DAY, "2026-11-17"), LEE)
    after = cases()
    assert {*after} == {"김민수", "김민수 2026-11-17", "이영희"}
    assert after["김민수 2026-11-17"].number == before.number
    assert after["김민수 2026-11-17"].draft.text("accident.day") == "2026-11-17"
    assert f"{before.number}번 김민수 2026-11-16" in ran.err
    assert "같은 사례" in ran.err
    with open_cases() as store:
        assert len(store.answers(before.number)) == 2
    assert "같은 사례" not in saved(run, tmp_path, KIM, with_cell(two, DAY, "2026-11-17"), LEE).err


@pytest.mark.parametrize("told", [True, False])
def test_another_accident_of_a_client_is_a_case_of_its_own(
    run: Run,
    tmp_path: Path,
    told: bool,  # noqa: FBT001 - a parameter
) -> None:
    """Two accidents make two cases; both are listed if the first row is gone from the table."""
    saved(run, tmp_path, KIM)
    other = with_cell(with_cell(KIM, DAY, "2026-11-05"), REPAIR, "95만")
    ran = saved(run, tmp_path, other) if told else saved(run, tmp_path, other, KIM)
    assert len(cases()) == 2
    assert ("cases delete 1" in ran.err) is told


def test_a_file_of_mended_rows_moves_no_case(run: Run, tmp_path: Path) -> None:
    """A file of corrected rows is only part of a table: a case without a row there is not gone."""
    other = with_cell(KIM, DAY, "2026-11-05")
    saved(run, tmp_path, KIM)
    ran = saved(run, tmp_path, (*other, "mended"), headings=(*CLIENTS, "problems"))
    assert len(cases()) == 2
    assert "cases delete" not in ran.err


def test_no_damage_is_no_amount_that_two_accidents_have_alike(run: Run, tmp_path: Path) -> None:
    headings = (*CLIENTS, "상대방 손해")
    saved(run, tmp_path, (*KIM, "0"), headings=headings)
    other = with_cell(with_cell(KIM, DAY, "2026-11-05"), REPAIR, "95만")
    saved(run, tmp_path, (*other, "0"), headings=headings)
    assert len(cases()) == 2


def test_a_case_of_which_something_became_is_not_moved(run: Run, tmp_path: Path) -> None:
    saved(run, tmp_path, KIM)
    assert run("cases", "mark", "1", "claimed").code == 0
    ran = saved(run, tmp_path, with_cell(KIM, DAY, "2026-11-05"))
    assert len(cases()) == 2
    assert "cases delete 1" in ran.err


def test_a_cell_that_was_cleared_is_cleared_in_its_case(run: Run, tmp_path: Path) -> None:
    saved(run, tmp_path, KIM)
    saved(run, tmp_path, with_cell(KIM, 5, ""))
    assert cases()["김민수"].draft.text("policy.grade") == ""


def test_two_clients_of_one_name_are_two_cases(run: Run, tmp_path: Path) -> None:
    other = ("김민수", "010-9999-9999", "99하9999", *LEE[3:])
    bare = ("김민수", "", "", *changed(c1="2026-05-01")[1:])
    for _ in range(2):
        saved(run, tmp_path, KIM, other, bare)
        assert {*cases()} == {"김민수", "김민수 2026-11-19", "김민수 2026-11-19 (2)"}
    plates = {case.draft.text("client.plate") for case in cases().values()}
    assert plates == {"12가 3456", "99하9999", ""}


def test_a_client_of_one_name_is_never_written_over(run: Run, tmp_path: Path) -> None:
    """If two cases match a row by name alone, neither is overwritten: the row makes a third."""
    first, second = (("김", "", "", *changed(c7=bill)[1:]) for bill in ("100만", "200만"))
    saved(run, tmp_path, first, second)
    saved(run, tmp_path, ("김", "", "", *changed(c7="300만")[1:]))
    bills = {case.draft.text("accident.own_damage") for case in cases().values()}
    assert bills == {"1,000,000", "2,000,000", "3,000,000"}


def test_a_deleted_case_whose_row_was_saved_anew_does_not_come_twice(
    run: Run, tmp_path: Path
) -> None:
    """A deleted case is not restored beside its newer copy; the error names the copy's number."""
    saved(run, tmp_path, KIM, LEE)
    old = cases()["김민수"].number
    run("cases", "delete", str(old))
    saved(run, tmp_path, KIM, LEE)
    new = cases()["김민수"].number
    assert new != old
    run("cases", "renewed", str(new), "--premium", "98만", "--day", "2026-11-20")
    refused = run("cases", "restore", str(old), "--lang", "ko")
    assert (refused.code, refused.out) == (3, "")
    assert f"{old}번을 지운 뒤 같은 사례가 {new}번으로" in refused.err
    assert cases()["김민수"].number == new
    run("cases", "delete", str(new))
    assert run("cases", "restore", str(old)).code == 0
    assert cases()["김민수"].number == old


def test_a_case_that_stands_beside_its_copy_is_restored(run: Run, tmp_path: Path) -> None:
    saved(run, tmp_path, KIM)
    with open_cases() as store:
        copy = store.duplicate(cases()["김민수"].number, "김민수 (2)")
    assert copy is not None
    for one in (copy.number, cases()["김민수"].number):
        run("cases", "delete", str(one))
        assert run("cases", "restore", str(one)).code == 0
    assert len(cases()) == 2


def test_the_same_row_twice_is_one_case(run: Run, tmp_path: Path) -> None:
    """A repeated row makes no second case; another day or another bill makes a case of its own."""
    ran = saved(
        run, tmp_path, KIM, KIM, with_cell(KIM, DAY, "26.11.2"), with_cell(KIM, REPAIR, "1만")
    )
    assert ran.code == 0
    assert {*cases()} == {"김민수", "김민수 2026-11-02", "김민수 2026-11-19"}
    assert len((tmp_path / "messages.txt").read_text("utf-8").split("\n[")) == 3


def test_a_case_of_the_app_is_met_and_nothing_of_it_lost(run: Run, tmp_path: Path) -> None:
    """A row fills what is empty in a case that somebody typed, and changes nothing else in it."""
    saved(run, tmp_path, with_cell(KIM, 5, ""))
    with open_cases() as store:
        (case,) = store.cases()
        store.delete(case.number)
        typed = case.draft.with_value("accident.own_damage", "170만")
        mine = store.save("민수 씨", typed)
    saved(run, tmp_path, KIM)
    (found,) = cases().values()
    assert (found.number, found.name) == (mine.number, "민수 씨")
    assert found.draft.text("policy.grade") == "16"
    assert found.draft.text("accident.own_damage") == "170만"


def test_rows_without_a_name_are_called_by_their_day(run: Run, tmp_path: Path) -> None:
    nobody = ("", "", "", *changed(c7="20만")[1:])
    for _ in range(2):
        assert saved(run, tmp_path, with_cell(KIM, 0, ""), nobody).code == 0
        assert {*cases()} == {"2026-11-19", "2026-11-19 (2)"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_said_in_words(run: Run, tmp_path: Path, language: Language) -> None:
    """The summary names warnings and insurers in words, never by their codes."""
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(csv_bytes((*HEADINGS, "보험사"), (*changed(c2="95"), "삼성화재")))
    assert run("batch", str(source), "-o", str(out), "--summary", "--lang", language).code == 0
    (row,) = read(out.read_bytes())
    assert "--summary" in run("batch", str(source), "-o", "-", "--lang", language).err
    assert "implausible-amount-meant" in row["warnings"]
    meant = {"ko": "혹시 95만 원인가요?", "en": "Did you mean 950,000 won?"}[language]
    assert meant in row["summary"]
    assert "implausible" not in row["summary"]
    name = load_rulebook().insurers["samsung"].versions[-1].terms.name
    assert getattr(name, language) in row["summary"]
    assert "samsung" not in row["summary"]


def test_columns_ask_for_words_and_for_the_message(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.xlsx"
    source.write_bytes(csv_bytes(CLIENTS, KIM))
    asked = ["--columns", "summary,message", "--office", "한빛 대리점", "--lang", "ko"]
    assert run("batch", str(source), "-o", str(out), *asked).code == 0
    headings, row = sheet(out)
    assert headings[-2:] == ["summary", "message"]
    assert str(row[-1]).endswith("한빛 대리점")
    assert str(row[-2]) in " ".join(str(row[-1]).split("\n"))


def test_messages_may_be_a_table_of_names_and_telephones(run: Run, tmp_path: Path) -> None:
    """The zero that a spreadsheet took from the front of a telephone number is put back."""
    source, out = tmp_path / "in.csv", tmp_path / "messages.csv"
    source.write_bytes(csv_bytes(CLIENTS, with_cell(KIM, 1, "1012345678"), LEE))
    assert run("batch", str(source), "--messages", str(out), "--lang", "ko").code == 0
    rows = read(out.read_bytes())
    assert [row["고객 이름"] for row in rows] == ["김민수", "이영희"]
    assert [row["전화번호"] for row in rows] == ["01012345678", "010-2222-3333"]
    assert all(row["메시지"].count("\n") >= 4 for row in rows)
    assert cases() == {}


def test_a_client_stands_in_no_answer(run: Run, tmp_path: Path) -> None:
    """The client's name is in no kept answer, and in no message below its heading."""
    saved(run, tmp_path, KIM)
    number = next(iter(cases().values())).number
    kept = run("cases", "history", str(number), "--json").out
    assert json.loads(kept)
    assert "김민수" not in kept
    said = (tmp_path / "messages.txt").read_text("utf-8").partition("\n")[2]
    assert "김민수" not in said


@pytest.mark.parametrize("name", ["=SUM(A1:A9)", "+82", "a\x1b]52;c;x\x07b", "x" * 500, "ㄱ\nㄴ"])
def test_a_name_does_nothing_wherever_it_comes(run: Run, tmp_path: Path, name: str) -> None:
    for _ in range(2):
        assert saved(run, tmp_path, with_cell(KIM, 0, name)).code == 0
    (case,) = cases().values()
    assert len(case.draft.text("client.name")) <= 200
    said = (tmp_path / "messages.txt").read_text("utf-8")
    assert "\x1b" not in said
    assert said.startswith("[1] ")
    assert run("cases", "list").code == 0


def test_cells_in_the_encoding_of_old_spreadsheets_are_saved(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(csv_bytes(CLIENTS, KIM).decode().encode("cp949"))
    assert run("batch", str(source), "--save").code == 0
    assert [*cases()] == ["김민수"]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_row_in_a_list_of_claims_is_saved_with_them(
    run: Run, tmp_path: Path, processes: str
) -> None:
    source = tmp_path / "in.csv"
    headings = (*CLIENTS, "지난 사고일", "지난 지급보험금")
    before = [[""] * len(headings)] * 10
    source.write_bytes(csv_bytes(headings, *before, (*KIM, "24.5.10", "90만")))
    assert run("batch", str(source), "--save", "--jobs", processes).code == 0
    (case,) = cases().values()
    assert case.draft.claims == ({"day": "2024-05-10", "property_paid": "900,000"},)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--messages", "in/no/such/folder/m.txt"],
        ["--messages", "m.pdf"],
        ["--messages", "out.csv", "-o", "out.csv"],
        ["-o", "-", "--messages", "-"],
        ["--messages", "."],
    ],
    ids=" ".join,
)
def test_wrong_names_of_messages(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_bytes(csv_bytes(CLIENTS, KIM))
    ran = run("batch", "in.csv", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv"}


def test_a_full_disk_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(csv_bytes(CLIENTS, KIM))
    ran = run("batch", str(source), "--messages", "/dev/full")
    assert ran.code == 74
    assert "/dev/full" in ran.err
    assert "Traceback" not in ran.err


def test_a_desk_that_cannot_be_written_is_told_before_anything_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(run, tmp_path, KIM)
    (tmp_path / "messages.txt").unlink()
    monkeypatch.setattr(database, "_opened", refused)
    ran = saved(run, tmp_path, KIM)
    assert ran.code == 74
    assert "쓸 수 없" in ran.err
    assert not (tmp_path / "messages.txt").exists()


def test_a_disk_that_fills_half_way_is_told_with_what_is_saved(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "messages.txt").write_text("as it was", "utf-8")
    save = CaseStore.save

    def full(store: CaseStore, name: str, draft: Draft, **given: Any) -> SavedCase:  # noqa: ANN401 - as is
        if name == "이영희":
            raise StorageError("full", path=store.path, why="")
        return save(store, name, draft, **given)

    with monkeypatch.context() as patch:
        patch.setattr(CaseStore, "save", full)
        ran = saved(run, tmp_path, KIM, LEE)
    assert ran.code == 74
    assert "새로 1건" in ran.err
    assert (tmp_path / "messages.txt").read_text("utf-8") == "as it was"
    assert saved(run, tmp_path, KIM, LEE).code == 0
    assert len(cases()) == 2


def test_what_cannot_be_written_is_called_as_it_was_typed(run: Run, tmp_path: Path) -> None:
    """The error names the file as it was typed, and not the temporary file beside it."""
    source, out = tmp_path / "in.csv", tmp_path / "no" / "out.csv"
    source.write_bytes(csv_bytes(CLIENTS, KIM))
    ran = run("batch", str(source), "-o", str(out))
    assert ran.code == 2
    assert f"“{out}”" in ran.err
    assert ".tmp" not in ran.err


def refused(*_: object) -> NoReturn:
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorcode = sqlite3.SQLITE_READONLY
    raise error


def test_the_same_row_twice_is_one_message(run: Run, tmp_path: Path) -> None:
    """A repeated row brings no second message, and none for a case that is marked as paid back."""
    ran = saved(run, tmp_path, KIM, LEE, KIM)
    said = (tmp_path / "messages.txt").read_text("utf-8")
    heads = [line for line in said.splitlines() if line.startswith("[")]
    assert [head.split()[1] for head in heads] == ["김민수", "이영희"]
    assert "김민수: 똑같은 줄이 앞에 있어" in ran.err
    with open_cases() as store:
        number = next(case.number for case in store.cases() if case.name == "김민수")
        store.progress.mark(number, CaseState.PAID_BACK)
    saved(run, tmp_path, KIM, LEE, KIM)
    assert "김민수" not in (tmp_path / "messages.txt").read_text("utf-8")


def test_three_runs_at_once_make_no_case_twice(tmp_path: Path) -> None:
    """Each run waits for the one before it, and finds the cases that it saved."""
    source = tmp_path / "in.csv"
    rows = [(f"고객 {n}", "", f"{n:02}가{n:04}", *ROW[1:]) for n in range(40)]
    source.write_bytes(csv_bytes(CLIENTS, *rows))
    command = [sys.executable, "-m", "advisor", "batch", str(source), "--save"]
    command += ["--default", "as_of=2026-11-21"]
    running = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]  # noqa: S603 - ours
    assert [one.wait() for one in running] == [0, 0, 0]
    assert len(cases()) == len(rows)


def test_a_run_that_is_killed_can_be_run_again(run: Run, tmp_path: Path) -> None:
    """A killed run leaves the old messages, and the next run finds the cases that it saved."""
    source, messages = tmp_path / "in.csv", tmp_path / "messages.txt"
    rows = [(f"고객 {n}", "", f"{n:02}가{n:04}", *ROW[1:]) for n in range(200)]
    source.write_bytes(csv_bytes(CLIENTS, *rows))
    messages.write_text("as it was", "utf-8")
    command = [sys.executable, "-m", "advisor", "batch", str(source), "--save"]
    command += ["--messages", str(messages), "--default", "as_of=2026-11-21"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as running:  # noqa: S603 - ours
        while not any(half.stat().st_size for half in tmp_path.glob(".messages.txt*")):
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
    assert messages.read_text("utf-8") == "as it was"
    half = len(cases())
    assert 0 < half < len(rows)
    assert saved(run, tmp_path, *rows).code == 0
    assert len(cases()) == len(rows)


@pytest.mark.parametrize(
    "behind", [("deductible",), ("deductible", "message"), ("summary", "message")]
)
def test_columns_of_ones_own_that_are_called_like_ours_are_read_and_travel(
    run: Run, tmp_path: Path, behind: tuple[str, ...]
) -> None:
    """A user's own columns named like ours are read and kept, also in a corrected error file."""
    source, out, errors = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "errors.csv"
    cells = ["50만" if name == "deductible" else "mine" for name in behind]
    wrong = with_cell(KIM, 3, "x")
    source.write_bytes(csv_bytes((*CLIENTS, *behind), (*KIM, *cells), (*wrong, *cells)))
    run("batch", str(source), "-o", str(out), "--errors", str(errors))
    (first, _) = read(out.read_bytes())
    headings = list(first)
    assert headings[: len(CLIENTS) + len(behind)] == [*CLIENTS, *behind]
    mended = errors.read_bytes().replace(b",x,", f",{KIM[3]},".encode())
    source.write_bytes(mended)
    assert run("batch", str(source), "-o", str(out)).code == 0
    (again,) = csv.reader(out.read_text("utf-8-sig").splitlines()[1:])
    assert again[: len(KIM) + len(cells)] == [*KIM, *cells]
    if "deductible" in behind:
        assert again[len(CLIENTS) + len(behind) + ANSWER_COLUMNS.index("deductible")] == "500000"


def test_an_injury_of_which_nobody_knows_is_no_injury_less(run: Run, tmp_path: Path) -> None:
    """For a cell 모름 the answer says that it assumes no injury; the saved case has “unknown”."""
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    row = tuple("충돌" if cell == "기둥" else cell for cell in KIM)
    headings = (*CLIENTS, "accident.injury_grade", "accident.fault")
    source.write_bytes(csv_bytes(headings, (*row, "모름", "0.8"), (*row, "", "0.8")))
    assert run("batch", str(source), "-o", str(out), "--save").code == 0
    unknown, nobody = read(out.read_bytes())
    assert "accident.injury_grade" in unknown["assumed"]
    assert "accident.injury_grade" not in nobody["assumed"]
    grades = {case.draft.text("accident.injury_grade") for case in cases().values()}
    assert grades == {"unknown", ""}
