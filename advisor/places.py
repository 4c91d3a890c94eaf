"""Where this user's own things lie: cases in a folder for data, settings and rules in one for them.

`ADVISOR_HOME` names one folder for all of it. Who has no home folder has no such places.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from advisor import on_demand
from advisor.environment import HOME, NAME


def data_folder() -> Path | None:
    """Return the folder of saved cases, None where nobody has one; it need not exist."""
    if home := os.environ.get(HOME):
        return expanded(home)
    return _sure(lambda: on_demand.user_data_path(NAME, appauthor=False))


def config_folder() -> Path | None:
    """Return the folder of settings and own rules, None where nobody has one."""
    if home := os.environ.get(HOME):
        return expanded(home)
    return _sure(lambda: on_demand.user_config_path(NAME, appauthor=False))


def expanded(path: str) -> Path:
    """Return a path, `~` in it as the home folder, or as it is where there is none."""
    with suppress(RuntimeError):
        return Path(path).expanduser()
    return Path(path)


def _sure(find: Callable[[], Path]) -> Path | None:
    """Return a folder, None where nobody has a home: `~` is a name like any other then."""
    try:
        folder = find()
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None
