"""The fields of the page on the payment standard, as the app asks for them."""

from advisor.domain.policy import SLIGHTEST_INJURY, SPRAIN
from advisor.domain.values import frozen
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import DEATH
from advisor.intake.injury import INJURY_FIELDS
from advisor.intake.typed.short_answers import parse_injury
from advisor.tui.widgets.choice import NamedValues

COMMON = (
    "grade",
    "visits",
    "hospital_days",
    "days_off",
    "occupation",
    "income",
    "treatment",
    "on",
)
"""The fields needed for a stiff neck; all others are folded away."""

ASKED = "asked"
"""The key of the sum for which the injured would settle; the standard itself does not need it."""

_BY_ITSELF = "death"
"""The flag for a death on the command line, which in the app is one of the grades."""

_YES = "yes"
_PREFIX = "injury."

FIELDS: dict[str, Field] = {
    field.path: field for field in INJURY_FIELDS if field.path != _BY_ITSELF
}
"""The fields by their keys."""


def path_of(key: str) -> str:
    """Return the path of a field in the app, which differs from all paths of the case file.

    >>> path_of("visits")
    'injury.visits'
    """
    return _PREFIX + key


def is_chosen(key: str) -> bool:
    """Return whether a field is chosen and not typed."""
    return FIELDS[key].kind in {FieldKind.CHOICE, FieldKind.FLAG, FieldKind.INJURY}


def asked_of(draft: Draft) -> dict[str, str]:
    """Return what a case already states about the injury; without a grade, a sprain."""
    injury = parse_injury(draft.text("accident.injury_grade"))
    stated = {
        "grade": str(injury) if isinstance(injury, int) or injury == DEATH else str(SPRAIN),
        "on": draft.text("accident.day"),
        ASKED: draft.text("accident.injury_settlement"),
    }
    return {path_of(key): text for key, text in stated.items() if text}


@frozen
class InjuryChoices(NamedValues):
    """The values of the chosen fields; "not stated" is one of them."""

    texts: Texts

    def values(self, path: str) -> tuple[str, ...]:
        """Return the values, the slightest grade first."""
        field = FIELDS[path.removeprefix(_PREFIX)]
        if field.kind is FieldKind.FLAG:
            return ("", _YES)
        if field.kind is FieldKind.INJURY:
            return (*map(str, range(SLIGHTEST_INJURY, 0, -1)), DEATH, "")
        return ("", *field.choices)

    def label(self, path: str, value: str) -> str:
        """Return the name of a value; slight grades are named in everyday words."""
        key = path.removeprefix(_PREFIX)
        if value.isdecimal():
            grade = int(value)
            of = "slight" if grade >= SPRAIN else "gravest" if grade == 1 else "other"
            return self.texts(f"pages.injury.grade.{of}", grade=grade)
        if FIELDS[key].kind is FieldKind.FLAG:
            return self.texts(f"pages.{value or 'no'}")
        return self.texts(f"pages.injury.{key}.{value or 'unstated'}")
