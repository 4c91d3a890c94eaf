"""The user's own cases: the store of this machine, opened with today's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.places import data_folder
from advisor.service import today
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from pathlib import Path


def open_cases(folder: Path | None = None) -> CaseStore:
    """Open the store of a folder, else of `ADVISOR_HOME`, else of the platform's data folder.

    Who has no home folder gets a store that keeps nothing.

    Raises:
        StorageError: a newer program has written it, or another window holds it.
    """
    return CaseStore(folder or data_folder(), today)
