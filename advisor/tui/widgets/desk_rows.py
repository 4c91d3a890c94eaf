"""The table of the desk: the columns for its width, the heading, and each line as text."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from advisor.book.clients.client_case import ClientCase, DeskState
from advisor.book.clients.due import Due, DueKind
from advisor.book.clients.due_words import answered, away, who
from advisor.book.clients.predictions import PredictedRenewal
from advisor.book.follow_up import prediction_error
from advisor.domain.values import frozen
from advisor.explain.columns import in_line
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless

_GAP = "  "
_NEAR = 14
"""Days before something is due from which it is marked."""

OPEN_MARK, NEAR_MARK, NO_MARK = "●", "!", " "


class DeskView(StrEnum):
    """The views of the desk."""

    CASES = "cases"
    DUE = "due"
    ARCHIVED = "archived"
    CAME_TRUE = "came-true"


_FLEX = 0
_WIDE, _USUAL = 88, 70
_COLUMNS: dict[DeskView, dict[int, Mapping[str, int]]] = {
    DeskView.CASES: {
        _WIDE: {
            "client": 14, "case": _FLEX, "verdict": 16, "sum": 12, "deadline": 18, "state": 9,
        },
        _USUAL: {
            "client": 10, "case": _FLEX, "verdict": 14, "deadline": 18, "state": 9,
        },
        0: {"client": _FLEX, "verdict": 14, "deadline": 18},
    },
    DeskView.DUE: {
        _USUAL: {"day": 10, "away": 11, "what": 20, "who": _FLEX},
        0: {"day": 10, "what": 20, "who": _FLEX},
    },
    DeskView.CAME_TRUE: {
        _USUAL: {
            "client": 14, "case": _FLEX, "day": 10, "predicted": 11, "charged": 11, "error": 8,
        },
        0: {"client": _FLEX, "predicted": 11, "charged": 11, "error": 8},
    },
}  # fmt: skip
"""The columns of each view from a least width on; a column of width 0 takes what is left."""

_TO_THE_RIGHT = {"sum", "predicted", "charged", "error", "away"}


@frozen
class DeskTable:
    """What the lines of the desk depend on: the language, the width, and the day."""

    texts: Texts
    cells: int
    today: date
    has_clients: bool = True
    """Whether any case names a client; if not, there is no client column."""

    def head(self, view: DeskView) -> str:
        """Return the heading of the table."""
        names = {name: self.texts(f"desk.head.{name}") for name in self._columns(view)}
        return self._line(view, names)

    def case(self, case: ClientCase, view: DeskView, due: Due | None) -> str:
        """Return the line of a case, with its deadline if it has one."""
        texts, answer = self.texts, case.answer
        deadline = f"{due.day.isoformat()} {texts(f'due.short.{due.kind}')}" if due else ""
        verdict = "" if answer is None else answered(answer, texts)
        margin = answer.margin if answer else None
        named = {
            "client": self._client(case, view),
            "case": _one_line(case.saved.name) or texts("storage.unnamed"),
            "verdict": verdict,
            "sum": texts.formats["words"](margin) if margin else "",
            "deadline": deadline,
            "state": texts(f"desk.state.{case.state}"),
        }
        return self._line(view, named)

    def due(self, due: Due) -> str:
        """Return the line of something that is due."""
        what = self.texts(f"due.title.{due.code}")
        named = {
            "day": due.day.isoformat(),
            "away": away(due, self.today, self.texts),
            "what": what,
            "who": _one_line(who(due, self.texts)),
        }
        return self._line(DeskView.DUE, named)

    def came_true(self, one: PredictedRenewal) -> str:
        """Return the line of a renewal: what was predicted, and what was charged."""
        error = prediction_error(one.paid) if one.paid else None
        named = {
            "client": self._client(one.case, DeskView.CAME_TRUE),
            "case": _one_line(one.case.saved.name),
            "day": one.day.isoformat(),
            "predicted": f"{one.predicted:,}" if one.predicted is not None else "",
            "charged": f"{one.charged:,}",
            "error": ""
            if error is None
            else f"{Decimal(error.numerator) * 100 / error.denominator:+.1f}%",
        }
        return self._line(DeskView.CAME_TRUE, named)

    def mark(self, case: ClientCase, due: Due | None, open_case: int | None) -> str:
        """Return the sign before a case, which shows that it is open or has something due soon."""
        if case.number == open_case:
            return OPEN_MARK
        return NO_MARK if due is None or due.kind is DueKind.RENEWAL else self.mark_due(due)

    def mark_due(self, due: Due) -> str:
        """Return the sign before something due, which shows that it is due soon."""
        return NEAR_MARK if (due.day - self.today).days <= _NEAR else NO_MARK

    def _client(self, case: ClientCase, view: DeskView) -> str:
        """Return the client's name; without a case column, that of the case if there is none."""
        alone = "case" not in self._columns(view)
        return _called(case, self.texts) if alone else _one_line(case.client.name)

    def _columns(self, view: DeskView) -> Mapping[str, int]:
        by_width = _COLUMNS[DeskView.CASES if view is DeskView.ARCHIVED else view]
        columns = next(found for least, found in by_width.items() if self.cells >= least)
        if self.has_clients or "case" not in columns:
            return columns
        return {name: cells for name, cells in columns.items() if name != "client"}

    def _line(self, view: DeskView, named: Mapping[str, str]) -> str:
        columns = self._columns(view)
        fixed = sum(columns.values()) + len(_GAP) * (len(columns) - 1)
        widths = [cells or max(0, self.cells - fixed) for cells in columns.values()]
        to_the_right = {at for at, name in enumerate(columns) if name in _TO_THE_RIGHT}
        return in_line([named[name] for name in columns], widths, to_the_right)


@frozen
class DeskLine:
    """A line of the desk that is written only when called; lines with the same text are equal."""

    table: DeskTable
    view: DeskView
    about: ClientCase | Due | PredictedRenewal
    due: Due | None = None

    def __call__(self) -> str:
        """Return the line."""
        match self.about:
            case Due() as due:
                return self.table.due(due)
            case ClientCase() as case:
                return self.table.case(case, self.view, self.due)
            case renewal:
                return self.table.came_true(renewal)


def is_listed(case: ClientCase, view: DeskView) -> bool:
    """Return whether a view lists a case: the archived ones, or all others."""
    return (case.state is DeskState.ARCHIVED) == (view is DeskView.ARCHIVED)


def _called(case: ClientCase, texts: Texts) -> str:
    return _one_line(case.display_name) or texts("storage.unnamed")


def _one_line(text: str) -> str:
    return harmless(" ".join(text.split()))
