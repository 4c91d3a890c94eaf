"""Cases written to case files, and case files read in, each under a name that is asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from advisor import service
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.intake.problems import Problem
from advisor.storage.case_files import (
    case_file_text,
    file_name,
    numbered_file_name,
    read_case_file,
    write_case_files,
)
from advisor.storage.records import SavedCase
from advisor.tui.file_target import (
    is_gone,
    read_file,
    shown_path,
    typed_path,
    working_folder,
    write_file,
)
from advisor.tui.opening import keys_unknown
from advisor.tui.screens.dialog import Prompt
from advisor.tui.screens.open_case import HostScreen
from advisor.tui.widgets.sentences import problem_sentence

_TOML = ".toml"


def export_case(name: str, draft: Draft, here: HostScreen, texts: Texts) -> None:
    """Ask for a path and write a draft there as a case file; unreadable values stay as typed."""

    def accept(typed: str, *, again: bool) -> str:
        written, problems = case_file_text(name, draft, service.today())
        path = typed_path(typed, _TOML)
        wrong = write_file(path, written.encode("utf-8"), texts, again=again)
        if not wrong:
            here.tell(texts("files.written", path=shown_path(path)))
        if problems and not wrong:
            said = f"{texts('cases.as-typed')} {problem_sentence(problems[0], texts)}"
            here.tell(said, "warning")
        return wrong

    if is_gone():
        here.tell(texts("files.folder-gone"), "warning")
    target = shown_path(working_folder() / file_name(name))
    here.show(Prompt(texts("cases.send-out"), target, accept))


def export_cases(cases: Sequence[SavedCase], here: HostScreen, texts: Texts) -> None:
    """Ask for a folder, and write each case into it as a case file."""

    def accept(typed: str, *, again: bool) -> str:
        folder, today = typed_path(typed), service.today()
        wrong = (
            _in_the_way(folder, cases, texts, again=again)
            if typed.strip()
            else texts("files.no-name")
        )
        if wrong:
            return wrong
        try:
            open_ones = write_case_files(folder, cases, today)
        except OSError as error:
            why = error.strerror or str(error)
            path = shown_path(Path(error.filename))
            return texts("files.unwritable", path=path, why=why)
        here.tell(texts("cases.sent-out-several", count=len(cases), path=shown_path(folder)))
        if open_ones:
            here.tell(texts("cases.as-typed-several", count=len(open_ones)), "warning")
        return ""

    if is_gone():
        here.tell(texts("files.folder-gone"), "warning")
    target = shown_path(working_folder() / f"cases-{service.today()}")
    title = texts("cases.send-out-several", count=len(cases))
    here.show(Prompt(title, target, accept))


def _in_the_way(folder: Path, cases: Sequence[SavedCase], texts: Texts, *, again: bool) -> str:
    """Return in words what prevents writing into a folder; existing files do so only once."""
    if folder.exists() and not folder.is_dir():
        return texts("files.no-folder", path=shown_path(folder))
    if not folder.absolute().parent.is_dir():
        return texts("files.no-folder", path=shown_path(folder.parent))
    there = sum((folder / numbered_file_name(case)).exists() for case in cases)
    return texts("cases.files-there", count=there) if there and not again else ""


def import_case(take: Callable[[Draft], None], here: HostScreen, texts: Texts) -> None:
    """Ask for a case file, pass its draft to `take`, and warn of keys that no case has."""
    read: list[Draft] = []

    def accept(typed: str, **_: bool) -> str:
        content = read_file(typed_path(typed), texts)
        if isinstance(content, str):
            return content
        found = read_case_file(content)
        if isinstance(found, Problem):
            return problem_sentence(found, texts)
        read.append(found.draft)
        if unknown := keys_unknown(found.document):
            words = texts("app.notice.left-out", keys=", ".join(unknown))
            here.tell(words, "warning")
        return ""

    def done(typed: str | None) -> None:
        if typed is not None and read:
            take(read[-1])

    here.show(Prompt(texts("cases.bring-in"), "", accept), done)
