"""The amounts of a decision are read, worked out and worded without binary floats.

True division is allowed: it is exact for Fractions and Decimals, and the type checker refuses the
quotient of two whole numbers, because it is neither a Won nor a Rate.
"""

from __future__ import annotations

import ast

from source_tree import name, nodes, place

READERS = {"tomli.load", "tomli.loads", "tomllib.load", "tomllib.loads"}
EXACT = ("domain", "engine", "intake", "rules", "toml", "explain")


def test_no_float_is_written_or_named() -> None:
    """The exact layers contain no `0.2` and no `float`: amounts are whole and rates are Decimal."""
    found = [
        place(path, node)
        for path, node in nodes(*EXACT)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert found == []


def test_every_number_in_toml_is_read_as_a_decimal() -> None:
    """TOML is read at one place with exact decimals; two others read only words and settings."""
    reads = {
        (name(path), any(keyword.arg == "parse_float" for keyword in node.keywords))
        for path, node in nodes()
        if isinstance(node, ast.Call) and ast.unparse(node.func) in READERS
    }
    assert reads == {
        ("advisor/toml/text.py", True),
        ("advisor/explain/texts.py", False),
        ("advisor/storage/toml_lines.py", False),
    }
