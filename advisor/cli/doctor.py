"""`advisor doctor`: whether everything that the program depends on is in order."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from errno import EACCES, ENOTDIR
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from attrs import field

from advisor import __version__, on_demand
from advisor.cases import open_cases
from advisor.cli import output, terminal
from advisor.cli.commands import Command, json_option, page
from advisor.domain.errors import AdvisorError
from advisor.domain.values import frozen
from advisor.environment import ASCII, ascii_stated
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.places import data_folder
from advisor.report.answer.json_values import Json
from advisor.report.answer.to_json import to_json
from advisor.report.rulebook.rule_words import error_text
from advisor.rules.audit import Flaw, audit
from advisor.rules.layers import Layers
from advisor.rules.locate import VARIABLE, is_replaced, own_folder, policies_folder
from advisor.rules.own_file import unread_files
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.settings import (
    SettingProblem,
    Settings,
    problem_facts,
    read_settings,
    settings_file,
    usable_settings,
)
from advisor.storage.backups import newest_first

_LEAST_COLUMNS, _LEAST_ROWS = 60, 20
"""The smallest terminal in which the app is comfortable to use."""

_UNREAD = {"unreadable", "broken"}
"""The codes of problems that keep all settings from being read."""


class State(StrEnum):
    """How a check went."""

    FINE = "fine"
    NOTE = "note"
    BROKEN = "broken"


@frozen
class Check:
    """The result of one check; its text is `doctor.<code>`, filled from the facts.

    `error` is the error that stopped the check, if it has a text of its own.
    """

    code: str
    state: State = State.FINE
    facts: Mapping[str, object] = field(factory=dict)
    error: AdvisorError | None = None


_MARKS = {State.FINE: "✓ ", State.NOTE: "! ", State.BROKEN: "× "}
_INDENT = "  "
_STORED, _SETTINGS = "store-", "settings-"


def command(texts: Texts) -> Command:
    """Return the command."""
    as_json = json_option()
    return Command("doctor", partial(_doctor, texts), [as_json], page(texts, "doctor.help"))


def _doctor(texts: Texts, *, as_json: bool) -> int:
    found = [*checks()]
    if as_json:
        rows: list[Json] = [
            {
                "code": check.code,
                "state": str(check.state),
                "facts": {
                    name: fact if isinstance(fact, int) else str(fact)
                    for name, fact in check.facts.items()
                },
            }
            for check in found
        ]
        output.write(to_json({"checks": rows}))
    else:
        output.write("".join(_lines(check, texts) for check in found))
    broken = any(check.state is State.BROKEN for check in found)
    return output.OUR_FAULT if broken else output.DONE


def _lines(check: Check, texts: Texts) -> str:
    first, *others = wrap(_words(check, texts), output.cells() - len(_INDENT))
    lines = [_MARKS[check.state] + first, *(_INDENT + line for line in others)]
    return "\n".join(lines) + "\n"


def _words(check: Check, texts: Texts) -> str:
    """Return the text of a check; problems of the store and the settings have texts elsewhere."""
    if check.error:
        return error_text(check.error, texts)
    name, setting = check.code.removeprefix(_STORED), check.code.removeprefix(_SETTINGS)
    codes = (f"storage.notice.{name}", f"storage.error.{name}", f"settings.{setting}")
    for code in (f"doctor.{check.code}", *codes):
        if texts.has(code):
            return texts(code, **check.facts)
    return texts(f"cli.error.{check.code}", **check.facts)


def checks() -> Iterator[Check]:
    """Run all checks, and yield their results."""
    yield _versions()
    yield from _rules()
    yield from _store()
    yield from _settings()
    yield from _terminal()


def _versions() -> Check:
    import sqlite3  # noqa: PLC0415 - only for this command

    try:
        textual = version("textual")
    except PackageNotFoundError:
        return Check("no-textual", State.BROKEN)
    facts = {
        "advisor": __version__,
        "python": platform.python_version(),
        "textual": textual,
        "sqlite": sqlite3.sqlite_version,
        "system": platform.system(),
    }
    return Check("versions", facts=facts)


def _rules() -> Iterator[Check]:
    try:
        rulebook = load_rulebook()
        rules = [*rulebook.all_rules()]
        findings = audit(rulebook, today())
    except AdvisorError as error:
        yield Check(error.code, State.BROKEN, error.facts, error)
        return
    versions = [version for rule in rules for version in rule.versions]
    oldest = min(found.checked_on for found in versions)
    facts = {"count": len(rules), "folder": policies_folder(), "checked": oldest}
    yield Check("rules", facts=facts)
    yield from _own_rules()
    stale = sum(found.flaw is Flaw.STALE for found in findings)
    mistakes = sum(found.flaw.is_mistake for found in findings)
    if stale:
        yield Check("rules-stale", State.NOTE, {"count": stale})
    if mistakes:
        yield Check("rules-mistaken", State.BROKEN, {"count": mistakes})


def _own_rules() -> Iterator[Check]:
    if is_replaced():
        yield Check("rules-named", State.NOTE, {"setting": VARIABLE})
        return
    unread = unread_files()
    count = sum(file not in unread for file in Layers.of().own_files())
    yield Check(
        "own-rules" if count else "no-own-rules", facts={"count": count, "folder": own_folder()}
    )
    if unread:
        names = ", ".join(str(file.relative_to(own_folder())) for file in unread)
        yield Check("own-rules-unread", State.NOTE, {"count": len(unread), "names": names})


def _store() -> Iterator[Check]:
    folder = data_folder()
    if folder is None:
        yield Check("store-no-home", State.NOTE)
        return
    if not folder.is_dir():
        yield _no_store_yet(folder)
        return
    try:
        with open_cases() as store:
            facts = {"count": len(store.cases()), "folder": folder}
            yield Check("store", State.FINE if store.writable else State.NOTE, facts)
            for notice in store.notices:
                yield Check(f"store-{notice.code}", State.NOTE, notice.facts)
            for row in store.damaged():
                facts = {"table": row.table, "row": row.row, "name": row.name}
                yield Check("store-row-set-aside", State.NOTE, facts)
            found = newest_first(store.path) if store.path else ()
            if copies := [copy for copy in found if copy.exists()]:
                names = ", ".join(copy.name for copy in copies)
                yield Check("copies", facts={"count": len(copies), "names": names})
    except AdvisorError as error:
        yield Check(f"store-{error.code}", State.BROKEN, error.facts)


def _settings() -> Iterator[Check]:
    """Check the settings file; the settings that it states are reported too."""
    settings = _whole_settings()
    if settings.path is None:
        place = settings_file()
        yield Check("settings-none" if place else "settings-no-place", facts={"path": place})
        return
    says = ", ".join(f"{name} {value}" for name, value in settings.stated().items())
    # If the file cannot be read, only the problem is reported.
    if settings.is_there and not _UNREAD.intersection(one.code for one in settings.problems):
        yield Check("settings", facts={"path": settings.path, "says": says})
    elif not settings.is_there:
        yield Check("settings-none", facts={"path": settings.path})
    for problem in settings.problems:
        yield Check(f"settings-{problem.code}", State.NOTE, problem_facts(problem, settings))


def _whole_settings() -> Settings:
    """Return the settings, with values unknown to the rules or the app turned into problems."""
    try:
        settings = usable_settings()
    except AdvisorError:  # problems of the rules have a check of their own
        settings = read_settings()
    if not settings.theme or settings.theme in on_demand.theme_names():
        return settings
    known = ", ".join(sorted(on_demand.theme_names()))
    problem = SettingProblem("theme", "not-allowed", {"value": settings.theme, "allowed": known})
    return settings._replace(theme="", problems=(*settings.problems, problem))


def _no_store_yet(folder: Path) -> Check:
    """Check whether the store's folder could be created, without creating it."""
    ways = (folder, *folder.absolute().parents)
    above = next(path for path in ways if path.exists() or path.is_symlink())
    if not above.is_dir():
        why = os.strerror(ENOTDIR)
    elif not os.access(above, os.W_OK | os.X_OK):
        why = os.strerror(EACCES)
    else:
        return Check("store-not-yet", facts={"folder": folder})
    return Check("store-not-kept", State.NOTE, {"path": folder, "why": why})


def _terminal() -> Iterator[Check]:
    encoding = (sys.stdout.encoding or "").lower()
    fine = terminal.is_utf_8(encoding)
    yield Check(f"encoding{'' if fine else '-poor'}", _state(fine=fine), {"encoding": encoding})
    if not terminal.is_interactive():
        yield Check("no-terminal", State.NOTE)
        return
    columns, rows = os.get_terminal_size(sys.stderr.fileno())
    fine = columns >= _LEAST_COLUMNS and rows >= _LEAST_ROWS
    facts = {"columns": columns, "rows": rows, "least": f"{_LEAST_COLUMNS}x{_LEAST_ROWS}"}
    yield Check(f"size{'' if fine else '-small'}", _state(fine=fine), facts)
    colours = terminal.colours(os.environ)
    yield Check("colours" if colours else "colours-off", facts={"count": colours})
    width = terminal.ambiguous_width()
    code = {1: "width", 2: "width-double"}.get(width or 0, "width-unknown")
    yield Check(code, _state(fine=width == 1))
    if ascii_stated(os.environ, encoding):
        yield Check("ascii", State.NOTE, {"setting": ASCII})
    if os.environ.get("TMUX"):
        yield Check("tmux")


def _state(*, fine: bool) -> State:
    return State.FINE if fine else State.NOTE
