"""What renewals really cost, against what was predicted when the case was answered."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from advisor.book.clients.client_case import ClientCase
from advisor.book.learning.renewal import AccidentCounts, PaidRenewal
from advisor.cases import answer_to
from advisor.domain.decision import Advised
from advisor.domain.money import Won
from advisor.domain.outcome import CLAIMS, Option
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.report.answer.to_json import answer_document
from advisor.storage.records import CaseState, Renewed
from advisor.storage.store import CaseStore

UNKNOWN_INSURER = "?"
"""Stands for the insurer of a case that names none."""

_Answer = dict[str, Any]


@frozen
class PredictedRenewal:
    """One renewal on file: what it cost, and what had been predicted, in won.

    `clean` and `predicted_clean` are the same without the accident. `paid` is the renewal in the
    form from which tables are learnt; None if the case does not say enough.
    """

    case: ClientCase
    day: date
    charged: Won
    predicted: Won | None
    clean: Won | None
    predicted_clean: Won | None
    paid: PaidRenewal | None


def predicted_renewals(
    store: CaseStore, cases: Iterable[ClientCase], rulebook: Rulebook
) -> tuple[PredictedRenewal, ...]:
    """Return each renewal that was noted, in the order of their days.

    Raises:
        StorageError: the store cannot be read.
    """
    found = [
        _predicted_renewal(case, one, store.answers(case.number), rulebook)
        for case in cases
        for one in case.renewed
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.case.number)))


def paid_renewals(renewals: Iterable[PredictedRenewal]) -> tuple[PaidRenewal, ...]:
    """Return the renewals that tables can be learnt from: those of a known insurer."""
    found = (one.paid for one in renewals if one.paid is not None)
    return tuple(paid for paid in found if paid.insurer != UNKNOWN_INSURER)


def _predicted_renewal(
    case: ClientCase, renewed: Renewed, answers: tuple[Advised, ...], rulebook: Rulebook
) -> PredictedRenewal:
    answer = _answer_before(renewed.renewed_on, answers)
    day = renewed.renewed_on.isoformat()
    options = _options(answer)
    followed = _followed(case, answer, options)
    known = options.get(followed, [])
    predicted = _premium(known, day)
    if not known:
        known = _options(_answer_again(case, rulebook)).get(str(Option.CLAIM), [])
    return PredictedRenewal(
        case=case,
        day=renewed.renewed_on,
        charged=Won(renewed.premium),
        predicted=predicted,
        clean=None if renewed.clean is None else Won(renewed.clean),
        predicted_clean=_premium(_without_accident(answer), day),
        paid=_paid(case, renewed, known, predicted),
    )


def _answer_before(day: date, answers: tuple[Advised, ...]) -> _Answer:
    """Return the last readable answer given on or before the day of a renewal, or an empty one."""
    for kept in reversed(answers):
        if kept.advised_on <= day:
            try:
                found = json.loads(kept.answer)
            except ValueError:
                continue
            if isinstance(found, dict):
                return found
    return {}


def _answer_again(case: ClientCase, rulebook: Rulebook) -> _Answer:
    """Return the answer to a case as of the day it was saved, used only for the record in it."""
    found = answer_to(case.saved.draft, rulebook, case.saved.saved_on)
    return dict(answer_document(found)) if found else {}


def _options(answer: _Answer) -> dict[str, list[Mapping[str, Any]]]:
    """Return the policy years of each option that was possible, by the option's code."""
    listed = answer.get("options")
    return {
        str(option.get("option")): [year for year in option.get("path") or () if _is_year(year)]
        for option in (listed if isinstance(listed, list) else ())
        if isinstance(option, dict) and option.get("available")
    }


def _without_accident(answer: _Answer) -> list[Mapping[str, Any]]:
    """Return the policy years of the record as it stands, without the accident and its injuries."""
    path = answer.get("without_accident")
    return [year for year in path if _is_year(year)] if isinstance(path, list) else []


def _is_year(year: object) -> bool:
    keys = ("premium", "grade", "accidents_3y", "accidents_1y")
    return isinstance(year, dict) and all(isinstance(year.get(key), int) for key in keys)


def _followed(
    case: ClientCase, answer: _Answer, options: Mapping[str, list[Mapping[str, Any]]]
) -> str:
    """Return the option that was taken, as noted at the desk, else the one that was advised."""
    advised = str(answer.get("recommended"))
    claimed = [code for code in (advised, str(Option.CLAIM)) if code in CLAIMS]
    match case.outcome:
        case CaseState.CLAIMED:
            wanted = claimed
        case CaseState.SELF_PAID:
            wanted = [code for code in (advised, str(Option.SELF_PAY)) if code not in CLAIMS]
        case CaseState.PAID_BACK:
            wanted = [str(Option.CLAIM_REFUND), str(Option.SELF_PAY)]
        case _:
            wanted = [advised]
    return next((code for code in wanted if options.get(code)), "")


def _premium(path: Iterable[Mapping[str, Any]], day: str) -> Won | None:
    return next((Won(year["premium"]) for year in path if year.get("day") == day), None)


def _paid(
    case: ClientCase, renewed: Renewed, path: list[Mapping[str, Any]], predicted: Won | None
) -> PaidRenewal | None:
    """Return a renewal with the records behind it and the premium before; None if unknown."""
    day = renewed.renewed_on.isoformat()
    at = next((place for place, year in enumerate(path) if year.get("day") == day), 0)
    if not at:
        return None
    before, after = path[at - 1], path[at]
    return PaidRenewal(
        insurer=case.insurer or UNKNOWN_INSURER,
        day=renewed.renewed_on,
        before=Won(_charged_before(case, renewed) or before["premium"]),
        charged=Won(renewed.premium),
        grade_before=before["grade"],
        grade_after=after["grade"],
        counts_before=_counts(before),
        counts_after=_counts(after),
        predicted=predicted,
        client=str(case.number),
    )


def _charged_before(case: ClientCase, renewed: Renewed) -> int | None:
    """Return what the renewal before really cost; None if that was not noted."""
    before = [one.premium for one in case.renewed if one.renewed_on < renewed.renewed_on]
    return before[-1] if before else None


def _counts(year: Mapping[str, Any]) -> AccidentCounts:
    return AccidentCounts(year["accidents_3y"], year["accidents_1y"])
