"""The rule for a dear car at fault that meets a cheap one with little fault."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from advisor.domain.accident import HighValue
from advisor.domain.money import Rate

if TYPE_CHECKING:
    from advisor.engine.loss.loss import Loss
    from advisor.engine.reading import Reading


class HighValueEffect(Enum):
    """What the rule does to the driver's property points."""

    NONE = auto()
    EXTRA = auto()
    INSTEAD = auto()


def high_value_effect(reading: Reading, loss: Loss) -> HighValueEffect:
    """Compare what each insurer pays the other side.

    The dear car's driver must be the one with more fault, and the payout to the dear car must be
    both some times the reverse payout and more than a sum.
    """
    accident = reading.case.accident
    version = reading.rulebook.high_value.find(accident.day)
    if accident.high_value is None or version is None:
        return HighValueEffect.NONE
    terms, fault = version.terms, accident.fault
    if accident.high_value is HighValue.MINE:
        to_dear, reverse, dear_fault = loss.from_other_side, loss.other_loss, fault
        effect = HighValueEffect.EXTRA
    else:
        to_dear, reverse, dear_fault = loss.other_loss, loss.from_other_side, Rate(1 - fault)
        effect = HighValueEffect.INSTEAD
    applies = (
        dear_fault > terms.fault_of_dear_above
        and to_dear > terms.payout_ratio_above * reverse
        and to_dear > terms.payout_above
    )
    return effect if applies else HighValueEffect.NONE
