"""Why, what to beware of, what was assumed and what to ask: sentences under their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from advisor.explain import sentences
from advisor.explain.width import wrap
from advisor.tui.widgets.answer_part import AnswerPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts

_BULLET = "· "


def paragraph(text: str, width: int, style: str, bullet: str = _BULLET) -> list[Content]:
    """Wrap a sentence behind its bullet."""
    lines = wrap(text, max(1, width - len(bullet)))
    starts = (bullet, *(" " * len(bullet) for _ in lines))
    return [Content.styled(start + line, style) for start, line in zip(starts, lines, strict=False)]


def section(title: str, texts: Iterable[str], width: int, bullet: str = _BULLET) -> list[Content]:
    """Give a title and its sentences, nothing where there are none; a blank line goes before."""
    body = [line for text in texts for line in paragraph(text, width, "", bullet)]
    return [Content(""), Content.styled(title, "bold $text-muted"), *body] if body else []


class Why(AnswerPart):
    """The reasons for the answer and the warnings beside it."""

    WARNING: ClassVar[str] = "! "

    def answer_lines(self, decision: Decision, texts: Texts, width: int) -> list[Content]:
        """Give warnings first, for they may change what one does."""
        return [
            *section(
                texts("app.section.warnings"),
                sentences.warnings(decision, texts),
                width,
                self.WARNING,
            ),
            *section(
                texts("app.section.reasons"),
                sentences.reasons(decision, texts),
                width,
            ),
        ]


class Open(AnswerPart):
    """What to ask, and what was taken for granted meanwhile."""

    def answer_lines(self, decision: Decision, texts: Texts, width: int) -> list[Content]:
        """Give the questions, then the assumptions."""
        return [
            *section(
                texts("app.section.ask"),
                sentences.questions(decision, texts),
                width,
            ),
            *section(
                texts("app.section.assumed"),
                sentences.assumptions(decision, texts),
                width,
                "? ",
            ),
        ]
