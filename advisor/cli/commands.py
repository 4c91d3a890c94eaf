"""Commands with help pages and error messages of our own, in either language."""

from collections.abc import Callable, Iterable, Sequence

import click

from advisor import on_demand
from advisor.cli import output
from advisor.cli.completion import files
from advisor.cli.language import CONFIG_OPTION
from advisor.explain.texts import LANGUAGES, Texts
from advisor.explain.untrusted_text import LONGEST_TYPED, harmless

_ASCII = "--ascii"

SETTINGS = {"help_option_names": ["-h", "--help"]}

OPEN = "open"
"""The name of the internal command for a case in the place of a command; it is never typed."""


class ExtraArgumentsError(click.UsageError):
    """More arguments than the command takes."""

    def __init__(self, arguments: Sequence[str], ctx: click.Context) -> None:
        super().__init__("extra arguments", ctx)
        self.arguments = tuple(arguments)


class TranslatedCommand(click.Command):
    """A command with our own texts for help and errors; its help is printed like a result."""

    page: Callable[[], str]
    """The function that returns the page of help."""

    def get_help(self, _ctx: click.Context) -> str:
        """Return the page of help."""
        return self.page()

    def get_help_option(self, _ctx: click.Context) -> click.Option | None:
        """Return the option that prints the page of help."""
        if self._help_option is None:
            self._help_option = click.Option(
                SETTINGS["help_option_names"], is_flag=True, is_eager=True, expose_value=False,
                callback=_help,
            )  # fmt: skip
        return self._help_option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments.

        Raises:
            ExtraArgumentsError: there are too many arguments.
            UsageError: the arguments cannot be read.
        """
        takes_all, ctx.allow_extra_args = ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        ctx.allow_extra_args = takes_all
        if rest and not takes_all and not ctx.resilient_parsing:
            raise ExtraArgumentsError(rest, ctx)
        return rest


class Command(TranslatedCommand):
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
            params=[*_with_ascii(params), language_option(), config_option()],
            context_settings=SETTINGS,
        )
        self.page = page


class Group(TranslatedCommand, click.Group):
    """A command with subcommands; without one it shows its page of help."""

    def __init__(
        self, name: str, commands: Sequence[click.Command], page: Callable[[], str]
    ) -> None:
        super().__init__(
            name, commands, params=[language_option(), config_option()], context_settings=SETTINGS
        )
        self.page = page


def language_option() -> click.Option:
    """Return `--lang`; its value was already read before click parses the arguments."""
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False)


def config_option() -> click.Option:
    """Return `--config`; like `--lang`, it was already read before click parses the arguments."""
    return click.Option([CONFIG_OPTION], expose_value=False, shell_complete=files)


def case_or_sample() -> list[click.Parameter]:
    """Return the parameters of a command that takes one case: the case, or `--sample`."""
    return [
        click.Argument(["case"], required=False, shell_complete=files),
        click.Option(["--sample", "use_sample"], is_flag=True),
    ]


def json_option() -> click.Option:
    """Return `--json`."""
    return click.Option(["--json", "as_json"], is_flag=True)


def wrong(words: str) -> click.UsageError:
    """Return the usage error of the current command, with a message."""
    return click.UsageError(words, click.get_current_context())


def _with_ascii(params: Sequence[click.Parameter]) -> list[click.Parameter]:
    """Return the parameters with `--ascii` added, unless the command has that option itself."""
    if any(_ASCII in param.opts for param in params):
        return [*params]
    wanted = click.Option([_ASCII], is_flag=True, expose_value=False, callback=_want_ascii)
    return [*params, wanted]


def _help(ctx: click.Context, _param: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        output.write(f"{ctx.get_help()}\n")
        ctx.exit()


def _want_ascii(_ctx: click.Context, _param: click.Parameter, wanted: object) -> None:
    if wanted:
        output.want_ascii()


def page(texts: Texts, code: str) -> Callable[[], str]:
    """Return a function that returns the page of help from the text catalogs."""
    return lambda: texts(code).strip()


def usage_error(error: click.UsageError, texts: Texts) -> int:
    """Report what is wrong with the command line, and where to find help; return the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        output.tell(error.format_message())
        return output.USAGE
    command = error.ctx.command_path.removesuffix(f" {OPEN}") if error.ctx else "advisor"
    output.tell(f"{_words(error, texts)}\n{texts('cli.usage.help', command=command)}")
    return output.USAGE


def _words(error: click.UsageError, texts: Texts) -> str:
    match error:
        case ExtraArgumentsError(arguments=arguments):
            typed = harmless(" ".join(arguments), LONGEST_TYPED)
            return texts("cli.usage.extra", arguments=typed)
        case click.NoSuchCommand(command_name=name):
            return no_such("cli.usage.no-command", name, error.possibilities or (), texts)
        case click.NoSuchOption(option_name=option):
            return _no_such_option(option, error.ctx, texts)
        case click.BadOptionUsage(option_name=name):
            code = "no-value" if _is_switch(name, error.ctx) else "needs-value"
            return texts(f"cli.usage.{code}", option=name)
        case _:
            return _words_of_parameter(error, texts)


def _words_of_parameter(error: click.UsageError, texts: Texts) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as needed):
            option = isinstance(needed, click.Option)
            name = needed.opts[0] if option else needed.human_readable_name
            return texts("cli.usage.missing", argument=name)
        case click.BadParameter(param=click.Option(type=click.IntRange() as range_) as option):
            least, most = range_.min, range_.max
            code = "bad-count" if most is None else "bad-number"
            return texts(f"cli.usage.{code}", option=option.opts[0], least=least, most=most)
        case click.BadParameter(param=click.Option() as option):
            choices = getattr(option.type, "choices", ())
            return texts("cli.usage.bad-value", option=option.opts[0], choices=", ".join(choices))
        case _:
            return error.format_message()


def _is_switch(name: str, ctx: click.Context | None) -> bool:
    """Return whether an option of the command takes no value."""
    params = ctx.command.params if ctx else ()
    options = (param for param in params if isinstance(param, click.Option))
    return any(one.is_flag and name in (*one.opts, *one.secondary_opts) for one in options)


def _no_such_option(option: str, ctx: click.Context | None, texts: Texts) -> str:
    """Return a message that a command has no such option, and which one was probably meant."""
    params = ctx.command.params if ctx else ()
    own = [flag for param in params for flag in (*param.opts, *param.secondary_opts)]
    shown = harmless(option, LONGEST_TYPED)
    if ctx and any(option in param.opts for param in ctx.find_root().command.params):
        return texts("cli.usage.option-of-the-program", name=shown)
    near = on_demand.nearest_flag(option, own)
    return texts(f"cli.usage.no-such-option{'-near' if near else ''}", name=shown, nearest=near)


_SENTENCE = 3
"""The number of words from which a name is more likely the description of an accident."""


def is_sentence(name: str) -> bool:
    """Return whether text in the place of a case name describes an accident or asks a question.

    >>> is_sentence("기둥을 박음 180만원"), is_sentence("김민수 (사본)"), is_sentence("claim?")
    (True, False, True)
    """
    return len(name.split()) >= _SENTENCE or name.rstrip().endswith("?")


def no_such(code: str, name: str, known: Iterable[str], texts: Texts) -> str:
    """Return a message that nothing has a name, with the nearest known name if one is near."""
    near = "".join(on_demand.get_close_matches(name, known, 1))
    shown = harmless(name, LONGEST_TYPED)
    return texts(f"{code}{'-near' if near else ''}", name=shown, nearest=near)
