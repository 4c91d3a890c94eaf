"""`advisor premium`: a bill of 2001 from flags or from a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from advisor.cli.main import run
from advisor.explain.width import width
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from pathlib import Path

ACCIDENT = "2001-02-01:70만:injury=9:own-injury"
FLAGS = ["--rules-of", "2001-09-01", "--base", "30만", "--percentage", "100"]

FILE = """
rules_of = 2001-09-01
base = 300_000
percentage = 100
car_value = 8_000_000
own_damage_rate = 0.02
model_year = 1998
riders = ["family"]
causes = ["special-act-or-unlicensed"]

[[claim]]
day = 2001-02-01
property_paid = 700_000
injury_grade = 9
own_injury = true

[[violation]]
day = 2000-08-01
kind = "unlicensed"
"""


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert run(["premium", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_guides_example(capsys: pytest.CaptureFixture[str]) -> None:
    """In the guide's example, 4 points raise 100 % to 140 %."""
    found = answered(capsys, *FLAGS, "--claim", ACCIDENT)
    assert (found["points"], found["percentage"], found["special"]) == ("4", 140, "0.2")
    assert found["total"] == 480_000


def test_flags_are_laid_over_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "bill.toml"
    file.write_text(FILE, encoding="utf-8")
    found = answered(capsys, str(file))
    # (300,000 + 8,000,000 × 2 % × 1.20) × 0.65 × 1.10 × (1.40 + 0.20)
    assert found["total"] == 562_840
    other = answered(capsys, str(file), "--owner", "company", "--rider", "from-age-26")
    assert other["percentage"] == 170
    # 492,000 × 0.65 × 0.70 × 1.10 × (1.70 + 0.20)
    assert other["total"] == 467_860


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_bill_for_people(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        *FLAGS,
        "--car-value",
        "800만",
        "--own-damage-rate",
        "2%",
        "--sum-insured",
        "600만",
    ]
    arguments += [
        "--rider",
        "family",
        "--parts",
        "3",
        "--special",
        "B1",
        "--insured-since",
        "2001-1-1",
    ]
    arguments += ["--violation", "2000-08-01:drunk", "--claim", ACCIDENT, "--cause", "crime"]
    assert run(["premium", *arguments, "--lang", language]) == 0
    out = capsys.readouterr().out
    assert "140%" in out
    assert "kr.percentage_ladder@2001-01-01" in out
    assert max(map(width, out.splitlines())) <= 80


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_note_has_its_words(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    later = FLAGS[:4]
    for more in ([], ["--percentage", "60"], ["--percentage", "60", "--claim", "2001-2-1:1000"]):
        assert run(["premium", *later, *more, "--lang", language]) == 0
    signals = ["--violation", "2000-8-1:signal-centre-line-speeding"]
    assert run(["premium", *FLAGS, *signals, "--lang", language]) == 0
    assert run(["premium", *FLAGS, *signals, *signals, "--lang", language]) == 0
    assert "{" not in capsys.readouterr().out


def test_the_help_fits_and_names_each_flag(capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("ko", "en"):
        assert run(["premium", "--help", "--lang", language]) == 0
        out = capsys.readouterr().out
        assert max(map(width, out.splitlines())) <= 80
        for flag in ("--rules-of", "--sum-insured", "--consecutive", "--special", "--violation"):
            assert flag in out


def test_a_year_without_percentages_is_exit_4(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["premium", "--rules-of", "2006-01-01", "--base", "30만"]) == 4
    assert "kr.percentage_ladder" in capsys.readouterr().err


def test_nothing_asked_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["premium"]) == 2
    assert run(["premium", "nowhere.toml"]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def problems(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str]]:
    assert run(["premium", *arguments, "--json"]) == 3
    found = json.loads(capsys.readouterr().out)["problems"]
    assert all(one["rule"] and one["instead"] for one in found)
    return [(one["path"], one["code"]) for one in found]


def test_all_problems_are_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    flags = ["--rules-of", "2001-09-01", "--base", "30만", "--percentage", "43", "--parts", "9"]
    flags += [
        "--rider",
        "pets",
        "--cause",
        "boredom",
        "--special",
        "Z9",
        "--violation",
        "2001-1-1:x",
    ]
    flags += ["--claim", "2002-01-01:1000", "--insured-since", "2002-01-01"]
    flags += ["--own-damage-rate", "2%"]
    assert problems(capsys, *flags) == [
        ("car_value", "own-damage-incomplete"),
        ("insured_since", "after-rules-of"),
        ("percentage", "percentage-not-on-ladder"),
        ("parts", "parts-not-offered"),
        ("riders", "not-choice"),
        ("causes", "not-choice"),
        ("special", "not-choice"),
        ("claim[0].day", "after-rules-of"),
        ("violation[0].kind", "not-choice"),
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["--rider", "from-age-21", "--rider", "from-age-26"], [("riders", "riders-collide")]),
        (["--rider", "family", "--rider", "family"], [("riders", "riders-collide")]),
        (
            ["--car-value", "500만", "--own-damage-rate", "2%", "--sum-insured", "299만"],
            [("sum_insured", "insured-too-low")],
        ),
        (["--parts", "many"], [("parts", "unreadable-whole")]),
        (["--violation", "someday:drunk"], [("violation[0].day", "unreadable-day")]),
        (["--claim", "2001-01-01:lots"], [("claim[0].property_paid", "unreadable-amount")]),
    ],
)
def test_a_problem_by_itself(
    more: list[str], expected: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    found = problems(capsys, *FLAGS, *more)
    assert [one for one in found if one[1] != "missing"] == expected


def test_a_problem_names_the_flag_that_it_came_from(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A problem names the flag or the key that has to be corrected, and speaks of no case."""
    assert run(["premium", "--rules-of", "someday", "--lang", "en"]) == 3
    told = capsys.readouterr().err
    assert "--rules-of = someday" in told
    assert "--base\n" in told
    assert "case" not in told
    file = tmp_path / "bill.toml"
    file.write_text("rules_of = 2001-09-01\nbase = 0", "utf-8")
    assert run(["premium", str(file), "--percentage", "x", "--lang", "en"]) == 3
    told = capsys.readouterr().err
    assert "\nbase = 0" in told
    assert "--percentage = x" in told


@pytest.mark.usefixtures("home")
def test_a_saved_case_is_no_premium(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text(sample_text(), "utf-8")
    assert run(["cases", "import", str(case), "--name", "kim"]) == 0
    assert run(["premium", "kim", "--lang", "en"]) == 2
    assert "There is no file “kim”." in capsys.readouterr().err


def test_a_file_is_read_strictly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "bill.toml"
    file.write_text(
        'base = "30"\nqqq = 1\nriders = "family"\nclaim = 1\nviolation = [{ day = 1 }]', "utf-8"
    )
    assert problems(capsys, str(file)) == [
        ("rules_of", "missing"),
        ("base", "not-won"),
        ("riders", "not-codes"),
        ("claim", "not-tables"),
        ("violation[0].day", "not-day"),
        ("violation[0].kind", "missing"),
        ("qqq", "no-such-key"),
    ]
    file.write_text("= 1", "utf-8")
    assert problems(capsys, str(file)) == [("", "broken-toml")]
