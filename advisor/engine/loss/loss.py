"""What one repair bill means: who pays which part of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.accident import Kind
from advisor.domain.money import NOTHING, Won, share

if TYPE_CHECKING:
    from advisor.engine.loss.cover import Cover
    from advisor.engine.reading import Plan, Reading


@frozen
class Loss:
    """The parts of one accident's cost, in won.

    `own_bill` is the repair of the own car, or the sum insured on a total loss; `own_loss` what is
    left for the own cover after the other side's share; `own_paid` and `other_paid` what the own
    insurer would pay.
    """

    bill: Won
    own_bill: Won
    own_loss: Won
    deductible: Won
    own_paid: Won
    other_loss: Won
    other_paid: Won
    from_other_side: Won
    total_loss: bool


def loss_of(reading: Reading, covered: Cover, bill: Won) -> Loss:
    """Share out a repair bill of the own car."""
    accident = reading.case.accident
    limit = reading.sum_insured
    total_loss = limit is not None and bill >= limit and bill > 0
    bill_paid = limit if total_loss and limit is not None else bill
    shared = accident.kind is Kind.COLLISION
    own_loss = share(bill_paid, accident.fault) if shared else bill_paid
    deductible = (
        NOTHING if total_loss or reading.plan is None else deductible_of(reading.plan, own_loss)
    )
    other_loss = share(Won(reading.other_property + accident.other_rental), accident.fault)
    return Loss(
        bill=bill,
        own_bill=bill_paid,
        own_loss=own_loss,
        deductible=deductible,
        own_paid=NOTHING if covered.own else Won(own_loss - deductible),
        other_loss=other_loss,
        other_paid=NOTHING if covered.other else other_loss,
        from_other_side=share(bill_paid, 1 - accident.fault) if shared else NOTHING,
        total_loss=total_loss,
    )


def deductible_of(plan: Plan, own_loss: Won) -> Won:
    """Give the driver's part of a loss: a share within bounds, never more than the loss."""
    if plan.fixed is not None:
        return min(plan.fixed, own_loss)
    borne = max(share(own_loss, plan.rate), plan.minimum) if plan.rate is not None else plan.minimum
    return min(borne if plan.maximum is None else min(borne, plan.maximum), own_loss)


def own_cash(reading: Reading, loss: Loss, *, exact: bool) -> Fraction | Won:
    """Give what the own part costs in cash: the lower of cash price and bill, by the fault share.

    A stated cash price keeps its ratio to the bill. With `exact` nothing is rounded; that is how a
    bill other than the case's own is read.
    """
    accident = reading.case.accident
    shared = accident.kind is Kind.COLLISION
    if reading.cash_ratio is None:
        return share(loss.own_bill, accident.fault) if shared else loss.own_bill
    price = min(reading.cash_ratio * loss.bill, Fraction(loss.own_bill))
    cost = price * Fraction(accident.fault) if shared else price
    return cost if exact else Won(int(cost))
