"""The cases screen: saved cases, found by their names; open, copy, rename, delete, in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll

from advisor import service
from advisor.explain.outside import harmless
from advisor.intake.problems import Problem
from advisor.storage.case_files import case_file_text, file_name, read_case_file
from advisor.storage.errors import StorageError
from advisor.tui.consultation import Consultation, consult
from advisor.tui.file_target import is_gone, named, put, shown, take, working_folder
from advisor.tui.form.lasting_days import lasting
from advisor.tui.keys import CASES_KEYS, bindings
from advisor.tui.opening import unknown_keys
from advisor.tui.own_case import new_draft
from advisor.tui.screens.dialog import Prompt
from advisor.tui.screens.naming import suggested_name
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.trouble import trouble
from advisor.tui.widgets.finder import Finder, Found, plain
from advisor.tui.widgets.saved_page import SavedPage
from advisor.tui.widgets.sentences import problem_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts
    from advisor.intake.case.draft import Draft
    from advisor.storage.kept import Advised, SavedCase
    from advisor.storage.store import CaseStore
    from advisor.tui.desk import Desk

_TOML = ".toml"


class CasesScreen(OverCase["SavedCase | Draft"]):
    """Gives the case that was chosen, a draft that was read or is new, or None."""

    CSS_PATH = "cases.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CASES_KEYS)
    AUTO_FOCUS = "Finder Input"

    def __init__(self, desk: Desk, here: Consultation, rulebook: Rulebook) -> None:
        super().__init__()
        self._desk = desk
        self._here = here
        self._rulebook = rulebook
        self._cases: dict[str, SavedCase] = {}
        self._deleted: list[SavedCase] = []

    def compose(self) -> ComposeResult:
        """Put the names beside what the case under the cursor is about."""
        yield Heading("cases.title").data_bind(OverCase.texts)
        with Horizontal():
            yield Finder(moves_first=True)
            with VerticalScroll(classes="body", can_focus=False):
                yield SavedPage().data_bind(OverCase.texts)
        yield key_bar(CASES_KEYS)

    def watch_texts(self, texts: Texts | None) -> None:
        """Speak another language."""
        if texts:
            finder = self.query_one(Finder)
            finder.prompt = texts("cases.search")
            self._list()

    @on(Finder.Moved)
    def _moved(self, event: Finder.Moved) -> None:
        case = self._cases.get(event.key or "")
        page = self.query_one(SavedPage)
        page.case = case
        page.advised = self._last_answer(case) if case else None
        page.consultation = self._consulted(case) if case else None

    @on(Finder.Chosen)
    def _chosen(self, event: Finder.Chosen) -> None:
        if case := self._present(self._cases.get(event.key)):
            self.dismiss(case)

    def action_open(self) -> None:
        """Open the case under the cursor."""
        self.query_one(Finder).action_choose()

    def action_close(self) -> None:
        """Forget the search first, then go back to the case."""
        if not self.query_one(Finder).clear():
            self.dismiss(None)

    def action_new(self) -> None:
        """Begin a case of today."""
        self.dismiss(new_draft())

    def action_save_as(self) -> None:
        """Save the case of the form under a name."""
        if texts := self.texts:
            name = self._desk.saved.name if self._desk.saved else ""
            self._ask("save", name or suggested_name(self._here, texts), self._save_as)

    def action_rename(self) -> None:
        """Give the case under the cursor another name."""
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

        def accept(typed: str, again: bool) -> str:  # noqa: FBT001 - what a prompt tells
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

        def accept(typed: str, again: bool) -> str:  # noqa: ARG001, FBT001 - a second try is the same
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

    @property
    def _case(self) -> SavedCase | None:
        return self._cases.get(self.query_one(Finder).key or "")

    def on_mount(self) -> None:
        """Look at the store again whenever this window is come back to."""
        super().on_mount()
        self.watch(self.app, "app_focus", self._come_back, init=False)

    def _come_back(self, focused: bool) -> None:  # noqa: FBT001 - what Textual tells
        if focused:
            self._list()

    def _present(self, case: SavedCase | None) -> SavedCase | None:
        """Give a case as it is saved now; say so where another window has deleted it."""
        store, texts = self._desk.store, self.texts
        if case is None or store is None or texts is None:
            return case
        found: list[SavedCase] = []
        if self._do(lambda store: found.extend(store.cases())):
            return None
        now = next((one for one in found if one.number == case.number), None)
        if now is None:
            words = texts("cases.gone", name=case.name)
            self.notify(words, severity="warning", markup=False)
            self._deleted.append(case)
            self._list()
        return now

    def _save_as(self, store: CaseStore, name: str) -> SavedCase:
        saved = store.save(name, lasting(self._here.draft, service.today()), self._desk.ticked)
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

        def accept(typed: str, again: bool) -> str:  # noqa: FBT001 - what a prompt tells
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

    def _list(self, at: int | None = None) -> None:
        """Show what is saved, the case of the form or another one under the cursor."""
        texts, store = self.texts, self._desk.store
        if texts is None:
            return
        found: tuple[SavedCase, ...] = ()
        if store is not None:
            try:
                found = store.cases()
            except StorageError as error:
                self.notify(trouble(error, texts), severity="error", markup=False)
        self._cases = {str(case.number): case for case in found}
        finder = self.query_one(Finder)
        finder.nothing = texts("cases.nothing" if found else "cases.empty")
        if at is not None:
            finder.go_to(str(at))
        open_case = self._desk.saved.number if self._desk.saved else None
        finder.entries = tuple(_entry(case, open_case) for case in found)
        self.query_one(Heading).about = texts("cases.count", count=len(found))

    def _last_answer(self, case: SavedCase) -> Advised | None:
        found: list[Advised] = []
        self._do(lambda store: found.extend(store.answers(case.number)))
        return found[-1] if found else None

    def _consulted(self, case: SavedCase) -> Consultation:
        before = Consultation(case.draft)
        return consult(case.draft, self._rulebook, service.today(), before)


def _entry(case: SavedCase, open_case: int | None) -> Found:
    mark = "●" if case.number == open_case else " "
    name = harmless(" ".join(case.name.split()))
    return Found(str(case.number), mark, name, "", plain(name))
