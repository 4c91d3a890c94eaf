"""Why, what-if and charts open by a key, fit every size and show the engine's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from engine.sample import collision, decide, rate, with_accident, with_cover, won
from tui.drawings import SIZES, check_any_size, check_drawing, check_drawings, sized
from tui.driver import decision, go, screen

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Deductible
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.sample import sample_text
from advisor.report.answer.limits import limits
from advisor.report.page.document import report
from advisor.report.page.to_markdown import to_markdown
from advisor.rules.rulebook import load_rulebook
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.why import WhyPage, counted

if TYPE_CHECKING:
    from pathlib import Path

    from tui.driver import OpenApp, TextOf

KEYS = {
    "why": ("f2",),
    "what-if": ("f3", "1", "7"),
    "chart-cost": ("f9",),
    "chart-premium": ("f9", "2"),
    "chart-tornado": ("f9", "3"),
    "later": ("ctrl+r",),
    "later-often": ("ctrl+r", "right", "right"),
}
"""The keys that lead to each screen."""


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", KEYS)
async def test_a_screen_looks_as_drawn(
    open_app: OpenApp, text_of: TextOf, name: str, language: Language
) -> None:
    async with open_app(language, SIZES[0]) as pilot:
        await go(pilot, *KEYS[name])
        await check_drawings(pilot, f"{name}-{language}", text_of)
        if language == "ko":  # English, whose signs are narrow, fits wherever Korean does
            await check_any_size(pilot, text_of)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.parametrize("size", SIZES, ids=sized)
@pytest.mark.parametrize("language", get_args(Language))
async def test_the_second_page_looks_as_drawn(
    open_app: OpenApp, text_of: TextOf, language: Language, size: tuple[int, int]
) -> None:
    async with open_app(language, size) as pilot:
        await go(pilot, "ctrl+r", "pagedown", "pagedown")
        check_drawing(f"later-down-{language}-{sized(size)}", text_of(pilot.app))


async def test_the_amounts_of_an_option_and_their_sum_are_shown(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en", (160, 90)) as pilot:
        outcome = decision(pilot).outcome(Option.CLAIM)
        await go(pilot, "f2")
        shown = text_of(pilot.app)
        for amount in (outcome.total, *(line.amount for line in outcome.lines)):
            assert f"{amount:,}" in shown
        await pilot.press("right")
        await pilot.pause()
        assert "Not possible" in text_of(pilot.app)


async def test_what_an_amount_comes_from_has_a_name(open_app: OpenApp, text_of: TextOf) -> None:
    """The source of an amount is shown as the title of a rule or the name of a field, not a key."""
    async with open_app("en", (120, 60)) as pilot:
        await go(pilot, "f2")
        named: set[str] = set()
        for _ in Option:
            shown = text_of(pilot.app)
            sources = [line.split("←")[1] for line in shown.splitlines() if line.strip()[:1] == "←"]
            assert all(source.strip() and "." not in source for source in sources), sources
            await pilot.press("left")
            await pilot.pause()
            named.update(sources)
    assert {" Cash repair", " Deductible"} <= named


async def test_the_counted_windows_are_those_of_the_premium_path(open_app: OpenApp) -> None:
    """The accident counts of a renewal are the accidents whose windows include its day."""
    async with open_app() as pilot:
        found = counted(decision(pilot))
        path = decision(pilot).outcome(Option.CLAIM).path
        for year in path[: decision(pilot).renewals + 1]:
            assert year.accidents_3y == sum(year.day in one.in_three_years for one in found)
            assert year.accidents_1y == sum(year.day in one.in_one_year for one in found)


@pytest.mark.parametrize(("size", "is_beside"), [((160, 50), True), ((80, 24), False)])
async def test_where_there_is_room_the_change_under_the_cursor_is_compared(
    open_app: OpenApp, text_of: TextOf, size: tuple[int, int], *, is_beside: bool
) -> None:
    """A wide screen would otherwise be half empty until a choice; the preview chooses nothing."""
    async with open_app("en", size) as pilot:
        await go(pilot, "f3", "down")
        shown = text_of(pilot.app)
        assert ("A: threshold 1,000,000" in shown) is is_beside
        assert "[✓]" not in shown


async def test_a_variant_taken_over_becomes_the_case_and_can_be_undone(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        before = decision(pilot)
        await go(pilot, "f3", "a")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert decision(pilot).threshold.amount == 500_000
        await pilot.press("ctrl+z")
        assert decision(pilot) == before


async def test_only_four_variants_stand_beside_the_case(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("en", (160, 60)) as pilot:
        await go(pilot, "f3", "1", "2", "3", "4", "5")
        shown = text_of(pilot.app)
        assert shown.count("[✓]") == 4
        assert "1 [ ]" in shown
        (said,) = [note.message for note in pilot.app._notifications]
        assert said.startswith("Only 4 fit side by side: left out “threshold 500,000")


async def test_of_two_ticked_the_one_under_the_cursor_is_adopted_and_named(
    open_app: OpenApp,
) -> None:
    async with open_app() as pilot:
        await go(pilot, "f3", "1", "2", "up", "a")
        assert decision(pilot).threshold.amount == 500_000
        (said,) = [note.message for note in pilot.app._notifications]
        assert said.startswith("Adopted: threshold 500,000")
        assert said.endswith("^Z takes it back.")


async def test_without_an_answer_nothing_is_opened(open_app: OpenApp, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text("format = 1", "utf-8")
    async with open_app(case=path) as pilot:
        for key in ("f2", "f3", "f9", "ctrl+r", "f12"):
            await pilot.press(key)
            await pilot.pause()
            assert screen(pilot)


async def test_the_page_is_copied(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await go(pilot, "f2", "c")
        assert "1,261,090" in pilot.app.clipboard


KIND, BILL, DRIVER = 'kind   = "object"', "own_damage     = 1_800_000", 'driver = "insured"'
OTHERS, OWN_TABLE = "other_property = 0", "[policy.own_damage]"
OWN_TABLE += sample_text().partition(OWN_TABLE)[2].partition("[[claim]]")[0]

OF_BILLS = {
    "some-bill-is-claimed": ({}, True),
    "below-the-deductible": ({BILL: "own_damage = 150_000"}, True),
    "kind-not-covered": ({KIND: 'kind = "wear"'}, False),
    "no-own-damage-cover": ({OWN_TABLE: ""}, False),
    "only-theirs-is-covered": (
        {KIND: 'kind = "collision"', OTHERS: "other_property = 900_000", OWN_TABLE: ""},
        False,
    ),
    "others-pay": ({DRIVER: 'driver = "designated"'}, False),
    "the-car-is-gone": ({KIND: 'kind = "theft"', BILL: "own_damage = 21_000_000"}, False),
}
"""Changes to the sample, and whether another bill may then have another answer."""


@pytest.mark.parametrize("name", OF_BILLS)
async def test_bills_are_shown_where_one_may_have_another_answer(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, name: str
) -> None:
    """The answer, the charts, the text and the report either all show the bills, or none does."""
    changes, shown = OF_BILLS[name]
    text = sample_text()
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    case = tmp_path / "case.toml"
    case.write_text(text, "utf-8")
    texts = Texts("en")
    async with open_app("en", (160, 90), case) as pilot:
        found = decision(pilot)
        assert ("▲" in text_of(pilot.app)) == shown
        await go(pilot, "f9")
        assert ("no chart over the bill" in text_of(pilot.app)) != shown
        await go(pilot, "3", "1")
        assert ("no chart over the bill" in text_of(pilot.app)) != shown
    assert any("repair bill, over" in said for said in limits(found, texts)) == shown
    page = to_markdown(report(found, load_rulebook(), texts), texts)
    assert ("What a repair bill costs" in page) == shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("800,000원의 80%(내 과실)", "450,000원의 80%(내 과실)", "최소 자기부담금")),
        ("en", ("your 80% of 800,000 won", "your 80% of 450,000 won", "the minimum")),
    ],
)
async def test_each_amount_of_today_says_what_it_is_made_of(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, language: Language, words: tuple[str, ...]
) -> None:
    """Each amount says how it arises: 640,000 won is the driver's 80% of the 800,000 cash price."""
    case = tmp_path / "collision.toml"
    text = sample_text().replace('"object"', '"collision"\nfault = 0.8')
    for key, old, new in (
        ("own_damage     ", "1_800_000", "935_000"),
        ("cash_repair    ", "1_500_000", "800_000"),
        ("other_property ", "0", "450_000"),
    ):
        text = text.replace(f"{key}= {old}", f"{key}= {new}")
    case.write_text(text, "utf-8")
    seen = ""
    async with open_app(language, (100, 48), case) as pilot:
        await go(pilot, "f2")
        for _ in Option:
            seen += " ".join(text_of(pilot.app).split())
            await go(pilot, "right")
    for said in words:
        assert said in seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deductible_says_where_it_comes_from_and_no_other_sum_does(language: Language) -> None:
    """A share that the driver pays is not called a deductible, even if it is the same sum."""
    texts = Texts(language)
    case = with_accident(collision("0.5"), own_damage=won(3_000_000), cash_repair=Won(600_000))
    theirs = with_accident(case, other_property=won(500_000), other_rental=Won(100_000))
    fixed = decide(with_cover(theirs, deductible=Deductible(fixed=Won(300_000))))
    page = WhyPage(fixed)
    said = {}
    for option in (Option.CLAIM, Option.SELF_PAY):
        page.set_reactive(WhyPage.option, option)
        lines = page.lines_in(texts, 100)
        said[option] = ["".join(text for text, _ in row).strip() for row in lines]
    plan = texts("reason.deductible-fixed", deductible=Won(300_000))
    own = {"whole": Won(600_000), "fault": rate("0.5")}
    theirs_in_two = {"bill": Won(500_000), "rental": Won(100_000)}
    shares = [
        texts("table.share", **own),
        texts("table.share-of-two", **own, **theirs_in_two),
    ]
    told = {option: [line for line in (plan, *shares) if line in said[option]] for option in said}
    assert told == {Option.CLAIM: [plan], Option.SELF_PAY: shares}
