"""Pages beside the desk: what a saved case is about, and how near predictions came."""

from collections.abc import Iterator

from textual.reactive import var

from advisor import service
from advisor.book.clients.client_case import SUM_WANTED, ClientCase, DeskState
from advisor.book.clients.due_words import DeskPaper
from advisor.book.clients.follow_up_words import accuracy_lines, renewal_lines
from advisor.book.clients.predictions import PredictedRenewal
from advisor.domain.decision import Advised, Decision
from advisor.domain.rulebook import Rulebook
from advisor.explain.opening import opening
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.report.answer.advised_text import advised_lines
from advisor.storage.records import SavedCase
from advisor.tui.consultation import Consultation
from advisor.tui.own_case import sum_of
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines
from advisor.tui.widgets.verdict import MARKS, no_answer


class SavedPage(TranslatedLines):
    """Shows one saved case with its answer as of today."""

    case: var[ClientCase | None] = var(None, init=False)
    consultation: var[Consultation | None] = var(None, init=False)

    advised: var[Advised | None] = var(None, init=False)
    """The last answer given with the case, shown if there is none as of today."""

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the name, the days, the answer, and how many steps are done."""
        case, found = self.case, self.consultation
        if case is None:
            return []
        page = [
            *text_lines(case.saved.name, width, "accent"),
            *_contact(case, texts, width),
            *text_lines(texts("cases.saved-on", day=case.saved.saved_on), width, "muted"),
            *_asked_for(case, texts, width),
            line(),
        ]
        if found is None or found.decision is None:
            return [*page, *_without_answer(found, self.advised, texts, width)]
        return [*page, *_answer(found.decision, case.saved, texts, width)]


def _contact(case: ClientCase, texts: Texts, width: int) -> Iterator[Line]:
    """Yield the client's contacts in one line, the note, and a request for a renewal's cost."""
    client = case.client
    parts = (client.name, client.telephone, client.plate, client.policy_number, client.email)
    if said := "  ".join(" ".join(part.split()) for part in parts if part.strip()):
        yield from text_lines(harmless(said), width, "strong")
    if client.note.strip():
        yield from text_lines(harmless(" ".join(client.note.split())), width, "plain")
    coming = case.coming_renewal
    if case.state is not DeskState.ARCHIVED and coming and coming <= service.today():
        yield from text_lines(texts("desk.ask-cost"), width, "accent")


def _asked_for(case: ClientCase, texts: Texts, width: int) -> Iterator[Line]:
    """Ask for the sum paid if that alone says what to do: the answer below precedes the claim."""
    if case.no_message_reason == SUM_WANTED:
        yield from text_lines(texts("cases.sum-wanted"), width, "accent")


def _without_answer(
    found: Consultation | None, advised: Advised | None, texts: Texts, width: int
) -> Iterator[Line]:
    """Yield why there is no answer as of today, and what was advised before."""
    if found is not None:
        why = texts("cases.over") if found.is_over else no_answer(found, texts)
        yield from text_lines(why, width, "plain")
    if advised is None:
        return
    yield line()
    for text in advised_lines(advised, texts):
        yield from text_lines(text, width, "plain")


def _answer(decision: Decision, case: SavedCase, texts: Texts, width: int) -> Iterator[Line]:
    mark = MARKS[decision.verdict]
    first, *others = opening(decision, texts).lines
    yield from text_lines(f"{mark} {first}", width, "strong")
    for said in others:
        yield from text_lines(said, width, "plain")
    yield line()
    accident = decision.case.accident
    kind = texts(f"app.choice.kind.{accident.kind}")
    code, bill = sum_of(accident)
    about = texts(f"cases.about{code}", day=accident.day, kind=kind, bill=bill)
    yield from text_lines(about, width, "muted")
    done = sum(step.code in case.ticked for step in decision.steps)
    if done:
        words = texts("cases.done", done=done, count=len(decision.steps))
        yield from text_lines(words, width, "muted")


class PredictionsPage(TranslatedLines):
    """Shows the renewals of one case in full, and the accuracy of all."""

    renewals: var[tuple[PredictedRenewal, ...]] = var((), init=False)
    number: var[int | None] = var(None, init=False)

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._rulebook = rulebook

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the renewals of the case, and below them how near all predictions came."""
        paper = DeskPaper(texts=texts, cells=width, rulebook=self._rulebook, today=service.today())
        here = [one for one in self.renewals if one.case.number == self.number]
        page = [line(text) for one in here for text in renewal_lines(one, paper)]
        accuracy = [line(text, "muted") for text in accuracy_lines(self.renewals, paper)]
        return [*page, *([line()] if page else []), *accuracy]
