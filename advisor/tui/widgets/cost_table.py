"""The costs as lines of the answer: each option now and in all, and the best one for each bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain import guidance
from advisor.explain.choice import tells_bills_apart
from advisor.explain.limit_line import OVER
from advisor.explain.refusals import impossible as impossible_words
from advisor.report.answer.cost_table import cost_table as table_lines
from advisor.tui.widgets.bill_bars import bar, here, spans
from advisor.tui.widgets.lines import Line, line, text_lines
from advisor.tui.widgets.sentences import paragraph

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts


def break_even(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Draw a bar over the repair bill with the bill of this case, and each switch to the won.

    Where no bill has another answer, there is nothing to draw.
    """
    if not tells_bills_apart(decision):
        return []
    intervals, bill = decision.break_even.told, decision.bill
    return [
        line(),
        *text_lines(
            texts(f"app.section.break-even{OVER[decision.break_even.over]}"), room, "title"
        ),
        line(bar(intervals, room), "accent"),
        here(intervals, bill, texts("app.break-even.here", amount=bill), room),
        *spans(intervals, decision, texts, room),
    ]


_NOTHING = "–"
_MARK = "● "


def cost_table(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Return a line for each option, the recommended one first and marked, and what is alike."""
    head, *rows = table_lines(decision, texts, room, _MARK, _NOTHING)
    return [
        line(head[0], "muted"),
        *(line(words, "accent" if best else "plain") for words, best in rows),
        *(
            words
            for said in guidance.alike(decision, texts)
            for words in paragraph(said, room, role="muted")
        ),
    ]


def impossible(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Say which options are not possible and why, those of the same reasons together."""
    lines = [
        words
        for said in impossible_words(decision, texts)
        for words in paragraph(said, room, "× ", "muted")
    ]
    return [line(), *lines] if lines else []
