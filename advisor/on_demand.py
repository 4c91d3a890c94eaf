"""Names that are loaded when they are first asked for, so that no start waits for them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def names_of_stub(file: str) -> Callable[[str], object]:
    """Return the `__getattr__` of a module whose names stand in the stub beside it.

    Each line `from module import Name as Name` of the stub is a name: for type checkers as ever,
    and here for the place to load it from. `file` is the module's own.
    """
    places: dict[str, str] = {}

    def get(name: str) -> object:
        if not places:
            lines = Path(file).with_suffix(".pyi").read_text("utf-8").splitlines()
            imports = (line.split() for line in lines if line.startswith("from "))
            places.update((name, module) for _, module, _, name, *_ in imports)
        if name not in places:
            raise AttributeError(name)
        return getattr(import_module(places[name]), name)

    return get
