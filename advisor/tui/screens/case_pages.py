"""The pages that stand beside a case: an injury, insurers side by side, what to buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor import service
from advisor.domain.errors import AdvisorError
from advisor.tui.consultation import asked
from advisor.tui.form.injury_words import asked_of
from advisor.tui.screens.case_later import CaseLater

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.domain.comparison import Change
    from advisor.domain.rulebook import Rulebook
    from advisor.tui.desk import Desk

_INJURY, _INSURERS, _BUYING = "injury", "insurers", "buying"


class CasePages(CaseLater):
    """Opens the pages; what was typed on one is there again for as long as the case is open."""

    def __init__(self, rulebook: Rulebook, desk: Desk) -> None:
        super().__init__(rulebook, desk)
        self._typed: dict[str, dict[str, str]] = {}

    def forget_pages(self) -> None:
        """Forget what was typed on the pages: it was another case's."""
        self._typed.clear()

    def take_over(self, change: Change | None) -> None:
        """Make a change part of the case; None is none."""
        raise NotImplementedError

    def action_injury(self) -> None:
        """Show what the payment standard gives to somebody who was hurt."""
        from advisor.tui.screens.injury import InjuryScreen  # noqa: PLC0415 - the first paint waits

        self.take_in_focused()
        typed = self._typed_on(_INJURY)
        for path, text in asked_of(self.consultation.draft).items():
            typed.setdefault(path, text)
        self.app.push_screen(InjuryScreen(self._rulebook, typed))

    def action_what_if(self) -> None:
        """Compare the case with variants of it; one may take its place."""
        from advisor.tui.screens.what_if import WhatIfScreen  # noqa: PLC0415 - the first paint waits

        if self.consultation.decision and not self.consultation.stale:
            screen = WhatIfScreen(
                self._document(), self.consultation.decision, self._rulebook, self
            )
            self.app.push_screen(screen, self.take_over)

    def action_insurers(self) -> None:
        """Show what each of some insurers costs this driver."""
        from advisor.tui.screens.insurers import InsurersScreen  # noqa: PLC0415 - the first paint waits

        self.take_in_focused()
        if self._answer():
            typed = self._typed_on(_INSURERS)
            self.app.push_screen(InsurersScreen(self._document(), self._rulebook, typed))

    def action_buy(self) -> None:
        """Show what each setting of the policy costs from the renewal on."""
        from advisor.tui.screens.buying import BuyingScreen  # noqa: PLC0415 - the first paint waits

        self.take_in_focused()
        decision, texts = self._answer(), self.texts
        if decision is None or texts is None:
            return
        try:
            screen = BuyingScreen(decision.case, self._rulebook, self._typed_on(_BUYING))
        except AdvisorError as error:
            said = texts(f"app.error.{error.code}", **error.facts)
            self.notify(said, severity="warning", markup=False)
        else:
            self.app.push_screen(screen)

    def _typed_on(self, page: str) -> dict[str, str]:
        return self._typed.setdefault(page, {})

    def _document(self) -> Mapping[str, object]:
        document, _ = asked(self.consultation.draft).document(service.today())
        return document
