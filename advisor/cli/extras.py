"""Parts of the program that need libraries of their own: how to install them."""

from __future__ import annotations

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

_PACKAGE = __name__.partition(".")[0]


def install_command(extra: str) -> str:
    """Return the command that installs what an extra needs, for the Python that runs this."""
    named = packages_distributions().get(_PACKAGE, [_PACKAGE])[0]
    return f"{Path(sys.executable).name} -m pip install '{named}[{extra}]'"
