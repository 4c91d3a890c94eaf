"""A case stated by options, alone or over a file, for commands other than `decide`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from advisor.cases import open_cases
from advisor.explain.texts import LANGUAGES
from advisor.intake.case.draft import Draft
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

POLICY = (
    "--as-of", "2026-11-21", "--start", "2026-03-02", "--premium", "82만", "--grade", "16",
    "--own-damage-cover",
)  # fmt: skip
SCRAPE = ("--day", "2026-11-19", "--kind", "object", "--own-damage", "90만")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", ["decide", "compare", "message", "choose"])
def test_all_that_cannot_be_read_of_a_saved_case_is_told(run: Run, command: str) -> None:
    texts = {"policy.start": "26.13.45", "policy.premium": "much", "accident.day": "a Friday"}
    with open_cases() as store:
        store.save("kim", Draft({**texts, "accident.kind": "object"}))
    code, out, err = run(command, "kim", "--lang", "en")
    assert (code, out) == (3, "")
    assert [f"{path} = {text}" in err for path, text in texts.items()] == [True] * 3


def test_options_stand_in_the_place_of_a_case(run: Run) -> None:
    found = json.loads(
        run("compare", *POLICY, *SCRAPE, "--set", "accident.own_damage=190만", "--json").out
    )
    ran = run("decide", *POLICY, *SCRAPE, "--json")
    assert found["base"] == json.loads(ran.out)
    assert len(found["variants"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_variants_without_an_accident_say_what_to_do(run: Run, language: str) -> None:
    code, out, err = run("compare", *POLICY, "--set", "policy.premium=80만", "--lang", language)
    assert (code, out) == (2, "")
    for words in ("--day", "--insurers", "advisor choose"):
        assert words in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_without_an_accident_is_told_what_answers_it(
    run: Run, tmp_path: Path, language: str
) -> None:
    """Every command that decides proposes `advisor choose`, unless an accident is half stated."""
    case = tmp_path / "policy.toml"
    case.write_text(
        "format = 1\nas_of = 2026-11-21\n[policy]\nstart = 2026-03-02\npremium = 820_000\n", "utf-8"
    )
    report = ("report", str(case), "-o", str(tmp_path / "report.html"))
    for asked in (("decide", str(case)), ("decide", *POLICY), ("message", str(case)), report):
        code, out, err = run(*asked, "--lang", language)
        assert (code, out) == (3, "")
        assert "advisor choose" in err
        assert "--paid" not in err
    claimed = run("decide", *POLICY, "--claim", "2026-05-10:90만", "--lang", language).err
    assert "advisor choose" in claimed
    assert "--paid" in claimed
    for told in (("--kind", "object"), ("--own-damage", "90만")):
        assert "advisor choose" not in run("decide", *POLICY, *told, "--lang", language).err


@pytest.mark.parametrize("command", ["decide", "compare", "choose", "retention"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_without_a_case_shows_one_that_can_be_copied(
    run: Run, command: str, language: str
) -> None:
    code, out, err = run(command, "--lang", language)
    assert (code, out) == (2, "")
    words = next(line.split() for line in err.splitlines() if line.startswith("  "))
    assert words[:2] == ["advisor", command]
    assert run(*words[1:], "--lang", language)[::2] == (0, "")


def test_a_problem_of_an_option_is_said_by_its_name(run: Run) -> None:
    code, _, err = run("compare", *POLICY, *SCRAPE[:4], "--own-damage", "90x", "--lang", "en")
    assert code == 3
    assert "--own-damage = 90x" in err


@pytest.mark.parametrize(
    ("laid", "first"),
    [
        (("--start", "2024-03-02"), "--start = 2024-03-02"),
        (("--start", "2024-03-02", "--as-of", "2026-11-20"), "--as-of = 2026-11-20"),
        (("--as-of", "2024-11-20"), "--as-of = 2024-11-20"),
    ],
)
def test_a_year_that_does_not_hold_is_told_at_what_was_typed(
    run: Run, tmp_path: Path, laid: tuple[str, ...], first: str
) -> None:
    """The problem names the option that was typed, because the file states no day of the advice."""
    path = tmp_path / "case.toml"
    rest = sample_text().partition("[policy]")[2]
    path.write_text(f"format = 1\n[policy]{rest}", "utf-8")
    code, _, err = run("decide", str(path), *laid, "--lang", "en")
    assert code == 3
    assert first in err
    assert "\nas_of" not in err


@pytest.mark.parametrize("command", ["retention", "choose", "compare"])
def test_options_are_laid_over_a_file(run: Run, tmp_path: Path, command: str) -> None:
    case = tmp_path / "case.toml"
    text = """format = 1
as_of = 2026-11-21
[policy]
start = 2026-03-02
premium = 820_000
grade = GRADE
own_damage = {}
[accident]
day = 2026-11-19
kind = "object"
own_damage = 900_000
"""
    found = []
    for grade, more in (("11", ("--grade", "16")), ("16", ())):
        case.write_text(text.replace("GRADE", grade), "utf-8")
        found.append(run(command, str(case), *more, "--json"))
    assert found[0] == found[1]
    assert found[0].code == 0
