"""The environment variables that the program reads, and a cheap check for settings.

`--help` waits for this module, so it imports only what the interpreter loads anyway.
"""

import os
from collections.abc import Iterator, Mapping

HOME = "ADVISOR_HOME"
"""The variable that may name one folder for all of the user's files."""

CONFIG, THEME, ASCII, MOUSE = (
    "ADVISOR_CONFIG", "ADVISOR_THEME", "ADVISOR_ASCII", "ADVISOR_MOUSE",
)  # fmt: skip
"""The variables for the settings file and for the settings that they override."""

DRIVER = "TEXTUAL_DRIVER"
"""The variable in which a server of Textual apps names its driver."""

NAME = "advisor"
"""The name of the user's own folders."""


def may_have_settings() -> bool:
    """Return whether settings may exist at all: a cheap check before the exact one."""
    return CONFIG in os.environ or may_have_folder()


def may_have_folder() -> bool:
    """Return whether the user may have a folder of settings and rules."""
    return HOME in os.environ or any(
        os.path.isdir(f"{base}{os.sep}{NAME}")  # noqa: PTH112 - pathlib is slow to load
        for base in _usual_bases()
    )


def _usual_bases() -> Iterator[str]:
    for variable in ("XDG_CONFIG_HOME", "LOCALAPPDATA"):
        if variable in os.environ:
            yield os.environ[variable]
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() fails without a home
    yield f"{home}{os.sep}.config"
    yield f"{home}{os.sep}Library{os.sep}Application Support"


_POOR = {"linux", "dumb", "vt100", "vt220"}
"""Terminals, as `TERM` names them, that can show few characters."""


def ascii_stated(environment: Mapping[str, str], encoding: str) -> bool | None:
    """Return whether to draw in ASCII only; None if the terminal itself should be asked.

    An encoding other than those of Unicode cannot represent the other characters.

    >>> ascii_stated({"ADVISOR_ASCII": "1"}, "utf-8"), ascii_stated({"TERM": "linux"}, "utf-8")
    (True, True)
    >>> ascii_stated({"TERM": "xterm"}, "euc-kr"), ascii_stated({"TERM": "xterm"}, "utf-8")
    (True, None)
    """
    said = stated_flag(environment, ASCII)
    if said is not None:
        return said
    if environment.get("TERM", "") in _POOR:
        return True
    return None if encoding.lower().startswith("utf") else True


def stated_flag(environment: Mapping[str, str], variable: str) -> bool | None:
    """Return the yes or no that a variable states, None if it is not set.

    >>> stated_flag({"ADVISOR_MOUSE": "0"}, "ADVISOR_MOUSE"), stated_flag({}, "ADVISOR_MOUSE")
    (False, None)
    """
    said = environment.get(variable, "").strip().lower()
    return said not in {"0", "no", "false", "off"} if said else None
