"""What the app starts with: a case file, a draft that was left, or a new case."""

from collections.abc import Mapping
from pathlib import Path

from attrs import field

from advisor import service
from advisor.domain.case import Case
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.intake.case.case_file import keys_left_out, parse_toml, read_case
from advisor.intake.case.document_values import read_fields, too_many
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import field_at
from advisor.intake.problems import Problem
from advisor.rules.rulebook import load_rulebook
from advisor.storage.errors import StorageError
from advisor.storage.records import LeftDraft, SavedCase
from advisor.tui.consultation import Consultation, consult
from advisor.tui.desk import Desk
from advisor.tui.own_case import new_draft

_UNKNOWN = {"unknown-key", "no-such-key"}
"""The codes of the problems for keys that no case has."""


@frozen
class AppStart:
    """The first draft, its rules, and the problems of its file that no field can show."""

    draft: Draft
    rulebook: Rulebook
    problems: tuple[Problem, ...] = ()
    desk: Desk = field(factory=Desk)
    notice: str = ""
    """The code of a notice about the draft, for example that an earlier window left it."""
    unknown: tuple[str, ...] = ()
    """The keys of its file that no case has; the draft is read without them."""
    shows_desk: bool = False
    """Whether to start with the desk and what is due: cases are saved, and no draft waits."""
    is_first: bool = False
    """Whether there is neither a draft nor a saved case, so that the guide asks the questions."""


def opening(case: Path | SavedCase | None, desk: Desk | None = None) -> AppStart:
    """Return the start from a case file, a saved case, a draft that was left, or a new case.

    Raises:
        OSError: the file cannot be read.
    """
    rulebook = load_rulebook()
    desk = desk or Desk()
    if isinstance(case, SavedCase):
        desk.take_up(case)
        return AppStart(case.draft, rulebook, desk=desk)
    return _of_file(case, rulebook, desk) if case else _going_on(rulebook, desk)


def _going_on(rulebook: Rulebook, desk: Desk) -> AppStart:
    if left := _left(desk):
        notice = "app.notice.crashed" if left.crashed else "app.notice.left"
        if not _has_answer(left.draft, rulebook):
            notice += "-open"
        waits = left.crashed or desk.is_changed(left.draft)
        shows_desk = not waits and desk.has_cases()
        return AppStart(left.draft, rulebook, desk=desk, notice=notice, shows_desk=shows_desk)
    desk.start_anew(blank := new_draft(rulebook))
    has_cases = desk.has_cases()
    return AppStart(blank, rulebook, desk=desk, is_first=not has_cases, shows_desk=has_cases)


def _of_file(path: Path, rulebook: Rulebook, desk: Desk) -> AppStart:
    document = parse_toml(path.read_bytes())
    wrong = document if isinstance(document, Problem) else too_many(document)
    if isinstance(document, Problem) or wrong:
        return AppStart(Draft.from_document({}), rulebook, (wrong,) if wrong else (), desk)
    problems = [found for found in _problems(document, rulebook) if field_at(found.path) is None]
    unknown = keys_unknown(document)
    draft = Draft.from_document(document)
    desk.start_anew(draft, path.name)
    return AppStart(
        draft,
        rulebook,
        tuple(found for found in problems if found.code not in _UNKNOWN),
        desk,
        "app.notice.left-out" if unknown else "",
        unknown,
    )


def keys_unknown(document: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys of a document that no case has, or that only an older one had."""
    _, problems = read_fields(document)
    unknown = (found.path for found in problems if found.code in _UNKNOWN)
    return (*unknown, *keys_left_out(document))


def _has_answer(draft: Draft, rulebook: Rulebook) -> bool:
    return consult(draft, rulebook, service.today(), Consultation(draft)).decision is not None


def _left(desk: Desk) -> LeftDraft | None:
    """Return the draft that an earlier window left, None if none or the store cannot be read."""
    try:
        return desk.take_left()
    except StorageError:
        return None


def _problems(document: Mapping[str, object], rulebook: Rulebook) -> tuple[Problem, ...]:
    try:
        read = read_case(document, rulebook, service.today())
    except AdvisorError:
        return ()
    return () if isinstance(read, Case) else read
