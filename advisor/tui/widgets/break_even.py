"""For which repair bills each option is the best, with the bill of this case marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.decision import Option
from advisor.explain.formats import grouped
from advisor.explain.width import left, right, width
from advisor.tui.widgets.answer_part import AnswerPart
from advisor.tui.widgets.lines import Line, Role, line

if TYPE_CHECKING:
    from advisor.domain.decision import Decision, Interval
    from advisor.explain.texts import Texts

PATTERNS = {
    Option.SELF_PAY: "░",
    Option.CLAIM: "█",
    Option.CLAIM_OWN: "▓",
    Option.CLAIM_OTHER: "▒",
    Option.CLAIM_REFUND: "▞",
    Option.CLAIM_CAPPED: "▚",
}
"""What an option looks like on a bar, told apart without colour."""

_HERE = "▲"


class BreakEven(AnswerPart):
    """A bar over the repair bill, and every switch amount to the won."""

    def answer_lines(self, decision: Decision, texts: Texts, width: int) -> list[Line]:
        """Draw the bar, the mark of this case under it, and the intervals."""
        intervals = decision.break_even
        if not intervals:
            return []
        bill = decision.case.accident.own_damage.likely
        last = intervals[-1].last
        here = min(width - 1, bill * width // max(1, last))
        return [
            line(),
            line(texts("app.section.break-even"), "title"),
            line(_bar(intervals, width), "accent"),
            _here(here, texts("app.break-even.here", amount=bill), width),
            *_rows(decision, texts, bill, width),
        ]


def _bar(intervals: tuple[Interval, ...], cells: int) -> str:
    last = intervals[-1].last
    amounts = ((2 * cell + 1) * last // (2 * cells) for cell in range(cells))
    return "".join(
        next(PATTERNS[found.best] for found in intervals if amount <= found.last)
        for amount in amounts
    )


def _here(cell: int, label: str, room: int) -> Line:
    if cell + 2 + width(label) <= room:
        return line(f"{' ' * cell}{_HERE} {label}")
    before = cell - width(label) - 1
    return line(f"{' ' * before}{label} {_HERE}" if before >= 0 else f"{' ' * cell}{_HERE}")


def _rows(decision: Decision, texts: Texts, bill: int, room: int) -> list[Line]:
    intervals = decision.break_even
    first = max(width(grouped(found.first)) for found in intervals)
    last = max(width(grouped(found.last)) for found in intervals)
    rows = []
    for found in intervals:
        span = f"{right(grouped(found.first), first)} – {right(grouped(found.last), last)}"
        row = f"{PATTERNS[found.best] * 2} {span}  {texts(f'option.{found.best}')}"
        role: Role = "strong" if found.first <= bill <= found.last else "muted"
        rows.append(line(left(row, min(room, width(row))), role))
    return rows
