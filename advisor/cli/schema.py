"""`advisor schema`: the JSON schemas of the output of `--json`, of a batch and of a case file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

import advisor.book
from advisor.cli import output
from advisor.cli.commands import Command, page, wrong
from advisor.cli.completion import words
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import machine_text
from advisor.intake.case.schema import case_schema_text
from advisor.report.answer.answer_schema import (
    comparison_schema_text,
    retention_schema_text,
    schema_text,
)

_DECIDE = "decide"


def _of_batch() -> str:
    folder = Path(advisor.book.__path__[0])
    return folder.joinpath("batch.schema.json").read_text("utf-8")


_SCHEMAS: dict[str, Callable[[], str]] = {
    _DECIDE: schema_text,
    "compare": comparison_schema_text,
    "batch": _of_batch,
    "retention": retention_schema_text,
    "case": case_schema_text,
}


def command(texts: Texts) -> Command:
    """Return the command."""
    name = click.Argument(["name"], required=False, shell_complete=words(lambda: _SCHEMAS))
    return Command("schema", partial(_schema, texts), [name], page(texts, "cli.schema.help"))


def _schema(texts: Texts, *, name: str | None) -> int:
    if name is not None and name not in _SCHEMAS:
        said = texts("cli.usage.no-such-schema", name=name, known=", ".join(_SCHEMAS))
        raise wrong(said)
    return output.write(machine_text(_SCHEMAS[name or _DECIDE]()))
