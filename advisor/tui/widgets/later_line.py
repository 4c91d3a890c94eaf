"""The second opinion, with later accidents counted, below the table of costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor import on_demand
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.explain.choice import has_both_sides
from advisor.explain.texts import Texts
from advisor.tui.keys import LATER_KEY
from advisor.tui.widgets.lines import Line, line
from advisor.tui.widgets.sentences import paragraph

if TYPE_CHECKING:
    from advisor.later.later_advice import LaterAdvice
    from advisor.tui.later_views import LaterView

_AGREES, _DISAGREES, _INDENT = "· ", "! ", "  "


def later_line(
    decision: Decision, later_view: LaterView | None, texts: Texts, room: int
) -> list[Line]:
    """Return the second opinion on this very decision, or say that it is being worked out.

    Most agree, in the one line that the words which wait for it take, so that nothing below moves
    when it comes. Without a choice between claiming and paying there is nothing to say.
    """
    if not has_both_sides(decision):
        return []
    return [line(), *_lines(later_view, texts, room)]


def _lines(later_view: LaterView | None, texts: Texts, room: int) -> list[Line]:
    if later_view is None:
        return paragraph(texts("later.opinion.working"), room, _AGREES, "muted")
    if isinstance(later_view, AdvisorError):
        return paragraph(on_demand.no_opinion(later_view, texts), room, _AGREES, "muted")
    said = on_demand.opinion(later_view, texts)
    shown = texts("later.opinion.more", words=said, key=LATER_KEY.shown)
    lines = _opinion(later_view, shown, room)
    for hint in on_demand.refund_hint(later_view, texts):
        lines += paragraph(hint, room, _INDENT, "muted")
    return lines


def _opinion(advice: LaterAdvice, said: str, room: int) -> list[Line]:
    """Set off an opinion that makes the answer a close call; one that agrees is quiet."""
    if advice.agrees:
        return paragraph(said, room, _AGREES, "muted")
    return paragraph(said, room, _DISAGREES, "strong")
