"""Every name that is loaded on demand exists, and no layer uses it to reach a layer above."""

from __future__ import annotations

import ast
import tomllib
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from missing_library import draws_letters
from source_tree import PACKAGE, ROOT, name, nodes, place

from advisor import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STUB = PACKAGE / "on_demand.pyi"


def loaded_names() -> dict[str, str]:
    """Return each name of the stub with the module that defines it."""
    lines = (line.split() for line in STUB.read_text("utf-8").splitlines())
    return {called: module for _, module, _, called, *_ in filter(None, lines)}


def layer_of() -> dict[str, int]:
    """Return the number of each layer by the names of its modules, 0 for the lowest layer."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    contract = next(one for one in tools["importlinter"]["contracts"] if one["type"] == "layers")
    rows = reversed(contract["layers"])
    return {one: at for at, row in enumerate(rows) for one in row.split(" | ")}


def layer(module: str) -> int:
    return layer_of().get(".".join(module.split(".")[:2]), -1)


@pytest.mark.parametrize(("called", "module"), loaded_names().items())
def test_a_name_is_found_where_the_stub_says(called: str, module: str) -> None:
    """The program finds each name in the module that the stub promises to type checkers."""
    if module == "weasyprint" and not draws_letters():
        with pytest.raises(OSError, match="load"):
            getattr(on_demand, called)
        return
    found = getattr(on_demand, called)
    assert found is getattr(import_module(module), called)


def test_another_name_is_none() -> None:
    with pytest.raises(AttributeError, match="NoScreen"):
        getattr(on_demand, "No" + "Screen")


def uses() -> Iterator[tuple[Path, ast.Attribute]]:
    """Yield each use of a name that is loaded on demand, with its file."""
    for path, node in nodes():
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "on_demand"
        ):
            yield path, node


def test_who_loads_a_name_could_import_it() -> None:
    """No module loads a name from a higher layer: the import contracts would not notice it."""
    known = loaded_names()
    found = {
        place(path, node): known[node.attr]
        for path, node in uses()
        if layer(known[node.attr]) > layer(name(path).removesuffix(".py").replace("/", "."))
    }
    assert found == {}


def test_nothing_is_named_in_vain() -> None:
    assert set(loaded_names()) - {node.attr for _, node in uses()} == set()
