"""The questions over the form: which are asked, what is asked again and how they are answered."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.containers import Vertical
from textual.events import Paste
from textual.widgets import Input, OptionList, Static
from tui.driver import choose, decision, go, idle, row, sample_opening, screen, write

from advisor import service
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.fields import COVER, COVER_UNKNOWN
from advisor.intake.case.questions import INJURY
from advisor.storage.errors import StorageError
from advisor.storage.store import CaseStore
from advisor.tui.app import AdvisorApp
from advisor.tui.desk import Desk
from advisor.tui.opening import opening
from advisor.tui.screens.buying import BuyingScreen
from advisor.tui.screens.case import CaseScreen
from advisor.tui.screens.guide import Guide
from advisor.tui.screens.guide_answers import answer_at
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.listing import Listing
from advisor.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.driver import OpenApp, TextOf

    from advisor.explain.texts import Language

ANSWERS = {
    "accident.day": "2026-11-20",
    "accident.own_damage": "180만",
    "policy.start": "2026-03-02",
    "policy.premium": "82만",
}


def guide(pilot: Pilot[None]) -> Guide:
    assert isinstance(pilot.app.screen, Guide)
    return pilot.app.screen


@asynccontextmanager
async def begun(
    language: Language = "en", size: tuple[int, int] = (100, 30), desk: Desk | None = None
) -> AsyncIterator[Pilot[None]]:
    """Start the app as if for the first time, and wait for its first question."""
    app = AdvisorApp(opening(None, desk), language)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot


def asked(pilot: Pilot[None]) -> str:
    return guide(pilot)._question.path


async def answer(pilot: Pilot[None], text: str) -> None:
    field = guide(pilot).query_one(Input)
    if not field.has_class("hidden"):
        field.value = text
    await go(pilot, "enter")


async def until(pilot: Pilot[None], path: str, **answers: str) -> None:
    """Answer every question up to the given one; those without an answer are skipped."""
    known = ANSWERS | {name.replace("__", "."): text for name, text in answers.items()}
    while asked(pilot) != path:
        await answer(pilot, known.get(asked(pilot), ""))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_not_to_know_of_the_cover_takes_it_for_granted_and_says_so(
    language: Language, text_of: TextOf
) -> None:
    async with begun(language, (100, 48)) as pilot:
        await go(pilot, "down")
        await until(pilot, COVER)
        await answer(pilot, "")
        assert asked(pilot) == "claim[0].day", (
            "who does not know of a cover knows none of its parts"
        )
        await go(pilot, "escape")
        assert screen(pilot).consultation.draft.text(COVER) == COVER_UNKNOWN
        assert {one.path: one.value for one in decision(pilot).assumed}[COVER] is True
        assert decision(pilot).ask[0].code == "own-damage-cover"
        shown = text_of(pilot.app)
        assert ("I don't know" if language == "en" else "모름") in shown
        assert ("If you have own-damage cover" if language == "en" else "자차에 가입했") in shown


@pytest.mark.parametrize(
    ("path", "usual", "unsaid"),
    [(COVER, "true", COVER_UNKNOWN), (INJURY, "", "unknown"), ("policy.insurer", "axa", "")],
)
async def test_the_usual_answer_stands_first_and_enter_alone_claims_nothing(
    path: str, usual: str, unsaid: str
) -> None:
    async with begun("ko") as pilot:
        await until(pilot, path)
        assert guide(pilot).query_one(OptionList).highlighted is None
        shown = next(one for one in pilot.app.screen_stack if isinstance(one, CaseScreen))
        await go(pilot, "enter")
        assert shown.consultation.draft.text(path) == unsaid
        await go(pilot, "shift+tab", "home", "enter")
        assert shown.consultation.draft.text(path) == usual


async def test_a_start_that_does_not_hold_today_is_refused_at_its_question() -> None:
    """The day of the advice is not asked for, so it is the policy start that is refused."""
    async with begun() as pilot:
        await until(pilot, "policy.start")
        await answer(pilot, "2024-03-02")
        assert asked(pilot) == "policy.start"
        assert "Mon 2 March 2026" in str(guide(pilot).query_one(".said", Static).render())
        await answer(pilot, "2026-03-02")
        assert asked(pilot) == "policy.premium"


@pytest.mark.parametrize(
    ("path", "typed", "offered", "read"),
    [
        ("accident.own_damage", "60~90", "60~90만", "60~90만"),
        ("accident.own_damage", "110~150", "110~150만", "110~150만"),
        ("accident.own_damage", "75", "750,000", "750,000"),
        ("policy.premium", "734,560만", "734,560", "734,560"),
        ("accident.cash_repair", "45억", "450,000", "450,000"),
        ("claim[0].property_paid", "115", "1,150,000", "1,150,000"),
    ],
)
async def test_an_unusual_amount_is_asked_about_at_its_question(
    path: str, typed: str, offered: str, read: str
) -> None:
    async with begun() as pilot:
        await until(pilot, path, **{"accident__cash_repair": "", "claim[0]__day": "2024-11-10"})
        await answer(pilot, typed)
        assert asked(pilot) == path
        assert guide(pilot).query_one(Input).value == offered
        await go(pilot, "enter")
        assert asked(pilot) != path
        shown = next(one for one in pilot.app.screen_stack if isinstance(one, CaseScreen))
        assert shown.consultation.draft.text(path) == read


async def test_an_unusual_amount_that_is_meant_is_typed_once_more() -> None:
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        await answer(pilot, "60~90")
        await answer(pilot, "60~90")
        assert asked(pilot) != "accident.own_damage"


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape")])
async def test_an_amount_in_doubt_is_gone_back_to(keys: tuple[str, ...]) -> None:
    """A doubtful amount that is left stays as typed, and is asked about first the next time."""
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        await go(pilot, *"75", *keys)
        assert screen(pilot).consultation.draft.text("accident.own_damage") == "75"
        await go(pilot, "ctrl+g")
        assert asked(pilot) == "accident.own_damage"
        assert guide(pilot).query_one(Input).value == "750,000"
        assert "75 won" in str(guide(pilot).query_one(".said", Static).render())
        await go(pilot, "enter")
        assert asked(pilot) == "accident.cash_repair"
        await go(pilot, "escape")
        assert screen(pilot).consultation.draft.text("accident.own_damage") == "750,000"
        await go(pilot, "ctrl+g")
        assert asked(pilot) == "policy.start"


async def test_an_amount_that_was_said_to_be_meant_is_not_gone_back_to() -> None:
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        await answer(pilot, "60~90")
        await answer(pilot, "60~90")
        await go(pilot, "escape", "ctrl+g")
        assert asked(pilot) == "policy.start"
        await go(pilot, "escape")
        await write(pilot, "accident.own_damage", "65~90")
        await go(pilot, "ctrl+g")
        assert asked(pilot) == "accident.own_damage"


async def test_an_amount_that_is_offered_and_then_changed_is_kept_as_typed() -> None:
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        await go(pilot, *"75", "enter", "end", "backspace", "0")
        assert guide(pilot).query_one(Input).value == "750,000"
        await go(pilot, "escape")
        assert screen(pilot).consultation.draft.text("accident.own_damage") == "750,000"


async def test_what_a_later_answer_makes_wrong_is_asked_once_more() -> None:
    """A payout for an accident before the policy is wrong, which only the policy start shows."""
    async with begun() as pilot:
        await until(pilot, "client.name", accident__day="2026-02-10", accident__paid="90만")
        assert screen_problems(pilot) == ("accident.paid",)
        await answer(pilot, "")
        assert asked(pilot) == "accident.paid"
        await answer(pilot, "")
        assert "accident.paid" not in screen_problems(pilot)


async def test_what_is_wrong_and_is_no_question_has_the_cursor_afterwards(
    open_app: OpenApp,
) -> None:
    async with open_app() as pilot:
        await write(pilot, "policy.grade", "16")
        await write(pilot, "accident.cash_repair", "abc")
        await go(pilot, "ctrl+g")
        assert asked(pilot) == "accident.cash_repair", "begun anew it goes on at what is wrong"
        await go(pilot, "escape")
        focused = screen(pilot).focused
        assert focused is not None
        assert focused.name == "accident.cash_repair"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_half_typed_is_kept_and_gone_on_with(
    tmp_path: Path, text_of: TextOf, language: Language
) -> None:
    """After a restart the half-typed text is there again, with the key for the questions."""
    with CaseStore(tmp_path, service.today) as store:
        async with begun(language, desk=Desk(store)) as pilot:
            await until(pilot, "accident.own_damage")
            await go(pilot, *"900000")
    with CaseStore(tmp_path, service.today) as store:
        app = AdvisorApp(opening(None, Desk(store)), language)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            assert screen(pilot).consultation.draft.text("accident.own_damage") == "900000"
            assert "^G" in text_of(app)
            await go(pilot, "ctrl+g")
            assert asked(pilot) == "policy.start"


@pytest.mark.parametrize("begun_with", ["accident.kind", "accident.day", "accident.own_damage"])
async def test_only_a_case_of_which_nothing_is_said_is_called_a_new_one(begun_with: str) -> None:
    """A case that already states something is not called new, in either language."""
    said = {**ANSWERS, "accident.kind": "collision"}[begun_with]
    async with begun() as pilot:
        assert title(pilot) == "A new case"
        await go(pilot, "escape", "ctrl+g")
        assert title(pilot) == "A new case"
        await go(pilot, "escape")
        screen(pilot).edits.answer(begun_with, said)
        await go(pilot, "ctrl+g")
        assert title(pilot) == "Questions about this case"
        await go(pilot, "ctrl+l")
        assert title(pilot) == "이 사례의 질문"


def title(pilot: Pilot[None]) -> str:
    return str(guide(pilot).query_one(".title", Static).content)


async def test_keys_typed_ahead_go_to_the_question_that_they_were_typed_for() -> None:
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        for key in (*"900000", "enter", *"800000", "enter", *"700000"):
            pilot.app.simulate_key(key)
        await idle(pilot)
        assert asked(pilot) == "accident.other_property"
        shown = next(one for one in pilot.app.screen_stack if isinstance(one, CaseScreen))
        said = shown.consultation.draft.text
        assert said("accident.own_damage") == "900,000"
        assert said("accident.cash_repair") == "800,000"
        assert said("accident.other_property") == "700000"


async def test_a_list_stops_at_its_ends() -> None:
    async with begun(size=(80, 24)) as pilot:
        listing = guide(pilot).query_one(OptionList)
        await go(pilot, "up")
        assert listing.highlighted == 0
        await go(pilot, "end", "down")
        assert listing.highlighted == listing.option_count - 1


@pytest.mark.parametrize("opened", ["ctrl+g", "ctrl+s", "f6", "ctrl+k"])
async def test_no_keys_are_shown_that_do_nothing(
    open_app: OpenApp, text_of: TextOf, opened: str
) -> None:
    """A dialog shows its own keys and not those of the case behind it, which do nothing."""
    async with open_app() as pilot:
        assert "F2 Why" in text_of(pilot.app)
        await go(pilot, opened)
        assert not isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.query_one(KeyBar).visible
        assert "F2" not in text_of(pilot.app)
        await go(pilot, "escape")
        assert "F2 Why" in text_of(pilot.app)


async def test_what_is_told_twice_is_told_once_and_cuts_no_line(
    text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AdvisorApp, "NOTIFICATION_TIMEOUT", 60.0)
    app = AdvisorApp(sample_opening(), "ko")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for _ in range(3):
            screen(pilot).tell("복사했습니다.")
            await pilot.pause()
        screen(pilot).tell("저장했습니다.")
        while "저장했습니다." not in text_of(pilot.app):
            await pilot.pause(0.02)
        lines = text_of(pilot.app).splitlines()
        told = [line.strip("▌ ") for line in lines if "했습니다." in line]
        assert told == ["복사했습니다.", "저장했습니다."], "from side to side, and nothing beside"


def screen_problems(pilot: Pilot[None]) -> tuple[str, ...]:
    return next(
        one for one in pilot.app.screen_stack if isinstance(one, CaseScreen)
    ).consultation.wrong


async def test_what_is_wrong_is_said_until_it_is_changed() -> None:
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        await answer(pilot, "much")
        said = guide(pilot).query_one(".said", Static)
        assert "cannot be read" in str(said.content)
        await go(pilot, "9")
        assert "cannot be read" not in str(said.content)
        await answer(pilot, "90")
        assert "900,000" in str(said.content), "the amount that is likely meant is asked for"
        await go(pilot, "enter")
        assert asked(pilot) == "accident.cash_repair"


async def test_the_questions_go_on_in_the_other_language(text_of: TextOf) -> None:
    """A driver who starts in the wrong language can change it without leaving the questions."""
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        field = guide(pilot).query_one(Input)
        field.value = "much"
        await go(pilot, "enter", "ctrl+l")
        assert asked(pilot) == "accident.own_damage"
        shown = text_of(pilot.app)
        assert "내 차 수리비 견적은 얼마인가요?" in shown
        assert "금액으로 읽을 수 없습니다" in shown
        assert field.value == "much"
        await go(pilot, "ctrl+l")
        assert "What is the repair estimate for your car?" in text_of(pilot.app)


@pytest.mark.parametrize(
    ("language", "size"),
    [
        ("ko", (60, 20)), ("en", (60, 20)), ("ko", (80, 24)), ("en", (80, 24)), ("en", (80, 27)),
        ("ko", (100, 30)), ("en", (100, 30)),
    ],
)  # fmt: skip
async def test_at_every_question_the_keys_and_the_answer_are_in_sight(
    text_of: TextOf, language: Language, size: tuple[int, int]
) -> None:
    """The first question also names, in the other language, the key that switches to it.

    The panel stays below the verdict, even with the long list of insurers.
    """
    other = {"ko": "English: ^L", "en": "한국어: ^L"}[language]
    async with begun(language, size) as pilot:
        assert other in text_of(pilot.app)
        if size[1] >= 24:
            kinds = guide(pilot).query_one(OptionList)
            assert kinds.size.height == 34 * size[1] // 100, "nothing is shortened yet"
        asked_about = set()
        while isinstance(pilot.app.screen, Guide):
            row = guide(pilot).query_one(KeyBar).region.y
            shown = text_of(pilot.app).splitlines()
            assert row < len(shown), asked(pilot)
            assert "Esc" in shown[row], asked(pilot)
            asked_about.add(path := asked(pilot))
            if "claim[0].day" in asked_about and path != "client.name":
                panel = guide(pilot).query_one(Vertical).region
                top = pilot.app.screen_stack[-2].query_one(TopLine).region
                assert panel.y >= top.bottom, path
                assert panel.bottom < size[1], path
            await answer(pilot, ANSWERS.get(path, ""))
        assert asked_about.issuperset({*ANSWERS, "policy.insurer"})


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_earlier_claim_of_this_year_may_be_paid_back_too(
    language: Language, text_of: TextOf
) -> None:
    """With two accidents in a year, paying back the first may save most, and the app asks."""
    async with begun(language) as pilot:
        await until(pilot, "claim[0].day")
        await answer(pilot, "2026-07-01")
        await answer(pilot, "30만")
        assert asked(pilot) == "claim[0].status"
        offered = [str(one.prompt) for one in guide(pilot).query_one(OptionList).options]
        assert len(offered) == 3
        await go(pilot, "enter")
        assert asked(pilot) == "claim[1].day"
        await go(pilot, "escape")
        assert "earlier-refund" in {one.code for one in decision(pilot).ask}
        shown = text_of(pilot.app)
        assert {"ko": "환입할 수 있나요", "en": "Can I still pay back"}[language] in shown
        await choose(pilot, "claim[0].status", "refundable")
        await idle(pilot)
        found = decision(pilot)
        assert found.plan is not None
        assert found.plan.refund == (0,)


async def test_an_answer_is_taken_back_by_the_key_that_takes_back_an_edit() -> None:
    """^Z undoes an edit in the form, so over the form it takes back an answer."""
    async with begun() as pilot:
        await until(pilot, "accident.own_damage")
        await answer(pilot, "18만")
        assert asked(pilot) == "accident.cash_repair"
        await go(pilot, "ctrl+z")
        assert asked(pilot) == "accident.own_damage"
        draft = pilot.app.screen_stack[-2]
        assert isinstance(draft, CaseScreen)
        assert draft.consultation.draft.text("accident.own_damage") == ""
        assert guide(pilot).query_one(Input).value == ""
        await go(pilot, "ctrl+z", "ctrl+z")
        assert asked(pilot) == "accident.kind"
        await go(pilot, "ctrl+z", "ctrl+z")
        assert asked(pilot) == "accident.kind", "nothing is left to take back"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_policy_of_last_time_is_told_by_more_than_a_bare_figure(
    language: Language, text_of: TextOf, store: CaseStore
) -> None:
    """The figure is called a premium: 'The same policy (843,000)?' would not say what it is."""
    async with begun(language, desk=Desk(store)) as pilot:
        await until(pilot, "policy.premium")
        await answer(pilot, "843000")
        await go(pilot, "escape", "ctrl+n")
        assert asked(pilot) == "own-policy"
        shown = text_of(pilot.app)
        assert {"ko": "(보험료 843,000)", "en": "(premium 843,000)"}[language] in shown


async def test_what_is_to_be_put_right_is_named_from_top_to_bottom(text_of: TextOf) -> None:
    async with begun(size=(120, 40)) as pilot:
        await go(pilot, "escape")
        for key in ("policy.premium", "accident.own_damage"):
            await write(pilot, key, "much")
        assert "fixed: Repair bill, Premium." in " ".join(text_of(pilot.app).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_commonest_accidents_are_seen_at_once(
    language: Language, size: tuple[int, int], text_of: TextOf
) -> None:
    """Being hit while parked by somebody unknown is among the kinds seen without scrolling."""
    async with begun(language, size) as pilot:
        shown = text_of(pilot.app)
        choices = guide(pilot)._choices
        for kind in ("collision", "object", "parked-unknown", "animal"):
            assert choices.label("accident.kind", kind) in shown


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_to_write_instead_is_seen_in_a_low_window(
    language: Language, text_of: TextOf
) -> None:
    async with begun(language, (40, 12)) as pilot:
        await until(pilot, "policy.start", accident__kind="object")
        await answer(pilot, "2027-11-01")
        said = str(guide(pilot).query_one(".said", Static).content)
        await pilot.pause()
        shown = "".join(text_of(pilot.app).split())
        assert "".join(said.split())[-20:] in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_who_had_no_accident_is_asked_for_the_policy_and_told_what_to_buy(
    language: Language, size: tuple[int, int], text_of: TextOf
) -> None:
    """The first question has an answer for a user who only wants to know what to buy."""
    async with begun(language, size) as pilot:
        assert Texts(language)("guide.kind.nothing") in text_of(pilot.app)
        await go(pilot, *("down",) * 3, "enter")
        paths = []
        while isinstance(pilot.app.screen, Guide):
            paths.append(asked(pilot))
            await answer(pilot, ANSWERS.get(paths[-1], ""))
        assert isinstance(pilot.app.screen, BuyingScreen)
        assert paths[:2] == ["policy.start", "policy.premium"]
        assert "policy.grade" in paths
        assert not [path for path in paths if path.startswith(("accident.", "client."))]


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("ko", "사고 없어요"),
        ("ko", "무사고"),
        ("ko", "없음"),
        ("ko", "갱신"),
        ("en", "nothing happened"),
        ("en", "no accident"),
        ("en", "none"),
        ("en", "buy"),
    ],
)
async def test_that_nothing_happened_may_be_typed(language: Language, typed: str) -> None:
    async with begun(language) as pilot:
        await go(pilot, *("space" if sign == " " else sign for sign in typed), "enter")
        assert asked(pilot) == "policy.start"


async def test_an_accident_that_never_was_is_taken_out_and_can_be_brought_back() -> None:
    async with begun() as pilot:
        await until(pilot, "policy.start", accident__kind="object")
        while asked(pilot) != "accident.kind":
            await go(pilot, "shift+tab")
        await go(pilot, *"nothing", "enter")
        assert asked(pilot) == "policy.start"
        case = pilot.app.screen_stack[-2]
        assert isinstance(case, CaseScreen)
        assert not case.consultation.draft.text("accident.day")
        await go(pilot, "ctrl+z")
        assert asked(pilot) == "accident.kind"
        assert case.consultation.draft.text("accident.day") == "2026-11-20"
        await go(pilot, "enter")
        assert asked(pilot) == "accident.day"


@pytest.mark.parametrize("typed", ["0", "안 고침", "수리 안 해요", "없음"])
async def test_who_does_not_mend_the_own_car_is_asked_nothing_about_its_repair(typed: str) -> None:
    """Without a repair, neither cash price nor cover is asked for, and the answer needs neither."""
    async with begun("ko") as pilot:
        await until(pilot, "accident.own_damage")
        await answer(pilot, typed)
        assert asked(pilot) == "accident.other_property"
        await answer(pilot, "60만")
        await until(pilot, "claim[0].day")
        await go(pilot, "escape")
        assert screen(pilot).consultation.problems == ()
        assert decision(pilot).case.accident.own_damage.high == 0
        assert decision(pilot).case.accident.other_property.likely == 600_000


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("accident.paid", "아니요"),
        ("accident.paid", "아직 안 나왔어요"),
        ("accident.paid", "접수만 했어요"),
        ("accident.cash_repair", "없음"),
        ("accident.other_property", "없어요"),
        ("claim[0].day", "없습니다"),
    ],
)
async def test_that_there_is_none_is_an_answer(path: str, typed: str) -> None:
    async with begun("ko") as pilot:
        await until(pilot, path)
        await answer(pilot, typed)
        assert asked(pilot) != path
        await go(pilot, "escape")
        draft = screen(pilot).consultation.draft
        assert (draft.values.get(path, ""), draft.claims) == ("", ())


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        (COVER, "네", "true"),
        (COVER, "들었어요", "true"),
        (COVER, "안 들었어요", "false"),
        (COVER, "잘 모르겠어요", COVER_UNKNOWN),
        (INJURY, "없어요", ""),
        (INJURY, "목 아프대요", "12"),
        (INJURY, "몰라요", "unknown"),
    ],
)
async def test_a_list_is_answered_by_what_people_say(path: str, typed: str, value: str) -> None:
    """Yes, no or words for who was hurt choose an entry as well as the entry's own name does."""
    async with begun("ko") as pilot:
        await until(pilot, path)
        listing = guide(pilot).query_one(Listing)
        pilot.app.post_message(Paste(typed))
        await pilot.pause()
        assert listing.highlighted is not None
        assert guide(pilot)._values[listing.highlighted] == value


def test_who_does_not_know_of_a_cover_leaves_it_open() -> None:
    path = "policy.own_damage.single_vehicle"
    assert [answer_at(path, ("true", "false", ""), said) for said in ("몰라요", "포함")] == [2, 0]
    assert answer_at("accident.kind", ("object", "theft"), "몰라요") is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_cannot_be_kept_is_not_said_to_stay(
    language: Language, text_of: TextOf, store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guide promises no saving if nothing can be kept, from the start or on a full disk."""

    def full(*_: object) -> None:
        raise StorageError("full", path="advisor.db", why="full")

    texts = Texts(language)
    async with begun(language, desk=Desk(keeps=False)) as pilot:
        assert texts("guide.hello-unkept")[:20] in text_of(pilot.app)
    async with begun(language, desk=Desk(store)) as pilot:
        assert texts("guide.hello")[:20] in text_of(pilot.app)
        monkeypatch.setattr(store, "keep_draft", full)
        await go(pilot, "down", "enter")
        guide(pilot).action_back()
        await idle(pilot)
        assert texts("guide.hello")[:20] not in text_of(pilot.app)
        assert texts("guide.hello-unkept")[:20] in text_of(pilot.app)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_bill_that_is_not_there_yet_and_a_payout_without_its_sum_are_no_mistypes(
    language: Language, text_of: TextOf
) -> None:
    texts = Texts(language)
    async with begun(language, (100, 40)) as pilot:
        await until(pilot, "accident.paid")
        await answer(pilot, "지급완료")
        assert asked(pilot) == "accident.paid"
        assert texts("problem.paid-sum-wanted.rule")[:30] in text_of(pilot.app)
        await answer(pilot, "")
        await answer(pilot, "견적 아직 못 받음")
        assert asked(pilot) == "accident.own_damage"
        assert texts("guide.needed")[:30] in text_of(pilot.app)


async def test_at_the_end_the_field_that_is_still_needed_has_the_focus() -> None:
    async with begun("ko", (60, 20)) as pilot:
        await until(pilot, "policy.start")
        await answer(pilot, "")
        await answer(pilot, "")
        while not isinstance(pilot.app.screen, CaseScreen):
            await answer(pilot, "82만" if asked(pilot) == "policy.premium" else "")
        assert pilot.app.focused is row(pilot, "policy.start")


async def test_of_a_word_that_is_deleted_again_nothing_is_said(text_of: TextOf) -> None:
    async with begun("ko", (60, 20)) as pilot:
        for key in "음":
            pilot.app.simulate_key(key)
        await pilot.pause()
        assert "‘음’에 맞는 답이 없습니다" in text_of(pilot.app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "맞는 답이 없습니다" not in text_of(pilot.app)


@pytest.mark.parametrize(
    ("language", "typed"), [("ko", "보행자를 쳤어요"), ("en", "hit a pedestrian")]
)
async def test_who_hit_a_person_is_told_how_to_go_on(
    language: Language, typed: str, text_of: TextOf
) -> None:
    """No kind of accident is a person, so the guide names the kind to take and the injury field."""
    texts = Texts(language)
    async with begun(language, (160, 50)) as pilot:
        pilot.app.post_message(Paste(typed))
        await pilot.pause()
        assert texts("guide.person")[:20] in text_of(pilot.app)
        assert texts("app.choice.kind.object") in texts("guide.person")
        assert texts("label.accident.hurt") in texts("guide.person")
