"""The what-if screen: the case beside up to four variants of it."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from advisor import service
from advisor.domain.comparison import Change, Variant, outlay_change
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.explain.paper import Paper
from advisor.explain.texts import Texts
from advisor.explain.width import align_right
from advisor.explain.width import width as cells
from advisor.report.comparing.change_words import change_words
from advisor.report.comparing.comparison_text import comparison_text
from advisor.tui.keys import WHAT_IF_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, breakpoints, key_bar
from advisor.tui.widgets.cached import BoundedOptionList, Page
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines
from advisor.tui.widgets.row import filled
from advisor.whatif.compare import variants
from advisor.whatif.quick_changes import quick_changes

_DIFFERS = "*"


class ChangeList(BoundedOptionList):
    """A list with one change a line and its effect at the right; Space and Enter choose."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]

    def __init__(self, *, compact: bool) -> None:
        super().__init__(compact=compact)
        self._rows: list[tuple[Content, str]] = []

    def show(self, rows: list[tuple[Content, str]]) -> None:
        """Replace the rows; the cursor stays at its place."""
        self._rows = rows
        here = self.highlighted
        self.clear_options()
        self.add_options([Option(self._laid_out(*row)) for row in rows])
        self.highlighted = here if here is not None and here < len(rows) else None

    def on_resize(self, _event: Resize) -> None:
        """Lay the rows out for the new width."""
        self.show(self._rows)

    def _laid_out(self, words: Content, moved: str) -> Content:
        room = max(1, self.scrollable_content_region.width - cells(moved) - 1)
        left = words.truncate(room, ellipsis=True, pad=True)
        return Content.assemble(left, " ", (moved, "$foreground-muted"))


class ColumnHead(TranslatedLines):
    """The heading above the figures at the right of the changes."""

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the name of the figures, aligned above them."""
        words = texts("app.what-if.moved")
        return [line(align_right(filled(words, min(cells(words), width)), width), "muted")]


class Comparison(TranslatedLines):
    """The table of the case and the chosen variants; rows that differ are marked and stand out."""

    variants: var[tuple[Variant, ...]] = var((), init=False)
    working: var[bool] = var(default=True, init=False)

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self._decision = decision

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the table, in blocks if it is too wide."""
        if not self.variants:
            said = texts("app.what-if.working" if self.working else "app.what-if.none")
            pages = texts("pages.from-what-if")
            return [*text_lines(pages, width), *text_lines(said, width, "muted")]
        table = comparison_text(self._decision, self.variants, Paper(texts, width))
        return [
            line(row, "strong" if row.startswith(_DIFFERS) else "plain")
            for row in table.splitlines()
        ]


_MOST = 4
"""The greatest number of variants compared with the case at once."""

_DIGITS = 9
"""The number of changes that have a key of their own."""


class WhatIfScreen(OverCase[Change]):
    """Lists the changes that people ask about; its result is the change taken over, or None."""

    CSS_PATH = "what_if.tcss"
    BINDINGS = bindings(WHAT_IF_KEYS)
    AUTO_FOCUS = "ChangeList"
    HORIZONTAL_BREAKPOINTS = breakpoints(narrow=0, beside=110)

    def __init__(
        self,
        document: Mapping[str, object],
        decision: Decision,
        rulebook: Rulebook,
        open_page: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._document = document
        self._decision = decision
        self._rulebook = rulebook
        self._open_page = open_page
        self._variants: tuple[Variant, ...] = ()
        self._chosen: list[int] = []

    def compose(self) -> ComposeResult:
        """Put the changes beside the comparison."""
        yield Heading("app.what-if.title")
        with Horizontal():
            with Vertical(id="changes"):
                yield ColumnHead()
                yield ChangeList(compact=True)
            with Page(classes="body"):
                yield Comparison(self._decision)
        yield key_bar(WHAT_IF_KEYS)

    def on_mount(self) -> None:
        """Start deciding all changes after the first paint."""
        self._decide()

    @work(thread=True, exclusive=True)
    def _decide(self) -> None:
        changes = quick_changes(self._decision, self._rulebook)
        _, found = variants(self._document, changes, self._rulebook, service.today())
        kept = tuple(variant for variant in found if isinstance(variant, Variant))
        self.app.call_from_thread(self._show, kept)

    def _show(self, found: tuple[Variant, ...]) -> None:
        self._variants = found
        self.query_one(Comparison).working = False
        self._renew()
        if found:
            self.query_one(ChangeList).highlighted = 0

    def retranslate(self) -> None:
        """Show the heading and the changes in the language of the app."""
        self.query_one(Heading).about = self.texts("app.what-if.about", most=_MOST)
        self._renew()

    @on(OptionList.OptionSelected)
    def _toggled(self, event: OptionList.OptionSelected) -> None:
        self._toggle(event.option_index)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._compare()

    def action_choose(self) -> None:
        """Choose the change under the cursor, or leave it out again."""
        place = self.query_one(ChangeList).highlighted
        if place is not None:
            self.action_toggle_at(place)

    def action_toggle_at(self, place: int) -> None:
        """Choose a change by its number, or leave it out again."""
        if place < len(self._variants):
            self.query_one(ChangeList).highlighted = place
            self._toggle(place)

    def action_take_over(self) -> None:
        """Make the change under the cursor part of the case, and say which one that was."""
        place = self.query_one(ChangeList).highlighted
        if place is not None and place < len(self._variants):
            self._tell("compare.screen.taken", place)
            self.dismiss(self._variants[place].change)

    def action_page(self, page: str) -> None:
        """Open a page of the case."""
        self._open_page(page)

    def _tell(self, code: str, place: int) -> None:
        variant = self._variants[place]
        change = change_words(variant.change, self.texts, variant.decision)
        self.notify(self.texts(code, change=change, most=_MOST), markup=False)

    def _toggle(self, place: int) -> None:
        if place in self._chosen:
            self._chosen.remove(place)
        else:
            if len(self._chosen) == _MOST:
                self._tell("compare.screen.most", self._chosen[0])
            self._chosen = [*self._chosen, place][-_MOST:]
        self._renew()

    def _renew(self) -> None:
        """Show which changes are chosen, and compare them."""
        rows = [self._row(place) for place in range(len(self._variants))]
        self.query_one(ChangeList).show(rows)
        self._compare()
        self.set_class(bool(self._chosen), "-comparing")

    def _compare(self) -> None:
        """Compare the chosen changes, or with none and enough room the one at the cursor."""
        places = self._chosen
        here = self.query_one(ChangeList).highlighted
        if not places and here is not None and self.has_class("-beside") and self._variants:
            places = [here]
        self.query_one(Comparison).variants = tuple(self._variants[place] for place in places)

    def _row(self, place: int) -> tuple[Content, str]:
        variant, texts = self._variants[place], self.texts
        mark = "✓" if place in self._chosen else " "
        number = f"{place + 1}" if place < _DIGITS else " "
        words = Content(
            f"{number} [{mark}] {change_words(variant.change, texts, variant.decision)}"
        )
        moved = outlay_change(self._decision, variant.decision)
        if moved is None:
            return words, texts("app.what-if.other-years")
        return words, f"{moved:+,}" if moved else texts("app.what-if.same")
