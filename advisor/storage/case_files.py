"""A saved case as a case file, and back: its name stands in a comment, exactly as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from advisor.domain.values import frozen
from advisor.explain.outside import ForPrograms, for_programs
from advisor.intake.case.case_file import parse_toml, write_document
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import COVER
from advisor.intake.case.readings import too_many
from advisor.intake.nested import put
from advisor.intake.problems import Problem

if TYPE_CHECKING:
    from datetime import date

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


def _name(written: str) -> str:
    try:
        name = json.loads(written)
    except ValueError:
        return ""
    return name if isinstance(name, str) else ""
