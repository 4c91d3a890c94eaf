"""Which option is the cheapest, and by how much."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.decision import Option
from advisor.domain.money import Won

if TYPE_CHECKING:
    from advisor.engine.options.choices import Choice
    from advisor.engine.options.paths import Paths


@frozen
class Ranking:
    """The recommended option and its lead over the cheapest one of the other side."""

    recommended: Option
    margin: Won


def cost(paths: Paths, choice: Choice, offered: tuple[Choice, ...], renewals: int) -> Fraction:
    """Give what a choice costs over some renewals, exactly."""
    base = paths.path(offered[0], offered)
    extra = paths.extra_premium(paths.path(choice, offered), base, renewals)
    return Fraction(choice.cash_now) + paths.repaid(choice.repaid) + extra


def costs(paths: Paths, offered: tuple[Choice, ...], renewals: int) -> dict[Option, Fraction]:
    """Give the costs of the options that can be recommended, in the options' order.

    A claim that is paid back later is self-pay with a delay, so it is never recommended.
    """
    return {
        choice.option: cost(paths, choice, offered, renewals)
        for choice in offered
        if choice.available and choice.option is not Option.CLAIM_REFUND
    }


def cheapest(by_option: dict[Option, Fraction]) -> Option:
    """Give the cheapest option; equal costs go by the options' order."""
    return min(by_option, key=by_option.__getitem__)


def rank(paths: Paths, offered: tuple[Choice, ...], renewals: int) -> Ranking:
    """Recommend the cheapest option; the margin is 0 where the other side has none."""
    by_option = costs(paths, offered, renewals)
    best = cheapest(by_option)
    other_side = [by_option[option] for option in by_option if option.is_claim != best.is_claim]
    margin = min(other_side) - by_option[best] if other_side else Fraction(0)
    return Ranking(best, Won(int(margin)))
