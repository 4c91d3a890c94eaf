"""Reading the case of a command: from a file, standard input, a saved case, or the sample."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from advisor import on_demand
from advisor.cli.commands import is_sentence, wrong
from advisor.cli.output import STANDARD_STREAM, CommandEndedError, tell, tell_unreadable
from advisor.domain.decision import Decision
from advisor.explain.texts import Texts
from advisor.intake.case.case_file import ACCIDENT, keys_left_out, parse_toml, states_accident
from advisor.intake.case.field import ListKey
from advisor.intake.problems import Problem, merged_problems
from advisor.intake.sample import sample_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer, today

if TYPE_CHECKING:
    from advisor.storage.records import SavedCase

_ENDING = ".toml"


def sample() -> dict[str, Any] | Problem:
    """Read the case that ships with the program."""
    return parse_toml(sample_text())


def asked_case(
    case: str | None,
    texts: Texts,
    *,
    use_sample: bool,
    as_json: bool = False,
    or_flags: str = "",
) -> dict[str, Any]:
    """Read the case that a command was given, or the sample if that was asked for.

    `or_flags` ends the code of the usage text, if the command also takes a case by flags.

    Raises:
        UsageError: the command was given neither, or both.
        EndedError: there is no such case, or it cannot be read.
        StorageError: the saved cases cannot be opened.
    """
    if use_sample == bool(case):
        code = "two-cases" if use_sample else f"no-case{or_flags}"
        command, day = click.get_current_context().command_path, today()
        raise wrong(texts(f"cli.usage.{code}", command=command, day=day, start=day.replace(day=1)))
    try:
        found = _stated(case, texts) if case else sample()
    except OSError as error:
        raise CommandEndedError(tell_no_case(str(case), error, texts)) from error
    if isinstance(found, dict):
        return found
    problems = (found,) if isinstance(found, Problem) else found
    raise CommandEndedError(on_demand.tell_problems(problems, texts, as_json=as_json))


def decided(
    document: Mapping[str, object],
    texts: Texts,
    *,
    as_json: bool = False,
    unread: tuple[Problem, ...] = (),
    flags: Mapping[str, str] | None = None,
) -> Decision:
    """Answer a case that has been read; `unread` are the problems of what could not be read.

    `flags` maps each path that was stated by a flag to that flag.

    Raises:
        EndedError: the case has problems.
        AdvisorError: no rule governs one of its days.
    """
    found = answer(document, load_rulebook(), today())
    problems = merged_problems(unread, found) if isinstance(found, tuple) else unread
    if problems or not isinstance(found, Decision):
        code = on_demand.tell_problems(problems, texts, as_json=as_json, flags=flags)
        if _tells_no_accident(document, problems):
            tell(texts("cli.without-accident.choose"))
            if document.get(ListKey.CLAIM):
                tell(texts("cli.without-accident.paid"))
        raise CommandEndedError(code)
    return found


def _tells_no_accident(document: Mapping[str, object], found: tuple[Problem, ...]) -> bool:
    """Return whether the case states nothing at all about an accident, only a policy."""
    of_it = [one.code for one in found if one.path.startswith(f"{ACCIDENT}.")]
    return of_it == ["missing", "missing"] and not states_accident(document)


def _stated(name: str, texts: Texts) -> dict[str, Any] | Problem | tuple[Problem, ...]:
    """Read a case file, standard input for `-`, or a saved case by its number or name.

    A file takes precedence over a saved case of the same name. Ignored keys are reported.

    Raises:
        OSError: there is no such file or case, or it cannot be read.
        StorageError: the saved cases cannot be opened.
    """
    saved = saved_case(name, texts)
    if saved is not None:
        stated, problems = saved.draft.document(today())
        return problems or stated
    document = parse_toml(case_bytes(name))
    if isinstance(document, dict):
        tell_left_out(document, texts)
    return document


def tell_left_out(document: Mapping[str, object], texts: Texts) -> None:
    """Tell which keys of an older file no longer have an effect."""
    for path in keys_left_out(document):
        tell(texts("cli.left-out", path=path))


def case_bytes(name: str) -> bytes:
    """Return the content of a file, or of standard input for `-`.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    return sys.stdin.buffer.read() if name == STANDARD_STREAM else Path(name).read_bytes()


def saved_case(name: str, texts: Texts) -> SavedCase | None:
    """Return the saved case with a number or name; None if there is none, or a file of that name.

    Raises:
        StorageError: the saved cases cannot be opened.
        UsageError: several cases have the name.
    """
    return saved_cases((name,), texts)[0]


def saved_cases(names: Sequence[str], texts: Texts) -> list[SavedCase | None]:
    """Return the saved case of each name, as `saved_case` does.

    Raises:
        StorageError: the saved cases cannot be opened.
        UsageError: several cases have one of the names.
    """
    meant = {name for name in names if _can_be_saved(name) and not Path(name).exists()}
    if not meant or not _has_store():
        return [None] * len(names)
    with on_demand.open_cases() as store:
        known = store.cases()
    return [_one_of(known, name, texts) if name in meant else None for name in names]


def _one_of(known: Sequence[SavedCase], name: str, texts: Texts) -> SavedCase | None:
    found = on_demand.matching(known, name)
    if len(found) > 1:
        numbers = on_demand.disambiguated(found)
        raise wrong(texts("storage.usage.several", case=name, numbers=numbers))
    return found[0] if found else None


def _has_store() -> bool:
    """Return whether anything can have been saved, without creating a store."""
    folder = on_demand.data_folder()
    return folder is not None and folder.exists()


def tell_no_case(name: str, error: OSError, texts: Texts) -> int:
    """Report why a case cannot be read, or that no file or saved case has the name.

    Returns the exit code.
    """
    return tell_unreadable(name, error, texts, _no_case(name))


def _no_case(name: str) -> str:
    """Return the error code for a name, which may really be a sentence or an option's value."""
    if not _can_be_saved(name):
        return "no-such-file"
    if name.isdecimal():
        return "no-such-case"
    if is_sentence(name):
        return "no-case-but-words"
    if isinstance(on_demand.parse_flag(name), bool):
        return "no-case-but-yes"
    is_amount = isinstance(on_demand.parse_won(name), int)
    return "no-case-but-amount" if is_amount else "no-such-case"


def _can_be_saved(name: str) -> bool:
    """Return whether a name may be the name or number of a saved case, not only of a file."""
    return name != STANDARD_STREAM and not name.endswith(_ENDING) and os.sep not in name
