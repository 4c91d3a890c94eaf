"""One case in one future: what its options cost, when, and for which repair bills."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from advisor.domain.days import last_day
from advisor.domain.decision import Option
from advisor.domain.money import NOTHING, Won
from advisor.engine.limits.bills import OWN_DAMAGE
from advisor.engine.limits.break_even import break_even
from advisor.engine.loss.cover import cover
from advisor.engine.loss.loss import loss_of
from advisor.engine.options.choices import choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import cheapest, rank
from advisor.engine.options.settlement import Choice, Offered, Settlement
from advisor.engine.reading import read
from advisor.later.by_bill import Bills, regret_curves
from advisor.later.korea import Ground, solved
from advisor.later.later_years import LaterYears
from advisor.later.parts import (
    BEFORE_CUT_OFF,
    BEFORE_RENEWAL,
    NOW,
    ByRate,
    Cost,
    Headline,
    KeptOpen,
    LaterBest,
    Moment,
)
from advisor.later.record_costs import RecordCosts

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from advisor.domain.case import Case
    from advisor.domain.decision import Interval
    from advisor.domain.rulebook import Rulebook
    from advisor.domain.terms.later import LaterTerms
    from advisor.engine.limits.cost_curves import CostCurve
    from advisor.engine.reading import Reading
    from advisor.engine.renewals.record import Record
    from advisor.later.by_bill import Later
    from advisor.later.record_costs import Pair


@lru_cache(maxsize=128)
def _records(ground: Ground, taken: LaterYears) -> RecordCosts:
    return RecordCosts(solved(ground, taken))


@frozen(eq=False)
class PricedCase:
    """One case in one future."""

    records: RecordCosts
    ground: Ground
    taken: LaterYears
    paths: Paths

    @classmethod
    def of(cls, ground: Ground, taken: LaterYears) -> PricedCase:
        """Solve what is taken, or remember its solution."""
        paths = Paths.of(ground.moves.reading, 1)
        return cls(_records(ground, taken), ground, taken, paths)

    @classmethod
    def of_case(
        cls,
        case: Case,
        rulebook: Rulebook,
        terms: LaterTerms,
        accident_rate: Decimal | None,
        losses: tuple[Won, ...],
    ) -> PricedCase:
        """Take from the rules what is not stated."""
        stated, interest = case.assumptions, case.assumptions.discount_rate
        taken = LaterYears(
            accident_rate=terms.accident_rate if accident_rate is None else accident_rate,
            mean_loss=Won(sum(losses) // len(losses)) if losses else terms.mean_loss,
            log_deviation=terms.log_deviation,
            discount_rate=terms.discount_rate if interest is None else interest,
            drift=stated.premium_drift,
            losses=losses,
        )
        return cls.of(Ground.of(read(case, rulebook)), taken)

    @property
    def reading(self) -> Reading:
        """The case with all that it leaves open."""
        return self.paths.reading

    def record(self, choice: Choice, day: date | None = None) -> Record:
        """Give the record that a choice leaves; the accident may be moved to another day."""
        if choice.entry is None:
            return self.paths.past
        entry = choice.entry if day is None else evolve(choice.entry, day=day)
        return (*self.paths.past, entry)

    def later(self, choice: Choice, offered: Offered) -> Won | None:
        """Give what a choice costs later beside self-pay; None where none would take it.

        A claim that is paid back is the choice to do so: it costs what keeping the refund open
        until the last day leads to, and nobody needs it where it is never worth paying back.
        """
        if choice.option is not Option.CLAIM_REFUND:
            return self.for_good(choice, offered)
        claim, today = offered[Option.CLAIM], self.reading.case.as_of
        beyond = self._quoted(claim, offered, self._last_day(today))
        spared = self._spared((self.record(claim), self.record(choice)), choice, beyond, today)
        return Won(self.for_good(claim, offered) - spared) if spared else None

    def for_good(self, choice: Choice, offered: Offered) -> Won:
        """Give what a choice that is never taken back costs later beside self-pay."""
        today = self.reading.case.as_of
        records = (self.record(choice), self.record(offered[Option.SELF_PAY]))
        model = self.records.cost(records[0], today) - self.records.cost(records[1], today)
        return Won(round(model + self._quoted(choice, offered, today)))

    def _quoted(self, choice: Choice, offered: Offered, day: date) -> float:
        """Give how much more the insurer's quotes say than the model, as worth on a day.

        The quote without the claim sets the level of all premiums of the model; what the two
        differ by is the insurer's word for the coming renewal, and no other.
        """
        if self.reading.case.assumptions.quote_claim is None:
            return 0.0
        claimed, clean = (self.paths.path(one)[1] for one in (choice, offered[Option.SELF_PAY]))
        said = claimed.premium - clean.premium
        with_it, without = (
            self.records.coming(self.record(one)) for one in (choice, offered[Option.SELF_PAY])
        )
        days = (self.reading.renewal_day(1) - day).days
        return float((said - (with_it - without)) * self.taken.per_year ** (days / 365))

    def later_on(self, day: date) -> Later:
        """Give what a choice about such an accident on another day costs later, likewise."""

        def later(choice: Choice, offered: Offered) -> Won | None:
            is_refund = choice.option is Option.CLAIM_REFUND
            kept = self.record(offered[Option.CLAIM] if is_refund else choice, day)
            paid = self.record(offered[Option.SELF_PAY], day)
            lasting = round(self.records.cost(kept, day) - self.records.cost(paid, day))
            if not is_refund:
                return Won(lasting)
            spared = self._spared((kept, self.record(choice, day)), choice, 0.0, day)
            return Won(lasting - spared) if spared else None

        return later

    def _spared(self, pair: Pair, refund: Choice, beyond: float, day: date) -> int:
        """Give what it is worth on a day that a claim can be paid back."""
        days = (day, self._last_day(day))
        return round(self.records.worth_of_choice(pair, refund.repaid, beyond, days))

    def _last_day(self, day: date) -> date:
        """Give the last day of the policy year that a day is in."""
        found = last_day(self.reading.case.policy.start)
        while found < day:
            found = last_day(found + timedelta(days=1))
        return found

    def bills(self, later: Later) -> Bills:
        """Price every repair bill of such an accident."""
        return Bills(self.paths, cover(self.reading), OWN_DAMAGE, later=later)

    def intervals(self, later: Later) -> tuple[Interval, ...]:
        """Give the best option for every repair bill of such an accident."""
        return break_even(self.bills(later)).intervals

    def regrets(self) -> tuple[CostCurve, ...]:
        """Draw what each option costs more than the best."""
        return regret_curves(self.bills(self.later))

    def offered(self) -> Offered:
        """Give all options for this accident."""
        covered = cover(self.reading)
        loss = loss_of(self.reading, covered, self.reading.own_bill)
        return choices(Settlement(self.reading, covered, loss, exact_cash=False))

    def costs(self) -> tuple[Cost, ...]:
        """Give what the options cost, in their order."""
        offered = self.offered()
        return tuple(
            Cost(
                option=choice.option,
                cash_now=Won(int(choice.cash_now)),
                later=self.for_good(choice, offered),
            )
            for choice in offered
            if choice.available and choice.option is not Option.CLAIM_REFUND
        )

    def headline(self) -> Headline:
        """Give what the decision recommends, over its few renewals."""
        renewals = self.reading.renewals
        ranking = rank(Paths.of(self.reading, renewals), self.offered())
        return Headline(renewals, ranking.recommended, ranking.margin)

    def moment(self, code: str, day: date) -> Moment:
        """Look at such an accident on some day."""
        moves = self.ground.moves
        past = self.paths.past
        base = self.records.cost(past, day)
        small, big = (
            Won(round(self.records.cost(past + moves.claims_on(day, *one), day) - base))
            for one in ((1, 0), (0, 1))
        )
        later = self.later if code == NOW else self.later_on(day)
        return Moment(code, day, small, big, self.intervals(later))

    def moments(self) -> tuple[Moment, ...]:
        """Look at today, at the last day before the next cut-off, and before the renewal."""
        case, moves = self.reading.case, self.ground.moves
        coming = next(k for k in (1, 2) if moves.cut(k) > case.as_of)
        days = {
            NOW: case.as_of,
            BEFORE_CUT_OFF: moves.cut(coming) - timedelta(days=1),
            BEFORE_RENEWAL: last_day(case.policy.start),
        }
        in_order = sorted(days.items(), key=lambda item: item[1])
        return tuple(self.moment(code, day) for code, day in in_order)

    def by_rate(self, accident_rate: Decimal) -> ByRate:
        """Give the advice at another number of accidents a year."""
        other = PricedCase.of(self.ground, evolve(self.taken, accident_rate=accident_rate))
        return ByRate(
            accident_rate=accident_rate,
            advice=other.advised(other.costs(), other.kept_open()),
            intervals=other.intervals(other.later),
        )

    @staticmethod
    def advised(costs: tuple[Cost, ...], kept_open: KeptOpen | None) -> LaterBest:
        """Give the cheapest option, and its lead over the cheapest of the other side.

        A claim of today can be paid back where the rules allow it, so that is what it costs.
        """
        totals: dict[Option, int | Fraction] = {cost.option: cost.total for cost in costs}
        for_good = totals.get(Option.CLAIM)
        if kept_open is not None:
            totals[Option.CLAIM] = kept_open.total
        best = cheapest(totals)
        others = [total for option, total in totals.items() if option.is_claim != best.is_claim]
        return LaterBest(
            best,
            keeps_open=best is Option.CLAIM and totals[best] != for_good,
            margin=Won(int(min(others) - totals[best])) if others else NOTHING,
        )

    def kept_open(self) -> KeptOpen | None:
        """Give what claiming costs when the payout may be given back on the last day."""
        offered = self.offered()
        claim, refund = offered[Option.CLAIM], offered[Option.CLAIM_REFUND]
        if not (refund.available and refund.repaid):
            return None
        by = self._last_day(self.reading.case.as_of)
        kept, returned = self.record(claim), self.record(refund)
        beyond = self._quoted(claim, offered, by)
        price = self.records.cost(kept, by) - self.records.cost(returned, by) + beyond
        later = self.later(refund, offered)
        return KeptOpen(
            by=by,
            price=Won(max(round(price), 0)),
            payout=refund.repaid,
            cash_now=Won(int(claim.cash_now)),
            later=self.for_good(claim, offered) if later is None else later,
        )
