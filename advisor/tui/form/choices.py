"""The values of fields that are chosen rather than typed, and the names of these values."""

from collections.abc import Mapping
from datetime import date

from advisor.domain.rule import Rule
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import DeductiblePlan
from advisor.domain.values import frozen
from advisor.explain.names import in_language
from advisor.explain.texts import Texts
from advisor.intake.case.field import FieldKind, ListKey
from advisor.intake.case.fields import COVER_FLAG, DEDUCTIBLE, field_at
from advisor.intake.nested import list_row
from advisor.intake.typed.field_value import as_typed
from advisor.intake.typed.won import parse_won
from advisor.tui.form.switches import SWITCHES

UNSTATED = ""
"""The value that leaves a key out of the case: unknown, or as the rules take it."""

BY_PARTS = "parts"
"""The deductible that is typed part by part."""

YES, NO = "true", "false"
_THRESHOLD = "surcharge_threshold"


def is_choice(path: str) -> bool:
    """Return whether a field is chosen and not typed."""
    if path in SWITCHES or path == DEDUCTIBLE or path.endswith(_THRESHOLD):
        return True
    field = field_at(path)
    return field is not None and (
        field.kind in {FieldKind.CHOICE, FieldKind.FLAG} or bool(field.names_from)
    )


@frozen
class Choices:
    """The values of each chosen field, from the field itself or from the rules of its day.

    `start` is the first day of the policy year, and `claim_days` are the days of the past claims.
    The rules of these days decide what can be chosen, just as when the case is read.
    """

    texts: Texts
    rulebook: Rulebook
    start: date
    claim_days: tuple[date, ...] = ()

    def values(self, path: str) -> tuple[str, ...]:
        """Return the values in the order in which they are offered.

        `UNSTATED` is among them, unless another value has the same name.
        """
        values = self._values(path)
        if path in SWITCHES:
            return values
        stated = {self.label(path, value) for value in values if value != UNSTATED}
        return tuple(v for v in values if v != UNSTATED or self.label(path, v) not in stated)

    def _values(self, path: str) -> tuple[str, ...]:
        field = field_at(path)
        if path in SWITCHES:
            return SWITCHES[path]
        if path == DEDUCTIBLE:
            return (UNSTATED, *(plan.code for plan in self.plans()), BY_PARTS)
        if path.endswith(_THRESHOLD):
            version = self.rulebook.surcharge_threshold.find(self._day(path))
            allowed = version.terms.allowed if version else ()
            return (UNSTATED, *(as_typed(amount) for amount in sorted(allowed, reverse=True)))
        if field is None:
            return (UNSTATED,)
        # For the cover, "unknown" is an answer of its own, so it cannot be left unstated.
        optional = () if field.required or field is COVER_FLAG else (UNSTATED,)
        if field.names_from:
            return (*optional, *getattr(self.rulebook, field.names_from))
        return (*optional, *(field.choices or (YES, NO)))

    def label(self, path: str, value: str) -> str:
        """Return the name of a value; a value that is not offered is shown as it is."""
        if value not in self._values(path):
            return value or self.texts("app.choice.choose")
        key = path.rpartition(".")[2]
        code = value or "unstated"
        said = self.texts.either(f"app.choice.{key}.{code}", f"app.choice.{code}")
        return said or self._from_rules(path, value)

    def described(self, path: str, value: str) -> str:
        """Return the name of a value in a list, which has room for the title of a table."""
        label, field = self.label(path, value), field_at(path)
        if field is None or field.names_from == "insurers":
            return label
        table = self._table(path, value)
        return in_language(table.title, self.texts) if table else label

    def plans(self) -> tuple[DeductiblePlan, ...]:
        """Return the deductible plans on sale when the policy year began."""
        version = self.rulebook.deductible.find(self.start)
        return version.terms.plans if version else ()

    def _day(self, path: str) -> date:
        """Return the day whose rules apply to a field: that of its past claim, else `start`."""
        row = list_row(path)
        known = row is not None and row[0] is ListKey.CLAIM and row[1] < len(self.claim_days)
        return self.claim_days[row[1]] if row and known else self.start

    def _from_rules(self, path: str, value: str) -> str:
        field = field_at(path)
        if path == DEDUCTIBLE:
            return self._plan(next(plan for plan in self.plans() if plan.code == value))
        if path.endswith(_THRESHOLD):
            return self.texts("app.choice.amount", amount=parse_won(value))
        if field and field.names_from == "insurers":
            rule = self.rulebook.insurers[value]
            version = rule.find(self.start)
            return in_language(version.terms.name if version else rule.title, self.texts)
        table = self._table(path, value)
        return in_language(table.label, self.texts) if table and table.label else value

    def _table(self, path: str, value: str) -> Rule[object] | None:
        """Return the rule of the table that a value names, None if the field names no tables."""
        field = field_at(path)
        rules = getattr(self.rulebook, field.names_from) if field and field.names_from else None
        # Kinds of violations are not rules.
        return rules.get(value) if isinstance(rules, Mapping) else None

    def _plan(self, plan: DeductiblePlan) -> str:
        if plan.fixed is not None:
            return self.texts("app.choice.deductible.fixed", amount=plan.fixed)
        return self.texts("app.choice.deductible.rate", rate=plan.rate, maximum=plan.maximum)
