"""What stands beside the price, for programs: who pays, what is open, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.answer.plain import said, values

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.report.answer.plain import Json


def guidance_document(decision: Decision) -> dict[str, Json]:
    """Return the open questions by worth, the payers, the ways of a shared fault, and the steps."""
    return {
        "unknowns": [
            {
                "assumption": unknown.assumption,
                "lead_least": unknown.least,
                "lead_most": unknown.most,
                "worth": unknown.worth,
            }
            for unknown in decision.unknowns
        ],
        "payers": [values(payer, "part", "payer", "record", "basis") for payer in decision.payers],
        "ways": [
            {"way": way.code, **values(way, "advanced", "returned", "borne", "contested", "basis")}
            for way in decision.ways
        ],
        "owed": [values(one, "code", "amount", "basis") for one in decision.owed],
        "steps": [said(step) for step in decision.steps],
    }
