"""The steps screen: what to do next, who pays, and how a shared fault can be settled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from advisor import service
from advisor.domain.decision import Decision
from advisor.domain.findings import Reason
from advisor.domain.values import frozen
from advisor.explain import guidance, sentences
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.tui.keys import CHECKLIST_KEYS, STEPS_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.widgets.cached import Page
from advisor.tui.widgets.lines import Line, Lines, Role, TranslatedLines, line
from advisor.tui.widgets.sentences import section

TICKED, OPEN = "[✓] ", "[ ] "
_INDENT = " " * len(OPEN)


@frozen
class StepItem:
    """One step: its code, what to do, and how long there is for it."""

    code: str
    words: str
    due: str = ""


class Checklist(Lines, can_focus=True):
    """A list of steps to tick off: the arrows move the cursor, Space ticks."""

    BINDINGS = bindings(CHECKLIST_KEYS)

    items: var[tuple[StepItem, ...]] = var((), init=False)
    ticked: var[frozenset[str]] = var(frozenset[str](), init=False)
    cursor: var[int] = var(0, init=False)

    @dataclass
    class Ticked(Message):
        """A step was ticked or unticked; `codes` are all steps ticked now."""

        codes: frozenset[str]

    def __init__(self) -> None:
        super().__init__()
        self._starts: list[int] = []

    def watch_cursor(self) -> None:
        """Show the cursor, and scroll it into view."""
        self.renew()
        self.scroll_to_item()

    def on_resize(self) -> None:
        """Keep the step under the cursor in view, once the page around it is laid out."""
        if self.cursor:
            self.call_after_refresh(self.call_after_refresh, self.scroll_to_item)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.renew()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.renew()

    def action_move(self, steps: int) -> None:
        """Move the cursor, not past the ends."""
        self.cursor = max(0, min(self.cursor + steps, len(self.items) - 1))

    def action_tick(self) -> None:
        """Tick the step under the cursor, or untick it."""
        if self.cursor < len(self.items):
            self.ticked ^= {self.items[self.cursor].code}
            self.post_message(self.Ticked(self.ticked))

    def on_click(self, event: Click) -> None:
        """Tick or untick the step that was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        above = [number for number, start in enumerate(self._starts) if start <= place.y]
        if above:
            self.cursor = above[-1]
            self.action_tick()

    def scroll_to_item(self) -> None:
        """Bring the step under the cursor into view."""
        if self.cursor < len(self._starts) and isinstance(self.parent, Widget):
            ends = [*self._starts[1:], self.virtual_region.height]
            first, last = self._starts[self.cursor], ends[self.cursor]
            top = self.virtual_region.y + self.gutter.top + first
            here = Region(0, top, 1, max(1, last - first))
            self.parent.scroll_to_region(here, animate=False)

    def lines(self, width: int) -> list[Line]:
        """Return the lines of all steps, one below the other."""
        self._starts, found = [], list[Line]()
        for number, item in enumerate(self.items):
            self._starts.append(len(found))
            found.extend(self._item(item, width, here=number == self.cursor and self.has_focus))
        return found

    def _item(self, item: StepItem, width: int, *, here: bool) -> list[Line]:
        done = item.code in self.ticked
        role: Role = "accent" if here else "muted" if done else "plain"
        rows = wrap(item.words, max(1, width - len(OPEN)))
        starts = (TICKED if done else OPEN, *(_INDENT for _ in rows))
        shown = [line(start + words, role) for start, words in zip(starts, rows, strict=False)]
        due = wrap(item.due, max(1, width - len(OPEN))) if item.due and not done else []
        return [*shown, *(line(_INDENT + words, "muted") for words in due)]


_LAST_DAYS = ("until", "day")
"""The facts of a step that give its last day; the first one present counts."""

_REFUNDS = "refund-"
"""The prefix of steps whose last day is given, and not set by the driver."""


class SideSections(TranslatedLines):
    """Shows who pays which part, how to settle, what the other side owes, and what to ask."""

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self._decision = decision

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the sections that this accident needs."""
        decision = self._decision
        return [
            *section(texts("steps.payers"), guidance.payers(decision, texts), width),
            *section(texts("steps.ways"), guidance.ways(decision, texts), width),
            *section(texts("app.section.ask"), sentences.questions(decision, texts), width),
            line(),
        ]


class StepsScreen(OverCase[None]):
    """Shows the steps of an answer; each tick is kept at once."""

    CSS_PATH = "steps.tcss"
    BINDINGS = bindings(STEPS_KEYS)
    AUTO_FOCUS = "Checklist"

    def __init__(
        self,
        decision: Decision,
        ticked: frozenset[str],
        keep: Callable[[frozenset[str]], None],
        open_page: Callable[[str], None],
        *,
        stale: bool,
    ) -> None:
        """Show the steps of an answer, which is `stale` if the case has changed since."""
        super().__init__()
        self._stale = stale
        self._decision = decision
        self._ticked = ticked
        self._keep = keep
        self._open_page = open_page

    def compose(self) -> ComposeResult:
        """Compose the checklist, and the sections that go with it below."""
        yield Heading("steps.title")
        with Page(classes="body"):
            yield Checklist()
            yield SideSections(self._decision)
        yield key_bar((*CHECKLIST_KEYS, *STEPS_KEYS))

    def retranslate(self) -> None:
        """List the steps in the language of the app."""
        found, decision = self.query_one(Checklist), self._decision
        found.set_reactive(Checklist.ticked, self._ticked)
        found.items = tuple(_item(step, decision, self.texts) for step in decision.steps)
        self._count()

    @on(Checklist.Ticked)
    def _changed(self, event: Checklist.Ticked) -> None:
        self._ticked = event.codes
        self._keep(event.codes)
        self._count()

    def action_page(self, page: str) -> None:
        """Open a page of the case."""
        self._open_page(page)

    def action_tick(self) -> None:
        """Tick the step under the cursor, or untick it."""
        self.query_one(Checklist).action_tick()

    def _count(self) -> None:
        """Show how many steps are done, and whether the answer is an earlier one."""
        steps, texts = self._decision.steps, self.texts
        done = sum(step.code in self._ticked for step in steps)
        said = texts("steps.done", done=done, count=len(steps))
        if self._stale:
            said = f"{texts('app.verdict.stale')} {said}"
        self.query_one(Heading).about = said


def _item(step: Reason, decision: Decision, texts: Texts) -> StepItem:
    """Return a step with the days until it can be done, or the days left to do it."""
    day = next(_days(step), None)
    left = (day - service.today()).days if day else 0
    code = "ahead" if _is_check(step) or (day and day == step.facts.get("from")) else "left"
    due = texts(f"steps.{code}", count=left) if left > 0 else ""
    if day and step.code.startswith(_REFUNDS) and not left:
        due = texts("steps.last")
    return StepItem(step.code, guidance.step_words(step, decision, texts), due)


def _days(step: Reason) -> Iterator[date]:
    """Yield the day from which a step can be done if that is ahead, then its last days."""
    begins = step.facts.get("from")
    if isinstance(begins, date) and begins > service.today():
        yield begins
    for name in _LAST_DAYS:
        day = step.facts.get(name)
        if isinstance(day, date):
            yield day


def _is_check(step: Reason) -> bool:
    """Return whether a step is done after its day instead of before."""
    return step.code.startswith("check-")
