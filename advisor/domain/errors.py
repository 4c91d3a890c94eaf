"""What the rules cannot answer: a code and facts, no sentence."""

from collections.abc import Mapping
from datetime import date


class AdvisorError(Exception):
    """Something that stops an answer; `code` and `facts` find its text in the catalogs.

    `of_input` tells that the user can mend it, in a file of their own.
    """

    code = "error"
    of_input = False

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts: Mapping[str, object] = facts


class NoRuleInForceError(AdvisorError):
    """No version of a rule governs the day."""

    code = "no-rule-in-force"

    def __init__(self, rule: str, day: date) -> None:
        super().__init__(rule=rule, day=day)
