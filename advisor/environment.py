"""The environment variables that the program reads, and a cheap look for settings.

Help waits for this, so nothing is imported that an interpreter does not load by itself.
"""

import os
from collections.abc import Iterator, Mapping

TYPE_CHECKING = False

HOME = "ADVISOR_HOME"
"""May name a folder for all that the user keeps."""

CONFIG, THEME, ASCII, MOUSE = (
    "ADVISOR_CONFIG", "ADVISOR_THEME", "ADVISOR_ASCII", "ADVISOR_MOUSE",
)  # fmt: skip
"""Where the settings are, and what goes before what they say."""

DRIVER = "TEXTUAL_DRIVER"
"""What a server of Textual apps names its driver by."""

NAME = "advisor"
"""The name of the user's own folders."""


def may_have_settings() -> bool:
    """Tell whether there can be settings at all: a cheap look before the exact one."""
    return CONFIG in os.environ or may_have_folder()


def may_have_folder() -> bool:
    """Tell whether there can be a folder of settings and own rules."""
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
"""Terminals, as `TERM` names them, that have few signs."""


def ascii_stated(environment: Mapping[str, str], encoding: str) -> bool | None:
    """Tell whether only ASCII signs are wanted; None where the terminal itself should be asked.

    An encoding that is not of Unicode cannot name the others.

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
    """Return the yes or no of a variable, None where it is not set.

    >>> stated_flag({"ADVISOR_MOUSE": "0"}, "ADVISOR_MOUSE"), stated_flag({}, "ADVISOR_MOUSE")
    (False, None)
    """
    said = environment.get(variable, "").strip().lower()
    return said not in {"0", "no", "false", "off"} if said else None
