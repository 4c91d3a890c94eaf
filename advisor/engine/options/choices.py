"""The options for one loss: what each claims, and why it may not be possible."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.loss.loss import Loss
from advisor.engine.loss.points import highest_within
from advisor.engine.options.settlement import (
    NOT_CLAIMED,
    ClaimedAmounts,
    OfferedOption,
    OfferedOptions,
    Settlement,
    cash_items,
    impossible,
)
from advisor.engine.reading import Reading
from advisor.engine.renewals.record import RecordedAccident


@frozen(eq=False)
class RecordEntries:
    """What the accident leaves on the record if no property is claimed, and if everything is.

    `quotable` tells whether an insurer's quote for the coming renewal can show the claim.
    """

    unclaimed: RecordedAccident | None
    claimed: RecordedAccident | None
    quotable: bool

    @classmethod
    def of(cls, reading: Reading) -> RecordEntries:
        """Return the entries of the accident as the case states it."""
        settled = Settlement.of(reading)
        return cls.among(settled, choices(settled)[Option.CLAIM])

    @classmethod
    def among(cls, settled: Settlement, claim: OfferedOption) -> RecordEntries:
        """Return the entries for a claim that has already been worked out."""
        quotable = claim.available and settled.reading.first_counted == 1
        return cls(settled.unclaimed, claim.entry, quotable)


def choices(settlement: Settlement) -> OfferedOptions:
    """Return all options for one loss, in their fixed order.

    There are six, and a seventh if a sum is asked for settling an injury in cash.
    """
    if settlement.reading.paid is not None:
        return _already_claimed(settlement, settlement.reading.paid)
    claim = _claim(settlement)
    return OfferedOptions(
        (
            _self_pay(settlement),
            *_settle(settlement),
            claim,
            _claim_own(settlement),
            _claim_other(settlement),
            _claim_refund(settlement, claim),
            _claim_capped(settlement, claim),
        )
    )


def _self_pay(settlement: Settlement) -> OfferedOption:
    cash = settlement.own + settlement.other
    consent = ("consent-needed",) if settlement.other else ()
    return settlement.choice(Option.SELF_PAY, cash, NOT_CLAIMED, *consent)


def _settle(settlement: Settlement) -> Iterator[OfferedOption]:
    """Yield the option to pay everything in cash, including the other person's injury.

    The driver's own injury stays with the insurer. Nothing is yielded if no sum is asked for.
    """
    amount = settlement.reading.case.accident.injury_settlement
    if amount is None:
        return
    if settlement.covered.driver_pays:
        yield impossible(Option.SETTLE, ("designated-driver-pays",))
        return
    cash = settlement.own + settlement.other + cash_items("injury-settlement", amount)
    unhurt = settlement.without_injury
    yield unhurt.choice(Option.SETTLE, cash, NOT_CLAIMED, "consent-needed")


def _claim(settlement: Settlement) -> OfferedOption:
    """Claim every part that is covered; other parts are paid in cash within this option."""
    loss, covered = settlement.loss, settlement.covered
    if not loss.own_paid and not loss.other_paid:
        return _refuse(settlement, Option.CLAIM, _claim_blockers(settlement))
    own = settlement.own
    if loss.own_paid:
        own = settlement.own_claimed + settlement.extras
    other = settlement.other_claimed if loss.other_paid else settlement.other
    reasons: tuple[str, ...] = ("recourse-due",) if covered.recourse else ()
    reasons += ("consent-needed",) if other and not loss.other_paid else ()
    amounts = settlement.amounts(own=True, other=True)
    return settlement.choice(Option.CLAIM, own + other, amounts, *reasons)


def _claim_own(settlement: Settlement) -> OfferedOption:
    loss = settlement.loss
    if not _both_paid(loss):
        blockers = (
            *settlement.covered.own,
            *_below_deductible(settlement),
            *_nothing_to_claim(loss),
            "one-part-only",
        )
        return _refuse(settlement, Option.CLAIM_OWN, blockers)
    cash = settlement.own_claimed + settlement.extras + settlement.other
    amounts = settlement.amounts(own=True, other=False)
    return settlement.choice(Option.CLAIM_OWN, cash, amounts, "consent-needed")


def _claim_other(settlement: Settlement) -> OfferedOption:
    loss = settlement.loss
    if not _both_paid(loss):
        blockers = (*settlement.covered.other, *_nothing_to_claim(loss), "one-part-only")
        return _refuse(settlement, Option.CLAIM_OTHER, blockers)
    cash = settlement.own + settlement.other_claimed
    return settlement.choice(Option.CLAIM_OTHER, cash, settlement.amounts(own=False, other=True))


def _claim_refund(settlement: Settlement, claim: OfferedOption) -> OfferedOption:
    """Claim now and pay it all back in time, including the extras that come with a claim."""
    refused = _refund_refused(settlement)
    if refused or not claim.available:
        return _refuse(settlement, Option.CLAIM_REFUND, (*_why_not(claim), *refused))
    kept = settlement.score(NOT_CLAIMED)
    return OfferedOption(
        option=Option.CLAIM_REFUND,
        available=True,
        reasons=claim.reasons,
        cash=tuple(item for item in claim.cash if item.code != "extras"),
        paid=claim.paid,
        tested=claim.tested,
        repaid=claim.paid,
        crossed=claim.crossed,
        score=kept,
        entry=settlement.unclaimed,
    )


def _claim_capped(settlement: Settlement, claim: OfferedOption) -> OfferedOption:
    reading, loss = settlement.reading, settlement.loss
    refused: tuple[str, ...] = () if claim.crossed else ("threshold-not-crossed",)
    most = highest_within(reading.threshold, reading.case.assumptions)
    if loss.other_paid > most:
        refused += ("other-part-crosses",)
    if not reading.cap_allowed:
        refused += ("cap-not-allowed",)
    if refused or not claim.available:
        return _refuse(settlement, Option.CLAIM_CAPPED, (*_why_not(claim), *refused))
    cut = Won(claim.tested - most)
    return settlement.choice(
        Option.CLAIM_CAPPED,
        claim.cash + cash_items("above-cap", cut),
        ClaimedAmounts(Won(claim.paid - cut), Won(loss.own_paid - cut), most),
        *claim.reasons,
    )


def _already_claimed(settlement: Settlement, paid: Won) -> OfferedOptions:
    """Return what is left to choose once the insurer has paid: keep the claim, or pay it back."""
    refused = _refund_refused(settlement)
    own = paid if settlement.reading.own_bill or not settlement.loss.other_loss else Won(0)
    claim = settlement.choice(Option.CLAIM, (), ClaimedAmounts(paid, own, paid))
    if refused:
        refund = _refuse(settlement, Option.CLAIM_REFUND, refused)
    else:
        refund = OfferedOption(
            option=Option.CLAIM_REFUND,
            available=True,
            reasons=(),
            paid=paid,
            tested=paid,
            repaid=paid,
            crossed=claim.crossed,
            score=settlement.score(NOT_CLAIMED),
            entry=settlement.unclaimed,
        )
    open_ = {Option.CLAIM: claim, Option.CLAIM_REFUND: refund}
    settles = settlement.reading.case.accident.injury_settlement is not None
    return OfferedOptions(
        tuple(
            open_.get(each) or impossible(each, ("already-claimed",))
            for each in Option
            if settles or each is not Option.SETTLE
        )
    )


def _refuse(settlement: Settlement, option: Option, reasons: tuple[str, ...]) -> OfferedOption:
    return impossible(option, reasons, explained=settlement.explained)


def _refund_refused(settlement: Settlement) -> tuple[str, ...]:
    """Return the reason if the insurer, the last day or an injury rules out paying back."""
    reading = settlement.reading
    return () if reading.refund_allowed and reading.refund_unhindered else ("refund-not-allowed",)


def _why_not(claim: OfferedOption) -> tuple[str, ...]:
    return () if claim.available else claim.reasons


def _claim_blockers(settlement: Settlement) -> tuple[str, ...]:
    loss, covered = settlement.loss, settlement.covered
    if nothing := _nothing_to_claim(loss):
        return nothing
    own = (*covered.own, *_below_deductible(settlement)) if loss.own_part else ()
    return own + (covered.other if loss.other_loss else ())


def _nothing_to_claim(loss: Loss) -> tuple[str, ...]:
    return () if loss.own_part or loss.other_loss else ("nothing-to-claim",)


def _below_deductible(settlement: Settlement) -> tuple[str, ...]:
    """Return the reason if the deductible leaves the insurer nothing of the own part to pay."""
    loss = settlement.loss
    has_cover = settlement.reading.deductible is not None
    below = has_cover and loss.own_part > 0 and loss.own_loss <= loss.deductible
    return ("below-deductible",) if below else ()


def _both_paid(loss: Loss) -> bool:
    return loss.own_paid > 0 and loss.other_paid > 0
