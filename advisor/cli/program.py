"""The group of all commands; without a command, or with a case in its place, the app opens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor import __version__, on_demand
from advisor.cli import output
from advisor.cli.commands import (
    OPEN,
    SETTINGS,
    Command,
    TranslatedCommand,
    config_option,
    is_sentence,
    language_option,
    no_such,
    usage_error,
)
from advisor.cli.completion import files
from advisor.domain.errors import AdvisorError, NoRuleInForceError
from advisor.environment import ASCII, DRIVER
from advisor.explain.pages import help_page
from advisor.explain.texts import Language, Texts
from advisor.settings import problem_facts, read_settings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from advisor.storage.records import SavedCase

    OpenApp = Callable[[Path | SavedCase | None, Language], None]

_COMMANDS = {
    "decide": "advisor.cli.decide",
    "compare": "advisor.cli.compare",
    "batch": "advisor.cli.batch",
    "premium": "advisor.cli.premium",
    "injury": "advisor.cli.injury",
    "learn": "advisor.cli.learn",
    "retention": "advisor.cli.retention",
    "choose": "advisor.cli.choose",
    "systems": "advisor.cli.systems",
    "report": "advisor.cli.report",
    "message": "advisor.cli.message",
    "serve": "advisor.cli.serve",
    "cases": "advisor.cli.cases",
    "rules": "advisor.cli.rules",
    "schema": "advisor.cli.schema",
    "doctor": "advisor.cli.doctor",
    "man": "advisor.cli.manual",
}
"""The module of each command, with a `command(texts)`; it is imported when the command is used."""


class Program(TranslatedCommand, click.Group):
    """The group of all commands."""

    def __init__(self, texts: Texts, open_app: OpenApp) -> None:
        version = click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version
        )
        super().__init__(
            "advisor",
            callback=self._without_command,
            invoke_without_command=True,
            params=[version, *_open_options(), language_option(), config_option()],
            context_settings=SETTINGS,
        )
        self._texts = texts
        self._open_app = open_app
        self.page = lambda: help_page(texts.language).rstrip()

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with a name, or None if there is none."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name]).command(self._texts)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a case file or a saved case in its place opens the app.

        Raises:
            UsageError: it is neither, or several saved cases have the name.
            StorageError: the saved cases cannot be opened.
        """
        name = args[0]
        if name in _COMMANDS:
            return super().resolve_command(ctx, args)
        is_file = name.endswith(".toml") or Path(name).exists()
        saved = None if is_file else on_demand.saved_case(name, self._texts)
        if is_file or saved:
            params = [click.Argument(["case"], shell_complete=files), *_open_options()]
            opens = partial(self._open, saved=saved)
            return OPEN, Command(OPEN, opens, params, self.page), args
        if is_sentence(name):
            raise click.UsageError(self._texts("cli.error.no-case-but-words", path=name), ctx)
        raise click.UsageError(
            no_such("cli.usage.no-such-command", name, _COMMANDS, self._texts), ctx
        )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return completions of a command; if there is none, of a case file."""
        found = super().shell_complete(ctx, incomplete)
        return found or files(ctx, self.params[0], incomplete)

    def _without_command(self, **ways: bool) -> int:
        if not click.get_current_context().invoked_subcommand:
            return self._open(None, None, **ways)
        if ways["ascii"]:
            output.want_ascii()
        return output.DONE

    def _open(self, case: str | None, saved: SavedCase | None = None, **ways: bool) -> int:
        """Open the app, or ask line by line with `--plain`; return the exit code."""
        root = click.get_current_context().find_root().params
        plain, ascii_only = (ways[way] or root[way] for way in ("plain", "ascii"))
        asked = saved or (Path(case) if case else None)
        if isinstance(asked, Path):
            try:
                asked.open("rb").close()
            except OSError as error:
                return output.tell_unreadable(asked, error, self._texts)
        if plain:
            from advisor.cli.dialogue import run  # noqa: PLC0415 - only for `--plain`

            return run(asked, self._texts)
        if not _is_shown():
            output.tell(self._texts("cli.no-terminal").strip())
            return output.USAGE
        if ascii_only:
            output.want_ascii()
        self._open_app(asked, self._texts.language)
        return output.DONE


def _is_shown() -> bool:
    """Return whether there is a screen: a terminal, or a browser through `advisor serve`."""
    if os.environ.get(DRIVER, "").endswith(":WebDriver"):
        return True
    return sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _open_options() -> tuple[click.Option, ...]:
    """Return the options for opening the app, which may be before or after a case file."""
    return tuple(click.Option([name], is_flag=True) for name in ("--plain", "--ascii"))


def _version(ctx: click.Context, _param: click.Parameter, wanted: object) -> None:
    if wanted:
        output.write(f"advisor {__version__}\n")
        ctx.exit()


def _stopped(error: AdvisorError, texts: Texts) -> int:
    """Report the error that prevents an answer; return the exit code."""
    if isinstance(error, on_demand.StorageError):
        return output.tell_storage(error, texts)
    output.tell(on_demand.error_text(error, texts))
    if isinstance(error, NoRuleInForceError):
        return output.NO_RULE
    return output.BAD_INPUT if error.of_input else output.OUR_FAULT


def _unreadable(error: OSError, texts: Texts) -> int:
    """Report which file cannot be read; return the exit code.

    Raises:
        StreamError: the error names no file, because click failed to print completions.
    """
    if error.filename is None:
        raise output.stream_failure(error) from error
    return output.tell_unreadable(None, error, texts)


def run_program(arguments: list[str], language: Language, open_app: OpenApp) -> int:
    """Run one command line; return its exit code.

    Raises:
        KeyboardInterrupt: the user has interrupted the command.
        StreamError: standard output is full or closed, or its reader has gone.
    """
    texts = Texts(language)
    settings = read_settings()
    for problem in settings.problems:
        output.tell(texts(f"settings.{problem.code}", **problem_facts(problem, settings)))
    if settings.ascii is not None:
        os.environ.setdefault(ASCII, "1" if settings.ascii else "0")
    try:
        code: int | None = Program(texts, open_app).main(
            arguments, prog_name="advisor", standalone_mode=False
        )
    except click.UsageError as error:
        return usage_error(error, texts)
    except output.CommandEndedError as ended:
        return ended.code
    except AdvisorError as error:
        return _stopped(error, texts)
    except OSError as error:
        return _unreadable(error, texts)
    except click.Abort:
        raise KeyboardInterrupt from None
    return code or output.DONE
