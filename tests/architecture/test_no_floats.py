"""The amounts of a decision are read, worked out and worded without binary floats.

True division is allowed: it is exact for Fractions and Decimals, and the type checker refuses the
quotient of two whole numbers, because it is neither a Won nor a Rate.
"""

from __future__ import annotations

import ast

from source_tree import nodes, place

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


def test_every_toml_file_is_read_with_exact_decimals() -> None:
    """Each call of `tomllib` asks for Decimals, not floats; catalogs hold words and are exempt."""
    found = [
        place(path, node)
        for path, node in nodes("intake", "rules", "toml", "claiming")
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"tomllib.load", "tomllib.loads"}
        and not any(keyword.arg == "parse_float" for keyword in node.keywords)
    ]
    assert found == []
