"""Each class of the app that is used implements the abstract methods of its bases.

Without these tests a missing method would show only when a user opens the screen.
"""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from source_tree import PACKAGE, modules, name, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def module_of(path: Path) -> object:
    return import_module(name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__"))


def classes() -> Iterator[type]:
    """Yield each class of the app."""
    for path in modules("tui"):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                yield getattr(module_of(path), node.name)


def last_ones(base: type) -> Iterator[type]:
    """Yield the classes below a base, or the base itself, that no class of the app extends."""
    known: list[type] = type.__subclasses__(base)
    below = [one for one in known if one.__module__.startswith("advisor.")]
    if not below:
        yield base
    for one in below:
        yield from last_ones(one)


HOOKS = [
    (one, hook)
    for one in classes()
    for hook, given in sorted(vars(one).items())
    if getattr(given, "__isabstractmethod__", False)
]


@pytest.mark.parametrize(("base", "hook"), HOOKS, ids=[f"{b.__name__}.{h}" for b, h in HOOKS])
def test_each_class_that_is_made_gives_what_its_base_leaves_to_it(base: type, hook: str) -> None:
    made = set(last_ones(base))
    assert base not in made
    assert [one for one in made if getattr(one, hook) is getattr(base, hook)] == []


def test_the_hooks_are_found() -> None:
    """The search finds known abstract methods. If it found none, nothing would be checked above."""
    assert {"Dialog.fields", "FieldsPage.changed", "WorkedOutPage.show", "Lines.lines"} <= {
        f"{base.__name__}.{hook}" for base, hook in HOOKS
    }


def test_no_method_only_raises_that_it_is_not_there() -> None:
    """No method raises NotImplementedError: the type checker sees an abstract method earlier."""
    raising = [
        f"{name(path)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node)
    ]
    assert raising == []
