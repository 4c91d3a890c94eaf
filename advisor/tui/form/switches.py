"""Rows of the form that are no keys of a case: they ask in words for what a key says in figures."""

from collections.abc import Mapping

from advisor.domain.policy import SPRAIN
from advisor.intake.case.draft import Draft
from advisor.intake.case.questions import HURT_ANSWERS, INJURY, PAID

ALREADY = "accident.already"
"""Whether the insurer has paid already: the question is then whether to pay that back."""

HURT = "accident.hurt"
"""Who else was hurt, in words; grades are for those who know them."""

BY_GRADE = "grade"
"""The answer that opens the field for the injury grade itself."""

SETTLEMENT = "accident.injury_settlement"
"""The sum for which a slight injury would be settled; no other injury has this field."""

_YES, _NO = "true", "false"

SWITCHES: Mapping[str, tuple[str, ...]] = {
    ALREADY: (_NO, _YES),
    HURT: (*HURT_ANSWERS, BY_GRADE),
}
"""The values of each such row, in the order in which they are offered."""


def switch_value(path: str, draft: Draft, unfolded: frozenset[str]) -> str:
    """Return the value of a row for a draft; `unfolded` holds the rows opened by hand."""
    if path == ALREADY:
        return _YES if draft.text(PAID).strip() or path in unfolded else _NO
    grade = draft.text(INJURY).strip()
    return BY_GRADE if path in unfolded or grade not in SWITCHES[HURT] else grade


def switched(path: str, value: str, draft: Draft) -> tuple[Draft, bool]:
    """Return the draft after a choice, and whether the field behind it is to be opened."""
    if path == ALREADY:
        return (draft, True) if value == _YES else (draft.with_value(PAID, ""), False)
    if value == BY_GRADE:
        return draft, True
    draft = draft.with_value(INJURY, value)
    return (draft if value == str(SPRAIN) else draft.with_value(SETTLEMENT, "")), False
