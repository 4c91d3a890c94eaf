"""The source tree keeps its layout: fixed names at the top, and modules of a readable size."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from source_tree import PACKAGE, ROOT, modules, name, place, tree

if TYPE_CHECKING:
    from pathlib import Path

TOP = {
    "advisor",
    "policies",
    "tests",
    "pyproject.toml",
    "README.md",
    "README.ko.md",
    "CHANGELOG.md",
    "LICENSE",
}
MADE_BY_TOOLS = {"build", "dist"}
MOST_LINES, LEAST_LINES = 300, 50
MOST_SMALL, MOST_SUPPRESSED = 20, 40
EMPTY_WORDS = {"data", "helper", "helpers", "info", "manager", "misc", "util", "utils", "common"}


def test_the_top_of_the_tree_holds_the_fixed_names_only() -> None:
    """The top folder shows these names only; anything else is hidden or inside one of them."""
    shown = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    extra = {path for path in shown - TOP - MADE_BY_TOOLS if not path.endswith(".egg-info")}
    assert extra == set()
    assert shown >= TOP


def test_every_folder_of_the_package_is_a_package() -> None:
    """Every folder has an `__init__.py`, because tools silently leave out a folder without it."""
    folders = {path.parent for path in modules()}
    assert {name(folder) for folder in folders if not (folder / "__init__.py").is_file()} == set()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=name)
def test_a_package_imports_nothing_by_itself(path: Path) -> None:
    """Importing one module must not load its neighbours, because start-up time matters."""
    found = [
        place(path, node)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_names_say_what_a_module_holds() -> None:
    """No module has a vague name such as `utils`, because anything would end up in it."""
    assert [name(path) for path in modules() if path.stem in EMPTY_WORDS] == []


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    """No module has more than 300 lines, because a longer one holds two topics."""
    assert {name(path): lines(path) for path in modules() if lines(path) > MOST_LINES} == {}


def test_few_modules_are_too_small_to_be_looked_for() -> None:
    """At most 20 modules have fewer than 50 lines: small topics are found sooner side by side."""
    small = [
        name(path) for path in modules() if path.stem != "__init__" and lines(path) < LEAST_LINES
    ]
    assert len(small) <= MOST_SMALL, small


def test_few_checks_are_switched_off() -> None:
    found = [
        f"{name(path)}:{at}"
        for path in modules()
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "# noqa" in line or "# type: ignore" in line
    ]
    assert len(found) <= MOST_SUPPRESSED, found


def classes() -> list[tuple[str, str]]:
    """Return the name and place of each class at the top level of a module."""
    return [
        (node.name, place(path, node))
        for path in modules()
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
    ]


def test_each_class_has_a_name_of_its_own() -> None:
    """No two classes of the package share a name, so that a search finds exactly one."""
    places: dict[str, list[str]] = {}
    for called, where in classes():
        places.setdefault(called, []).append(where)
    assert {called: found for called, found in places.items() if len(found) > 1} == {}


VERBS_OF_NOBODY = ("Give ", "Tell whether ")
"""Verbs to avoid: Python's own docstrings say "Return" and "Return whether" instead."""


@pytest.mark.parametrize("path", modules(), ids=name)
def test_what_comes_back_is_returned(path: Path) -> None:
    """Docstrings begin with "Return" rather than the verbs above, as Python's own do."""
    documented = (ast.FunctionDef, ast.AsyncFunctionDef)
    said = [
        place(path, node)
        for node in ast.walk(tree(path))
        if isinstance(node, documented)
        and (ast.get_docstring(node) or "").startswith(VERBS_OF_NOBODY)
    ]
    assert said == []
