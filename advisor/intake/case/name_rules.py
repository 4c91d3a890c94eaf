"""What a case may name: the sums, insurers and tables that the rules of its days know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.money import TEN_THOUSAND
from advisor.intake.case.field import Listed
from advisor.intake.problems import Problem, shown
from advisor.intake.unknown_keys import nearest_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from advisor.domain.findings import Fact
    from advisor.domain.rulebook import Rulebook
    from advisor.intake.case.readings import Readings


def threshold_problems(readings: Readings, rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    """Return the surcharge thresholds that could not be chosen on their day.

    Raises:
        NoRuleInForceError: there is no rule for one of the days.
    """
    start = readings.day("policy.start")
    yield from _threshold(readings, rulebook, "policy.surcharge_threshold", start)
    first = start and rulebook.evaluation_window.on(start).terms.opens(start)
    for claim in readings.rows(Listed.CLAIM):
        day = readings.day(f"{claim}.day")
        if day is not None and (first is None or first <= day):
            yield from _threshold(readings, rulebook, f"{claim}.surcharge_threshold", day)


def _threshold(
    readings: Readings, rulebook: Rulebook, path: str, day: date | None
) -> Iterator[Problem]:
    threshold = readings.won(path)
    if threshold is None or day is None:
        return
    allowed = rulebook.surcharge_threshold.on(day).terms.allowed
    if threshold not in allowed:
        sums = " · ".join(f"{amount:,}" for amount in sorted(allowed))
        facts: dict[str, Fact] = {"day": day, "allowed": sums}
        meant = threshold * TEN_THOUSAND
        if meant in allowed:
            yield Problem(path, "threshold-in-man", threshold, {**facts, "meant": meant})
        else:
            yield Problem(path, "threshold-not-allowed", threshold, facts)


def name_problems(readings: Readings, rulebook: Rulebook, today: date) -> Iterator[Problem]:
    """Return the tables and profiles that the rules do not know; insurers may be any.

    Raises:
        NoRuleInForceError: a grade table is known, but not for the policy's year.
    """
    yield from _unknown(
        readings, "assumptions.count_profile", "unknown-count-profile", rulebook.count_profiles
    )
    path = "assumptions.grade_table"
    name = readings.get(path, str)
    if name is None:
        return
    start = readings.day("policy.start") or today
    rule = rulebook.grade_tables.get(name)
    terms = rule.on(start).terms if rule else None
    if terms is None or not terms.complete or terms.vehicle != "personal":
        known = rulebook.complete_grade_tables(start)
        yield from _unknown(readings, path, "unknown-grade-table", known)


def _unknown(readings: Readings, path: str, code: str, known: Collection[str]) -> Iterator[Problem]:
    name = readings.get(path, str)
    if name is None or name in known:
        return
    names = tuple(sorted(known))
    nearest = nearest_word(name[:40], names)
    facts = {"allowed": ", ".join(names), "nearest": nearest}
    yield Problem(path, code, shown(name), facts)
