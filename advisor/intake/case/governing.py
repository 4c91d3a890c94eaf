"""Which day selects the rule of a field, while a case is still being typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.intake.case.fields import Listed
from advisor.intake.typed.day import parse_day

if TYPE_CHECKING:
    from advisor.intake.case.draft import Draft


def policy_day(draft: Draft, today: date) -> date:
    """Return the first day of the policy year as typed; where it cannot be read, today."""
    return _read(draft.text("policy.start"), today) or today


def claim_days(draft: Draft, today: date) -> tuple[date, ...]:
    """Return the day of each past claim; where it cannot be read, that of the policy year."""
    start = policy_day(draft, today)
    rows = draft.rows(Listed.CLAIM)
    return tuple(_read(row.get("day", ""), today) or start for row in rows)


def _read(text: str, today: date) -> date | None:
    found = parse_day(text, today) if text.strip() else None
    return found if isinstance(found, date) else None
