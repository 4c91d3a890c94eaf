"""The desk: saved cases by client and deadline, what is due next, and what came true."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import on
from textual.containers import Container, VerticalScroll

from advisor import service
from advisor.book.clients.came_true import came_true
from advisor.book.clients.client_case import client_cases, with_answer
from advisor.book.clients.due import all_due, deadlines
from advisor.book.clients.sorting import DeskOrder, sorted_cases
from advisor.storage.errors import StorageError
from advisor.storage.kept import CaseState
from advisor.tui.consultation import Consultation, consult
from advisor.tui.keys import CASES_KEYS, bindings
from advisor.tui.screens.history import HistoryScreen
from advisor.tui.screens.kept_cases import KeptCases
from advisor.tui.screens.open_case import trouble
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.screens.picker import Picker
from advisor.tui.screens.renewal import RenewalDialog
from advisor.tui.widgets.desk_finder import DeskFinder, DeskHead, ViewStrip
from advisor.tui.widgets.desk_rows import NO_MARK, DeskTable, DeskView, is_listed
from advisor.tui.widgets.finder import Finder, Found
from advisor.tui.widgets.saved_page import CameTruePage, SavedPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from advisor.book.clients.came_true import CameTrue
    from advisor.book.clients.client_case import ClientCase
    from advisor.book.clients.due import Due
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts
    from advisor.storage.kept import Advised, Renewed, SavedCase
    from advisor.tui.desk import Desk

_ARCHIVED = "archived"
_AT_ONCE = 20
"""So many cases without a kept answer are answered between two keys."""

_BETWEEN_KEYS = 0.05


class CasesScreen(KeptCases):
    """Gives the case that was chosen, a draft that was read or is new, or None."""

    CSS_PATH = "cases.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CASES_KEYS)
    AUTO_FOCUS = "Finder Input"

    def __init__(
        self, desk: Desk, here: Consultation, rulebook: Rulebook, *, begins_with_due: bool = False
    ) -> None:
        super().__init__(desk, here, rulebook)
        self._view = DeskView.CASES
        self._begins_with_due = begins_with_due
        self._order = DeskOrder.DEADLINE
        self._clients: tuple[ClientCase, ...] = ()
        self._due: tuple[Due, ...] = ()
        self._deadlines: dict[int, Due] = {}
        self._drawn: dict[tuple[str, int, str], dict[str, Found]] = {}
        """What was drawn already, by view, width and language; a thousand lines take their time."""
        self._renewals: tuple[CameTrue, ...] = ()
        self._found: dict[str, ClientCase] = {}
        self._answered: dict[tuple[int, int], ClientCase] = {}

    def compose(self) -> ComposeResult:
        """Put the table above, or beside, what the case under the cursor is about."""
        yield Heading("cases.title").data_bind(OverCase.texts)
        yield ViewStrip()
        with Container(classes="both"):
            yield DeskFinder()
            with VerticalScroll(classes="body", can_focus=False):
                yield SavedPage().data_bind(OverCase.texts)
                yield CameTruePage(self._rulebook).data_bind(OverCase.texts)
        yield key_bar(CASES_KEYS)

    def watch_texts(self, texts: Texts | None) -> None:
        """Speak another language."""
        if texts:
            self.query_one(Finder).prompt = texts("cases.search")
            self._list()

    @on(Finder.Moved)
    def _moved(self, event: Finder.Moved) -> None:
        case = self._found.get(event.key or "")
        page = self.query_one(SavedPage)
        page.client = case
        page.case = case.saved if case else None
        page.advised = self._last_answer(case.saved) if case else None
        page.consultation = self._consulted(case.saved) if case else None
        self.query_one(CameTruePage).number = case.number if case else None

    @on(Finder.Chosen)
    def _chosen(self, event: Finder.Chosen) -> None:
        found = self._found.get(event.key)
        if case := self._present(found.saved if found else None):
            self.dismiss(case)

    @on(DeskFinder.Resized)
    def _resized(self) -> None:
        self._show()

    def action_open(self) -> None:
        """Open the case under the cursor."""
        self.query_one(Finder).action_choose()

    def action_close(self) -> None:
        """Forget the search first, then go back to the case."""
        if not self.query_one(Finder).clear():
            self.dismiss(None)

    def action_next_view(self) -> None:
        """List something else: the cases, what is due, those put away, what came true."""
        views = list(DeskView)
        self.action_view(views[(views.index(self._view) + 1) % len(views)])

    def action_view(self, view: str) -> None:
        """List one of these."""
        self._view = DeskView(view)
        self._show()

    def action_next_order(self) -> None:
        """Sort by something else."""
        self._order = self._order.next
        self._show()

    def action_mark(self) -> None:
        """Ask what became of the case under the cursor."""
        case, texts = self._client, self.texts
        if case is None or texts is None or not self._present(case.saved):
            return
        codes = (*map(str, CaseState), _ARCHIVED)
        options = tuple((code, texts(f"desk.mark.{code}")) for code in codes)
        archived = case.progress.archived_on is not None
        now = _ARCHIVED if archived else str(case.progress.state)
        number = case.number

        def keep(state: str | None) -> None:
            if state == _ARCHIVED:
                self._do(lambda store: store.progress.archive(number))
            elif state is not None:
                self._do(lambda store: store.progress.mark(number, CaseState(state)))
            self._list()

        self.app.push_screen(Picker(texts("desk.mark.title"), options, now), keep)

    def action_renewed(self) -> None:
        """Ask what the renewal of the case under the cursor cost."""
        case, texts = self._client, self.texts
        if case is None or texts is None or not self._present(case.saved):
            return

        def keep(noted: Renewed | None) -> None:
            if noted is None:
                return
            given = (noted.number, noted.renewed_on, noted.premium, noted.clean)
            if not self._do(lambda store: store.progress.note_renewal(*given)):
                self.notify(texts("desk.noted", premium=noted.premium), markup=False)
            self._list(case.number)

        self.app.push_screen(RenewalDialog(case, texts, service.today()), keep)

    def action_history(self) -> None:
        """Show the answers that were given with the case under the cursor."""
        case = self._client
        if case is None or self._desk.store is None:
            return
        found: list[Advised] = []
        if not self._do(lambda store: found.extend(store.answers(case.number))):
            self.app.push_screen(HistoryScreen(case, tuple(found)))

    @property
    def _case(self) -> SavedCase | None:
        return self._client.saved if self._client else None

    @property
    def _client(self) -> ClientCase | None:
        return self._found.get(self.query_one(Finder).key or "")

    def on_mount(self) -> None:
        """Look at the store again whenever this window is come back to."""
        super().on_mount()
        self.watch(self.app, "app_focus", self._come_back, init=False)

    def _come_back(self) -> None:
        if self.app.app_focus:
            self._list()

    def _list(self, at: int | None = None) -> None:
        """Read what is saved, and show it with the case of the form or another one in sight."""
        self._read()
        if self._begins_with_due:
            self._begins_with_due = False
            self._view = DeskView.DUE if self._due else DeskView.CASES
        if at is not None and self._view in {DeskView.CASES, DeskView.ARCHIVED}:
            self.query_one(Finder).go_to(str(at))
        self._show()
        if any(case.answer is None for case in self._clients):
            self.set_timer(_BETWEEN_KEYS, self._answer_some)

    def _read(self) -> None:
        store, texts = self._desk.store, self.texts
        self._take(())
        self._renewals = ()
        if store is None or texts is None:
            return
        try:
            cases = client_cases(store, self._rulebook)
            self._renewals = came_true(store, cases, self._rulebook)
        except StorageError as error:
            self.notify(trouble(error, texts), severity="error", markup=False)
            return
        self._take(map(self._as_answered, cases))

    def _take(self, cases: Iterable[ClientCase]) -> None:
        """Work with these cases, and see what of them is due."""
        today = service.today()
        self._clients = tuple(cases)
        self._drawn.clear()
        self._due = all_due(self._clients, self._rulebook, today)
        self._deadlines = deadlines(self._clients, self._rulebook, today)

    def _as_answered(self, case: ClientCase) -> ClientCase:
        """Return a case with the answer that it was given since the desk was opened."""
        known = self._answered.get((case.number, case.saved.turn))
        return case if case.answer or known is None else evolve(case, answer=known.answer)

    def _answer_some(self) -> None:
        """Answer some of the cases with which no answer was kept."""
        wanted = [
            case
            for case in self._clients
            if case.answer is None and (case.number, case.saved.turn) not in self._answered
        ]
        if not wanted or not self.is_attached:
            return
        today = service.today()
        for case in wanted[:_AT_ONCE]:
            found = with_answer(case, self._rulebook, today)
            self._answered[case.number, case.saved.turn] = found
        self._take(map(self._as_answered, self._clients))
        if len(wanted) > _AT_ONCE:
            self.set_timer(_BETWEEN_KEYS, self._answer_some)
        else:
            self._show()

    def _show(self) -> None:
        """Show the view that was chosen."""
        texts = self.texts
        if texts is None:
            return
        today, finder = service.today(), self.query_one(DeskFinder)
        has_clients = any(case.client.name.strip() for case in self._clients)
        table = DeskTable(texts, finder.room, today, self._deadlines, has_clients)
        self.query_one(ViewStrip).show(self._view, self._counts(), texts)
        self.query_one(DeskHead).text = table.head(self._view)
        self.query_one(SavedPage).display = self._view is not DeskView.CAME_TRUE
        self.query_one(CameTruePage).display = self._view is DeskView.CAME_TRUE
        self.query_one(CameTruePage).renewals = self._renewals
        lines = [*self._lines(table)]
        self._found = {entry.key: case for entry, case in lines}
        finder.nothing = texts(f"desk.nothing.{self._view}" if not lines else "cases.nothing")
        finder.entries = tuple(entry for entry, _ in lines)
        code = f"desk.order.{self._order}"
        listed = self._view in {DeskView.CASES, DeskView.ARCHIVED}
        self.query_one(Heading).about = texts(code) if listed else ""

    def _counts(self) -> dict[DeskView, int]:
        here = sum(is_listed(case, DeskView.CASES) for case in self._clients)
        return {
            DeskView.CASES: here,
            DeskView.DUE: len(self._due),
            DeskView.ARCHIVED: len(self._clients) - here,
            DeskView.CAME_TRUE: len(self._renewals),
        }

    def _lines(self, table: DeskTable) -> Iterator[tuple[Found, ClientCase]]:
        """Yield the entries of a view, each with its case."""
        open_case = self._desk.saved.number if self._desk.saved else None
        drawn = self._drawn.setdefault((self._view, table.cells, table.texts.language), {})
        match self._view:
            case DeskView.DUE:
                for due in self._due:
                    key = f"{due.case.number} {due.kind}"
                    if key not in drawn:
                        mark = table.mark_due(due)
                        drawn[key] = Found(key, mark, table.due(due), "", due.case.searched)
                    yield drawn[key], due.case
            case DeskView.CAME_TRUE:
                for one in reversed(self._renewals):
                    key = f"{one.case.number} {one.day}"
                    yield Found(key, NO_MARK, table.came_true(one), "", one.case.searched), one.case
            case _:
                here = (case for case in self._clients if is_listed(case, self._view))
                for case in sorted_cases(here, self._order, self._deadlines):
                    key = str(case.number)
                    if key not in drawn:
                        mark, line = table.mark(case, open_case), table.case(case, self._view)
                        drawn[key] = Found(key, mark, line, "", case.searched)
                    yield drawn[key], case

    def _last_answer(self, case: SavedCase) -> Advised | None:
        found: list[Advised] = []
        self._do(lambda store: found.extend(store.answers(case.number)))
        return found[-1] if found else None

    def _consulted(self, case: SavedCase) -> Consultation:
        before = Consultation(case.draft)
        return consult(case.draft, self._rulebook, service.today(), before)
