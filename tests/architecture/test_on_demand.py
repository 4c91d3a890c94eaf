"""What is loaded on demand is there."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from source_tree import PACKAGE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

STUBS = sorted(PACKAGE.rglob("on_demand.pyi"))


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.parent.name)
def test_every_name_of_a_stub_is_found_where_it_says(stub: Path) -> None:
    """Type checkers read the stub, and the program loads by it: both must find the same."""
    handed_on = import_module(".".join(stub.relative_to(ROOT).with_suffix("").parts))
    for line in stub.read_text("utf-8").splitlines():
        _, place, _, name, *_ = line.split()
        assert getattr(handed_on, name) is getattr(import_module(place), name)


def test_another_name_is_none() -> None:
    with pytest.raises(AttributeError, match="NoScreen"):
        getattr(import_module("advisor.tui.on_demand"), "No" + "Screen")


def test_there_is_something_to_look_at() -> None:
    """A search that finds no stub would let everything pass."""
    assert PACKAGE / "tui" / "on_demand.pyi" in STUBS
