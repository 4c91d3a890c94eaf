"""The answer in one line, always in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from advisor.explain.sentences import headline, summary
from advisor.explain.width import wrap
from advisor.tui.widgets.answer_part import AnswerPart

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts

_SUMMARY_LINES = 2


class VerdictBand(AnswerPart):
    """The verdict with its mark, and under it what it is worth."""

    def lines(self, width: int) -> list[Content]:
        """Say so where there is no answer yet."""
        found = super().lines(width)
        return found or ([Content(self.texts("app.verdict.none"))] if self.texts else [])

    def answer_lines(self, decision: Decision, texts: Texts, width: int) -> list[Content]:
        """Give the headline and its summary; a stale answer says that it is one."""
        stale = self.consultation is not None and self.consultation.stale
        words = headline(decision, texts)
        first = f"{texts('app.verdict.stale')} {words}" if stale else words
        lines = [Content.styled(line, "bold $text-accent") for line in wrap(first, width)]
        more = wrap(summary(decision, texts), width)[:_SUMMARY_LINES]
        return [*lines, *(Content.styled(line, "") for line in more)]
