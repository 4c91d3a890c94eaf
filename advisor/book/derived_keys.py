"""The keys implied by columns that no case file has: a day of expiry gives a start, and so on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, count

from advisor.book.cells import PERSON_HIT, TOLD_DRIVER
from advisor.book.heading_words import ACCIDENT_TOLD, POLICY_END, POLICY_RENEWAL
from advisor.domain.accident import Kind
from advisor.domain.days import renewal_day
from advisor.intake.case.fields import BY_PATH
from advisor.intake.problems import Problem
from advisor.intake.typed.kind import kind_told

_START, _KIND, _FAULT, _AS_OF = "policy.start", "accident.kind", "accident.fault", "as_of"
_DRIVER, _INJURY = "accident.driver", "accident.injury_grade"
_OF_NO_USE = ("accident.car_value", "accident.car_registered")
"""Keys that a table may state for every car, though they matter only if two cars collide."""

_A_DAY, _DAYS_A_YEAR = timedelta(days=1), 365
"""A policy ends a year later on the day of its start or, as it ends at midnight, the day before."""

_WHOLE_FAULT = Decimal(1)
_UNTOLD_KIND = "untold-kind"
_OF_NO_KIND = {_UNTOLD_KIND, PERSON_HIT}
"""Problems with what was told of an accident; none of them matters if its kind is stated."""

_PAID = "property_paid"
"""The key of what was paid for a past accident."""


def with_derived_keys(
    stated: Mapping[str, object], problems: Sequence[Problem], today: date
) -> tuple[dict[str, object], list[Problem]]:
    """Return what a row states, by the keys of a case, and the problems of the row.

    A key that the row states outright goes before what another column implies for it. Problems of
    a column that is not needed are left out.
    """
    values, found = dict(stated), [*problems]
    told = values.pop(ACCIDENT_TOLD, None)
    if told is not None:
        values.setdefault(_KIND, told)
    for one in [one for one in found if one.code == TOLD_DRIVER]:
        if kind := values.get(_KIND) or kind_told(str(one.value)):
            values[_KIND] = kind
        else:
            found.append(Problem(_KIND, _UNTOLD_KIND, one.value, one.facts))
    if values.get(_DRIVER) is not None:
        found = [one for one in found if one.code != TOLD_DRIVER]
    if _INJURY in values and any(one.code == PERSON_HIT for one in found):
        values.setdefault(_KIND, Kind.OBJECT.value)
    if _KIND in values:
        found = [one for one in found if one.code not in _OF_NO_KIND]
    _start(values, found, today)
    _past_accidents(values)
    _leave_out_none_paid(values, {one.path for one in found})
    _leave_out_of_no_use(values)
    if not _is_taken(_FAULT, values):
        found = [one for one in found if one.code != "fault-none"]
    return values, found


def _is_taken(path: str, values: Mapping[str, object]) -> bool:
    """Return whether the kind of an accident takes a key; an unknown kind may take any key."""
    kind = values.get(_KIND)
    return kind is None or BY_PATH[path].taken_by(str(kind))


def _start(values: dict[str, object], found: list[Problem], today: date) -> None:
    """Set the start of the policy from the day on which it ends or is renewed.

    If that day is still to come, it ends the current year, which began a year before. A past
    renewal began the current year; a past expiry means that the policy is over. If the row also
    states a start, a past day has just not been brought up to date.
    """
    end, renewal = values.pop(POLICY_END, None), values.pop(POLICY_RENEWAL, None)
    stated, day = values.get(_AS_OF, today), end or renewal
    as_of = stated if isinstance(stated, date) else None
    start = values.get(_START)
    if isinstance(start, date) and isinstance(end, date) and as_of and as_of < end:
        values[_START] = _beside_end(start, end, as_of, found)
    if _START in values or not isinstance(day, date):
        return
    if as_of and renewal_day(day, -1) > as_of:
        ends = (renewal_day(day, -years) for years in count(1))
        fitting = next(one for one in ends if renewal_day(one, -1) <= as_of)
        found.append(Problem(_START, "policy-ends-later", day, {"fitting": fitting}))
    elif as_of is None or day > as_of:
        values[_START] = renewal_day(day, -1)
    elif end is None:
        values[_START] = day
    else:
        found.append(Problem(_START, "policy-ended", day))


def _beside_end(start: date, end: date, as_of: date, found: list[Problem]) -> date:
    """Return the start of the current year of a policy that begins and ends on stated days.

    A start some years before the end is that of the first year. Days that do not fit together are
    added to the problems `found`.
    """
    years = max(1, round((end - start).days / _DAYS_A_YEAR))
    current = renewal_day(start, years - 1)
    if abs(end - renewal_day(start, years)) > _A_DAY or current > max(start, as_of):
        found.append(Problem(_START, "start-beside-end", start, {"end": end}))
    return current


def _past_accidents(values: dict[str, object]) -> None:
    """Split past accidents that stand in one cell into keys; columns of those keys go first.

    Several accidents of a cell take the next numbers of the list that no other column has.
    """
    for path in [path for path in values if path.endswith("]")]:
        value = values[path]
        if not isinstance(value, tuple):
            continue
        del values[path]
        table, _, number = path[:-1].partition("[")
        places = chain([path], (f"{table}[{place}]" for place in count(int(number) + 1)))
        free = (one for one in places if one == path or not _has(values, one))
        for said, place in zip(value, free, strict=False):
            for key, stated in said.items():
                values.setdefault(f"{place}.{key}", stated)


def _leave_out_none_paid(values: dict[str, object], unread: Collection[str]) -> None:
    """Leave out past accidents without a day and with 0 paid, by which a table means none."""
    for path in [path for path in values if path.endswith(f".{_PAID}")]:
        day = f"{path.removesuffix(_PAID)}day"
        if values[path] == 0 and day not in values and day not in unread:
            del values[path]


def _has(values: Mapping[str, object], table: str) -> bool:
    return any(path.startswith(table) for path in values)


def _leave_out_of_no_use(values: dict[str, object]) -> None:
    """Leave out what a table states in every row though an accident of this kind does not take it.

    A fault is left out only if it is the whole one, as it is in such an accident anyway.
    """
    for path in _OF_NO_USE:
        if path in values and not _is_taken(path, values):
            del values[path]
    if values.get(_FAULT) == _WHOLE_FAULT and not _is_taken(_FAULT, values):
        del values[_FAULT]
