"""The second opinion on a decision, which counts later accidents: the entry to this package.

Importing this module is cheap; asking for advice loads numpy.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from advisor import on_demand
from advisor.domain.decision import Decision
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option
from advisor.domain.rule import Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.later import LaterTerms
from advisor.domain.values import frozen
from advisor.engine.limits.cost_curves import CostCurve
from advisor.later.advice_parts import (
    NOW,
    ByRate,
    Cost,
    Headline,
    KeptOpen,
    LaterBest,
    LeadChange,
    Moment,
    RefundHint,
)


@frozen(kw_only=True)
class LaterAdvice:
    """What the options cost when accidents may happen again, over the renewals of the decision.

    `costs` has the options that are never taken back, `kept_open` the claim with the choice to pay
    it back later, if that is possible. `moved` is None unless one can both claim and pay oneself.
    `quoted` says whether premiums follow from the insurer's quotes. `assumed` names what was taken
    from the rule. A difference below `material` counts as none.
    """

    accident_rate: Decimal
    mean_loss: Won
    losses: int
    discount_rate: Decimal
    best: LaterBest
    costs: tuple[Cost, ...]
    kept_open: KeptOpen | None
    headline: Headline
    moved: LeadChange | None
    material: Won
    quoted: bool
    assumed: tuple[str, ...]
    rule: Version[LaterTerms]

    @property
    def recommended(self) -> Option:
        """The cheapest option."""
        return self.best.recommended

    @property
    def margin(self) -> Won:
        """The lead of the cheapest option over the cheapest one of the other side."""
        return self.best.margin

    @property
    def least(self) -> Won:
        """The cost of the cheapest option."""
        if self.best.keeps_open and self.kept_open is not None:
            return self.kept_open.total
        return min(cost.total for cost in self.costs)

    @property
    def regret(self) -> Won:
        """How much more the decision's option costs here than the cheapest one.

        It is 0 if that option is the cheapest, or if the difference is not material.
        """
        chosen = [cost for cost in self.costs if cost.option is self.headline.recommended]
        if not chosen or (self.best.keeps_open and self.headline.recommended is self.recommended):
            return NOTHING
        more = Won(chosen[0].total - self.least)
        return more if more >= self.material else NOTHING

    @property
    def agrees(self) -> bool:
        """Whether no option is cheaper than the decision's by a material sum."""
        return not self.regret

    @property
    def hint(self) -> RefundHint | None:
        """What claiming first would gain if the insurer allows a refund, which is not stated.

        None if claiming is recommended anyway, if nothing can be refunded, or if the gain is not
        material.
        """
        if self.kept_open is None or self.recommended.is_claim:
            return None
        claim = next(cost for cost in self.costs if cost.option is Option.CLAIM)
        gain = Won(self.least - self.kept_open.total)
        if gain < self.material:
            return None
        return RefundHint(gain, Won(claim.total - self.least), self.kept_open.by)


@frozen(kw_only=True)
class LaterInFull:
    """The advice, and what its pages show besides.

    `moments` are the bills to claim on the days that matter, `by_rate` the advice at other numbers
    of accidents a year. `regrets` has a curve for each option: what it costs more than the best
    one, by repair bill.
    """

    advice: LaterAdvice
    moments: tuple[Moment, ...]
    by_rate: tuple[ByRate, ...]
    regrets: tuple[CostCurve, ...]

    @property
    def now(self) -> Moment:
        """The moment of the day of the advice."""
        return next(moment for moment in self.moments if moment.code == NOW)


def later_rule(rulebook: Rulebook, start: date) -> Version[LaterTerms]:
    """Return the rule that states the assumptions about the years to come.

    Raises:
        NoRuleInForceError: nothing is stated for the policy year that begins on `start`.
    """
    return rulebook.outlook.on(start)


def later_advice(
    decision: Decision,
    rulebook: Rulebook,
    accident_rate: Decimal | None = None,
    losses: Sequence[Won] = (),
) -> LaterAdvice:
    """Return the advice on a decision when later accidents are counted.

    Args:
        decision: the decision, which counts none of them; its case is priced anew.
        rulebook: the rules.
        accident_rate: accidents a year; None takes the rate of the rules.
        losses: repairs in won to draw later losses from, instead of the rules' law.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days, as in the years
            before today's grades.
    """
    return on_demand.Opinion.on(decision, rulebook, accident_rate, tuple(losses)).advice()


def later_in_full(
    decision: Decision,
    rulebook: Rulebook,
    accident_rate: Decimal | None = None,
    losses: Sequence[Won] = (),
) -> LaterInFull:
    """Return the same advice with its pages: the bills to claim by day and by accident rate.

    Raises:
        NoRuleInForceError: as in `later_advice`.
    """
    return on_demand.Opinion.on(decision, rulebook, accident_rate, tuple(losses)).in_full()
