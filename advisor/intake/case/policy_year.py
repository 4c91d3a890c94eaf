"""The day of the advice and the policy year that it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import renewal_day

if TYPE_CHECKING:
    from datetime import date

    from advisor.intake.case.readings import Readings


def start_of_year_with(start: date, day: date) -> date:
    """Return the first day of the policy year that `day` lies in, when years turn with `start`."""
    years = day.year - start.year
    begins = renewal_day(start, years)
    return begins if begins <= day else renewal_day(start, years - 1)


def day_of_advice(readings: Readings, today: date) -> date | None:
    """Return the stated day, else today; None where a day is stated that cannot be read."""
    return readings.day("as_of") or (None if readings.broken("as_of") else today)
