"""`advisor premium`: a premium built up step by step by the rules of its day."""

from functools import partial

import click

from advisor.cli import output
from advisor.cli.case_input import case_bytes
from advisor.cli.commands import Command, json_option, page, wrong
from advisor.cli.completion import files
from advisor.cli.field_options import field_options, repeated, typed_flags
from advisor.cli.problems import tell_problems
from advisor.domain.premium_2001 import Premium2001Question
from advisor.engine.premium_2001.premium_of_2001 import premium_of_2001
from advisor.explain.texts import Texts
from advisor.intake.case.case_file import parse_toml
from advisor.intake.premium_2001 import (
    LISTS,
    PREMIUM_2001_FIELDS,
    TABLES,
    read_premium_2001,
    with_rows,
)
from advisor.intake.problems import Problem
from advisor.intake.typed.command_line import with_flags
from advisor.report.answer.to_json import to_json
from advisor.report.premium_2001 import premium_2001_document, premium_2001_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

_ROWS = {**LISTS, **{str(listed): str(listed) for listed in TABLES}}


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["file"], required=False, shell_complete=files),
        json_option(),
        *field_options(PREMIUM_2001_FIELDS),
        *(click.Option([f"--{flag}", _row(key)], multiple=True) for key, flag in _ROWS.items()),
    ]
    return Command("premium", partial(_run, texts), params, page(texts, "premium.help"))


def _row(key: str) -> str:
    return f"row_{key}"


def _run(texts: Texts, *, file: str | None, as_json: bool, **given: object) -> int:
    """Compute the premium that was asked for and print its steps; return the exit code."""
    if file is None and all(value is None or value == () for value in given.values()):
        raise wrong(texts("premium.no-question"))
    try:
        document = {} if file is None else parse_toml(case_bytes(file))
    except OSError as error:
        return output.tell_unreadable(file, error, texts)
    if isinstance(document, Problem):
        return tell_problems((document,), texts, as_json=as_json)
    flags = typed_flags(PREMIUM_2001_FIELDS, given)
    found = _question(document, flags, given)
    if not isinstance(found, Premium2001Question):
        names = {
            one.path: f"--{one.flag}"
            for one in PREMIUM_2001_FIELDS
            if not file or one.flag in flags
        }
        return tell_problems(found, texts, as_json=as_json, flags=names)
    return output.write(_answer(found, texts, as_json=as_json))


def _question(
    document: dict[str, object], flags: dict[str, str], given: dict[str, object]
) -> Premium2001Question | tuple[Problem, ...]:
    rows = {key: repeated(given[_row(key)]) for key in _ROWS}
    laid, unread = with_flags(document, PREMIUM_2001_FIELDS, flags, today())
    whole, wrong = with_rows(laid, rows, today())
    unreadable = (*unread, *wrong)
    found = read_premium_2001(whole, load_rulebook())
    if isinstance(found, Premium2001Question):
        return unreadable or found
    paths = {problem.path for problem in unreadable}
    return (*unreadable, *(problem for problem in found if problem.path not in paths))


def _answer(question: Premium2001Question, texts: Texts, *, as_json: bool) -> str:
    premium = premium_of_2001(question, load_rulebook())
    if as_json:
        return to_json(premium_2001_document(premium))
    return premium_2001_text(premium, output.paper(texts))
