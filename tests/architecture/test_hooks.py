"""What a base class of the app leaves to others is given by each class that is made.

Textual's metaclass leaves no room for abstract classes, so a hook that a class forgot would be
found by a user's key. It is found here.
"""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from source_tree import modules, name, tree

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_hook(node: ast.AST) -> bool:
    """Tell whether a method does nothing but say that it is another's to give."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    last = node.body[-1]
    return (
        isinstance(last, ast.Raise)
        and isinstance(last.exc, ast.Name)
        and last.exc.id == "NotImplementedError"
    )


def hooks() -> Iterator[tuple[type, str]]:
    """Yield each class that leaves a method to others, with the name of the method."""
    for path in modules("tui"):
        module = name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                for method in filter(is_hook, node.body):
                    yield getattr(import_module(module), node.name), method.name  # type: ignore[attr-defined]


def last_ones(base: type) -> Iterator[type]:
    """Yield the classes below a base that none of our own stands below."""
    known: list[type] = type.__subclasses__(base)
    below = [one for one in known if one.__module__.startswith("advisor.")]
    if not below:
        yield base
    for one in below:
        yield from last_ones(one)


HOOKS = list(hooks())


@pytest.mark.parametrize(("base", "hook"), HOOKS, ids=[f"{b.__name__}.{h}" for b, h in HOOKS])
def test_each_class_that_is_made_gives_what_its_base_leaves_to_it(base: type, hook: str) -> None:
    for path in modules("tui"):
        import_module(name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    made = set(last_ones(base))
    assert base not in made
    assert [one for one in made if getattr(one, hook) is getattr(base, hook)] == []


def test_the_hooks_are_found() -> None:
    """A reader of source that finds none would let everything pass."""
    assert ("Dialog", "fields") in {(base.__name__, hook) for base, hook in HOOKS}
