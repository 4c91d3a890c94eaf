"""The open case as part of the desk: how it is saved, put aside, or left for another case."""

from collections.abc import Callable, Mapping

from advisor import on_demand, service
from advisor.cases import suggested_name
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.draft import Draft
from advisor.storage.errors import StorageError
from advisor.storage.records import SavedCase
from advisor.tui.consultation import relevant_draft
from advisor.tui.desk import Desk
from advisor.tui.own_case import is_sample, new_draft, sample_draft, sample_leftovers
from advisor.tui.screens.case_guide import last_policy
from advisor.tui.screens.open_case import OpenCase, tell_trouble, trouble


class CaseDesk:
    """Saves, replaces and puts aside the open case; nothing typed is lost without a warning."""

    def __init__(self, case: OpenCase, rulebook: Rulebook, desk: Desk) -> None:
        self._case = case
        self._rulebook = rulebook
        self._desk = desk
        self._refused: Draft | None = None
        self._acts: Mapping[str, Callable[[], None]] = {
            "show": self.show,
            "new": self.begin_new,
            "sample": self.show_sample,
            "save": self.save,
        }

    def do(self, act: str) -> None:
        """Do the act named `act` with the open case."""
        self._acts[act]()

    def standing(self) -> tuple[str, str]:
        """Return the name of the open case, empty if it has none, and the code of its state."""
        draft = self._case.consultation.draft
        changed = self._desk.is_changed(draft)
        if self._desk.saved:
            return self._desk.saved.name, "changed" if changed else "saved"
        if is_sample(draft):
            return "", "sample"
        if client := draft.text("client.name").strip():
            return client, "unsaved"
        name = self._desk.file_name
        return name, "unsaved" if changed else "file" if name else "new"

    def notice(self) -> str:
        """Return the code of the notice about the draft, empty if there is none."""
        found = self._case.consultation
        if not is_sample(found.draft):
            over = found.is_over and self._desk.saved and not found.decision
            return "app.notice.over" if over else ""
        return "app.notice.sample" if self._desk.keeps else "app.notice.sample-unkept"

    def sample_leftovers(self) -> tuple[str, ...]:
        """Return the fields that still hold the sample's figures, in a case begun as the sample."""
        draft = self._case.consultation.draft
        return sample_leftovers(relevant_draft(draft)) if self._desk.from_sample else ()

    def show(self, *, with_due: bool = False) -> None:
        """Show the desk, where another case can be chosen to replace this one.

        `with_due` starts the desk with what is due next, if anything is.
        """
        self._case.take_in_focused()
        screen = on_demand.CasesScreen(
            self._desk, self._case.consultation, self._rulebook, begins_with_due=with_due
        )
        self._case.show(screen, self._take_up)

    def begin_new(self) -> None:
        """Begin a new case, and put unsaved changes of this one aside."""
        self._case.take_in_focused()
        self._take_up(new_draft(self._rulebook))

    def show_sample(self) -> None:
        """Show the worked sample in place of the case."""
        self._case.take_in_focused()
        if self._put_aside():
            self._desk.start_anew(sample_draft(), sample=True)
            self._case.open_draft(sample_draft())

    def save(self) -> None:
        """Save the case over the one it came from, or under a name that is asked for."""
        self._case.take_in_focused()
        if self._desk.saved is None or self._desk.store is None:
            self._ask_name()
            return
        try:
            theirs = self._desk.saved_elsewhere()
        except StorageError as error:
            tell_trouble(error, self._case)
            return
        if theirs and not self._desk.agrees(theirs, self._case.consultation.draft):
            self._ask_which(theirs)
        else:
            self._save_over(self._desk.saved.name)

    def _save_over(self, name: str) -> None:
        if wrong := self._save(name, over=True):
            self._case.tell(wrong, "error")

    def _ask_which(self, theirs: SavedCase) -> None:
        """Ask which version to keep, after another window has saved the case as well."""
        texts = self._case.texts

        def keep(which: str | None) -> None:
            if which == "mine":
                self._desk.saved = theirs
                self._save_over(theirs.name)
            elif which == "theirs":
                self._desk.take_up(theirs)
                self._case.open_draft(theirs.draft)
            elif which == "both":
                wrong = self._save(texts("cases.copy", name=theirs.name), over=False, again=True)
                if wrong:
                    self._case.tell(wrong, "error")

        options = tuple((code, texts(f"cases.which.{code}")) for code in ("both", "mine", "theirs"))
        title = texts("cases.elsewhere", name=theirs.name)
        self._case.show(on_demand.Picker(title, options, ""), keep)

    def _ask_name(self) -> None:
        texts = self._case.texts

        def accept(name: str, *, again: bool) -> str:
            return self._save(name, over=False, again=again)

        name = suggested_name(self._case.consultation.draft, texts)
        hint = texts("cases.save-hint")
        self._case.show(on_demand.Prompt(texts("cases.save"), name, accept, hint))

    def _save(self, name: str, *, over: bool, again: bool = False) -> str:
        """Save under a name; return in words why it was not saved, empty if it was.

        A second case with the same name is saved only if `again` is true.
        """
        texts = self._case.texts
        if not name.strip():
            return texts("cases.no-name")
        try:
            if not over and not again and self._desk.has_name(name):
                return texts("cases.same-name")
            found, before = self._case.consultation, self._desk.saved
            decision = found.answer
            saved = self._desk.save(name.strip(), found.draft, over=over, decision=decision)
        except StorageError as error:
            return trouble(error, texts)
        if saved is None:
            return texts("cases.no-store")
        is_only_empty = bool(found.missing) and not found.wrong
        lacking = "cases.saved-empty" if is_only_empty else "cases.saved-open"
        code = "cases.saved" if decision else lacking
        said = [texts(code, name=saved.name)]
        if over and before and before.number != saved.number:
            said.append(texts("cases.was-deleted", number=saved.number))
        self._case.tell("\n".join(said))
        self._case.show_standing()
        return ""

    def _take_up(self, case: SavedCase | Draft | None) -> None:
        if case is None:
            self._case.show_standing()
        elif not self._put_aside():
            return
        elif isinstance(case, Draft):
            policy = last_policy(self._case.consultation.draft, self._desk, service.today())
            blank = new_draft(self._rulebook)
            self._desk.start_anew(blank)
            self._case.open_draft(case)
            if case == blank:
                self._case.begin(policy)
        else:
            self._desk.take_up(case)
            self._case.open_draft(case.draft)

    def _put_aside(self) -> bool:
        """Put unsaved changes of the case aside; return whether the case may be left.

        If they cannot be kept, the case may be left only at the second attempt.
        """
        draft, texts = self._case.consultation.draft, self._case.texts
        if not self._desk.is_changed(draft) or is_sample(draft):
            return True
        name = self._desk.name or suggested_name(self._case.consultation.draft, texts)
        name = texts("cases.unsaved", name=name or texts("cases.nameless"))
        try:
            kept = self._desk.put_aside(name, draft)
        except StorageError as error:
            tell_trouble(error, self._case)
            kept = None
        if kept:
            self._case.tell(texts("cases.put-aside", name=kept.name))
            return True
        return self._may_lose(draft)

    def may_end(self) -> bool:
        """Return whether the app may end now; unsaved work that is not kept stops it once."""
        self._case.take_in_focused()
        draft = self._case.consultation.draft
        would_lose = self._desk.is_changed(draft) and not is_sample(draft)
        return self._desk.is_keeping or not would_lose or self._may_lose(draft)

    def _may_lose(self, draft: Draft) -> bool:
        """Return whether the user was told that a draft would be lost; if not, say so now."""
        if self._refused == draft:
            return True
        self._refused = draft
        self._case.tell(self._case.texts("cases.would-be-lost"), "warning")
        return False
