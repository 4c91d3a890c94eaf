"""`advisor compare --insurers`: what each insurer costs, and a plain word if nothing differs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from xlsxwriter import Workbook

from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command_line import Run

    from advisor.explain.texts import Language


def compared(run: Run, *arguments: str) -> list[dict[str, Any]]:
    ran = run("compare", *arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)["insurers"]
    return found


def named(found: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in found if one["name"] == name)


def test_each_insurer_is_the_case_decided_there(run: Run, tmp_path: Path) -> None:
    """Each insurer's outlays are those that `decide` finds with this insurer and this premium."""
    (kb, mg) = compared(run, "--sample", "--insurers", "KB=80만")
    assert (kb["insurer"], kb["current"], mg["insurer"], mg["current"]) == ("kb", False, "mg", True)
    ran = run("decide", "--sample", "--json")
    options = {one["option"]: one for one in json.loads(ran.out)["options"]}
    assert mg["without_claim"] == options["self-pay"]["outlay"]
    assert mg["with_claim"] == options["claim"]["outlay"]
    case = tmp_path / "kb.toml"
    text = sample_text().replace('"mg"', '"kb"').replace("820_000", "800_000")
    case.write_text(
        re.sub(r"^(count_profile|grade_table) .*", "", text, flags=re.MULTILINE), "utf-8"
    )
    there = json.loads(run("decide", str(case), "--json").out)
    options = {one["option"]: one for one in there["options"]}
    assert kb["without_claim"] == options["self-pay"]["outlay"]
    assert kb["with_claim"] == options["claim"]["outlay"]


def test_the_cheapest_comes_first_and_the_own_insurer_is_among_them(run: Run) -> None:
    found = compared(run, "--sample", "--insurers", "KB=90만", "삼성=70만", "AXA=80만")
    assert [one["name"] for one in found] == ["삼성", "AXA", "mg", "KB"]
    outlays = [one["outlay"] for one in found]
    assert outlays == sorted(outlays)
    assert [one["name"] for one in found if one["current"]] == ["mg"]


def test_an_offer_of_the_own_insurer_takes_its_place(run: Run) -> None:
    found = compared(run, "--sample", "--insurers", "MG손해보험=75만", "KB=80만")
    assert [(one["name"], one["current"]) for one in found] == [("MG손해보험", True), ("KB", False)]


def test_what_tells_insurers_apart_is_named(run: Run) -> None:
    found = compared(run, "--sample", "--insurers", "KB=80만", "삼성=80만:76만:95만", "아무개=80만")
    assert named(found, "KB")["known_by"] == []
    assert named(found, "삼성")["known_by"] == ["quotes"]
    assert named(found, "mg")["known_by"] == ["grade-table"]
    nobody = named(found, "아무개")
    assert (nobody["insurer"], nobody["known_by"]) == (None, [])
    assert nobody["outlay"] == named(found, "KB")["outlay"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_word_says_that_nothing_tells_them_apart(run: Run, language: str) -> None:
    ran = run("compare", "--sample", "--insurers", "KB=80만", "삼성=82만", "--lang", language)
    assert ran.code == 0
    expected = {"ko": "한 해 보험료에서만", "en": "the premium of a year makes the only difference"}
    assert expected[language] in " ".join(ran.out.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_beside_estimates_is_no_saving(run: Run, language: str) -> None:
    """A quote and an estimate are unlike, so no saving is claimed; two of a kind are compared."""
    mixed = run("compare", "--sample", "--insurers", "삼성=60만:58만:62만", "--lang", language).out
    alike = run("compare", "--sample", "--insurers", "삼성=60만", "--lang", language).out
    saves, estimate = {
        "ko": ("아낍니다", ", 어림"),
        "en": ("less than your present insurer", ", estimated"),
    }[language]
    assert saves in " ".join(alike.split())
    assert estimate not in alike
    assert saves not in " ".join(mixed.split())
    assert estimate in mixed
    found = compared(run, "--sample", "--insurers", "삼성=60만:58만:62만")
    assert [(one["name"], one["estimated"]) for one in found] == [("삼성", False), ("mg", True)]


@pytest.mark.parametrize(("language", "mark"), [("ko", ", 어림"), ("en", ", estimated")])
def test_the_mark_of_an_estimate_is_in_the_table_alone(run: Run, language: str, mark: str) -> None:
    """Only the table marks an estimate; a sentence about an insurer says in words what it is."""
    offers = ("삼성=79만", "DB=81만:80만:95만")
    out = run("compare", "--sample", "--insurers", *offers, "--lang", language).out
    table, said = out.strip().rsplit("\n\n", 1)
    assert mark in table
    assert mark not in said


def test_a_premium_that_is_far_from_this_year_s_and_meant_is_typed_twice(run: Run) -> None:
    policy = ("compare", "--start", "2026-03-02", "--premium", "18만", "--insurers")
    assert run(*policy, "KB=110만").code == 2
    found = compared(run, *policy[1:], "KB=110만", "KB=110만")
    assert [one["name"] for one in found].count("KB") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_has_two_brackets_in_a_row(run: Run, language: str) -> None:
    for offers in (("삼성=60만:58만:62만",), ("MG=82만", "KB=79만:75만:88만")):
        out = run("compare", "--sample", "--insurers", *offers, "--lang", language).out
        assert not re.search(r"\) ?\(", out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ones_own_insurer_alone_is_the_cheapest_of_nothing(run: Run, language: Language) -> None:
    texts = Texts(language)
    for policy in (
        ("--sample",),
        ("--start", "2026-03-02", "--premium", "82만", "--insurer", "MG"),
    ):
        said = " ".join(
            run("compare", *policy, "--insurers", "MG=80만", "--lang", language).out.split()
        )
        assert texts("compare.insurers.only") in said
        assert texts("compare.insurers.stay") not in said


def test_a_table_of_ones_own_tells_an_insurer_apart(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    folder = tmp_path / "policies" / "kr"
    for name, text in (("insurers/house", HOUSE_INSURER), ("count_profiles/house", HOUSE)):
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = compared(run, "--sample", "--insurers", "우리=80만", "KB=80만")
    house, kb = named(found, "우리"), named(found, "KB")
    assert (house["insurer"], house["known_by"]) == ("house", ["count-profile"])
    assert house["without_claim"] == kb["without_claim"]
    assert house["with_claim"] > kb["with_claim"]
    at_house = ("compare", "--sample", "--insurer", "우리", "--insurers", "KB=80만")
    said = " ".join(run(*at_house, "--lang", "en").out.split())
    assert "does not prove a saving" in said  # KB's own factors may be as high
    assert "less than your present insurer" not in said


def test_a_file_has_an_offer_a_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "insurers.txt"
    file.write_text("# quotes of November\nKB=80만\n\n삼성=82만:79만:93만\n", "utf-8")
    by_file = compared(run, "--sample", "--insurers", str(file))
    assert by_file == compared(run, "--sample", "--insurers", "KB=80만", "삼성=82만:79만:93만")


OFFERS = (("KB", "80만", "", ""), ("삼성화재", "82만", "79만", "93만"))
TABLES = [
    OFFERS,
    (("보험사", "보험료", "무사고 갱신", "사고 갱신"), *OFFERS, ("합계", "162만", "", "")),
    (("No", "사고 갱신", "무사고 갱신", "보험사", "연 보험료"),
     ("1", "", "", "KB", "80만"), ("2", "93만", "79만", "삼성화재", "820,000")),
    (("담당", "보험사", "갱신 보험료(만원)", "무사고 갱신(만원)", "사고 갱신"),
     ("김", "KB", "80", "", ""), ("이", "삼성화재", "82", "79", "93만")),
]  # fmt: skip


@pytest.mark.parametrize("rows", TABLES)
@pytest.mark.parametrize("ending", [".csv", ".txt", ".xlsx"])
def test_a_file_may_be_a_table(
    run: Run, tmp_path: Path, rows: Sequence[Sequence[str]], ending: str
) -> None:
    """A table of quotes may lack headings, and may have the encoding of Korean spreadsheets."""
    file = tmp_path / f"insurers{ending}"
    if ending == ".xlsx":
        with Workbook(str(file)) as book:
            page = book.add_worksheet()
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    else:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        file.write_bytes(text.getvalue().encode("cp949"))
    by_file = compared(run, "--sample", "--insurers", str(file))
    assert by_file == compared(run, "--sample", "--insurers", "KB=80만", "삼성화재=82만:79만:93만")


def test_a_list_of_offers_may_have_amounts_with_commas(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "insurers.txt"
    file.write_bytes("삼성화재=820,000:790,000:930,000\n".encode("cp949"))
    by_file = compared(run, "--sample", "--insurers", str(file))
    assert by_file == compared(run, "--sample", "--insurers", "삼성화재=82만:79만:93만")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--sample", "--insurers", "KB"],
        ["--sample", "--insurers", "KB=80만:79만"],
        ["--sample", "--insurers", "KB=viel"],
        ["--sample", "--insurers", "KB=0"],
        ["--sample", "--insurers", "=80만"],
        ["--sample", "--insurers", "KB=80만", "--set", "policy.grade=3"],
        ["--insurers", "KB=80만"],
        ["--sample", "KB=80만"],
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    ran = run("compare", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_quotes_that_cannot_be_are_a_problem_of_their_insurer(run: Run) -> None:
    ran = run("compare", "--sample", "--insurers", "KB=80만:90만:80만")
    assert ran.code == 3
    assert "KB" in ran.err
    assert "assumptions.quote_clean" in ran.err


SOURCE = """
[[version.source]]
title = "Own renewals"
retrieved = 2026-11-20
states = { ko = "직접 확인", en = "Checked by ourselves" }
"""

HOUSE_INSURER = f"""
id = "kr.insurer.house"
kind = "insurer"
governed_by = "policy-start"
title = {{ ko = "우리손해보험", en = "House" }}
[[version]]
in_force_from = 2016-01-01
checked_on = 2026-11-20
confidence = "B"
terms = {{ name = {{ ko = "우리손해보험", en = "House" }}, count_profile = "house" }}
{SOURCE}
"""

HOUSE = f"""
id = "kr.count_factor.house"
kind = "count-profile"
governed_by = "renewal"
title = {{ ko = "우리 표", en = "House table" }}
[[version]]
in_force_from = 2017-01-01
checked_on = 2026-11-20
confidence = "X"
terms = {{ rows = [[1.0], [1.12], [1.9], [2.5]] }}
{SOURCE}
"""


@pytest.mark.parametrize(("offer", "meant"), [("samsung=70", "70만"), ("KB=70만:69:84", "69만")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_without_its_unit_is_asked_about_and_wins_nothing(
    run: Run, offer: str, meant: str, language: str
) -> None:
    code, out, err = run("compare", "--sample", "--insurers", offer, "--lang", language)
    assert (code, out) == (2, "")
    said = {"ko": f"{meant} 원인가요?", "en": f"{meant.removesuffix('만')}0,000 won?"}[language]
    assert said in err


@pytest.mark.parametrize(("language", "said"), [("ko", "그런 파일이 없고"), ("en", "no such file")])
def test_a_file_of_quotes_that_is_not_there_is_said_to_be_missing(
    run: Run, tmp_path: Path, language: str, said: str
) -> None:
    name = str(tmp_path / "quotes.csv")
    ran = run("compare", "--sample", "--insurers", name, "--lang", language)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{name}: ")
    assert said in ran.err
    assert "KB=82만" in ran.err


@pytest.mark.parametrize("offer", ["KB=7만", "KB=70만:6.9만:84만", "KB=700만"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_of_another_zero_is_asked_about(run: Run, offer: str, language: str) -> None:
    code, out, err = run("compare", "--sample", "--insurers", offer, "--lang", language)
    assert (code, out) == (2, "")
    assert "820,000" in err


POLICY = (
    "--as-of", "2026-11-21", "--start", "2026-03-02", "--premium", "82만", "--grade", "16",
    "--own-damage-cover", "--claim", "2025-05-06:130만", "--insurer", "mg",
)  # fmt: skip


def test_insurers_are_compared_at_a_renewal_without_an_accident(run: Run, tmp_path: Path) -> None:
    """Without an accident, an offer is the premium of the coming renewal, and no claim is shown."""
    found = compared(run, *POLICY, "--insurers", "KB=70만", "--insurers", "mg=75만")
    assert [one["name"] for one in found] == ["KB", "mg"]
    assert [one["quote_clean"] for one in found] == [700_000, 750_000]
    assert {one["with_claim"] for one in found} == {None}
    assert {one["known_by"][-1] for one in found} == {"quotes"}
    ran = run(
        "decide",
        *POLICY[:-2],
        "--insurer",
        "kb",
        "--day",
        "2026-11-21",
        "--kind",
        "object",
        "--own-damage",
        "0",
        "--quote-clean",
        "70만",
        "--quote-claim",
        "70만",
        "--json",
    )
    path = json.loads(ran.out)["without_accident"]
    assert path[1]["premium"] == 700_000
    assert found[0]["outlay"] == sum(year["premium"] for year in path[1:11])
    case = tmp_path / "policy.toml"
    case.write_text(
        """format = 1
as_of = 2026-11-21
[policy]
insurer = "mg"
start = 2026-03-02
premium = 820_000
grade = 16
own_damage = {}
[[claim]]
day = 2025-05-06
property_paid = 1_300_000
""",
        "utf-8",
    )
    assert compared(run, str(case), "--insurers", "KB=70만", "mg=75만") == found


@pytest.mark.parametrize(
    ("language", "said"), [("ko", "앞으로 사고는 없다고"), ("en", "No later accident")]
)
def test_beside_a_past_claim_it_is_the_later_accidents_that_are_left_out(
    run: Run, language: str, said: str
) -> None:
    assert "--claim" in POLICY
    out = run("compare", *POLICY, "--insurers", "KB=70만", "--lang", language).out
    assert said in " ".join(out.split())


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [("ko", "다음 갱신", "처리"), ("en", "next renewal", "claimed")],
)
def test_without_an_accident_nothing_is_said_of_a_claim(
    run: Run, language: str, said: str, unsaid: str
) -> None:
    code, out, err = run("compare", *POLICY, "--insurers", "KB=70만", "--lang", language)
    assert (code, err) == (0, "")
    assert said in out
    assert unsaid not in out


def test_a_policy_that_is_not_whole_names_its_options(run: Run) -> None:
    code, _, err = run("compare", "--premium", "much", "--insurers", "KB=70만", "--lang", "en")
    assert code == 3
    assert "--premium = much" in err
    code, _, err = run("compare", "--premium", "82만", "--insurers", "KB=70만", "--lang", "en")
    assert code == 3
    assert "--start" in err
    assert "accident" not in err


def test_those_that_cost_the_same_are_named_together(run: Run) -> None:
    flags = ("--start", "2026-03-14", "--premium", "734560", "--grade", "14")
    offers = ("--insurers", "삼성=70만", "현대=70만", "KB=75만")
    ran = run("compare", *flags, *offers, "--lang", "ko")
    assert ran.code == 0
    assert "삼성화재, 현대해상이 가장 적게 나왔" in " ".join(ran.out.split())
    assert "지금 보험사(지금)" not in ran.out, "who has no name is called the present one once"
    assert "지금 보험사" in ran.out


@pytest.mark.parametrize("name", ["지금", "지금 보험사", "현재", "mine", "My insurer", "current"])
@pytest.mark.parametrize("policy", [POLICY[:-2], POLICY])
def test_the_quote_of_ones_own_insurer_needs_no_name_of_it(
    run: Run, name: str, policy: tuple[str, ...]
) -> None:
    """With it in hand, a cheaper quote is a saving instead of one quote against an estimate."""
    offers = ("--insurers", f"{name}=73만", "현대=70만")
    other, own = compared(run, *policy, *offers)
    assert (own["current"], own["quote_clean"]) == (True, 730_000)
    assert own["insurer"] == ("mg" if "mg" in policy else None)
    assert not other["current"]
    said = run("compare", *policy, *offers, "--lang", "ko").out
    assert "현대해상이 가장 덜 들어 지금 보험사보다" in " ".join(said.split())


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "무사고 갱신 견적만 썼습니다"), ("en", "quote without a claim is used")],
)
def test_what_was_typed_and_plays_no_part_without_an_accident_is_said(
    run: Run, language: str, said: str
) -> None:
    """Without an accident, only the quote without a claim is used, and the page says so."""
    offers = ("--insurers", "KB=90만:70만:84만")
    assert compared(run, *POLICY, *offers) == compared(run, *POLICY, "--insurers", "KB=70만")
    _, three, _ = run("compare", *POLICY, *offers, "--lang", language)
    _, one, _ = run("compare", *POLICY, "--insurers", "KB=70만", "--lang", language)
    assert said in " ".join(three.split())
    assert said not in " ".join(one.split())
