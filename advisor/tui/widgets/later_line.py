"""The answer with later accidents counted, in two lines below the table of costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.errors import AdvisorError
from advisor.explain.formats import number
from advisor.explain.sentences import has_both_sides
from advisor.later.later_advice import REFUND_STAYS
from advisor.tui.keys import LATER_KEY
from advisor.tui.widgets.lines import Line, line
from advisor.tui.widgets.sentences import paragraph

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts
    from advisor.later.later_advice import LaterAdvice
    from advisor.tui.later_views import LaterView

_ROOMY = 56
"""Cells within which most views are said in two lines; with fewer they take three."""

_MARK, _OTHERWISE, _INDENT = "· ", "! ", "  "


def later_line(
    decision: Decision, later_view: LaterView | None, texts: Texts, room: int
) -> list[Line]:
    """Give the view of this very decision, or say that it is being worked out.

    A view takes as many lines as the words that wait for it, mostly, so that nothing below moves
    when it comes. Without a choice between claiming and paying there is nothing to say.
    """
    if not has_both_sides(decision):
        return []
    lines = _lines(later_view, texts, room)
    least = 2 if room >= _ROOMY else 3
    return [line(), *lines, *(line() for _ in range(least - len(lines)))]


def _lines(later_view: LaterView | None, texts: Texts, room: int) -> list[Line]:
    if later_view is None:
        return paragraph(texts("later.line.working"), room, _MARK, "muted")
    if isinstance(later_view, AdvisorError):
        from advisor.report.later.later_words import no_view  # noqa: PLC0415 - seldom

        return paragraph(no_view(later_view, texts), room, _MARK, "muted")
    mark = _MARK if later_view.otherwise is None else _OTHERWISE
    said = texts(
        f"later.line.{_code(later_view)}",
        recommended=later_view.advice.action,
        margin=later_view.margin,
        by=later_view.kept_open.by if later_view.kept_open else None,
    )
    return [
        *paragraph(said, room, mark, "strong"),
        *paragraph(_by_rate(later_view, texts), room, _INDENT, "muted"),
    ]


def _code(view: LaterAdvice) -> str:
    """Name what to say: where the decision has another answer, which one to follow."""
    if not view.margin:
        return "even"
    if view.otherwise is None:
        return "best"
    return REFUND_STAYS if view.otherwise == REFUND_STAYS else "otherwise"


def _by_rate(view: LaterAdvice, texts: Texts) -> str:
    """Say whether the answer stays for other accident rates, and the key that shows it."""
    side = view.recommended.is_claim
    rates = [entry.accident_rate for entry in view.by_rate]
    other = [one.accident_rate for one in view.by_rate if one.recommended.is_claim != side]
    if other:
        said = ", ".join(map(number, other))
        return texts("later.line.moves", rates=said, key=LATER_KEY.shown)
    return texts("later.line.same", low=min(rates), high=max(rates), key=LATER_KEY.shown)
