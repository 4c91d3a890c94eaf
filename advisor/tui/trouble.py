"""What keeps the store from keeping, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.storage.errors import StorageError


def trouble(error: StorageError, texts: Texts) -> str:
    """Say what is the matter with the store."""
    return texts(f"storage.error.{error.code}", **error.facts)
