"""How the second opinion is worked out: the advice at once, its pages when they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve

from advisor.domain.days import last_day
from advisor.domain.decision import Decision
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option
from advisor.domain.rule import Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.later import LaterTerms
from advisor.domain.values import frozen
from advisor.later.advice_parts import (
    BEFORE_CUT_OFF,
    BEFORE_RENEWAL,
    NOW,
    ByRate,
    Cost,
    Headline,
    KeptOpen,
    LeadChange,
    Moment,
)
from advisor.later.later_advice import LaterAdvice, LaterInFull, later_rule
from advisor.later.later_bills import LaterBills, RefundPrice, best_of
from advisor.later.priced_case import PricedCase


@frozen
class Opinion:
    """A decision, its case priced with later accidents, and the rule and terms behind this."""

    decision: Decision
    rule: Version[LaterTerms]
    priced: PricedCase
    terms: RefundPrice
    assumed: tuple[str, ...]

    @classmethod
    def on(
        cls,
        decision: Decision,
        rulebook: Rulebook,
        accident_rate: Decimal | None,
        losses: tuple[Won, ...],
    ) -> Opinion:
        """Return the opinion on a decision; what was solved before is not solved again.

        Raises:
            NoRuleInForceError: no version of a rule governs one of the case's days.
        """
        case = decision.case
        rule = later_rule(rulebook, case.policy.start)
        refunded = decision.plan.refund if decision.plan else ()
        assumed = {
            "accident_rate": accident_rate is None,
            "mean_loss": not losses,
            "discount_rate": case.assumptions.discount_rate is None,
        }
        return cls(
            decision,
            rule,
            PricedCase.of_case(case, rulebook, rule.terms, accident_rate, losses, refunded),
            RefundPrice(stated=case.assumptions.refund_allowed is True, material=decision.material),
            tuple(name for name, is_assumed in assumed.items() if is_assumed),
        )

    def advice(self) -> LaterAdvice:
        """Return what the options cost, and which is the cheapest."""
        later_years, decision = self.priced.later_years, self.decision
        costs, kept_open = self._costs(self.priced)
        return LaterAdvice(
            accident_rate=later_years.accident_rate,
            mean_loss=later_years.mean_loss,
            losses=len(later_years.losses),
            discount_rate=later_years.discount_rate,
            best=best_of(costs, kept_open, self.terms),
            costs=costs,
            kept_open=kept_open,
            headline=Headline(decision.renewals, decision.recommended, decision.margin),
            moved=self._moved(costs),
            material=decision.material,
            quoted=decision.case.assumptions.quote_claim is not None,
            assumed=self.assumed,
            rule=self.rule,
        )

    def in_full(self) -> LaterInFull:
        """Return the advice with its bills by day and by accident rate.

        If the insurer has already paid, or if no cover pays the own repair, there is no bill to
        look at: then only the advice by accident rate is given.
        """
        rates = self.rule.terms.accident_rates_shown
        if self.priced.reading.paid is not None or self.decision.pays_own_part:
            by_rate = tuple(self._by_rate(rate, bills=False) for rate in rates)
            return LaterInFull(advice=self.advice(), moments=(), by_rate=by_rate, regrets=())
        bills = LaterBills.on(self.priced, self.terms)
        return LaterInFull(
            advice=self.advice(),
            moments=self._moments(bills),
            by_rate=tuple(self._by_rate(rate) for rate in rates),
            regrets=bills.regrets(),
        )

    def _moved(self, costs: Sequence[Cost]) -> LeadChange | None:
        """Return what later accidents and interest each add to the margin of the decision.

        None unless one can both claim and pay oneself.
        """
        headline, later_years = self.decision.recommended, self.priced.later_years
        lead = _lead(costs, headline)
        if lead is None:
            return None
        stated = self.decision.case.assumptions.interest
        alike = lead
        if stated != later_years.discount_rate:
            priced = self.priced.under(evolve(later_years, discount_rate=stated))
            alike = _lead(priced.costs(priced.offered()), headline) or NOTHING
        return LeadChange(Won(alike - self.decision.margin), Won(lead - alike))

    @staticmethod
    def _costs(priced: PricedCase) -> tuple[tuple[Cost, ...], KeptOpen | None]:
        offered = priced.offered()
        return priced.costs(offered), priced.kept_open(offered)

    def _by_rate(self, accident_rate: Decimal, *, bills: bool = True) -> ByRate:
        other = self.priced.at_rate(accident_rate)
        best = best_of(*self._costs(other), self.terms)
        intervals = LaterBills.on(other, self.terms).intervals() if bills else ()
        return ByRate(accident_rate=accident_rate, best=best, intervals=intervals)

    def _moments(self, now: LaterBills) -> tuple[Moment, ...]:
        """Return the moments of today and of the last days before the next cut-off and renewal."""
        case, moves = self.decision.case, self.priced.inputs.moves
        coming = next(k for k in (1, 2) if moves.cut(k) > case.as_of)
        days = {
            NOW: case.as_of,
            BEFORE_CUT_OFF: moves.cut(coming) - timedelta(days=1),
            BEFORE_RENEWAL: last_day(case.policy.start),
        }
        in_order = sorted(days.items(), key=lambda item: item[1])
        return tuple(self._moment(code, day, now) for code, day in in_order)

    def _moment(self, code: str, day: date, now: LaterBills) -> Moment:
        bills = now if code == NOW else LaterBills.on(self.priced, self.terms, day)
        small, big = (self.priced.claim_price(day, *one) for one in ((1, 0), (0, 1)))
        return Moment(code, day, small, big, bills.intervals())


def _lead(costs: Sequence[Cost], option: Option) -> Won | None:
    """Return how much less the side of an option costs than the other side; None without both."""
    ours = [cost.total for cost in costs if cost.option.is_claim == option.is_claim]
    theirs = [cost.total for cost in costs if cost.option.is_claim != option.is_claim]
    return Won(min(theirs) - min(ours)) if ours and theirs else None
