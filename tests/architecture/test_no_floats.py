"""No binary float where an amount of a decision is read, made or worded.

True division is allowed: of Fractions and Decimals it is exact, and a whole number divided
by a whole one is caught by the type checker, for it is no Won and no Rate.
"""

from __future__ import annotations

import ast

from source_tree import nodes, place

EXACT = ("domain", "engine", "intake", "rules", "toml", "explain")


def test_no_float_is_written_or_named() -> None:
    """Amounts are whole, rates are Decimal: no `0.2`, no `float` in the exact layers."""
    found = [
        place(path, node)
        for path, node in nodes(*EXACT)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert found == []


def test_every_toml_file_is_read_with_exact_decimals() -> None:
    """`tomllib` makes floats unless it is told to make Decimals; catalogs hold words only."""
    found = [
        place(path, node)
        for path, node in nodes("intake", "rules", "toml", "claiming")
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"tomllib.load", "tomllib.loads"}
        and not any(keyword.arg == "parse_float" for keyword in node.keywords)
    ]
    assert found == []
