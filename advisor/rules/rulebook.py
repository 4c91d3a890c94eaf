"""The folder of rules as one Rulebook; tables, insurers and history are read when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from advisor.domain.rulebook import Rulebook
from advisor.rules.load import read_rule
from advisor.rules.locate import policies_folder
from advisor.rules.problems import NoPoliciesError, RuleFileError, RuleProblem

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.domain.rule import Rule
    from advisor.domain.terms.core import (
        CountProfileTerms,
        GradeTableTerms,
        InsurerTerms,
        PremiumTerms,
    )

_COUNTRY = "kr"
CORE = (
    "deductible",
    "surcharge_threshold",
    "accident_points",
    "evaluation_window",
    "grade_moves",
    "low_fault",
    "high_value",
    "cover",
    "refund",
    "premium",
)
"""The files that every decision reads."""

T = TypeVar("T")


class RuleFiles(Mapping[str, "Rule[T]"]):
    """Rules by name; each file is read once, when it is first asked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._read: dict[str, Rule[T]] = {}

    def __getitem__(self, name: str) -> Rule[T]:
        if name not in self._read:
            self._read[name] = cast("Rule[T]", read_rule(self._files[name]))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Read the rules in `folder`, or in the folder that `policies_folder` finds.

    Raises:
        NoPoliciesError: there is no such folder.
        RuleFileError: with all problems of all files that every decision reads; files that are
            read later raise it when they are asked for.
    """
    country = policies_folder(folder) / _COUNTRY
    if not country.is_dir():
        raise NoPoliciesError(str(country))
    core = _read_core(country)
    premium = cast("Rule[PremiumTerms]", core["premium"]).versions[-1].terms
    tables: RuleFiles[GradeTableTerms] = RuleFiles(_files_in(country / "grade_tables"))
    profiles: RuleFiles[CountProfileTerms] = RuleFiles(_files_in(country / "count_profiles"))
    insurers: RuleFiles[InsurerTerms] = RuleFiles(_files_in(country / "insurers"))
    return Rulebook(
        **core,  # type: ignore[arg-type]  # each file's kind has been checked
        grade_tables=tables,
        count_profiles=profiles,
        insurers=insurers,
        standard_grade_table=premium.standard_grade_table,
        standard_count_profile=premium.standard_count_profile,
        others=RuleFiles(_other_files(country)),
    )


def _read_core(country: Path) -> dict[str, Rule[object]]:
    found: dict[str, Rule[object]] = {}
    problems: list[RuleProblem] = []
    for name in CORE:
        try:
            rule = read_rule(country / f"{name}.toml")
        except RuleFileError as error:
            problems.extend(error.problems)
            continue
        except FileNotFoundError:
            problems.append(RuleProblem(f"{name}.toml", "", "no-such-file"))
            continue
        if rule.kind != name.replace("_", "-"):
            problems.append(RuleProblem(f"{name}.toml", "kind", "not-the-file's-kind"))
        found[name] = rule
    if problems:
        raise RuleFileError(tuple(problems))
    return found


def _files_in(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    return {file.stem: file for file in sorted(folder.iterdir()) if file.suffix == ".toml"}


def _other_files(country: Path) -> dict[str, Path]:
    files = {name: file for name, file in _files_in(country).items() if name not in CORE}
    return files | _files_in(country / "rules_of_2001")
