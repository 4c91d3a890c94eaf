"""A deductible as one choice: which plan on sale the four keys of a case amount to."""

from collections.abc import Mapping
from datetime import date

from advisor.domain.money import NOTHING, Won
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import DeductibleTerms
from advisor.domain.values import frozen
from advisor.intake.case.draft import Draft, policy_day
from advisor.intake.case.fields import DEDUCTIBLE, DEDUCTIBLE_KEYS, FIXED_KEY
from advisor.intake.problems import Unreadable
from advisor.intake.typed.field_value import as_typed
from advisor.intake.typed.rate import parse_percent
from advisor.intake.typed.won import parse_won
from advisor.tui.form.choices import BY_PARTS, UNSTATED

THRESHOLD = "policy.surcharge_threshold"


@frozen
class DeductiblePlans:
    """The plans on sale when the policy year began."""

    rulebook: Rulebook
    today: date

    def code(self, draft: Draft) -> str:
        """Return the code of the plan that the parts amount to, else `UNSTATED` or `BY_PARTS`."""
        stated = {part: draft.text(f"{DEDUCTIBLE}.{part}") for part in DEDUCTIBLE_KEYS}
        if not any(text.strip() for text in stated.values()):
            return UNSTATED
        threshold = self._threshold(draft)
        parts = self._parts(stated, threshold, draft)
        terms = self._terms(draft)
        for plan in terms.plans if terms else ():
            if plan.parts(threshold) == parts:
                return plan.code
        return BY_PARTS

    def with_plan(self, draft: Draft, code: str) -> Draft:
        """Return a draft with the parts of a plan; `BY_PARTS` leaves them as they are."""
        if code == BY_PARTS:
            return draft
        terms = self._terms(draft)
        plans = {plan.code: plan for plan in terms.plans} if terms else {}
        parts = plans[code].parts(self._threshold(draft)) if code in plans else {}
        for part in DEDUCTIBLE_KEYS:
            value = parts.get(part)
            text = "" if value is None else as_typed(value)
            draft = draft.with_value(f"{DEDUCTIBLE}.{part}", text)
        return draft

    def with_threshold(self, draft: Draft, text: str) -> Draft:
        """Return a draft with another threshold and the same plan; its minimum may depend on it."""
        code = self.code(draft)
        return self.with_plan(draft.with_value(THRESHOLD, text), code)

    def _terms(self, draft: Draft) -> DeductibleTerms | None:
        version = self.rulebook.deductible.find(policy_day(draft, self.today))
        return version.terms if version else None

    def _threshold(self, draft: Draft) -> Won:
        read = parse_won(draft.text(THRESHOLD))
        version = self.rulebook.surcharge_threshold.find(policy_day(draft, self.today))
        standard = version.terms.standard if version else NOTHING
        return standard if isinstance(read, Unreadable) else read

    def _parts(self, stated: Mapping[str, str], threshold: Won, draft: Draft) -> dict[str, object]:
        """Return the four parts as values; a missing part is taken from the standard plan."""
        read = {part: _read(part, text) for part, text in stated.items() if text.strip()}
        none = dict.fromkeys(DEDUCTIBLE_KEYS)
        if FIXED_KEY in read:
            return {**none, FIXED_KEY: read[FIXED_KEY]}
        terms = self._terms(draft)
        standard = terms.standard_plan.parts(threshold) if terms else {}
        return {**none, **standard, **read, FIXED_KEY: None}


def _read(part: str, text: str) -> object:
    return parse_percent(text) if part == "rate" else parse_won(text)
