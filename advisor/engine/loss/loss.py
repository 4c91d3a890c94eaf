"""Who pays which part of one repair bill."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from advisor.domain.accident import Kind
from advisor.domain.money import NOTHING, WHOLE, Rate, Won, share
from advisor.domain.rule import Version
from advisor.domain.values import frozen
from advisor.engine.loss.cover import Cover
from advisor.engine.reading import KnownDeductible, Reading

if TYPE_CHECKING:
    from advisor.domain.terms.settlement import RepairLimitTerms


@frozen
class OtherSidePayment:
    """What the other side pays of a bill, and how much of its share it leaves unpaid."""

    paid: Won
    unpaid: Won


def other_side(reading: Reading, bill: Won, their_share: Rate) -> OtherSidePayment:
    """Return what the other side pays of a repair bill; it pays no repair above its limit.

    Above the limit it owes its share of the car's value instead. The taxes on a similar car would
    be added to that; they are not counted here.
    """
    if not their_share:
        return OtherSidePayment(NOTHING, NOTHING)
    value, version = reading.case.accident.car_value, repair_limit(reading)
    if value is None or version is None or bill <= share(value, version.terms.other_property):
        return OtherSidePayment(share(bill, their_share), NOTHING)
    return OtherSidePayment(share(value, their_share), share(Won(bill - value), their_share))


def repair_limit(reading: Reading) -> Version[RepairLimitTerms] | None:
    """Return the repair limit on the accident's day, or None if none is known.

    Older and commercial cars have a higher limit, but the age from which it applies is not in
    print. So the common limit is used for all cars.
    """
    return reading.rulebook.repair_limit.find(reading.case.accident.day)


@frozen
class Loss:
    """The parts of one accident's cost, in won.

    `own_bill` is the repair bill of the own car, or the sum insured on a total loss. `own_part` is
    the driver's share of it. `own_loss`, which the own-damage cover looks at, is that share less
    `depreciation`: the new-for-old part, paid in cash whenever that cover is claimed. `own_paid`
    and `other_paid` are what the own insurer would pay, and `above_limit` is what its liability
    cover leaves of `other_loss`. `from_other_side` is what the other side pays for the own car, and
    `unpaid` is what it need not pay of its share because the bill is above the repair limit.
    """

    bill: Won
    own_bill: Won
    own_part: Won
    own_loss: Won
    depreciation: Won
    deductible: Won
    own_paid: Won
    other_loss: Won
    other_paid: Won
    above_limit: Won
    from_other_side: Won
    unpaid: Won
    total_loss: bool


def loss_of(reading: Reading, covered: Cover, bill: Won) -> Loss:
    """Divide a repair bill of the own car among those who pay it.

    In a total loss the sum insured replaces the bill, and there is neither a deductible nor a
    new-for-old part. The other side owes its share of the full bill, whatever the own cover
    insures.
    """
    accident, limit, ours = reading.case.accident, reading.sum_insured, own_share(reading)
    total_loss = limit is not None and bill >= limit and bill * ours > 0
    own_bill = limit if total_loss and limit is not None else bill
    own_part = share(own_bill, ours)
    depreciation = NOTHING if total_loss else _new_for_old(reading, own_part)
    own_loss = Won(own_part - depreciation)
    plan = None if total_loss else reading.deductible
    deductible = NOTHING if plan is None else deductible_of(plan, own_loss)
    other_loss = share(Won(reading.other_property + accident.other_rental), accident.fault)
    other_paid = NOTHING if covered.other else _within_limit(reading, other_loss)
    theirs = other_side(reading, bill, Rate(WHOLE - ours))
    return Loss(
        bill=bill,
        own_bill=own_bill,
        own_part=own_part,
        own_loss=own_loss,
        depreciation=depreciation,
        deductible=deductible,
        own_paid=NOTHING if covered.own else Won(own_loss - deductible),
        other_loss=other_loss,
        other_paid=other_paid,
        above_limit=NOTHING if covered.other else Won(other_loss - other_paid),
        from_other_side=theirs.paid,
        unpaid=theirs.unpaid,
        total_loss=total_loss,
    )


def deductible_of(plan: KnownDeductible, own_loss: Won) -> Won:
    """Return the driver's part of a loss: a share within bounds, never more than the loss."""
    if plan.fixed is not None:
        return min(plan.fixed, own_loss)
    borne = max(share(own_loss, plan.rate), plan.minimum) if plan.rate is not None else plan.minimum
    return min(borne if plan.maximum is None else min(borne, plan.maximum), own_loss)


def own_cash(reading: Reading, loss: Loss, *, exact: bool) -> Fraction | Won:
    """Return the driver's share of the own repair in cash: of the lower of cash price and bill.

    A stated cash price keeps its ratio to the bill. With `exact` nothing is rounded, which is how
    bills other than the case's own are read.
    """
    if reading.cash_ratio is None:
        return loss.own_part
    price = min(reading.cash_ratio * loss.bill, Fraction(loss.own_bill))
    mine = own_share(reading)
    cost = price if mine is WHOLE else price * Fraction(mine)
    return cost if exact else Won(int(cost))


def own_share(reading: Reading) -> Rate:
    """Return the driver's share of the own repair: the fault in a collision, otherwise all."""
    accident = reading.case.accident
    return accident.fault if accident.kind is Kind.COLLISION else WHOLE


def _new_for_old(reading: Reading, own_part: Won) -> Won:
    if not reading.case.accident.depreciation:
        return NOTHING
    return min(own_part, share(reading.case.accident.depreciation, own_share(reading)))


def _within_limit(reading: Reading, amount: Won) -> Won:
    """Return what the liability cover pays of an amount."""
    limit = reading.case.policy.property_limit
    return amount if limit is None else min(amount, limit)
