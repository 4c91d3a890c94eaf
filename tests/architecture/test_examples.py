"""The examples in docstrings give the results that they show."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from source_tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = re.compile(r"^ +>>> ", re.MULTILINE)


def with_examples(folder: Path, top: Path) -> list[str]:
    """Return the modules below a folder that show an example, by their names as seen from `top`."""
    found = sorted(file for file in folder.rglob("*.py") if EXAMPLE.search(file.read_text("utf-8")))
    names = (file.relative_to(top).with_suffix("").parts for file in found)
    return [".".join(parts).removesuffix(".__init__") for parts in names]


@pytest.mark.parametrize(
    "module", with_examples(ROOT / "advisor", ROOT) + with_examples(ROOT / "tests", ROOT / "tests")
)
def test_the_examples_of_a_module_say_what_comes_out(module: str) -> None:
    found = import_module(module)
    for kept in filter(None, (getattr(one, "cache_clear", None) for one in vars(found).values())):
        kept()  # clears a cache in which a test with a stopped clock left its own dates
    failed, tried = doctest.testmod(found, optionflags=doctest.ELLIPSIS)
    assert tried
    assert not failed
