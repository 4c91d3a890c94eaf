"""`advisor man`: it lacks nothing that `--help` says, and no line is read as a roff command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from advisor.cli.main import open_app, run
from advisor.cli.program import Program
from advisor.explain.texts import LANGUAGES, Language, Texts

if TYPE_CHECKING:
    from pytest import CaptureFixture  # noqa: PT013 - types only

ORDERS = {".TH", ".SH", ".nf", ".fi", '.\\"'}


def plain(roff: str) -> str:
    return re.sub(r"^\\&", "", roff, flags=re.MULTILINE).replace("\\-", "-").replace("\\e", "\\")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_holds_every_page_of_help(
    language: Language, capsys: CaptureFixture[str]
) -> None:
    assert run(["man", "--lang", language]) == 0
    manual = capsys.readouterr().out
    assert "␊" not in manual, "a list over several lines is shown as lines"
    program = Program(Texts(language), open_app)
    context = click.Context(program, info_name="advisor")
    assert program.get_help(context).strip() in plain(manual)
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        assert command is not None
        assert f'.SH "advisor {name}"' in manual
        assert command.get_help(context).strip() in plain(manual)
    assert {line.split(" ")[0] for line in manual.splitlines() if line[:1] in {".", "'"}} == ORDERS
