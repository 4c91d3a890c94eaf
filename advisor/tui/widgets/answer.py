"""The answer under the verdict, as one text that scrolls.

It is one widget, not one for each part: a key that changes a line draws that line, and nothing
has to be laid out anew because a part has grown.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import Reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from advisor import on_demand
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.explain import guidance
from advisor.explain.choice import has_both_sides, has_sums, paid_by_others, tells_bills_apart
from advisor.explain.covers import impossible as impossible_words
from advisor.explain.limit_line import OVER
from advisor.explain.texts import Texts
from advisor.explain.width import right
from advisor.report.answer.cost_table import cost_table as table_lines
from advisor.tui.consultation import Consultation
from advisor.tui.keys import LATER_KEY
from advisor.tui.terminal.ascii_signs import is_fine
from advisor.tui.widgets.bill_bars import bar, here, spans
from advisor.tui.widgets.lines import Line, Spoken, line, text_lines, used
from advisor.tui.widgets.sentences import (
    assumed,
    conditions,
    paragraph,
    questions,
    reasons,
    steps,
    unread,
    warnings,
)
from advisor.tui.widgets.verdict import days

if TYPE_CHECKING:
    from advisor.later.later_advice import LaterAdvice
    from advisor.tui.later_views import LaterView, LaterViews

_AGREES, _DISAGREES, _INDENT = "· ", "! ", "  "

WIDE, HIGH = 130, 40
"""A screen so wide has room for the answer in two columns; one so high too, for a chart."""

BY_WIDTH = [(0, "-tiny"), (40, "-stacked"), (76, "-beside"), (WIDE, "-wide")]
"""The class of a screen from a width on: how the form and its answer share it."""

_GUTTER = 3
_LEFT, _BOTH = 3, 5
"""The left column has three fifths of the room."""

_LEAST_CHART, _MOST_CHART = 12, 20
"""Rows of a chart below the answer."""

_AROUND_CHART = 3
"""Rows for the blank line above a chart, and for the day of the answer below it."""


class Answer(Spoken, ScrollView, can_focus=False):
    """Shows the last good answer; while the input is being mended, it is marked stale."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    consultation: var[Consultation | None] = var(None, init=False)
    later_views: LaterViews | None = None

    def watch_consultation(self, consultation: Consultation | None) -> None:
        """Show another answer."""
        self.set_class(consultation is not None and consultation.stale, "-stale")
        self.renew()

    def on_resize(self, _event: Resize) -> None:
        """Let the scroll bar know how many lines there are at this width."""
        self._measure()

    def changed(self, now: list[Line], before: list[Line]) -> None:
        """Draw the lines in view that changed.

        Where the answer is as high as its lines, more or fewer of them need another layout.
        """
        if self.styles.is_auto_height and len(now) != len(before):
            self.refresh(layout=True)
            return
        first = self.scroll_offset.y
        view = slice(first, first + self.size.height)
        for y, (new, old) in enumerate(zip_longest(now[view], before[view]), first):
            if new != old:
                self.refresh_line(y)
        self._measure()

    def said(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the answer, none while there is no answer yet."""
        found = self.consultation
        if found is None:
            return []
        problems = unread(found, texts, width)
        if found.decision is None:
            return problems
        if self.app.size.width < WIDE:
            costs = _costs(found.decision, self._later_view(found.decision), texts, width)
            below = _grounds(found.decision, texts, width)
            return [*problems, *costs, *below, *_days(found.decision, texts, width)]
        columns = self._in_columns(found.decision, texts, width)
        return [*problems, *columns, *_days(found.decision, texts, width)]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view; the last says that there is more, while there is."""
        last, below = self.scrollable_content_region.height - 1, self.scroll_offset.y + y + 1
        if y == last and last and below < len(self._laid_out[1]):
            return self._sign(self.texts("app.more.below"))
        return super().render_line(y + self.scroll_offset.y)

    def _sign(self, words: str) -> Strip:
        """Return the line that says that there is more to scroll to."""
        width = self.scrollable_size.width
        shown = Segment(right(words, width), self._style("muted"))
        return Strip([shown]).adjust_cell_length(width, self._style("muted"))

    def _in_columns(self, decision: Decision, texts: Texts, width: int) -> list[Line]:
        left = (width - _GUTTER) * _LEFT // _BOTH
        room = width - _GUTTER - left
        costs = _costs(decision, self._later_view(decision), texts, left)
        beside = reasons(decision, texts, room)[1:]
        if self.app.size.height < HIGH:
            return _beside(costs, left + _GUTTER, [*beside, *assumed(decision, texts, room)])
        rows = self.scrollable_size.height - len(costs) - _AROUND_CHART
        rows = max(_LEAST_CHART, min(rows, _MOST_CHART))
        costs += on_demand.premiums(decision, texts, left, rows, fine=is_fine(self.app))
        beside += [*steps(decision, texts, room), *assumed(decision, texts, room)]
        return _beside(costs, left + _GUTTER, beside)

    def _later_view(self, decision: Decision) -> LaterView | None:
        """Return the view with later accidents of this very case, if it is known."""
        return self.later_views.known(decision.case) if self.later_views else None

    def _measure(self) -> None:
        """Tell the scroll bar the number of lines."""
        height = len(self._lines_for(self.scrollable_size.width))
        if height != self.virtual_size.height:
            self.virtual_size = Size(self.scrollable_size.width, height)
            self.vertical_scrollbar.window_virtual_size = height
            self.scroll_y = self.validate_scroll_y(self.scroll_y)


def _costs(
    decision: Decision, later_view: LaterView | None, texts: Texts, width: int
) -> list[Line]:
    """Return what stands first: conditions, costs, what to ask, the map, and what cannot be."""
    if paid_by_others(decision):
        return [*questions(decision, texts, width), *warnings(decision, texts, width)]
    return [
        *conditions(decision, texts, width),
        *(cost_table(decision, texts, width) if has_sums(decision) else ()),
        *_later_line(decision, later_view, texts, width),
        *questions(decision, texts, width),
        *break_even(decision, texts, width),
        *warnings(decision, texts, width),
        *impossible(decision, texts, width),
    ]


def _grounds(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return what stands below: why, and what was taken for granted."""
    return [*reasons(decision, texts, width), *assumed(decision, texts, width)]


def _days(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return for which day this holds, and how old the oldest look at its rules is."""
    return [line(), *text_lines(days(decision, texts), width, "muted")]


def _beside(left: list[Line], column: int, right: list[Line]) -> list[Line]:
    """Put lines beside others, from a column on."""
    pairs = zip_longest(left, right, fillvalue=line())
    return [(*first, (" " * (column - used(first)), "plain"), *second) for first, second in pairs]


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
        *(
            [here(intervals, bill, texts("app.break-even.here", amount=bill), room)]
            if has_sums(decision)
            else ()
        ),
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


def _later_line(
    decision: Decision, later_view: LaterView | None, texts: Texts, room: int
) -> list[Line]:
    """Return the second opinion on this very decision, or say that it is being worked out.

    Most agree, in the one line that the words which wait for it take, so that nothing below moves
    when it comes. Without a choice between claiming and paying there is nothing to say.
    """
    if not has_both_sides(decision):
        return []
    return [line(), *_lines(decision, later_view, texts, room)]


def _lines(decision: Decision, later_view: LaterView | None, texts: Texts, room: int) -> list[Line]:
    if later_view is None:
        return paragraph(texts("later.opinion.working"), room, _AGREES, "muted")
    if isinstance(later_view, AdvisorError):
        return paragraph(on_demand.no_opinion(later_view, texts), room, _AGREES, "muted")
    said = on_demand.opinion(decision, later_view, texts)
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
