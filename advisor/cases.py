"""The user's own cases: the store of this machine, opened with today's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor import __version__, on_demand
from advisor.places import data_folder
from advisor.service import today
from advisor.storage.kept import Advised, folded, storable
from advisor.storage.store import CaseStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from advisor.domain.decision import Decision
    from advisor.storage.kept import SavedCase


def open_cases(folder: Path | None = None) -> CaseStore:
    """Open the store of a folder, else of `ADVISOR_HOME`, else of the platform's data folder.

    Who has no home folder gets a store that keeps nothing.

    Raises:
        StorageError: a newer program has written it, or another window holds it.
    """
    return CaseStore(folder or data_folder(), today)


def advised(decision: Decision) -> Advised:
    """Return an answer as the store keeps it beside its case: its JSON, its day, what made it."""
    answer = on_demand.to_json(on_demand.answer_document(decision))
    return Advised(decision.case.as_of, __version__, on_demand.fingerprint(), answer)


def matching(cases: Iterable[SavedCase], wanted: str) -> list[SavedCase]:
    """Return the case of a number, else those of a whole name, however it is typed."""
    known, name = list(cases), wanted.strip()
    found = [case for case in known if str(case.number) == name]
    found = found or [case for case in known if case.name == storable(wanted)]
    return found or [case for case in known if folded(case.name) == folded(name)]
