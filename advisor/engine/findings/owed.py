"""What the other side owes beside the repair: lost market value and rental."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import add_months
from advisor.domain.findings import Owed
from advisor.domain.money import Won, share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.engine.situation import Situation

_MONTHS_A_YEAR = 12


def owed(situation: Situation) -> tuple[Owed, ...]:
    """List what the other side's property cover owes by its share of the fault.

    The own-damage cover pays none of it, so it stands outside the options.
    """
    if not situation.loss.from_other_side:
        return ()
    return (*_market_value(situation), *_rental(situation))


def _market_value(situation: Situation) -> Iterator[Owed]:
    """Return the lost market value: a share of the repair of a young car with a large repair."""
    accident, loss = situation.reading.case.accident, situation.loss
    version = situation.reading.rulebook.market_value_loss.find(accident.day)
    if version is None or accident.car_value is None or accident.car_registered is None:
        return
    if loss.own_bill <= share(accident.car_value, version.terms.repair_above_of_value):
        return
    for band in version.terms.rates:
        if accident.day <= _birthday(accident.car_registered, band.up_to_years):
            lost = share(loss.own_bill, band.rate * (1 - accident.fault))
            yield Owed("market-value-loss", lost, (version.ref,))
            return


def _birthday(registered: date, years: int) -> date:
    return add_months(registered, years * _MONTHS_A_YEAR)


def _rental(situation: Situation) -> Iterator[Owed]:
    """Return the rental of a like car, and the part of it paid in cash to one who does not rent."""
    accident = situation.reading.case.accident
    if not accident.own_rental:
        return
    theirs = 1 - accident.fault
    yield Owed("rental", share(accident.own_rental, theirs), ("accident.own_rental",))
    version = situation.reading.rulebook.rental_compensation.find(accident.day)
    if version:
        cash: Won = share(accident.own_rental, theirs * version.terms.cash_share)
        yield Owed("transport-money", cash, (version.ref,))
