"""`advisor retention` and `advisor decide --expected`: later accidents in both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from advisor.explain.width import width
from advisor.report.answer.answer_schema import schema_text

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

SCHEMA = json.loads(schema_text())
VIEW = Draft202012Validator({**SCHEMA["$defs"]["expected"], "$defs": SCHEMA["$defs"]})

SAYS = {
    "en": ("Counting later accidents, claim from 1,510,000 won.", "1,512,316 won"),
    "ko": ("앞으로 날 사고까지 셈하면 151만 원부터 보험 처리가 유리합니다.", "1,512,316원"),
}


@pytest.mark.parametrize("language", SAYS)
def test_the_sample_in_words(run: Run, language: str) -> None:
    code, out, err = run("retention", "--sample", "--lang", language)
    first, switch = SAYS[language]
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == first
    assert switch in out
    assert all(width(line) <= 80 for line in out.splitlines())


def test_the_sample_for_programs(run: Run) -> None:
    found = json.loads(run("retention", "--sample", "--json").out)
    assert found["schema_version"] == 1
    assert (found["recommended"], found["margin"]) == ("claim", 182_200)
    assert found["moments"][0]["break_even"] == [
        {"from": 0, "to": 1_512_315, "best": "self-pay"},
        {"from": 1_512_316, "to": 4_000_000, "best": "claim"},
    ]
    assert found["refund"]["by"] == "2027-03-01"
    VIEW.validate(found)


def test_a_rate_and_losses_of_ones_own(run: Run, tmp_path: Path, case_path: Path) -> None:
    losses = tmp_path / "losses.txt"
    losses.write_text("# what I had\n230만\n1,200,000 won\n\n", "utf-8-sig")
    arguments = ("retention", str(case_path), "--losses", str(losses), "--json")
    found = json.loads(run(*arguments, "--accident-rate", "5%").out)
    assert (found["accident_rate"], found["losses"], found["mean_loss"]) == ("0.05", 2, 1_750_000)
    assert found["assumed"] == ["discount_rate"]
    text = run(*arguments[:-1]).out
    assert "2 losses" in text


def test_a_case_from_standard_input(run: Run, case_path: Path) -> None:
    code, out, _ = run("retention", "-", stdin=case_path.read_bytes())
    assert code == 0
    assert out.startswith("Counting later accidents")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--sample"),
        (("--sample", "--accident-rate", "often"), "“often”"),
        (("--sample", "--accident-rate", "4"), "“4”"),
        (("--sample", "--accident-rate", "-1"), "“-1”"),
        (("--sample", "--losses", "nowhere.txt"), "nowhere.txt"),
        (("nowhere.toml",), "nowhere.toml"),
    ],
)
def test_wrong_usage_says_what_is_right(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run("retention", *arguments)
    assert (code, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(("text", "says"), [("많이\n", "Line 1"), ("0\n", "no amount")])
def test_a_list_without_losses(run: Run, tmp_path: Path, text: str, says: str) -> None:
    losses = tmp_path / "losses.txt"
    losses.write_text(text, "utf-8")
    code, out, err = run("retention", "--sample", "--losses", str(losses))
    assert (code, out) == (2, "")
    assert says in err


def test_problems_of_a_case_are_told_as_everywhere(run: Run, case_path: Path) -> None:
    case_path.write_text(case_path.read_text("utf-8").replace("820_000", "-1"), "utf-8")
    code, out, err = run("retention", str(case_path), "--json")
    assert code == 3
    assert "policy.premium" in err
    assert json.loads(out)["problems"][0]["path"] == "policy.premium"


def test_years_without_an_outlook_have_their_own_code(run: Run, case_path: Path) -> None:
    old = case_path.read_text("utf-8").replace("2026", "2012")
    case_path.write_text(old, "utf-8")
    code, out, err = run("retention", str(case_path))
    assert (code, out) == (4, "")
    assert "kr.outlook" in err


@pytest.mark.parametrize("language", SAYS)
def test_a_decision_with_the_view_of_later_accidents(run: Run, language: str) -> None:
    plain = run("decide", "--sample", "--lang", language).out
    with_view = run("decide", "--sample", "--expected", "--lang", language).out
    assert SAYS[language][0] not in plain
    assert SAYS[language][0] in with_view
    assert set(plain.splitlines()) <= set(with_view.splitlines())


def test_the_answer_has_a_key_for_it(run: Run) -> None:
    plain = json.loads(run("decide", "--sample", "--json").out)
    with_view = json.loads(run("decide", "--sample", "--expected", "--json").out)
    view = with_view.pop("expected")
    assert with_view == plain
    assert view["basis"] == ["kr.outlook@2017-01-01"]
    Draft202012Validator(SCHEMA).validate({**with_view, "expected": view})
