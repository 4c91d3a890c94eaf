"""`advisor rules check`: a user's own rule file is read before use, and every problem is listed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from source_tree import PACKAGE

from advisor.explain.texts import LANGUAGES, Texts
from advisor.rules.locate import policies_folder

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

BROKEN = """
id = "kr.insurer.house"
kind = "insurer"
governed_by = "policy"
title = { ko = "우리 회사", en = "House" }
[[version]]
in_force_from = "2020-01-01"
checked_on = 2026-11-20
confidence = "B"
[version.terms]
name = { ko = "우리 회사", en = "House" }
grade_tabel = "mg-2024"
[[version.source]]
title = "Nothing is said of what stands there"
retrieved = 2026-11-20
"""


def whole(text: str = BROKEN) -> str:
    """Return the text with every wrong line corrected."""
    for wrong, right in (
        ('"policy"', '"policy-start"'),
        ('"2020-01-01"', "2020-01-01"),
        ("grade_tabel", "grade_table"),
        ("retrieved", 'quote = "so it is"\nretrieved'),
    ):
        text = text.replace(wrong, right)
    return text


@pytest.fixture
def file(home: Path) -> Path:
    return home.with_name("house.toml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_is_shown_as_the_file_has_it(run: Run, file: Path, language: str) -> None:
    """A value is shown as TOML, which its author knows, and not as Python."""
    wrong = whole().replace('"so it is"', '{ko = "x", en = [true, 1]}').replace('"B"', "false")
    file.write_text(wrong, "utf-8")
    ran = run("rules", "check", str(file), "--lang", language)
    said = " ".join(f"{ran.out} {ran.err}".split())
    assert '{ ko = "x", en = [true, 1] }' in said
    assert "false" in said
    assert "False" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_told_with_what_to_write_instead(
    run: Run, file: Path, language: str
) -> None:
    file.write_text(BROKEN, "utf-8")
    code, out, err = run("rules", "check", str(file), "--lang", language)
    assert (code, err) == (3, "")
    found = json.loads(run("rules", "check", str(file), "--json", "--lang", language).out)
    assert [(one["path"], one["code"]) for one in found["problems"]] == [
        ("governed_by", "not-a-choice"),
        ("version[0].in_force_from", "not-a-day"),
        ("version[0].terms.grade_tabel", "unknown-key"),
        ("version[0].source[0]", "needs-quote-or-states"),
    ]
    for problem in found["problems"]:
        assert all(problem[part] in out for part in ("path", "rule", "instead"))


def test_a_mistyped_kind_is_told_with_those_near_it_and_with_all_else(run: Run, file: Path) -> None:
    """A mistyped kind hides only problems of its terms; all others are listed in the same run."""
    text = whole().replace('kind = "insurer"', 'kind = "insurers"')
    assert text != whole()
    file.write_text(re.sub(r"checked_on *= .*", "", text), "utf-8")
    found = json.loads(run("rules", "check", str(file), "--json").out)["problems"]
    told = {one["path"]: one["instead"] for one in found}
    assert set(told) == {"kind", "version[0].checked_on"}
    assert told["kind"].endswith(" insurer")


def test_a_kind_that_is_missing_is_told_once(run: Run, file: Path) -> None:
    file.write_text("version = []\n", "utf-8")
    found = json.loads(run("rules", "check", str(file), "--json").out)
    about_kind = [one["code"] for one in found["problems"] if one["path"] == "kind"]
    assert about_kind == ["missing"]


def test_a_whole_file_says_where_to_put_it_and_is_in_force_there(run: Run, file: Path) -> None:
    file.write_text(whole(), "utf-8")
    found = json.loads(run("rules", "check", str(file), "--json").out)
    assert (found["problems"], found["in_place"]) == ([], False)
    place = file.parent / "home" / "policies" / "kr" / "insurers" / "house.toml"
    assert found["place"] == str(place)
    assert str(place) in run("rules", "check", str(file)).out
    place.parent.mkdir(parents=True)
    place.write_bytes(file.read_bytes())
    assert json.loads(run("rules", "check", str(place), "--json").out)["in_place"]
    shown = run("rules", "show", "kr.insurer.house", "--lang", "en")
    assert "your own rule" in shown.out
    (version,) = json.loads(run("rules", "show", "kr.insurer.house", "--json").out)["versions"]
    assert version["own"] is True
    assert "House (your own)" in run("rules", "list", "--lang", "en").out


def test_a_table_that_nobody_knows_is_told_with_those_there_are(run: Run, file: Path) -> None:
    file.write_text(whole().replace('"mg-2024"', '"mg-2042"'), "utf-8")
    code, out, _ = run("rules", "check", str(file), "--lang", "en")
    assert code == 3
    assert "mg-2042" in out
    assert "bohum24, " in out


def test_a_name_that_cannot_be_typed_is_told_with_one_that_can(run: Run, file: Path) -> None:
    """An insurer's code is its file's name, so it must be one that a case can state: `my-house`."""
    odd = file.with_name("My House.toml")
    odd.write_text(whole(), "utf-8")
    found = json.loads(run("rules", "check", str(odd), "--json").out)
    assert [one["code"] for one in found["problems"]] == ["not-a-plain-name"]
    assert found["problems"][0]["facts"]["expected"] == "my-house"


def test_no_such_file_is_said_in_one_line(run: Run, file: Path) -> None:
    code, out, err = run("rules", "check", str(file))
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_every_rule_that_ships_passes(run: Run) -> None:
    files = sorted((policies_folder() / "kr").rglob("*.toml"))
    assert policies_folder() / "kr" / "deductible.toml" in files
    for file in files:
        assert run("rules", "check", str(file)).code == 0, file


REPORTED = re.compile(
    r"""(?:report\(\s*(?:f?"[^"]*"|[a-z_.+ ]+),|yield [^,]+,|Problem\([^,]+, [^,]+,)"""
    r"""\s*"([a-z'-]+)\""""
)
NAMED = re.compile(r'"(not-an?-[a-z-]+)"')


def codes() -> set[str]:
    """Return the problem codes in the source, whether reported in place or kept under a name."""
    rooms = (PACKAGE / "rules", PACKAGE / "domain" / "terms", PACKAGE / "toml")
    files = [file for room in rooms for file in room.glob("*.py")]
    texts = [file.read_text("utf-8") for file in files]
    return {code for text in texts for rule in (REPORTED, NAMED) for code in rule.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_of_a_rule_file_has_its_words(language: str) -> None:
    """Every code has a text; without one, the author of the mistake would see a traceback."""
    texts = Texts(language)  # type: ignore[arg-type]  # the parameter is one of them
    worded = {code.split(".")[1] for code in texts.codes("flaw")}
    assert codes() - worded == set()
    assert {"not-toml", "missing", "not-complete", "not-a-plain-name", "not-a-day"} <= codes()
