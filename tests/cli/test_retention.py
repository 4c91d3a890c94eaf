"""`advisor retention` and `advisor decide --expected`: later accidents in both languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from advisor.explain.texts import Language, Texts
from advisor.explain.width import width
from advisor.report.answer.answer_schema import schema_text

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

SCHEMA = json.loads(schema_text())
VIEW = Draft202012Validator({**SCHEMA["$defs"]["expected"], "$defs": SCHEMA["$defs"]})

SAYS = {
    "en": ("The answer stays the same with later accidents counted.", "Claim from "),
    "ko": ("앞으로의 사고까지 고려해도 답은 같습니다.", "수리비 "),
}


CASE = """format = 1
as_of = {today}
[policy]
start = 2026-03-02
premium = 820_000
grade = {grade}
[policy.own_damage]
single_vehicle = true
deductible = {{ rate = 0.20, minimum = 200_000, maximum = 500_000 }}
[accident]
day = {day}
kind = "object"
own_damage = {bill}
[assumptions]
grade_table = "mg-2024"
count_profile = "steps"
{more}
"""
TYPICAL = {"today": "2026-11-21", "day": "2026-11-19", "grade": "16", "more": ""}
EARLY = TYPICAL | {"today": "2026-03-12", "day": "2026-03-10", "bill": "1_250_000"}
"""A bill near the limit at the start of a policy year: a refund saves much of it."""

AGAINST = TYPICAL | {"grade": "7", "bill": "1_900_000"}
"""A driver of a poor grade, for whom further accidents change the answer."""


def written(folder: Path, facts: dict[str, str], **changes: str) -> str:
    """Write a case with some facts changed, and return its path."""
    path = folder / "case.toml"
    path.write_text(CASE.format(**facts | changes), "utf-8")
    return str(path)


@pytest.mark.parametrize("language", SAYS)
def test_the_sample_in_words(run: Run, language: str) -> None:
    code, out, err = run("retention", "--sample", "--lang", language)
    first, then = SAYS[language]
    found = json.loads(run("retention", "--sample", "--json").out)
    switch = found["moments"][0]["break_even"][1]["from"]
    assert (code, err) == (0, "")
    assert out.startswith(f"{first}\n{then}")
    assert len(re.findall("앞으로의 사고까지|[Ll]ater accidents counted", out)) == 1
    assert f"{switch:,}" in out
    assert all(width(line) <= 80 for line in out.splitlines())


def test_the_sample_for_programs(run: Run) -> None:
    found = json.loads(run("retention", "--sample", "--json").out)
    decided = json.loads(run("decide", "--sample", "--json").out)
    assert found["schema_version"] == decided["schema_version"] == 2
    assert found["renewals"] == decided["renewals"]
    assert found["recommended"] == decided["recommended"] == "claim"
    small, large = found["moments"][0]["break_even"]
    assert (small["from"], small["best"]) == (0, "self-pay")
    assert (large["from"], large["best"]) == (small["to"] + 1, "claim")
    assert found["refund"]["by"] == decided["refund_by"]
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


CLOSE = {
    "en": "Later accidents could change that: over",
    "ko": "앞으로의 사고에 따라 달라집니다. 갱신",
}


@pytest.mark.parametrize("language", CLOSE)
def test_where_they_differ_it_is_a_close_call_with_both_sums(
    run: Run, tmp_path: Path, language: str
) -> None:
    """If later accidents favour another option, one sentence calls it close and names both sums.

    The sums are measured against the option that the decision recommends.
    """
    case = written(tmp_path, AGAINST)
    found = json.loads(run("decide", case, "--expected", "--json").out)
    head = found["expected"]["headline"]
    assert head["reason"] == "close-call"
    assert head["follow"] == head["recommended"] == found["recommended"]
    assert head["against"] >= 30_000
    VIEW.validate(found["expected"])
    words = " ".join(run("decide", case, "--expected", "--lang", language).out.split())
    said = words[words.index(CLOSE[language]) :][:240]
    texts = Texts("ko" if language == "ko" else "en")
    for amount in (head["margin"], head["against"]):
        assert texts.formats["about"](amount) in said
    assert CLOSE[language] not in " ".join(run("decide", "--sample", "--expected").out.split())


def test_programs_are_told_where_both_agree(run: Run) -> None:
    head = json.loads(run("retention", "--sample", "--json").out)["headline"]
    assert (head["follow"], head["reason"], head["against"]) == ("claim", None, 0)


OPEN_SAYS = {
    "en": (
        "claim, and decide later whether to pay it back from",
        "Claim, keep the option to pay it back: claim now, and decide by Mon 1 March 2027",
    ),
    "ko": (
        "보험 처리하고 환입은 나중에 결정",
        "보험 처리(환입 여부는 갱신 때): 일단 보험으로 처리한 뒤, 환입할지를 2027년 3월 1일(월)",
    ),
}


@pytest.mark.parametrize("language", OPEN_SAYS)
def test_a_stated_refund_that_saves_enough_is_a_way_of_its_own(
    run: Run, tmp_path: Path, language: str
) -> None:
    case = written(tmp_path, EARLY, more="refund_allowed = true")
    shown = " ".join(run("retention", case, "--lang", language).out.split())
    assert all(words in shown for words in OPEN_SAYS[language])
    found = json.loads(run("retention", case, "--json").out)
    VIEW.validate(found)
    assert (found["recommended"], found["refund_open"]) == ("claim", True)
    assert (found["refund"]["regret"], found["refund_hint"]) == (0, None)
    (here,) = (
        one for one in found["moments"][0]["break_even"] if one["from"] <= 1_250_000 <= one["to"]
    )
    assert (here["best"], here["refund_open"]) == ("claim", True)


HINTS = {"en": "If your insurer lets you pay the claim back", "ko": "보험사가 환입을 받아 준다면"}


@pytest.mark.parametrize("language", HINTS)
def test_an_unknown_refund_is_a_hint_with_the_chance_at_which_it_turns(
    run: Run, tmp_path: Path, language: str
) -> None:
    case = written(tmp_path, EARLY)
    found = json.loads(run("retention", case, "--json").out)
    VIEW.validate(found)
    hint = found["refund_hint"]
    assert (found["recommended"], found["refund_open"]) == ("self-pay", False)
    assert hint["gain"] == -found["refund"]["regret"] >= 30_000
    for asked in (("retention", case), ("decide", case, "--expected")):
        words = " ".join(run(*asked, "--lang", language).out.split())
        assert HINTS[language] in words
        assert f"{100 * float(hint['refusal']):.0f}%" in words


OTHER_RATES = {
    "en": ("With 0.03 or 0.22 accidents a year instead of 0.3", "0.03 or 0.3 accidents a year ins"),
    "ko": ("한 해 0.3건이 아니라 0.03건이나 0.22건으로", "0.15건이 아니라 0.03건이나 0.3건으로"),
}


@pytest.mark.parametrize("language", OTHER_RATES)
def test_other_rates_are_other_ones(run: Run, language: str) -> None:
    """A rate is not compared with itself, even if it is at an end of those that are looked at."""
    high, usual = OTHER_RATES[language]
    asked = ("retention", "--sample", "--lang", language)
    assert high in " ".join(run(*asked, "--accident-rate", "0.3").out.split())
    assert usual in " ".join(run(*asked).out.split())


@pytest.mark.parametrize("language", OTHER_RATES)
def test_without_anything_to_claim_no_lead_is_told(
    run: Run, case_path: Path, language: str
) -> None:
    """An advantage of 0 won is never stated: not for a small bill, nor if none is ever claimed."""
    text = case_path.read_text("utf-8").replace('"object"', '"wear"')
    assert "wear" in text
    case_path.write_text(text, "utf-8")
    never = run("retention", str(case_path), "--lang", language).out
    assert " 0 won" not in never
    assert " 0원" not in never
    assert "0.22" not in never
    cheap = text.replace("1_800_000", "150_000").replace("1_500_000", "150_000")
    case_path.write_text(cheap.replace("wear", "object"), "utf-8")
    below = run("retention", str(case_path), "--lang", language).out
    assert "0.22" in below
    assert "by 0 won" not in below
    assert "0원 유리" not in below


def test_charts_keep_to_ascii_where_it_is_wanted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "┤" in run("retention", "--sample").out
    monkeypatch.setenv("ADVISOR_ASCII", "1")
    for language in HINTS:
        out = run("retention", "--sample", "--lang", language).out
        assert "+---" in out
        assert not set("┤│└┬┊▲") & set(out)
        assert not any("\u2800" <= sign <= "\u28ff" for sign in out)


def test_an_answer_with_quotes_says_what_they_count_for(run: Run) -> None:
    asked = ("decide", "--sample", "--quote-clean", "900000", "--quote-claim", "1100000")
    words = " ".join(run(*asked, "--expected").out.split())
    assert "while this accident counts" in words
    assert json.loads(run(*asked, "--expected", "--json").out)["expected"]["quoted"] is True
    assert json.loads(run("retention", "--sample", "--json").out)["quoted"] is False


def test_a_case_from_standard_input(run: Run, case_path: Path) -> None:
    code, out, _ = run("retention", "-", stdin=case_path.read_bytes())
    assert code == 0
    assert out.startswith(SAYS["en"][0])


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
    plain = run("decide", "--sample", "--full", "--lang", language).out
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


POLICY = (
    "--as-of", "2026-11-21", "--start", "2026-03-02", "--premium", "82만", "--grade", "16",
    "--threshold", "200만", "--own-damage-cover",
)  # fmt: skip
SCRAPE = ("--day", "2026-11-21", "--kind", "object", "--own-damage", "90만")


def test_which_bills_to_claim_can_be_asked_before_any_accident(run: Run) -> None:
    """Without an accident, the bills worth claiming are those of a scrape on the same day."""
    ran = run("retention", *POLICY, "--json")
    assert (ran.code, ran.err) == (0, "")
    before, scrape = (
        json.loads(run("retention", *POLICY, *more, "--json").out)["moments"]
        for more in ((), SCRAPE)
    )
    starts = [
        [next(span["from"] for span in day["break_even"] if span["best"] == "claim") for day in one]
        for one in (before, scrape)
    ]
    assert starts[0] == starts[1]
    page = run("retention", *POLICY, "--lang", "en").out
    assert page.startswith("Claim from ")
    assert "What it costs" not in page


def test_options_say_the_accident_too(run: Run) -> None:
    ran = run("retention", *POLICY, *SCRAPE, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert {one["option"] for one in json.loads(ran.out)["options"]} == {"self-pay", "claim"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_policy_without_its_cover_is_told_what_is_missing(run: Run, language: str) -> None:
    assert "--own-damage-cover" in run("retention", *POLICY[:-1], "--lang", language).err


SEEN = (
    "--start", "2026-03-14", "--premium", "734560", "--grade", "11Z", "--kind", "object",
    "--day", "2026-11-29", "--as-of", "2026-11-29", "--own-damage-cover",
    "--claim", "2024-11-10:115만", "--renewals", "8", "--own-damage", "90만",
)  # fmt: skip


def test_how_much_of_the_difference_is_interest_is_said(run: Run) -> None:
    """Unlike the answer, this view counts interest, which is most of their difference here."""
    head = json.loads(run("retention", *SEEN, "--json").out)["headline"]
    answer, alike = (
        json.loads(run("decide", *SEEN, *more, "--json").out)
        for more in ((), ("--discount-rate", "0.04"))
    )
    assert answer["margin"] == head["margin"]
    apart = alike["margin"] - answer["margin"]
    assert head["by_interest"] == pytest.approx(apart, rel=0.1)
    assert 0 < head["by_accidents"] < -head["by_interest"] / 4
    for command in (("retention",), ("decide", "--expected")):
        for texts, said in (
            (Texts("ko"), "4% 적게 쳐서 보험 처리가 {}"),
            (Texts("en"), "makes claiming {}"),
        ):
            page = " ".join(run(*command, *SEEN, "--lang", texts.language).out.split())
            about = texts.formats["about"]
            assert said.format(about(-head["by_interest"])) in page
            assert about(head["by_accidents"]) in page


def test_with_interest_in_the_answer_accidents_alone_are_left(run: Run) -> None:
    page = " ".join(run("retention", *SEEN, "--discount-rate", "0.04", "--lang", "en").out.split())
    assert "What sets this apart from the answer: later accidents make paying yourself" in page


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_loss_without_its_unit_is_asked_about(run: Run, tmp_path: Path, language: str) -> None:
    losses = tmp_path / "losses.txt"
    losses.write_text("230만\n70\n", "utf-8")
    code, out, err = run("retention", "--sample", "--losses", str(losses), "--lang", language)
    assert (code, out) == (2, "")
    assert {"ko": "70만 원인가요?", "en": "700,000 won?"}[language] in err
    assert "2" in err.partition(":")[0]


@pytest.mark.parametrize(("language", "unsaid"), [("ko", "같은 사고"), ("en", "Such an accident")])
def test_without_an_accident_none_is_spoken_of_as_known(
    run: Run, language: Language, unsaid: str
) -> None:
    policy = ("--start", "2026-03-02", "--premium", "82만", "--own-damage-cover")
    code, out, _ = run("retention", *policy, "--lang", language)
    assert code == 0
    assert Texts(language)("later.bills.table") in out
    assert unsaid not in out
