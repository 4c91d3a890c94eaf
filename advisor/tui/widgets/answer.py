"""The answer below the verdict, as one text that scrolls.

It is one widget rather than one for each part. So a key that changes one line redraws only that
line, and the layout stays the same when a part grows.
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
from advisor.explain.covers import impossible_lines as impossible_words
from advisor.explain.headlines import has_both_sides, has_sums, paid_by_others, tells_bills_apart
from advisor.explain.limit_line import BILL_SUFFIX
from advisor.explain.texts import Texts
from advisor.explain.width import align_right
from advisor.report.answer.cost_table import cost_table as table_lines
from advisor.tui.consultation import Consultation
from advisor.tui.keys import LATER_KEY
from advisor.tui.terminal.character_filters import is_fine
from advisor.tui.widgets.bill_bars import bar, here, spans
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines, used
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
"""From this width on the answer takes two columns; from this height on, a chart as well."""

BY_WIDTH = [(0, "-tiny"), (40, "-stacked"), (76, "-beside"), (WIDE, "-wide")]
"""The class of a screen by its least width: how the form and the answer share the screen."""

_GUTTER = 3
_LEFT, _BOTH = 3, 5
"""The share of the width for the left column: three fifths."""

_LEAST_CHART, _MOST_CHART = 12, 20
"""The least and the most rows of a chart below the costs."""

_AROUND_CHART = 3
"""Rows for the blank line above a chart, and for the day of the answer below it."""


class Answer(TranslatedLines, ScrollView, can_focus=False):
    """Shows the last valid answer, marked as stale while the input has problems."""

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
        """Redraw the visible lines that changed.

        If the widget is as high as its text, a different number of lines needs a new layout.
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

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the answer, empty while there is no answer yet."""
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
        """Draw one line of the view; the last one says so if there is more below."""
        last, below = self.scrollable_content_region.height - 1, self.scroll_offset.y + y + 1
        if y == last and last and below < len(self._laid_out[1]):
            return self._sign(self.texts("app.more.below"))
        return super().render_line(y + self.scroll_offset.y)

    def _sign(self, words: str) -> Strip:
        """Return the line that says that there is more below."""
        width = self.scrollable_size.width
        shown = Segment(align_right(words, width), self._style("muted"))
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
        """Return the second opinion on this very case, None if it is not known yet."""
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
    """Return the first part: conditions, costs, questions, map, warnings, what is impossible."""
    if paid_by_others(decision):
        return [*questions(decision, texts, width), *warnings(decision, texts, width)]
    return [
        *conditions(decision, texts, width),
        *(cost_table(decision, texts, width) if has_sums(decision) else ()),
        *_later_line(decision, later_view, texts, width),
        *questions(decision, texts, width),
        *break_even(decision, texts, width),
        *warnings(decision, texts, width),
        *impossible_lines(decision, texts, width),
    ]


def _grounds(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return the part below: the reasons, and what was assumed."""
    return [*reasons(decision, texts, width), *assumed(decision, texts, width)]


def _days(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return for which day the answer holds, and the day of the oldest check of its rules."""
    return [line(), *text_lines(days(decision, texts), width, "muted")]


def _beside(left: list[Line], column: int, right: list[Line]) -> list[Line]:
    """Put the lines of `align_right` beside those of `left`, starting at a column."""
    pairs = zip_longest(left, right, fillvalue=line())
    return [(*first, (" " * (column - used(first)), "plain"), *second) for first, second in pairs]


def break_even(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Draw a bar of repair bills with this case's bill marked, and list its intervals in won.

    If every bill has the same answer, nothing is drawn.
    """
    if not tells_bills_apart(decision):
        return []
    intervals, bill = decision.break_even.shown, decision.bill
    return [
        line(),
        *text_lines(
            texts(f"app.section.break-even{BILL_SUFFIX[decision.break_even.over]}"), room, "title"
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
    """Return a line for each option, the recommended one marked and first, and what all share."""
    head, *rows = table_lines(decision, texts, room, _MARK, _NOTHING)
    return [
        line(head[0], "muted"),
        *(line(words, "accent" if best else "plain") for words, best in rows),
        *(
            words
            for said in guidance.same_either_way(decision, texts)
            for words in paragraph(said, room, role="muted")
        ),
    ]


def impossible_lines(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Return the options that are impossible and why, grouped by their reasons."""
    lines = [
        words
        for said in impossible_words(decision, texts)
        for words in paragraph(said, room, "× ", "muted")
    ]
    return [line(), *lines] if lines else []


def _later_line(
    decision: Decision, later_view: LaterView | None, texts: Texts, room: int
) -> list[Line]:
    """Return the second opinion on this very decision, or a line that it is being worked out.

    Most opinions agree and take one line, just as the words that wait for them do, so nothing below
    moves when they come. Without a choice between claiming and paying there is nothing to say.
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
    """Return an opinion: set off if it makes the answer a close call, quiet if it agrees."""
    if advice.agrees:
        return paragraph(said, room, _AGREES, "muted")
    return paragraph(said, room, _DISAGREES, "strong")
