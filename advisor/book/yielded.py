"""What the columns that no case file has say of its keys: a day of expiry is a start, and so on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, count

from advisor.book.cells import TOLD_DRIVER
from advisor.book.words import ACCIDENT_TOLD, POLICY_END, POLICY_RENEWAL
from advisor.domain.days import renewal_day
from advisor.intake.case.fields import BY_PATH
from advisor.intake.problems import Problem
from advisor.intake.typed.kind import kind_told

_START, _KIND, _FAULT, _AS_OF = "policy.start", "accident.kind", "accident.fault", "as_of"
_DRIVER = "accident.driver"
_OF_NO_USE = ("accident.car_value", "accident.car_registered")
"""What a table says of every car, and what plays a part where two collide alone."""

_A_DAY, _DAYS_A_YEAR = timedelta(days=1), 365
"""A policy ends on the day of its start, or, as it ends at midnight, on the day before."""

_WHOLE_FAULT = Decimal(1)
_PAID = "property_paid"
"""The key of what was paid for a past accident."""


def with_keys(
    stated: Mapping[str, object], problems: Sequence[Problem], today: date
) -> tuple[dict[str, object], list[Problem]]:
    """Return what a row states by the keys of a case, and what is wrong with it.

    A key that the row states outright goes before what another column says of it, and that before
    nothing: what is wrong with a column that is not needed is not told.
    """
    values, found = dict(stated), [*problems]
    told = values.pop(ACCIDENT_TOLD, None)
    if told is not None:
        values.setdefault(_KIND, told)
    if values.get(_DRIVER) is not None:
        found = [one for one in found if one.code != TOLD_DRIVER or _takes_kind(values, one)]
    if _KIND in values:
        found = [one for one in found if one.code != "untold-kind"]
    _start(values, found, today)
    _past_accidents(values)
    _leave_out_none_paid(values, {one.path for one in found})
    _leave_out_of_no_use(values)
    if not _is_taken(_FAULT, values):
        found = [one for one in found if one.code != "fault-none"]
    return values, found


def _takes_kind(values: dict[str, object], untold: Problem) -> bool:
    """Take the kind of an accident out of what happened, where its driver has a column.

    Tell whether that cannot be done.
    """
    kind = values.get(_KIND) or kind_told(str(untold.value))
    if kind:
        values[_KIND] = kind
    return not kind


def _is_taken(path: str, values: Mapping[str, object]) -> bool:
    """Tell whether the kind of an accident takes a key; while none is known, any may be taken."""
    kind = values.get(_KIND)
    return kind is None or BY_PATH[path].taken_by(str(kind))


def _start(values: dict[str, object], found: list[Problem], today: date) -> None:
    """Take the start of the policy from the day on which it ends or is renewed.

    Such a day ahead is the end of the current year, which began a year before. A renewal that lies
    behind began the current year; an expiry that lies behind is one of a policy that is over.
    Beside a start, it has just not been brought up to date.
    """
    end, renewal = values.pop(POLICY_END, None), values.pop(POLICY_RENEWAL, None)
    stated, day = values.get(_AS_OF, today), end or renewal
    as_of = stated if isinstance(stated, date) else None
    start = values.get(_START)
    if isinstance(start, date) and isinstance(end, date) and as_of and as_of < end:
        values[_START] = _beside_end(start, end, as_of, found)
    if _START in values or not isinstance(day, date):
        return
    if as_of is None or day > as_of:
        values[_START] = renewal_day(day, -1)
    elif end is None:
        values[_START] = day
    else:
        found.append(Problem(_START, "policy-ended", day))


def _beside_end(start: date, end: date, as_of: date, found: list[Problem]) -> date:
    """Return the start of the current year of a policy that begins and ends on stated days.

    A start some years before the end is that of the first year.
    """
    years = max(1, round((end - start).days / _DAYS_A_YEAR))
    current = renewal_day(start, years - 1)
    if abs(end - renewal_day(start, years)) > _A_DAY or current > max(start, as_of):
        found.append(Problem(_START, "start-beside-end", start, {"end": end}))
    return current


def _past_accidents(values: dict[str, object]) -> None:
    """Take past accidents apart that stand in one cell; columns of their own go before it.

    Several of a cell take the places that follow, as far as no other column has them.
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
    """Leave out past accidents of no day for which nothing was paid: a table says so of none."""
    for path in [path for path in values if path.endswith(f".{_PAID}")]:
        day = f"{path.removesuffix(_PAID)}day"
        if values[path] == 0 and day not in values and day not in unread:
            del values[path]


def _has(values: Mapping[str, object], table: str) -> bool:
    return any(path.startswith(table) for path in values)


def _leave_out_of_no_use(values: dict[str, object]) -> None:
    """Leave out what a table states in every row though an accident of the kind takes none of it.

    A fault is left out only where it is the whole one, as it is in such an accident anyway.
    """
    for path in _OF_NO_USE:
        if path in values and not _is_taken(path, values):
            del values[path]
    if values.get(_FAULT) == _WHOLE_FAULT and not _is_taken(_FAULT, values):
        del values[_FAULT]
