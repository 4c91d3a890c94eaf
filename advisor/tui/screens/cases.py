"""The desk: saved cases by client and deadline, what is due next, and what came true."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.notifications import SeverityLevel
from textual.screen import Screen

from advisor import service
from advisor.book.clients.client_case import ClientCase
from advisor.book.clients.sorting import DeskOrder
from advisor.domain.decision import Advised
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.draft import Draft
from advisor.storage.errors import StorageError
from advisor.storage.records import SavedCase
from advisor.tui.consultation import Consultation
from advisor.tui.desk import Desk
from advisor.tui.desk_listing import DeskListing
from advisor.tui.keys import CASES_KEYS, OVER_KEYS, SEVERAL_KEYS, bindings
from advisor.tui.screens.desk_steps import DeskSteps
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.screens.saved_case_actions import SavedCaseActions
from advisor.tui.screens.selection_actions import SelectionActions, consulted
from advisor.tui.widgets.desk_finder import DeskFinder, DeskHead, ViewStrip
from advisor.tui.widgets.desk_rows import DeskTable, DeskView
from advisor.tui.widgets.finder import Finder
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.saved_page import PredictionsPage, SavedPage

T = TypeVar("T")

_BETWEEN_LOOKS = 3.0
"""Seconds between two looks for changes by another window."""

_BETWEEN_KEYS = 0.05
"""Seconds between two batches of cases being answered."""


class CasesScreen(OverCase["SavedCase | Draft"]):
    """Lists the saved cases; its result is the one that was chosen, a draft, or None."""

    CSS_PATH = "cases.tcss"
    BINDINGS = bindings(CASES_KEYS)
    AUTO_FOCUS = "Finder Input"

    def __init__(
        self, desk: Desk, here: Consultation, rulebook: Rulebook, *, begins_with_due: bool = False
    ) -> None:
        super().__init__()
        self._desk = desk
        self._rulebook = rulebook
        self.listing = DeskListing(rulebook)
        self.steps = DeskSteps(self, desk)
        self.acts = SavedCaseActions(self, desk, here, self.steps)
        self.chosen_acts = SelectionActions(self, desk, here, self.steps, rulebook)
        self._view = DeskView.CASES
        self._begins_with_due = begins_with_due
        self._order = DeskOrder.DEADLINE
        self._found: dict[str, ClientCase] = {}
        """The case of each listed entry, by the entry's key."""

    def compose(self) -> ComposeResult:
        """Compose the table, and above or beside it the page about the case under the cursor."""
        yield Heading("cases.title")
        yield ViewStrip()
        with Container(classes="both"):
            yield DeskFinder()
            with VerticalScroll(classes="body", can_focus=False):
                yield SavedPage()
                yield PredictionsPage(self._rulebook)
        yield key_bar(CASES_KEYS)

    def on_mount(self) -> None:
        """List the cases anew after changes in other windows."""
        self.set_interval(_BETWEEN_LOOKS, self._look)

    def on_app_focus(self) -> None:
        """List the cases anew, perhaps on another day."""
        self.list_anew()

    def _look(self) -> None:
        with suppress(StorageError):  # the next act that needs the store reports it
            if (
                self.is_current
                and self._desk.store
                and self._desk.store.revision != self.listing.turn
            ):
                self.list_anew()

    def retranslate(self) -> None:
        """Show the search and the cases in the language of the app."""
        self.query_one(Finder).prompt = self.texts("cases.search")
        self.list_anew()

    @on(Finder.Moved)
    def _moved(self, event: Finder.Moved) -> None:
        case = self._found.get(event.key or "")
        self._show_heading()
        page = self.query_one(SavedPage)
        page.case = case
        page.advised = self._last_answer(case.saved) if case else None
        page.consultation = consulted(case.saved, self._rulebook) if case else None
        self.query_one(PredictionsPage).number = case.number if case else None

    @on(Finder.Chosen)
    def _chosen(self, event: Finder.Chosen) -> None:
        found = self._found.get(event.key)
        self.acts.open(found.saved if found else None)

    @on(DeskFinder.Resized)
    def _resized(self) -> None:
        self._show_view()

    def action_saved(self, act: str) -> None:
        """Do the act named `act` with the case under the cursor."""
        self.acts.do(act)

    def action_chosen(self, act: str) -> None:
        """Do the act named `act` with the selected cases, or with the one under the cursor."""
        self.chosen_acts.do(act)

    def action_select(self, steps: int = 0) -> None:
        """Select or unselect the entry under the cursor, and move the cursor by `steps`."""
        self.query_one(DeskFinder).select(steps)

    def action_select_all(self) -> None:
        """Select all entries that the search shows, or unselect them if all are selected."""
        self.query_one(DeskFinder).select_all()

    def action_open(self) -> None:
        """Open the case under the cursor."""
        self.query_one(Finder).action_choose()

    def action_close(self) -> None:
        """Clear the search, else the selection, else go back to the case."""
        finder = self.query_one(DeskFinder)
        if finder.clear():
            return
        if finder.selected:
            finder.selected = frozenset()
        else:
            self.dismiss(None)

    def action_next_view(self) -> None:
        """Switch to the next view: cases, what is due, the archive, what came true."""
        views = list(DeskView)
        self.action_view(views[(views.index(self._view) + 1) % len(views)])

    def action_view(self, view: str) -> None:
        """Switch to a view."""
        self._view = DeskView(view)
        self._show_view()

    def action_next_order(self) -> None:
        """Sort in the next order, if the view has a choice of orders."""
        if self._is_sorted:
            self._order = self._order.next
            self._show_view()
        else:
            self.tell(self.texts("desk.order-fixed"))

    @property
    def _is_sorted(self) -> bool:
        """Whether the view lists cases, and so has a choice of orders."""
        return self._view in {DeskView.CASES, DeskView.ARCHIVED}

    @property
    def client(self) -> ClientCase | None:
        """The case under the cursor, None if nothing is listed."""
        return self._found.get(self.query_one(Finder).key or "")

    @property
    def chosen(self) -> tuple[ClientCase, ...]:
        """The selected cases in the list's order, each once; else the case under the cursor."""
        found = (self._found.get(key) for key in self.query_one(DeskFinder).chosen)
        return tuple({case.number: case for case in found if case}.values())

    def leave_with(self, case: SavedCase | Draft) -> None:
        """Go back to the case screen, with another case for it."""
        self.dismiss(case)

    def show(self, screen: Screen[T], then: Callable[[T | None], None] | None = None) -> None:
        """Show a screen over the desk; `then` receives its result."""
        self.app.push_screen(screen, then)

    def tell(self, words: str, severity: SeverityLevel = "information") -> None:
        """Show a toast."""
        self.notify(words, severity=severity, markup=False)

    def list_anew(self, at: int | None = None) -> None:
        """Read the saved cases and list them, with the cursor on the case number `at` if given."""
        self.steps.read(self.listing.read)
        if self._begins_with_due:
            self._begins_with_due = False
            self._view = DeskView.DUE if self.listing.due else DeskView.CASES
        if at is not None and self._is_sorted:
            self.query_one(Finder).go_to(str(at))
        self._show_view()
        if not self.listing.is_answered:
            self.set_timer(_BETWEEN_KEYS, self._answer_some)

    def _answer_some(self) -> None:
        """Work out answers for the next few cases without one, until none is left."""
        if self.listing.is_answered or not self.is_attached:
            return
        self.listing.answer_some()
        if self.listing.is_answered:
            self._show_view()
        else:
            self.set_timer(_BETWEEN_KEYS, self._answer_some)

    def _show_view(self) -> None:
        """List the current view."""
        texts, listing = self.texts, self.listing
        finder = self.query_one(DeskFinder)
        today, has_clients = service.today(), listing.has_clients
        table = DeskTable(texts, finder.room, today, has_clients)
        self.query_one(ViewStrip).show(self._view, listing.counts(), texts)
        self.query_one(DeskHead).text = table.head(self._view)
        self.query_one(SavedPage).display = self._view is not DeskView.CAME_TRUE
        self.query_one(PredictionsPage).display = self._view is DeskView.CAME_TRUE
        self.query_one(PredictionsPage).renewals = listing.renewals
        open_case = self._desk.saved.number if self._desk.saved else None
        lines = [*listing.lines(self._view, self._order, table, open_case)]
        self._found = {entry.key: case for entry, case in lines}
        finder.nothing = texts(f"desk.nothing.{self._view}" if not lines else "cases.nothing")
        finder.entries = tuple(entry for entry, _ in lines)
        self._show_heading()

    @on(DeskFinder.Selected)
    def _show_heading(self) -> None:
        """Show the number of selected cases, the order, and the keys that apply."""
        finder, texts = self.query_one(DeskFinder), self.texts
        keys = SEVERAL_KEYS if finder.selected else CASES_KEYS
        self.query_one(KeyBar).show((*OVER_KEYS, *keys))
        facts = {"count": len(finder.selected), "unseen": finder.unseen}
        code = "cases.selected-unseen" if finder.unseen else "cases.selected"
        said = (
            texts(code, **facts) if finder.selected else "",
            texts(f"desk.order.{self._order}") if self._is_sorted else "",
        )
        self.query_one(Heading).about = " · ".join(filter(None, said))

    def _last_answer(self, case: SavedCase) -> Advised | None:
        found = self.steps.read(lambda store: store.answers(case.number))
        return found[-1] if found else None
