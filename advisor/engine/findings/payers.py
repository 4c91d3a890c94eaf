"""Who pays which part of an accident, and whose record it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.findings import Payer
from advisor.engine.loss.driver_bears import record_holder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.engine.situation import Situation

_MYSELF = "myself"
_OWN_RECORD = "own"
_NO_RECORD = "none"
_UNCLEAR = "unclear"

_ALL_DEDUCTIBLE = "below-deductible"
"""Why the own cover pays nothing though it answers."""


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
    if situation.reading.paid is None:  # else it is known who has paid
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
        yield "own-injury", "own-injury", record


def _of_damage(situation: Situation, record: str) -> Iterator[tuple[str, str, str]]:
    """Name who pays for cars and things."""
    loss, covered = situation.loss, situation.covered
    if loss.from_other_side:
        yield "own-car-their-share", "other-liability", "theirs"
    if loss.own_part:
        refused = covered.own or (() if loss.own_paid else (_ALL_DEDUCTIBLE,))
        yield "own-car", *_answering(refused, "own-damage", record, situation)
    if loss.other_loss:
        yield "other-property", *_answering(covered.other, "property-liability", record, situation)


def _record(situation: Situation) -> str:
    """Tell whose record an own payout touches; of some drivers that is not clear in print."""
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
