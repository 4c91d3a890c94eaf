"""Which rule versions an answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.rule import Version
    from advisor.engine.situation import Situation


def rules_used(situation: Situation) -> tuple[Version[object], ...]:
    """Give each version once, in the order of the decision."""
    return tuple({version.ref: version for version in _versions(situation)}.values())


def _versions(situation: Situation) -> Iterator[Version[object]]:
    reading = situation.reading
    case, rulebook = reading.case, reading.rulebook
    start, accident = case.policy.start, case.accident
    yield rulebook.cover.on(accident.day)
    if case.policy.own_damage is not None:
        yield rulebook.deductible.on(start)
    yield rulebook.surcharge_threshold.on(start)
    yield rulebook.accident_points.on(accident.day)
    for entry in situation.prospect.past:
        yield rulebook.accident_points.on(entry.day)
    yield rulebook.evaluation_window.on(start)
    for year in situation.self_pay_path:
        yield reading.profile.on(year.day)
        yield reading.moves(year.renewal)
    yield reading.table
    yield rulebook.premium.on(start)
    low_fault = rulebook.low_fault.find(accident.day)
    if low_fault and accident.fault < low_fault.terms.fault_below:
        yield low_fault
    dear = rulebook.high_value.find(accident.day)
    if dear and accident.high_value is not None:
        yield dear
    if situation.claim.available:
        yield rulebook.refund.on(start)
    insurer = rulebook.insurers[case.policy.insurer] if case.policy.insurer else None
    version = insurer.find(start) if insurer else None
    if version:
        yield version
