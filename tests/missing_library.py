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
    """Return whether this machine has Pango, which no package of Python brings."""
    with suppress(OSError):
        import weasyprint  # noqa: F401, PLC0415 - it looks for the library when it is loaded

        return True
    return False


@frozen
class _Refusing:
    """A finder of modules that raises an error for one of them, and knows no other."""

    module: str
    error: Exception

    def find_spec(self, name: str, *_: object) -> None:
        if name == self.module:
            raise self.error


def import_fails(monkeypatch: MonkeyPatch, module: str, error: Exception) -> None:
    """Let importing a module raise an error, whether or not it has been loaded."""
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Refusing(module, error), *sys.meta_path])
