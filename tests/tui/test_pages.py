"""The pages beside a case, as plain text at four sizes and driven by keys.

`UPDATE_SCREENS=1 python -m pytest tests/tui/test_pages.py` draws them again; then look at them.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, get_args

import pytest
from attrs import evolve
from later.scrapes import RULEBOOK, scrape
from textual.events import Paste
from tui.clients import TODAY
from tui.drawings import SIZES, check_any_size, check_drawings
from tui.driver import idle, write

from advisor.domain.decision import Decision
from advisor.domain.policy_choice import OfferFlaw, PolicyChoice
from advisor.engine.reading import read
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.sample import sample_text
from advisor.intake.typed.offer import Offer, parse_offer
from advisor.later.policy_cost import cost_of
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer
from advisor.tui.app import AdvisorApp
from advisor.tui.form.form_words import label_code
from advisor.tui.keys import PAGE_COMMANDS
from advisor.tui.screens.buying import BuyingPage, BuyingScreen, typed_driving, typed_settings
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.fields_page import WorkedOutPage, WrongRow
from advisor.tui.screens.injury import InjuryScreen
from advisor.tui.screens.insurers import InsurersPage, InsurersScreen, typed_offers
from advisor.tui.widgets.cells import MOST_ROWS, CellRow, TextCell, WonCell
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.entry import Entry
from advisor.whatif.choosing import Driving, choose
from advisor.whatif.insurers import read_offer
from advisor.whatif.on_sale import OnSale, premium_flaw

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

KEYS = {
    "injury": ("ctrl+o", "8"),
    "insurers": ("f3", "o", *"KB", "tab", *"79m", "enter", *"75m", "enter", *"88m"),
    "buying": ("f3", "b", "right", "right", "tab", "tab", "tab", *"81m"),
}

ON_SALE = OnSale.at_renewal(read(scrape(), RULEBOOK))
USUAL = partial(premium_flaw, rulebook=RULEBOOK, day=TODAY, this_year=820_000)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the page under them is worked out."""
    for key in keys:
        await pilot.press(key)
    await worked_out(pilot)


async def worked_out(pilot: Pilot[None]) -> None:
    for _ in range(400):
        await pilot.pause(0.05)
        found = pilot.app.screen
        if not isinstance(found, WorkedOutPage) or found.is_settled:
            await pilot.pause()
            return
    raise AssertionError


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", KEYS)
async def test_a_page_looks_as_drawn(
    open_app: OpenApp, text_of: TextOf, name: str, language: Language
) -> None:
    async with open_app(language, SIZES[0]) as pilot:
        await press(pilot, *KEYS[name])
        await check_drawings(pilot, f"{name}-{language}", text_of)
        if language == "ko":  # English, whose signs are narrow, fits wherever Korean does
            await check_any_size(pilot, text_of)


SHEET = """보험사\t보험료\t사고 없으면\t보험 처리하면
KB\t790,000원\t750000\t₩880,000

삼성화재\t81만\t\t\t010-1234-5678
"""


@pytest.fixture
def lasting_toasts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make toasts stay until the test reads them."""
    monkeypatch.setattr(AdvisorApp, "NOTIFICATION_TIMEOUT", 60.0)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste as a terminal does, and wait until the page is worked out."""
    pilot.app.post_message(Paste(text))
    await worked_out(pilot)


def in_cells(pilot: Pilot[None]) -> list[list[str]]:
    """Return the texts in the fields of the table, row by row."""
    rows = pilot.app.screen.query(CellRow)
    kinds = Entry, Choice
    return [[one.value for one in row.children if isinstance(one, kinds)] for row in rows]


@pytest.mark.usefixtures("lasting_toasts")
async def test_insurers_copied_from_a_sheet_go_into_their_cells(open_app: OpenApp) -> None:
    """Headings and blank rows are skipped, and the app names a cell that has no column."""
    async with open_app("ko") as pilot:
        await press(pilot, "f3", "o")
        await paste(pilot, SHEET)
        assert in_cells(pilot) == [
            ["KB", "790,000원", "750000", "₩880,000"], ["삼성화재", "81만", "", ""], [""] * 4,
        ]  # fmt: skip
        found = pilot.app.screen.query_one(InsurersPage).found
        assert isinstance(found, tuple)
        assert {cost.offer.premium for cost in found} >= {790_000, 810_000}
        (told,) = pilot.app._notifications
        assert "010-1234-5678" in told.message
        await pilot.press("down", "down")
        await paste(pilot, "DB\t83만")
        assert in_cells(pilot)[2:] == [["DB", "83만", "", ""], [""] * 4]
        await paste(pilot, "메리츠")
        assert in_cells(pilot)[2][0].endswith("메리츠"), "a single cell is typed text"


@pytest.mark.usefixtures("lasting_toasts")
async def test_more_rows_than_there_is_room_for_are_named(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await press(pilot, "f3", "o")
        await paste(pilot, "\n".join(f"Insurer {at}\t{70 + at}만" for at in range(MOST_ROWS + 2)))
        assert [row[0] for row in in_cells(pilot)] == [f"Insurer {at}" for at in range(MOST_ROWS)]
        (told,) = pilot.app._notifications
        assert "Insurer 12" in told.message
        assert "Insurer 13" in told.message


@pytest.mark.usefixtures("lasting_toasts")
async def test_a_copied_setting_that_nobody_sells_is_no_quote_for_another(
    open_app: OpenApp,
) -> None:
    """Without its choice the row would be a quote for today's threshold, and a cheap one."""
    async with open_app("en") as pilot:
        await press(pilot, "f3", "b")
        await paste(pilot, "120만\t20%\tyes\t70만\n100만\t20%\tyes\t81만\n")
        first, second, *_ = in_cells(pilot)
        assert first == [""] * 4
        assert [second[0], second[3]] == ["1000000", "81만"]
        (told,) = pilot.app._notifications
        assert "120만 20% yes 70만" in " ".join(told.message.split())


@pytest.mark.parametrize("language", get_args(Language))
async def test_settings_copied_from_a_sheet_are_chosen(
    open_app: OpenApp, language: Language
) -> None:
    async with open_app(language) as pilot:
        await press(pilot, "f3", "b")
        await paste(pilot, "100만\t30%\t없음\t81만\n50만\t\t\t80만\n")
        first, second, *_ = in_cells(pilot)
        assert [first[0], *first[2:]] == ["1000000", "false", "81만"]
        assert first[1].startswith("30-percent")
        assert second == ["500000", "", "", "80만"]
        found = pilot.app.screen.query_one(BuyingPage).found
        assert isinstance(found, PolicyChoice)
        offers = {one.premium: len(one.changed) for one in found.settings if one.offered}
        assert offers == {810_000: 3, 800_000: 1}, "what is priced is what stands in the rows"
        await press(pilot, "tab", *"20%")
        assert in_cells(pilot)[0][1].startswith("20-percent"), "typed words begin anew"


async def test_each_page_is_among_the_commands_and_escape_leads_back(open_app: OpenApp) -> None:
    texts = Texts("en")
    kinds = {"page('insurers')": InsurersScreen, "page('buying')": BuyingScreen}
    async with open_app("en") as pilot:
        for action, code in PAGE_COMMANDS:
            given = {one.title: one for one in pilot.app.get_system_commands(pilot.app.screen)}
            await given[texts(code)].callback()
            await pilot.pause()
            assert isinstance(pilot.app.screen, kinds[action])
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, CaseScreen)
        await press(pilot, "f10", "ctrl+o")
        assert isinstance(pilot.app.screen, InjuryScreen)


POLICY = """format = 1
as_of = 2026-11-22
[policy]
start = 2026-03-02
premium = 820_000
grade = 16
surcharge_threshold = 2_000_000
own_damage = {}
[assumptions]
renewals = 2
"""


@pytest.mark.parametrize("language", get_args(Language))
async def test_what_to_buy_and_insurers_need_no_accident(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, language: Language
) -> None:
    case = tmp_path / "policy.toml"
    case.write_text(POLICY, "utf-8")
    texts = Texts(language)
    async with open_app(language, (100, 40), case) as pilot:
        for action, code in PAGE_COMMANDS:
            given = {one.title: one for one in pilot.app.get_system_commands(pilot.app.screen)}
            await given[texts(code)].callback()
            await worked_out(pilot)
            said: tuple[str, ...]
            if action == "page('insurers')":
                await press(pilot, *"KB", "tab", *"70m")
                said = ("KB", texts("compare.insurers.head-renewal"), "713,700")
            else:
                said = (texts("choose.worth.title"), "713,700")
            shown = text_of(pilot.app)
            assert all(words in shown for words in said)
            await press(pilot, "escape")


@pytest.mark.parametrize("language", get_args(Language))
async def test_what_if_without_an_accident_is_what_to_buy(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, language: Language
) -> None:
    case = tmp_path / "policy.toml"
    case.write_text(POLICY, "utf-8")
    async with open_app(language, (80, 24), case) as pilot:
        shown = text_of(pilot.app)
        assert "F3" in shown[: shown.index(Texts(language)("app.group.accident"))]
        await pilot.press("f3")  # not `press`: the toast would be gone once the page is worked out
        (told,) = pilot.app._notifications
        assert "".join(told.message.split()) == "".join(
            Texts(language)("pages.without-accident").split()
        )
        assert "Esc" in told.message, "on the page itself, ^P has no insurers"
        await worked_out(pilot)
        assert isinstance(pilot.app.screen, BuyingScreen)


async def test_what_if_of_an_accident_that_cannot_be_read_says_what_to_mend(
    open_app: OpenApp,
) -> None:
    """The app neither says that there is no accident nor opens the page about what to buy."""
    async with open_app("en", (80, 24)) as pilot:
        await write(pilot, "accident.own_damage", "y")
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, CaseScreen)
        (told,) = pilot.app._notifications
        assert "Repair bill" in told.message


@pytest.mark.parametrize("language", get_args(Language))
async def test_they_ask_for_the_policy_alone_where_nothing_is_stated(
    open_app: OpenApp, tmp_path: Path, language: Language
) -> None:
    """A driver who compares at a renewal has no accident whose day or kind could be asked for."""
    case, texts = tmp_path / "nothing.toml", Texts(language)
    case.write_text("format = 1\n[policy]\ngrade = 16\n", "utf-8")
    async with open_app(language, (100, 40), case) as pilot:
        for code in ("", *(code for _, code in PAGE_COMMANDS)):
            given = {one.title: one for one in pilot.app.get_system_commands(pilot.app.screen)}
            await (given[texts(code)].callback() if code else pilot.press("f3"))
            await idle(pilot)
            said = [one.message for one in pilot.app._notifications][-1]
            assert " ".join(said.split()) == texts("pages.policy-wanted")
            assert texts("label.accident.day") not in said


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("key", ["f9", "ctrl+r", "f2", "f6", "ctrl+k"])
async def test_a_page_without_an_answer_says_why_it_does_not_open(
    open_app: OpenApp, tmp_path: Path, language: Language, key: str
) -> None:
    case = tmp_path / "policy.toml"
    case.write_text(POLICY, "utf-8")
    texts, bare = Texts(language), ("accident.day", "accident.kind", "accident.own_damage")
    async with open_app(language, (100, 40), case) as pilot:
        before = pilot.app.screen
        await press(pilot, key)
        assert pilot.app.screen is before
        (said,) = [one.message for one in pilot.app._notifications]
        fields = ", ".join(texts(label_code(path, texts)) for path in bare)
        assert " ".join(said.split()) == texts("app.verdict.missing-accident", fields=fields)


async def test_the_sums_follow_each_key_and_the_sum_asked_for(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en", (80, 40)) as pilot:
        await press(pilot, "ctrl+o")
        assert "By the standard 150,000 won in all." in text_of(pilot.app)
        await press(pilot, *"10")
        assert "By the standard 230,000 won in all." in text_of(pilot.app)
        pilot.app.screen.query_one("#asked").focus()
        await press(pilot, *"70m")
        shown = " ".join(text_of(pilot.app).split())
        assert "470,000 won above the standard" in shown
        pilot.app.screen.query_one("#visits").focus()
        await press(pilot, "end", "x")
        assert "Visits to a doctor:" in " ".join(text_of(pilot.app).split())
        await press(pilot, "backspace", "escape", "ctrl+o")
        assert "230,000 won in all" in text_of(pilot.app)


async def test_what_a_grave_injury_asks_unfolds(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        await press(pilot, "ctrl+o")
        found = pilot.app.screen
        assert not found.query_one("#spouse").display
        found.query_one("FormButton").focus()
        await press(pilot, "space")
        assert found.query_one("#spouse").display


async def test_another_case_has_nothing_of_what_was_typed(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await press(pilot, "f3", "o", *"KB", "escape", "o")
        first = pilot.app.screen.query(TextCell).first()
        assert first.value == "KB"
        await press(pilot, "escape", "escape")
        found = pilot.app.screen
        assert isinstance(found, CaseScreen)
        found.open_draft(found.consultation.draft)
        await press(pilot, "f3", "o")
        assert not pilot.app.screen.query(TextCell).first().value


async def test_a_wrong_row_is_marked_and_the_arrows_go_by_row(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en") as pilot:
        await press(pilot, "f3", "o", *"KB", "down", *"DB", "enter", *"80m", "enter", *"70m")
        shown = text_of(pilot.app)
        assert "Line 1: type its premium." in shown
        assert "Line 2: type both renewal premiums" in shown
        assert len(pilot.app.screen.query(CellRow)) == 3
        focused = pilot.app.focused
        assert isinstance(focused, WonCell)
        await press(pilot, "up")
        assert pilot.app.focused is not focused
        assert isinstance(pilot.app.focused, WonCell)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_ones_own_insurer_alone_is_shown_and_said_to_be_alone(
    open_app: OpenApp, language: Language, text_of: TextOf
) -> None:
    """The page shows the only insurer typed, the own one, and says that it stands alone."""
    async with open_app(language, (100, 30)) as pilot:
        await press(pilot, "f3", "o", *"MG", "tab", *"80m")
        shown = text_of(pilot.app)
        assert Texts(language)("compare.insurers.only") in " ".join(shown.split())
        assert "800,000" in shown


def row(**typed: str) -> dict[str, str]:
    return {"name": "", "premium": "", "clean": "", "claim": "", **typed}


def test_offers_are_read_as_on_the_command_line() -> None:
    offers, wrong = typed_offers(
        [row(name="KB", premium="82만", clean="76만", claim="90만"), row()], RULEBOOK, TODAY, {}
    )
    assert (offers, wrong) == ((read_offer("KB=82만:76만:90만"),), ())


@pytest.mark.parametrize(
    ("typed", "column", "code"),
    [
        (row(premium="82만"), "name", "no-name"),
        (row(name="KB"), "premium", "no-premium"),
        (row(name="KB", premium="0"), "premium", "no-amount"),
        (row(name="KB", premium="82만", clean="76만"), "claim", "one-quote"),
        (row(name="KB", premium="82만", claim="76만"), "clean", "one-quote"),
    ],
)
def test_what_is_no_offer_is_said_at_its_field(
    typed: dict[str, str], column: str, code: str
) -> None:
    assert typed_offers([typed], RULEBOOK, TODAY, {}) == (
        (),
        (WrongRow(0, column, f"pages.insurers.wrong.{code}"),),
    )


@pytest.mark.parametrize(
    ("typed", "columns"),
    [
        (row(name="KB", premium="70"), ["premium"]),
        (row(name="KB", premium="70만", clean="69", claim="84"), ["clean", "claim"]),
    ],
)
def test_an_insurer_s_amount_without_its_unit_is_asked_about(
    typed: dict[str, str], columns: list[str]
) -> None:
    """A quote without its unit is kept out of the table, where its tiny sum would win."""
    offers, wrong = typed_offers([typed], RULEBOOK, TODAY, {})
    assert offers == ()
    assert [one.column for one in wrong] == columns
    for language in LANGUAGES:
        said = wrong[0].words(Texts(language))
        amount = int(typed[columns[0]])
        assert Texts(language)("choose.setting.fixed", fixed=amount * 10_000).split()[-2] in said


@pytest.mark.parametrize("premium", ["8.1만", "810만"])
def test_a_premium_of_another_zero_than_this_year_s_is_asked_about(premium: str) -> None:
    document = {"policy": {"premium": 820_000}}
    offers, insurers = typed_offers([row(name="KB", premium=premium)], RULEBOOK, TODAY, document)
    settings, wrong = typed_settings([{"threshold": "1000000", "premium": premium}], ON_SALE, USUAL)
    assert not offers
    assert not settings
    for one in (*insurers, *wrong):
        assert isinstance(one.what, OfferFlaw)
        assert (one.column, one.what.code) == ("premium", "apart")
        assert all("820,000" in one.words(Texts(language)) for language in LANGUAGES)
    typed = [row(name="KB", premium=premium)] * 2
    assert typed_offers(typed, RULEBOOK, TODAY, document)[1] == ()
    settings, wrong = typed_settings(
        [{"threshold": "1000000", "premium": premium}] * 2, ON_SALE, USUAL
    )
    assert len(settings) == 2
    assert not wrong, "who types it once more means it"


def test_settings_are_read_as_on_the_command_line() -> None:
    typed = {"threshold": "1000000", "deductible": "30-percent-high", "single": "false"}
    rows = [{**typed, "premium": premium} for premium in ("74만", "", "x", "66")]
    offers, wrong = typed_settings(rows, ON_SALE, USUAL)
    typed_there = parse_offer("threshold=100만,deductible=30%(30~100만),single-vehicle=no:74만")
    assert isinstance(typed_there, Offer)
    assert [ON_SALE.setting_of(one) for one in offers] == [ON_SALE.setting_of(typed_there)]
    assert [one.premium for one in offers] == [740_000]
    of_x, of_66 = wrong
    assert of_x == WrongRow(2, "premium", "pages.buy.wrong.premium")
    assert isinstance(of_66.what, OfferFlaw)
    assert (of_66.row, of_66.what.code) == (3, "meant")


def test_what_is_said_of_the_years_to_come_has_bounds() -> None:
    assert typed_driving("0.2", "30%") == (Driving(Decimal("0.2"), Decimal("0.3")), ())
    assert typed_driving("", "") == (Driving(), ())
    assert typed_driving("4", "x")[1] == ("rate", "share")


def test_a_setting_is_worked_out_once() -> None:
    rulebook = load_rulebook()
    found = answer(tomllib.loads(sample_text(), parse_float=Decimal), rulebook, TODAY)
    assert isinstance(found, Decision)
    offer = parse_offer("threshold=100만:81만")
    assert isinstance(offer, Offer)
    case = evolve(found.case, assumptions=evolve(found.case.assumptions, renewals=2))
    choose(case, rulebook)
    worked_out = cost_of.cache_info().misses
    with_offer = choose(case, rulebook, [offer])
    assert cost_of.cache_info().misses == worked_out
    cost_of.cache_clear()
    assert with_offer == choose(case, rulebook, [offer])
