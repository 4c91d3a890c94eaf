"""The answer of today to a saved case with which none was kept, as far as the desk needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from advisor.domain.case import Case
from advisor.domain.errors import AdvisorError
from advisor.intake.case.draft import read_draft
from advisor.service import decide
from advisor.storage.kept import LastAnswer

if TYPE_CHECKING:
    from datetime import date

    from advisor.book.clients.client_case import ClientCase
    from advisor.domain.rulebook import Rulebook


def with_answer(case: ClientCase, rulebook: Rulebook, today: date) -> ClientCase:
    """Return a case with its answer: the one that was kept, else that of today, if there is one."""
    if case.answer is not None:
        return case
    try:
        read = read_draft(case.saved.draft, rulebook, today)
        if not isinstance(read, Case):
            return case
        found = decide(read, rulebook)
    except AdvisorError:
        return case
    answer = LastAnswer(
        advised_on=found.case.as_of,
        verdict=str(found.verdict),
        recommended=str(found.recommended),
        margin=found.margin,
        refund_by=found.refund_by,
    )
    return evolve(case, answer=answer)
