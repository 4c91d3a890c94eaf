"""The highest sums at which paying cash is best: for the own repair and for a slight injury."""

from fractions import Fraction
from math import ceil, floor

from attrs import evolve

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.options.choices import choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import cost, costs, recommendable
from advisor.engine.options.settlement import OfferedOption, OfferedOptions, Settlement

_WHOLE = Fraction(1)


def cash_up_to(paths: Paths, settlement: Settlement, offered: OfferedOptions) -> Won | None:
    """Return the highest cash price, up to the bill, at which paying costs no more than a claim.

    `offered` are the options of `settlement`. Paying means the cheaper of self-pay and settling an
    injury in cash. Both include the cash price, and so does a claim that leaves the own repair to
    the driver. None if the insurer has already paid, if there is no own damage or no claim to
    compare with, or if no price is low enough.
    """
    reading, bill = settlement.reading, settlement.loss.bill
    if reading.paid is not None or not bill:
        return None
    if not settlement.own:  # a price below 1 won leaves no cash item that shows who bears it
        settlement = evolve(settlement, reading=evolve(reading, cash_ratio=_WHOLE))
        offered = choices(settlement)
    beside = {
        choice.option: int(cost(paths, choice, reading.renewals)) - _repair(choice)
        for choice in recommendable(paths, offered)
    }
    paying = min(beside.pop(option) for option in tuple(beside) if not option.is_claim)
    if not beside:
        return None
    alike = [option for option in beside if _repair(offered[option])]
    spared = min((beside[one] for one in beside if one not in alike), default=None)
    if any(beside[option] < paying for option in alike):
        return None
    return bill if spared is None else _highest_price(settlement, spared - paying)


def _highest_price(settlement: Settlement, most: int) -> Won | None:
    """Return the highest price of which the driver's share is at most `most` won, or None."""
    if most < 0:
        return None
    accident, loss = settlement.reading.case.accident, settlement.loss
    shared = Fraction(accident.fault) if accident.kind is Kind.COLLISION else _WHOLE
    if int(loss.own_bill * shared) <= most:
        return loss.bill
    return Won(ceil((most + 1) / shared) - 1)


def _repair(choice: OfferedOption) -> int:
    """Return what a choice pays in cash for the own repair."""
    return int(next((item.amount for item in choice.cash if item.code == "own-repair"), 0))


def settle_up_to(paths: Paths, offered: OfferedOptions) -> Won | None:
    """Return the highest sum at which settling the injury costs no more than the best other option.

    The sum is paid now and affects nothing else. So the limit, to the won, is the cost of the best
    other option less all other costs of settling. None if no sum is asked for, if the injury cannot
    be settled, if there is no other option, or if not even one won is left.
    """
    reading = paths.reading
    amount = reading.case.accident.injury_settlement
    by_option = costs(paths, offered, reading.renewals)
    settled = by_option.pop(Option.SETTLE, None)
    if amount is None or settled is None or not by_option:
        return None
    most = floor(min(by_option.values()) - (settled - amount))
    return Won(most) if most > 0 else None
