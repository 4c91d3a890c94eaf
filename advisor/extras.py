"""Parts of the program that need libraries of their own: how to install them."""

import sys
from pathlib import Path

DISTRIBUTION = "claim-or-pay"
"""What installers know the program by; the command and the package are called `advisor`."""


def install_command(extra: str) -> str:
    """Return the command that installs what an extra needs, for the Python that runs this."""
    return f"{Path(sys.executable).name} -m pip install '{DISTRIBUTION}[{extra}]'"
