"""What follows from a draft: an answer, or the problems in its way."""

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
from advisor.intake.case.field import Listed
from advisor.intake.case.fields import COVER, field_at
from advisor.intake.case.questions import PAID, START, spares_own_car
from advisor.intake.problems import Problem
from advisor.service import decide
from advisor.tui.form.layout import is_asked

_AS_OF = "as_of"


@frozen
class Consultation:
    """A draft with its answer. With problems, `decision` is the answer from before, if any."""

    draft: Draft
    decision: Decision | None = None
    problems: tuple[Problem, ...] = ()
    error: AdvisorError | None = None
    unread: tuple[Problem, ...] = ()
    """What was wrong with the file that the draft came from and has no field to stand at."""
    typed: str | None = None
    """The field whose typing led here; it may be ahead of the draft, and shows what it has."""
    untouched: Decision | None = None
    """The answer from before that field was touched."""

    @property
    def stale(self) -> bool:
        """Tell whether the answer belongs to an earlier state of the draft."""
        return bool(self.problems) or self.error is not None

    @property
    def answer(self) -> Decision | None:
        """The answer to the draft itself, None where `decision` is an earlier one or none."""
        return None if self.stale else self.decision

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which there is no answer, and that say nothing yet."""
        paths = (found.path for found in self.problems if is_missing(found))
        return tuple(sorted(paths, key=_is_behind))

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that say something, but nothing that can be read or that can be true."""
        paths = (found.path for found in self.problems if not is_missing(found))
        found = dict.fromkeys(path for path in paths if field_at(path))
        return tuple(sorted(found, key=_is_behind))

    @property
    def is_over(self) -> bool:
        """Tell whether there is no answer because the policy year lies in the past."""
        return any(
            found.code == OUTSIDE_YEAR and not is_year_ahead(found) for found in self.problems
        )

    def touched(self, path: str | None) -> Consultation:
        """Begin an edit of a field, or of the whole draft; typing on in a field is the same."""
        if path is not None and path == self.typed:
            return self
        return evolve(self, typed=path, untouched=self.decision)

    def left(self) -> Consultation:
        """End the edit of a field: what is typed there from now on is another one."""
        return evolve(self, untouched=self.decision)


def _is_behind(path: str) -> bool:
    """Tell whether a field stands below those of the accident, with which the form begins."""
    return not path.startswith("accident.")


def is_missing(problem: Problem) -> bool:
    """Tell whether all that is wrong with a field is that it is still empty."""
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
    """Decide a draft that an edit of the field `typed` led to, or one of the whole draft.

    `is_paid` tells that the insurer is said to have paid, also where no sum stands yet.
    Where something stands in the way, the answer from before that edit comes back: those since
    then were to a value that was only half typed.
    """
    before = before.touched(typed)
    try:
        case = read_draft(asked(draft), rulebook, today)
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
    """Put a problem where it can be mended: the day of the advice is wrong only if it was typed."""
    typed = draft.text(problem.path).strip() if problem.path == _AS_OF else "typed"
    return problem if typed else evolve(problem, path=START)


def _unsaid(draft: Draft, *, is_paid: bool) -> Iterator[Problem]:
    """Yield what a case file may leave out, but the app has to be told before it answers.

    Taken for granted, the cover of the own car or the cost of the accident would decide. Without
    what was paid, the answer would be that of a claim that is still to be made.
    """
    said = {path for path, text in draft.values.items() if text.strip()}
    if is_paid and PAID not in said:
        yield Problem(PAID, "missing")
        return
    if not said & set(_BILLS) and draft.text("accident.kind") != Kind.THEFT:
        yield Problem(_BILLS[0], "missing")
    has_cover = any(path.startswith(COVER) for path in said)
    if PAID not in said and not has_cover and not spares_own_car(draft):
        yield Problem(COVER, "missing")


_BILLS = (
    "accident.own_damage",
    "accident.other_property",
    "accident.other_rental",
    PAID,
)


def asked(draft: Draft) -> Draft:
    """Leave out what this kind of accident does not ask for; the draft itself keeps it.

    A past claim or violation that was just added, and is still empty, is not read either.
    """
    for listed in Listed:
        while (found := draft.rows(listed)) and not any(found[-1].values()):
            draft = draft.without_row(listed, len(found) - 1)
    kind = draft.text("accident.kind")
    for path in draft.values:
        if draft.values[path] and not is_asked(path, kind):
            draft = draft.with_value(path, "")
    return draft
