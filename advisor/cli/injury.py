"""`advisor injury`: what the payment standard gives to a person who was hurt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor.cli import output
from advisor.cli.commands import Command, page
from advisor.cli.problems import tell_problems
from advisor.domain.injury import InjuryQuestion
from advisor.engine.injury.payments import injury_payments
from advisor.intake.case.fields import FieldKind
from advisor.intake.injury.fields import INJURY_FIELDS
from advisor.intake.injury.question import read_injury
from advisor.intake.typed.flag import with_flags
from advisor.report.answer.to_json import to_json
from advisor.report.injury.document import injury_document
from advisor.report.injury.text import injury_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.intake.case.fields import Field

_FLAGS = {field.path: f"--{field.flag}" for field in INJURY_FIELDS}


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Option(["--json", "as_json"], is_flag=True),
        *map(_option, INJURY_FIELDS),
    ]
    return Command("injury", partial(_run, texts), params, page(texts, "injury.help"))


def _option(field: Field) -> click.Option:
    names = [f"--{field.flag}", _variable(field)]
    return click.Option(names, is_flag=field.kind is FieldKind.FLAG)


def _variable(field: Field) -> str:
    return f"flag_{field.path}"


def _run(texts: Texts, *, as_json: bool, **given: object) -> int:
    """Work out what is asked for and print it; return the exit code."""
    typed = {field.flag: _text(given[_variable(field)]) for field in INJURY_FIELDS}
    flags = {flag: text for flag, text in typed.items() if text is not None}
    day = today()
    document, unread = with_flags({}, INJURY_FIELDS, flags, day)
    question = read_injury(document, day)
    if unread or not isinstance(question, InjuryQuestion):
        found = () if isinstance(question, InjuryQuestion) else question
        return tell_problems((*unread, *found), texts, as_json=as_json, flags=_FLAGS)
    rulebook = load_rulebook()
    payments = injury_payments(question, rulebook)
    if as_json:
        output.write(to_json(injury_document(payments)))
    else:
        output.write(injury_text(payments, rulebook, texts, output.cells()))
    return output.DONE


def _text(value: object) -> str | None:
    """Return what was typed; a switch that was given was typed as a yes."""
    if isinstance(value, bool):
        return "yes" if value else None
    return None if value is None else str(value)
