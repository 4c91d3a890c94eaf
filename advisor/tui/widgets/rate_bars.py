"""The answer with later accidents at several accident rates: a bar of repair bills for each."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.domain.decision import Decision
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.explain.formats import grouped, number
from advisor.explain.texts import Texts
from advisor.explain.width import align_left, align_right, width, wrap
from advisor.later.advice_parts import choice_code
from advisor.later.later_advice import LaterInFull
from advisor.tui.widgets.bill_bars import PATTERNS, bar, here
from advisor.tui.widgets.lines import Line, Role, line
from advisor.tui.widgets.row import filled

_MARK, _NO_MARK, _GAP = "› ", "  ", "  "
_LEAST_BAR = 8


def rate_bars(decision: Decision, full: LaterInFull, texts: Texts, room: int) -> list[Line]:
    """Draw for each rate which bills to claim, what is best for this bill, and by how much.

    The row of the view's own rate stands out. If there is no room for bars, they are left out.
    """
    names = _names(full, texts)
    columns = _Columns.of(full, names, texts, room)
    legend = " ".join(
        f"{PATTERNS[option]} {names[choice_code(option)]}" for option in _options(full)
    )
    fits = width(legend) <= columns.bars
    head = (texts("later.rates.head"), legend if fits else "", "", texts("later.rates.saves"))
    lines = [line(), line(texts("later.rates.title"), "title")]
    if columns.bars and not fits:
        lines += [line(_NO_MARK + words, "muted") for words in wrap(legend, room - len(_NO_MARK))]
    lines.append(columns.row(head, _NO_MARK, "muted", "muted"))
    for one in full.by_rate:
        drawn = bar(one.intervals, columns.bars) if columns.bars else ""
        row = (number(one.accident_rate), drawn, names[one.best.action], grouped(one.margin))
        if one.accident_rate == full.advice.accident_rate:
            lines.append(columns.row(row, _MARK, "accent", "accent"))
        else:
            lines.append(columns.row(row, _NO_MARK, "plain", "muted"))
    if columns.bars:
        bill = decision.bill
        label = texts("app.break-even.here", amount=bill)
        mark = here(full.by_rate[0].intervals, bill, label, columns.bars)
        lines.append(((" " * columns.start, "plain"), *mark))
    return lines


def _options(full: LaterInFull) -> tuple[Option, ...]:
    """Return the options that are best for some bill, in the order of their smallest bills."""
    found = (interval for one in full.by_rate for interval in one.intervals)
    in_order = sorted(found, key=lambda one: one.first)
    return tuple(dict.fromkeys(interval.best for interval in in_order))


def _names(full: LaterInFull, texts: Texts) -> Mapping[str, str]:
    """Return the names of the options that are best for some bill, or for this one."""
    own = (one.best.action for one in full.by_rate)
    actions = (*map(choice_code, _options(full)), *own)
    return {action: texts(f"app.option.{action}") for action in actions}


@frozen
class _Columns:
    """The widths of rate, bar, best option and lead, and of the whole row, in cells."""

    rate: int
    bars: int
    name: int
    saves: int
    room: int

    @classmethod
    def of(cls, full: LaterInFull, names: Mapping[str, str], texts: Texts, room: int) -> _Columns:
        """Return the columns, each as wide as its content; the bars take what is left, or 0."""
        heads = (texts("later.rates.head"), texts("later.rates.saves"))
        rate = max(width(heads[0]), *(width(number(one.accident_rate)) for one in full.by_rate))
        name = max(map(width, names.values()))
        saves = max(width(heads[1]), *(width(grouped(one.margin)) for one in full.by_rate))
        bars = room - len(_MARK) - rate - name - saves - 3 * len(_GAP)
        return cls(rate, bars if bars >= _LEAST_BAR else 0, name, saves, room)

    @property
    def start(self) -> int:
        """The cell at which the bars begin."""
        return len(_MARK) + self.rate + len(_GAP)

    def row(self, parts: tuple[str, str, str, str], mark: str, role: Role, drawn: Role) -> Line:
        """Return the line of a row, cut to its room."""
        rate, middle, name, saves = parts
        first = mark + align_left(rate, self.rate)
        last = f"{_GAP}{align_left(name, self.name)}{_GAP}{align_right(saves, self.saves)}"
        if not self.bars:
            return line(filled(first + last, self.room), role)
        return (
            (first, role),
            (_GAP + align_left(filled(middle, self.bars), self.bars), drawn),
            (last, role),
        )
