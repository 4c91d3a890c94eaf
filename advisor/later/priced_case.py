"""One case with later accidents possible, and what its options cost from the day of the advice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

import numpy as np
from attrs import evolve

from advisor.domain.case import Case
from advisor.domain.days import policy_year_start
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.later import LaterTerms
from advisor.domain.values import frozen
from advisor.engine.options.choices import choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import recommendable
from advisor.engine.options.settlement import OfferedOption, OfferedOptions, Settlement
from advisor.engine.reading import Reading, read
from advisor.engine.renewals.record import Record
from advisor.later.advice_parts import Cost, KeptOpen
from advisor.later.korea import NO_LIFT, QuoteLift, SystemInputs, solved
from advisor.later.later_years import LaterYears
from advisor.later.record_costs import RecordCosts, Refundable


@lru_cache(maxsize=128)
def _records(inputs: SystemInputs, later_years: LaterYears) -> RecordCosts:
    return RecordCosts(solved(inputs, later_years))


@frozen(eq=False)
class PricedCase:
    """One case, priced by one set of assumptions about later years.

    Other cars of the same insured are priced by the engine, without later accidents.
    """

    records: RecordCosts
    inputs: SystemInputs
    later_years: LaterYears
    paths: Paths

    @classmethod
    def of_case(
        cls,
        case: Case,
        rulebook: Rulebook,
        terms: LaterTerms,
        accident_rate: Decimal | None = None,
        losses: tuple[Won, ...] = (),
        refunded: Iterable[int] = (),
    ) -> PricedCase:
        """Price a case; the rules fill in what is not stated, `refunded` claims leave no record."""
        reading = read(case, rulebook)
        later_years = LaterYears.of(reading, terms, accident_rate, losses)
        paths = Paths.of(reading, reading.renewals).with_refunds(frozenset(refunded))
        inputs = SystemInputs.of(reading)
        return cls(_records(inputs, later_years), inputs, later_years, paths)

    def under(self, later_years: LaterYears) -> PricedCase:
        """Return the case priced by other assumptions about later years."""
        return evolve(self, records=_records(self.inputs, later_years), later_years=later_years)

    def at_rate(self, accident_rate: Decimal) -> PricedCase:
        """Return the case priced for another number of accidents a year."""
        return self.under(evolve(self.later_years, accident_rate=accident_rate))

    @property
    def reading(self) -> Reading:
        """The case with one value for each thing that it leaves open."""
        return self.paths.reading

    @property
    def past(self) -> Record:
        """The record as it stands, without this accident."""
        refunded = self.paths.refunded
        return tuple(entry for entry in self.paths.past if entry.claim not in refunded)

    def offered(self) -> OfferedOptions:
        """Return all options for this accident."""
        return choices(Settlement.of(self.reading, exact_cash=False))

    def record(self, choice: OfferedOption, day: date | None = None) -> Record:
        """Return the record that a choice leaves; the accident may be moved to another day."""
        if choice.entry is None:
            return self.past
        entry = choice.entry if day is None else evolve(choice.entry, day=day)
        return (*self.past, entry)

    @property
    def lift(self) -> QuoteLift:
        """How much the insurer's quotes raise a claim's premiums above those of the model.

        The quotes tell the insurer's own count factor, which holds while the accident is counted.
        """
        quoted = self.paths.quoted
        if quoted is None or quoted.lift == 1:
            return NO_LIFT
        counted = self.inputs.moves.long
        return QuoteLift(float(quoted.lift), min(counted, self.later_years.renewals or counted))

    def later(self, choice: OfferedOption, day: date | None = None) -> Won:
        """Return what a choice that is never taken back costs later, compared with no accident.

        `day` moves the accident, and the choice about it, to another day.
        """
        here = day or self.reading.case.as_of
        lift = self.lift if choice.option.is_claim and choice.entry else NO_LIFT
        cost = self.records.cost(self.record(choice, day), here, lift)
        cost += self.other_cars(choice, here) - self.records.cost(self.past, here)
        if choice.repaid:
            cost += choice.repaid * self._present(here, self.last_day(here))
        return Won(round(cost))

    def other_cars(self, choice: OfferedOption, day: date) -> float:
        """Return what a choice adds to the premiums of other cars, as worth on a day."""
        paths, trail, cost = self.paths, self.paths.trail(choice), 0.0
        for car in range(1, len(paths.pricings)):
            ours, theirs = (paths.track(one, car).premiums for one in (trail, paths.baseline))
            days = paths.fleet.years[car].days
            for k in paths.renewals_due(car, paths.renewals):
                if days[k] > day:
                    cost += (ours[k] - theirs[k]) * self._present(day, days[k])
        return cost

    def _present(self, day: date, due: date) -> float:
        return float(self.later_years.per_year ** ((due - day).days / 365))

    def refund_worth(self, offered: OfferedOptions, day: date | None = None) -> Won:
        """Return the worth of being able to pay a claim back on the last day (환입)."""
        choice = self.refundable(offered, day)
        repaid = offered[Option.CLAIM_REFUND].repaid
        return Won(round(self.records.worth_of_choice(choice, repaid)))

    def kept_open(self, offered: OfferedOptions) -> KeptOpen | None:
        """Return what claiming costs if the payout may be paid back on the last day.

        None if it cannot be paid back, or if the insurer has paid already, so that paying back
        is all that there is to decide.
        """
        claim, refund = offered[Option.CLAIM], offered[Option.CLAIM_REFUND]
        if not (refund.available and refund.repaid) or self.reading.paid is not None:
            return None
        choice = self.refundable(offered)
        by = choice.days[1]
        kept = self.records.cost(choice.kept, by, choice.lift) + choice.beyond
        price = kept - self.records.cost(choice.returned, by)
        spares = Won(round(float(self.records.worth(choice, np.array([refund.repaid]))[0])))
        return KeptOpen(
            by=by,
            price=max(Won(round(price)), NOTHING),
            payout=refund.repaid,
            cash_now=Won(int(claim.cash_now)),
            later=Won(self.later(claim) - spares),
            spares=spares,
        )

    def refundable(self, offered: OfferedOptions, day: date | None = None) -> Refundable:
        """Return the choice on the last day to keep the claim or to pay it back.

        `day` moves the accident to another day.
        """
        claim, refund = offered[Option.CLAIM], offered[Option.CLAIM_REFUND]
        first = day or self.reading.case.as_of
        last = self.last_day(first)
        return Refundable(
            kept=self.record(claim, day),
            returned=self.record(refund, day),
            lift=self.lift,
            beyond=self.other_cars(claim, last) - self.other_cars(refund, last),
            days=(first, last),
        )

    def claim_price(self, day: date, small: int, big: int) -> Won:
        """Return the later cost of `small` and `big` (above the threshold) claims of a day."""
        claimed = self.past + self.inputs.moves.claims_on(day, small, big)
        return Won(round(self.records.cost(claimed, day) - self.records.cost(self.past, day)))

    def last_day(self, day: date) -> date:
        """Return the last day on which a claim of `day` can be paid back, `day` at the earliest."""
        start = policy_year_start(self.reading.case.policy.start, day)
        return max(self.reading.refund.last_day(start), day)

    def costs(self, offered: OfferedOptions) -> tuple[Cost, ...]:
        """Return what the options cost if none is ever taken back, in the order of preference."""
        return tuple(
            Cost(
                option=choice.option,
                cash_now=Won(int(choice.cash_now)),
                later=self.later(choice),
            )
            for choice in recommendable(self.paths, offered)
        )
