"""`advisor man`: the manual page, made from the pages of help."""

from collections.abc import Iterator
from functools import partial

import click

from advisor import __version__
from advisor.cli import output
from advisor.cli.commands import Command, page
from advisor.explain.texts import Texts

_CODING = '.\\" -*- mode: nroff; coding: UTF-8 -*-'


def command(texts: Texts) -> Command:
    """Return the command."""
    return Command("man", partial(_run, texts), [], page(texts, "man.help"))


def _run(texts: Texts) -> int:
    root = click.get_current_context().find_root()
    return output.write(manual(root.command, texts))


def manual(program: click.Command, texts: Texts) -> str:
    """Return the manual page of a program and all its commands, in the roff format of `man`."""
    lines = [
        _CODING,
        f'.TH ADVISOR 1 "" "advisor {__version__}"',
        f".SH {texts('man.name')}",
        f"advisor \\- {_escaped(texts('man.about'))}",
    ]
    for name, text in _pages(program, "advisor"):
        lines += [f'.SH "{name}"', ".nf", *map(_escaped, text.strip().splitlines()), ".fi"]
    return "\n".join(lines) + "\n"


def _pages(found: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """Yield the full name and the page of help of a command, then of each of its subcommands."""
    context = click.Context(found, info_name=path)
    yield path, found.get_help(context)
    if isinstance(found, click.Group):
        for name in found.list_commands(context):
            child = found.get_command(context, name)
            if child is not None and not child.hidden:
                yield from _pages(child, f"{path} {name}")


def _escaped(line: str) -> str:
    r"""Return a line escaped so that roff prints it unchanged.

    >>> _escaped(r".a-b\c")
    '\\&.a\\-b\\ec'
    """
    shown = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown
