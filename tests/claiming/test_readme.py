"""The example of the package's page works as printed."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

from claiming.worked import FOLDER

from advisor.claiming.retention import Action

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]


def test_the_example_gives_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver in Malaysia pays small losses and claims large ones."""
    monkeypatch.chdir(FOLDER.parents[1])
    page = (ROOT / "advisor" / "claiming" / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, object] = {}
    exec(example, names)  # noqa: S102 - our own page
    answer = names["answer"]
    assert isinstance(answer, tuple)
    assert [i.action for i in answer] == [Action.SELF_PAY, Action.CLAIM]
    assert answer[-1].high == math.inf


def test_every_test_that_the_page_names_is_there() -> None:
    page = (ROOT / "advisor" / "claiming" / "README.md").read_text("utf-8")
    tests = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", page)
    assert len(named) == len(set(named)) > 20
    assert not [name for name in named if f"def {name}(" not in tests]
