"""`advisor choose`: what to buy at the renewal, in both languages and as JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from later.scrapes import RULEBOOK, scrape
from xlsxwriter import Workbook

from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import width
from advisor.intake.typed.offer import Offer, parse_offer
from advisor.report.choosing import choice_text
from advisor.whatif.choosing import choose

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

OFFERS = ("--offer", "threshold=100만:79만", "--offer", "deductible=30%:80만")


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("ko", ("견적을 받은 설정", "하나만 바꾼 설정", "기준금액 100만 원", "단독사고 보장")),
        (
            "en",
            ("with a price", "One thing changed", "threshold 1 million won", "no single-vehicle"),
        ),
    ],
)
def test_the_page_names_offers_and_worths(run: Run, language: str, titles: tuple[str, ...]) -> None:
    code, out, err = run("choose", "--sample", *OFFERS, "--lang", language)
    assert (code, err) == (0, "")
    assert all(title in out for title in titles)
    assert "79" in out


def test_programs_get_the_same_figures(run: Run) -> None:
    found = json.loads(run("choose", "--sample", *OFFERS, "--json").out)
    offered = [one for one in found["settings"] if one["offered"]]
    assert [one["premium"] for one in offered] == [790_000, 800_000]
    today = next(one for one in found["settings"] if one["today"])
    for one in found["settings"]:
        assert one["saves"] == today["a_year"] - one["a_year"]
        for figure in (one["premium"], one["a_year"], one["saves"], one["worth"]):
            assert isinstance(figure, int)
    page = run("choose", "--sample", *OFFERS).out
    assert all(f"{one['a_year']:,}" in page for one in offered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_premium_that_nobody_quoted_is_told_from_the_quotes(run: Run, language: Language) -> None:
    """The table of quotes includes today's premium for comparison, marked as an estimate."""
    estimated = Texts(language)("choose.offers.today-estimated")
    assert estimated in run("choose", "--sample", *OFFERS, "--lang", language).out
    quoted = run("choose", "--sample", *OFFERS, "--offer", "83만", "--lang", language).out
    assert Texts(language)("choose.offers.today") in quoted
    assert estimated not in quoted


@pytest.mark.parametrize(
    "typed",
    [
        ("--premium", "82만", "--offer", "8.1만"),
        ("--premium", "82만", "--offer", "threshold=100만:810만"),
        ("--premium", "820만", "--offer", "81만"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_of_one_zero_too_many_or_too_few_is_asked_about(
    run: Run, typed: tuple[str, ...], language: str
) -> None:
    """If quote and premium differ tenfold, one of them is probably mistyped, and the user is asked.

    The quote does not enter the table, where it could win although nobody made it.
    """
    code, out, err = run("choose", "--start", "2026-03-02", *typed, "--lang", language)
    assert (code, out) == (2, "")
    assert {"82만": "820,000", "820만": "8,200,000"}[typed[1]] in err


def test_a_quote_that_is_far_from_this_year_s_and_meant_is_typed_twice(run: Run) -> None:
    """Typed twice, a far higher quote counts: full cover, new car and young driver cost more."""
    policy = (
        "choose",
        "--start",
        "2026-03-02",
        "--premium",
        "18만",
        "--own-damage-cover",
        "--json",
    )
    quote = ("--offer", "threshold=100만:110만")
    assert run(*policy, *quote).code == 2
    code, out, _ = run(*policy, *quote, *quote)
    assert code == 0
    assert [one["premium"] for one in json.loads(out)["settings"] if one["offered"]] == [1_100_000]
    assert run(*policy, "--offer", "threshold=100만:8", "--offer", "threshold=100만:8").code == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "지금 설정의 견적이 {up_to:,}원 이하"), ("en", "quoted at {up_to:,} won or less")],
)
@pytest.mark.parametrize("premium", ["79만", "61만"])
def test_without_a_quote_for_todays_setting_the_first_line_has_its_limit(
    run: Run, language: str, said: str, premium: str
) -> None:
    offer = ("choose", "--sample", "--offer", f"threshold=100만:{premium}")
    up_to = json.loads(run(*offer, "--json").out)["today_up_to"]
    first = " ".join(run(*offer, "--lang", language).out.split())
    assert said.format(up_to=up_to) in first
    with_own = run(*offer, "--offer", "80만", "--lang", language).out
    assert said.partition("{")[0].strip() not in " ".join(with_own.split())


def test_a_page_without_offers_says_what_to_do_next(run: Run) -> None:
    out = run("choose", "--sample").out
    assert "--offer" in out
    assert "견적을 받은 설정" not in out


POLICY = """format = 1
as_of = 2026-11-21
[policy]
start = 2026-03-02
premium = 820_000
grade = 16
surcharge_threshold = 2_000_000
own_damage = {}
[accident]
day = 2026-11-19
kind = "collision"
other_property = 900_000
[[claim]]
day = 2025-05-06
property_paid = 1_300_000
"""

FLAGS = (
    "--as-of", "2026-11-21", "--start", "2026-03-02", "--premium", "82만", "--grade", "16",
    "--threshold", "200만", "--own-damage-cover", "--claim", "2025-05-06:130만",
)  # fmt: skip


def test_a_shopper_without_an_accident_gets_what_a_case_gets(run: Run, tmp_path: Path) -> None:
    """`choose` needs only the policy and its claims, and ignores the accident of a case."""
    case = tmp_path / "case.toml"
    case.write_text(POLICY, "utf-8")
    by_case = run("choose", str(case), *OFFERS, "--json")
    by_flags = run("choose", *FLAGS, *OFFERS, "--json")
    assert by_flags == by_case
    assert by_flags.code == 0


def test_a_file_without_an_accident_is_enough(run: Run, tmp_path: Path) -> None:
    """A file may leave out its accident, or state half of it, because `choose` ignores it."""
    case = tmp_path / "case.toml"
    case.write_text(POLICY, "utf-8")
    whole = run("choose", str(case), *OFFERS, "--json")
    before, _, after = POLICY.partition("[accident]")
    claims = after[after.index("[[claim]]") :]
    for accident in ("", '[accident]\nkind = "object"\n'):
        case.write_text(before + accident + claims, "utf-8")
        assert run("choose", str(case), *OFFERS, "--json") == whole


def test_every_problem_of_the_options_is_said_at_once_by_its_option(run: Run) -> None:
    code, out, err = run("choose", "--premium", "much", "--grade", "16", "--lang", "en")
    assert (code, out) == (3, "")
    assert "--premium = much" in err
    assert "--start" in err
    assert "accident" not in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_policy_without_an_own_damage_cover_is_told_what_is_missing(
    run: Run, language: str
) -> None:
    bare = (*FLAGS[:10], *FLAGS[11:], "--lang", language)
    assert "--own-damage-cover" in run("choose", *bare).err
    assert run("choose", *FLAGS, "--lang", language).err == ""


@pytest.mark.parametrize(
    ("premium", "is_told"),
    [((), True), (("--offer", "82만"), False), (("--quote-clean", "82만"), False)],
)
def test_a_premium_that_was_worked_out_says_so(
    run: Run, premium: tuple[str, ...], *, is_told: bool
) -> None:
    out = run("choose", *FLAGS, *premium, "--lang", "en").out
    assert ("worked out" in out) is is_told


def test_a_cost_below_the_premium_says_why(run: Run) -> None:
    """If a year costs less than its premium, the page says why; at the best grade it costs more."""
    for grade, is_told in (("16", True), ("29", False)):
        out = run("choose", *FLAGS[:6], "--grade", grade, "--lang", "en").out
        assert ("without an accident lowers" in " ".join(out.split())) is is_told


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        ("deductible=500000:66만", ("20%", "30%", "100만 원")),
        ("deductible=120%:66만", ("20%", "30%", "100만 원")),
        ("deductible=0%:66만", ("20%", "30%", "100만 원")),
        ("threshold=300만:69만", ("50만 원", "100만 원", "150만 원", "200만 원")),
        ("deductible=30:66", ("66원", "66만 원")),
        ("threshold=100만:8100000만", ("81,000,000,000원", "810만 원")),
    ],
)
def test_an_offer_that_nobody_makes_is_a_mistyped_line(
    run: Run, offer: str, said: tuple[str, ...]
) -> None:
    """The error names the part that no insurer offers and the possible ones; nothing is priced."""
    code, out, err = run("choose", *FLAGS, "--offer", "80만", "--offer", offer, "--lang", "ko")
    assert (code, out) == (2, "")
    for words in (offer, *said):
        assert words in err


@pytest.mark.parametrize("command", [("choose",), ("retention", "CASE"), ("compare", "CASE")])
def test_a_premium_of_the_case_without_its_unit_is_asked_about(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    case = tmp_path / "case.toml"
    case.write_text(POLICY.replace("820_000", "82"), "utf-8")
    name, *_ = command
    err = run(name, str(case), "--lang", "ko").err
    assert err.count("82만 원인가요?") == 1


def test_a_plan_is_named_by_its_bounds_where_there_are_two(run: Run) -> None:
    costs = []
    for bounds in ("", "(20~50만)", "(30~100만)"):
        offer = f"deductible=30%{bounds}:79만"
        found = json.loads(run("choose", *FLAGS, "--offer", offer, "--json").out)
        (one,) = (one for one in found["settings"] if one["offered"])
        costs.append((one["deductible_minimum"], one["deductible_maximum"], one["a_year"]))
    assert costs[0] == costs[1]
    assert [one[:2] for one in costs[1:]] == [(200_000, 500_000), (300_000, 1_000_000)]
    assert costs[2][2] > costs[1][2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_assumed_is_said(run: Run, language: str) -> None:
    """The page marks what it assumes of today's policy, and says what it assumes of later years."""
    mark = {"ko": "(가정)", "en": ", assumed"}[language]
    bare = (*FLAGS[:6], FLAGS[10], "--lang", language)
    assert " ".join(run("choose", *FLAGS, "--deductible", "20%(20~50만)", "--single-vehicle",
                        "--lang", language).out.split()).count(mark) == 0  # fmt: skip
    page = " ".join(run("choose", *bare).out.split())
    assert page.count(mark) == 4
    grade = {"ko": "16등급", "en": "grade 16"}[language]
    mean = {"ko": "145만 원", "en": "1.45 million won"}[language]
    for words in (f"{grade}{mark}", mean, "4%", "30%"):
        assert words in page
    found = json.loads(run("choose", *bare, "--json").out)
    assert {"policy.grade", "policy.surcharge_threshold"} <= set(found["assumed"])
    assert (found["grade"], found["mean_loss"]) == (16, 1_450_000)


def test_settings_that_change_one_thing_come_first(run: Run) -> None:
    """Settings that change several things are only counted, unless `--full` asks for them."""
    found = json.loads(run("choose", *FLAGS, "--json").out)["settings"]
    several = [one for one in found if len(one["changed"]) > 1]
    alone = [one for one in found if len(one["changed"]) == 1]
    assert (len(alone), len(several)) == (6, 17)
    brief, full = (run("choose", *FLAGS, *more, "--lang", "ko").out for more in ((), ("--full",)))
    assert "17가지" in brief
    assert "17가지" not in full
    for page, ones in ((brief, alone), (full, [*alone, *several])):
        assert page.count("싸야 이득") + page.count("비싸도 이득") == len(ones)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_worth_stand_below_each_other(run: Run, language: str) -> None:
    lines = run("choose", *FLAGS, "--lang", language).out.splitlines()
    mark, words = {"ko": ("이상 싸야 이득", "이상 싸야"), "en": ("won lower", "at least")}[language]
    rows = [line for line in lines if mark in line]
    assert len(rows) > 1
    assert len({width(line) for line in rows}) == 1
    assert len({width(line.partition(words)[0]) for line in rows}) == 1


def test_no_page_is_wider_than_its_terminal() -> None:
    offer = parse_offer("threshold=100만:79만")
    assert isinstance(offer, Offer)
    chosen = choose(scrape(), RULEBOOK, [offer])
    for language in LANGUAGES:
        for cells in (60, 100):
            page = choice_text(chosen, Paper(Texts(language), cells))
            assert max(map(width, page.splitlines())) <= cells, language


@pytest.mark.parametrize(
    "arguments",
    [(), ("--sample", "x.toml"), ("--sample", "--offer", "x"), ("--sample", "--single-share", "x"),
     ("--sample", "--single-share", "1.5%", "--accident-rate", "9")],
)  # fmt: skip
def test_a_mistyped_line_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run("choose", *arguments)
    assert (code, out) == (2, "")
    assert "advisor choose --help" in err


def test_a_deductible_needs_an_own_cover(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text(
        """format = 1
as_of = 2026-11-21
[policy]
start = 2026-03-02
premium = 820_000
grade = 16
[accident]
day = 2026-11-19
kind = "collision"
own_damage = 0
other_property = 900_000
""",
        "utf-8",
    )
    assert run("choose", str(case)).code == 0
    code, _, err = run("choose", str(case), "--offer", "deductible=30%:80만")
    assert code == 2
    assert "30%" in err


@pytest.mark.parametrize("command", ["choose", "retention"])
@pytest.mark.parametrize(("language", "unsaid"), [("ko", "적지 않아"), ("en", "was entered")])
def test_a_cover_that_is_stated_not_to_be_there_is_not_called_unstated(
    run: Run, command: str, language: str, unsaid: str
) -> None:
    policy = ("--start", "2026-03-02", "--premium", "82만", "--no-own-damage-cover")
    code, _, err = run(command, *policy, "--lang", language)
    assert code == 0
    assert "--own-damage-cover" in err
    assert unsaid not in err


@pytest.mark.parametrize(
    ("language", "said"), [("ko", "자기차량손해 보장 없음"), ("en", "no own-damage cover")]
)
def test_a_policy_without_an_own_damage_cover_is_said_to_have_none(
    run: Run, language: str, said: str
) -> None:
    """Without an own-damage cover, the page says why only thresholds are compared."""
    policy = ("--start", "2026-03-02", "--premium", "82만")
    assert said in " ".join(run("choose", *policy, "--lang", language).out.split())
    assert said not in run("choose", *policy, "--own-damage-cover", "--lang", language).out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offer", ["100만:81만", "single-vehicle=maybe:74만", "81만/월 6.8만"])
def test_what_is_no_offer_is_told_how_each_part_is_written(
    run: Run, language: str, offer: str
) -> None:
    """The error gives an example of an offer, which works when it is typed as it stands."""
    err = run("choose", "--sample", "--offer", offer, "--lang", language).err
    single = {"ko": "단독사고=없음:74만", "en": "single-vehicle=no:74만"}[language]
    assert single in err
    assert run("choose", "--sample", "--offer", single, "--lang", language).code == 0


def test_what_is_no_offer_is_told_why(run: Run) -> None:
    """An example alone does not say what is wrong with `1m`, which looks like an amount."""
    for offer in ("1m", "threshold=1m:81만"):
        err = run("choose", "--sample", "--offer", offer, "--lang", "en").err
        assert "may mean ten thousand (만) or a million" in err


QUOTES = ("threshold=100만:81만", "single-vehicle=no,deductible=30%(30~100만):720,000", "83만")


@pytest.mark.parametrize("ending", [".csv", ".txt", ".xlsx"])
@pytest.mark.parametrize("is_table", [True, False])
def test_a_file_has_the_quotes(run: Run, tmp_path: Path, ending: str, *, is_table: bool) -> None:
    """A file has one quote a line as typed, or is a broker's table, maybe with other columns."""
    table = (
        ("설계사 메모", "물적사고 할증기준금액", "자기부담금", "단독사고", "보험료"),
        ("전화", "100만", "", "", "81만"),
        ("", "", "30%(30~100만)", "없음", "720,000"),
        ("올해대로", "", "", "", "83만"),
        ("합계", "", "", "", "236만"),
    )
    rows = table if is_table else (("# November",), *((one,) for one in QUOTES))
    file = tmp_path / f"quotes{ending}"
    if ending == ".xlsx":
        with Workbook(str(file)) as book:
            page = book.add_worksheet()
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    elif is_table:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        file.write_bytes(text.getvalue().encode("cp949"))
    else:
        file.write_text("\n".join(row[0] for row in rows), "utf-8")
    by_file = run("choose", "--sample", "--offer", str(file), "--json")
    typed = (word for one in QUOTES for word in ("--offer", one))
    assert by_file == run("choose", "--sample", *typed, "--json")
    assert by_file.code == 0


@pytest.mark.parametrize("heading", ["갱신 보험료", "Renewal premium", "보험료(만원)"])
def test_the_price_of_a_table_is_known_by_what_its_heading_says(
    run: Run, tmp_path: Path, heading: str
) -> None:
    """A word such as “renewal” in the heading of the price is ignored; a unit (만원) counts."""
    file, unit = tmp_path / "quotes.csv", "" if heading.endswith(")") else "만"
    file.write_text(f"기준금액,{heading}\n100만,81{unit}\n200만,83{unit}\n", "utf-8")
    by_file = run("choose", "--sample", "--offer", str(file), "--json")
    typed = ("--offer", "threshold=100만:81만", "--offer", "threshold=200만:83만")
    assert by_file == run("choose", "--sample", *typed, "--json")
    assert by_file.code == 0


def test_a_file_without_quotes_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "quotes.txt"
    file.write_text("# nothing yet\n", "utf-8")
    code, out, err = run("choose", "--sample", "--offer", str(file), "--lang", "en")
    assert (code, out) == (2, "")
    assert str(file) in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dearer_quote_for_a_setting_is_said_to_be_left_out(run: Run, language: str) -> None:
    offers = (
        "--offer",
        "threshold=100만:81만",
        "--offer",
        "기준금액=100만:84만",
        "--offer",
        "83만",
    )
    said = run("choose", "--sample", *offers, "--lang", language).out
    assert "840,000" in said
    assert json.loads(run("choose", "--sample", *offers, "--json").out)["dearer"] == [840_000]
    assert "840,000" not in run("choose", "--sample", *offers[:2], *offers[4:]).out
