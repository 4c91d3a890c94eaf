"""The ways to settle a shared fault, and what each leaves the driver to bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Kind
from advisor.domain.findings import Way
from advisor.domain.money import NOTHING, Won, share
from advisor.engine.loss.loss import deductible_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.engine.situation import Situation


def ways(situation: Situation) -> tuple[Way, ...]:
    """Compare the settlements of the own car where both sides are at fault.

    Cross-processing: the other insurer pays its share, the own cover the rest less the deductible
    on the rest. Own cover first: the own insurer pays everything less the deductible on the whole;
    when it has recovered the other share, the deductible is worked out again on what is left and
    the difference comes back. By the ruling of 2026 the other side's share of the first deductible
    can be claimed from the other insurer instead; what is new for old is in print for neither.
    Without own-damage cover only the other share
    is paid; of a bill above the sum insured that share may exceed the sum.
    """
    loss, accident = situation.loss, situation.reading.case.accident
    if situation.reading.paid is not None or accident.kind is not Kind.COLLISION:
        return ()
    if situation.covered.driver_pays:  # somebody else's insurance pays what this would leave
        return ()
    if not loss.own_part or not loss.from_other_side:
        return ()
    return tuple(_ways(situation))


def _ways(situation: Situation) -> Iterator[Way]:
    reading, loss = situation.reading, situation.loss
    plan, case = reading.plan, reading.case
    if plan is None or situation.covered.own:
        paid = loss.from_other_side
        advanced = max(loss.own_bill, Won(loss.own_part + paid))
        yield Way("without-own-cover", advanced, paid, ("accident.fault",))
        return
    deductible = reading.rulebook.deductible.on(case.policy.start).ref
    borne = Won(loss.deductible + loss.depreciation)
    yield Way("cross-processing", borne, NOTHING, (deductible,))
    recovery = reading.rulebook.deductible_recovery.find(case.as_of)
    if recovery is None or loss.total_loss or loss.depreciation:
        return
    whole = deductible_of(plan, loss.own_bill)
    if not whole or whole >= loss.own_bill:  # nothing is advanced, or nothing paid and recovered
        return
    final = deductible_of(plan, Won(loss.own_bill - loss.from_other_side))
    basis = (deductible, recovery.ref)
    yield Way("own-cover-first", whole, Won(max(whole - final, 0)), basis)
    if recovery.terms.other_share_claimable or recovery.terms.other_share_contested:
        ruled = share(whole, 1 - case.accident.fault)
        contested = recovery.terms.other_share_contested
        yield Way("own-cover-first-ruling", whole, ruled, basis, contested=contested)
