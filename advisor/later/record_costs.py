"""What the records of a case cost from a day on, later accidents included.

The days of the case stand against the years of the model here: which cut-off comes next, which
premium is still due, and what a claim of this year does to the state at the cut-off.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, frozen

from advisor.claiming.arrays import Floats
from advisor.engine.renewals.record import Record
from advisor.later.dated import state_of
from advisor.later.korea import Solved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.later.moves import Moves


Pair = tuple[Record, Record]
"""Two records between which there will be a choice."""

_PAYOUTS = 129
"""So many payouts the worth of a refund is worked out for, beside those where it bends."""


@frozen(eq=False)
class RecordCosts:
    """The cost of everything after a day, as worth on that day, by the record of that day.

    The dictionaries only remember what was computed.
    """

    solved: Solved
    found: dict[tuple[Record, date], float] = Factory(dict)
    ends: dict[tuple[Record, Record, date, date], tuple[Floats, Floats]] = Factory(dict)
    worths: dict[tuple[object, ...], tuple[Floats, Floats]] = Factory(dict)

    @property
    def _moves(self) -> Moves:
        return self.solved.korea.ground.moves

    def cost(self, record: Record, day: date) -> float:
        """Give premiums due after `day` and all that later accidents cost.

        `record` holds what stands on it by then; a claim that waits for its decision costs what
        it adds.
        """
        key = (record, day)
        if key not in self.found:
            renewal = self._next(day)
            left = _years(day, self._moves.cut(renewal))
            rest = self.solved.back(self._end(record, day), left) * self._level(renewal, left)
            self.found[key] = self._due(record, day) + rest
        return self.found[key]

    def coming(self, record: Record) -> float:
        """Give the premium of the coming renewal."""
        premium = self._moves.premium(state_of(record, self._moves, 1), 1)
        return float(premium * self.solved.taken.rise)

    def worth_of_choice(
        self, pair: Pair, payout: int, beyond: float, days: tuple[date, date]
    ) -> float:
        """Give what it is worth to choose on the last day whether a payout is given back.

        `pair` holds the records where it is kept and where it is given back; a claim that is kept
        costs `beyond` more than the model says, by the insurer's own quotes, as worth on the last
        one of `days`. The worth is that on their first one; nothing where all is kept anyway.

        By then the other accidents of the year are known: for each tally of them the cheaper of
        the two is taken. The years with and without the choice are integrated back alike, so that
        the worth is exact where the two hardly differ. It is worked out for some payouts, close
        enough for the straight lines between them to be off by a won at most.
        """
        key = (*pair, beyond, days)
        if key not in self.worths:
            kept, returned = self._ends(pair, *days)
            prices = np.maximum((kept - returned) * self._level_on(days[1]) + beyond, 0.0)
            payouts = np.union1d(prices, np.linspace(0.0, prices.max(), _PAYOUTS))
            self.worths[key] = payouts, self.worth(pair, payouts, beyond, days)
        return float(np.interp(payout, *self.worths[key]))

    def worth(self, pair: Pair, payouts: Floats, beyond: float, days: tuple[date, date]) -> Floats:
        """Work the same out for each of some payouts."""
        kept, returned = self._ends(pair, *days)
        level = self._level_on(days[1])
        never = kept[:, :, None] + beyond / level
        chosen = np.minimum(never, returned[:, :, None] + payouts / level)
        ends = np.concatenate([never, chosen], axis=2)
        day, last = days
        renewal = self._next(day)
        cut = self._moves.cut(renewal)
        if renewal < self._next(last):
            flat = ends.reshape(len(ends), -1)
            ends = self.solved.earlier(flat, _years(cut, last))[0].reshape(ends.shape[1:])
        else:
            ends = ends[:, 0]
        found = self.solved.earlier(ends, _years(day, min(cut, last)))[0]
        worth: Floats = np.maximum(found[0] - found[1:], 0.0) * self._level(
            renewal, _years(day, cut)
        )
        return worth

    def _level_on(self, day: date) -> float:
        renewal = self._next(day)
        return self._level(renewal, _years(day, self._moves.cut(renewal)))

    def _ends(self, pair: Pair, day: date, last: date) -> tuple[Floats, Floats]:
        """Give the cost of keeping and of giving back on the last day, (J, tallies before it).

        Tallies count the claims after `day` or, where a cut-off lies between, those before it
        along the second axis and those after it along the first.
        """
        key = (*pair, day, last)
        if key not in self.ends:
            renewal = self._next(day)
            if renewal == self._next(last):
                self.ends[key] = self._on_last((pair,), day, last)
            else:
                pairs = [
                    (pair[0] + claims, pair[1] + claims)
                    for claims in (self._moves.claims_on(day, *c) for c in self._tallies())
                ]
                self.ends[key] = self._on_last(pairs, self._moves.cut(renewal), last)
        return self.ends[key]

    def _on_last(self, pairs: Sequence[Pair], since: date, last: date) -> tuple[Floats, Floats]:
        """Give what either costs beside the payout, in the level of that day, (J, pairs).

        Tallies count the claims after `since`, a day after the last cut-off.
        """
        renewal = self._next(last)
        left = _years(last, self._moves.cut(renewal))
        records = [record for pair in pairs for record in pair]
        ends = np.hstack([self._end(record, since) for record in records])
        due = np.array([self._due(record, last) for record in records])
        costs = due / self._level_on(last) + self.solved.earlier(ends, left)
        return costs[:, ::2], costs[:, 1::2]

    def _end(self, record: Record, day: date) -> Floats:
        """Give V at the next cut-off by the tally of further claims, (J, 1)."""
        moves, renewal = self._moves, self._next(day)
        states = (
            state_of(record + moves.claims_on(day, *claims), moves, renewal)
            for claims in self._tallies()
        )
        return np.array([[self.solved.value(state, renewal)] for state in states])

    def _level(self, renewal: int, left: float) -> float:
        """Give what a won of the current premium has become, `left` years before a cut-off.

        The model counts in money that rises as premiums do; it is a won at the cut-off of the
        current year.
        """
        return float(self.solved.taken.rise ** (renewal - left))

    def _due(self, record: Record, day: date) -> float:
        """Give the premium that is settled by a closed window and not yet paid."""
        moves, renewal = self._moves, self._next(day) - 1
        due = moves.reading.renewal_day(renewal)
        if renewal < 1 or due <= day:
            return 0.0
        taken = self.solved.taken
        premium = float(moves.premium(state_of(record, moves, renewal), renewal))
        return float(premium * taken.rise**renewal * taken.per_year ** _years(day, due))

    def _next(self, day: date) -> int:
        """Give the renewal whose cut-off comes next."""
        renewal = 0
        while self._moves.cut(renewal) <= day:
            renewal += 1
        return renewal

    def _tallies(self) -> tuple[tuple[int, int], ...]:
        return self.solved.problem.system.tally.counts


def _years(first: date, last: date) -> float:
    return (last - first).days / 365
