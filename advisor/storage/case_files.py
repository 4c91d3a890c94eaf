"""A saved case as a case file, and back: its name stands in a comment, exactly as it is."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from advisor.domain.values import frozen
from advisor.explain.outside import ForPrograms, for_programs
from advisor.intake.case.case_file import parse_toml, write_document
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import COVER
from advisor.intake.case.readings import too_many
from advisor.intake.nested import put
from advisor.intake.problems import Problem
from advisor.storage.kept import SavedCase
from advisor.storage.whole_file import write_together

_HEAD = "# advisor case: "
_NAME = re.compile(rf'^{re.escape(_HEAD)}(".*")\s*$', re.MULTILINE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself, with any ending."""

_LONGEST_NAME = 60


@frozen
class CaseFile:
    """What a case file holds: its document, a draft of it, and the name in its head, if any."""

    name: str
    document: dict[str, object]
    draft: Draft
    is_ours: bool = False
    """Whether it went out of here: then it comes back, even half-filled."""


def case_file_text(name: str, draft: Draft, today: date) -> tuple[ForPrograms, tuple[Problem, ...]]:
    """Write a draft as a case file; a text that cannot be read stands there as it was typed.

    Returns the file and what is wrong with such texts.
    """
    document, problems = draft.document(today)
    for problem in problems:
        if problem.path != COVER:
            put(document, problem.path, draft.text(problem.path))
    head = for_programs(f"{_HEAD}{json.dumps(name, ensure_ascii=False)}")
    return ForPrograms(f"{head}\n{for_programs(write_document(document), toml=True)}"), problems


def read_case_file(content: bytes) -> CaseFile | Problem:
    """Read the bytes of a case file; whether the case is sound is not looked at."""
    document = parse_toml(content)
    if isinstance(document, Problem):
        return document
    if problem := too_many(document):
        return problem
    found = _NAME.search(content.decode("utf-8"))
    name = _name(found[1]) if found else ""
    return CaseFile(name, document, Draft.from_document(document), is_ours=bool(found))


def file_name(name: str) -> str:
    """Return a name for the file of a case that every system takes.

    >>> file_name("김 <b>/../x"), file_name("..."), file_name("con")
    ('김 b .. x.toml', 'case.toml', 'case con.toml')
    """
    kept = _UNSAFE.sub(" ", name)[:_LONGEST_NAME]
    plain = " ".join(kept.split()).strip(". ")
    if _DEVICE.match(plain):
        plain = f"case {plain}"
    return f"{plain or 'case'}.toml"


def numbered_file_name(case: SavedCase) -> str:
    """Return a name for the file of a saved case that no other case has."""
    return file_name(f"{case.number} {case.name}")


def write_case_files(
    folder: Path, cases: Iterable[SavedCase], today: date
) -> dict[int, tuple[Problem, ...]]:
    """Write each case into a folder, which is made where it is missing, under `numbered_file_name`.

    Returns what cannot be read yet of those that stand there as they were typed, by their numbers.

    Raises:
        OSError: one of them cannot be written; then none of them is.
    """
    files, open_ones = {}, {}
    for case in cases:
        text, problems = case_file_text(case.name, case.draft, today)
        files[numbered_file_name(case)] = text.encode("utf-8")
        if problems:
            open_ones[case.number] = problems
    write_together(folder, files)
    return open_ones


def _name(written: str) -> str:
    try:
        name = json.loads(written)
    except ValueError:
        return ""
    return name if isinstance(name, str) else ""
