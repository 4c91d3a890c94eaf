"""Every text that people read is in the catalogs, in both languages, and nowhere else."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from source_tree import modules, name, place, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")  # single letters are keys, not words
SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]?(?: [A-Za-z]+[,;:]?){4,}")

SPEAKS_KOREAN = {
    "advisor/intake/typed/*.py": "reads what people type: amounts, days, yes and no",
    "advisor/tui/widgets/won_entry.py": "multiplies by the unit for ten thousand",
}


def strings(path: Path) -> Iterator[ast.Constant]:
    """Yield the string literals of a module except docstrings and the messages of exceptions."""
    silent = {
        id(node)
        for spot in ast.walk(tree(path))
        for node in (ast.walk(spot) if isinstance(spot, ast.Raise) else _docstring(spot))
    }
    for node in ast.walk(tree(path)):
        if id(node) in silent or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str):
            yield node


def _docstring(node: ast.AST) -> list[ast.AST]:
    return [node.value] if isinstance(node, ast.Expr) else []


def outside_of_the_catalogs() -> list[Path]:
    return [path for path in modules() if not name(path).startswith("advisor/explain/")]


def korean() -> dict[Path, list[str]]:
    """Return the places outside the catalogs that contain Korean, by module."""
    spots = {
        path: [place(path, node) for node in strings(path) if HANGUL.search(str(node.value))]
        for path in outside_of_the_catalogs()
    }
    return {path: found for path, found in spots.items() if found}


def may_speak(path: Path) -> list[str]:
    return [pattern for pattern in SPEAKS_KOREAN if fnmatch(name(path), pattern)]


def test_only_the_catalogs_speak_korean() -> None:
    """A Korean word in the code would stay Korean when the user chooses English."""
    assert [found for path, found in korean().items() if not may_speak(path)] == []


def test_the_exceptions_are_still_needed() -> None:
    """Each exception above still covers a module that contains Korean; an unused one must go."""
    used = {pattern for path in korean() for pattern in may_speak(path)}
    assert set(SPEAKS_KOREAN) - used == set()


def test_no_sentence_stands_in_code() -> None:
    """Five words in a row count as a sentence for users; exceptions are worded for developers."""
    found = [
        f"{place(path, node)} {node.value!r}"
        for path in outside_of_the_catalogs()
        for node in strings(path)
        if SENTENCE.search(str(node.value))
    ]
    assert found == []
