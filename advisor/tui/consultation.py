"""What a draft leads to: an answer, or the problems that prevent one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from advisor.domain.accident import Kind
from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.intake.case.case_rules import OUTSIDE_YEAR, is_year_ahead
from advisor.intake.case.draft import Draft, read_draft
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, field_at
from advisor.intake.case.questions import PAID, START, own_car_undamaged
from advisor.intake.problems import Problem
from advisor.service import decide
from advisor.tui.form.layout import is_asked

_AS_OF = "as_of"


@frozen
class Consultation:
    """A draft and its answer; while it has problems, `decision` is an earlier answer, if any."""

    draft: Draft
    decision: Decision | None = None
    problems: tuple[Problem, ...] = ()
    error: AdvisorError | None = None
    unread: tuple[Problem, ...] = ()
    """The problems of the draft's file that belong to no field of the form."""
    typed: str | None = None
    """The field being typed in; its widget may be ahead of the draft and shows its own text."""
    untouched: Decision | None = None
    """The answer from before the user began to edit that field."""

    @property
    def stale(self) -> bool:
        """Return whether the answer belongs to an earlier state of the draft."""
        return bool(self.problems) or self.error is not None

    @property
    def answer(self) -> Decision | None:
        """The answer to this very draft, or None if `decision` is an earlier one or None."""
        return None if self.stale else self.decision

    @property
    def missing(self) -> tuple[str, ...]:
        """The empty fields without which there is no answer, those of the accident first."""
        paths = (found.path for found in self.problems if is_missing(found))
        return tuple(sorted(paths, key=_is_behind))

    @property
    def wrong(self) -> tuple[str, ...]:
        """The filled fields whose text cannot be read or cannot be true, the accident's first."""
        paths = (found.path for found in self.problems if not is_missing(found))
        found = dict.fromkeys(path for path in paths if field_at(path))
        return tuple(sorted(found, key=_is_behind))

    @property
    def is_over(self) -> bool:
        """Return whether there is no answer because the policy year lies in the past."""
        return any(
            found.code == OUTSIDE_YEAR and not is_year_ahead(found) for found in self.problems
        )

    def touched(self, path: str | None) -> Consultation:
        """Begin an edit of a field, or of the whole draft; typing on in a field continues it."""
        if path is not None and path == self.typed:
            return self
        return evolve(self, typed=path, untouched=self.decision)

    def left(self) -> Consultation:
        """End the edit of a field: typing there again begins a new edit."""
        return evolve(self, untouched=self.decision)


def _is_behind(path: str) -> bool:
    """Return whether a field stands below those of the accident, with which the form begins."""
    return not path.startswith("accident.")


def is_missing(problem: Problem) -> bool:
    """Return whether the problem with a field is only that it is still empty."""
    return problem.code == "missing"


def consult(
    draft: Draft,
    rulebook: Rulebook,
    today: date,
    before: Consultation,
    typed: str | None = None,
    *,
    is_paid: bool = False,
) -> Consultation:
    """Decide a draft after an edit of the field `typed`, or of the whole draft (None).

    `is_paid` says that the insurer has paid, even if no sum is filled in yet.
    If something prevents an answer, `decision` is the one from before that edit: the answers since
    then were for values that were only half typed.
    """
    before = before.touched(typed)
    try:
        case = read_draft(relevant_draft(draft), rulebook, today)
        if not isinstance(case, Case):
            case = tuple(_at_its_field(problem, draft) for problem in case)
        if unsaid := tuple(_unsaid(draft, is_paid=is_paid)):
            case = (*(case if isinstance(case, tuple) else ()), *unsaid)
        if isinstance(case, Case):
            return evolve(
                before, draft=draft, decision=decide(case, rulebook), problems=(), error=None
            )
    except AdvisorError as error:
        return evolve(before, draft=draft, decision=before.untouched, problems=(), error=error)
    return evolve(before, draft=draft, decision=before.untouched, problems=case, error=None)


def _at_its_field(problem: Problem, draft: Draft) -> Problem:
    """Move a problem of the day of advice to the policy's start, unless that day was typed."""
    typed = draft.text(problem.path).strip() if problem.path == _AS_OF else "typed"
    return problem if typed else evolve(problem, path=START)


def _unsaid(draft: Draft, *, is_paid: bool) -> Iterator[Problem]:
    """Yield a problem for what the app must be told, though a case file may leave it out.

    If they were assumed, the own-damage cover or the cost of the accident would decide the answer.
    Without the sum that was paid, the answer would treat the claim as still to be made.
    """
    said = {path for path, text in draft.values.items() if text.strip()}
    if is_paid and PAID not in said:
        yield Problem(PAID, "missing")
        return
    if not said & set(_BILLS) and draft.text("accident.kind") != Kind.THEFT:
        yield Problem(_BILLS[0], "missing")
    has_cover = any(path.startswith(COVER) for path in said)
    if PAID not in said and not has_cover and not own_car_undamaged(draft):
        yield Problem(COVER, "missing")


_BILLS = (
    "accident.own_damage",
    "accident.other_property",
    "accident.other_rental",
    PAID,
)


def relevant_draft(draft: Draft) -> Draft:
    """Return a draft without what its kind of accident does not ask for; `draft` itself keeps it.

    An empty row just added for a past claim, a violation or another car is left out too.
    """
    for listed in ListKey:
        while (found := draft.rows(listed)) and not any(found[-1].values()):
            draft = draft.without_row(listed, len(found) - 1)
    kind = draft.text("accident.kind")
    for path in draft.values:
        if draft.values[path] and not is_asked(path, kind):
            draft = draft.with_value(path, "")
    return draft
