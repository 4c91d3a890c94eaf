"""What each option does with one loss: what is claimed, paid in cash and left on the record."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.decision import Option
from advisor.domain.money import NOTHING, Won
from advisor.engine.loss.cover import Cover
from advisor.engine.loss.loss import Loss, own_cash
from advisor.engine.loss.points import NO_POINTS, accident_points
from advisor.engine.loss.threshold import crosses, most_within
from advisor.engine.loss.unknown_offender import unknown_offender_held
from advisor.engine.reading import Reading
from advisor.engine.renewals.record import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable


REASON_ORDER = (
    "single-vehicle-excluded",
    "kind-not-covered",
    "driver-not-covered",
    "no-own-damage-cover",
    "below-deductible",
    "nothing-to-claim",
    "one-part-only",
    "threshold-not-crossed",
    "other-part-crosses",
    "cap-not-allowed",
    "refund-not-allowed",
    "designated-driver-pays",
    "recourse-due",
    "consent-needed",
)


@frozen
class Cash:
    """One amount paid now; `code` names its line."""

    code: str
    amount: Won | Fraction


@frozen
class Choice:
    """One option for one loss.

    `paid` is what the own insurer pays, `tested` what stands against the threshold, `repaid` what
    goes back before renewal, `entry` what the record gains (None: nothing).
    """

    option: Option
    available: bool
    reasons: tuple[str, ...]
    cash: tuple[Cash, ...] = ()
    paid: Won = NOTHING
    tested: Won = NOTHING
    repaid: Won = NOTHING
    crossed: bool = False
    score: Decimal = NO_POINTS
    entry: Entry | None = None

    @property
    def cash_now(self) -> Won | Fraction:
        """The sum of what is paid now."""
        whole: Won | Fraction = NOTHING
        for item in self.cash:
            whole = whole + item.amount  # type: ignore[assignment]
        return whole


@frozen
class Settlement:
    """One loss under one reading: the ground on which the options stand.

    `exact_cash` keeps the fraction of a won of a cash price in proportion to the bill.
    """

    reading: Reading
    covered: Cover
    loss: Loss
    exact_cash: bool = True

    @property
    def own(self) -> tuple[Cash, ...]:
        """The own repair paid in cash."""
        return _one("own-repair", own_cash(self.reading, self.loss, exact=self.exact_cash))

    @property
    def other(self) -> tuple[Cash, ...]:
        """The other party's part paid in cash."""
        return _one("other-part", self.loss.other_loss)

    @property
    def deductible(self) -> tuple[Cash, ...]:
        """The driver's part of an own claim."""
        return _one("deductible", self.loss.deductible)

    @property
    def untested(self) -> Won:
        """What an own claim pays less than what is tested: nothing, or the deductible."""
        gross = self.reading.case.assumptions.threshold_on_gross_loss
        return self.loss.deductible if gross else NOTHING

    def choice(
        self, option: Option, cash: tuple[Cash, ...], paid: Won, *reasons: str, own: bool = False
    ) -> Choice:
        """Give an option that claims `paid` won of property, with or without the own part."""
        tested = Won(paid + self.untested) if own else paid
        return self.tested_choice(option, cash, (paid, tested), *reasons)

    def tested_choice(
        self, option: Option, cash: tuple[Cash, ...], amounts: tuple[Won, Won], *reasons: str
    ) -> Choice:
        """Give an option by its payout and by what of it is tested."""
        paid, tested = amounts
        reading, score = self.reading, self.score(tested)
        return Choice(
            option=option,
            available=True,
            reasons=reasons,
            cash=cash,
            paid=paid,
            tested=tested,
            crossed=crosses(tested, reading.threshold, reading.case.assumptions),
            score=score,
            entry=self.entry(tested, score),
        )

    def score(self, tested: Won) -> Decimal:
        """Give the points that a claim leaves, injuries included."""
        if self.covered.driver_pays:
            return NO_POINTS
        return accident_points(self.reading, self.loss, tested)

    def entry(self, tested: Won, score: Decimal) -> Entry | None:
        """Give what the record gains: own fault, and something that is paid.

        An injury is settled by the insurer whatever is done with the property. A claim without own
        fault leaves nothing, or holds the discount for a year where that reading is taken.
        """
        accident = self.reading.case.accident
        hurt = accident.injury_grade is not None or accident.own_injury
        if self.covered.driver_pays or not (tested > 0 or hurt):
            return None
        if not accident.fault:
            held = self.reading.no_fault_held
            empty = Entry(accident.day, NO_POINTS, accident.fault, None, held, counted=False)
            return empty if held and tested else None
        held_years = unknown_offender_held(self.reading, tested) if tested else None
        return Entry(
            day=accident.day,
            points=score,
            fault=accident.fault,
            held_years=held_years,
            counted=held_years is None or score > 0,  # an unknown offender's may only hold
            paid=tested if self.reading.ladder else NOTHING,  # grades look at points alone
            injury_grade=accident.injury_grade,
        )


def choices(settlement: Settlement) -> tuple[Choice, ...]:
    """Give all six options for one loss, in their fixed order."""
    claim = _claim(settlement)
    return (
        _self_pay(settlement),
        claim,
        _claim_own(settlement),
        _claim_other(settlement),
        _claim_refund(settlement, claim),
        _claim_capped(settlement, claim),
    )


def _self_pay(settlement: Settlement) -> Choice:
    cash = settlement.own + settlement.other
    consent = ("consent-needed",) if settlement.other else ()
    return settlement.choice(Option.SELF_PAY, cash, NOTHING, *consent)


def _claim(settlement: Settlement) -> Choice:
    loss, covered = settlement.loss, settlement.covered
    paid = Won(loss.own_paid + loss.other_paid)
    if not paid:
        return _impossible(Option.CLAIM, _claim_blockers(settlement))
    own = settlement.deductible if loss.own_paid else settlement.own
    other = () if loss.other_paid else settlement.other
    reasons: tuple[str, ...] = ("recourse-due",) if covered.recourse else ()
    reasons += ("consent-needed",) if other else ()
    return settlement.choice(Option.CLAIM, own + other, paid, *reasons, own=bool(loss.own_paid))


def _claim_own(settlement: Settlement) -> Choice:
    loss = settlement.loss
    if not _both_paid(loss):
        return _impossible(
            Option.CLAIM_OWN,
            (*settlement.covered.own, *_below(settlement), *_nothing(loss), "one-part-only"),
        )
    cash = settlement.deductible + settlement.other
    return settlement.choice(Option.CLAIM_OWN, cash, loss.own_paid, "consent-needed", own=True)


def _claim_other(settlement: Settlement) -> Choice:
    loss = settlement.loss
    if not _both_paid(loss):
        return _impossible(
            Option.CLAIM_OTHER, (*settlement.covered.other, *_nothing(loss), "one-part-only")
        )
    return settlement.choice(Option.CLAIM_OTHER, settlement.own, loss.other_paid)


def _claim_refund(settlement: Settlement, claim: Choice) -> Choice:
    refused = () if settlement.reading.refund_allowed else ("refund-not-allowed",)
    if refused or not claim.available:
        reasons = () if claim.available else claim.reasons
        return _impossible(Option.CLAIM_REFUND, reasons + refused)
    kept = settlement.score(NOTHING)
    return Choice(
        option=Option.CLAIM_REFUND,
        available=True,
        reasons=claim.reasons,
        cash=claim.cash,
        paid=claim.paid,
        tested=claim.tested,
        repaid=claim.paid,
        crossed=claim.crossed,
        score=kept,
        entry=settlement.entry(NOTHING, kept),
    )


def _claim_capped(settlement: Settlement, claim: Choice) -> Choice:
    reading = settlement.reading
    refused: tuple[str, ...] = () if claim.crossed else ("threshold-not-crossed",)
    most = most_within(reading.threshold, reading.case.assumptions)
    if settlement.loss.other_paid > most:
        refused += ("other-part-crosses",)
    if not reading.cap_allowed:
        refused += ("cap-not-allowed",)
    if refused or not claim.available:
        kept = () if claim.available else claim.reasons
        return _impossible(Option.CLAIM_CAPPED, kept + refused)
    cut = Won(claim.tested - most)
    return settlement.tested_choice(
        Option.CLAIM_CAPPED,
        claim.cash + _one("above-cap", cut),
        (Won(claim.paid - cut), most),
        *claim.reasons,
    )


def _claim_blockers(settlement: Settlement) -> tuple[str, ...]:
    loss, covered = settlement.loss, settlement.covered
    if nothing := _nothing(loss):
        return nothing
    own = (*covered.own, *_below(settlement)) if loss.own_loss else ()
    return own + (covered.other if loss.other_loss else ())


def _nothing(loss: Loss) -> tuple[str, ...]:
    return () if loss.own_loss or loss.other_loss else ("nothing-to-claim",)


def _below(settlement: Settlement) -> tuple[str, ...]:
    """Tell whether the deductible leaves nothing of the own part to be paid."""
    loss = settlement.loss
    has_cover = settlement.reading.plan is not None
    return ("below-deductible",) if has_cover and 0 < loss.own_loss <= loss.deductible else ()


def _both_paid(loss: Loss) -> bool:
    return loss.own_paid > 0 and loss.other_paid > 0


def _impossible(option: Option, reasons: Iterable[str]) -> Choice:
    ordered = sorted(set(reasons), key=REASON_ORDER.index)
    return Choice(option=option, available=False, reasons=tuple(ordered))


def _one(code: str, amount: Won | Fraction) -> tuple[Cash, ...]:
    return (Cash(code, amount),) if amount else ()
