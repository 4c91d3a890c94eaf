"""A library that is not installed, or does not load: on this machine, or for one test."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from pytest import MonkeyPatch  # noqa: PT013 - a type only


@cache
def draws_letters() -> bool:
    """Return whether this machine has Pango, which no Python package installs."""
    with suppress(OSError):
        import weasyprint  # noqa: F401, PLC0415 - it looks for the library when it is loaded

        return True
    return False


@frozen
class _Refusing:
    """A finder of modules that raises an error for one module, and finds no other."""

    module: str
    error: Exception

    def find_spec(self, name: str, *_: object) -> None:
        if name == self.module:
            raise self.error


def import_fails(monkeypatch: MonkeyPatch, module: str, error: Exception) -> None:
    """Make the import of a module raise an error, even if it has been loaded before."""
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Refusing(module, error), *sys.meta_path])
