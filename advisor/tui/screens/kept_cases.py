"""What is done with saved cases one by one: named, copied, deleted, sent out and read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor import service
from advisor.cases import advised
from advisor.intake.problems import Problem
from advisor.storage.case_files import case_file_text, file_name, read_case_file
from advisor.storage.errors import StorageError
from advisor.tui.file_target import is_gone, named, put, shown, take, working_folder
from advisor.tui.form.echo import lasting
from advisor.tui.opening import unknown_keys
from advisor.tui.own_case import new_draft
from advisor.tui.screens.dialog import Prompt
from advisor.tui.screens.open_case import suggested_name, trouble
from advisor.tui.screens.over_case import OverCase
from advisor.tui.widgets.sentences import problem_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.domain.rulebook import Rulebook
    from advisor.intake.case.draft import Draft
    from advisor.storage.kept import SavedCase
    from advisor.storage.store import CaseStore
    from advisor.tui.consultation import Consultation
    from advisor.tui.desk import Desk

_TOML = ".toml"


class KeptCases(OverCase["SavedCase | Draft"]):
    """The keys that concern one saved case; which one it is, and how all are shown, is not said."""

    def __init__(self, desk: Desk, here: Consultation, rulebook: Rulebook) -> None:
        super().__init__()
        self._desk = desk
        self._here = here
        self._rulebook = rulebook
        self._deleted: list[SavedCase] = []

    @property
    def _case(self) -> SavedCase | None:
        """The case under the cursor."""
        raise NotImplementedError

    def _list(self, at: int | None = None) -> None:
        """Show what is saved, the case of the form or another one under the cursor."""
        raise NotImplementedError

    def action_new(self) -> None:
        """Begin a case of today."""
        self.dismiss(new_draft())

    def action_save_as(self) -> None:
        """Save the case of the form under a name."""
        if texts := self.texts:
            name = self._desk.saved.name if self._desk.saved else ""
            self._ask("save", name or suggested_name(self._here, texts), self._save_as)

    def action_rename(self) -> None:
        """Call the case under the cursor by another name."""
        if case := self._present(self._case):
            number = case.number

            def rename(store: CaseStore, name: str) -> SavedCase | None:
                renamed = store.rename(number, name)
                self._desk.renewed(renamed)
                return renamed

            self._ask("rename", case.name, rename, number)

    def action_duplicate(self) -> None:
        """Copy the case under the cursor."""
        case, texts = self._present(self._case), self.texts
        if case and texts:
            name = texts("cases.copy", name=case.name)
            self._ask("duplicate", name, lambda store, name: store.duplicate(case.number, name))

    def action_delete(self) -> None:
        """Take the case under the cursor off the list; it can be brought back."""
        case, texts = self._present(self._case), self.texts
        if case and texts and not self._do(lambda store: store.delete(case.number)):
            self._deleted.append(case)
            self.notify(texts("cases.deleted", name=case.name), markup=False)
            self._list()

    def action_undelete(self) -> None:
        """Bring the case back that was deleted last."""
        if self._desk.store and not self._deleted:
            self._deleted = list(reversed(self._desk.store.deleted()))
        if self._deleted and self.texts:
            case = self._deleted.pop()
            if not self._do(lambda store: store.restore(case.number)):
                self.notify(self.texts("cases.restored", name=case.name), markup=False)
                self._list(case.number)

    def action_send_out(self) -> None:
        """Write the case under the cursor, or that of the form, as a case file."""
        case, texts = self._case, self.texts
        if texts is None:
            return
        name = case.name if case else suggested_name(self._here, texts)
        draft = case.draft if case else self._here.draft

        def accept(typed: str, *, again: bool) -> str:
            written, problems = case_file_text(name, draft, service.today())
            path = named(typed, _TOML)
            wrong = put(path, written.encode("utf-8"), texts, again=again)
            if not wrong:
                self.notify(texts("files.written", path=shown(path)), markup=False)
            if problems and not wrong:
                said = f"{texts('cases.as-typed')} {problem_sentence(problems[0], texts)}"
                self.notify(said, severity="warning", markup=False)
            return wrong

        if is_gone():
            self.notify(texts("files.folder-gone"), severity="warning", markup=False)
        target = shown(working_folder() / file_name(name))
        self.app.push_screen(Prompt(texts("cases.send-out"), target, accept))

    def action_bring_in(self) -> None:
        """Read a case file into the form."""
        texts = self.texts
        if texts is None:
            return
        read: list[Draft] = []

        def accept(typed: str, **_: bool) -> str:
            content = take(named(typed), texts)
            if isinstance(content, str):
                return content
            found = read_case_file(content)
            if isinstance(found, Problem):
                return problem_sentence(found, texts)
            read.append(found.draft)
            if unknown := unknown_keys(found.document):
                words = texts("app.notice.left-out", keys=", ".join(unknown))
                self.notify(words, severity="warning", markup=False)
            return ""

        def done(typed: str | None) -> None:
            if typed is not None and read:
                self.dismiss(read[-1])

        self.app.push_screen(Prompt(texts("cases.bring-in"), "", accept), done)

    def _present(self, case: SavedCase | None) -> SavedCase | None:
        """Return a case as it is saved now; say so where another window has deleted it."""
        store, texts = self._desk.store, self.texts
        if case is None or store is None or texts is None:
            return case
        deleted: list[SavedCase] = []
        found: list[SavedCase | None] = []
        if self._do(lambda store: deleted.extend(store.deleted())) or self._do(
            lambda store: found.append(store.case(case.number))
        ):
            return None
        gone = any(one.number == case.number for one in deleted)
        now = None if gone else found[0]
        if now is None:
            words = texts("cases.gone", name=case.name)
            self.notify(words, severity="warning", markup=False)
            self._deleted.append(case)
            self._list()
        return now

    def _save_as(self, store: CaseStore, name: str) -> SavedCase:
        here = self._here
        answer = advised(here.decision) if here.decision and not here.stale else None
        kept = lasting(here.draft, service.today())
        saved = store.save(name, kept, self._desk.ticked, answer=answer)
        self._desk.take_up(saved)
        return saved

    def _ask(
        self, code: str, name: str, act: Callable[[CaseStore, str], SavedCase | None],
        number: int | None = None,
    ) -> None:  # fmt: skip
        """Ask for a name and do something with it; `number` is the case that may have it."""
        texts = self.texts
        if texts is None:
            return

        def accept(typed: str, *, again: bool) -> str:
            if not typed.strip():
                return texts("cases.no-name")
            taken: list[bool] = []
            wrong = self._do(lambda _: taken.append(self._desk.has_name(typed, beside=number)))
            if taken and taken[0] and not again:
                return texts("cases.same-name")
            done: list[SavedCase | None] = []
            wrong = wrong or self._do(lambda store: done.append(act(store, typed.strip())))
            if not wrong:
                self._list(done[0].number if done[0] else None)
            return wrong

        self.app.push_screen(Prompt(texts(f"cases.{code}"), name, accept))

    def _do(self, act: Callable[[CaseStore], object]) -> str:
        """Do something with the store; give what was in the way, and say it."""
        texts, store = self.texts, self._desk.store
        if texts is None or store is None:
            return texts("cases.no-store") if texts else ""
        try:
            act(store)
        except StorageError as error:
            wrong = trouble(error, texts)
            self.notify(wrong, severity="error", markup=False)
            return wrong
        return ""
