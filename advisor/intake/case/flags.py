"""Applying flags of the command line, or keys set one by one, to a document."""

from collections.abc import Mapping, Sequence
from datetime import date

from advisor import on_demand
from advisor.intake.case.case_rules import ruled_out
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import (
    CASE,
    COVER,
    COVER_FLAG,
    FIELDS,
    FLAGS,
    NO_COVER,
    field_at,
)
from advisor.intake.case.records import FORMAT
from advisor.intake.key_table import pattern_of
from advisor.intake.nested import copied_document, remove_value, set_cover, set_value
from advisor.intake.problems import Problem, shown
from advisor.intake.typed.command_line import read_flag, read_row
from advisor.intake.typed.field_value import document_value, leaves_open
from advisor.intake.typed.short_answers import KIND, parse_choice
from advisor.intake.unknown_keys import nearest_word


def apply_flags(
    document: Mapping[str, object] | None,
    flags: Mapping[str, str],
    added: Mapping[ListKey, Sequence[str]],
    today: date,
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Apply flags to a document, or to an empty one, and add past claims and the like.

    An empty text removes its key. Return the new document, and a problem for each text that
    cannot be read.

    Raises:
        KeyError: no field has one of the flags.
    """
    settings = {FLAGS[name].path: text for name, text in flags.items()}
    changed, problems = apply_settings(
        {"format": FORMAT} if document is None else document, settings, today
    )
    for listed in ListKey:
        if texts := added.get(listed):
            present = changed.get(listed)
            before = present if isinstance(present, list) else []
            rows, wrong = read_rows(listed, texts, len(before), today)
            changed[listed] = [*before, *rows]
            problems = (*problems, *wrong)
    return changed, problems


def apply_settings(
    document: Mapping[str, object], settings: Mapping[str, str], today: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Set keys by their paths (`policy.grade`, `claim[0].fault`); an empty text removes its key.

    A new value removes what it rules out: a fixed deductible removes the shares and the reverse, a
    kind of accident removes the keys that it does not take. Return the new document, and a problem
    for each unknown path and each unreadable text.
    """
    changed = copied_document(document)
    problems: list[Problem] = []
    _drop_ruled_out(changed, settings)
    # The cover comes first, because a key within it may create it again.
    for path in sorted(settings, key=lambda path: path != COVER_FLAG.path):
        problem = _set(changed, path, settings[path], today)
        problems += [problem] if problem else []
    return changed, tuple(problems)


def read_rows(
    listed: ListKey, texts: Sequence[str], first: int, today: date
) -> tuple[list[object], tuple[Problem, ...]]:
    """Read tables that are typed in one flag each; `first` is the list index of the first."""
    tables: list[object] = []
    problems: list[Problem] = []
    for index, text in enumerate(texts, start=first):
        table, wrong = read_row(listed, text, f"{listed}[{index}]", today)
        tables.append(table)
        problems += wrong
    return tables, tuple(problems)


def _set(document: dict[str, object], path: str, text: str, today: date) -> Problem | None:
    field = field_at(path)
    if field is None:
        nearest = _nearest_path(path)
        return Problem(path, "unknown-path", shown(text), {"nearest": nearest})
    if leaves_open(field, text):
        remove_value(document, path)
        if field is COVER_FLAG:
            remove_value(document, NO_COVER)
        return None
    value = read_flag(field, path, text, today)
    if isinstance(value, Problem):
        return value
    if field is COVER_FLAG:
        set_cover(document, said=value)
        return None
    if path.startswith(f"{COVER}."):
        remove_value(document, NO_COVER)
    if not set_value(document, path, document_value(value)):
        return Problem(path, "no-place", shown(text))
    return None


def _nearest_path(path: str) -> str:
    """Return the path that was probably meant, by path or by a key of its table; empty if none."""
    near = nearest_word(path, tuple(known.path for known in FIELDS), alike=80)
    table, _, key = path.rpartition(".")
    known = CASE.names.get(pattern_of(table), ())
    key = near or on_demand.nearest_key(key, known)
    return f"{table}.{key}" if key in known and table else key


def _drop_ruled_out(document: dict[str, object], settings: Mapping[str, str]) -> None:
    """Remove what the document states and a setting rules out with another key."""
    given = {path for path, text in settings.items() if text.strip()}
    kind = str(parse_choice(settings[KIND], KIND)) if KIND in given else None
    for path in ruled_out(given, kind):
        remove_value(document, path)
