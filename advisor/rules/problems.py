"""Rule files that cannot be used."""

from __future__ import annotations

from advisor.domain.errors import AdvisorError
from advisor.toml.problems import FileError


class RuleFileError(FileError):
    """Rule files with problems."""

    code = "rule-files"


class NoPoliciesError(AdvisorError):
    """No folder of rules where one was looked for."""

    code = "no-policies"

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)
