"""The case screen as a driver uses it: what is typed is decided and shown at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tui.driver import choose, decision, row, screen, settled, write
from tui.looking_ahead import looked_ahead

from advisor import service
from advisor.domain.decision import Verdict
from advisor.domain.outcome import Option
from advisor.explain.opening import verdict_line
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.draft import read_draft
from advisor.intake.sample import sample_text
from advisor.tui.consultation import relevant_draft
from advisor.tui.help_keys import declared
from advisor.tui.screens.case import CaseScreen
from advisor.tui.widgets.answer import Answer
from advisor.tui.widgets.case_form import CaseForm
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from pathlib import Path

    from tui.driver import OpenApp, TextOf

    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Language


async def test_it_opens_on_the_sample_with_its_answer(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("en") as pilot:
        shown = text_of(pilot.app)
        assert "Claim: about 240,000 won cheaper" in shown
        assert "1,422,773" in shown
        assert "1,261,090" in shown


async def test_the_repair_bill_can_be_typed_over_at_once(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("5", "0", "0", "0", "0", "0")
        assert decision(pilot).case.accident.own_damage.likely == 500_000
        assert decision(pilot).verdict is Verdict.SELF_PAY


async def test_the_shown_figures_are_those_of_the_engine(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en", (160, 50)) as pilot:
        await write(pilot, "accident.own_damage", "2600000")
        await write(pilot, "accident.other_property", "700000")
        draft = screen(pilot).consultation.draft
        rulebook: Rulebook = screen(pilot)._rulebook
        case = read_draft(relevant_draft(draft), rulebook, service.today())
        assert not isinstance(case, tuple)
        expected = service.decide(case, rulebook)
        assert decision(pilot) == expected
        shown = text_of(pilot.app)
        assert verdict_line(expected, Texts("en")) in shown
        for outcome in expected.outcomes:
            if outcome.available:
                assert f"{outcome.cash_now:,}" in shown
                assert f"{outcome.total:,}" in shown
        for interval in expected.break_even.intervals:
            assert f"{interval.first:,} –" in shown


async def test_a_wrong_amount_is_explained_and_the_last_answer_stays(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en") as pilot:
        before = decision(pilot)
        await write(pilot, "policy.premium", "x")
        assert screen(pilot).consultation.stale
        assert decision(pilot) == before
        shown = text_of(pilot.app)
        assert "[before this edit]" in shown
        assert "! Premium" in shown
        await write(pilot, "policy.premium", "900000")
        assert not screen(pilot).consultation.stale
        assert "! Premium" not in text_of(pilot.app)


async def test_small_numbers_are_asked_about_and_one_key_makes_them_ten_thousands(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("ko") as pilot:
        await write(pilot, "accident.own_damage", "230")
        assert "230만 원이면" in text_of(pilot.app)
        await pilot.press("m")
        assert decision(pilot).case.accident.own_damage.likely == 2_300_000
        assert "230만 원" in text_of(pilot.app)


async def test_korean_amounts_days_and_percent_are_read_as_typed(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        await write(pilot, "accident.own_damage", "230만")
        await write(pilot, "accident.day", "11/20")
        await choose(pilot, "accident.kind", "collision")
        await write(pilot, "accident.fault", "70")
        accident = decision(pilot).case.accident
        assert accident.own_damage.likely == 2_300_000
        assert accident.day.isoformat() == "2026-11-20"
        assert str(accident.fault) == "0.70"


async def test_what_another_kind_asked_for_is_kept_but_not_read(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await choose(pilot, "accident.kind", "collision")
        await write(pilot, "accident.fault", "70")
        await choose(pilot, "accident.kind", "object")
        assert screen(pilot).query_one(CaseForm).row("accident.fault") is None
        assert not screen(pilot).consultation.stale
        await choose(pilot, "accident.kind", "collision")
        assert str(decision(pilot).case.accident.fault) == "0.70"


async def test_what_is_unknown_is_left_blank_and_marked(open_app: OpenApp, text_of: TextOf) -> None:
    async with open_app("en") as pilot:
        row(pilot, "policy.grade").focus()
        await pilot.press("ctrl+u")
        row(pilot, "accident.day").focus()
        await pilot.pause()
        assert decision(pilot).case.policy.grade is None
        assert "? Grade (등급)" in text_of(pilot.app)
        assert "assumed: 16" in text_of(pilot.app)


async def test_past_claims_are_added_filled_and_removed(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("f7")
        assert not screen(pilot).consultation.stale
        await write(pilot, "claim[1].day", "25.03.04")
        await write(pilot, "claim[1].property_paid", "1200000")
        assert len(decision(pilot).case.claims) == 2
        await pilot.press("f8")
        assert len(decision(pilot).case.claims) == 1
        assert screen(pilot).query_one(CaseForm).row("claim[1].day") is None


async def test_every_edit_can_be_undone_and_made_again(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        first = decision(pilot)
        await write(pilot, "accident.own_damage", "500000")
        second = decision(pilot)
        await choose(pilot, "policy.surcharge_threshold", "1,000,000")
        await pilot.press("ctrl+z")
        assert decision(pilot) == second
        await pilot.press("ctrl+z")
        assert decision(pilot) == first
        entry = row(pilot, "accident.own_damage")
        assert isinstance(entry, Entry)
        assert entry.value == "1,800,000"
        await pilot.press("ctrl+y")
        assert decision(pilot) == second


async def test_a_deductible_plan_is_one_choice_and_follows_the_threshold(
    open_app: OpenApp,
) -> None:
    async with open_app() as pilot:
        await choose(pilot, "policy.own_damage.deductible", "30-percent-high")
        own = decision(pilot).case.policy.own_damage
        assert own
        assert own.deductible.maximum == 1_000_000
        await choose(pilot, "policy.own_damage.deductible", "20-percent")
        await choose(pilot, "policy.surcharge_threshold", "1,000,000")
        plan = row(pilot, "policy.own_damage.deductible")
        assert isinstance(plan, Choice)
        assert plan.value == "20-percent"
        assert decision(pilot).payout.deductible == 360_000
        own = decision(pilot).case.policy.own_damage
        assert own
        assert own.deductible.minimum == 100_000


async def test_the_parts_of_a_deductible_can_be_typed(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await choose(pilot, "policy.own_damage.deductible", "parts")
        await write(pilot, "policy.own_damage.deductible.maximum", "300000")
        assert decision(pilot).payout.deductible == 300_000


async def test_without_a_cover_its_rows_are_gone(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await choose(pilot, "policy.own_damage", "false")
        assert decision(pilot).case.policy.own_damage is None
        assert screen(pilot).query_one(CaseForm).row("policy.own_damage.sum_insured") is None
        assert decision(pilot).verdict is Verdict.NOT_COVERED


async def test_the_language_switches_and_nothing_else_changes(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("ko") as pilot:
        before = decision(pilot)
        assert "보험으로 처리하세요." in text_of(pilot.app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "Claim: about 240,000 won cheaper" in text_of(pilot.app)
        assert "보험으로" not in text_of(pilot.app)
        assert decision(pilot) == before


async def test_values_with_markup_are_shown_as_they_are(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(
        'format = 1\n"[b]x[/b]" = 1\n[policy]\ninsurer = "[red]x"\nstart = 2026-03-02\n'
        'premium = 1\n[accident]\nkind = "object"\nday = 2026-11-19\nown_damage = 1\n',
        "utf-8",
    )
    async with open_app("en", case=path) as pilot:
        shown = text_of(pilot.app)
        assert "[b]x[/b]" in shown
        assert "[red]x" in shown


async def test_a_broken_file_is_told_and_the_form_is_empty(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = tmp_path / "case.toml"
    path.write_text("format = = 1", "utf-8")
    async with open_app("en", case=path) as pilot:
        assert "To fix" in text_of(pilot.app)
        assert screen(pilot).consultation.decision is None


async def test_problems_of_a_file_stand_beside_their_fields(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(
        "format = 1\n[policy]\nstart = 2026-03-02\npremium = 900000\n[[claim]]\n"
        "day = 2025-01-01\nproperty_paid = 1\ninjury_grade = 77\n"
        '[accident]\nkind = "object"\nday = 2026-11-19\nown_damage = 1000000\n',
        "utf-8",
    )
    async with open_app("en", (100, 50), case=path) as pilot:
        assert "!  Injury " in text_of(pilot.app)


async def test_help_lists_every_key_and_closes(open_app: OpenApp, text_of: TextOf) -> None:
    """Help lists each key that the case screen or a widget on it takes, and says nothing twice."""
    async with open_app("en", (100, 160)) as pilot:
        nodes = (pilot.app, pilot.app.screen, *pilot.app.screen.walk_children())
        taken = {binding.key_display for node in nodes for binding in declared(node)}
        await pilot.press("f1")
        await pilot.pause()
        sections, _, keys = text_of(pilot.app).partition(Texts("en")("app.section.keys"))
        assert "not legal or insurance advice" in sections
        listed = [line.strip() for line in keys.splitlines() if line.strip()]
        assert taken <= {line.split()[0] for line in listed}
        assert len(listed) == len({*listed})
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_a_value_is_picked_from_the_list(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        row(pilot, "accident.kind").focus()
        await pilot.press("space", "down", "enter")
        await pilot.pause()
        assert decision(pilot).case.accident.kind == "animal"


async def test_the_recommended_option_is_marked_by_more_than_colour(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("en") as pilot:
        assert decision(pilot).recommended is Option.CLAIM
        assert "● Claim " in text_of(pilot.app)


async def test_fast_typing_loses_nothing(open_app: OpenApp) -> None:
    """A field may be ahead of the draft, and an older answer must not undo its newer text."""
    async with open_app() as pilot:
        entry = row(pilot, "accident.own_damage")
        assert isinstance(entry, Entry)
        entry.value = ""
        for sign in "123444":
            entry.insert_text_at_cursor(sign)
            await asyncio.sleep(0)
        await settled(pilot)
        assert entry.value == "123,444"
        assert decision(pilot).case.accident.own_damage.likely == 123_444


async def test_the_screen_stays_as_it_is_while_a_number_is_typed(
    open_app: OpenApp, tmp_path: Path
) -> None:
    """A verdict of one line takes the room of two, so that a digit causes no slow new layout."""
    said, room = set(), set()
    case = tmp_path / "collision.toml"
    case.write_text(sample_text().replace('"object"', '"collision"'), "utf-8")
    async with open_app(case=case) as pilot:
        top = screen(pilot).query_one(TopLine)
        await write(pilot, "accident.own_damage", "")
        for typed in ("0", "100"):
            await write(pilot, "accident.fault", typed)
            lines = top.lines(top.size.width)
            said.add(sum(any(text.strip() for text, _ in pieces) for pieces in lines))
            room.add(len(lines))
    assert said == {1, 2}
    assert room == {2}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whose_case_it_is_can_be_read_on_a_narrow_screen(
    language: Language, open_app: OpenApp, tmp_path: Path
) -> None:
    """A name of seven letters is shown in full beside "as in the file"."""
    case = tmp_path / "kim.toml"
    case.write_text(sample_text().replace("820_000", "830_000"), "utf-8")
    async with open_app(language, (60, 20), case) as pilot:
        top = screen(pilot).query_one(TopLine)
        first = "".join(text for text, _ in top.lines(top.size.width)[0])
        assert "kim.toml · " in first


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
@pytest.mark.parametrize("key", ["accident.own_damage", "accident.kind"])
async def test_page_down_scrolls_the_answer_from_any_field(
    open_app: OpenApp, size: tuple[int, int], key: str
) -> None:
    async with open_app("ko", size) as pilot:
        await looked_ahead(pilot)  # the second opinion adds a line
        row(pilot, key).focus()
        await pilot.pause()
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause()
        answer = screen(pilot).query_one(Answer)
        assert answer.scroll_y == answer.max_scroll_y > 0
        assert screen(pilot).query_one(CaseForm).scroll_y == 0


async def test_a_fault_that_is_not_stated_is_said_to_be_assumed(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("ko") as pilot:
        await choose(pilot, "accident.kind", "collision")
        (shown,) = (one for one in text_of(pilot.app).splitlines() if "내 과실" in one)
        assert "? 내 과실" in shown
        assert "100%" in shown


async def test_typing_in_a_list_jumps_to_the_value_of_that_name(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        kind = row(pilot, "accident.kind")
        kind.focus()
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        for sign in "주차":
            pilot.app.simulate_key(sign)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(kind, Choice)
        assert kind.value == "parked-unknown"


@pytest.mark.parametrize("keys", [(), ("space",)])
async def test_a_person_who_was_hit_is_told_which_kind_that_is(
    open_app: OpenApp, text_of: TextOf, keys: tuple[str, ...]
) -> None:
    async with open_app("ko", (60, 20)) as pilot:
        kind = row(pilot, "accident.kind")
        kind.focus()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        for sign in "보행자":
            pilot.app.simulate_key(sign)
        await pilot.pause()
        said = [text_of(pilot.app), *(one.message for one in pilot.app._notifications)]
        assert any("나중에 ‘상대 부상’" in " ".join(words.split()) for words in said)
        assert isinstance(kind, Choice)
        assert kind.value == "object", "as it was"


@pytest.mark.parametrize("key", ["policy.foo", "assumptions.long_renewals"])
async def test_keys_that_no_case_has_any_more_are_left_out_and_said_so(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path, key: str
) -> None:
    path, (table, name) = tmp_path / "case.toml", key.split(".")
    path.write_text(sample_text().replace(f"[{table}]", f"[{table}]\n{name} = 1"), "utf-8")
    async with open_app("en", case=path) as pilot:
        said = " ".join(text_of(pilot.app).split())
        assert f"Left out, as a case file has no such keys: {key}" in said.replace("▌ ", "")
        assert "To fix" not in text_of(pilot.app)
        assert not screen(pilot).consultation.stale
        await write(pilot, "accident.own_damage", "2000000")
        assert "Left out" not in text_of(pilot.app)


async def test_a_file_of_a_hundred_thousand_claims_opens_at_once(
    open_app: OpenApp, text_of: TextOf, tmp_path: Path
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(sample_text() + "\n[[claim]]\nday = 2020-01-01\n" * 100_000, "utf-8")
    async with open_app("en", case=path) as pilot:
        assert "At most 100 are read; there are 100001." in " ".join(text_of(pilot.app).split())
        assert screen(pilot).consultation.draft.claims == ()


@pytest.mark.parametrize("size", [(10, 2), (20, 5), (39, 11)])
async def test_the_keys_are_where_they_were_after_a_window_too_small_for_the_form(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app() as pilot:
        await pilot.press("down")
        before = pilot.app.focused
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert before
        assert pilot.app.focused is before


@pytest.mark.parametrize(
    ("language", "stale", "wanted"),
    [("ko", "[고치기 전 답]", "받은 보험금"), ("en", "[before this edit]", "paid")],
)
async def test_a_claim_that_was_paid_has_no_answer_before_its_sum(
    open_app: OpenApp, text_of: TextOf, language: Language, stale: str, wanted: str
) -> None:
    """An answer on whether to claim does not say whether to pay a claim back."""
    async with open_app(language) as pilot:
        before = decision(pilot)
        await choose(pilot, "accident.already", "true")
        assert screen(pilot).consultation.missing == ("accident.paid",)
        assert stale in text_of(pilot.app).splitlines()[0]
        assert decision(pilot) == before
        assert wanted in text_of(pilot.app)
        await write(pilot, "accident.paid", "90만")
        assert decision(pilot).case.accident.paid == 900_000
        await write(pilot, "accident.paid", "")
        assert screen(pilot).consultation.stale
        await choose(pilot, "accident.already", "false")
        assert not screen(pilot).consultation.stale
        assert decision(pilot).case.accident.paid is None
