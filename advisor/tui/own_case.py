"""Where the sample ends and a case of one's own begins."""

from __future__ import annotations

from functools import cache

from attrs import evolve

from advisor.intake.case_file import parse_toml
from advisor.intake.draft import Draft
from advisor.intake.problems import Problem
from advisor.intake.sample import sample_text

_OF_THE_SAMPLE = {
    "as_of",
    "assumptions.renewals",
    "assumptions.long_renewals",
    "assumptions.discount_rate",
    "assumptions.premium_drift",
    "assumptions.refund_allowed",
    "assumptions.cap_allowed",
    "assumptions.count_profile",
    "assumptions.grade_table",
}
"""What the sample states, and nobody who types over it has said of a case of their own."""

_OF_ITS_CLAIMS = {"surcharge_threshold"}


@cache
def sample_draft() -> Draft:
    """Give the sample as it stands in its file."""
    document = parse_toml(sample_text())
    return Draft() if isinstance(document, Problem) else Draft.from_document(document)


def is_sample(draft: Draft) -> bool:
    """Tell whether nothing of the sample was changed."""
    return draft == sample_draft()


def own(draft: Draft) -> Draft:
    """Give what an edit starts from: of the untouched sample, only what its form shows.

    The day of the advice and the assumptions are those of the sample; in a case of one's own
    they are today's and unknown until they are typed.
    """
    if not is_sample(draft):
        return draft
    return evolve(
        draft,
        values={path: text for path, text in draft.values.items() if path not in _OF_THE_SAMPLE},
        claims=tuple(
            {key: text for key, text in claim.items() if key not in _OF_ITS_CLAIMS}
            for claim in draft.claims
        ),
    )
