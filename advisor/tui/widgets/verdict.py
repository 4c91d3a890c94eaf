"""The answer in one line, always in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from advisor.domain.decision import Verdict
from advisor.explain.sentences import headline, summary
from advisor.explain.width import wrap
from advisor.tui.widgets.lines import Line, Spoken, line

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts
    from advisor.tui.consultation import Consultation

MARKS = {
    Verdict.CLAIM: "●",
    Verdict.SELF_PAY: "■",
    Verdict.KEEP_OPEN: "◐",
    Verdict.DEPENDS: "◇",
    Verdict.NOT_COVERED: "×",
}
"""A sign for each verdict beside its words."""


class VerdictBand(Spoken):
    """The verdict with its mark, and under it what it is worth."""

    consultation: var[Consultation | None] = var(None, init=False)

    def watch_consultation(self, consultation: Consultation | None) -> None:
        """Show another answer."""
        self.set_class(consultation is not None and consultation.stale, "-stale")
        self.renew()

    def lines(self, width: int) -> list[Line]:
        """Give the headline and its summary, or say that there is no answer yet."""
        if self.texts is None or self.consultation is None:
            return []
        if self.consultation.decision is None:
            return [line(self.texts("app.verdict.none"))]
        return self._answer(self.consultation.decision, self.texts, width)

    def _answer(self, decision: Decision, texts: Texts, width: int) -> list[Line]:
        """Give the headline and its summary; a stale answer says that it is one."""
        stale = self.consultation is not None and self.consultation.stale
        mark = f"{MARKS[decision.verdict]} "
        said = headline(decision, texts)
        words = f"{texts('app.verdict.stale')} {said}" if stale else said
        first, *others = wrap(words, max(1, width - len(mark)))
        more = wrap(summary(decision, texts), max(1, width - len(mark)))
        return [
            line(mark + first, "accent"),
            *(line(" " * len(mark) + words, "accent") for words in others),
            *(line(" " * len(mark) + words) for words in more),
        ]


def days(decision: Decision, texts: Texts) -> str:
    """Say for which day the answer holds, and how old the oldest look at its rules is."""
    checked = min((version.checked_on for version in decision.rules), default=None)
    facts = {"as_of": decision.case.as_of, "checked": checked}
    return texts("app.verdict.days", **facts)
