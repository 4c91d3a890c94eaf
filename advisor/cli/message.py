"""`advisor message`: the answer in a few lines to send."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor.cli import output
from advisor.cli.case_input import asked_case, decided
from advisor.cli.commands import Command, case_or_sample, page
from advisor.report.message import message
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
    decision = decided(asked_case(case, texts, use_sample=use_sample), texts)
    output.write(message(decision, texts, read_settings().office if office is None else office))
    return output.DONE
