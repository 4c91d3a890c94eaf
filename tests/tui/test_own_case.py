"""The case is the sample until the first edit, and the driver's own from then on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tui.driver import decision, row, screen, settled, write

from advisor.intake.case.draft import Draft
from advisor.tui.own_case import edit_base, is_sample, new_draft, sample_draft, sample_leftovers
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.notice_line import NoticeLine

if TYPE_CHECKING:
    from tui.driver import OpenApp, TextOf

TODAY = date(2026, 11, 22)


async def test_the_first_key_makes_the_sample_a_case_of_today(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app("ko") as pilot:
        await pilot.press("7")
        await settled(pilot)
        draft = screen(pilot).consultation.draft
        assert draft.text("accident.own_damage") == "7"
        assert draft.text("policy.insurer") == "mg"
        for path in ("as_of", "assumptions.count_profile", "assumptions.refund_allowed"):
            assert draft.text(path) == ""
        assert draft.text("claim[0].surcharge_threshold") == ""
        assert "예시입니다" not in text_of(pilot.app)
        await pilot.press("ctrl+z")
        assert is_sample(screen(pilot).consultation.draft)
        assert "예시입니다" in text_of(pilot.app)


async def test_an_accident_of_today_is_decided(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        await write(pilot, "accident.day", "오늘")
        assert not screen(pilot).consultation.stale
        assert decision(pilot).case.accident.day.isoformat() == "2026-11-22"
        assert decision(pilot).case.as_of.isoformat() == "2026-11-22"


@pytest.mark.parametrize(("typed", "day"), [("어제", "2026-11-21"), ("11/20", "2026-11-20")])
async def test_a_day_that_is_left_is_written_out(open_app: OpenApp, typed: str, day: str) -> None:
    async with open_app("ko") as pilot:
        await write(pilot, "accident.day", typed)
        await pilot.press("down")
        await settled(pilot)
        entry = row(pilot, "accident.day")
        assert isinstance(entry, Entry)
        assert entry.value == day
        assert screen(pilot).consultation.draft.text("accident.day") == day
        await pilot.press("ctrl+z")
        assert is_sample(screen(pilot).consultation.draft)


def test_a_case_that_is_not_the_sample_keeps_what_it_states() -> None:
    draft = sample_draft().with_value("accident.own_damage", "1")
    assert edit_base(draft) is draft


async def test_what_is_still_the_sample_s_is_named_at_every_edit(
    open_app: OpenApp, text_of: TextOf
) -> None:
    async with open_app(size=(160, 50)) as pilot:
        await write(pilot, "accident.own_damage", "2300000")
        shown = text_of(pilot.app)
        assert "Still the sample's: Premium, Grade (등급), past accident (2024-05-10)" in shown
        assert "Cash repair" in shown.split("Still the sample's", 1)[1].split("\n", 1)[0]
        await write(pilot, "policy.premium", "900000")
        await pilot.press("f8")
        await settled(pilot)
        said = text_of(pilot.app).split("Still the sample's", 1)[1].split("\n", 1)[0]
        assert "Premium" not in said
        assert "past accident" not in said


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_what_is_still_the_sample_s_takes_two_lines_at_most(
    open_app: OpenApp, text_of: TextOf, size: tuple[int, int]
) -> None:
    async with open_app("ko", size) as pilot:
        await write(pilot, "accident.own_damage", "2300000")
        shown = " ".join(text_of(pilot.app).split())
        assert "아직 예시 값: 올해 보험료, 할인할증등급, 지난 사고" in shown
        assert screen(pilot).query_one(NoticeLine).size.height <= 2


def test_one_value_may_be_the_sample_s_by_chance_but_a_premium_is_not() -> None:
    grade = Draft({path: sample_draft().text(path) for path in ("policy.premium", "policy.grade")})
    assert sample_leftovers(grade) == ("policy.premium", "policy.grade")
    assert sample_leftovers(grade.with_value("policy.premium", "900,000")) == ()
    assert sample_leftovers(grade.with_value("policy.grade", "")) == ("policy.premium",)


def test_a_new_case_says_nothing_that_nobody_has_said() -> None:
    assert new_draft() == Draft()
