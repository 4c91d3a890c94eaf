"""How to install the libraries that optional parts of the program need."""

import sys
from pathlib import Path

DISTRIBUTION = "claim-or-pay"
"""The program's name for installers; the command and the package are called `advisor`."""


def install_command(extra: str) -> str:
    """Return the command that installs what an extra needs, for the Python that runs this."""
    return f"{Path(sys.executable).name} -m pip install '{DISTRIBUTION}[{extra}]'"
