"""Where a record of dated accidents leads."""

from collections.abc import Iterator

from attrs import evolve

from advisor.engine.renewals.policy_years import next_grade
from advisor.engine.renewals.record import Count, Record, RecordedAccident
from advisor.engine.renewals.timeline import timeline
from advisor.later.driver_state import DriverState
from advisor.later.moves import Moves


def state_of(record: Record, moves: Moves, renewal: int) -> DriverState:
    """Return where a dated record leads by the cut-off of a renewal; it is remembered."""
    key = (record, renewal)
    found = moves.led_to.get(key)
    if found is None:
        found = moves.led_to[key] = _state_of(record, moves, renewal)
    return found


def _state_of(record: Record, moves: Moves, renewal: int) -> DriverState:
    counts = moves.count(record, renewal)
    grade = moves.reading.grade
    for count in counts[1:]:
        grade = next_grade(grade, count, moves.grade_moves)
    years = range(renewal - moves.long + 1, renewal + 1)
    left_out = counts[-1].left_out
    return DriverState(
        grade=grade,
        years=tuple(sum(e.counted for e in _within(record, moves, k)) for k in years),
        left_out=left_out is not None and left_out.counted,
        held=max(
            (
                k + (entry.held_years or 0) - 1 - renewal
                for k in years
                for entry in _within(record, moves, k)
                if not entry.counted
            ),
            default=0,
        ),
        waiting=_waiting(record, moves, counts) if moves.patience > 1 else 0,
    )


def _within(record: Record, moves: Moves, renewal: int) -> Iterator[RecordedAccident]:
    """Return the entries of the year that ends with the cut-off of a renewal."""
    first, end = moves.cut(renewal - 1), moves.cut(renewal)
    return (entry for entry in record if first <= entry.day < end)


def _waiting(record: Record, moves: Moves, counts: tuple[Count, ...]) -> int:
    """Follow the half points of a dated record, renewal by renewal."""
    reading = moves.reading
    assumptions = evolve(reading.case.assumptions, half_point_years=1)
    alone = evolve(reading, case=evolve(reading.case, assumptions=assumptions))
    waiting = 0
    for raw, count in zip(
        timeline(record, alone, len(counts) - 1, None, moves.cars), counts, strict=True
    ):
        waiting = moves.waits(waiting, raw.points, count)
    return waiting
