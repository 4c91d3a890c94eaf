"""What the records of a case cost from a day on, later accidents included.

This module relates the days of the case to the years of the model: which cut-off comes next,
which premium is still due, and what a claim of this year does to the state at the cut-off.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from attrs import Factory, evolve

from advisor.claiming.numerics import Floats
from advisor.domain.values import frozen
from advisor.engine.renewals.policy_years import next_grade
from advisor.engine.renewals.record import Count, Record, RecordedAccident
from advisor.engine.renewals.timeline import timeline
from advisor.later.korea import NO_LIFT, QuoteLift, Solved
from advisor.later.moves import DriverState, Moves


@frozen
class Refundable:
    """The choice on a last day: the record if a claim is kept, and the record if it is paid back.

    `days` are the day from which the choice is looked at, and the last day. A claim that is kept
    has premiums raised by `lift` and costs `beyond` more that this model does not know, as worth
    on the last day.
    """

    kept: Record
    returned: Record
    lift: QuoteLift
    beyond: float
    days: tuple[date, date]


_PAYOUTS = 65
"""The number of payouts for which the worth of a refund is worked out, besides those of bends."""


@frozen(eq=False)
class RecordCosts:
    """What everything after a day costs, in money of that day, for each record on that day.

    The dictionaries only keep what has been computed.
    """

    solved: Solved
    found: dict[tuple[Record, date, QuoteLift], float] = Factory(dict)
    ends: dict[Refundable, tuple[Floats, Floats]] = Factory(dict)
    worths: dict[Refundable, tuple[Floats, Floats]] = Factory(dict)

    @property
    def _moves(self) -> Moves:
        return self.solved.korea.inputs.moves

    def cost(self, record: Record, day: date, lift: QuoteLift = NO_LIFT) -> float:
        """Return the premiums due after `day` plus all that later accidents cost.

        `record` holds what is on it by then. The price of a claim still to be decided on is how
        much this cost rises when the claim is put on the record.
        """
        key = (record, day, lift)
        if key not in self.found:
            renewal = self._next(day)
            left = _years(day, self._moves.cut(renewal))
            rest = self.solved.back(self._end(record, day, lift), left)
            self.found[key] = self._due(record, day, lift) + rest * self._level(renewal, left)
        return self.found[key]

    def worth_of_choice(self, choice: Refundable, payout: int) -> float:
        """Return the worth of choosing on the last day whether to pay a payout back.

        It is the worth on the first day, and 0 if the claim is kept in any case. By the last day
        the other accidents of the year are known: for each tally of them the cheaper of the two
        is taken. The years with and without the choice are integrated back alike, so the worth is
        exact even if the two hardly differ. It is worked out for some payouts, so close to each
        other that straight lines between them are off by a won at most.
        """
        if choice not in self.worths:
            kept, returned = self._ends(choice)
            level = self._level_on(choice.days[1])
            prices = np.maximum((kept - returned) * level + choice.beyond, 0.0)
            payouts = np.union1d(prices, np.linspace(0.0, prices.max(), _PAYOUTS))
            self.worths[choice] = payouts, self.worth(choice, payouts)
        return float(np.interp(payout, *self.worths[choice]))

    def worth(self, choice: Refundable, payouts: Floats) -> Floats:
        """Return the same worth for each of some payouts, all worked out in full, shape (n,)."""
        kept, returned = self._ends(choice)
        day, last = choice.days
        level = self._level_on(last)
        never = kept[:, :, None] + choice.beyond / level
        chosen = np.minimum(never, returned[:, :, None] + payouts / level)
        ends = np.concatenate([never, chosen], axis=2)
        renewal = self._next(day)
        cut = self._moves.cut(renewal)
        if renewal < self._next(last):
            flat = ends.reshape(len(ends), -1)
            ends = self.solved.earlier(flat, _years(cut, last))[0].reshape(ends.shape[1:])
        else:
            ends = ends[:, 0]
        found = self.solved.earlier(ends, _years(day, min(cut, last)))[0]
        level = self._level(renewal, _years(day, cut))
        worth: Floats = np.maximum(found[0] - found[1:], 0.0) * level
        return worth

    def _level_on(self, day: date) -> float:
        renewal = self._next(day)
        return self._level(renewal, _years(day, self._moves.cut(renewal)))

    def _ends(self, choice: Refundable) -> tuple[Floats, Floats]:
        """Return the cost of keeping and of paying back on the last day, (J, tallies before it).

        The first axis counts the claims after the first day. If a cut-off lies between the days,
        it counts only those after the cut-off, and the second axis counts those before it.
        """
        if choice not in self.ends:
            day, last = choice.days
            renewal = self._next(day)
            if renewal == self._next(last):
                self.ends[choice] = self._on_last(choice, [()], day)
            else:
                claims = [self._moves.claims_on(day, *c) for c in self._tallies()]
                self.ends[choice] = self._on_last(choice, claims, self._moves.cut(renewal))
        return self.ends[choice]

    def _on_last(
        self, choice: Refundable, before: Sequence[Record], since: date
    ) -> tuple[Floats, Floats]:
        """Return what keeping and paying back cost besides the payout, in money of the model.

        The tallies count the claims from `since`, which is not before the last cut-off; `before`
        holds the possible claims before that cut-off. Shapes are (J, claims before).
        """
        last = choice.days[1]
        renewal = self._next(last)
        left, level = _years(last, self._moves.cut(renewal)), self._level_on(last)

        def costs(record: Record, lift: QuoteLift) -> Floats:
            records = [record + claims for claims in before]
            ends = np.hstack([self._end(one, since, lift) for one in records])
            due = np.array([self._due(one, last, lift) for one in records])
            found: Floats = due / level + self.solved.earlier(ends, left)
            return found

        return costs(choice.kept, choice.lift), costs(choice.returned, NO_LIFT)

    def _end(self, record: Record, day: date, lift: QuoteLift) -> Floats:
        """Return the costs from the next cut-off on for each tally of further claims, (J, 1)."""
        moves, renewal = self._moves, self._next(day)
        states = moves.standings.get((record, day))
        if states is None:
            states = moves.standings[record, day] = tuple(
                state_of(record + moves.claims_on(day, *claims), moves, renewal)
                for claims in self._tallies()
            )
        return np.array([[self.solved.value(state, renewal, lift)] for state in states])

    def _level(self, renewal: int, left: float) -> float:
        """Return what the model's unit of money is worth, `left` years before a cut-off.

        The model counts in money that rises as premiums do; its unit is worth a won at the
        cut-off of the current year.
        """
        return float(self.solved.later_years.rise ** (renewal - left))

    def _due(self, record: Record, day: date, lift: QuoteLift) -> float:
        """Return the premium, as worth on `day`, that is settled but not yet due; 0 if none is."""
        moves, renewal = self._moves, self._next(day) - 1
        due = moves.reading.renewal_day(renewal)
        if renewal < 1 or due <= day:
            return 0.0
        later_years = self.solved.later_years
        premium = float(moves.premium(state_of(record, moves, renewal), renewal))
        premium *= self.solved.level(renewal, lift) * later_years.rise**renewal
        return float(premium * later_years.per_year ** _years(day, due))

    def _next(self, day: date) -> int:
        """Return the renewal whose cut-off comes next."""
        renewal = 0
        while self._moves.cut(renewal) <= day:
            renewal += 1
        return renewal

    def _tallies(self) -> tuple[tuple[int, int], ...]:
        return self.solved.problem.system.tally.counts


def _years(first: date, last: date) -> float:
    return (last - first).days / 365


def state_of(record: Record, moves: Moves, renewal: int) -> DriverState:
    """Return the state that a dated record leads to at the cut-off of a renewal, from a cache."""
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
        waiting=_waiting(record, moves, counts) if moves.half_point_patience > 1 else 0,
    )


def _within(record: Record, moves: Moves, renewal: int) -> Iterator[RecordedAccident]:
    """Return the entries of the year that ends with the cut-off of a renewal."""
    first, end = moves.cut(renewal - 1), moves.cut(renewal)
    return (entry for entry in record if first <= entry.day < end)


def _waiting(record: Record, moves: Moves, counts: tuple[Count, ...]) -> int:
    """Return for how many renewals half a point of a dated record has waited, 0 for none."""
    reading = moves.reading
    assumptions = evolve(reading.case.assumptions, half_point_years=1)
    alone = evolve(reading, case=evolve(reading.case, assumptions=assumptions))
    waiting = 0
    for raw, count in zip(
        timeline(record, alone, len(counts) - 1, None, moves.cars), counts, strict=True
    ):
        waiting = moves.waits(waiting, raw.points, count)
    return waiting
