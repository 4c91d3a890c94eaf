"""What each option does with one loss: what is claimed, paid in cash and left on the record."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.decision import Option
from advisor.domain.money import NOTHING, Won
from advisor.engine.cover import Cover
from advisor.engine.loss import Loss, own_cash
from advisor.engine.points import accident_points
from advisor.engine.reading import Reading

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
    """One option for one loss; `repaid` is what goes back to the insurer before renewal."""

    option: Option
    available: bool
    reasons: tuple[str, ...]
    cash: tuple[Cash, ...] = ()
    repaid: Won = NOTHING
    tested: Won = NOTHING
    crossed: bool = False
    score: Decimal = Decimal(0)
    recorded: bool = False

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

    def choice(self, option: Option, cash: tuple[Cash, ...], paid: Won, *reasons: str) -> Choice:
        """Give an option that claims `paid` won of property."""
        return Choice(
            option=option,
            available=True,
            reasons=reasons,
            cash=cash,
            tested=paid,
            crossed=paid > self.reading.threshold,
            score=self.score(paid),
            recorded=self.leaves_record(paid),
        )

    def score(self, paid: Won) -> Decimal:
        """Give the points that a claim of `paid` won of property leaves, injuries included."""
        if self.covered.driver_pays:
            return Decimal(0)
        return accident_points(self.reading, self.loss, paid)

    def leaves_record(self, paid: Won) -> bool:
        """Tell whether the record gains an accident: own fault, and something that is paid.

        An injury is settled by the insurer whatever is done with the property.
        """
        accident = self.reading.case.accident
        hurt = accident.injury_grade is not None or accident.own_injury
        return bool(accident.fault) and not self.covered.driver_pays and (paid > 0 or hurt)


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
    return settlement.choice(Option.CLAIM, own + other, paid, *reasons)


def _claim_own(settlement: Settlement) -> Choice:
    loss = settlement.loss
    if not _both_paid(loss):
        return _impossible(
            Option.CLAIM_OWN, (*settlement.covered.own, *_below(settlement), "one-part-only")
        )
    cash = settlement.deductible + settlement.other
    return settlement.choice(Option.CLAIM_OWN, cash, loss.own_paid, "consent-needed")


def _claim_other(settlement: Settlement) -> Choice:
    loss = settlement.loss
    if not _both_paid(loss):
        return _impossible(Option.CLAIM_OTHER, (*settlement.covered.other, "one-part-only"))
    return settlement.choice(Option.CLAIM_OTHER, settlement.own, loss.other_paid)


def _claim_refund(settlement: Settlement, claim: Choice) -> Choice:
    refused = () if settlement.reading.refund_allowed else ("refund-not-allowed",)
    if refused or not claim.available:
        kept = () if claim.available else claim.reasons
        return _impossible(Option.CLAIM_REFUND, kept + refused)
    return Choice(
        option=Option.CLAIM_REFUND,
        available=True,
        reasons=claim.reasons,
        cash=claim.cash,
        repaid=claim.tested,
        tested=claim.tested,
        crossed=claim.crossed,
        score=settlement.score(NOTHING),
        recorded=settlement.leaves_record(NOTHING),
    )


def _claim_capped(settlement: Settlement, claim: Choice) -> Choice:
    reading = settlement.reading
    refused: tuple[str, ...] = () if claim.crossed else ("threshold-not-crossed",)
    if settlement.loss.other_paid > reading.threshold:
        refused += ("other-part-crosses",)
    if not reading.cap_allowed:
        refused += ("cap-not-allowed",)
    if refused or not claim.available:
        kept = () if claim.available else claim.reasons
        return _impossible(Option.CLAIM_CAPPED, kept + refused)
    above = _one("above-cap", Won(claim.tested - reading.threshold))
    return settlement.choice(
        Option.CLAIM_CAPPED, claim.cash + above, reading.threshold, *claim.reasons
    )


def _claim_blockers(settlement: Settlement) -> tuple[str, ...]:
    loss, covered = settlement.loss, settlement.covered
    if not loss.own_loss and not loss.other_loss:
        return ("nothing-to-claim",)
    own = (*covered.own, *_below(settlement)) if loss.own_loss else ()
    return own + (covered.other if loss.other_loss else ())


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
