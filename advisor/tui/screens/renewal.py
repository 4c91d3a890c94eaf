"""The question what a renewal cost, and what it would have cost without the accident."""

from collections.abc import Iterator
from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from advisor.book.clients.client_case import ClientCase
from advisor.book.clients.noting import NotingProblem, noted, usual_day
from advisor.explain.outside import harmless
from advisor.explain.texts import Texts
from advisor.storage.kept import Renewed
from advisor.tui.keys import PROMPT_KEYS, bindings
from advisor.tui.screens.dialog import Dialog
from advisor.tui.widgets.typed_line import TypedLine

_FIELDS = ("premium", "clean", "day")


class RenewalDialog(Dialog[Renewed]):
    """Its result is what was noted of a renewal."""

    BINDINGS = bindings(PROMPT_KEYS)

    def __init__(self, case: ClientCase, texts: Texts, today: date) -> None:
        title = texts("desk.renewed.title", who=harmless(case.called))
        super().__init__(PROMPT_KEYS, title, texts("desk.renewed.hint"))
        self._case = case
        self._texts = texts
        self._today = today

    def fields(self) -> Iterator[Widget]:
        """Return the premium, that without the accident, and the day."""
        day = usual_day(self._case, self._today)
        values = {"day": "" if day is None else day.isoformat()}
        for name in _FIELDS:
            yield Static(self._texts(f"desk.renewed.ask-{name}"), classes="label", markup=False)
            yield TypedLine(values.get(name, ""), compact=True, name=name, id=name)

    @on(Input.Submitted)
    def action_enter(self) -> None:
        """Hand over what was typed and close, or say what is wrong with it."""
        if not self.is_on_top:
            return
        typed = {field.name or "": field.value for field in self.query(Input)}
        found = noted(self._case, typed, self._today)
        if isinstance(found, NotingProblem):
            self.say(found.words(self._texts), wrong=True)
            self.query_one(f"#{found.field}", Input).focus()
        else:
            self.dismiss(found)
