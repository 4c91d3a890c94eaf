"""When the insurer can tell what the coming renewal will cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from advisor.domain.days import renewal_day

if TYPE_CHECKING:
    from advisor.engine.reading import Reading


def quotable_from(reading: Reading) -> date:
    """Return the first day on which the coming renewal can be quoted; `as_of` where it is past."""
    case = reading.case
    version = reading.rulebook.quote_window.find(case.policy.start)
    if version is None:
        return case.as_of
    expiry = renewal_day(case.policy.start, 1)
    return max(expiry - timedelta(days=version.terms.days_before_expiry), case.as_of)
