"""A saved case that a command is about: found by its number or name, and called by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from advisor.cases import matching
from advisor.explain.outside import harmless

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.storage.kept import SavedCase
    from advisor.storage.store import CaseStore


def named(store: CaseStore, wanted: str, texts: Texts, *, deleted: bool = False) -> SavedCase:
    """Find a case by its number, else by its whole name.

    Raises:
        UsageError: there is none, or there are several of the name.
    """
    found = matching(store.deleted() if deleted else store.cases(), wanted)
    if len(found) == 1:
        return found[0]
    numbers = ", ".join(str(case.number) for case in found)
    code = "several" if found else "no-such-case"
    raise wrong(texts(f"storage.usage.{code}", case=harmless(wanted), numbers=numbers))


def shown_name(saved: SavedCase, texts: Texts) -> str:
    """Return the name of a case as it is shown, or that it has none."""
    return harmless(saved.name) if saved.name.strip() else texts("storage.unnamed")


def wrong(words: str) -> click.UsageError:
    """Return the error of a command that was used in a wrong way."""
    return click.UsageError(words, click.get_current_context())
