"""Several accidents of one year: which of them to pay back before renewal."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

from advisor.domain.decision import Option, RefundChoice
from advisor.domain.money import NOTHING, Won, total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.domain.decision import PremiumPath
    from advisor.engine.options.choices import Choice
    from advisor.engine.options.paths import Paths

_NEW = (Option.SELF_PAY, Option.CLAIM, Option.CLAIM_REFUND)


def refund_plan(paths: Paths, offered: tuple[Choice, ...]) -> tuple[RefundChoice, ...]:
    """List every choice for the new accident with every set of earlier ones to pay back.

    The cheapest comes first; equal ones by fewer refunds, then earlier ones. Totals are against
    the self-pay path with the earlier accidents kept.
    """
    reading = paths.reading
    refundable = [index for index, claim in enumerate(reading.case.claims) if claim.refundable]
    if not refundable:
        return ()
    sets = _subsets(refundable) if reading.refund_allowed else [()]
    base = paths.path(offered[0], offered)
    plan = [
        RefundChoice(choice.option, refund, _total(paths, choice, refund, offered, base))
        for refund in sets
        for choice in offered
        if choice.option in _NEW and choice.available
    ]
    return tuple(sorted(plan, key=lambda entry: (entry.total, len(entry.refund), entry.refund)))


def _total(
    paths: Paths,
    choice: Choice,
    refund: tuple[int, ...],
    offered: tuple[Choice, ...],
    base: PremiumPath,
) -> Won:
    claims = paths.reading.case.claims
    path = _path(paths, choice, frozenset(refund), offered)
    repaid = [paths.repaid(claims[index].property_paid or NOTHING) for index in refund]
    cash = Won(int(choice.cash_now))
    extra = paths.extra_premium(path, base, paths.reading.renewals)
    return Won(cash + paths.repaid(choice.repaid) + total(repaid) + extra)


def _path(
    paths: Paths, choice: Choice, refunded: frozenset[int], offered: tuple[Choice, ...]
) -> PremiumPath:
    """Give the path with some earlier claims paid back, on top of the insurer's quotes if any."""
    model = paths.model(choice, refunded)
    assumptions = paths.reading.case.assumptions
    if assumptions.quote_clean is None:
        return model
    kept = paths.path(choice, offered)[1].premium
    change = model[1].premium - paths.model(choice)[1].premium
    return paths.model(choice, refunded, Won(kept + change))


def _subsets(indexes: list[int]) -> Iterable[tuple[int, ...]]:
    return chain.from_iterable(combinations(indexes, size) for size in range(len(indexes) + 1))
