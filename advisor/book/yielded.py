"""What the columns that no case file has say of its keys: a day of expiry is a start, and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from advisor.book.words import ACCIDENT_TOLD, POLICY_END, POLICY_RENEWAL
from advisor.domain.days import renewal_day
from advisor.intake.case.fields import BY_PATH
from advisor.intake.problems import Problem

_START, _KIND, _FAULT, _AS_OF = "policy.start", "accident.kind", "accident.fault", "as_of"
_WHOLE_FAULT = Decimal(1)


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
    if _KIND in values:
        found = [one for one in found if one.code != "untold-kind"]
    _start(values, found, today)
    for path, value in stated.items():
        if path.endswith("]") and isinstance(value, Mapping):
            del values[path]
            for key, said in value.items():
                values.setdefault(f"{path}.{key}", said)
    if _is_said_anyway(values):
        del values[_FAULT]
    return values, found


def _start(values: dict[str, object], found: list[Problem], today: date) -> None:
    """Take the start of the policy from the day on which it ends or is renewed.

    Such a day ahead is the end of the current year, which began a year before. A renewal that lies
    behind began the current year; an expiry that lies behind is one of a policy that is over.
    """
    end, renewal = values.pop(POLICY_END, None), values.pop(POLICY_RENEWAL, None)
    day = end or renewal
    if _START in values or not isinstance(day, date):
        return
    as_of = values.get(_AS_OF, today)
    if not isinstance(as_of, date) or day > as_of:
        values[_START] = renewal_day(day, -1)
    elif end is None:
        values[_START] = day
    else:
        found.append(Problem(_START, "policy-ended", day))


def _is_said_anyway(values: Mapping[str, object]) -> bool:
    """Tell whether a row states the whole fault of an accident that is one's own anyway.

    Insurers' exports have it in every row.
    """
    kind = values.get(_KIND)
    return (
        kind is not None
        and values.get(_FAULT) == _WHOLE_FAULT
        and not BY_PATH[_FAULT].taken_by(str(kind))
    )
