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
    "ko": ("앞으로의 사고까지 고려하면 수리비 151만 원부터 보험 처리가 유리합니다.", "1,512,316원"),
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
        {"from": 0, "to": 1_512_315, "best": "self-pay", "refund_open": False},
        {"from": 1_512_316, "to": 4_000_000, "best": "claim", "refund_open": False},
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


FOLLOW = {
    "en": "Follow this longer answer, paying yourself, unless you will stop driving within 3",
    "ko": "그 안에 운전을 그만둘 생각이 아니라면 길게 본 이 답에 따라 자비 처리를 선택하세요.",
}
NEARLY = ("--own-damage", "1200000", "--cash-repair", "1000000")


@pytest.mark.parametrize("language", FOLLOW)
def test_where_views_differ_one_sentence_says_which_to_follow(run: Run, language: str) -> None:
    """Over three renewals this bill is better claimed; in the long run it is better paid."""
    answer = run("decide", "--sample", *NEARLY, "--expected", "--lang", language).out
    words = " ".join(answer.split())
    assert FOLLOW[language] in words
    assert FOLLOW[language] not in " ".join(run("decide", "--sample", "--expected").out.split())


def test_programs_are_told_which_to_follow(run: Run) -> None:
    answer = json.loads(run("decide", "--sample", *NEARLY, "--expected", "--json").out)
    assert answer["expected"]["headline"] == {
        "renewals": 3,
        "recommended": answer["recommended"],
        "margin": answer["margin"],
        "follow": "self-pay",
        "reason": "costs-go-on",
    }
    VIEW.validate(answer["expected"])
    same = json.loads(run("retention", "--sample", "--json").out)["headline"]
    assert (same["recommended"], same["follow"], same["reason"]) == ("claim", "claim", None)


OPEN = {"en": "Claim, keep the refund open", "ko": "보험 처리(환입은 나중에 결정)"}


@pytest.mark.parametrize("language", OPEN)
def test_a_refund_kept_open_stands_among_the_costs(run: Run, language: str) -> None:
    """Its row adds up, and stands below none that is dearer."""
    found = json.loads(run("retention", "--sample", "--json").out)
    refund, options = found["refund"], found["options"]
    assert refund["cash_now"] + refund["later"] == refund["total"]
    least = min(one["total"] for one in (*options, refund))
    assert all(one["regret"] == one["total"] - least for one in (*options, refund))
    rows = run("retention", "--sample", "--lang", language).out.splitlines()
    (row,) = (row for row in rows if OPEN[language] in row)
    assert f"{refund['total']:,}" in row
    VIEW.validate(found)


OPEN_SAYS = {
    "en": (
        "claim and keep the refund open from 200,000 won to",
        "For this loss claiming with the refund kept open is",
        "Claim, keep the refund open: claim now, and decide by Mon 1 March 2027",
    ),
    "ko": (
        "보험 처리하고 환입은 나중에 정하는 쪽",
        "이번 사고는 길게 보면 보험 처리하고 환입은 나중에 정하는 쪽이",
        "보험 처리(환입은 나중에 결정): 일단 보험으로 처리하고, 환입할지는 2027년 3월 1일(월)까지",
    ),
}


@pytest.mark.parametrize("language", OPEN_SAYS)
def test_where_an_open_refund_wins_all_parts_say_so(
    run: Run, case_path: Path, language: str
) -> None:
    case_path.write_text(small(case_path.read_text("utf-8")), "utf-8")
    shown = " ".join(run("retention", str(case_path), "--lang", language).out.split())
    assert all(words in shown for words in OPEN_SAYS[language])
    found = json.loads(run("retention", str(case_path), "--json").out)
    VIEW.validate(found)
    assert (found["recommended"], found["refund_open"]) == ("claim", True)
    assert found["refund"]["regret"] == 0
    paid = next(one for one in found["options"] if one["option"] == "self-pay")
    assert found["margin"] == paid["regret"] == paid["total"] - found["refund"]["total"]
    (here,) = (
        one for one in found["moments"][0]["break_even"] if one["from"] <= 600_000 <= one["to"]
    )
    assert (here["best"], here["refund_open"]) == ("claim", True)


def small(text: str) -> str:
    """Make the sample a scrape that costs the same in cash."""
    return text.replace("1_800_000", "600_000").replace("1_500_000", "600_000")


OTHER_RATES = {
    "en": ("With 0.03 or 0.22 accidents a year instead of 0.3", "0.03 or 0.3 accidents a year ins"),
    "ko": ("한 해 0.3건이 아니라 0.03건이나 0.22건으로", "0.15건이 아니라 0.03건이나 0.3건으로"),
}


@pytest.mark.parametrize("language", OTHER_RATES)
def test_other_rates_are_other_ones(run: Run, language: str) -> None:
    """Of a rate at an end of those that are looked at, too."""
    high, usual = OTHER_RATES[language]
    asked = ("retention", "--sample", "--lang", language)
    assert high in " ".join(run(*asked, "--accident-rate", "0.3").out.split())
    assert usual in " ".join(run(*asked).out.split())


@pytest.mark.parametrize("language", OTHER_RATES)
def test_without_anything_to_claim_no_lead_is_told(
    run: Run, case_path: Path, language: str
) -> None:
    """Neither of this loss nor, where no bill is ever claimed, of any."""
    text = case_path.read_text("utf-8").replace('"object"', '"wear"')
    assert "wear" in text
    case_path.write_text(text, "utf-8")
    never = run("retention", str(case_path), "--lang", language).out
    assert " 0 won" not in never
    assert " 0원" not in never
    assert "0.22" not in never
    case_path.write_text(small(text).replace("wear", "object").replace("600_000", "150_000"))
    below = run("retention", str(case_path), "--lang", language).out
    assert "0.22" in below
    assert "by 0 won" not in below
    assert "0원 유리" not in below


def test_charts_keep_to_ascii_where_it_is_wanted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "┤" in run("retention", "--sample").out
    monkeypatch.setenv("ADVISOR_ASCII", "1")
    for language in OPEN:
        out = run("retention", "--sample", "--lang", language).out
        assert "+---" in out
        assert not set("┤│└┬┊▲") & set(out)
        assert not any("\u2800" <= sign <= "\u28ff" for sign in out)


def test_an_answer_with_quotes_says_what_they_count_for(run: Run) -> None:
    asked = ("decide", "--sample", "--quote-clean", "900000", "--quote-claim", "1100000")
    words = " ".join(run(*asked, "--expected").out.split())
    assert "for the coming renewal only" in words
    assert json.loads(run(*asked, "--expected", "--json").out)["expected"]["quoted"] is True
    assert json.loads(run("retention", "--sample", "--json").out)["quoted"] is False


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


def test_years_without_a_later_view_have_their_own_code(run: Run, case_path: Path) -> None:
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
