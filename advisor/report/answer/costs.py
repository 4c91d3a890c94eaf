"""The options side by side as values, which the text, the report and the app only lay out."""

from datetime import date

from advisor.domain.decision import Decision
from advisor.domain.money import NOTHING, Won, total
from advisor.domain.outcome import PREMIUM_LINES, CostLine, Option, Outcome
from advisor.domain.values import frozen
from advisor.explain.texts import Texts

SHOWN_RENEWALS = 3
"""How many renewals have a column of their own; the later ones share one."""


@frozen
class OptionCosts:
    """What one option costs, in won, compared with having had no accident.

    `renewals` has the first renewals one by one, `later` the sum of the others, None if there are
    none; `total` is the total at present value. `repaid` is the line of a payout that is paid back
    before renewal, which is in no column, None if there is none. `more` is how much more the option
    costs than the recommended one.
    """

    option: Option
    now: Won
    renewals: tuple[Won, ...]
    later: Won | None
    total: Won
    more: Won
    recommended: bool
    repaid: CostLine | None

    @property
    def by_column(self) -> tuple[Won, ...]:
        """The amounts in the columns between "now" and "total"."""
        return self.renewals if self.later is None else (*self.renewals, self.later)


@frozen
class Costs:
    """A row for each available option, the recommended one first, then by total cost.

    `days` has the days of the first renewals, `later_years` the first and last year of the others,
    None if there are none.
    """

    days: tuple[date, ...]
    later_years: tuple[int, int] | None
    rows: tuple[OptionCosts, ...]


def costs(decision: Decision) -> Costs:
    """Return what each available option costs now, at the next renewals, later, and in total."""
    days = tuple(year.day for year in decision.without_accident[1 : decision.renewals + 1])
    shown, others = days[:SHOWN_RENEWALS], days[SHOWN_RENEWALS:]
    rows = (
        _row(outcome, len(shown), Won(outcome.total - decision.best.total), decision)
        for outcome in decision.outcomes
        if outcome.available
    )
    return Costs(
        days=shown,
        later_years=(others[0].year, others[-1].year) if others else None,
        rows=tuple(sorted(rows, key=lambda row: (not row.recommended, row.total))),
    )


def _row(outcome: Outcome, shown: int, more: Won, decision: Decision) -> OptionCosts:
    columns = [NOTHING] * min(shown + 1, decision.renewals)
    for line in outcome.lines:
        if line.code in PREMIUM_LINES:
            column = min(max(line.renewal, 1), len(columns)) - 1
            columns[column] = Won(columns[column] + line.amount)
    return OptionCosts(
        option=outcome.option,
        now=outcome.cash_now,
        renewals=tuple(columns[:shown]),
        later=columns[shown] if len(columns) > shown else None,
        total=outcome.total,
        more=more,
        recommended=outcome.option is decision.recommended,
        repaid=outcome.repayment,
    )


def years(found: Costs, texts: Texts) -> tuple[str, ...]:
    """Return the heads of the columns between "now" and "total"."""
    shown = tuple(str(day.year) for day in found.days)
    if found.later_years is None:
        return shown
    first, last = found.later_years
    both = texts("table.years", first=first, last=f"{last % 100:02}")
    return (*shown, str(first) if first == last else both)


def later_total(row: OptionCosts) -> Won:
    """Return the sum of everything paid later, including a repayment."""
    repaid = row.repaid.amount if row.repaid else NOTHING
    return total((*row.by_column, repaid))
