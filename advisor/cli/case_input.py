"""Where a case comes from: a file, standard input, or the sample."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.cli.output import STANDARD_STREAM, tell
from advisor.intake.case.case_file import keys_left_out, parse_bytes, parse_toml
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.intake.problems import Problem


def sample() -> dict[str, Any] | Problem:
    """Read the case that ships with the program."""
    return parse_toml(sample_text())


def case_file(name: str, texts: Texts | None = None) -> dict[str, Any] | Problem:
    """Read a case file, or standard input for `-`; with `texts`, tell of keys that are left out.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    document = parse_bytes(case_bytes(name))
    if texts is not None and isinstance(document, dict):
        for path in keys_left_out(document):
            tell(texts("cli.left-out", path=path) + "\n")
    return document


def case_bytes(name: str) -> bytes:
    """Return what stands in a file, or in standard input for `-`.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    return sys.stdin.buffer.read() if name == STANDARD_STREAM else Path(name).read_bytes()
