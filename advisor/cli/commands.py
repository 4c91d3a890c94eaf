"""Commands whose help is ours: in either language, measured in terminal cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from advisor.cli import output
from advisor.explain.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from advisor.explain.texts import Texts

_ASCII = "--ascii"

SETTINGS = {"help_option_names": ["-h", "--help"]}


class Command(click.Command):
    """A command with a page of help."""

    def __init__(
        self,
        name: str,
        run: Callable[..., int],
        params: Sequence[click.Parameter],
        page: Callable[[], str],
    ) -> None:
        super().__init__(
            name,
            callback=run,
            params=[*_with_ascii(params), language_option()],
            context_settings=SETTINGS,
        )
        self._page = page

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Give the page."""
        return self._page()


class Group(click.Group):
    """A command of commands; asked alone it shows its page of help."""

    def __init__(
        self, name: str, commands: Sequence[click.Command], page: Callable[[], str]
    ) -> None:
        super().__init__(name, commands, params=[language_option()], context_settings=SETTINGS)
        self._page = page

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Give the page."""
        return self._page()


def language_option() -> click.Option:
    """Give `--lang`; it is read before the others, so nothing asks for its value."""
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False)


def _with_ascii(params: Sequence[click.Parameter]) -> list[click.Parameter]:
    """Add `--ascii`, unless the command reads it by itself."""
    if any(_ASCII in param.opts for param in params):
        return [*params]
    wanted = click.Option([_ASCII], is_flag=True, expose_value=False, callback=_want_ascii)
    return [*params, wanted]


def _want_ascii(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - click's signature
    if value:
        output.want_ascii()


def page(texts: Texts, code: str) -> Callable[[], str]:
    """Give the page of help that stands in the catalogs."""
    return lambda: texts(code).strip()


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that is most like another one; empty where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - for mistyped words only

    return "".join(get_close_matches(word, known, 1))


def usage_error(error: click.UsageError, texts: Texts) -> int:
    """Say what is wrong with the command line, and where the help is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        output.tell(f"{error.format_message()}\n")
        return output.USAGE
    command = error.ctx.command_path if error.ctx else "advisor"
    output.tell(f"{_words(error, texts)}\n{texts('cli.usage.help', command=command)}\n")
    return output.USAGE


def _words(error: click.UsageError, texts: Texts) -> str:
    match error:
        case click.NoSuchOption():
            nearest = error.possibilities[0] if error.possibilities else ""
            code = "no-such-option-near" if nearest else "no-such-option"
            return texts(f"cli.usage.{code}", option=error.option_name, nearest=nearest)
        case click.BadOptionUsage():
            return texts("cli.usage.bad-option", option=error.option_name)
        case click.BadParameter(param=click.Option() as option):
            choices = getattr(option.type, "choices", ())
            return texts("cli.usage.bad-value", option=option.opts[0], choices=", ".join(choices))
        case click.MissingParameter(param=click.Argument() as argument):
            return texts("cli.usage.missing", argument=argument.human_readable_name)
        case _:
            return error.format_message()
