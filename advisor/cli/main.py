"""`advisor`: the entry point. Modules that help does not need are imported later, to save time."""

from __future__ import annotations

import gc
import os
import sys

from advisor import __version__
from advisor.cli.language import CONFIG_OPTION, asked_for, language, without_language
from advisor.cli.output import StreamError, open_streams, write
from advisor.environment import CONFIG, may_have_settings
from advisor.explain.pages import help_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

    from advisor.explain.texts import Language, Texts
    from advisor.storage.records import SavedCase

_INTERRUPTED = 130
"""The exit code of a command that was ended by Ctrl-C, as in shells."""


def main() -> NoReturn:
    """Run the command line of this process.

    Garbage collection is off, because most commands end before it is worth while, and it would
    take a quarter of their time. Long-running ones, such as the app, turn it on again.
    """
    gc.disable()
    open_streams()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    gc.freeze()  # else the interpreter would look through all objects once more
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command line; return its exit code."""
    if named := asked_for(CONFIG_OPTION, arguments):
        os.environ[CONFIG] = named
    speaks = language(arguments, os.environ, _kept_language)
    try:
        return _run(arguments, speaks)
    except StreamError as error:
        return error.end(lambda: _texts(speaks))


def _kept_language() -> str:
    """Return the language stated in the settings; empty if it is not stated there."""
    if not may_have_settings():
        return ""
    from advisor.settings import read_settings  # noqa: PLC0415 - most people have none

    return read_settings().language


def _run(arguments: list[str], speaks: Language) -> int:
    match without_language(arguments):
        case ["-h" | "--help"]:
            text = help_page(speaks)
        case ["--version"]:
            text = f"advisor {__version__}\n"
        case _:
            from advisor.cli.program import run_program  # noqa: PLC0415 - not for help

            return run_program(arguments, speaks, open_app)
    return write(text)


def _texts(speaks: Language) -> Texts:
    from advisor.explain.texts import Texts  # noqa: PLC0415 - not for help

    return Texts(speaks)


def open_app(case: Path | SavedCase | None, speaks: Language) -> None:
    """Open the app; this is the only place where the command line imports Textual."""
    from advisor.tui.app import run as run_app  # noqa: PLC0415 - headless commands load no Textual

    run_app(case, speaks)
