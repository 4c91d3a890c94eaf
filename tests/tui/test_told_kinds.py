"""What happened, in a few words, is read alike by the guided start, the form and the flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste
from textual.widgets import OptionList, Static
from tui.clients import TODAY
from tui.driver import go, idle, row, sample_opening

from advisor.intake.case.fields import BY_PATH
from advisor.intake.problems import Unreadable
from advisor.intake.typed.field_value import parse_field
from advisor.intake.typed.short_answers import KIND
from advisor.tui.app import AdvisorApp
from advisor.tui.opening import opening
from advisor.tui.screens.guide import Guide
from advisor.tui.screens.picker import Picker
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from textual.pilot import Pilot

TOLD = {
    "차를 누가 박음": "parked-unknown",
    "누가 긁고 갔어요": "parked-unknown",
    "주차된 차를 누가 박음": "parked-unknown",
    "신호대기 중 누가 박음": "collision",
    "뒤에서 받힘": "collision",
    "기둥 박음": "object",
    "벽에 부딪혔어요": "object",
    "차에 불이 났어요": "fire",
    "someone hit my parked car": "parked-unknown",
    "hit a pole": "object",
    "I hit a pole": "object",
    "collision": "collision",
    "삼성화재 사고접수, 뒤차가 추돌": "collision",
    "Samsung Fire: rear-ended by another car": "collision",
    "삼성화재": "",
    "주차하다 긁음": "",
    "대리기사가 기둥 박음": "",
    "문 두 개가 찌그러짐": "",
    "화분 여러 개가 떨어짐": "falling-object",
    "흥분한 개가 튀어나옴": "animal",
    "the cat ran out": "animal",
    "hit by a catering truck": "collision",
    "colison": "",
    "floor": "",
}


@pytest.mark.parametrize(("told", "kind"), TOLD.items())
def test_a_flag_reads_it_or_refuses_it_as_it_was_typed(told: str, kind: str) -> None:
    read = parse_field(BY_PATH[KIND], told, TODAY)
    if kind:
        assert read == kind
    else:
        assert isinstance(read, Unreadable)
        assert read.problem_at(KIND, told).value == told


async def spell(pilot: Pilot[None], word: str) -> None:
    for sign in word:
        pilot.app.post_message(Key("space" if sign == " " else sign, sign))
    await idle(pilot)


async def test_the_guided_start_reads_it_likewise_and_takes_nothing_else() -> None:
    app = AdvisorApp(opening(None), "ko")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        for told, kind in TOLD.items():
            assert isinstance(app.screen, Guide)
            await spell(pilot, told)
            await go(pilot, "enter")
            guide = app.screen
            assert isinstance(guide, Guide)
            assert (guide._question.path != KIND) == bool(kind), told
            if kind:
                assert guide._asker.text_of(KIND) == kind
                await go(pilot, "shift+tab")
                continue
            said = str(guide.query_one(".said", Static).content)
            assert told in said
            assert guide.query_one(OptionList).highlighted is None
        await spell(pilot, "colison")
        await go(pilot, "enter", "enter")
        last = app.screen
        assert isinstance(last, Guide)
        assert last._question.path == KIND
        await spell(pilot, "fire")  # after Enter a new word begins
        await go(pilot, "enter")
        assert last._asker.text_of(KIND) == "fire"


async def test_the_form_reads_it_likewise_and_keeps_what_was_chosen_before() -> None:
    app = AdvisorApp(sample_opening(), "ko")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        chosen, other = row(pilot, KIND), row(pilot, "accident.day")
        assert isinstance(chosen, Choice)
        for told, kind in TOLD.items():
            chosen.value = "animal"
            chosen.focus()
            await pilot.pause()
            await spell(pilot, told)
            assert chosen.value == (kind or "animal"), told
            other.focus()
            await pilot.pause()
        chosen.focus()
        await pilot.pause()
        app.post_message(Paste("기둥\n 박음"))
        await idle(pilot)
        assert chosen.value == "object"


async def test_the_list_of_the_form_takes_nothing_for_a_word_that_means_none() -> None:
    app = AdvisorApp(sample_opening(), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        chosen = row(pilot, KIND)
        chosen.focus()
        await go(pilot, "space")
        assert isinstance(app.screen, Picker)
        await spell(pilot, "colison")
        await go(pilot, "enter")
        assert isinstance(app.screen, Picker)
        assert "colison?" in str(app.screen.query_one(".title", Static).content)
        await go(pilot, *["backspace"] * 5)
        assert app.screen.query_one(Listing).highlighted is not None
