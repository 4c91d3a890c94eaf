"""Intervals of repair bills: a bar, the bill of a case marked under it, and each in won."""

from collections.abc import Sequence

from advisor.domain.decision import Decision, Interval
from advisor.domain.outcome import Option
from advisor.explain.formats import grouped
from advisor.explain.names import option_code
from advisor.explain.texts import Texts
from advisor.explain.width import align_right, width
from advisor.later.advice_parts import choice_code
from advisor.tui.widgets.lines import Line, Role, line

PATTERNS = {
    Option.SELF_PAY: "░",
    Option.SETTLE: "▤",
    Option.CLAIM: "█",
    Option.CLAIM_OWN: "▓",
    Option.CLAIM_OTHER: "▒",
    Option.CLAIM_REFUND: "▞",
    Option.CLAIM_CAPPED: "▚",
}
"""The pattern of each option on a bar, told apart without colour."""

_HERE = "▲"


def bar(intervals: Sequence[Interval], cells: int) -> str:
    """Draw a bar that shows in each cell the best option for the bill at its middle."""
    last = intervals[-1].last
    amounts = ((2 * cell + 1) * last // (2 * cells) for cell in range(cells))
    return "".join(
        next(PATTERNS[found.best] for found in intervals if amount <= found.last)
        for amount in amounts
    )


def here(intervals: Sequence[Interval], bill: int, label: str, cells: int) -> Line:
    """Draw the mark of a bill under a bar, with its label beside it if there is room."""
    cell = min(cells - 1, bill * cells // max(1, intervals[-1].last))
    if cell + 2 + width(label) <= cells:
        return line(f"{' ' * cell}{_HERE} {label}")
    before = cell - width(label) - 1
    return line(f"{' ' * before}{label} {_HERE}" if before >= 0 else f"{' ' * cell}{_HERE}")


def spans(intervals: Sequence[Interval], decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Return each interval with its option; the interval that holds the bill stands out.

    If the full names of the options do not fit, their short names are used.
    """
    rows = _spans(intervals, decision, texts, "option")
    if any(width(row) > room for row in rows):
        rows = _spans(intervals, decision, texts, "app.option")
    bill = decision.bill
    roles: list[Role] = [
        "strong" if found.first <= bill <= found.last else "muted" for found in intervals
    ]
    return [line(row, role) for row, role in zip(rows, roles, strict=True)]


def _spans(
    intervals: Sequence[Interval], decision: Decision, texts: Texts, names: str
) -> list[str]:
    first = max(width(grouped(found.first)) for found in intervals)
    last = max(width(grouped(found.last)) for found in intervals)
    return [
        f"{PATTERNS[found.best] * 2} {align_right(grouped(found.first), first)}"
        f" – {align_right(grouped(found.last), last)}"
        f"  {_called(decision, found.best, texts, names)}"
        for found in intervals
    ]


def _called(decision: Decision, option: Option, texts: Texts, names: str) -> str:
    """Return the name of the best option of an interval."""
    choice = option_code(decision, option)
    return texts(f"{names}.{choice_code(option) if choice == option else choice}")
