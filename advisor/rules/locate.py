"""Where the rules are: the folder that was asked for, the user's, the package's, the checkout's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.rules.problems import NoPoliciesError

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "ADVISOR_POLICIES"
"""The environment variable that may name a folder of rules."""

_PACKAGE = Path(__file__).parent.parent
_NAME = "advisor"


def policies_folder(asked_for: Path | None = None) -> Path:
    """Give the folder that holds the rules, as a whole; folders are never mixed.

    The order: `asked_for`, the variable ADVISOR_POLICIES, `policies` in the user's
    configuration, the rules of an installed package, those of a checkout.

    Raises:
        NoPoliciesError: the named folder is none, or nowhere is one.
    """
    named = asked_for or _from_environment()
    if named:
        if not named.is_dir():
            raise NoPoliciesError(str(named))
        return named
    for folder in _usual_folders():
        if folder.is_dir():
            return folder
    raise NoPoliciesError(str(_PACKAGE.parent / "policies"))


def _from_environment() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def _usual_folders() -> Iterator[Path]:
    if any((base / _NAME).is_dir() for base in _configuration_folders()):
        from platformdirs import user_config_path  # noqa: PLC0415 - slow, seldom needed

        yield user_config_path(_NAME, appauthor=False) / "policies"
    yield _PACKAGE / "_policies"
    yield _PACKAGE.parent / "policies"


def _configuration_folders() -> Iterator[Path]:
    """Give where a user's folder may be on any system: a cheap look before the exact one."""
    for variable in ("XDG_CONFIG_HOME", "LOCALAPPDATA"):
        if variable in os.environ:
            yield Path(os.environ[variable])
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails without a home
    yield home / ".config"
    yield home / "Library" / "Application Support"
