"""The advice for one accident when later accidents are possible: the way into this package.

Importing this module is cheap; asking it loads numpy.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.money import Won
from advisor.domain.rule import Version
from advisor.domain.terms.later import LaterTerms
from advisor.engine.limits.cost_curves import CostCurve
from advisor.later.parts import (
    BEFORE_CUT_OFF,
    BEFORE_RENEWAL,
    KEPT_OPEN,
    NOW,
    ByRate,
    Cost,
    Headline,
    KeptOpen,
    LaterBest,
    LongCost,
    Moment,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from advisor.domain.case import Case
    from advisor.domain.decision import Option
    from advisor.domain.rulebook import Rulebook

__all__ = (
    "BEFORE_CUT_OFF",
    "BEFORE_RENEWAL",
    "COSTS_GO_ON",
    "COUNTS_ALL",
    "KEPT_OPEN",
    "NOW",
    "REFUND_STAYS",
    "ByRate",
    "Cost",
    "KeptOpen",
    "LaterAdvice",
    "LaterBest",
    "LongCost",
    "Moment",
    "later_advice",
    "later_rule",
    "named",
)

COSTS_GO_ON, COUNTS_ALL, REFUND_STAYS = "costs-go-on", "counts-all", "refund-stays"
"""Why the view recommends another option than the headline."""


@frozen
class LaterAdvice:
    """The third view: every renewal to come counts, and accidents may happen again.

    `discount_rate` is what is counted: not less than the rise of premiums. `headline` is what the
    decision recommends over its few renewals. `quoted` tells that premiums follow from the
    insurer's quotes. `regrets` draws, for each option, what it costs more than the best one, over
    the repair bill. `assumed` names what was taken from the rule.
    """

    accident_rate: Decimal
    mean_loss: Won
    losses: int
    discount_rate: Decimal
    advice: LaterBest
    costs: tuple[Cost, ...]
    moments: tuple[Moment, ...]
    by_rate: tuple[ByRate, ...]
    kept_open: KeptOpen | None
    regrets: tuple[CostCurve, ...]
    headline: Headline
    quoted: bool
    assumed: tuple[str, ...]
    rule: Version[LaterTerms]

    @property
    def recommended(self) -> Option:
        """The cheapest option; a claim counts with the refund open where that is possible."""
        return self.advice.recommended

    @property
    def margin(self) -> Won:
        """Its lead over the cheapest one of the other side."""
        return self.advice.margin

    @property
    def otherwise(self) -> str | None:
        """Say why this view recommends another option than the headline; None where it does not.

        A record goes on costing after the headline's renewals; a claim may win only because it
        can still be paid back; where neither turns the answer, it is the interest or the later
        accidents that are counted as well.
        """
        short, long = self.headline.recommended, self.recommended
        if long is short:
            return None
        if short.is_claim and not long.is_claim:
            return COSTS_GO_ON
        return REFUND_STAYS if self.hangs_on_refund else COUNTS_ALL

    @property
    def hangs_on_refund(self) -> bool:
        """Tell whether a claim is the cheapest only because it may still be paid back."""
        least = min(self.costs, key=lambda cost: cost.total)
        return self.advice.keeps_open and not least.option.is_claim

    @property
    def least(self) -> Won:
        """What the cheapest action costs."""
        totals = [cost.total for cost in self.costs]
        return min(totals if self.kept_open is None else [*totals, self.kept_open.total])

    @property
    def now(self) -> Moment:
        """The day of the advice."""
        return next(moment for moment in self.moments if moment.code == NOW)


def later_rule(rulebook: Rulebook, start: date) -> Version[LaterTerms]:
    """Give what is taken for the years to come.

    Raises:
        NoRuleInForceError: nothing is stated for that policy year.
    """
    return rulebook.outlook.on(start)


def later_advice(
    case: Case,
    rulebook: Rulebook,
    accident_rate: Decimal | None = None,
    losses: Sequence[Won] = (),
) -> LaterAdvice:
    """Advise on a case with later accidents in mind.

    Args:
        case: the driver's case.
        rulebook: the rules.
        accident_rate: accidents a year; that of the rules where it is not given.
        losses: repairs in won to draw later losses from, instead of the rules' law.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days; the years
            before the grades of today are among them.
    """
    from advisor.later.priced_case import PricedCase  # noqa: PLC0415 - numpy is for those who ask

    rule = later_rule(rulebook, case.policy.start)
    view = PricedCase.of_case(case, rulebook, rule.terms, accident_rate, tuple(losses))
    stated = case.assumptions
    assumed = {
        "accident_rate": accident_rate is None,
        "mean_loss": not losses,
        "discount_rate": stated.discount_rate is None,
    }
    costs, taken = view.costs(), view.taken
    kept_open = view.kept_open()
    return LaterAdvice(
        accident_rate=taken.accident_rate,
        mean_loss=taken.mean_loss,
        losses=len(losses),
        discount_rate=taken.interest,
        advice=view.advised(costs, kept_open),
        costs=costs,
        moments=view.moments(),
        by_rate=tuple(view.by_rate(rate) for rate in rule.terms.accident_rates_shown),
        kept_open=kept_open,
        regrets=view.regrets(),
        headline=view.headline(),
        quoted=stated.quote_claim is not None,
        assumed=tuple(name for name, is_taken in assumed.items() if is_taken),
        rule=rule,
    )
