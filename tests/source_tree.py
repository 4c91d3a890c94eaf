"""The program's own source, as the tests of its architecture read it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "advisor"


def modules(*layers: str) -> list[Path]:
    """Return the modules of some layers of the package, or of all of it."""
    folders = [PACKAGE / layer for layer in layers] or [PACKAGE]
    assert all(folder.is_dir() for folder in folders), layers
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def name(path: Path) -> str:
    """Return the path of a file from the top of the tree."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def nodes(*layers: str) -> Iterator[tuple[Path, ast.AST]]:
    """Return every node of the syntax trees of some layers, each with its file."""
    for path in modules(*layers):
        for node in ast.walk(tree(path)):
            yield path, node


def place(path: Path, node: ast.AST) -> str:
    """Return the file and line of a node, as a compiler would name it."""
    return f"{name(path)}:{getattr(node, 'lineno', 1)}"
