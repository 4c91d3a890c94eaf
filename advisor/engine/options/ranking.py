"""Which option is the cheapest, by how much, and over how many renewals."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from advisor.domain.decision import Stretch
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.options.paths import Paths
from advisor.engine.options.settlement import OfferedOption, OfferedOptions

ExactWon = int | Fraction
"""Won, with the fraction that an exact cash price may leave."""


@frozen
class Ranking:
    """The recommended option and its lead over the cheapest one of the other side."""

    recommended: Option
    margin: Won


def recommendable(paths: Paths, offered: OfferedOptions) -> Iterator[OfferedOption]:
    """Yield the options that may be recommended; of equally cheap ones, the first is.

    A claim that is paid back later is self-pay with a delay, so it is never recommended. The
    exception is an accident that is already claimed: then paying back is the alternative, and comes
    first.
    """
    if paths.reading.paid is not None and offered[Option.CLAIM_REFUND].available:
        yield offered[Option.CLAIM_REFUND]
    for choice in offered:
        if choice.available and choice.option is not Option.CLAIM_REFUND:
            yield choice


def cost(paths: Paths, choice: OfferedOption, renewals: int) -> ExactWon:
    """Return what a choice costs over some renewals, exactly."""
    return choice.cash_now + paths.cost(choice, renewals)


def costs(paths: Paths, offered: OfferedOptions, renewals: int) -> dict[Option, ExactWon]:
    """Return the costs of the options that may be recommended, in the order of preference."""
    return {
        choice.option: cost(paths, choice, renewals) for choice in recommendable(paths, offered)
    }


def cheapest(by_option: dict[Option, ExactWon]) -> Option:
    """Return the cheapest option, the first of equally cheap ones."""
    return min(by_option, key=by_option.__getitem__)


def rank(paths: Paths, offered: OfferedOptions) -> Ranking:
    """Recommend the cheapest option over the renewals counted.

    The margin is 0 if the other side has no option.
    """
    by_option = costs(paths, offered, paths.reading.renewals)
    best = cheapest(by_option)
    other_side = [by_option[option] for option in by_option if option.is_claim != best.is_claim]
    margin = min(other_side) - by_option[best] if other_side else 0
    return Ranking(best, Won(int(margin)))


def horizon(paths: Paths, offered: OfferedOptions) -> tuple[Stretch, ...]:
    """Return the best option for every number of renewals that the paths reach, as stretches."""
    possible = [
        (
            choice.option,
            choice.cash_now + paths.repaid(choice.repaid),
            paths.extra_premiums(paths.trail(choice)),
        )
        for choice in recommendable(paths, offered)
    ]
    by_option = [[now + extra for extra in later[1:]] for _, now, later in possible]
    best = [
        possible[costs_then.index(min(costs_then))][0]
        for costs_then in zip(*by_option, strict=True)
    ]
    found, last = [], 0
    for option, alike in groupby(best):
        first, last = last + 1, last + len(list(alike))
        found.append(Stretch(first, last, option))
    return tuple(found)
