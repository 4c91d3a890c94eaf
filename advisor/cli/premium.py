"""`advisor premium`: a premium built up as the rules of its day have it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor.cli import output
from advisor.cli.case_input import case_file
from advisor.cli.commands import Command, page
from advisor.cli.completion import files
from advisor.cli.problems import tell_problems
from advisor.domain.premium_2001 import BillQuestion
from advisor.engine.premium_2001.premium_of_2001 import premium_of_2001
from advisor.intake.case.fields import FieldKind
from advisor.intake.premium_2001.fields import BILL_FIELDS, LISTS, TABLES
from advisor.intake.premium_2001.file import read_bill, with_rows
from advisor.intake.problems import Problem
from advisor.intake.typed.flag import with_flags
from advisor.report.answer.to_json import to_json
from advisor.report.premium_2001 import bill_document, bill_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.intake.case.fields import Field

_ROWS = {**LISTS, **{str(listed): str(listed) for listed in TABLES}}


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["file"], required=False, shell_complete=files),
        click.Option(["--json", "as_json"], is_flag=True),
        *map(_option, BILL_FIELDS),
        *(click.Option([f"--{flag}", _row(key)], multiple=True) for key, flag in _ROWS.items()),
    ]
    return Command("premium", partial(_run, texts), params, page(texts, "premium.help"))


def _option(field: Field) -> click.Option:
    if field.kind is FieldKind.FLAG:
        return click.Option([f"--{field.flag}/--no-{field.flag}", _variable(field)], default=None)
    return click.Option([f"--{field.flag}", _variable(field)])


def _variable(field: Field) -> str:
    return f"flag_{field.path}"


def _row(key: str) -> str:
    return f"row_{key}"


def _run(texts: Texts, *, file: str | None, as_json: bool, **given: object) -> int:
    """Build the premium that was asked for and print it; give the exit code."""
    if file is None and all(value is None or value == () for value in given.values()):
        raise click.UsageError(texts("premium.no-question"), click.get_current_context())
    try:
        document = {} if file is None else case_file(file)
    except OSError as error:
        return output.tell_unreadable(file, error, texts)
    if isinstance(document, Problem):
        return tell_problems((document,), texts, as_json=as_json)
    found = _question(document, given)
    if not isinstance(found, BillQuestion):
        return tell_problems(found, texts, as_json=as_json)
    output.write(_answer(found, texts, as_json=as_json))
    return output.DONE


def _question(
    document: dict[str, object], given: dict[str, object]
) -> BillQuestion | tuple[Problem, ...]:

    typed = {field.flag: _text(given[_variable(field)]) for field in BILL_FIELDS}
    flags = {flag: text for flag, text in typed.items() if text is not None}
    rows = {key: _texts(given[_row(key)]) for key in _ROWS}
    laid, unread = with_flags(document, BILL_FIELDS, flags, today())
    whole, wrong = with_rows(laid, rows, today())
    unreadable = (*unread, *wrong)
    found = read_bill(whole, load_rulebook())
    if isinstance(found, BillQuestion):
        return unreadable or found
    paths = {problem.path for problem in unreadable}
    return (*unreadable, *(problem for problem in found if problem.path not in paths))


def _text(value: object) -> str | None:
    """Return what was typed; a switch was typed as a yes or a no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _answer(question: BillQuestion, texts: Texts, *, as_json: bool) -> str:

    bill = premium_of_2001(question, load_rulebook())
    if as_json:
        return to_json(bill_document(bill))

    return bill_text(bill, texts, output.cells())
