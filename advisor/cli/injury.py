"""`advisor injury`: what the payment standard pays to a person who was hurt."""

from functools import partial

import click

from advisor.cli import output
from advisor.cli.commands import Command, json_option, page
from advisor.cli.field_options import field_options, typed_flags
from advisor.cli.problems import tell_problems
from advisor.domain.injury import InjuryQuestion
from advisor.engine.injury.payments import injury_payments
from advisor.explain.texts import Texts
from advisor.intake.injury import INJURY_FIELDS, read_injury
from advisor.intake.typed.command_line import with_flags
from advisor.report.answer.to_json import to_json
from advisor.report.injury import injury_document, injury_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

_FLAGS = {field.path: f"--{field.flag}" for field in INJURY_FIELDS}


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        json_option(),
        *field_options(INJURY_FIELDS, can_be_denied=False),
    ]
    return Command("injury", partial(_run, texts), params, page(texts, "injury.help"))


def _run(texts: Texts, *, as_json: bool, **given: object) -> int:
    """Compute the payments that the options ask for and print them; return the exit code."""
    flags = typed_flags(INJURY_FIELDS, given)
    day = today()
    document, unread = with_flags({}, INJURY_FIELDS, flags, day)
    question = read_injury(document, day)
    if unread or not isinstance(question, InjuryQuestion):
        found = () if isinstance(question, InjuryQuestion) else question
        return tell_problems((*unread, *found), texts, as_json=as_json, flags=_FLAGS)
    rulebook = load_rulebook()
    payments = injury_payments(question, rulebook)
    if as_json:
        return output.write(to_json(injury_document(payments)))
    return output.write(injury_text(payments, rulebook, output.paper(texts)))
