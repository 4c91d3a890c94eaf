"""What to ask about the policy: whether it covers the accident, and what the case leaves out."""

from collections.abc import Iterator

from advisor.domain.accident import Kind
from advisor.domain.findings import Reason
from advisor.domain.terms.core import CoverNeeded
from advisor.engine.loss.cover import BLOCKERS
from advisor.engine.loss.points import crosses
from advisor.engine.scale import leaves_position_open
from advisor.engine.situation import Situation


def about_cover(situation: Situation) -> Iterator[Reason]:
    """Ask about the covers that alone decide whether the accident is covered."""
    reading = situation.reading
    case, cover = reading.case, reading.case.policy.own_damage
    if reading.paid is not None:
        return
    if situation.cover_missed or _is_unconfirmed(situation):
        yield Reason("own-damage-cover", {})
    needed = reading.rulebook.cover.on(case.accident.day).terms.kinds[case.accident.kind]
    unstated = cover is not None and cover.single_vehicle is None
    if needed is CoverNeeded.SINGLE_VEHICLE and unstated and _cover_may_pay(situation):
        yield Reason("single-vehicle", {})


def _is_unconfirmed(situation: Situation) -> bool:
    """Return whether the own-damage cover applies, but nobody has looked up whether it exists."""
    cover = situation.reading.case.policy.own_damage
    return cover is not None and cover.unconfirmed and _cover_may_pay(situation)


def _cover_may_pay(situation: Situation) -> bool:
    """Return whether a cover pays the own repair, or may pay it once its bill is known."""
    loss = situation.loss
    awaits_bill = not (loss.own_bill or loss.other_loss or situation.covered.own)
    return awaits_bill or _own_cover_answers(situation)


def _own_cover_answers(situation: Situation) -> bool:
    """Return whether there is an own repair and, as far as stated, a cover that pays it."""
    return bool(situation.loss.own_loss) and not situation.covered.own


def about_policy(situation: Situation) -> Iterator[Reason]:
    """Ask for what the policies state and the case leaves out, where it matters."""
    yield from _about_fault(situation)
    yield from _about_what_is_left(situation)
    if not situation.claim.available and set(situation.claim.reasons) & set(BLOCKERS):
        return
    if situation.claim.entry is not None:
        yield from _about_record(situation)
    yield from _about_deductible(situation)


def _about_record(situation: Situation) -> Iterator[Reason]:
    """Ask for the grades and the threshold that decide how a claim raises the premiums."""
    reading, case = situation.reading, situation.reading.case
    is_settled = reading.paid is not None and not situation.refundable
    if leaves_position_open(case) and not is_settled:
        yield Reason("grade", {"grade": reading.grade})
    for place, other in enumerate(case.other_cars):
        if other.grade is None:
            yield Reason("other-car-grade", {"car": place + 1, "grade": reading.grade})
    if case.policy.surcharge_threshold is None and not is_settled and _may_cross(situation):
        yield Reason("threshold", {"threshold": reading.threshold})


def _may_cross(situation: Situation) -> bool:
    """Return whether a payout, of this accident or of the past, crosses some thresholds on sale.

    One that lies above or below them all brings the same points by each, and the only accident, if
    its points are left out for low fault, brings none. An estimate may lie anywhere.
    """
    reading, case = situation.reading, situation.reading.case
    if not case.claims and reading.low_fault(case.accident.day, case.accident.fault):
        return False
    bills = case.accident.own_damage, case.accident.other_property
    if any(bill.low != bill.high for bill in bills):
        return True
    past = (claim.property_paid for claim in case.claims if claim.surcharge_threshold is None)
    sums = reading.rulebook.surcharge_threshold.on(case.policy.start).terms.allowed
    ends = min(sums), max(sums)
    return any(
        len({crosses(paid, end, case.assumptions) for end in ends}) > 1
        for paid in (situation.claim.tested, *past)
        if paid is not None
    )


def _about_fault(situation: Situation) -> Iterator[Reason]:
    accident = situation.reading.case.accident
    open_ = accident.kind is Kind.COLLISION and not accident.fault_stated
    if open_ and not situation.covered.driver_pays and situation.reading.paid is None:
        yield Reason("fault", {"fault": accident.fault})


def _about_what_is_left(situation: Situation) -> Iterator[Reason]:
    """Ask whether the own-damage cover pays what the answer leaves to the driver."""
    loss, paid = situation.loss, situation.reading.paid
    if situation.reading.deductible is None or situation.covered.own or paid is not None:
        return
    if loss.unpaid and not loss.total_loss:
        yield Reason("own-cover-first", {"left": loss.unpaid})
    if loss.depreciation:
        yield Reason("new-for-old", {"amount": loss.depreciation})


def _about_deductible(situation: Situation) -> Iterator[Reason]:
    """Ask for the deductible, if the cover applies and the deductible is not fully stated."""
    cover, settled = situation.reading.case.policy.own_damage, situation.reading.paid is not None
    if cover is None or settled or situation.loss.total_loss or not _own_cover_answers(situation):
        return
    stated = cover.deductible
    if stated.fixed is None and None in (stated.rate, stated.minimum, stated.maximum):
        yield Reason("deductible", {"deductible": situation.loss.deductible})
