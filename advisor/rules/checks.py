"""Checks that the values of one version's terms fit together."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import cast

from advisor.domain.accident import Driver, Kind
from advisor.domain.policy import GRAVEST_INJURY, HIGHEST_GRADE, SLIGHTEST_INJURY
from advisor.domain.terms.core import (
    AccidentPointsTerms,
    CountProfileTerms,
    CoverTerms,
    DeductiblePlan,
    DeductibleTerms,
    EvaluationWindowTerms,
    GradeMoveTerms,
    GradeTableTerms,
    LowFaultTerms,
    SurchargeThresholdTerms,
)
from advisor.toml.problems import Report

_FEWEST_GRADES = 21

_ONLY_ONE: Mapping[type, str] = {
    LowFaultTerms: "accidents_left_out",
    EvaluationWindowTerms: "half_point_carry_years",
}
"""Numbers that are shown with their rule but must be 1, the only value the engine follows."""


def check_terms(terms: object, path: str, report: Report) -> None:
    """Report values of these terms that do not fit together; kinds without checks pass.

    Terms of rules that are read on demand list their own flaws, in a method `flaws`.
    """
    check = _CHECKS.get(type(terms))
    if check:
        check(terms, path, report)
    only_one = _ONLY_ONE.get(type(terms))
    if only_one and (value := getattr(terms, only_one)) != 1:
        report(f"{path}.{only_one}", "out-of-range", value=value, least=1, most=1)
    for place, code, facts in getattr(terms, "flaws", tuple)():
        report(f"{path}.{place}", code, **facts)


def _deductible(terms: DeductibleTerms, path: str, report: Report) -> None:
    codes = [plan.code for plan in terms.plans]
    if terms.standard not in codes:
        report(f"{path}.standard", "not-a-choice", value=terms.standard, choices=" ".join(codes))
    for i, plan in enumerate(terms.plans):
        _plan(plan, f"{path}.plans[{i}]", report)
        if plan.code in codes[:i]:
            report(f"{path}.plans[{i}].code", "twice", value=plan.code)


def _plan(plan: DeductiblePlan, path: str, report: Report) -> None:
    if (plan.rate is None) == (plan.fixed is None):
        report(path, "needs-either-rate-or-fixed")
    if plan.minimum is not None and plan.maximum is not None and plan.maximum < plan.minimum:
        report(f"{path}.maximum", "below-minimum", value=plan.maximum, minimum=plan.minimum)


def _threshold(terms: SurchargeThresholdTerms, path: str, report: Report) -> None:
    if terms.standard not in terms.allowed:
        report(f"{path}.standard", "not-allowed-by-the-rule", value=terms.standard)
    _rising(terms.allowed, f"{path}.allowed", report)


def _rising(row: tuple[int, ...], path: str, report: Report) -> None:
    for i, (before, after) in enumerate(pairwise(row), start=1):
        if after <= before:
            report(f"{path}[{i}]", "not-above-the-one-before", value=after)


def _points(terms: AccidentPointsTerms, path: str, report: Report) -> None:
    grades = [
        grade for band in terms.injury for grade in range(band.first_grade, band.last_grade + 1)
    ]
    if grades != list(range(GRAVEST_INJURY, SLIGHTEST_INJURY + 1)):
        report(f"{path}.injury", "does-not-cover-each-grade-once", least=1, most=SLIGHTEST_INJURY)


def _moves(terms: GradeMoveTerms, path: str, report: Report) -> None:
    for name in ("entry", "typical", "protected"):
        grade = getattr(terms, name)
        if not terms.lowest <= grade <= terms.highest:
            report(
                f"{path}.{name}",
                "out-of-range",
                value=grade,
                least=terms.lowest,
                most=terms.highest,
            )


def _cover(terms: CoverTerms, path: str, report: Report) -> None:
    for kind in Kind:
        if kind not in terms.kinds:
            report(f"{path}.kinds.{kind}", "missing")
    for driver in Driver:
        if driver not in terms.drivers:
            report(f"{path}.drivers.{driver}", "missing")


def _table(terms: GradeTableTerms, path: str, report: Report) -> None:
    """Report an incomplete table marked complete; the audit compares it with the scale."""
    length = len(terms.relativities)
    whole = _FEWEST_GRADES <= length <= HIGHEST_GRADE and terms.first_grade == 1
    if terms.complete and not whole:
        facts = {"least": _FEWEST_GRADES, "most": HIGHEST_GRADE}
        report(f"{path}.relativities", "not-complete", length=length, **facts)
    _falling(terms.relativities, f"{path}.relativities", report)


def _falling(row: tuple[Decimal, ...], path: str, report: Report) -> None:
    for i, (before, after) in enumerate(pairwise(row), start=1):
        if after > before:
            report(f"{path}[{i}]", "above-the-grade-before", value=after)


def _profile(terms: CountProfileTerms, path: str, report: Report) -> None:
    if not terms.rows:
        report(f"{path}.rows", "empty")
    for i, row in enumerate(terms.rows):
        if not row or min(row) <= 0:
            report(f"{path}.rows[{i}]", "not-above-zero")


_CHECKS = cast(
    "dict[type, Callable[[object, str, Report], None]]",
    {
        AccidentPointsTerms: _points,
        CountProfileTerms: _profile,
        CoverTerms: _cover,
        DeductibleTerms: _deductible,
        GradeMoveTerms: _moves,
        GradeTableTerms: _table,
        SurchargeThresholdTerms: _threshold,
    },
)
