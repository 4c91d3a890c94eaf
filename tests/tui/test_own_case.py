"""The sample until the first edit, one's own case from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.driver import decision, row, screen, settled, write

from advisor.tui.own_case import is_sample, own, sample_draft
from advisor.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from tui.driver import OpenApp, TextOf


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
    assert own(draft) is draft
