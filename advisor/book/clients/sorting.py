"""The orders in which the desk lists its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from advisor.book.clients.client_case import ClientCase, DeskState, answer_code
from advisor.book.clients.due import Due
from advisor.storage.records import folded


class DeskOrder(StrEnum):
    """What the desk sorts by; it begins with the first one."""

    DEADLINE = "deadline"
    CLIENT = "client"
    VERDICT = "verdict"
    SUM = "sum"
    STATE = "state"
    SAVED = "saved"

    @property
    def next(self) -> DeskOrder:
        """The order after this one; the first one after the last."""
        every = list(DeskOrder)
        return every[(every.index(self) + 1) % len(every)]


def sorted_cases(
    cases: Iterable[ClientCase], order: DeskOrder, due: Mapping[int, Due]
) -> tuple[ClientCase, ...]:
    """Return cases in an order; among equal ones the one changed last comes first.

    `due` holds the deadline of each case that has one, by number.

    The next deadline comes first, and so does the largest sum; cases without either come last.
    """
    newest_first = sorted(cases, key=lambda case: -case.saved.revision)
    return tuple(sorted(newest_first, key=_key(order, due)))


def _key(order: DeskOrder, due: Mapping[int, Due]) -> Callable[[ClientCase], Any]:
    match order:
        case DeskOrder.DEADLINE:
            return lambda case: due[case.number].day if case.number in due else date.max
        case DeskOrder.CLIENT:
            return lambda case: (not case.display_name.strip(), folded(case.display_name))
        case DeskOrder.VERDICT:
            return lambda case: (case.answer is None, case.answer and answer_code(case.answer))
        case DeskOrder.SUM:
            return lambda case: -_sum(case)
        case DeskOrder.STATE:
            states = list(DeskState)
            return lambda case: states.index(case.state)
        case _:
            return lambda _: 0


def _sum(case: ClientCase) -> int:
    return case.answer.margin if case.answer and case.answer.margin is not None else -1
