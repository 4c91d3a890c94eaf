"""What every part of the answer has in common: it shows a consultation in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from advisor.tui.widgets.lines import Line, Lines

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts
    from advisor.tui.consultation import Consultation


class AnswerPart(Lines):
    """Shows the last good answer; while the input is being mended, it is marked stale."""

    consultation: var[Consultation | None] = var(None, init=False)
    texts: var[Texts | None] = var(None, init=False)

    def watch_consultation(self, consultation: Consultation | None) -> None:
        """Show another answer."""
        self.set_class(consultation is not None and consultation.stale, "-stale")
        self.renew()

    def watch_texts(self) -> None:
        """Say the same in another language."""
        self.renew()

    def lines(self, width: int) -> list[Line]:
        """Give the lines of the answer, none while there is no answer yet."""
        if self.consultation is None or self.texts is None or self.consultation.decision is None:
            return []
        return self.answer_lines(self.consultation.decision, self.texts, width)

    def answer_lines(self, decision: Decision, texts: Texts, width: int) -> list[Line]:
        """Give the lines for a decision."""
        raise NotImplementedError
