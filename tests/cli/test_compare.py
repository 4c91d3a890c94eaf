"""`advisor compare`: the case and its variants, each answered as if it stood alone."""

from __future__ import annotations

import json
from shlex import split
from typing import TYPE_CHECKING, Any

import pytest

from advisor.cli.main import run
from advisor.explain.texts import LANGUAGES
from advisor.explain.width import width
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import CaptureFixture, MonkeyPatch  # noqa: PT013 - types only

CLAIM_MOVED = "claim[0]=;claim=2026-03-02:1000000"


def compared(capsys: CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    assert run(["compare", "--sample", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def decided(capsys: CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    assert run(["decide", "--sample", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_base_and_variant_are_the_answers_that_decide_gives(capsys: CaptureFixture[str]) -> None:
    found = compared(capsys, "--set", "policy.surcharge_threshold=1000000")
    assert list(found) == ["schema_version", "base", "variants"]
    assert found["schema_version"] == 2
    assert found["base"] == decided(capsys)
    (variant,) = found["variants"]
    assert variant["set"] == {"policy.surcharge_threshold": 1_000_000}
    assert variant["answer"] == decided(capsys, "--threshold", "1000000")


def test_several_keys_in_one_set_are_one_variant(capsys: CaptureFixture[str]) -> None:
    text = "policy.surcharge_threshold=100만; policy.premium=800000"
    (variant,) = compared(capsys, "--set", text)["variants"]
    assert variant["set"] == {"policy.surcharge_threshold": 1_000_000, "policy.premium": 800_000}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("policy.surcharge_threshold=1000000", True),
        ("policy.surcharge_threshold=1000000;policy.premium=800000", False),
        ("policy.surcharge_threshold=2000000", False),
        ("policy.own_damage.deductible.rate=0.3", True),
        ("policy.own_damage.single_vehicle=no", True),
        ("policy.own_damage=no", True),
        ("accident.own_damage=230만", False),
        ("claim[0]=", True),
        ("claim=2026-03-02:900000", False),
    ],
)
def test_a_change_of_what_is_rated_is_marked_unless_it_brings_its_premium(
    text: str, marked: bool, capsys: CaptureFixture[str]  # noqa: FBT001 - a parameter of the test
) -> None:  # fmt: skip
    (variant,) = compared(capsys, "--set", text)["variants"]
    assert variant["premium_unchanged"] is marked


def test_past_claims_are_added_and_taken_out(capsys: CaptureFixture[str]) -> None:
    """Without the claim of 2024 but with one of 2026, this year counts none, the next two one."""
    (variant,) = compared(capsys, "--set", CLAIM_MOVED)["variants"]
    years = variant["answer"]["options"][0]["path"]
    assert [year["accidents_3y"] for year in years[:3]] == [0, 1, 1]
    assert variant["set"] == {"claim[0]": None, "claim": "2026-03-02:1000000"}


def test_an_empty_value_takes_its_key_out(capsys: CaptureFixture[str]) -> None:
    (variant,) = compared(capsys, "--set", "policy.grade=")["variants"]
    assert variant["set"] == {"policy.grade": None}
    assert {entry["path"] for entry in variant["answer"]["assumed"]} == {"policy.grade"}


def test_without_set_the_usual_questions_are_answered(capsys: CaptureFixture[str]) -> None:
    paths = [set(variant["set"]) for variant in compared(capsys)["variants"]]
    assert {"policy.own_damage.single_vehicle"} in paths
    assert {"claim"} in paths
    assert {"accident.own_damage", "accident.cash_repair"} in paths
    assert {"accident.day", "as_of"} in paths


@pytest.mark.parametrize("text", ["3", "=3", "", ";", "policy.grade=1;policy.grade=2"])
def test_what_is_no_setting_is_wrong_usage(text: str, capsys: CaptureFixture[str]) -> None:
    assert run(["compare", "--sample", "--set", text]) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "--set" in caught.err


def test_a_case_is_named_once(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    assert run(["compare"]) == 2
    assert run(["compare", "--sample", str(tmp_path / "case.toml")]) == 2
    assert run(["compare", str(tmp_path / "nowhere.toml")]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_problems_of_a_variant_are_all_said_with_its_name(capsys: CaptureFixture[str]) -> None:
    text = "policy.gradee=3;accident.kind=meteor"
    assert run(["compare", "--sample", "--json", "--set", text]) == 3
    caught = capsys.readouterr()
    found = json.loads(caught.out)["problems"]
    assert {problem["path"] for problem in found} == {"policy.gradee", "accident.kind"}
    assert caught.err.startswith("--set ")


def test_a_day_without_rules_ends_as_everywhere(
    tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    case = tmp_path / "case.toml"
    case.write_text(sample_text().replace("2026-", "1996-").replace("2024-", "1994-"), "utf-8")
    assert run(["compare", str(case)]) == 4
    assert run(["compare", str(case), "--set", "policy.grade=3"]) == 4
    assert "1996" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("cells", [60, 80, 100])
@pytest.mark.parametrize("sets", [(), ("policy.surcharge_threshold=50만", CLAIM_MOVED) * 3])
def test_no_line_is_wider_than_its_room(
    language: str, cells: int, sets: tuple[str, ...],
    capsys: CaptureFixture[str], monkeypatch: MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("advisor.cli.output.cells", lambda: cells)
    arguments = [part for text in sets for part in ("--set", text)]
    assert run(["compare", "--sample", "--lang", language, *arguments]) == 0
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= cells
    assert "{" not in out


def test_no_amount_is_broken(capsys: CaptureFixture[str]) -> None:
    """The columns are as wide as their longest amount, up to the largest that is accepted."""
    arguments = ["compare", "--sample", "--set", "policy.premium=9조;accident.own_damage=9조"]
    assert run([*arguments, "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert run([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["variants"][0]
    for option in found["answer"]["options"]:
        if option["available"] and option["option"] in {"self-pay", "claim", "claim-refund"}:
            assert f" {option['total']:,}\n" in shown
    assert f" {found['outlay_change']:+,}\n" in shown


def test_only_rows_that_differ_are_marked_and_differences_are_in_won(
    capsys: CaptureFixture[str],
) -> None:
    arguments = ["compare", "--sample", "--lang", "en", "--set", "accident.own_damage=230만"]
    assert run(arguments) == 0
    rows = capsys.readouterr().out.splitlines()
    deductible = next(index for index, row in enumerate(rows) if row.startswith("* Deductible"))
    assert rows[deductible].split()[-2:] == ["360,000", "460,000"]
    assert rows[deductible + 1].strip() == "+100,000"
    assert any(row.startswith("  Threshold crossed") for row in rows)


def test_a_key_may_be_called_by_its_flag(capsys: CaptureFixture[str]) -> None:
    (variant,) = compared(capsys, "--set", "deductible-rate=30%; --threshold=50만")["variants"]
    assert variant["set"] == {
        "policy.own_damage.deductible.rate": "0.3",
        "policy.surcharge_threshold": 500_000,
    }


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("기준금액=100만", "threshold=100만"),
        ("할증기준금액=100만;올해 보험료=81만", "threshold=100만;premium=81만"),
        ("단독사고=없음", "single-vehicle=no"),
        ("수리비=230만", "own-damage=230만"),
        ("자기부담금=30%", "deductible-rate=30"),
        (
            "deductible=30%(30~100만)",
            "deductible-rate=30;deductible-minimum=30만;deductible-maximum=100만",
        ),
        ("policy.own_damage.deductible=30만", "deductible-fixed=30만"),
    ],
)
def test_a_key_may_be_called_as_an_offer_and_a_table_call_it(
    typed: str, same: str, capsys: CaptureFixture[str]
) -> None:
    found = compared(capsys, "--set", typed, "--set", same)["variants"]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "typed", ["만기일=2026-05-01", "지난 사고일=2026-05-01", "자기부담금=많이"]
)
def test_a_word_that_is_no_key_by_itself_is_a_problem(typed: str) -> None:
    assert run(["compare", "--sample", "--set", typed]) == 3


def test_a_typed_amount_is_written_out(capsys: CaptureFixture[str]) -> None:
    assert run(["compare", "--sample", "--lang", "en", "--set", "threshold=50만"]) == 0
    assert "A: Surcharge threshold 500,000 won" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("fault=0.5;kind=collision", "A: Own fault 50%, Kind of accident: a collision"),
        ("deductible-rate=30", "A: Deductible rate 30%"),
        ("policy.grade=", "A: Grade left out"),
        ("claim[0]=", "A: Past claim 1 left out"),
        ("claim=2026-05-01:50만", "A: one more past claim: Fri 1 May 2026, 500,000 won"),
        ("as_of=2026-11-20", "A: Day of the advice Fri 20 November 2026"),
        ("single-vehicle=no", "A: Single-vehicle cover: no"),
        ("violation=2026-05-01:drunk", "Fri 1 May 2026, drunk driving"),
        ("own-damage=150만~180만~200만", "1,500,000 to 2,000,000 won, likely 1,800,000"),
    ],
)
def test_a_variant_is_called_by_what_its_text_means(
    typed: str, said: str, capsys: CaptureFixture[str]
) -> None:
    assert run(["compare", "--sample", "--lang", "en", "--set", typed]) == 0
    assert said in capsys.readouterr().out


def test_a_mistake_names_the_keys_that_can_be_typed_again(capsys: CaptureFixture[str]) -> None:
    assert run(["compare", "--sample", "--lang", "en", "--set", "fault=50;grade=3"]) == 3
    assert capsys.readouterr().err.startswith("--set accident.fault=50;policy.grade=3\n")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("cells", [40, 60, 80])
def test_no_line_begins_with_the_unit_of_the_amount_before_it(
    language: str, cells: int, capsys: CaptureFixture[str], monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.cli.output.cells", lambda: cells)
    assert run(["compare", "--sample", "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if line.split()[:1] in (["원"], ["won"])]


def test_what_looks_odd_is_explained(capsys: CaptureFixture[str]) -> None:
    assert run(["compare", "--sample", "--lang", "en"]) == 0
    overview = " ".join(capsys.readouterr().out.split())
    assert "10 May 2024: A cleaner record has more to lose" in overview
    assert "a month later, 2026-12-19 Claim 7,219,330 other years" in overview
    assert "The deductible is left as it is" not in overview
    settings = ("--set", "policy.surcharge_threshold=1000000", "--set", "claim[0]=")
    assert run(["compare", "--sample", "--lang", "en", *settings]) == 0
    typed = " ".join(capsys.readouterr().out.split())
    assert typed.count("The deductible is left as it is") == 1
    assert typed.count("A cleaner record has more to lose") == 1


@pytest.mark.parametrize("typed", ["settled", "불가"])
def test_the_state_of_a_past_claim_may_be_set(typed: str, capsys: CaptureFixture[str]) -> None:
    assert run(["compare", "--sample", "--lang", "ko", "--set", f"claim[0].status={typed}"]) == 0
    assert "지난 사고 환입 가능 여부: 환입할 수 없음" in capsys.readouterr().out


@pytest.mark.parametrize("also", ["deductible.minimum=100000", "deductible.rate=0.3"])
def test_a_deductible_that_is_set_too_needs_no_word(also: str, capsys: CaptureFixture[str]) -> None:
    text = f"policy.surcharge_threshold=1000000;policy.own_damage.{also}"
    assert run(["compare", "--sample", "--lang", "en", "--set", text]) == 0
    assert "The deductible is left" not in capsys.readouterr().out


def test_variants_are_compared_by_all_that_leaves_the_purse(capsys: CaptureFixture[str]) -> None:
    """Variants are compared by outlay; totals mislead if an injury makes every option cost more."""
    found = compared(capsys, "--set", "accident.own_damage=3000000")
    (variant,) = found["variants"]
    outlays = [
        next(one["outlay"] for one in answer["options"] if one["option"] == answer["recommended"])
        for answer in (found["base"], variant["answer"])
    ]
    assert variant["outlay_change"] == outlays[1] - outlays[0] != 0


@pytest.mark.parametrize("change", ["assumptions.renewals=5", "as_of=2026-11-22"])
def test_other_years_are_not_compared(capsys: CaptureFixture[str], change: str) -> None:
    (variant,) = compared(capsys, "--set", change)["variants"]
    assert variant["outlay_change"] is None


@pytest.mark.parametrize(
    ("typed", "language", "name"),
    [
        ("samsung", "ko", "삼성화재"),
        ("kb", "en", "KB Insurance"),
        ("삼성", "en", "Samsung Fire & Marine"),
        ("unheard", "en", "unheard"),
    ],
)
def test_an_insurer_is_called_by_its_name(
    capsys: CaptureFixture[str], typed: str, language: str, name: str
) -> None:
    """An insurer may be typed as a name or a code, and is shown by its name."""
    assert run(["compare", "--sample", "--set", f"policy.insurer={typed}", "--lang", language]) == 0
    shown = capsys.readouterr().out.split("A: ")[1].splitlines()[0]
    assert shown.endswith(f" {name}")


POLICY = ("--start", "2026-03-02", "--premium", "82만", "--claim", "2024-05-10:900000")


def typed_instead(said: str) -> list[str]:
    """Return the arguments of the `choose` command that the error proposes instead of `compare`."""
    (line,) = (line for line in said.splitlines() if line.startswith("  advisor choose"))
    return split(line)[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_accident_settings_are_sent_to_choose_in_its_very_words(
    language: str, capsys: CaptureFixture[str]
) -> None:
    """Without an accident, the error prints a `choose` command that compares the same settings."""
    settings = (
        "policy.surcharge_threshold=100만;policy.premium=81만",
        "policy.own_damage.single_vehicle=no;premium=780,000",
        (
            "policy.own_damage.deductible.rate=30%;policy.own_damage.deductible.minimum=30만;"
            "policy.own_damage.deductible.maximum=100만;premium=79만"
        ),
        "policy.own_damage.deductible=30%;premium=79만",
        "자기부담금=30%(30~100만);기준금액=50만;보험료=77만",
        "단독사고=없음;보험료=70만",
    )
    asked = [word for text in settings for word in ("--set", text)]
    assert run(["compare", *POLICY, *asked, "--lang", language]) == 2
    words = typed_instead(capsys.readouterr().err)
    assert words[:7] == ["choose", *POLICY]
    assert "--own-damage-cover" in words, "whoever varies that cover has it"
    assert words.count("--offer") == len(settings)
    assert run([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["settings"]) > len(settings)


def test_a_setting_without_a_price_has_a_place_for_it_and_what_is_not_bought_is_left_out(
    capsys: CaptureFixture[str],
) -> None:
    asked = ("--set", "threshold=50만", "--set", "policy.grade=10")
    assert run(["compare", *POLICY, *asked, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert typed_instead(said)[-2:] == ["--offer", "threshold=50만:PREMIUM"]
    assert "What cannot be bought with the policy is left out" in said
    assert run(["compare", *POLICY, "--lang", "en"]) == 2
    words = typed_instead(capsys.readouterr().err)
    assert "--offer" not in words
    assert run(words) == 0


def test_a_file_without_an_accident_is_a_problem_and_names_the_command_too(
    tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    path = tmp_path / "a policy.toml"
    path.write_text("format = 1\n[policy]\nstart = 2026-03-02\npremium = 820_000\n", "utf-8")
    assert run(["compare", str(path), "--set", "threshold=100만;premium=81만", "--json"]) == 3
    found = capsys.readouterr()
    assert {one["path"] for one in json.loads(found.out)["problems"]} == {
        "accident.day", "accident.kind",
    }  # fmt: skip
    words = typed_instead(found.err)
    assert words == ["choose", str(path), "--offer", "threshold=100만:81만"]
    assert run(words) == 0
