"""The one path from an input to an answer, taken by every front end; the only clock reader."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.engine.advise import advise
from advisor.intake.case.case_file import read_case
from advisor.intake.problems import Problem


def today() -> date:
    """Return the day where the user is."""
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
    """Decide the case of a document, or return all problems that are in the way.

    Where the document states no `as_of`, the day is `as_of`, else today.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    case = read_case(document, rulebook, as_of or today())
    return decide(case, rulebook) if isinstance(case, Case) else case
