"""The what-if screen: the case beside up to four variants of it."""

from collections.abc import Callable, Mapping

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList

from advisor import service
from advisor.domain.comparison import Change, Variant, outlay_change
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.report.comparing.change_words import change_words
from advisor.tui.keys import WHAT_IF_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, key_bar, sizes
from advisor.tui.widgets.comparison import ChangeList, ColumnHead, Comparison
from advisor.tui.widgets.kept import Page
from advisor.whatif.compare import variants
from advisor.whatif.quick_changes import quick_changes

_MOST = 4
"""So many variants stand beside the case at once."""

_DIGITS = 9
"""So many changes have a key of their own."""


class WhatIfScreen(OverCase[Change]):
    """Lists the changes that people ask about; its result is the one that the user takes over."""

    CSS_PATH = "what_if.tcss"
    BINDINGS = bindings(WHAT_IF_KEYS)
    AUTO_FOCUS = "ChangeList"
    HORIZONTAL_BREAKPOINTS = sizes(narrow=0, beside=110)

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
        """Decide all changes behind the first paint."""
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

    def speak(self) -> None:
        """Say what can be done, and list the changes."""
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
        """Show which changes are chosen, and what they come to."""
        rows = [self._row(place) for place in range(len(self._variants))]
        self.query_one(ChangeList).show(rows)
        self._compare()
        self.set_class(bool(self._chosen), "-comparing")

    def _compare(self) -> None:
        """Show what is chosen beside the case; where there is room, else what the cursor is on."""
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
