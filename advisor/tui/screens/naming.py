"""A name for a case that has none: the day, what was hit, and the repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.tui.consultation import Consultation


def suggested_name(consultation: Consultation, texts: Texts) -> str:
    """Return a name that tells this case from others, empty where there is no answer yet."""
    if client := consultation.draft.text("client.name").strip():
        return client
    decision = consultation.decision
    if decision is None:
        return ""
    accident = decision.case.accident
    kind = texts(f"app.choice.kind.{accident.kind}")
    return texts("cases.name", day=accident.day, kind=kind, bill=accident.own_damage.likely)
