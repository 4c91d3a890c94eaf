"""What is due next, over all clients: refunds, quotes, renewals, and what renewals have cost."""

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from advisor.book.clients.client_case import ClientCase, DeskState
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen


class DueKind(StrEnum):
    """The kinds of things to do, in the order in which those of one day are listed."""

    REFUND = "refund"
    QUOTE = "quote"
    RENEWAL = "renewal"
    COST = "cost"


@frozen
class Due:
    """One thing to do, from `day` to `last`, both included; a deadline is one day.

    The question about a past renewal, `DueKind.COST`, has no end: it stays until it is answered.
    """

    kind: DueKind
    day: date
    last: date
    case: ClientCase

    @property
    def code(self) -> str:
        """The code of what is to be done; paying back may be about an earlier claim alone."""
        is_earlier = self.kind is DueKind.REFUND and self.case.refunds_earlier
        return f"{self.kind}-earlier" if is_earlier else str(self.kind)


def all_due(
    cases: Iterable[ClientCase],
    rulebook: Rulebook,
    today: date,
    within: timedelta | None = None,
    *,
    every_refund: bool = False,
) -> tuple[Due, ...]:
    """Return what is due from today on, sorted by day; `within` leaves out what is further away.

    With `every_refund`, refund deadlines also count for accidents where paying oneself was advised
    and that were never marked as claimed. Archived cases have nothing due, and unsaved changes of a
    case have nothing due of their own. Missed deadlines are left out, except for the question of
    what a renewal has cost.
    """
    until = None if within is None else today + within
    every = tuple(cases)
    numbers = {case.number for case in every}
    found = (
        due
        for case in every
        if case.state is not DeskState.ARCHIVED and not _is_told_by_another(case, numbers)
        for due in _of_case(case, rulebook, today, every_refund=every_refund)
        if until is None or due.day <= until
    )
    kinds = list(DueKind)
    return tuple(
        sorted(
            found,
            key=lambda due: (
                due.day,
                kinds.index(due.kind),
                due.case.display_name,
                due.case.number,
            ),
        )
    )


def next_due(case: ClientCase, rulebook: Rulebook, today: date) -> Due | None:
    """Return the deadline that the desk shows beside a case: that of its refund, if there is one.

    Otherwise it is that of whatever is due first; None if nothing is due.
    """
    if case.state is DeskState.ARCHIVED:
        return None
    found = [*_of_case(case, rulebook, today)]
    refunds = [due for due in found if due.kind is DueKind.REFUND]
    return min(refunds or found, key=lambda due: due.day, default=None)


def deadlines(cases: Iterable[ClientCase], rulebook: Rulebook, today: date) -> dict[int, Due]:
    """Return the deadline of each case that has one, by number."""
    found = ((case.number, next_due(case, rulebook, today)) for case in cases)
    return {number: due for number, due in found if due is not None}


def _is_told_by_another(case: ClientCase, numbers: Container[int]) -> bool:
    """Return whether an open case holds unsaved changes of another one that is listed too."""
    aside = case.saved.aside
    told = aside is not None and aside.of is not None and aside.of in numbers
    return told and case.state is DeskState.OPEN


def _of_case(
    case: ClientCase, rulebook: Rulebook, today: date, *, every_refund: bool = False
) -> Iterator[Due]:
    refund_by = case.refund_if_claimed if every_refund else case.refund_by
    if refund_by is not None and refund_by >= today:
        yield Due(DueKind.REFUND, refund_by, refund_by, case)
    day = case.coming_renewal
    if day is None:
        return
    if day <= today:
        yield Due(DueKind.COST, day, day, case)
        return
    window = rulebook.quote_window.find(day)
    if window is not None:
        first = day - timedelta(days=window.terms.days_before_expiry)
        yield Due(DueKind.QUOTE, first, day - timedelta(days=1), case)
    yield Due(DueKind.RENEWAL, day, day, case)
