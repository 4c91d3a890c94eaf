"""`advisor cases`: saved cases on the command line, with names shown and exported as they are."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time

from advisor.cases import open_cases
from advisor.cli.main import run
from advisor.explain.width import width
from advisor.intake.case.draft import Draft
from advisor.intake.sample import sample_text
from advisor.storage.case_files import CaseFile, read_case_file

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import CaptureFixture, MonkeyPatch  # noqa: PT013 - types only

NAMES = [
    "<script>alert(1)</script>", "[red]x[/red]", '=HYPERLINK("x")', "two\nlines",
    "🚗 김철수 " * 20, "한글", "\x1b[2Jclear",
]  # fmt: skip


pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "범퍼.toml"
    path.write_text(sample_text(), "utf-8")
    return path


def listed(capsys: CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["cases", "list", "--json", *arguments]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["cases"]
    return found


def test_a_file_is_imported_under_its_own_name(sample: Path, capsys: CaptureFixture[str]) -> None:
    assert run(["cases", "import", str(sample)]) == 0
    assert capsys.readouterr().out == "1\n"
    (case,) = listed(capsys)
    assert (case["number"], case["name"], case["accident_day"]) == (1, "범퍼", "2026-11-19")


def test_what_is_left_out_of_an_older_file_is_said_once(
    tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    """It is not in the saved case, so nothing could tell it later."""
    old = tmp_path / "old.toml"
    old.write_text(sample_text() + "\nlong_renewals = 10\n", "utf-8")
    assert run(["cases", "import", str(old), "--lang", "en"]) == 0
    assert "assumptions.long_renewals of an older file is no longer" in capsys.readouterr().err
    assert run(["decide", "1"]) == 0
    assert "long_renewals" not in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_a_name_goes_out_and_comes_back_as_it_is(
    name: str, sample: Path, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(sample), "--name", name]) == 0
    out = tmp_path / "out.toml"
    assert run(["cases", "export", "1", "-o", str(out)]) == 0
    found = read_case_file(out.read_bytes())
    assert isinstance(found, CaseFile)
    assert found.name == name
    assert run(["cases", "delete", "1"]) == 0
    assert run(["cases", "import", str(out)]) == 0
    assert [case["name"] for case in listed(capsys)] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_one_line_a_case_and_steers_no_terminal(
    name: str, sample: Path, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(sample), "--name", name]) == 0
    capsys.readouterr()
    assert run(["cases", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert max(map(width, lines)) <= 80
    assert "\x1b" not in "".join(lines)


def test_show_gives_the_answer_that_decide_gives(sample: Path, capsys: CaptureFixture[str]) -> None:
    assert run(["cases", "import", str(sample)]) == 0
    assert run(["decide", "--sample", "--json"]) == 0
    decided = capsys.readouterr().out.split("\n", 1)[1]
    assert run(["cases", "show", "범퍼", "--json"]) == 0
    assert capsys.readouterr().out == decided
    assert run(["cases", "show", "1"]) == 0
    assert capsys.readouterr().out.startswith("1  범퍼\n")


def test_a_deleted_case_can_be_restored(sample: Path, capsys: CaptureFixture[str]) -> None:
    assert run(["cases", "import", str(sample)]) == 0
    assert run(["cases", "delete", "범퍼"]) == 0
    assert "restore 1" in capsys.readouterr().err
    assert listed(capsys) == []
    assert [case["name"] for case in listed(capsys, "--deleted")] == ["범퍼"]
    assert run(["cases", "delete", "1"]) == 2
    assert run(["cases", "restore", "2", "--lang", "en"]) == 2
    assert "no deleted case “2”" in capsys.readouterr().err
    assert run(["cases", "restore", "1"]) == 0
    assert run(["cases", "restore", "1", "--lang", "en"]) == 2
    assert "cases list --deleted" in capsys.readouterr().err
    assert [case["name"] for case in listed(capsys, "--search", "범")] == ["범퍼"]


def test_a_name_that_several_have_needs_the_number(
    sample: Path, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(sample)]) == 0
    sample.write_text(sample_text().replace("1_800_000", "1_900_000"), "utf-8")
    assert run(["cases", "import", str(sample)]) == 0
    assert run(["cases", "show", "범퍼"]) == 2
    assert "1 (2026-11-19), 2 (2026-11-19)" in capsys.readouterr().err


KIM = """
[client]
name = "김민수"
plate = "{plate}"
"""


@pytest.mark.parametrize(
    "command",
    [
        ["message"],
        ["decide"],
        ["cases", "show"],
        ["cases", "history"],
        ["cases", "mark", "claimed"],
        ["cases", "renewed", "--premium", "90만"],
    ],
)
def test_a_case_is_found_by_its_client_and_asked_for_where_two_have_a_name(
    tmp_path: Path, capsys: CaptureFixture[str], command: list[str]
) -> None:
    """If two clients have the same name, every command asks which case is meant.

    It asks even though one case is called by the name alone, and the other by name and day.
    """
    for name, plate in (("김민수", "12가3456"), ("김민수 2026-11-19", "22사3333")):
        path = tmp_path / f"{name}.toml"
        path.write_text(sample_text() + KIM.format(plate=plate), "utf-8")
        assert run(["cases", "import", str(path)]) == 0
    capsys.readouterr()
    words = (
        [*command[:2], "김민수", *command[2:]] if command[0] == "cases" else [*command, "김민수"]
    )
    assert run(words) == 2
    err = capsys.readouterr().err
    assert "1 (12가3456" in err
    assert "2 (22사3333" in err
    assert run(["cases", "delete", "1"]) == 0
    assert run(["message", "김민수"]) == 0


def test_a_case_is_shown_in_full(sample: Path, capsys: CaptureFixture[str]) -> None:
    assert run(["cases", "import", str(sample)]) == 0
    capsys.readouterr()
    assert run(["cases", "show", "1"]) == 0
    short = capsys.readouterr().out
    assert run(["cases", "show", "1", "--full"]) == 0
    full = capsys.readouterr().out
    assert run(["decide", "1", "--full"]) == 0
    assert len(full.splitlines()) > len(short.splitlines())
    assert full.endswith(capsys.readouterr().out)


def test_usage_is_said(sample: Path, capsys: CaptureFixture[str]) -> None:
    assert run(["cases", "show", "7"]) == 2
    assert run(["cases", "import"]) == 2
    assert run(["cases", "import", str(sample), str(sample), "--name", "x"]) == 2
    assert run(["cases", "import", "nowhere.toml"]) == 2
    assert "nowhere.toml" in capsys.readouterr().err
    assert listed(capsys) == []


def test_a_case_with_problems_is_not_imported(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("format = 1\n[policy]\nstarrt = 2026-03-02\n", "utf-8")
    assert run(["cases", "import", str(path), "--lang", "en"]) == 3
    err = capsys.readouterr().err
    assert "bad.toml\n5 problems to fix; nothing was saved." in err
    assert "policy.starrt" in err
    assert listed(capsys) == []


def test_a_half_filled_case_says_what_is_missing(capsys: CaptureFixture[str]) -> None:
    with open_cases() as store:
        store.save("half", Draft({"policy.premium": "비싸다"}))
    assert run(["cases", "show", "half", "--json"]) == 3
    paths = [problem["path"] for problem in json.loads(capsys.readouterr().out)["problems"]]
    assert "policy.premium" in paths
    assert run(["cases", "export", "half", "--lang", "en"]) == 0
    caught = capsys.readouterr()
    assert "worked out" not in caught.err
    assert 'premium = "비싸다"' in caught.out
    assert "policy.premium = 비싸다" in caught.err


@pytest.mark.parametrize(
    ("language", "said"), [("en", "cannot be written"), ("ko", "쓸 수 없습니다")]
)
def test_a_link_that_leads_to_itself_is_not_exported_into(
    home: Path, sample: Path, language: str, said: str, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(sample)]) == 0
    link = home.with_name("loop.toml")
    link.symlink_to(link)
    assert run(["cases", "export", "1", "-o", str(link), "--lang", language]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert link.is_symlink()


def test_a_damaged_store_is_said_and_the_list_is_empty(
    home: Path, capsys: CaptureFixture[str]
) -> None:
    home.mkdir()
    (home / "advisor.db").write_bytes(b"broken")
    assert run(["cases", "list"]) == 0
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "advisor.db.damaged-1" in caught.err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 case was brought over from its copy advisor.db.bak-last"),
        ("ko", "사본 advisor.db.bak-last에서 사례 1개를 살려"),
    ],
)
def test_a_store_that_is_gone_comes_back_and_no_import_costs_a_case(
    home: Path, sample: Path, language: str, said: str, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(sample), "--name", "고객 가"]) == 0
    (home / "advisor.db").unlink()
    capsys.readouterr()
    assert run(["cases", "import", str(sample), "--name", "고객 나", "--lang", language]) == 0
    assert said in " ".join(capsys.readouterr().err.split())
    (home / "advisor.db").write_bytes(b"")
    assert run(["cases", "list"]) == 0
    listed = capsys.readouterr().out
    assert "고객 가" in listed
    assert "고객 나" in listed


def test_a_store_of_a_newer_program_is_refused(
    home: Path, sample: Path, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(sample)]) == 0
    with closing(sqlite3.connect(home / "advisor.db")) as database:
        database.execute("PRAGMA user_version = 99")
    assert run(["cases", "list", "--lang", "ko"]) == 74
    assert "99" in capsys.readouterr().err


def test_a_home_that_cannot_be_written_is_said(
    tmp_path: Path, sample: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "file" / "home"))
    assert run(["cases", "list"]) == 74
    assert run(["cases", "import", str(sample)]) == 74
    assert capsys.readouterr().err.count("file/home/advisor.db") == 2


def test_what_can_be_read_but_not_written_is_listed(
    home: Path, sample: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(sample)]) == 0

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("advisor.storage.database.os.open", refused)
    (case,) = listed(capsys)
    assert case["name"] == "범퍼"
    assert home.is_dir()


def test_repair_bills_are_whole_won_however_they_were_typed(capsys: CaptureFixture[str]) -> None:
    with open_cases() as store:
        for bill in ("950,000", "250만", "100만~200만~250만", "비싸다", ""):
            store.save("x", Draft({"accident.own_damage": bill}))
    bills = [case["own_damage"] for case in listed(capsys)]
    assert bills == [None, None, 2_000_000, 2_500_000, 950_000]
    assert run(["cases", "list"]) == 0
    out = capsys.readouterr().out
    assert "2,500,000" in out
    assert "250만" not in out
    assert "비싸다" in out


DECOMPOSED = unicodedata.normalize("NFD", "김민수 12가3456")


def test_a_name_typed_in_another_form_of_hangul_is_found(
    tmp_path: Path, case_path: Path, capsys: CaptureFixture[str]
) -> None:
    path = tmp_path / f"{DECOMPOSED}.toml"
    path.write_text(case_path.read_text("utf-8"), "utf-8")
    assert run(["cases", "import", str(path)]) == 0
    capsys.readouterr()
    with open_cases() as store:
        assert store.cases()[0].name == "김민수 12가3456"
    for typed in ("김민수 12가3456", DECOMPOSED, " 김민수 12가3456"):
        assert run(["cases", "show", typed]) == 0
    assert run(["cases", "list", "--search", DECOMPOSED[:5]]) == 0
    assert "12가3456" in capsys.readouterr().out


def test_a_file_that_comes_twice_makes_one_case(
    case_path: Path, capsys: CaptureFixture[str]
) -> None:
    assert run(["cases", "import", str(case_path), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "1\n"
    assert run(["cases", "import", str(case_path), "--lang", "en"]) == 0
    caught = capsys.readouterr()
    assert (caught.out, "already" in caught.err) == ("1\n", True)
    case_path.write_text(case_path.read_text("utf-8").replace("820_000", "830_000"), "utf-8")
    assert run(["cases", "import", str(case_path), "--lang", "en"]) == 0
    caught = capsys.readouterr()
    assert caught.out == "2\n"
    assert "of this name before: 1" in caught.err


def test_what_went_out_half_filled_comes_back(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    draft = Draft({"policy.premium": "비싸다"})
    with open_cases() as store:
        store.save("half", draft)
    path = tmp_path / "half.toml"
    assert run(["cases", "export", "half", "-o", str(path)]) == 0
    assert run(["cases", "delete", "half"]) == 0
    assert run(["cases", "import", str(path), "--lang", "en"]) == 0
    caught = capsys.readouterr()
    assert "half-filled" in caught.err
    with open_cases() as store:
        assert store.cases()[0].draft.text("policy.premium") == "비싸다"


def test_what_was_advised_stays_readable_after_the_policy_year(
    case_path: Path, capsys: CaptureFixture[str]
) -> None:
    day = "as_of = 2026-11-21\n"
    case_path.write_text(case_path.read_text("utf-8").replace(day, ""), "utf-8")
    with freeze_time("2026-11-22"):
        assert run(["cases", "import", str(case_path), "--lang", "en"]) == 0
        assert run(["cases", "show", "1", "--json"]) == 0
        given = json.loads(capsys.readouterr().out.partition("\n")[2])
    with freeze_time("2027-06-01"):
        assert run(["cases", "show", "1", "--lang", "en"]) == 3
        caught = capsys.readouterr()
        assert "As advised on Sun 22 November 2026" in caught.out
        assert "as_of" in caught.err
        assert run(["cases", "show", "1", "--as-advised", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == given
        assert f"{given['options'][1]['total']:,} won" in caught.out


def test_a_case_without_an_answer_says_so(capsys: CaptureFixture[str]) -> None:
    with open_cases() as store:
        store.save("a", Draft())
    assert run(["cases", "show", "a", "--as-advised", "--lang", "en"]) == 3
    assert capsys.readouterr().err == "1  a\nNo answer was kept with this case.\n"


def test_a_damaged_row_is_named_and_the_others_are_listed(
    home: Path, capsys: CaptureFixture[str]
) -> None:
    with open_cases() as store:
        store.save("고객 가", Draft())
        store.save("고객 나", Draft())
    (home / "advisor.db.bak-last").unlink()
    with closing(sqlite3.connect(home / "advisor.db")) as database:
        database.execute("UPDATE saved_case SET draft = '{' WHERE number = 1")
        database.commit()
    assert run(["cases", "list", "--lang", "en"]) == 0
    caught = capsys.readouterr()
    assert "고객 나" in caught.out
    assert "Case 1 “고객 가” is damaged" in caught.err
    assert run(["doctor", "--lang", "en"]) == 0
    assert "고객 가" in capsys.readouterr().out
