"""Checks of the keys of a case against each other, and against the rules of their day."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from advisor.domain.days import last_day, policy_year_start
from advisor.domain.errors import NoRuleInForceError
from advisor.domain.findings import Fact
from advisor.domain.money import TEN_THOUSAND
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.document_values import DocumentValues
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, DEDUCTIBLE, FIELDS, FIXED_PATH, NO_COVER, SHARE_PATHS
from advisor.intake.case.listed_rules import claim_problems, other_car_problems, violation_problems
from advisor.intake.case.money_rules import (
    already_paid_problems,
    new_for_old_problems,
    quote_problems,
    settlement_problems,
)
from advisor.intake.case.records import FORMAT
from advisor.intake.case.scale_rules import scale_problems
from advisor.intake.problems import Problem, shown
from advisor.intake.unknown_keys import nearest_word

Check = Callable[[DocumentValues, Rulebook, date], Iterator[Problem]]


def threshold_problems(
    values: DocumentValues, rulebook: Rulebook, _today: date
) -> Iterator[Problem]:
    """Yield a problem for each surcharge threshold that could not be chosen on its day.

    Raises:
        NoRuleInForceError: there is no rule for one of the days.
    """
    start = values.day("policy.start")
    yield from _threshold(values, rulebook, "policy.surcharge_threshold", start)
    first = start and rulebook.evaluation_window.on(start).terms.opens(start)
    for claim in values.rows(ListKey.CLAIM):
        day = values.day(f"{claim}.day")
        if day is not None and (first is None or first <= day):
            yield from _threshold(values, rulebook, f"{claim}.surcharge_threshold", day)


def _threshold(
    values: DocumentValues, rulebook: Rulebook, path: str, day: date | None
) -> Iterator[Problem]:
    threshold = values.won(path)
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


def name_problems(values: DocumentValues, rulebook: Rulebook, today: date) -> Iterator[Problem]:
    """Yield a problem for each table or profile unknown to the rules; any insurer is accepted.

    Raises:
        NoRuleInForceError: a grade table is known, but not for the policy's year.
    """
    yield from _unknown(
        values, "assumptions.count_profile", "unknown-count-profile", rulebook.count_profiles
    )
    path = "assumptions.grade_table"
    name = values.get(path, str)
    if name is None:
        return
    start = values.day("policy.start") or today
    rule = rulebook.grade_tables.get(name)
    terms = rule.on(start).terms if rule else None
    if terms is None or not terms.complete or terms.vehicle != "personal":
        known = rulebook.complete_grade_tables(start)
        yield from _unknown(values, path, "unknown-grade-table", known)


def _unknown(
    values: DocumentValues, path: str, code: str, known: Collection[str]
) -> Iterator[Problem]:
    name = values.get(path, str)
    if name is None or name in known:
        return
    names = tuple(sorted(known))
    nearest = nearest_word(name[:40], names)
    facts = {"allowed": ", ".join(names), "nearest": nearest}
    yield Problem(path, code, shown(name), facts)


_OF_SOME_KINDS = tuple(field for field in FIELDS if field.kinds)
"""The keys of an accident that only some kinds take."""

OUTSIDE_YEAR = "as-of-outside-policy-year"
"""The code of the problem that the policy year is over or has not begun."""

_NOT_TAKEN = {"fault": "fault-not-taken", "high_value": "high-value-not-taken"}
_COLLISION_ONLY = "collision-only"
"""The codes of the problem that the kind of accident does not take a key."""

_HALF_POINT_YEARS = (1, 3)
"""The numbers of years that are in print."""


def ruled_out(stated: Collection[str], kind: str | None) -> set[str]:
    """Return the paths that cannot stand beside stated ones, or that a kind does not take."""
    found = {field.path for field in _OF_SOME_KINDS if kind and not field.taken_by(kind)}
    if FIXED_PATH in stated:
        found.update(SHARE_PATHS)
    if any(path in stated for path in SHARE_PATHS):
        found.add(FIXED_PATH)
    return found


def rule_problems(
    values: DocumentValues, rulebook: Rulebook, today: date
) -> tuple[list[Problem], list[NoRuleInForceError]]:
    """Return every problem between keys, and the errors of rules without a version for a day."""
    found: list[Problem] = []
    without_rule: list[NoRuleInForceError] = []
    for check in _CHECKS:
        try:
            found.extend(check(values, rulebook, today))
        except NoRuleInForceError as error:
            without_rule.append(error)  # the problems found before it are kept
    return found, without_rule


def _format(values: DocumentValues, _rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    value = values.get("format", int)
    if value is not None and value != FORMAT:
        yield Problem("format", "unknown-format", value, {"format": FORMAT})


def _policy_year(values: DocumentValues, _rulebook: Rulebook, today: date) -> Iterator[Problem]:
    start, as_of = values.day("policy.start"), values.day_of_advice(today)
    if start is None or as_of is None or start <= as_of <= last_day(start):
        return
    right = policy_year_start(start, as_of)
    facts = {"start": right, "first": start, "last": last_day(start)}
    yield Problem("as_of", OUTSIDE_YEAR, as_of, facts)


def is_year_ahead(problem: Problem) -> bool:
    """Return whether the problem is that the policy year begins after the day of the advice."""
    if problem.code != OUTSIDE_YEAR:
        return False
    first, as_of = problem.facts["first"], problem.value
    return isinstance(first, date) and isinstance(as_of, date) and as_of < first


def _accident_day(values: DocumentValues, rulebook: Rulebook, today: date) -> Iterator[Problem]:
    day, as_of = values.day("accident.day"), values.day_of_advice(today)
    if day is None or as_of is None:
        return
    if day > as_of:
        yield Problem("accident.day", "accident-after-as-of", day, {"as_of": as_of})
    start = values.day("policy.start")
    if start is None:
        return
    # If the policy year itself is wrong, report only a day that is too early for any reading of it.
    earliest = min(start, policy_year_start(start, as_of))
    first = rulebook.evaluation_window.on(start).terms.cut_off(earliest, 0)
    if day < first:
        yield Problem("accident.day", "accident-before-window", day, {"first": first})


def _kind_takes(values: DocumentValues, _rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    kind = values.get("accident.kind", str)
    if kind is None:
        return
    for field in _OF_SOME_KINDS:
        if field.path in values.stated and not field.taken_by(kind):
            value = values.get(field.path, object)
            shown_value = None if value is None else str(value)
            facts = {"kind": kind, "kinds": ", ".join(field.kinds)}
            code = _NOT_TAKEN.get(field.key, _COLLISION_ONLY)
            yield Problem(field.path, code, shown_value, facts)


def _cover(values: DocumentValues, _rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    if (said := values.get(NO_COVER, bool)) and COVER in values.stated:
        yield Problem(NO_COVER, "cover-beside-none", said)


def _deductible(values: DocumentValues, _rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    beside = [path for path in SHARE_PATHS if path in values.stated]
    if FIXED_PATH in values.stated and beside:
        keys = [path.rpartition(".")[2] for path in beside]
        value = values.rate(beside[0]) if keys[0] == "rate" else values.won(beside[0])
        yield Problem(beside[0], "fixed-beside-share", value, {"beside": ", ".join(keys)})
    minimum = values.won(f"{DEDUCTIBLE}.minimum")
    maximum = values.won(f"{DEDUCTIBLE}.maximum")
    if minimum is not None and maximum is not None and minimum > maximum:
        facts = {"maximum": maximum}
        yield Problem(f"{DEDUCTIBLE}.minimum", "minimum-above-maximum", minimum, facts)


def _registration(values: DocumentValues, _rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    registered, day = values.day("accident.car_registered"), values.day("accident.day")
    if registered is not None and day is not None and registered > day:
        path = "accident.car_registered"
        yield Problem(path, "registered-after-accident", registered, {"day": day})


def _half_points(values: DocumentValues, _rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    years = values.get("assumptions.half_point_years", int)
    if years is not None and years not in _HALF_POINT_YEARS:
        allowed = ", ".join(map(str, _HALF_POINT_YEARS))
        facts = {"allowed": allowed}
        yield Problem("assumptions.half_point_years", "half-point-years", years, facts)


_CHECKS: tuple[Check, ...] = (
    _format,
    _policy_year,
    _accident_day,
    _kind_takes,
    _cover,
    _deductible,
    claim_problems,
    _registration,
    quote_problems,
    already_paid_problems,
    new_for_old_problems,
    settlement_problems,
    other_car_problems,
    _half_points,
    threshold_problems,
    name_problems,
    scale_problems,
    violation_problems,
)
