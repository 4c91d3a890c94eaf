"""Where the user's files are: cases in a data folder, settings and own rules in a config folder.

`ADVISOR_HOME` names one folder for all of them. A user without a home folder has neither.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from advisor import on_demand
from advisor.environment import HOME, NAME


def data_folder() -> Path | None:
    """Return the folder of saved cases, None without a home folder; it need not exist."""
    if home := os.environ.get(HOME):
        return expanded(home)
    return _sure(lambda: on_demand.user_data_path(NAME, appauthor=False))


def config_folder() -> Path | None:
    """Return the folder of settings and own rules, None without a home folder."""
    if home := os.environ.get(HOME):
        return expanded(home)
    return _sure(lambda: on_demand.user_config_path(NAME, appauthor=False))


def expanded(path: str) -> Path:
    """Return a path with `~` expanded, or unchanged if there is no home folder."""
    with suppress(RuntimeError):
        return Path(path).expanduser()
    return Path(path)


def _sure(find: Callable[[], Path]) -> Path | None:
    """Return the folder found, None if it is not absolute because there is no home folder."""
    try:
        folder = find()
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None
