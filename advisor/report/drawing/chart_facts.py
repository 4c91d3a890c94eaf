"""Values of inputs as a chart names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.intake.case.fields import FieldKind, field_at

if TYPE_CHECKING:
    from advisor.domain.decision import Fact
    from advisor.explain.texts import Texts

_FORMS = {FieldKind.WON: "won", FieldKind.ESTIMATE: "won", FieldKind.RATE: "percent"}


def fact_words(path: str, value: Fact, texts: Texts) -> str:
    """Say a value of a path of the case file: an amount, a rate or a plain number."""
    field = field_at(path)
    form = _FORMS.get(field.kind, "plain") if field else "plain"
    return texts(f"chart.fact.{form}", value=value)


def flip_words(path: str, value: Fact, texts: Texts) -> str:
    """Say at which value the answer flips, or that it does not."""
    if value is None:
        return texts("chart.never")
    return texts("chart.flips", value=fact_words(path, value, texts))
