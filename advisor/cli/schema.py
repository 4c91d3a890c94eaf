"""`advisor schema`: the JSON schema of what `--json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.cli import output
from advisor.cli.commands import Command, page
from advisor.report.answer.answer_schema import schema_text

if TYPE_CHECKING:
    from advisor.explain.texts import Texts


def command(texts: Texts) -> Command:
    """Give the command."""
    return Command("schema", _schema, [], page(texts, "cli.schema.help"))


def _schema() -> int:
    output.write(schema_text())
    return output.DONE
