"""The sum up to which it is best to settle another person's slight injury in cash."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.options.ranking import costs

if TYPE_CHECKING:
    from advisor.engine.options.paths import Paths
    from advisor.engine.options.settlement import Offered


def settle_up_to(paths: Paths, offered: Offered) -> Won | None:
    """Return the highest sum at which settling the injury costs no more than the best other way.

    The sum is paid now and moves nothing else, so what is left of the best other way's cost after
    everything else that settling costs is the limit, to the won. None where no sum is asked for,
    where it cannot be settled, where there is no other way, or where not even one won is left.
    """
    reading = paths.reading
    amount = reading.case.accident.injury_settlement
    by_option = costs(paths, offered, reading.renewals)
    settled = by_option.pop(Option.SETTLE, None)
    if amount is None or settled is None or not by_option:
        return None
    most = floor(min(by_option.values()) - (settled - amount))
    return Won(most) if most > 0 else None
