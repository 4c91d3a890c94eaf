"""Several saved cases at once on the command line: a command applies to all of them or to none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from freezegun import freeze_time

from advisor.cases import open_cases
from advisor.cli.main import run
from advisor.explain.texts import LANGUAGES
from advisor.intake.case.draft import Draft
from advisor.intake.sample import sample_text
from advisor.storage.records import CaseState

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import CaptureFixture  # noqa: PT013 - types only

    from advisor.storage.store import CaseStore

TODAY = "2026-11-22"
NAMES = ("김민수", "Lee Jane", "박영희")


@pytest.fixture(autouse=True)
def cases(home: Path, capsys: CaptureFixture[str]) -> None:
    """Save the sample once for each client, as the cases 1, 2 and 3."""
    for name in NAMES:
        path = home.parent / f"{name}.toml"
        path.write_text(f'{sample_text()}\n[client]\nname = "{name}"\n', "utf-8")
        assert done("import", str(path)) == 0
    capsys.readouterr()


def done(*arguments: str) -> int:
    return on_that_day("cases", *arguments)


def on_that_day(*arguments: str) -> int:
    with freeze_time(TODAY):
        return run([*arguments])


def here() -> list[int]:
    with open_cases() as store:
        return sorted(case.number for case in store.cases())


def states() -> list[CaseState]:
    with open_cases() as store:
        return [store.progress.of(number).state for number in (1, 2, 3)]


def test_several_are_deleted_and_restored(capsys: CaptureFixture[str]) -> None:
    assert done("delete", "3", "김민수", "3", "--lang", "en") == 0
    assert here() == [2]
    assert capsys.readouterr().err.splitlines() == [
        "Deleted 3: 박영희", "Deleted 1: 김민수", "To undo: advisor cases restore 3 1",
    ]  # fmt: skip
    assert done("restore", "3", "1") == 0
    assert here() == [1, 2, 3]


def test_what_was_deleted_at_once_comes_back_at_once(capsys: CaptureFixture[str]) -> None:
    """`restore` needs no numbers: it brings back the cases that were last deleted together."""
    assert done("restore", "--lang", "en") == 0
    assert capsys.readouterr().err == "There are no deleted cases.\n"
    assert done("delete", "2") == 0
    assert done("delete", "3", "1") == 0
    capsys.readouterr()
    assert done("restore", "--lang", "en") == 0
    assert here() == [1, 3]
    assert capsys.readouterr().err.splitlines() == ["Restored 1: 김민수", "Restored 3: 박영희"]
    assert done("restore") == 0
    assert here() == [1, 2, 3]


@pytest.mark.parametrize(
    "arguments",
    [
        ("delete", "1", "9", "nobody"),
        ("mark", "1", "9", "archived"),
        ("export", "1", "9", "-o", "x"),
    ],
)
def test_where_one_is_not_there_none_is_done(
    arguments: tuple[str, ...], tmp_path: Path, capsys: CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert done(*arguments, "--lang", "en") == 2
    said = capsys.readouterr().err
    assert "There is no saved case “9”" in said
    assert ("“nobody”" in said) == ("nobody" in arguments), "all that are missing are named"
    assert (here(), states()) == ([1, 2, 3], [CaseState.OPEN] * 3)
    assert not (tmp_path / "x").exists()


def test_of_several_restored_one_that_was_saved_anew_stays_deleted(
    tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    assert done("delete", "1", "2") == 0
    assert done("import", str(tmp_path / "김민수.toml")) == 0
    assert done("restore", "1", "2", "--lang", "en") == 5
    assert here() == [2, 3, 4]
    assert (
        "1 has been saved again since it was deleted, and is there as 4" in capsys.readouterr().err
    )
    assert done("restore", "1") == 3


def test_what_became_of_several_is_noted(capsys: CaptureFixture[str]) -> None:
    assert done("mark", "1", "Lee Jane", "claimed", "--lang", "en") == 0
    assert states() == [CaseState.CLAIMED, CaseState.CLAIMED, CaseState.OPEN]
    said = capsys.readouterr().err
    assert [line for line in ("1 김민수: noted", "2 Lee Jane: noted") if line not in said] == []
    assert done("mark", "1", "2", "claimed", "--paid", "210만", "--lang", "en") == 2
    assert "--paid goes with one case" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [(("1",), "Say what became of it"), (("claimed",), "Name the case before its state"),
     (("1", "2"), "There is no state “2”")],
)  # fmt: skip
def test_what_is_missing_of_a_mark_is_said(
    typed: tuple[str, ...], said: str, capsys: CaptureFixture[str]
) -> None:
    assert done("mark", *typed, "--lang", "en") == 2
    assert said in capsys.readouterr().err
    assert states() == [CaseState.OPEN] * 3


def test_the_renewal_of_each_is_forgotten_where_they_are_open_again(
    capsys: CaptureFixture[str],
) -> None:
    """Opening a renewed case forgets its renewal; an archived one keeps it, as in the app."""
    with freeze_time("2027-03-05"):
        for number in ("1", "2"):
            assert run(["cases", "renewed", number, "--premium", "98만"]) == 0
        assert run(["cases", "mark", "2", "archived"]) == 0
        assert run(["cases", "mark", "1", "2", "open", "--lang", "en"]) == 0
    said = capsys.readouterr().err
    assert "Removed: the premium of 980,000 won" in said
    assert "2 Lee Jane: no longer archived; it is renewed, as before" in said
    with open_cases() as store:
        assert [one.number for one in store.progress.renewals()] == [2]


def test_several_are_exported_into_a_folder(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    assert done("export", "1", "3", "--lang", "en") == 2
    assert "2 cases need a folder: add -o FOLDER" in capsys.readouterr().err
    assert done("export", "1", "3", "-o", str(folder)) == 0
    assert sorted(file.name for file in folder.iterdir()) == ["1 김민수.toml", "3 박영희.toml"]
    assert done("export", "2", "-o", str(folder)) == 0
    assert (folder / "2 Lee Jane.toml").is_file(), "one case goes into a folder, too"
    assert done("export", "1", "2", "-o", str(tmp_path / "no" / "folder")) == 2


def test_where_one_of_several_cannot_be_written_none_is(
    tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    """If one case cannot be written, none is, because half an export looks like a whole one."""
    folder = tmp_path / "out"
    (folder / "3 박영희.toml").mkdir(parents=True)
    (folder / "1 김민수.toml").write_text("old", "utf-8")
    assert done("export", "1", "2", "3", "-o", str(folder), "--lang", "en") == 2
    assert "3 박영희.toml" in capsys.readouterr().err, "what is in the way is named"
    assert sorted(one.name for one in folder.iterdir()) == ["1 김민수.toml", "3 박영희.toml"]
    assert (folder / "1 김민수.toml").read_text("utf-8") == "old"
    (folder / "3 박영희.toml").rmdir()
    assert done("export", "1", "2", "3", "-o", str(folder)) == 0
    assert len([*folder.iterdir()]) == len(NAMES), "and nothing else is left there"


def test_several_are_shown_each_below_its_name(capsys: CaptureFixture[str]) -> None:
    assert done("show", "3", "--lang", "en") == 0
    one = capsys.readouterr().out
    assert done("show", "3", "김민수", "--lang", "en") == 0
    both = capsys.readouterr().out
    assert both == f"{one}\n{one.replace('3  박영희', '1  김민수')}"
    assert done("show", "3", "1", "--json", "--lang", "en") == 2
    assert "--json goes with one case" in capsys.readouterr().err


def test_one_that_cannot_be_answered_is_named_among_those_that_are_shown(
    capsys: CaptureFixture[str],
) -> None:
    with open_cases() as store:
        store.save("half", Draft({"policy.premium": "82만"}))
        old = store.case(1)
        assert old is not None
        days = {"policy.start": "1990-03-02", "accident.day": "1990-11-19"}
        store.save("old", evolve(old.draft, values={**old.draft.values, **days}, claims=()))
    assert done("show", "4", "5", "2", "--lang", "en") == 5
    found = capsys.readouterr()
    assert found.out.count("Claim:") == 1
    assert [name for name in ("4  half", "5  old") if name not in found.err] == []
    assert done("show", "4", "--as-advised", "--lang", "en") == 3
    assert capsys.readouterr().err == "4  half\nNo answer was kept with this case.\n"


def test_the_answers_given_with_several_stand_below_each_other(
    capsys: CaptureFixture[str],
) -> None:
    assert done("history", "2", "1", "--lang", "en") == 0
    blocks = capsys.readouterr().out.split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == ["2  Lee Jane", "1  김민수"]
    for option in (("--json",), ("--answer", "1")):
        assert done("history", "2", "1", *option, "--lang", "en") == 2
        assert f"{option[0]} goes with one case; there are 2." in capsys.readouterr().err


@pytest.mark.parametrize("premium", ["82", "45_000_000"])
def test_an_amount_that_looks_wrong_is_asked_of_the_broker_and_of_no_client(
    premium: str, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    """A case with a doubtful amount gets no message, alone or among others; the broker is told."""
    path = tmp_path / "doubt.toml"
    path.write_text(sample_text().replace("premium = 820_000", f"premium = {premium}"), "utf-8")
    assert on_that_day("message", str(path), "--lang", "en") == 3
    found = capsys.readouterr()
    assert found.out == ""
    assert "Premium:" in found.err
    assert "Put it right in the case, then the message can be sent." in found.err
    assert on_that_day("message", str(path), "1", "--lang", "en") == 5
    found = capsys.readouterr()
    assert found.out.startswith("[1] 김민수")
    assert f"No message for {path}." in found.err


def test_a_day_of_before_the_rules_stops_no_other_message(capsys: CaptureFixture[str]) -> None:
    with open_cases() as store:
        old = store.case(1)
        assert old is not None
        days = {"policy.start": "1990-03-02", "accident.day": "1990-11-19"}
        store.save("old", evolve(old.draft, values={**old.draft.values, **days}, claims=()))
    assert on_that_day("message", "4", "2", "--lang", "en") == 5
    found = capsys.readouterr()
    assert found.out.startswith("[2] Lee Jane")
    assert "No message for 4." in found.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_messages_to_several_stand_below_each_other(
    language: str, capsys: CaptureFixture[str]
) -> None:
    assert on_that_day("message", "3", "1", "--lang", language) == 0
    both = capsys.readouterr().out
    blocks = both.split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == ["[3] 박영희", "[1] 김민수"]
    assert on_that_day("message", "1", "--lang", language) == 0
    assert blocks[1].partition("\n")[2] == capsys.readouterr().out


def test_who_gets_no_message_is_named_and_the_others_get_theirs(
    tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    assert done("mark", "2", "paid-back") == 0
    half = tmp_path / "half.toml"
    half.write_text("format = 1\n", "utf-8")
    capsys.readouterr()
    assert on_that_day("message", "1", "2", str(half), "--lang", "en") == 5
    found = capsys.readouterr()
    assert found.out.startswith("[1] 김민수\n")
    assert "2 Lee Jane: paid back already" in found.err
    assert f"No message for {half}" in found.err
    assert on_that_day("message", "2", str(half)) == 3


def test_a_transaction_in_another_is_a_part_of_it() -> None:
    """If a transaction fails, the transactions inside it are undone with it."""

    def half(store: CaseStore) -> None:
        with store.transaction():
            store.delete(1)
            store.progress.note_renewal(2, date(2027, 3, 2), 980_000)
            raise ZeroDivisionError

    with open_cases() as store:
        with pytest.raises(ZeroDivisionError):
            half(store)
        assert len(store.cases()) == len(NAMES)
        assert store.progress.renewals() == ()
