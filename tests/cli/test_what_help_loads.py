"""`--help` and `--version` load nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"typing", "re", "pathlib", "enum", "click", "attr", "tomli", "tomllib"}

LOADED = """
import sys
sys.argv = ["advisor", sys.argv[1]]
from advisor.cli.main import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_nothing_heavy_is_loaded(flag: str) -> None:
    """No heavy module is loaded: `typing` alone takes a third of the time of `--help`."""
    ran = subprocess.run(  # noqa: S603 - our own words
        [
            sys.executable,
            "-S",
            "-E",
            "-c",
            f"import sys; sys.path[:0] = {sys.path!r}\n{LOADED}",
            flag,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(ran.stderr.split())
