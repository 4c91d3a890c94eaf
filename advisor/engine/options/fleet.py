"""The cars whose premiums an accident affects: the case's own and others of the same insured."""

from bisect import bisect_left
from datetime import date

from attrs import Factory

from advisor.domain.values import frozen
from advisor.engine.reading import Reading
from advisor.engine.renewals.policy_years import PolicyYears
from advisor.engine.renewals.premium_path import Car
from advisor.engine.renewals.record import Count, Record
from advisor.engine.renewals.timeline import past_record

OWN_CAR = 0
"""The index of the case's own car in the fleet."""


@frozen(eq=False)
class Fleet:
    """The cars whose premiums an accident affects, with their records and policy years.

    The case's own car comes first. For each renewal of each car, `counted` holds the renewal of the
    own car with which its cost is counted: the first that is not before it. Nothing here depends on
    tables, so readings that differ only in those share one fleet and its cached counts and grades.
    """

    starts: tuple[date, ...]
    records: tuple[Record, ...]
    years: tuple[PolicyYears, ...]
    counted: tuple[tuple[int, ...], ...]
    counts: dict[tuple[object, ...], tuple[Count, ...]] = Factory(dict)
    grades: dict[tuple[object, ...], tuple[int, ...]] = Factory(dict)


def cars_of(reading: Reading) -> tuple[Car, ...]:
    """Return the case's car and the others of the same insured, each with its own dates."""
    policy, others = reading.case.policy, reading.case.other_cars
    together = 1 + sum(other.same_policy for other in others)
    return (
        Car(policy.start, policy.premium, reading.grade, together),
        *(
            Car(
                start=other.start,
                premium=other.premium,
                grade=reading.grade if other.grade is None else other.grade,
                cars=together if other.same_policy else 1,
                counted=False,
            )
            for other in others
        ),
    )


def fleet_of(reading: Reading, renewals: int) -> Fleet:
    """Return all cars with their records and policy years, up to a renewal of the own car."""
    case = reading.case
    starts = (case.policy.start, *(other.start for other in case.other_cars))
    years = tuple(
        PolicyYears.of(reading, start, renewals + bool(car)) for car, start in enumerate(starts)
    )
    own, *others = (each.days for each in years)
    return Fleet(
        starts=starts,
        records=tuple(past_record(reading, start) for start in starts),
        years=years,
        counted=(
            tuple(range(len(own))),
            *(tuple(bisect_left(own, day) for day in days) for days in others),
        ),
    )
