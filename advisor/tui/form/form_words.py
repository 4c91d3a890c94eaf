"""What the form says: labels, echoes, marks and problems, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from attrs import evolve

from advisor.domain.accident import Kind, default_fault
from advisor.domain.decision import Decision
from advisor.domain.findings import Assumed, Fact
from advisor.domain.outcome import Option
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.sentences import matters
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft, claim_days, claims_of_this_year, policy_day
from advisor.intake.case.field import FieldKind, ListKey
from advisor.intake.case.fields import COVER, DEATH, DEDUCTIBLE, catalog_path, field_at, is_money
from advisor.intake.case.questions import PAID
from advisor.intake.nested import list_row
from advisor.intake.problems import Problem
from advisor.intake.typed.field_value import as_typed, leaves_open
from advisor.intake.typed.short_answers import parse_injury
from advisor.report.answer.to_json import problem_words
from advisor.tui.consultation import Consultation, is_missing
from advisor.tui.form.choices import BY_PARTS, NO, YES, Choices, is_choice
from advisor.tui.form.deductible_plans import DeductiblePlans
from advisor.tui.form.echo import echo, is_suspect, short_echoes
from advisor.tui.form.layout import ADD, FormState, RowKind, RowPlan, fold_of, rows
from advisor.tui.form.switches import ALREADY, HURT, SWITCHES, switch_value
from advisor.tui.widgets.row import Frame

_READINGS = (
    "half_point_years",
    "large_property_points",
    "threshold_included",
    "threshold_on_gross_loss",
)
"""Assumptions that hold a value even if the case states none."""

PROBLEM, ASSUMED, SUSPECT, FINE = "!", "?", "?", " "
"""Marks before a label, which show the state of a row without colour."""


@frozen
class RowFacts:
    """Everything on which a row depends, except the language."""

    plan: RowPlan
    value: str
    problems: tuple[Problem, ...]
    assumed: Assumed | None
    is_open: bool


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
        """Return the words for a language, a rulebook and a day."""
        return cls(texts, Choices(texts, rulebook, today), DeductiblePlans(rulebook, today), today)

    def rows(self, consultation: Consultation, unfolded: frozenset[str]) -> tuple[RowFacts, ...]:
        """Return all rows of the form; a fold with a problem in it is open."""
        draft, problems = consultation.draft, consultation.problems
        in_need = {fold_of(problem.path) for problem in problems}
        shown = FormState(
            kind=draft.text("accident.kind"),
            has_cover=draft.text(COVER) != NO,
            deductible_by_parts=self._value(draft, DEDUCTIBLE, unfolded) == BY_PARTS,
            claims=len(draft.claims),
            violations=len(draft.violations),
            other_cars=len(draft.other_cars),
            already=switch_value(ALREADY, draft, unfolded) == YES,
            hurt=switch_value(HURT, draft, unfolded),
            this_year=claims_of_this_year(draft, self.today),
            unfolded=unfolded | {fold for fold in in_need if fold},
        )
        decision = consultation.decision
        plans = rows(shown)
        places = [_place(problem.path, plans) for problem in problems]
        return tuple(
            RowFacts(
                plan,
                self._value(draft, plan.key, unfolded) if plan.kind is RowKind.FIELD else "",
                tuple(one for one, at in zip(problems, places, strict=True) if at == plan.key),
                _taken(plan, draft, decision),
                is_open=plan.key in shown.unfolded,
            )
            for plan in plans
        )

    def choices_of(self, draft: Draft) -> Choices:
        """Return the choices under the rules of the days that a draft states."""
        start, days = policy_day(draft, self.today), claim_days(draft, self.today)
        return evolve(self.choices, start=start, claim_days=days)

    def label(self, row: RowFacts) -> str:
        """Return the words of a title, a fold or a press."""
        key = row.plan.key
        found = _INDEX.search(key)
        name = _INDEX.sub("", key)
        if row.plan.kind is RowKind.TITLE:
            return self.texts(f"app.group.{name}")
        words = self.texts(f"app.press.{name}", number=int(found[1]) + 1 if found else 0)
        if row.plan.kind is RowKind.BUTTON:
            return f"{'+' if key.startswith(ADD) else '−'} {words}"
        return f"{'▾' if row.is_open else '▸'} {words}"

    def frame(self, row: RowFacts) -> Frame:
        """Return the frame of a value: its label, echo and mark."""
        path = row.plan.key
        code = label_code(path, self.texts)
        of_death = f"death.{code}"
        is_death = self.texts.has(of_death) and parse_injury(row.value) == DEATH
        label = self.texts(of_death if is_death else code)
        needed = path == PAID and not row.value.strip()
        if needed or (row.problems and all(map(is_missing, row.problems))):
            return Frame(label, self.texts("app.echo.needed"), mark=PROBLEM, echo_is_problem=True)
        if row.problems:
            return Frame(label, mark=PROBLEM, echo_is_problem=True)
        if _is_open(path, row.value):
            taken = self._assumed(row.assumed) if row.assumed else ""
            return Frame(label, taken, mark=ASSUMED) if taken else Frame(label)
        if is_choice(path):
            return Frame(label)
        words = echo(path, row.value, self.today, self.texts)
        short = short_echoes(path, row.value, self.texts)
        if is_suspect(path, row.value):
            return Frame(label, words, short, SUSPECT, echo_is_problem=True)
        return Frame(label, words, short)

    def note(self, row: RowFacts) -> str:
        """Return what is wrong with a value and what to write instead, empty if it is fine."""
        wrong = (problem for problem in row.problems if not is_missing(problem))
        said = (problem_words(problem, self.texts) for problem in wrong)
        return " ".join(words for words in said if words)

    def _value(self, draft: Draft, path: str, unfolded: frozenset[str]) -> str:
        if path in SWITCHES:
            return switch_value(path, draft, unfolded)
        if path != DEDUCTIBLE:
            return draft.text(path)
        return BY_PARTS if DEDUCTIBLE in unfolded else self.plans.code(draft)

    def _assumed(self, assumed: Assumed) -> str:
        """Return in a few cells the value that was assumed."""
        field, value = field_at(assumed.path), assumed.value
        text = as_typed(value)
        if is_choice(assumed.path):
            text = self.choices.label(assumed.path, text)
        elif is_money(assumed.path):
            text = self.texts("app.choice.amount", amount=value)
        elif field and field.kind is FieldKind.RATE:
            text = self.texts("app.echo.rate", rate=value)
        return self.texts("app.echo.assumed", value=text)


def label_code(path: str, texts: Texts) -> str:
    """Return the code of a field's label: its short name if it has one, else its full name."""
    name = catalog_path(path)
    short = f"label.{name}"
    return short if texts.has(short) else f"field.{name}"


def _taken(plan: RowPlan, draft: Draft, decision: Decision | None) -> Assumed | None:
    """Return the value assumed for an empty row; for a table, that of its first key without one."""
    if plan.kind is not RowKind.FIELD:
        return None
    parts = decision.assumed if decision else ()
    of_row = (found for found in parts if _belongs(found.path, plan.key))
    return taken(plan.key, draft, decision) or next(
        (found for found in of_row if decision and matters(found.path, decision)), None
    )


def _place(path: str, plans: tuple[RowPlan, ...]) -> str:
    """Return the row under which a problem is shown: its own, else that of its table, else ""."""
    keys = (plan.key for plan in plans if plan.kind is RowKind.FIELD)
    return max((key for key in keys if _belongs(path, key)), key=len, default="")


def _belongs(path: str, key: str) -> bool:
    """Return whether a path is that of a row or lies within it."""
    return path == key or path.startswith(f"{key}.")


def _is_open(path: str, text: str) -> bool:
    """Return whether a field is empty, or says that its value is not known."""
    field = field_at(path)
    return not text.strip() or (field is not None and leaves_open(field, text))


def taken(path: str, draft: Draft, decision: Decision | None) -> Assumed | None:
    """Return the value assumed for an open field, None if open just means empty.

    It is None too if nothing depends on the value.
    """
    if not _is_open(path, draft.text(path)):
        return None
    if path == "accident.fault":
        kind = draft.text("accident.kind")
        return Assumed(path, default_fault(Kind(kind))) if kind in set(Kind) else None
    if decision is None or not matters(path, decision):
        return None
    said = next((found for found in decision.assumed if found.path == path), None)
    if said:
        return said
    row = list_row(path)
    found = _of_a_row(row, decision) if row else _values(decision).get(path)
    return None if found is None else Assumed(path, found)


def _of_a_row(row: tuple[ListKey, int, str], decision: Decision) -> Fact | None:
    """Return the fault or the threshold used for a past claim that states none; else None."""
    listed, index, key = row
    if listed is not ListKey.CLAIM or index >= len(decision.case.claims):
        return None
    if key == "fault":
        return decision.case.claims[index].fault
    return decision.threshold.amount if key == "surcharge_threshold" else None


def _values(decision: Decision) -> Mapping[str, Fact]:
    assumptions = decision.case.assumptions
    refused = decision.outcome(Option.CLAIM_REFUND).reasons
    return {
        "accident.cash_repair": decision.case.accident.own_damage.likely or None,
        "assumptions.renewals": decision.renewals,
        "assumptions.refund_allowed": "refund-not-allowed" not in refused,
        "assumptions.cap_allowed": bool(assumptions.cap_allowed),
        **{f"assumptions.{key}": getattr(assumptions, key) for key in _READINGS},
    }
