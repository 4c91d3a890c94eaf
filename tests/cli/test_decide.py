"""`advisor decide`: the answer on standard output, notes on standard error, fixed exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time
from jsonschema import Draft202012Validator

from advisor.intake.case.fields import FLAGS
from advisor.intake.sample import sample_text
from advisor.report.answer.answer_schema import schema_text

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

VALIDATOR = Draft202012Validator(json.loads(schema_text()))


def test_the_sample_is_answered(run: Run) -> None:
    code, out, err = run("decide", "--sample")
    assert (code, err) == (0, "")
    assert out.startswith("Claim: about 240,000 won cheaper ")


def test_the_language_can_be_asked_for(run: Run) -> None:
    assert run("decide", "--sample", "--lang", "ko").out.startswith("보험으로 처리하세요. ")
    assert run("--lang=ko", "decide", "--sample").out.startswith("보험으로 처리하세요. ")


def test_the_environment_names_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert "물어볼 것" in run("decide", "--sample").out
    monkeypatch.setenv("ADVISOR_LANG", "en")
    assert "Ask" in run("decide", "--sample").out


STOLEN = ("--kind", "theft", "--own-damage", "1500만", "--sum-insured", "1200만")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("photograph", "estimate", "epair", "cash price", "renewal quote")),
        ("ko", ("찍", "견적", "수리", "현금", "사고를 넣으면")),
    ],
)
def test_nothing_of_a_repair_is_said_of_a_stolen_car(
    run: Run, language: str, words: tuple[str, ...]
) -> None:
    said = run("decide", "--sample", "--cash-repair", "", *STOLEN, "--full", "--lang", language).out
    assert [word for word in words if word in said] == []


@pytest.mark.parametrize("words", ["보행자", "사람을 침", "hit a person"])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "“wall, pole, thing”"), ("ko", "‘벽·기둥·물체’")]
)
def test_who_hit_a_person_is_told_which_kind_that_is(
    run: Run, words: str, language: str, said: str
) -> None:
    code, _, err = run("decide", "--sample", "--kind", words, "--lang", language)
    assert code == 3
    assert said in err
    assert "injury_grade" in err


@pytest.mark.parametrize("kind", ["flood", "wear"])
@pytest.mark.parametrize(("language", "said"), [("en", "What moves"), ("ko", "가장 크게 움직이는")])
def test_what_moves_nothing_is_not_said_to_move_most(
    run: Run, kind: str, language: str, said: str
) -> None:
    assert said not in run("decide", "--sample", "--kind", kind, "--full", "--lang", language).out


def test_flags_are_read_as_they_are_seen(run: Run) -> None:
    """Values copied from a messenger or a spreadsheet may hold unseen signs or end in `.0`."""
    seen = run("decide", "--sample", "--own-damage", "1,900,000", "--grade", "15", "--json")
    copied = ("--own-damage", "\u200b1,900,000.00\u200e", "--grade", "15.0\ufeff")
    assert run("decide", "--sample", *copied, "--json") == seen


def test_json_is_the_answer_and_nothing_else(run: Run) -> None:
    code, out, err = run("decide", "--sample", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["margin"] == 238_910


def test_a_file_and_standard_input_are_the_same(run: Run, case_path: Path) -> None:
    from_file = run("decide", str(case_path), "--json")
    piped = run("decide", "-", "--json", stdin=case_path.read_bytes())
    assert from_file.code == 0
    assert piped == from_file


def test_flags_are_laid_over_a_file(run: Run, case_path: Path) -> None:
    answer = json.loads(
        run("decide", str(case_path), "--own-damage", "230만", "--threshold", "100만", "--json").out
    )
    assert answer["payout"]["own_damage"] == 1_840_000
    assert answer["threshold"]["crossed"] is True


@pytest.mark.parametrize("typed", [("--day", "2026-11-25"), ("--claim", "2026-11-25:90만")])
def test_a_later_day_over_the_sample_is_advised_on_today(run: Run, typed: tuple[str, str]) -> None:
    with freeze_time("2026-11-26", tick=True):
        assert json.loads(run("decide", "--sample", *typed, "--json").out)["as_of"] == "2026-11-26"
        stated = run("decide", "--sample", *typed, "--as-of", "2026-11-21")
    assert stated.code == 3
    assert json.loads(run("decide", "--sample", "--json").out)["as_of"] == "2026-11-21"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_file_keeps_its_day_of_advice_and_how_to_move_it_is_said(
    run: Run, case_path: Path, language: str
) -> None:
    with freeze_time("2026-11-26", tick=True):
        later = ("decide", str(case_path), "--day", "2026-11-22", "--lang", language)
        code, out, err = run(*later)
        assert (code, out) == (3, "")
        assert "--as-of" in err
        assert run(*later, "--as-of", "2026-11-22").code == 0


def test_flags_make_a_case_by_themselves(run: Run, case_path: Path) -> None:
    flags = (
        "--as-of=2026-11-21 --start=2026-03-02 --premium=82만 --grade=16 --day=26.11.19 "
        "--kind=object --own-damage-cover --own-damage=180만"
    )
    by_flags = run("decide", *flags.split(), "--json")
    assert by_flags == run("decide", str(case_path), "--json")


def test_past_claims_are_added(run: Run, case_path: Path) -> None:
    claim = ("--claim", "2024-05-10:90만", "--claim", "2025-01-02:300000:fault=0.3")
    answer = json.loads(run("decide", str(case_path), *claim, "--json").out)
    assert answer["options"][0]["path"][0]["accidents_3y"] == 2


def test_violations_are_added(run: Run, case_path: Path) -> None:
    def premiums(*more: str) -> list[int]:
        answer = json.loads(run("decide", str(case_path), *more, "--json").out)
        return [year["premium"] for year in answer["options"][0]["path"]]

    clean = premiums()
    drunk = premiums("--violation", "2026-03-20:drunk", "--violation", "2026-04-01:음주")
    assert drunk[0] == clean[0]
    assert abs(drunk[1] - clean[1] * 1.2) < 20


def test_a_violation_that_is_no_kind_is_a_problem(run: Run) -> None:
    code, _, err = run("decide", "--sample", "--violation", "2026-03-20:singing")
    assert code == 3
    assert "hit-and-run" in err


def test_a_switch_has_its_opposite(run: Run, case_path: Path) -> None:
    answer = json.loads(run("decide", str(case_path), "--no-single-vehicle", "--json").out)
    assert answer["verdict"] == "not-covered"


def test_an_empty_flag_takes_its_key_out(run: Run, case_path: Path) -> None:
    answer = json.loads(run("decide", str(case_path), "--grade", "", "--json").out)
    assert "policy.grade" in {one["path"] for one in answer["assumed"]}


def test_every_problem_is_told_at_once(run: Run, case_path: Path) -> None:
    code, out, err = run("decide", str(case_path), "--grade", "40", "--premium", "much")
    assert (code, out) == (3, "")
    assert "--premium = much" in err
    assert "--grade = 40" in err


def test_problems_are_json_for_programs_too(run: Run, case_path: Path) -> None:
    code, out, err = run("decide", str(case_path), "--grade", "40", "--json")
    document = json.loads(out)
    VALIDATOR.validate(document)
    assert code == 3
    assert [problem["path"] for problem in document["problems"]] == ["policy.grade"]
    assert "--grade = 40" in err


@pytest.mark.parametrize(
    "content", [b"format = ", b"\xff\xfe\x00", b"\x00" * 50, b"a=" + b"[" * 9999, b""]
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_whatever_is_no_case_is_a_problem(run: Run, content: bytes, language: str) -> None:
    code, out, err = run("decide", "-", "--lang", language, stdin=content)
    assert (code, out) == (3, "")
    assert len(err.splitlines()) > 2


def test_a_missing_file_is_wrong_usage(run: Run) -> None:
    code, out, err = run("decide", "no-such-case.toml", "--json")
    assert (code, out) == (2, "")
    assert err == "There is no file “no-such-case.toml”.\n"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", ["decide", "report", "message", "compare", "choose"])
def test_what_is_neither_a_file_nor_a_saved_case_is_told_as_that(run: Run, command: str) -> None:
    """A number is hardly meant as a file, so the error speaks of saved cases as well."""
    code, out, err = run(command, "99", *(("-o", "-") if command == "report" else ()))
    assert (code, out) == (2, "")
    assert err == "There is neither a file nor a saved case “99”. “advisor cases list” shows all.\n"


@pytest.mark.parametrize("command", ["decide", "compare", "choose", "report", "message"])
def test_what_may_stand_in_the_place_of_a_case_is_told_as_it_is(run: Run, command: str) -> None:
    """`report` and `message` take no case in flags, so their error does not propose any."""
    code, _, err = run(command, *(("-o", "x.md") if command == "report" else ()))
    assert code == 2
    assert "saved case" in err
    assert ("--premium" in err) == (command not in {"report", "message"})


def test_a_folder_is_no_case(run: Run, tmp_path: Path) -> None:
    assert run("decide", str(tmp_path)).code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("decide",), "Name a case file"),
        (("decide", "--sample", "case.toml"), "not both"),
        (("decide", "--sampel"), "--sample"),
        (("decide",), "saved case"),
        (("decide", "--sample", "--premium"), "--premium needs a value.\n"),
        (("decide", "--sample=yes"), "--sample takes no value.\n"),
        (("cases", "renewed", "1"), "missing: --premium.\n"),
        (("cases", "renewed"), "missing: CASE.\n"),
        (("decide", "--sample", "--lang", "fr"), "ko, en"),
        (("decide", "a", "b"), "decide --help"),
    ],
)
def test_wrong_usage_says_what_is_right(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_a_day_without_rules_has_its_own_code(run: Run, case_path: Path) -> None:
    code, out, err = run(
        "decide", str(case_path), "--start=1985-03-02", "--day=1985-04-01", "--as-of=1985-05-01"
    )
    assert (code, out) == (4, "")
    assert "1985" in err


@pytest.mark.parametrize("language", ["ko", "en"])
def test_help_names_every_flag(run: Run, language: str) -> None:
    code, out, err = run("decide", "--help", "--lang", language)
    assert (code, err) == (0, "")
    words = {word.removeprefix("--").removeprefix("[no-]") for word in out.split()}
    assert [name for name in FLAGS if name not in words] == []
    assert "--claim" in out


def test_a_key_of_an_older_file_is_left_out_with_a_word(run: Run, tmp_path: Path) -> None:
    """A key of an older format is ignored with a note, even if its value is out of bounds."""
    case = tmp_path / "old.toml"
    case.write_text(sample_text() + "\nlong_renewals = 99\n", encoding="utf-8")
    found = run("decide", str(case), "--lang", "en", "--json")
    assert found.code == 0
    assert found.out == run("decide", "--sample", "--json").out
    assert "assumptions.long_renewals" in found.err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("yes", "An option such as --own-injury takes no value"),
        ("90만", "A value with blanks in it goes into quotes"),
        ("12", "There is neither a file nor a saved case"),
        ("Kim", "There is neither a file nor a saved case"),
    ],
)
def test_a_value_that_is_taken_for_a_case_is_told_from_a_name(
    run: Run, word: str, said: str
) -> None:
    code, out, err = run("decide", "--own-injury", word, "--lang", "en")
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())
