"""What lists say of an answer in a word or two: the same as the first line of the answer itself."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given
from strategies import cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from advisor.domain.decision import Decision

from advisor.book.clients.client_case import answer_code, client_cases, with_answer
from advisor.book.clients.due_words import answered, standing
from advisor.cases import advised
from advisor.domain.accident import Driver, Estimate, Kind
from advisor.domain.case import Case
from advisor.domain.decision import Verdict
from advisor.domain.money import Rate, Won
from advisor.explain.headlines import STOLEN, has_sums
from advisor.explain.names import option_code
from advisor.explain.opening import verdict_line
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.draft import Draft, read_draft
from advisor.report.answer.advised_text import advised_line, advised_lines
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide
from advisor.storage.records import LastAnswer
from advisor.storage.store import CaseStore
from advisor.tui.own_case import sample_draft

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 29)
NO_FAULT = Rate(Decimal(0))
NONE = Estimate.exactly(Won(0))
BILL = Estimate.exactly(Won(600_000))


def not_at_fault(case: Case) -> Case:
    """Stand at a red light; only the damage of whoever drove into the car is known yet."""
    hit = evolve(
        case.accident, kind=Kind.COLLISION, fault=NO_FAULT, own_damage=NONE, cash_repair=None,
        other_property=BILL,
    )  # fmt: skip
    return evolve(case, accident=hit)


def repaired_by_the_other_side(case: Case) -> Case:
    hit = not_at_fault(case)
    return evolve(hit, accident=evolve(hit.accident, own_damage=BILL))


def driven_by_a_hired_driver(case: Case) -> Case:
    return evolve(case, accident=evolve(case.accident, driver=Driver.DESIGNATED))


def without_a_bill(case: Case) -> Case:
    return evolve(case, accident=evolve(case.accident, own_damage=NONE, cash_repair=None))


def with_somebody_hurt(case: Case) -> Case:
    """Nothing but an injury is known yet: it raises the premiums, and there is no bill."""
    hit = evolve(without_a_bill(case).accident, kind=Kind.COLLISION, injury_grade=12)
    return evolve(case, accident=hit)


def that_no_cover_pays(case: Case) -> Case:
    """A breakdown: there is no bill yet, and none is waited for."""
    broken = without_a_bill(case)
    return evolve(broken, accident=evolve(broken.accident, kind=Kind.BREAKDOWN))


def without_own_damage_cover(case: Case) -> Case:
    """Who knows that there is none pays for the own car; others may have lost something."""
    alone = without_a_bill(case)
    return evolve(alone, policy=evolve(alone.policy, own_damage=None, no_own_damage=True))


def stolen(case: Case) -> Case:
    gone = without_a_bill(case)
    return evolve(gone, accident=evolve(gone.accident, kind=Kind.THEFT))


def driven_by_a_hired_driver_without_a_bill(case: Case) -> Case:
    return driven_by_a_hired_driver(without_a_bill(case))


def answer_of(told: Callable[[Case], Case]) -> Decision:
    """Return the answer to the sample, changed as told."""
    sample = read_draft(sample_draft(), RULEBOOK, TODAY)
    assert isinstance(sample, Case)
    return decide(told(sample), RULEBOOK)


SAID: dict[Callable[[Case], Case], str] = {
    not_at_fault: "other-side-pays",
    repaired_by_the_other_side: "other-side-pays",
    driven_by_a_hired_driver: "designated-driver-pays",
    without_a_bill: "no-bill",
    with_somebody_hurt: "no-bill",
    that_no_cover_pays: "not-covered",
    stolen: "stolen",
    without_own_damage_cover: "not-covered",
    driven_by_a_hired_driver_without_a_bill: "designated-driver-pays",
}
HEADLINES: dict[Callable[[Case], Case], str] = {
    stolen: "no-bill-theft",
    with_somebody_hurt: "no-bill-hurt",
    that_no_cover_pays: "no-bill-not-covered",
    without_own_damage_cover: "no-bill-own-not-covered",
    not_at_fault: "other-side-pays-all",
}
"""Where the first line says more than the word of a list."""


def kept(decision: Decision, folder: Path) -> LastAnswer:
    """Return the heart of an answer as it is read from the store again."""
    with CaseStore(folder, lambda: TODAY) as store:
        store.save("Kim", Draft({}), answer=advised(decision))
        (answer,) = store.progress.last_answers().values()
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("told", SAID)
def test_nobody_is_told_to_pay_what_others_pay_or_what_nobody_knows_yet(
    told: Callable[[Case], Case], language: Language, tmp_path: Path
) -> None:
    """At the desk and among what is due, where a line has room for the word alone."""
    decision, texts = answer_of(told), Texts(language)
    answer = kept(decision, tmp_path)
    assert answer_code(answer) == SAID[told]
    headline = HEADLINES.get(told, SAID[told])
    assert verdict_line(decision, texts) == texts(f"headline.{headline}", sum_insured=21_000_000)
    with CaseStore(tmp_path, lambda: TODAY) as store:
        (listed,) = client_cases(store, RULEBOOK)
    assert texts(f"desk.verdict.{SAID[told]}") in standing(listed, texts)


@pytest.mark.parametrize("told", SAID)
def test_the_history_says_what_the_answer_said(told: Callable[[Case], Case]) -> None:
    for texts in map(Texts, LANGUAGES):
        decision = answer_of(told)
        given, first = advised(decision), verdict_line(decision, texts)
        assert first in advised_line(given, texts)
        said = advised_lines(given, texts)
        assert first in said
        assert not any(texts("option.self-pay") in line for line in said)


def test_the_history_says_what_an_answer_without_a_headline_recommended() -> None:
    """It was kept by an earlier version, and showed what each way costs alone."""
    given = advised(answer_of(lambda case: case))
    older = json.loads(given.answer)
    del older["headline"]
    for texts in map(Texts, LANGUAGES):
        said = advised_lines(given, texts)
        assert texts("option.claim") in said[1]
        assert advised_lines(evolve(given, answer=json.dumps(older)), texts) == said


@pytest.mark.parametrize("told", SAID)
def test_an_answer_without_a_headline_asks_nobody_to_pay_what_others_pay(
    told: Callable[[Case], Case],
) -> None:
    given = advised(answer_of(told))
    older = json.loads(given.answer)
    del older["headline"]
    for texts in map(Texts, LANGUAGES):
        _, first, *_ = advised_lines(evolve(given, answer=json.dumps(older)), texts)
        if SAID[told] != "not-covered":
            assert first != texts("option.self-pay")


def test_the_list_says_of_a_stolen_car_that_the_car_is_awaited_and_no_bill(tmp_path: Path) -> None:
    """Kept or answered now."""
    heart = kept(answer_of(stolen), tmp_path)
    draft = sample_draft().with_value("accident.kind", "theft")
    for path in ("accident.own_damage", "accident.cash_repair"):
        draft = draft.with_value(path, "")
    with CaseStore(tmp_path, lambda: TODAY) as store:
        store.save("Lee", draft)
        now, before = (with_answer(one, RULEBOOK, TODAY) for one in client_cases(store, RULEBOOK))
    assert now.answer is not None
    assert [answer_code(one) for one in (heart, now.answer)] == [STOLEN] * 2
    for texts in map(Texts, LANGUAGES):
        assert texts("desk.verdict.stolen") in standing(before, texts)
        assert texts("desk.verdict.no-bill") not in standing(before, texts)


HURT: tuple[dict[str, Any], ...] = (
    {},
    {"injury_grade": 12},
    {"own_injury": True},
    {"injury_open": True},
)
BILLS: tuple[dict[str, Any], ...] = (
    {},
    {"own_damage": BILL},
    {"own_damage": BILL, "other_property": BILL},
)
SAID_BY_HEADLINE = {
    "not-covered-but-injury": "not-covered-but-injury",
    "no-bill-hurt": "no-bill",
    "no-bill-not-covered": "not-covered",
    "no-bill-own-not-covered": "not-covered",
    "no-bill-theft": "stolen",
    "no-bill": "no-bill",
    "not-covered": "not-covered",
}


def each_combination() -> Iterator[Decision]:
    """Yield the answers to the sample by kind, who is hurt, what is broken and the cover."""
    sample = read_draft(sample_draft(), RULEBOOK, TODAY)
    assert isinstance(sample, Case)
    policy, cover = sample.policy, sample.policy.own_damage
    assert cover is not None
    policies = (
        policy,
        evolve(policy, own_damage=evolve(cover, single_vehicle=False)),
        evolve(policy, own_damage=None, no_own_damage=True),
    )
    bare = evolve(without_a_bill(sample).accident, other_property=NONE)
    for kind, hurt, bills, insured in product(Kind, HURT, BILLS, policies):
        if kind is not Kind.COLLISION and kind is not Kind.OBJECT and "other_property" in bills:
            continue
        accident = evolve(bare, kind=kind, **hurt, **bills)
        yield decide(evolve(sample, policy=insured, accident=accident), RULEBOOK)


def test_list_and_history_say_what_the_first_line_says(tmp_path: Path) -> None:
    """Of every kind of accident, with somebody hurt or not, with bills and covers or without."""
    texts, decisions = Texts("en"), [*each_combination()]
    with CaseStore(tmp_path, lambda: TODAY) as store:
        given = [advised(one) for one in decisions]
        numbers = [store.save("Kim", Draft({}), answer=one) for one in given]
        hearts = store.progress.last_answers()
    headlines = {
        texts(f"headline.{code}", sum_insured=21_000_000): code for code in SAID_BY_HEADLINE
    }
    for decision, number, kept_as in zip(decisions, numbers, given, strict=True):
        first, word = verdict_line(decision, texts), answered(hearts[number.number], texts)
        told = decision.case.accident.kind, word, first
        history = advised_lines(kept_as, texts)
        if first in headlines:
            assert word == texts(f"desk.verdict.{SAID_BY_HEADLINE[headlines[first]]}"), told
            assert history[1] == first, told
            continue
        act = option_code(decision, decision.recommended)
        assert texts(f"opening.act.{act}").rstrip(".").casefold() in first.casefold(), told
        assert texts(f"option.{act}") in history[1], told
        if decision.verdict in {Verdict.KEEP_OPEN, Verdict.DEPENDS}:
            is_kept = decision.verdict is Verdict.KEEP_OPEN and decision.recommended.is_claim
            act = Verdict.KEEP_OPEN if is_kept else Verdict.DEPENDS
            assert texts("advised.open", act="") in history[1], told
        assert word == texts(f"desk.verdict.{act}"), told


@given(cases())
def test_a_list_says_a_sum_where_the_answer_has_sums(case: Case) -> None:
    """Whether the heart is taken from an answer or from its JSON."""
    decision = decide(case, RULEBOOK)
    document = json.loads(advised(decision).answer)
    said = (document["verdict"], document["recommended"], document["margin"])
    heart = LastAnswer(TODAY, *said, None, document["headline"]["code"])
    named = {*SAID.values(), STOLEN}
    if not answer_code(heart).startswith(Verdict.NOT_COVERED):  # a repair, stated or not
        assert (answer_code(heart) in named) == (not has_sums(decision))
    for texts in map(Texts, LANGUAGES):
        assert answered(heart, texts)


@given(cases())
def test_whoever_is_not_at_fault_in_a_collision_is_never_told_to_pay(case: Case) -> None:
    """Whatever is known of the bills: the other side's insurer pays them."""
    hit = evolve(
        case.accident, kind=Kind.COLLISION, fault=NO_FAULT, car_value=None, paid=None,
        injury_settlement=None,
    )  # fmt: skip
    decision = decide(evolve(case, accident=hit), RULEBOOK)
    assert not has_sums(decision)
