"""What the form says: labels, echoes, marks and problems, in one language."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.decision import Fact
from advisor.explain.texts import Texts
from advisor.intake.fields import COVER, DEDUCTIBLE, FieldKind, field_at
from advisor.tui.choices import BY_PARTS, NO, UNSTATED, Choices, is_choice
from advisor.tui.deductible_plans import DeductiblePlans
from advisor.tui.echo import echo, is_suspect
from advisor.tui.form_layout import RowPlan, Shown, Sort
from advisor.tui.widgets.row import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from advisor.domain.rulebook import Rulebook
    from advisor.intake.draft import Draft
    from advisor.intake.problems import Problem
    from advisor.tui.consultation import Consultation

PROBLEM, ASSUMED, SUSPECT, FINE = "!", "?", "?", " "
"""Marks before a label: they tell without colour what is the matter."""

_INDEX = re.compile(r"\[(\d+)\]")


@frozen
class FormWords:
    """The words of the form for one language, one rulebook and one day."""

    texts: Texts
    choices: Choices
    plans: DeductiblePlans
    today: date

    @classmethod
    def of(cls, texts: Texts, rulebook: Rulebook, today: date) -> FormWords:
        """Give the words for a language."""
        return cls(texts, Choices(texts, rulebook), DeductiblePlans(rulebook, today), today)

    def shown(self, draft: Draft, unfolded: frozenset[str]) -> Shown:
        """Give what decides which rows the form has for a draft."""
        return Shown(
            kind=draft.text("accident.kind"),
            has_cover=draft.text(COVER) != NO,
            deductible_by_parts=self.value(draft, DEDUCTIBLE, unfolded) == BY_PARTS,
            claims=len(draft.claims),
            unfolded=unfolded,
        )

    def value(self, draft: Draft, path: str, unfolded: frozenset[str]) -> str:
        """Give what stands in a row."""
        if path != DEDUCTIBLE:
            return draft.text(path)
        return BY_PARTS if DEDUCTIBLE in unfolded else self.plans.code(draft)

    def label(self, path: str) -> str:
        """Give the name of a field, as it stands before its value."""
        return self.texts(f"app.field.{_INDEX.sub('', path)}")

    def title(self, name: str) -> str:
        """Give the title of a group of rows."""
        return self.texts(f"app.group.{name}")

    def press(self, plan: RowPlan, unfolded: frozenset[str]) -> str:
        """Give the words of a line that is pressed; a fold shows whether it is open."""
        found = _INDEX.search(plan.key)
        words = self.texts(
            f"app.press.{_INDEX.sub('', plan.key)}", number=int(found[1]) + 1 if found else 0
        )
        if plan.sort is Sort.PRESS:
            return f"+ {words}" if not found else f"− {words}"
        return f"{'▾' if plan.key in unfolded else '▸'} {words}"

    def frame(self, consultation: Consultation, path: str, value: str) -> Frame:
        """Give what stands around a value: its label, its echo, its mark."""
        label = self.label(path)
        if any(self._problems(consultation, path)):
            return Frame(label, "", PROBLEM, echo_is_problem=True)
        if value == UNSTATED:
            taken = self._assumed(consultation, path)
            return Frame(label, taken, ASSUMED) if taken else Frame(label)
        if is_choice(path):
            return Frame(label)
        words = echo(path, value, self.today, self.texts)
        if is_suspect(path, value):
            return Frame(label, words, SUSPECT, echo_is_problem=True)
        return Frame(label, words)

    def problem(self, consultation: Consultation, path: str) -> str:
        """Give the problem of a field in words, or nothing."""
        return " ".join(self.sentence(found) for found in self._problems(consultation, path))

    def sentence(self, problem: Problem) -> str:
        """Say which rule a value breaks and what to write instead."""
        facts = {**problem.facts, "value": problem.value, "path": problem.path}
        parts = (self.texts(f"problem.{problem.code}.{part}", **facts) for part in _SENTENCES)
        return " ".join(part for part in parts if part)

    def _problems(self, consultation: Consultation, path: str) -> Iterator[Problem]:
        return (
            found
            for found in consultation.problems
            if found.path == path or found.path.startswith(f"{path}.")
        )

    def _assumed(self, consultation: Consultation, path: str) -> str:
        if consultation.decision is None:
            return ""
        for taken in consultation.decision.assumed:
            if taken.path == path or taken.path.startswith(f"{path}."):
                return self.texts("app.echo.assumed", value=self._short(taken.path, taken.value))
        return ""

    def _short(self, path: str, value: Fact) -> str:
        field = field_at(path)
        if field and field.kind is FieldKind.WON and isinstance(value, int):
            return self.texts("app.echo.won", amount=value)
        if field and field.kind is FieldKind.RATE:
            return self.texts("app.echo.rate", rate=value)
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return self.choices.label(path, text) if is_choice(path) else text


_SENTENCES = ("rule", "instead")
