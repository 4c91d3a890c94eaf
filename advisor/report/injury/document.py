"""What the payment standard gives, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.answer.plain import grounded, plain, used_rule, values

if TYPE_CHECKING:
    from advisor.domain.injury import InjuryPayments
    from advisor.domain.rule import Version
    from advisor.report.answer.plain import Json

SCHEMA_VERSION = 1


def injury_document(payments: InjuryPayments) -> dict[str, Json]:
    """Return every sum with its rule; amounts are whole won and the total is their sum.

    `standards` names the versions that the sums stand in, with the day from which each holds
    and what is known of later revisions; that there are no others is not known.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "on": plain(payments.question.on),
        **values(payments, "total", "within_limits"),
        "limits": {str(head): limit for head, limit in payments.limits},
        "heads": [values(head, "head", "amount", "limit", "above") for head in payments.heads],
        "lines": [
            values(line, "head", "code", "amount", "facts", "basis") for line in payments.lines
        ],
        "standards": [_standard(version) for version in payments.standards],
        "notes": [grounded(note) for note in payments.notes],
        "rules": [used_rule(version) for version in payments.rules],
    }


def _standard(version: Version[object]) -> dict[str, Json]:
    note = version.note
    return {
        "id": version.rule,
        "in_force_from": plain(version.in_force_from),
        "note": None if note is None else values(note, "ko", "en"),
    }
