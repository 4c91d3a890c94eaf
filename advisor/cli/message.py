"""`advisor message`: the answer in a few lines to send."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor.book.clients.client_case import client_cases
from advisor.cases import open_cases
from advisor.cli import output
from advisor.cli.case_input import asked_case, decided, saved_case
from advisor.cli.commands import Command, case_or_sample, page
from advisor.explain.outside import harmless
from advisor.report.message import message
from advisor.rules.rulebook import load_rulebook
from advisor.settings import read_settings

if TYPE_CHECKING:
    from advisor.explain.texts import Texts


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        *case_or_sample(),
        click.Option(["--office"], default=None),
    ]
    return Command("message", partial(_run, texts), params, page(texts, "message.help"))


def _run(texts: Texts, *, case: str | None, use_sample: bool, office: str | None) -> int:
    if case and (said := _unsaid(case, texts)):
        output.tell(said)
        return output.BAD_INPUT
    decision = decided(asked_case(case, texts, use_sample=use_sample), texts)
    output.write(message(decision, texts, read_settings().office if office is None else office))
    return output.DONE


def _unsaid(name: str, texts: Texts) -> str:
    """Say why a saved case has no message any more: its client has renewed, or claimed a sum."""
    saved = saved_case(name, texts)
    if saved is None:
        return ""
    with open_cases() as store:
        (here,) = client_cases(store, load_rulebook(), (saved,))
    who = harmless(here.called)
    code = f"message.unsaid.{here.unsaid}"
    return texts(code, number=here.number, name=who) if here.unsaid else ""
