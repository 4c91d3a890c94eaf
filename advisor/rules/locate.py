"""Where the rules are: those that ship with the program, and the user's own, laid over them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.rules.problems import NoPoliciesError

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "ADVISOR_POLICIES"
"""The environment variable that may name a folder of rules to use instead of all others."""

_HOME = "ADVISOR_HOME"
"""The environment variable that may name a folder for all that the user keeps."""

_PACKAGE = Path(__file__).parent.parent
_NAME = "advisor"
_POLICIES = "policies"


def policies_folder(asked_for: Path | None = None) -> Path:
    """Return the folder of rules that others may be laid over.

    The order: `asked_for`, the variable ADVISOR_POLICIES, the rules of an installed package, those
    of a checkout.

    Raises:
        NoPoliciesError: the named folder is none, or nowhere is one.
    """
    named = asked_for or _from_environment()
    if named:
        if not named.is_dir():
            raise NoPoliciesError(str(named))
        return named
    for folder in (_PACKAGE / "_policies", _PACKAGE.parent / _POLICIES):
        if folder.is_dir():
            return folder
    raise NoPoliciesError(str(_PACKAGE.parent / _POLICIES))


def own_folder() -> Path:
    """Return the folder in which the user may keep rules of their own; it need not exist."""
    if home := os.environ.get(_HOME):
        return Path(home).expanduser() / _POLICIES
    from platformdirs import user_config_path  # noqa: PLC0415 - slow, seldom needed

    return user_config_path(_NAME, appauthor=False) / _POLICIES


def laid_over(asked_for: Path | None = None) -> Path | None:
    """Return the user's folder where it is there and nobody has named rules to use instead."""
    if asked_for or is_replaced():
        return None
    if _HOME not in os.environ and not any(
        (base / _NAME).is_dir() for base in _configuration_folders()
    ):
        return None
    folder = own_folder()
    return folder if folder.is_dir() else None


def is_replaced() -> bool:
    """Tell whether the environment names rules to use instead of all others."""
    return _from_environment() is not None


def _from_environment() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def _configuration_folders() -> Iterator[Path]:
    """Yield where a user's folder may be on any system: a cheap look before the exact one."""
    for variable in ("XDG_CONFIG_HOME", "LOCALAPPDATA"):
        if variable in os.environ:
            yield Path(os.environ[variable])
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails without a home
    yield home / ".config"
    yield home / "Library" / "Application Support"
