"""Whatever the engine says has its words."""

from __future__ import annotations

import pytest

from advisor.explain.texts import LANGUAGES, Language, Texts

VERDICTS = ("claim", "self-pay", "keep-open", "depends", "not-covered")
OPTIONS = ("self-pay", "claim", "claim-own", "claim-other", "claim-refund", "claim-capped")
LINES = ("deductible", "own-repair", "other-part", "above-cap", "refund", "extra-premium")
BLOCKERS = (
    "single-vehicle-excluded", "kind-not-covered", "driver-not-covered", "no-own-damage-cover",
    "below-deductible", "nothing-to-claim", "one-part-only", "threshold-not-crossed",
    "other-part-crosses", "cap-not-allowed", "refund-not-allowed", "designated-driver-pays",
    "recourse-due", "consent-needed",
)  # fmt: skip
REASONS = (
    "threshold-crossed", "threshold-not-crossed", "deductible-share", "deductible-minimum",
    "deductible-maximum", "deductible-fixed", "deductible-all", "total-loss", "grade-falls",
    "grade-held", "grade-protected", "count-factor", "no-record", "other-side-pays",
    "shared-fault", "low-fault-left-out", "high-value-extra", "high-value-instead",
    "late-accident", "horizon", "injury-not-self-paid", "consent-needed", "recourse-due",
    "designated-driver-pays", "part-in-cash", "single-vehicle-excluded", "kind-not-covered",
    "driver-not-covered", "no-own-damage-cover", "below-deductible", "nothing-to-claim",
    "newest-rules", "fault-assumed",
)  # fmt: skip
WARNINGS = (
    "near-threshold", "second-claim-in-three-years", "many-claims-in-three-years",
    "underwriting-limit", "refund-deadline-close", "late-accident", "rules-not-checked",
    "refund-with-injury", "total-loss",
)  # fmt: skip
QUESTIONS = (
    "renewal-quotes", "refund-allowed", "cap-allowed", "grade", "grade-table", "count-profile",
    "threshold", "deductible", "single-vehicle", "consent", "designated-driver-insurer", "fault",
)  # fmt: skip
EMITTED = [
    f"{section}.{code}"
    for section, codes in (
        ("verdict", VERDICTS),
        ("option", OPTIONS),
        ("choice", OPTIONS),
        ("line", LINES),
        ("blocker", BLOCKERS),
        ("reason", REASONS),
        ("warning", WARNINGS),
        ("ask", QUESTIONS),
    )
    for code in codes
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", EMITTED)
def test_every_code_of_the_engine_has_a_text(language: Language, code: str) -> None:
    assert Texts(language).has(code)
