"""A command line run within the test: its exit code and both of its streams."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from command_line import Ran

from advisor.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `advisor` with some arguments; `stdin` holds what is piped into it."""

    def ran(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main.run(list(arguments))
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """Return a case file that states little: the rest is assumed."""
    path = tmp_path / "case.toml"
    path.write_text(
        """
format = 1
as_of = 2026-11-21
[policy]
start = 2026-03-02
premium = 820_000
grade = 16
[policy.own_damage]
[accident]
day = 2026-11-19
kind = "object"
own_damage = 1_800_000
""",
        "utf-8",
    )
    return path
