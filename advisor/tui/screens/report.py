"""The report dialog: its language, its format, whom it is for, and where to write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import width
from advisor.extras import install_command
from advisor.report.page.first_page import Letterhead
from advisor.report.page.report_file import NoPdfError, PdfLibraryError, report_file
from advisor.settings import read_settings
from advisor.storage.case_files import file_name
from advisor.tui.file_target import shown_path, typed_path, write_file
from advisor.tui.keys import ONE_OF_KEYS, REPORT_KEYS, bindings
from advisor.tui.screens.dialog import Dialog
from advisor.tui.widgets.typed_line import TypedLine

_CHOSEN, _OTHER = "● ", "○ "
_GAP = "   "


class RadioRow(Widget, can_focus=True):
    """All values in a row, the chosen one marked; the arrows and Space choose another."""

    DEFAULT_CSS = """
    RadioRow { height: 1; padding: 0 1; }
    RadioRow:focus { background: $surface-lighten-2; }
    """
    BINDINGS = bindings(ONE_OF_KEYS)

    value: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        one_of: RadioRow
        value: str

    def __init__(self, values: dict[str, str], value: str, name: str) -> None:
        super().__init__(name=name)
        self._values = values
        self.set_reactive(RadioRow.value, value)

    def action_step(self, steps: int) -> None:
        """Choose the next or the previous value, wrapping around at the ends."""
        values = list(self._values)
        self._choose(values[(values.index(self.value) + steps) % len(values)])

    def on_click(self, event: Click) -> None:
        """Choose the value that was clicked."""
        place = event.get_content_offset(self)
        right = 0
        for value, words in self._values.items():
            right += width(_CHOSEN + words + _GAP)
            if place is not None and place.x < right:
                self._choose(value)
                return

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    def render(self) -> Content:
        """Draw the values."""
        parts = (
            Content.styled(f"{_CHOSEN}{words}", "bold")
            if value == self.value
            else Content.styled(f"{_OTHER}{words}", "$foreground-muted")
            for value, words in self._values.items()
        )
        return Content(_GAP).join(parts)


_FORMATS = {".html": "HTML", ".pdf": "PDF", ".md": "Markdown"}


class ReportScreen(Dialog[None]):
    """Writes the report at Enter and shows where it is; Escape leaves.

    It is written in the background, because the second opinion may have to be worked out first;
    whoever leaves meanwhile is told of it.
    """

    BINDINGS = bindings(REPORT_KEYS)

    @dataclass
    class Written(Message):
        """The report was written, or `wrong` says why it was not."""

        path: Path
        wrong: str

    def __init__(
        self, decision: Decision, rulebook: Rulebook, texts: Texts, name: str, folder: Path
    ) -> None:
        super().__init__(REPORT_KEYS, texts("files.report"), texts("files.report-hint"))
        self._decision = decision
        self._rulebook = rulebook
        self._texts = texts
        self._name = name
        called = Path(file_name(name)).stem if name else decision.case.accident.day
        self._path = folder / texts("files.report-name", case=called)
        self._refused: Path | None = None
        self._writing = False

    def fields(self) -> Iterator[Widget]:
        """Yield language, format, name and path, each under its label."""
        languages: dict[str, str] = {
            code: self._texts(f"files.language-{code}") for code in LANGUAGES
        }
        yield self._label("language")
        yield RadioRow(languages, self._texts.language, "language")
        yield self._label("format")
        yield RadioRow(_FORMATS, ".html", "format")
        yield self._label("name")
        yield TypedLine(self._name, compact=True, name="name")
        yield self._label("path")
        yield TypedLine(f"{shown_path(self._path)}.html", compact=True, name="path")

    def _label(self, name: str) -> Static:
        return Static(self._texts(f"files.{name}"), classes="label", markup=False)

    @on(RadioRow.Changed)
    def _chosen(self, event: RadioRow.Changed) -> None:
        """Change the ending of the file's name to that of the chosen format."""
        if event.one_of.name == "format":
            field = self._field("path")
            path = typed_path(field.value, event.value)
            field.value = shown_path(path.with_suffix(event.value)) if path.name else field.value

    @on(Input.Submitted)
    def action_enter(self) -> None:
        """Write the report in the background, or show what prevents it."""
        if self._writing:
            return
        ending = self._one("format")
        path = typed_path(self._field("path").value, ending)
        if path.suffix.lower() not in _FORMATS:
            self.say(self._texts("files.ending", endings=", ".join(_FORMATS)), wrong=True)
            return
        self._writing = True
        self.say(self._texts("files.writing"))
        spoken: Language = "ko" if self._one("language") == "ko" else "en"
        self._write(path, Texts(spoken), self._field("name").value.strip())

    @work(thread=True)
    def _write(self, path: Path, texts: Texts, name: str) -> None:
        app, head = self.app, Letterhead(name, read_settings().office)
        try:
            content = report_file(
                self._decision, self._rulebook, texts, head=head, ending=path.suffix
            )
        except (NoPdfError, PdfLibraryError) as error:
            wrong = self._texts(
                f"cli.error.{error.code}", command=install_command("pdf"), **error.facts
            )
        else:
            wrong = write_file(path, content, self._texts, again=path == self._refused)
        if get_current_worker().is_cancelled:  # the dialog was left, and the file is there
            severity: SeverityLevel = "error" if wrong else "information"
            app.notify(self._outcome(path, wrong), severity=severity, markup=False)
        else:
            self.post_message(self.Written(path, wrong))

    @on(Written)
    def _written(self, event: Written) -> None:
        """Show where the report is, or what prevented it."""
        self._writing = False
        self._refused = event.path if event.wrong else None
        self.say(self._outcome(event.path, event.wrong), wrong=bool(event.wrong))

    def _outcome(self, path: Path, wrong: str) -> str:
        return wrong or self._texts("files.written", path=shown_path(path))

    def _field(self, name: str) -> Input:
        return next(found for found in self.query(Input) if found.name == name)

    def _one(self, name: str) -> str:
        return next(found.value for found in self.query(RadioRow) if found.name == name)
