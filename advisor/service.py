"""The one path from input to answer, used by every front end; only this module reads the clock."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.engine.advise import advise
from advisor.intake.case.case_file import read_case
from advisor.intake.problems import Problem


def today() -> date:
    """Return today's date in the user's time zone."""
    return datetime.now(tz=UTC).astimezone().date()  # noqa: TID251 - the clock is read here alone


def decide(case: Case, rulebook: Rulebook) -> Decision:
    """Decide a case.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    return advise(case, rulebook)


def answer(
    document: Mapping[str, object], rulebook: Rulebook, as_of: date | None = None
) -> Decision | tuple[Problem, ...]:
    """Decide the case of a document, or return all problems that prevent a decision.

    If the document states no `as_of`, the parameter `as_of` is used, else today.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    case = read_case(document, rulebook, as_of or today())
    return decide(case, rulebook) if isinstance(case, Case) else case
