"""What was predicted is read from the answer that was kept, for what was really done."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from advisor.book.clients.client_case import client_cases
from advisor.book.clients.predictions import (
    UNKNOWN_INSURER,
    PredictedRenewal,
    paid_renewals,
    predicted_renewals,
)
from advisor.book.learning.renewal import AccidentCounts
from advisor.domain.decision import Advised
from advisor.intake.case.draft import Draft
from advisor.rules.rulebook import load_rulebook
from advisor.storage.records import CaseState
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 22)
RENEWAL, NEXT = date(2027, 3, 2), date(2028, 3, 2)
PREMIUMS = {"self-pay": 790_000, "claim": 960_000, "claim-own": 940_000, "claim-refund": 791_000}

CLEAN = 785_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    with CaseStore(tmp_path / "home", lambda: TODAY) as opened:
        yield opened


def path_to(premium: int) -> list[dict[str, object]]:
    years = (
        (date(2026, 3, 2), 820_000, 16, 1, 0),
        (RENEWAL, premium, 16, 2, 1),
        (NEXT, premium - 10_000, 17, 1, 0),
    )
    keys = ("day", "premium", "grade", "accidents_3y", "accidents_1y")
    return [dict(zip(keys, (day.isoformat(), *rest), strict=True)) for day, *rest in years]


def answer(recommended: str = "claim", day: date = TODAY) -> Advised:
    options = [
        {"option": option, "available": True, "path": path_to(premium)}
        for option, premium in PREMIUMS.items()
    ]
    options.append({"option": "claim-capped", "available": False, "path": []})
    said = {
        "verdict": "claim",
        "recommended": recommended,
        "without_accident": path_to(CLEAN),
        "options": options,
    }
    return Advised(day, "0.2.0", "ab", json.dumps(said))


def saved(store: CaseStore, *answers: Advised, insurer: str = "mg") -> int:
    draft = Draft({"policy.start": "2026-03-02", "policy.insurer": insurer})
    case = store.save("Kim", draft)
    for kept in answers:
        case = store.save("Kim", draft, over=case, answer=kept)
    return case.number


def one(store: CaseStore) -> PredictedRenewal:
    (found,) = predicted_renewals(store, client_cases(store, RULEBOOK), RULEBOOK)
    return found


@pytest.mark.parametrize(
    ("recommended", "state", "predicted"),
    [
        ("claim", CaseState.OPEN, 960_000),
        ("self-pay", CaseState.OPEN, 790_000),
        ("claim-own", CaseState.CLAIMED, 940_000),
        ("self-pay", CaseState.CLAIMED, 960_000),
        ("claim", CaseState.PAID_BACK, 791_000),
        ("claim", CaseState.SELF_PAID, 790_000),
    ],
)
def test_the_prediction_is_that_of_what_was_really_done(
    store: CaseStore, recommended: str, state: CaseState, predicted: int
) -> None:
    number = saved(store, answer(recommended))
    store.progress.mark(number, state)
    store.progress.note_renewal(number, RENEWAL, 980_000, 800_000)
    found = one(store)
    assert (found.predicted, found.predicted_clean) == (predicted, CLEAN)
    assert (found.charged, found.clean) == (980_000, 800_000)


def test_what_tables_are_learnt_from_holds_both_years(store: CaseStore) -> None:
    number = saved(store, answer())
    store.progress.note_renewal(number, RENEWAL, 980_000)
    (paid,) = paid_renewals([one(store)])
    assert (paid.insurer, paid.before, paid.charged) == ("mg", 820_000, 980_000)
    assert (paid.grade_before, paid.grade_after) == (16, 16)
    assert paid.counts_before == AccidentCounts(1, 0)
    assert paid.counts_after == AccidentCounts(2, 1)


def test_a_later_renewal_starts_from_what_the_one_before_really_cost(store: CaseStore) -> None:
    number = saved(store, answer())
    store.progress.note_renewal(number, RENEWAL, 980_000)
    store.progress.note_renewal(number, NEXT, 970_000)
    first, second = predicted_renewals(store, client_cases(store, RULEBOOK), RULEBOOK)
    assert first.paid
    assert second.paid
    assert (first.paid.before, second.paid.before) == (820_000, 980_000)
    assert second.predicted == 950_000


def test_only_what_was_said_before_the_renewal_predicts_it(store: CaseStore) -> None:
    """An answer given afterwards knows what the renewal cost."""
    number = saved(store, answer("claim"), answer("self-pay", date(2027, 3, 3)))
    store.progress.note_renewal(number, RENEWAL, 980_000)
    assert one(store).predicted == 960_000


def test_what_the_renewal_would_have_been_is_predicted_where_the_claim_is_paid_already(
    store: CaseStore,
) -> None:
    """Then only keeping and paying back are open, and neither is the record without accident."""
    said = json.loads(answer().answer)
    said["options"] = [one for one in said["options"] if one["option"] == "claim"]
    number = saved(store, Advised(TODAY, "0.2.0", "ab", json.dumps(said)))
    store.progress.note_renewal(number, RENEWAL, 980_000, 800_000)
    assert one(store).predicted_clean == CLEAN


@pytest.mark.parametrize("kept", ["{", "[]", "{}", '{"options": 3}', '{"options": [{"path": 1}]}'])
def test_an_answer_that_cannot_be_read_predicts_nothing(store: CaseStore, kept: str) -> None:
    number = saved(store, Advised(TODAY, "9.9", "", kept))
    store.progress.note_renewal(number, RENEWAL, 980_000)
    found = one(store)
    assert (found.predicted, found.paid) == (None, None)


def test_an_insurer_that_is_not_known_teaches_nothing(store: CaseStore) -> None:
    number = saved(store, answer(), insurer="")
    store.progress.note_renewal(number, RENEWAL, 980_000)
    found = one(store)
    assert found.paid
    assert found.paid.insurer == UNKNOWN_INSURER
    assert paid_renewals([found]) == ()
