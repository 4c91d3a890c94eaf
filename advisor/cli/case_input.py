"""Where a case comes from: a file, standard input, or the sample."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.cli.output import STANDARD_STREAM
from advisor.intake.case.case_file import parse_bytes, parse_toml
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from advisor.intake.problems import Problem


def sample() -> dict[str, Any] | Problem:
    """Read the case that ships with the program."""
    return parse_toml(sample_text())


def case_file(name: str) -> dict[str, Any] | Problem:
    """Read a case file, or standard input for `-`.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    return parse_bytes(case_bytes(name))


def case_bytes(name: str) -> bytes:
    """Give what stands in a file, or in standard input for `-`.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    return sys.stdin.buffer.read() if name == STANDARD_STREAM else Path(name).read_bytes()
