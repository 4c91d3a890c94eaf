"""Who pays which part of an accident, whose record it affects, and how shared fault is settled."""

from collections.abc import Iterator

from advisor.domain.accident import Kind
from advisor.domain.days import add_months
from advisor.domain.findings import Owed, Payer, SharedFaultWay
from advisor.domain.money import NOTHING, Won, share
from advisor.engine.loss.driver_liability import record_holder
from advisor.engine.loss.loss import deductible_of
from advisor.engine.situation import Situation

_MONTHS_A_YEAR = 12

_MYSELF = "myself"
_OWN_RECORD = "own"
_NO_RECORD = "none"
_UNCLEAR = "unclear"

_ALL_DEDUCTIBLE = "below-deductible"
"""The reason why the own-damage cover pays nothing although it applies."""


def payers(situation: Situation) -> tuple[Payer, ...]:
    """Name the payer of each part, before any choice is made."""
    reading = situation.reading
    holder = record_holder(reading)
    cover = reading.rulebook.cover.on(reading.case.accident.day).ref
    basis = (cover, holder[0].ref) if holder else (cover,)
    return tuple(Payer(part, payer, record, basis) for part, payer, record in _parts(situation))


def _parts(situation: Situation) -> Iterator[tuple[str, str, str]]:
    covered = situation.covered
    accident = situation.reading.case.accident
    record = _record(situation) if accident.fault else _NO_RECORD
    if situation.reading.paid is None:  # otherwise it is known who has paid
        yield from _of_damage(situation, record)
    if accident.injury_grade is not None and accident.fault:
        yield (
            "other-injury",
            *_answering(
                ("designated-driver-pays",) if covered.driver_pays else (),
                "injury-liability",
                record,
                situation,
            ),
        )
    if accident.own_injury:
        yield "own-injury", *_answering((), "own-injury", record, situation)


def _of_damage(situation: Situation, record: str) -> Iterator[tuple[str, str, str]]:
    """Yield who pays for the damage to each car or thing."""
    loss, covered = situation.loss, situation.covered
    if loss.from_other_side:
        yield "own-car-their-share", "other-liability", "theirs"
    if loss.own_part:
        refused = covered.own or (() if loss.own_paid else (_ALL_DEDUCTIBLE,))
        yield "own-car", *_answering(refused, "own-damage", record, situation)
    if loss.other_loss:
        yield "other-property", *_answering(covered.other, "property-liability", record, situation)


def _record(situation: Situation) -> str:
    """Return whose record a payout of the own insurer affects; for some drivers no source says."""
    holder = record_holder(situation.reading)
    return _UNCLEAR if holder is not None and holder[1].record == _UNCLEAR else _OWN_RECORD


def _answering(
    blockers: tuple[str, ...], payer: str, record: str, situation: Situation
) -> tuple[str, str]:
    if situation.covered.driver_pays:
        return "designated-driver-insurer", "theirs"
    if blockers:
        return _MYSELF, _NO_RECORD
    return payer, record


def owed(situation: Situation) -> tuple[Owed, ...]:
    """List what the other side's property cover owes beside the repair, by its share of the fault.

    The own-damage cover pays none of this, so it is not part of the options.
    """
    if not situation.loss.from_other_side:
        return ()
    return (*_market_value(situation), *_rental(situation))


def _market_value(situation: Situation) -> Iterator[Owed]:
    """Yield the lost market value: a share of the repair bill, if it is large and the car young.

    There is none if the bill is above the repair limit: then the whole value of the car is paid.
    """
    accident, loss = situation.reading.case.accident, situation.loss
    version = situation.reading.rulebook.market_value_loss.find(accident.day)
    if version is None or accident.car_value is None or accident.car_registered is None:
        return
    if loss.unpaid or loss.bill <= share(accident.car_value, version.terms.repair_above_of_value):
        return
    for band in version.terms.rates:
        months = band.up_to_years * _MONTHS_A_YEAR
        if accident.day <= add_months(accident.car_registered, months):
            lost = share(loss.bill, band.rate * (1 - accident.fault))
            yield Owed("market-value-loss", lost, (version.ref,))
            return


def _rental(situation: Situation) -> Iterator[Owed]:
    """Yield the rental of a similar car, and the part of it paid in cash to those who rent none."""
    accident = situation.reading.case.accident
    if not accident.own_rental:
        return
    theirs = 1 - accident.fault
    yield Owed("rental", share(accident.own_rental, theirs), ("accident.own_rental",))
    version = situation.reading.rulebook.rental_compensation.find(accident.day)
    if version:
        cash: Won = share(accident.own_rental, theirs * version.terms.cash_share)
        yield Owed("transport-money", cash, (version.ref,))


def ways(situation: Situation) -> tuple[SharedFaultWay, ...]:
    """Return the ways to settle the own repair if both sides are at fault.

    Cross-processing: the other insurer pays its share up to its repair limit, and the own cover
    pays the own share less the deductible on it. Own cover first: the own insurer pays the whole
    bill less the deductible on it. Once it has recovered the other side's share, the deductible is
    worked out again on what is left and the difference comes back. By the ruling of 2026 the other
    side's share of the first deductible can be claimed from the other insurer instead. No source
    says how either treats a new-for-old part. Without own-damage cover only the other side's share
    is paid; if the bill is above the sum insured, that share may exceed the sum.
    """
    loss, accident = situation.loss, situation.reading.case.accident
    if situation.reading.paid is not None or accident.kind is not Kind.COLLISION:
        return ()
    if situation.covered.driver_pays:  # the designated driver's insurance pays what is left
        return ()
    if not loss.own_part or not loss.from_other_side:
        return ()
    return tuple(_ways(situation))


def _ways(situation: Situation) -> Iterator[SharedFaultWay]:
    reading, loss = situation.reading, situation.loss
    plan, case = reading.deductible, reading.case
    if plan is None or situation.covered.own:
        paid = loss.from_other_side
        advanced = max(loss.own_bill, Won(loss.own_part + paid))
        yield SharedFaultWay("without-own-cover", advanced, paid, ("accident.fault",))
        return
    deductible = reading.rulebook.deductible.on(case.policy.start).ref
    borne = Won(loss.deductible + loss.depreciation + loss.unpaid)
    yield SharedFaultWay("cross-processing", borne, NOTHING, (deductible,))
    recovery = reading.rulebook.deductible_recovery.find(case.as_of)
    if recovery is None or loss.total_loss or loss.depreciation:
        return
    whole = deductible_of(plan, loss.own_bill)
    if not whole or whole >= loss.own_bill:  # nothing is advanced, or nothing paid and recovered
        return
    final = deductible_of(plan, Won(loss.own_bill - loss.from_other_side))
    basis = (deductible, recovery.ref)
    yield SharedFaultWay("own-cover-first", whole, Won(max(whole - final, 0)), basis)
    if recovery.terms.other_share_claimable or recovery.terms.other_share_contested:
        ruled = share(whole, 1 - case.accident.fault)
        contested = recovery.terms.other_share_contested
        yield SharedFaultWay("own-cover-first-ruling", whole, ruled, basis, contested=contested)
