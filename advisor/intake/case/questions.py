"""The few questions that lead to an answer, one at a time, as a driver can answer them."""

from __future__ import annotations

from collections.abc import Callable

from advisor.domain.values import frozen
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import COVER, field_at
from advisor.intake.typed.text import parse_flag

INSURER = "policy.insurer"
START = "policy.start"
PAID = "accident.paid"
CLIENT = "client.name"


def _is_shared(draft: Draft) -> bool:
    field = field_at("accident.fault")
    return field is not None and field.taken_by(draft.text("accident.kind"))


def _has_cover(draft: Draft) -> bool:
    return parse_flag(draft.text(COVER)) is not False


def _is_open(draft: Draft) -> bool:
    """Tell whether nothing was paid for the accident yet."""
    return not draft.text(PAID).strip()


@frozen
class Question:
    """A field that is asked for; nothing can be answered without the `needed` ones.

    `taken` is what an answer left out is taken for, where nothing can be answered without one;
    `asked` tells of a draft whether it raises the question.
    """

    path: str
    needed: bool = False
    taken: str = ""
    asked: Callable[[Draft], bool] = lambda _: True


QUESTIONS = (
    Question("accident.kind", needed=True),
    Question("accident.day", needed=True),
    Question("accident.fault", asked=_is_shared),
    Question(PAID),
    Question("accident.own_damage", needed=True, asked=_is_open),
    Question("accident.cash_repair", asked=_is_open),
    Question("accident.other_property", asked=_is_open),
    Question(INSURER),
    Question(START, needed=True),
    Question("policy.premium", needed=True),
    Question("assumptions.renewals"),
    Question("policy.grade"),
    Question("policy.surcharge_threshold"),
    Question(COVER, taken="true"),
    Question(f"{COVER}.single_vehicle", asked=_has_cover),
)
"""What is asked; a field that is empty afterwards is assumed or stays unknown."""
