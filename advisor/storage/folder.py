"""Where saved cases lie: the platform's folder for a user's own files, or `ADVISOR_HOME`."""

from __future__ import annotations

import os
from pathlib import Path

_HOME = "ADVISOR_HOME"
_PRIVATE = 0o700


def store_folder() -> Path:
    """Give the folder of the store; it need not exist."""
    if home := os.environ.get(_HOME):
        return Path(home).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing is set

    return user_data_path("advisor", appauthor=False)


def make_folder(folder: Path) -> None:
    """Make the folder, open to nobody else; one that is there keeps its rights.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=_PRIVATE, exist_ok=True)
