"""`advisor injury`: what the payment standard pays, asked by flags."""

from __future__ import annotations

import json

import pytest

from advisor.cli.main import run
from advisor.explain.texts import LANGUAGES, Language
from advisor.explain.width import width
from advisor.intake.injury import INJURY_FIELDS

SLIGHT = ["--on", "2001.9.1", "--grade", "12급", "--visits", "10회", "--days-off", "3일"]
SLIGHT += ["--income", "150만", "--occupation", "직장인"]

ALL = {
    "death": ["--on", "2001-09-01", "--grade", "사망", "--age", "35세", "--income", "150만",
              "--spouse", "--parents", "2", "--children", "13명"],
    "death-today": ["--death", "--age", "70", "--occupation", "무직", "--spouse"],
    "death-unknown": ["--death"],
    "graver": ["--on", "2003-1-1", "--grade", "1", "--hospital-days", "30", "--treatment",
               "2천만", "--ward-extra", "5만", "--ward", "full", "--meals-given", "10만",
               "--loss", "20%", "--keeps-income", "--income", "200만", "--age", "40"],
    "by-doctor": ["--grade", "3", "--hospital-days", "3", "--ward-extra", "5만", "--ward",
                  "의사", "--occupation", "주부"],
    "total": ["--loss", "100", "--care-days", "100", "--day-wage", "10만", "--siblings", "1",
              "--parents-in-law", "2", "--occupation", "housework", "--work-months", "100"],
    "real": ["--visits", "2", "--days-off", "9", "--income", "300만", "--actual-loss", "10만",
             "--ward-extra", "1만", "--hospital-days", "2", "--treatment", "20만"],
    "limits": [],
}  # fmt: skip


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert run(["injury", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_flags_are_read_as_people_type_them(capsys: pytest.CaptureFixture[str]) -> None:
    """80,000 for grade 12, 80 % of three days' income (120,000), and ten visits at 5,000 each."""
    found = answered(capsys, *SLIGHT)
    assert (found["schema_version"], found["on"]) == (1, "2001-09-01")
    assert found["total"] == 80_000 + 120_000 + 50_000
    standards = found["standards"]
    assert isinstance(standards, list)
    assert standards[0]["in_force_from"] == "2001-08-01"


def test_every_sum_names_its_rule_and_the_rule_its_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in ALL.values():
        found = answered(capsys, *arguments)
        lines, rules = found["lines"], found["rules"]
        assert isinstance(lines, list)
        assert isinstance(rules, list)
        assert bool(lines) == bool(arguments), "without a payment there are only the limits"
        sources = {f"{rule['id']}@{rule['in_force_from']}": rule["sources"] for rule in rules}
        assert all(sources[ref] for line in lines for ref in line["basis"])
        assert found["total"] == sum(line["amount"] for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", ALL.values(), ids=list(ALL))
def test_the_answer_for_people(
    arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["injury", *arguments, "--lang", language]) == 0
    out = capsys.readouterr().out
    assert "{" not in out
    assert max(map(width, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "day", "unknown"),
    [
        ("en", "in force since 2001-08-01", "we do not know of it"),
        ("ko", "2001-08-01부터 시행된", "확인하지 못했습니다"),
    ],
)
def test_it_says_of_which_day_the_standard_is(
    language: str, day: str, unknown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer states since when its standard applies, and that later revisions are not known."""
    assert run(["injury", *SLIGHT, "--lang", language]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert day in out
    assert unknown in out


def test_the_help_fits_and_names_each_flag(capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        assert run(["injury", "--help", "--lang", language]) == 0
        out = capsys.readouterr().out
        assert max(map(width, out.splitlines())) <= 80
        assert [field.flag for field in INJURY_FIELDS if f"--{field.flag}" not in out] == []


def test_a_day_before_the_standard_is_exit_4(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["injury", "--on", "2001-07-31", "--grade", "12"]) == 4
    assert "kr.injury_standard" in capsys.readouterr().err
    assert run(["injury", "--on", "2001-07-31"]) == 0


def test_all_problems_are_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--grade", "12", "--death", "--loss", "120%", "--age", "old", "--ward", "vip"]
    arguments += ["--occupation", "none", "--income", "100만", "--care-days", "3"]
    assert run(["injury", *arguments, "--json"]) == 3
    captured = capsys.readouterr()
    found = json.loads(captured.out)["problems"]
    assert [(one["path"], one["code"]) for one in found] == [
        ("age", "unreadable-whole"),
        ("ward", "not-choice"),
        ("grade", "grade-with-death"),
        ("income", "income-without-work"),
        ("loss", "rate-out-of-range"),
        ("care_days", "care-needs-total-loss"),
    ]
    assert all(one["rule"] and one["instead"] for one in found)
    assert "--care-days" in captured.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", ALL.values(), ids=ALL)
def test_rules_are_named_by_their_titles(
    arguments: list[str], language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["injury", *arguments, "--lang", language]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "kr." not in last
    assert "@" not in last


def test_a_limit_is_said_to_be_that_of_the_gravest_grade(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The limit shown is that of grade 1; the one for a sprain (grade 12) is much lower."""
    assert run(["injury", "--grade", "12", "--on", "2026-11-28", "--lang", "ko"]) == 0
    assert "1급이면 30,000,000원" in capsys.readouterr().out
    assert run(["injury", "--death", "--age", "40", "--on", "2026-11-28", "--lang", "ko"]) == 0
    assert "1급" not in capsys.readouterr().out
