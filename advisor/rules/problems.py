"""What is wrong in rule files: codes and facts, shown to those who edit them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from advisor.domain.errors import AdvisorError
from advisor.domain.values import frozen


@frozen
class RuleProblem:
    """One mistake: the file, the path within it, a code, and what the code is about."""

    file: str
    path: str
    code: str
    facts: Mapping[str, object] = field(factory=dict)

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.path else self.file
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        words = self.code.replace("-", " ")
        return f"{place}: {words} ({facts})" if facts else f"{place}: {words}"


class RuleFileError(AdvisorError):
    """Rule files that cannot be used; `problems` holds all that is wrong in them."""

    code = "rule-files"

    def __init__(self, problems: tuple[RuleProblem, ...]) -> None:
        super().__init__(count=len(problems), problems="\n".join(map(str, problems)))
        self.problems = problems


class NoPoliciesError(AdvisorError):
    """No folder of rules where one was looked for."""

    code = "no-policies"

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)
