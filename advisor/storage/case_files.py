"""Saved cases written as case files and read back; a comment holds the exact name of the case."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from advisor.domain.values import frozen
from advisor.explain.untrusted_text import MachineText, machine_text
from advisor.intake.case.case_file import parse_toml, write_document
from advisor.intake.case.document_values import too_many
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import COVER
from advisor.intake.nested import set_value
from advisor.intake.problems import Problem
from advisor.storage.atomic_write import write_all_or_none
from advisor.storage.records import SavedCase

_HEAD = "# advisor case: "
_NAME = re.compile(rf'^{re.escape(_HEAD)}(".*")\s*$', re.MULTILINE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that Windows reserves, with any ending."""

_LONGEST_NAME = 60


@frozen
class CaseFile:
    """The content of a case file: the name in its head (may be empty), document and draft."""

    name: str
    document: dict[str, object]
    draft: Draft
    is_ours: bool = False
    """Whether this program exported the file; it is then imported even if it is half-filled."""


def case_file_text(name: str, draft: Draft, today: date) -> tuple[MachineText, tuple[Problem, ...]]:
    """Return a draft as a case file, and the problems of texts that cannot be read.

    Such texts are in the file as they were typed.
    """
    document, problems = draft.document(today)
    for problem in problems:
        if problem.path != COVER:
            set_value(document, problem.path, draft.text(problem.path))
    head = machine_text(f"{_HEAD}{json.dumps(name, ensure_ascii=False)}")
    return MachineText(f"{head}\n{machine_text(write_document(document), toml=True)}"), problems


def read_case_file(content: bytes) -> CaseFile | Problem:
    """Read the bytes of a case file, or return what is wrong; the case is not validated."""
    document = parse_toml(content)
    if isinstance(document, Problem):
        return document
    if problem := too_many(document):
        return problem
    found = _NAME.search(content.decode("utf-8"))
    name = _name(found[1]) if found else ""
    return CaseFile(name, document, Draft.from_document(document), is_ours=bool(found))


def file_name(name: str) -> str:
    """Return a file name for a case that every operating system accepts.

    >>> file_name("김 <b>/../x"), file_name("..."), file_name("con")
    ('김 b .. x.toml', 'case.toml', 'case con.toml')
    """
    kept = _UNSAFE.sub(" ", name)[:_LONGEST_NAME]
    plain = " ".join(kept.split()).strip(". ")
    if _DEVICE.match(plain):
        plain = f"case {plain}"
    return f"{plain or 'case'}.toml"


def numbered_file_name(case: SavedCase) -> str:
    """Return a file name for a saved case that no other case has, because of its number."""
    return file_name(f"{case.number} {case.name}")


def write_case_files(
    folder: Path, cases: Iterable[SavedCase], today: date
) -> dict[int, tuple[Problem, ...]]:
    """Write each case into a folder, made if missing, as `numbered_file_name`.

    Returns the problems of cases with texts that cannot be read yet, by the numbers of the cases;
    such texts are written as they were typed.

    Raises:
        OSError: one of them cannot be written; then none of them is.
    """
    files, open_ones = {}, {}
    for case in cases:
        text, problems = case_file_text(case.name, case.draft, today)
        files[numbered_file_name(case)] = text.encode("utf-8")
        if problems:
            open_ones[case.number] = problems
    write_all_or_none(folder, files)
    return open_ones


def _name(written: str) -> str:
    try:
        name = json.loads(written)
    except ValueError:
        return ""
    return name if isinstance(name, str) else ""
