"""The history of a case: each answer given, to the won, and what renewals really cost."""

from textual.app import ComposeResult

from advisor.book.clients.client_case import ClientCase
from advisor.domain.decision import Advised
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.explain.width import wrap
from advisor.report.answer.advised_text import advised_lines
from advisor.tui.keys import HISTORY_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.widgets.cached import Page
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines


class HistoryScreen(OverCase[None]):
    """Shows the answers of a case, the newest one first."""

    CSS_PATH = "history.tcss"
    BINDINGS = bindings(HISTORY_KEYS)

    def __init__(self, case: ClientCase, answers: tuple[Advised, ...]) -> None:
        super().__init__()
        self._case = case
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Put the answers below each other."""
        yield Heading("desk.history")
        with Page(classes="body"):
            yield HistoryPage(self._case, self._answers)
        yield key_bar(HISTORY_KEYS)

    def on_mount(self) -> None:
        """Name the case in the heading."""
        self.query_one(Heading).about = harmless(self._case.saved.name)


class HistoryPage(TranslatedLines):
    """The answers of a case and its renewals as text."""

    def __init__(self, case: ClientCase, answers: tuple[Advised, ...]) -> None:
        super().__init__()
        self._case = case
        self._answers = answers

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return what renewals cost, and each answer from its day to the rules that made it."""
        page: list[Line] = []
        for one in reversed(self._case.renewed):
            said = texts("desk.renewal-was", day=one.renewed_on, premium=one.premium)
            page += text_lines(said, width, "strong")
        page += [line()] if page else []
        for kept in reversed(self._answers):
            head, *rest = advised_lines(kept, texts)
            page += text_lines(head, width, "title")
            page += [line(text) for said in rest for text in wrap(said, width)]
            page.append(line())
        return page if self._answers else [*page, line(texts("advised.none"), "muted")]
