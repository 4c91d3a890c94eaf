"""What a cell may call by name: insurers, choices in the words of the app, and injuries."""

from collections.abc import Iterator, Mapping

from attrs import Factory

from advisor.domain.rule import Rule
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.explain.names import in_language
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.questions import HURT_ANSWERS, PAID
from advisor.intake.typed.insurer import parse_insurer
from advisor.intake.typed.short_answers import says_paid

_UNSTATED = "unstated"
"""The code of the choice that states nothing."""

_OFFERED = {said: said for said in HURT_ANSWERS if said} | dict.fromkeys(
    (_UNSTATED, "nobody"), _UNSTATED
)
"""The codes of the app's choices for an injury, and the value that each stands for."""


@frozen
class CellNames:
    """The names that cells may use: those of insurers, and the form's words for choices."""

    rulebook: Rulebook
    labels: dict[str, Mapping[str, str]] = Factory(dict)
    """The codes of choices by their labels, for each key that a cell has been read for."""

    def code(self, field: Field, text: str) -> str:
        """Return the code of what a cell names, empty for a choice of nothing, else the text."""
        if field.names_from == "insurers":
            return parse_insurer(text, self.rulebook.insurers)
        if field.path not in self.labels:
            self.labels[field.path] = _labels(field, self.rulebook)
        label = self.labels[field.path].get(bare(text))
        return text if label is None else "" if label == _UNSTATED else label

    def paid(self, text: str) -> bool | None:
        """Return whether a cell says that the insurer has paid; None if it says neither."""
        if PAID not in self.labels:
            self.labels[PAID] = {
                bare(texts(f"app.choice.already.{said}")): said
                for texts in map(Texts, LANGUAGES)
                for said in ("true", "false")
            }
        label = self.labels[PAID].get(bare(text))
        return says_paid(text) if label is None else label == "true"


def _labels(field: Field, rulebook: Rulebook) -> dict[str, str]:
    """Return the choices of a field by their labels in either language."""
    found: dict[str, str] = {}
    tables, choices = _tables(field, rulebook), field.choices
    if field.names_from:
        choices = tuple(getattr(rulebook, field.names_from))
    elif field.kind is FieldKind.FLAG:
        choices = ("true", "false")
    for texts in map(Texts, LANGUAGES):
        if field.kind is FieldKind.INJURY:
            found |= {bare(said): grade for grade, said in _injury_labels(texts)}
        for choice in (*choices, _UNSTATED):
            code, rule = f"app.choice.{field.key}.{choice}", tables.get(choice)
            if texts.has(code):
                found.setdefault(bare(texts(code)), choice)
            elif rule:
                found.setdefault(bare(in_language(rule.label or rule.title, texts)), choice)
    return found


def _injury_labels(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield each grade, or nobody, with the label that the form or the first questions give it."""
    for section in ("guide.hurt.", "app.choice.hurt."):
        for code in texts.codes(section.partition(".")[0]):
            grade = code.removeprefix(section)
            if grade in _OFFERED:
                yield _OFFERED[grade], texts(code)


def _tables(field: Field, rulebook: Rulebook) -> Mapping[str, Rule[object]]:
    """Return the rules that a field may name, by code; none if it names something else."""
    found = getattr(rulebook, field.names_from) if field.names_from else None
    return found if isinstance(found, Mapping) else {}


def bare(text: str) -> str:
    """Return a word of a cell without blanks and case."""
    return "".join(text.split()).casefold()
