"""For which repair bills each option is the best, with the bill of this case marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.opening import OVER
from advisor.explain.width import wrap
from advisor.tui.widgets.bill_bars import bar, here, spans
from advisor.tui.widgets.lines import Line, line

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts


def break_even(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Draw a bar over the repair bill with the bill of this case, and each switch to the won."""
    intervals = decision.break_even.intervals
    if not intervals:
        return []
    bill = decision.bill
    return [
        line(),
        *(
            line(words, "title")
            for words in wrap(
                texts(f"app.section.break-even{OVER[decision.break_even.over]}"), room
            )
        ),
        line(bar(intervals, room), "accent"),
        here(intervals, bill, texts("app.break-even.here", amount=bill), room),
        *spans(intervals, texts, bill, room),
    ]
