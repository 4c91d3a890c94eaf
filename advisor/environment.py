"""The environment variables that the program reads, and a cheap look for settings.

Help waits for this, so nothing is imported that an interpreter does not load by itself.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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
