"""Acts on one case or several: mark, delete, export, and message their clients."""

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve

from advisor import service
from advisor.book.clients.client_case import SUM_WANTED, ClientCase
from advisor.book.clients.client_messages import client_messages
from advisor.cases import suggested_name
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.settings import read_settings
from advisor.storage.records import SavedCase
from advisor.storage.store import CaseStore
from advisor.tui.consultation import Consultation, consult
from advisor.tui.desk import Desk
from advisor.tui.screens.case_exchange import export_case, export_cases
from advisor.tui.screens.case_outcome import ask_outcome
from advisor.tui.screens.desk_steps import CaseList, DeskSteps, Step, of_cases
from advisor.tui.screens.message import MessagesScreen, show_message
from advisor.tui.screens.picker import Picker

_MOST_NAMED = 5
"""The greatest number of cases named in a question; nobody reads more, so the rest are counted."""

_DELETE, _KEEP = "delete", "keep"


class SelectionActions:
    """Acts on the selected cases, or on the one under the cursor."""

    def __init__(
        self,
        cases: CaseList,
        desk: Desk,
        here: Consultation,
        steps: DeskSteps,
        rulebook: Rulebook,
    ) -> None:
        """Act for a list; `here` is the case of the form, with its answer."""
        self._list = cases
        self._desk = desk
        self._here = here
        self._steps = steps
        self._rulebook = rulebook
        self._acts: Mapping[str, Callable[[Texts], None]] = {
            "delete": self._delete,
            "undo": steps.undo,
            "send-out": self._send_out,
            "mark": self._mark,
            "message": self._say,
        }

    def do(self, act: str) -> None:
        """Do the act named `act` with the cases."""
        self._acts[act](self._list.texts)

    def _delete(self, texts: Texts) -> None:
        """Delete the cases, several only after a question; `undo` brings them back."""
        cases = self._still_here(texts)
        saved, names = [case.saved for case in cases], [case.display_name for case in cases]
        count = len(cases)
        if count <= 1:  # one key brings it back
            self._delete_all(saved, texts)
            return
        title = texts("cases.delete-which", count=count, names=_names(names, texts))
        options = tuple(
            (code, texts(f"cases.{code}-several", count=count)) for code in (_DELETE, _KEEP)
        )

        def chosen(code: str | None) -> None:
            if code == _DELETE:
                self._delete_all(saved, texts)

        self._list.show(Picker(title, options, _DELETE), chosen)

    def _delete_all(self, cases: Sequence[SavedCase], texts: Texts) -> None:
        def delete(store: CaseStore) -> None:
            store.delete(*(case.number for case in cases))

        if cases and not self._steps.do(delete):
            self._steps.note(Step(tuple(cases)))
            self._list.tell(of_cases("cases.deleted", [case.name for case in cases], texts))
            self._list.list_anew()

    def _send_out(self, texts: Texts) -> None:
        """Write the cases to case files, or the case of the form if none is listed."""
        chosen = self._list.chosen
        if len(chosen) > 1:
            export_cases([case.saved for case in chosen], self._list, texts)
            return
        case = chosen[0].saved if chosen else None
        if case is None and self._desk.is_blank(self._here.draft):
            self._list.tell(texts("cases.nothing-to-send"), "warning")
            return
        name = case.name if case else suggested_name(self._here.draft, texts)
        export_case(name, case.draft if case else self._here.draft, self._list, texts)

    def _mark(self, texts: Texts) -> None:
        """Ask what became of the cases."""
        if cases := self._still_here(texts):
            ask_outcome(cases, self._list, texts, self._steps)

    def _say(self, texts: Texts) -> None:
        """Copy and show the messages to the clients, if there are any."""
        chosen = self._list.chosen
        if len(chosen) == 1:
            self._say_one(chosen[0], texts)
        elif chosen:
            office = read_settings().office
            found = client_messages(chosen, self._rulebook, service.today(), texts, office)
            left_out = _left_out(found.left_out, texts)
            if found.count:
                self._list.show(MessagesScreen(found, left_out, texts))
            else:
                self._list.tell(left_out, "warning")

    def _say_one(self, case: ClientCase, texts: Texts) -> None:
        decision = consulted(case.saved, self._rulebook).decision
        if case.no_message_reason == SUM_WANTED:
            self._list.tell(texts("cases.sum-wanted"), "warning")
        else:
            show_message(decision, case.no_message_reason, self._list, texts)

    def _still_here(self, texts: Texts) -> tuple[ClientCase, ...]:
        """Return the chosen cases as they are saved now, without those that are gone."""
        chosen = self._list.chosen
        found = self._steps.present((case.saved for case in chosen), texts)
        here = {saved.number: saved for saved in found}
        return tuple(
            evolve(case, saved=here[case.number]) for case in chosen if case.number in here
        )


def consulted(case: SavedCase, rulebook: Rulebook) -> Consultation:
    """Return a saved case with its answer as of today, or the problems that prevent one."""
    return consult(case.draft, rulebook, service.today(), Consultation(case.draft))


def _names(names: Sequence[str], texts: Texts) -> str:
    """Return the names of the first cases, and how many more there are."""
    shown = texts("cases.join").join(harmless(name) for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return texts("cases.names-more", names=shown, count=more) if more > 0 else shown


def _left_out(left_out: Sequence[tuple[ClientCase, str]], texts: Texts) -> str:
    """Return who gets no message and why, empty if everybody gets one."""
    names = [
        texts("message.left-out.one", name=case.display_name, why=texts(f"message.left-out.{why}"))
        for case, why in left_out
    ]
    return texts("message.none-of", name=_names(names, texts)) if names else ""
