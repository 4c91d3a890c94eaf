"""What each option costs, as lines of the answer: now, at the renewals, and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain import guidance
from advisor.report.answer.cost_table import cost_table as table_lines
from advisor.report.answer.to_text import impossible as impossible_words
from advisor.tui.widgets.lines import Line, line
from advisor.tui.widgets.sentences import paragraph

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts

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
