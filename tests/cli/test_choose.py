"""`advisor choose`: what to buy, in both languages and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from later.scrapes import RULEBOOK, scrape

from advisor.explain.texts import LANGUAGES, Texts
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
        ("ko", ("견적을 받은 설정", "견적이 없는 설정", "기준금액 100만 원", "단독사고 보장")),
        ("en", ("with a price", "without a price", "threshold 1 million won", "no single-vehicle")),
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


def test_a_page_without_offers_says_what_to_do_next(run: Run) -> None:
    out = run("choose", "--sample").out
    assert "--offer" in out
    assert "견적을 받은 설정" not in out


def test_no_page_is_wider_than_its_terminal() -> None:
    offer = parse_offer("threshold=100만:79만")
    assert isinstance(offer, Offer)
    chosen = choose(scrape(), RULEBOOK, [offer])
    for language in LANGUAGES:
        for cells in (60, 100):
            page = choice_text(chosen, Texts(language), cells=cells)
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
