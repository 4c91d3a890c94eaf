"""`advisor message`: the answer in a few lines to send."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor.cli import output
from advisor.cli.case_input import case_or_sample
from advisor.cli.commands import Command, page
from advisor.cli.completion import files
from advisor.cli.problems import tell_problems
from advisor.domain.decision import Decision
from advisor.intake.problems import Problem
from advisor.report.message import message
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer, today
from advisor.settings import read_settings

if TYPE_CHECKING:
    from advisor.explain.texts import Texts


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["case"], required=False, shell_complete=files),
        click.Option(["--sample", "use_sample"], is_flag=True),
        click.Option(["--office"], default=None),
    ]
    return Command("message", partial(_run, texts), params, page(texts, "message.help"))


def _run(texts: Texts, *, case: str | None, use_sample: bool, office: str | None) -> int:

    try:
        document = case_or_sample(case, texts, use_sample=use_sample)
    except OSError as error:
        return output.tell_unreadable(case, error, texts)
    found = (
        (document,) if isinstance(document, Problem) else answer(document, load_rulebook(), today())
    )
    if not isinstance(found, Decision):
        return tell_problems(found, texts, as_json=False)
    output.write(message(found, texts, read_settings().office if office is None else office))
    return output.DONE
