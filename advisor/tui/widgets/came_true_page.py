"""How near predictions were: over all, by insurer, and for the renewal under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from advisor.book.clients.follow_words import FollowPaper, accuracy_lines, renewal_lines
from advisor.tui.widgets.lines import Line, Spoken, line

if TYPE_CHECKING:
    from advisor.book.clients.came_true import CameTrue
    from advisor.domain.rulebook import Rulebook


class CameTruePage(Spoken):
    """Shows the renewals of one case in full, and the accuracy of all."""

    renewals: var[tuple[CameTrue, ...]] = var((), init=False)
    number: var[int | None] = var(None, init=False)

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._rulebook = rulebook

    def watch_renewals(self) -> None:
        """Show others."""
        self.renew()

    def watch_number(self) -> None:
        """Show those of another case."""
        self.renew()

    def lines(self, width: int) -> list[Line]:
        """Return those of the case, and below them how near all were."""
        if self.texts is None:
            return []
        paper = FollowPaper(self.texts, width, self._rulebook)
        here = [one for one in self.renewals if one.case.number == self.number]
        page = [line(text) for one in here for text in renewal_lines(one, paper)]
        accuracy = [line(text, "muted") for text in accuracy_lines(self.renewals, paper)]
        return [*page, *([line()] if page else []), *accuracy]
