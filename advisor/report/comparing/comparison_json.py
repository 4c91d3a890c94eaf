"""A comparison for programs: the answer to a case beside those to its variants."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from advisor.domain.comparison import Variant, outlay_change
from advisor.domain.decision import Decision
from advisor.report.answer.plain import Json, plain
from advisor.report.answer.to_json import answer_document


def comparison_document(
    base: Decision, variants: Sequence[tuple[Variant, Mapping[str, object]]]
) -> dict[str, Json]:
    """Return the answers of a case and of its variants, each with the values it sets.

    A key that a variant takes out is null. `outlay_change` is what leaves the purse more than under
    the case, null where the variant counts other years. `premium_unchanged` marks a variant that
    changes what an insurer rates by and keeps the premium of the case.
    """
    return {
        "base": answer_document(base),
        "variants": [
            {
                "set": {path: _plain(value) for path, value in values.items()},
                "premium_unchanged": variant.premium_unchanged,
                "outlay_change": outlay_change(base, variant.decision),
                "answer": answer_document(variant.decision),
            }
            for variant, values in variants
        ],
    }


def _plain(value: object) -> Json:
    match value:
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case None | bool() | int() | str() | Decimal() | date():
            return plain(value)
        case _:
            return str(value)
