"""Checks of the tables that may occur several times: claims, other cars, violations."""

from collections.abc import Iterator
from datetime import date, timedelta

from advisor.domain.days import MonthDay, earliest, last_day, policy_year_start
from advisor.domain.money import NOTHING
from advisor.domain.policy import MOST_REFUNDABLE, ClaimStatus
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.document_values import DocumentValues
from advisor.intake.case.field import ListKey
from advisor.intake.case.scale_rules import grade_problems
from advisor.intake.problems import Problem, shown


def claim_problems(values: DocumentValues, rulebook: Rulebook, today: date) -> Iterator[Problem]:
    """Yield the problems of each past claim, and one if too many of them are refundable."""
    as_of, start = values.day_of_advice(today), values.day("policy.start")
    if start is not None and as_of is not None:
        start = min(start, policy_year_start(start, as_of))
    for claim in values.rows(ListKey.CLAIM):
        if claim in values.stated:
            yield from _claim(values, claim, start, as_of)
            yield from _month(values, claim, rulebook, as_of)
    paths = [f"{claim}.status" for claim in values.rows(ListKey.CLAIM)]
    found = [path for path in paths if values.by_path.get(path) is ClaimStatus.REFUNDABLE]
    if len(found) > MOST_REFUNDABLE:
        facts = {"most": MOST_REFUNDABLE, "count": len(found)}
        path = found[MOST_REFUNDABLE]
        yield Problem(path, "too-many-refundable", ClaimStatus.REFUNDABLE, facts)


def _claim(
    values: DocumentValues, claim: str, start: date | None, as_of: date | None
) -> Iterator[Problem]:
    """Yield the problems of the claim at a path; the policy year begins on `start`."""
    day = values.day(f"{claim}.day")
    if day is not None and as_of is not None and earliest(day) > as_of:
        yield Problem(f"{claim}.day", "claim-after-as-of", day, {"as_of": as_of})
    hurt = somebody_hurt(values, claim)
    path = f"{claim}.property_paid"
    if not hurt and _nothing_paid(values, claim):
        yield Problem(path, "nothing-paid", values.won(path))
    status = f"{claim}.status"
    refundable = values.by_path.get(status)
    if refundable is not ClaimStatus.REFUNDABLE:
        return
    if path not in values.stated and not hurt:
        yield Problem(path, "refundable-without-amount")
    ends = day.last if isinstance(day, MonthDay) else day
    if ends is not None and start is not None and ends < start:
        yield Problem(status, "refundable-before-start", refundable, {"day": day, "start": start})
    if hurt:
        yield Problem(status, "refundable-with-injury", refundable)


def _month(
    values: DocumentValues, claim: str, rulebook: Rulebook, as_of: date | None
) -> Iterator[Problem]:
    """Yield a problem if only the month is known, and its days count for different renewals.

    In every other month all days count alike, because each renewal looks at whole windows, from
    one cut-off to the next.
    """
    day = values.day(f"{claim}.day")
    if not isinstance(day, MonthDay):
        return
    cars = ["policy", *values.rows(ListKey.OTHER_CAR)]
    starts = [start for car in cars if (start := values.day(f"{car}.start"))]
    turns = [turn for start in starts for turn in _turns(start, day, rulebook)]
    if values.by_path.get(f"{claim}.status") is ClaimStatus.REFUNDABLE:
        turns += starts[:1]
    last = day.last if as_of is None else min(day.last, as_of)
    for turn in sorted(turns):
        if day.first < turn <= last:
            facts = {"last": turn - timedelta(days=1), "first": turn}
            yield Problem(f"{claim}.day", "month-split", day, facts)
            return


def _turns(start: date, day: date, rulebook: Rulebook) -> Iterator[date]:
    """Yield the cut-offs around `day` of the renewals of a policy that began on `start`."""
    version = rulebook.evaluation_window.find(start)
    if version is not None:
        years = day.year - start.year
        yield from (version.terms.cut_off(start, years + near) for near in (-1, 0, 1))


def somebody_hurt(values: DocumentValues, claim: str) -> bool:
    """Return whether the insurer paid for an injury."""
    other = values.injury(f"{claim}.injury_grade")
    return other is not None or bool(values.get(f"{claim}.own_injury", bool))


def _nothing_paid(values: DocumentValues, claim: str) -> bool:
    """Return whether a payment of nothing is stated; one not stated may just be forgotten."""
    paths = [f"{claim}.{key}" for key in ("property_paid", "injury_grade", "own_injury")]
    return not values.broken(*paths) and values.won(paths[0]) == NOTHING


def other_car_problems(
    values: DocumentValues, rulebook: Rulebook, today: date
) -> Iterator[Problem]:
    """Yield a problem for each car that is not in its current policy year, or has no such grade."""
    as_of = values.day_of_advice(today)
    for car in values.rows(ListKey.OTHER_CAR):
        start = values.day(f"{car}.start")
        if start is None:
            continue
        if as_of is not None and not start <= as_of <= last_day(start):
            facts = {"as_of": as_of, "start": policy_year_start(start, as_of)}
            yield Problem(f"{car}.start", "other-car-of-another-year", start, facts)
        yield from grade_problems(f"{car}.grade", values.get(f"{car}.grade", int), start, rulebook)


def violation_problems(
    values: DocumentValues, rulebook: Rulebook, today: date
) -> Iterator[Problem]:
    """Yield a problem for each violation on a day to come, or of a kind that no version knows."""
    as_of = values.day_of_advice(today)
    for violation in values.rows(ListKey.VIOLATION):
        day = values.day(f"{violation}.day")
        if day is not None and as_of is not None and day > as_of:
            yield Problem(f"{violation}.day", "violation-after-as-of", day, {"as_of": as_of})
        kind = values.get(f"{violation}.kind", str)
        if kind is not None and kind not in rulebook.violation_kinds:
            allowed = ", ".join(sorted(rulebook.violation_kinds))
            yield Problem(f"{violation}.kind", "not-choice", shown(kind), {"allowed": allowed})
