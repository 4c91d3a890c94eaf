"""The entries of the desk: saved cases with their answers, what is due, and what came true."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from advisor import service
from advisor.book.clients.client_case import ClientCase, client_cases, with_answer
from advisor.book.clients.due import Due, all_due, deadlines
from advisor.book.clients.predictions import PredictedRenewal, predicted_renewals
from advisor.book.clients.sorting import DeskOrder, sorted_cases
from advisor.domain.rulebook import Rulebook
from advisor.storage.store import CaseStore
from advisor.tui.widgets.desk_rows import NO_MARK, DeskLine, DeskTable, DeskView, is_listed
from advisor.tui.widgets.finder import Found

_AT_ONCE = 20
"""The number of cases without a kept answer that are answered in one go, between two keys."""


class DeskListing:
    """The saved cases as last read; empty until then, and if they cannot be read."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.turn = 0
        """The store's turn when it was last read."""
        self.clients: tuple[ClientCase, ...] = ()
        self.due: tuple[Due, ...] = ()
        self.deadlines: dict[int, Due] = {}
        """The next thing due for each case, by case number."""
        self.renewals: tuple[PredictedRenewal, ...] = ()
        self._answered: dict[tuple[int, int], ClientCase] = {}

    def read(self, store: CaseStore) -> None:
        """Read all saved cases from the store.

        Raises:
            StorageError: it cannot be read; nothing is listed then.
        """
        self._take(())
        self.renewals = ()
        self.turn = store.revision
        cases = client_cases(store, self._rulebook)
        self.renewals = predicted_renewals(store, cases, self._rulebook)
        self._take(map(self._as_answered, cases))

    @property
    def has_clients(self) -> bool:
        """Whether any case names a client."""
        return any(case.client.name.strip() for case in self.clients)

    @property
    def is_answered(self) -> bool:
        """Whether no case is left for which an answer has yet to be worked out."""
        return not self._unanswered()

    def answer_some(self) -> None:
        """Work out answers for the next few cases that have none."""
        today = service.today()
        for case in self._unanswered()[:_AT_ONCE]:
            found = with_answer(case, self._rulebook, today)
            self._answered[case.number, case.saved.revision] = found
        self._take(map(self._as_answered, self.clients))

    def counts(self) -> dict[DeskView, int]:
        """Return the number of entries in each view."""
        here = sum(is_listed(case, DeskView.CASES) for case in self.clients)
        return {
            DeskView.CASES: here,
            DeskView.DUE: len(self.due),
            DeskView.ARCHIVED: len(self.clients) - here,
            DeskView.CAME_TRUE: len(self.renewals),
        }

    def lines(
        self, view: DeskView, order: DeskOrder, table: DeskTable, open_case: int | None
    ) -> Iterator[tuple[Found, ClientCase]]:
        """Yield the entries of a view, each with its case; `open_case` is marked."""
        match view:
            case DeskView.DUE:
                for due in self.due:
                    key, line = f"{due.case.number} {due.kind}", DeskLine(table, view, due)
                    yield Found(key, table.mark_due(due), line, due.case.searched), due.case
            case DeskView.CAME_TRUE:
                for one in reversed(self.renewals):
                    key, line = f"{one.case.number} {one.day}", DeskLine(table, view, one)
                    yield Found(key, NO_MARK, line, one.case.searched), one.case
            case _:
                here = (case for case in self.clients if is_listed(case, view))
                for case in sorted_cases(here, order, self.deadlines):
                    deadline = self.deadlines.get(case.number)
                    line = DeskLine(table, view, case, deadline)
                    mark = table.mark(case, deadline, open_case)
                    yield Found(str(case.number), mark, line, case.searched), case

    def _unanswered(self) -> list[ClientCase]:
        """Return the cases without a kept answer for which none was worked out yet."""
        return [
            case
            for case in self.clients
            if case.answer is None and (case.number, case.saved.revision) not in self._answered
        ]

    def _as_answered(self, case: ClientCase) -> ClientCase:
        """Return a case with the answer worked out since the desk was opened, if it had none."""
        known = self._answered.get((case.number, case.saved.revision))
        return case if case.answer or known is None else evolve(case, answer=known.answer)

    def _take(self, cases: Iterable[ClientCase]) -> None:
        """List these cases, and find what is due for them."""
        today = service.today()
        self.clients = tuple(cases)
        self.due = all_due(self.clients, self._rulebook, today)
        self.deadlines = deadlines(self.clients, self._rulebook, today)
