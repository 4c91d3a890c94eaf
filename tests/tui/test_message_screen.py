"""^K copies the answer as a message to the clipboard and shows it, at every size."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from advisor.explain.texts import LANGUAGES, Language
from advisor.intake.case.draft import Draft
from advisor.report.message import MOST_LINES, message
from advisor.rules.rulebook import load_rulebook
from advisor.storage.records import CaseState
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.opening import opening
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.message import CopiedText, MessageScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import MonkeyPatch  # noqa: PT013 - types only
    from tui.driver import OpenApp, TextOf


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_message_is_copied_and_shown(
    open_app: OpenApp, text_of: TextOf, language: Language, size: tuple[int, int]
) -> None:
    async with open_app(language, size) as pilot:
        app = pilot.app
        assert isinstance(app.screen, CaseScreen)
        decision, texts = app.screen.consultation.decision, app.screen.texts
        assert decision is not None
        assert texts is not None
        said = message(decision, texts).rstrip("\n")
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert isinstance(app.screen, MessageScreen)
        assert app.clipboard == said
        assert len(said.splitlines()) <= MOST_LINES
        shown = app.screen.query_one(TextArea)
        assert shown.text == said
        assert said[:16] in text_of(app)
        keys = text_of(app)
        assert texts("app.key.back") in keys, "the keys are in view, whatever the message"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)


LONG = """\
2026년 11월 20일(금) 사고(차와 부딪친 사고): 내 차 수리비 80만 원, 내 과실 70%
보험 없이 직접 처리하세요. 앞으로 10번 갱신하는 동안 약 63만 원 덜 듭니다.
수리비 177만 원까지는 자비, 넘으면 보험이 낫습니다.
2029년 전에 차를 처분할 생각이면 보험으로 처리하세요.
지금 내는 돈에 갱신 10번 동안 더 내는 보험료를 합하면 자비 처리 56만 원 · 보험 처리 119만 원
보험으로 처리해도 2027년 5월 7일(금)까지는 환입해 없던 일로 할 수 있습니다.
스스로 정할 것: 앞으로 몇 년이나 더 차를 탈까요? 지금은 갱신 10번으로 보고 계산했습니다."""
"""A message that needs more rows than there are at both widths that the dialog has in turn."""


async def test_a_long_message_stands_there_as_it_is_copied(text_of: TextOf) -> None:
    """The text is broken for the dialog's last width in every row, not only at the cursor."""
    app = AdvisorApp(opening(None), "ko")
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        app.push_screen(CopiedText(LONG, "…", "…"))
        await pilot.pause(0.2)
        area = app.screen.query_one(TextArea)
        broken = [part for one in area.wrapped_document.lines for part in one]
        rows = text_of(app).splitlines()[area.region.y :][: area.size.height]
        assert len(broken) > len(rows), "so that what is left of the text scrolls"
        for row, part in zip(rows, broken, strict=False):
            assert row[area.content_region.x :].startswith(part.rstrip())


async def test_what_is_selected_can_be_copied_alone(open_app: OpenApp) -> None:
    async with open_app("ko") as pilot:
        await pilot.press("ctrl+k")
        await pilot.pause()
        area = pilot.app.screen.query_one(TextArea)
        assert pilot.app.focused is area
        await pilot.press("home", "shift+end", "ctrl+c")
        await pilot.pause()
        assert pilot.app.clipboard == area.selected_text
        assert 0 < len(area.selected_text) < len(area.text)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.clipboard == area.text
        await pilot.press("x")
        assert area.text == pilot.app.clipboard, "nothing is typed into it"


async def test_the_office_of_the_settings_sends_it(
    open_app: OpenApp, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[office]\nname = "Hanbit"\ntelephone = "02-1"\n', "utf-8")
    monkeypatch.setenv("ADVISOR_CONFIG", str(config))
    async with open_app("en") as pilot:
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert pilot.app.clipboard.endswith("Hanbit 02-1")


async def test_the_field_that_is_typed_into_is_read_first(open_app: OpenApp) -> None:
    """^K reads the field first, and deletes nothing from it as it would in a line of Textual."""
    async with open_app("en") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CaseScreen)
        screen._focus("accident.own_damage")
        await pilot.pause()
        await pilot.press(*"9100000", "ctrl+k")
        await pilot.pause()
        assert "9.1 million" in pilot.app.clipboard


@pytest.mark.parametrize("code", ["renewed", "paid-back", "self-paid", "archived", "sum-wanted"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_new_is_sent_where_there_is_nothing_new(
    open_app: OpenApp, monkeypatch: MonkeyPatch, language: Language, code: str
) -> None:
    monkeypatch.setattr(Desk, "no_message_reason", lambda _desk, _draft, _rulebook: code)
    async with open_app(language) as pilot:
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.clipboard == ""


def test_the_open_case_has_no_message_once_it_was_claimed_or_renewed(tmp_path: Path) -> None:
    """A claimed case has a message again once its payout is stated; a renewed case has none."""
    rulebook, draft = load_rulebook(), Draft({"policy.start": "2026-03-02"})
    with CaseStore(tmp_path, lambda: date(2026, 11, 21)) as store:
        desk = Desk(store)
        assert desk.no_message_reason(draft, rulebook) == ""
        desk.take_up(store.save("case", draft))
        assert desk.no_message_reason(draft, rulebook) == ""
        store.progress.mark(1, CaseState.CLAIMED)
        assert desk.no_message_reason(draft, rulebook) == "sum-wanted"
        assert desk.no_message_reason(draft.with_value("accident.paid", "144만"), rulebook) == ""
        store.progress.note_renewal(1, date(2027, 3, 2), 980_000)
        assert desk.no_message_reason(draft, rulebook) == "renewed"


def test_a_case_that_was_put_away_has_no_message_whatever_became_of_it(tmp_path: Path) -> None:
    """An archived case has no message, and one paid back or renewed is still said to be so."""
    rulebook, draft = load_rulebook(), Draft({"policy.start": "2026-03-02"})
    with CaseStore(tmp_path, lambda: date(2026, 11, 21)) as store:
        desk = Desk(store)
        desk.take_up(store.save("case", draft))
        store.progress.archive(1)
        assert desk.no_message_reason(draft, rulebook) == "archived"
        store.progress.mark(1, CaseState.CLAIMED)
        store.progress.archive(1)
        assert desk.no_message_reason(draft, rulebook) == "archived"
        store.progress.mark(1, CaseState.PAID_BACK)
        store.progress.archive(1)
        assert desk.no_message_reason(draft, rulebook) == "paid-back"
        store.progress.note_renewal(1, date(2027, 3, 2), 980_000)
        assert desk.no_message_reason(draft, rulebook) == "renewed"


async def test_an_amount_that_looks_wrong_is_put_right_before_anything_is_sent(
    open_app: OpenApp,
) -> None:
    async with open_app("en") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CaseScreen)
        screen.open_draft(screen.consultation.draft.with_value("policy.premium", "45,000,000"))
        await pilot.pause()
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, MessageScreen)
        said = " ".join(note.message for note in pilot.app._notifications)
        assert "Did you mean 450,000 won?" in said
        assert pilot.app.clipboard == ""


async def test_without_an_answer_there_is_no_message(open_app: OpenApp) -> None:
    async with open_app("en") as pilot:
        await pilot.press("ctrl+n", "escape")
        await pilot.pause()
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.clipboard == ""
