"""Where the rules are: those that ship with the program, and the user's own laid over them."""

import os
from pathlib import Path

from advisor.domain.errors import AdvisorError
from advisor.environment import may_have_folder
from advisor.places import config_folder

VARIABLE = "ADVISOR_POLICIES"
"""The environment variable that may name a folder of rules to use instead of any other."""

_PACKAGE = Path(__file__).parent.parent
_POLICIES = "policies"


class NoPoliciesError(AdvisorError):
    """There is no folder of rules where one was expected."""

    code = "no-policies"

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


def policies_folder(asked_for: Path | None = None) -> Path:
    """Return the folder of the basic rules, over which the user's own may be laid.

    It is the first of these: `asked_for`, the variable ADVISOR_POLICIES, the rules of an installed
    package, those of a checkout.

    Raises:
        NoPoliciesError: the named folder does not exist, or no folder was found.
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
    return (config_folder() or Path()) / _POLICIES


def overlay_folder(asked_for: Path | None = None) -> Path | None:
    """Return the user's folder of rules; None if it is missing or other rules replace it."""
    if asked_for or is_replaced():
        return None
    if not may_have_folder() or config_folder() is None:
        return None
    folder = own_folder()
    return folder if folder.is_dir() else None


def is_replaced() -> bool:
    """Return whether the environment names rules to use instead of any other."""
    return _from_environment() is not None


def _from_environment() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None
