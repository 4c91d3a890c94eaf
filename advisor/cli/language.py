"""The language of a run: from the command line, the environment, the settings or the locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from advisor.explain.texts import Language

_KNOWN: tuple[Language, ...] = ("ko", "en")
OPTION = "--lang"
CONFIG_OPTION = "--config"
VARIABLE = "ADVISOR_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(
    arguments: Sequence[str], environment: Mapping[str, str], kept: Callable[[], str] = str
) -> Language:
    """Return the language of this run; `kept`, called only if needed, returns that of the settings.

    It is found before the arguments are parsed, because help and errors are written in it. An
    unknown language among the arguments is ignored here, and refused when they are parsed.

    >>> language(["decide", "--lang", "ko"], {})
    'ko'
    >>> language([], {"LC_ALL": "", "LANG": "ko_KR.UTF-8"})
    'ko'
    >>> language(["--lang=en"], {"ADVISOR_LANG": "ko"})
    'en'
    """
    wishes: tuple[Callable[[], str], ...] = (
        lambda: asked_for(OPTION, arguments),
        lambda: environment.get(VARIABLE, "").lower(),
        kept,
        lambda: _of_the_system(environment),
    )
    return next((known for wish in wishes for known in _KNOWN if wish() == known), "en")


def _of_the_system(environment: Mapping[str, str]) -> str:
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    return locale[:2].lower()


def asked_for(option: str, arguments: Sequence[str]) -> str:
    """Return the value of an option's last use in arguments not parsed yet; empty if there is none.

    >>> asked_for("--config", ["decide", "--config=a", "--config", "b"])
    'b'
    """
    wish = ""
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=False):
        if argument == option:
            wish = following
        elif argument.startswith(f"{option}="):
            wish = argument.partition("=")[2]
    return wish


def without_language(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without `--lang` and its value, if that is a known language.

    >>> without_language(["--lang", "ko", "--help"])
    ['--help']
    """
    rest = list(arguments)
    for known in _KNOWN:
        if f"{OPTION}={known}" in rest:
            rest.remove(f"{OPTION}={known}")
        if OPTION in rest and rest[rest.index(OPTION) + 1 :][:1] == [known]:
            del rest[rest.index(OPTION) : rest.index(OPTION) + 2]
    return rest
