"""The errors that stop an answer, as codes and facts without sentences."""

from collections.abc import Mapping
from datetime import date


class AdvisorError(Exception):
    """An error that stops an answer; the catalogs have its text by `code`, filled with `facts`.

    `of_input` is true if users can mend it, in a file of their own.
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
