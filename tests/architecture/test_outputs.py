"""Each kind of output has one writer: for printed text, for drawn lines and for files."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from source_tree import modules, name, place, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRINTS = {
    "advisor/tui/app.py": "reads the encoding of the terminal behind Textual",
    "advisor/cli/output.py": "the writer itself",
    "advisor/cli/file_output.py": "shows the bar of click, which has no text from outside",
    "advisor/cli/terminal.py": "asks the terminal for its width, with signs of its own",
}
WRITES = {
    "advisor/storage/atomic_write.py": "the writer itself",
    "advisor/storage/backups.py": "copies the store, which SQLite writes",
}
_STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
_ECHOES = {"echo", "secho", "echo_via_pager"}
_PUTS = {"write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "copyfileobj"}
_HARMLESS_USES = {"isatty", "encoding", "fileno"}
"""The attributes that ask a stream something and write nothing."""


def printing(path: Path) -> Iterator[ast.AST]:
    """Yield what prints without the writer."""
    asked = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in _HARMLESS_USES
    }
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Name(id="print")):
                yield node
            case ast.Attribute(value=ast.Name(id="click"), attr=attr) if attr in _ECHOES:
                yield node
            case ast.Attribute(value=ast.Name(id="sys"), attr=attr) if (
                attr in _STREAMS and id(node) not in asked
            ):
                yield node
            case _:
                continue


def putting(path: Path) -> Iterator[ast.AST]:
    """Yield what writes files without the writer."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(attr=attr) | ast.Name(id=attr) if attr in _PUTS:
                yield node
            case ast.Call(func=ast.Name(id="open") | ast.Attribute(attr="open")):
                modes = [*node.args, *(word.value for word in node.keywords)]
                texts = (mode.value for mode in modes if isinstance(mode, ast.Constant))
                if any(isinstance(text, str) and set(text) & set("wax+") and len(text) < 4
                       for text in texts):  # fmt: skip
                    yield node
            case _:
                continue


def test_everything_printed_goes_through_the_writer() -> None:
    """Nothing else prints: only the writer cleans text from outside and copes with a full disk."""
    found = {name(path): [place(path, spot) for spot in printing(path)] for path in modules()}
    assert {path: spots for path, spots in found.items() if spots and path not in PRINTS} == {}
    assert all(found[path] for path in PRINTS)


def test_every_file_is_written_by_the_writer() -> None:
    """Nothing else writes files: other code might replace a pipe or leave half a file behind."""
    found = {name(path): [place(path, spot) for spot in putting(path)] for path in modules()}
    assert {path: spots for path, spots in found.items() if spots and path not in WRITES} == {}
    assert all(found[path] for path in WRITES)


def test_every_widget_that_draws_its_own_lines_draws_them_through_the_gate() -> None:
    """Only `kept.py` gives whole lines to Textual, because such lines bypass the app's filters."""
    own = [
        name(path)
        for path in modules()
        if "tui" in path.parts
        and any(
            isinstance(n, ast.FunctionDef) and n.name == "render_lines"
            for n in ast.walk(tree(path))
        )
    ]
    assert own == ["advisor/tui/widgets/cached.py"]
