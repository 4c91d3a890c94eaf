"""The answer in one line, always in view."""

from textual.reactive import var

from advisor.domain.decision import Decision, Verdict
from advisor.explain.opening import opening
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.tui.consultation import Consultation
from advisor.tui.form.form_words import label_code
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines

MARKS = {
    Verdict.CLAIM: "●",
    Verdict.SELF_PAY: "■",
    Verdict.KEEP_OPEN: "◐",
    Verdict.DEPENDS: "◇",
    Verdict.NOT_COVERED: "×",
    Verdict.KEEP: "●",
    Verdict.REFUND: "■",
}
"""A sign for each verdict beside its words."""

_NO_ACCIDENT = {"accident.day", "accident.kind", "accident.own_damage"}
"""What is missing from a case that states a whole policy and nothing else."""


class VerdictBand(TranslatedLines):
    """The verdict with its mark, and below it the summary of what it is worth."""

    consultation: var[Consultation | None] = var(None, init=False)

    def watch_consultation(self, consultation: Consultation | None) -> None:
        """Show another answer."""
        self.set_class(consultation is not None and consultation.stale, "-stale")
        self.renew()

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the headline and its summary, or why there is no answer yet."""
        if self.consultation is None:
            return []
        if self.consultation.decision is None:
            return text_lines(no_answer(self.consultation, texts), width)
        return self._answer(self.consultation.decision, texts, width)

    def _answer(self, decision: Decision, texts: Texts, width: int) -> list[Line]:
        """Return what to do and up to which bill; a stale answer says that it is stale."""
        stale = self.consultation is not None and self.consultation.stale
        mark = f"{MARKS[decision.verdict]} "
        room = max(1, width - len(mark))
        found = opening(decision, texts)
        said = f"{texts('app.verdict.stale')} {found.first}" if stale else found.first
        first, *others = wrap(said, room)
        return [
            line(mark + first, "accent"),
            *(line(" " * len(mark) + words, "accent") for words in others),
            *(
                line(" " * len(mark) + words)
                for second in found.lines[1 : len(found.lines) - len(found.conditions)]
                for words in wrap(second, room)
            ),
        ]


def no_answer(consultation: Consultation, texts: Texts) -> str:
    """Return in words which fields prevent an answer."""
    for code, paths in (("wrong", consultation.wrong), ("missing", consultation.missing)):
        codes = dict.fromkeys(label_code(path, texts) for path in paths)
        names = [texts(label).strip() for label in codes if texts.has(label)]
        if names:
            alone = "-accident" if code == "missing" and {*paths} == _NO_ACCIDENT else ""
            return texts(f"app.verdict.{code}{alone}", fields=", ".join(names))
    return texts("app.verdict.none")


def days(decision: Decision, texts: Texts) -> str:
    """Return for which day the answer holds, and the day of the oldest check of its rules."""
    checked = min((version.checked_on for version in decision.rules), default=None)
    facts = {"as_of": decision.case.as_of, "checked": checked}
    return texts("app.verdict.days", **facts)
