"""The answers that the guided start offers to a question, and which questions are open."""

from collections.abc import Sequence

from advisor.explain.texts import Texts
from advisor.intake.case.fields import catalog_path
from advisor.intake.case.questions import (
    HURT_ANSWERS,
    INJURY,
    KIND,
    NOTHING,
    PAID,
    Question,
    claim_day,
)
from advisor.intake.nested import list_row
from advisor.intake.typed.kind import tells_person
from advisor.intake.typed.short_answers import is_no_accident, is_unknown
from advisor.tui.form.choices import UNSTATED, Choices, is_choice
from advisor.tui.screens.case_guide import CaseAsker
from advisor.tui.widgets.listing import place_of

OWN_POLICY = "own-policy"
"""The question whether the policy of last time still applies; it is no field of a case."""

YES, _NO = "yes", "no"

_COMMON = ("collision", "object", "parked-unknown")
"""The most common kinds of accident, listed first because a low screen shows at most eight."""

_CLAIM_DAY = "claim[].day"

_SAY_IT = {PAID, "accident.other_property", "accident.injury_settlement"}
"""Questions that say themselves when to leave them empty."""


def is_known(asker: CaseAsker, question: Question) -> bool:
    """Return whether the policy that was taken over has already answered a question."""
    path = question.path
    is_said = path.startswith("policy.") and bool(asker.text_of(path).strip())
    return is_said and not asker.trouble(path)


def is_open(asker: CaseAsker, question: Question) -> bool:
    """Return whether a question must still be answered, or its answer mended or confirmed."""
    path = question.path
    if not asker.text_of(path).strip():
        return question.needed
    return bool(asker.trouble(path)) or asker.is_doubtful(path)


_OF_THE_ACCIDENT = ("accident.kind", "accident.day", "accident.own_damage")
"""Fields that are empty in a new case, whereas a policy may come from the settings."""


class GuideAnswers:
    """The answers that can be chosen, in one language."""

    def __init__(self, choices: Choices, texts: Texts) -> None:
        self._choices = choices
        self._texts = texts

    def values(self, question: Question) -> tuple[str, ...]:
        """Return the values to choose from, last the one to leave the question open, if allowed."""
        path = question.path
        if path == OWN_POLICY:
            return (YES, _NO)
        if path == INJURY:
            return HURT_ANSWERS
        open_, values = question.if_skipped or UNSTATED, self._choices.values(path)
        stated = tuple(value for value in values if value not in {UNSTATED, open_})
        stated = (
            *(one for one in _COMMON if one in stated),
            *((NOTHING,) if path == KIND else ()),
            *(v for v in stated if v not in _COMMON),
        )
        return stated if question.needed else (*stated, open_)

    def label(self, question: Question, value: str) -> str:
        """Return the name of a value."""
        if question.path == OWN_POLICY:
            return self._texts(f"guide.own-{value}")
        if question.path == INJURY:
            return self._texts(f"guide.hurt.{value or 'nobody'}")
        if value in {UNSTATED, question.if_skipped}:
            return self._texts("guide.unknown")
        code = f"guide.{question.path.rpartition('.')[2]}.{value}"
        return self._texts.either(code) or self._choices.label(question.path, value)

    def under(self, question: Question, *, has_answer: bool) -> str:
        """Return how to leave a question open, if needed, and a note once enough is answered."""
        codes = ["guide.unsure" if has_list(question) else "guide.empty"]
        if question.needed or question.path in _SAY_IT or list_row(question.path):
            codes = []
        if has_answer:
            codes.append("guide.enough")
        return " ".join(map(self._texts, codes))


def has_list(question: Question) -> bool:
    """Return whether a question is answered by choosing, not by typing."""
    return question.path in {OWN_POLICY, INJURY} or is_choice(question.path)


def unread_code(path: str, word: str) -> str:
    """Return the code of what to say to a word for which a list has no answer."""
    return "guide.person" if path == KIND and tells_person(word) else "guide.unread"


def answer_at(path: str, values: Sequence[str], word: str) -> int | None:
    """Return the place of the answer that a word means, None if it means none."""
    found = place_of(path, values, word)
    if found is None and NOTHING in values and is_no_accident(word):
        return values.index(NOTHING)
    return len(values) - 1 if found is None and is_unknown(word) and not values[-1] else found


def title_code(asker: CaseAsker) -> str:
    """Return the code of the title: a case with anything said of the accident is not new."""
    return "guide.title-begun" if any(map(asker.text_of, _OF_THE_ACCIDENT)) else "guide.title"


def text_code(path: str) -> str:
    """Return the name of a question in the texts; later past claims have a shorter question."""
    name = catalog_path(path)
    if name != _CLAIM_DAY:
        return name
    return f"{name}-{'first' if path == claim_day(0) else 'more'}"
