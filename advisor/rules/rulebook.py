"""The folder of rules as one Rulebook; all but the core rules are read on demand."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar, cast

from advisor.domain.rule import Rule
from advisor.domain.rulebook import CORE, Rulebook
from advisor.domain.terms.core import CountProfileTerms, GradeTableTerms, InsurerTerms
from advisor.rules.layers import PAST_RULES_FOLDER, Layered, Layers
from advisor.rules.load import RuleFileError, unusable
from advisor.toml.problems import FileProblem

T = TypeVar("T")


class RuleFiles(Mapping[str, "Rule[T]"]):
    """Rules by name; each is read once, when it is first asked for."""

    def __init__(self, files: Mapping[str, Layered]) -> None:
        self._files = files
        self._read: dict[str, Rule[T]] = {}

    def __getitem__(self, name: str) -> Rule[T]:
        found = self._read.get(name)
        if found is None:
            found = self._read[name] = cast("Rule[T]", self._files[name].read())
        return found

    def own_errors(self) -> Iterator[RuleFileError]:
        """Read the user's own files now, and yield the error of each broken one."""
        for name, file in self._files.items():
            if file.own is not None:
                try:
                    self[name]
                except RuleFileError as error:
                    yield error

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Read the rules in `folder`, else those of `policies_folder` with the user's own over them.

    Raises:
        NoPoliciesError: there is no such folder.
        RuleFileError: a file that every decision reads is broken, or one of the user's own; it
            carries all their problems. Other shipped files raise it when they are first used. If
            all broken files are the user's own, it is an OwnRuleFileError.
    """
    layers = Layers.of(folder)
    files = layers.files("")
    core = _read_core(files)
    tables: RuleFiles[GradeTableTerms] = RuleFiles(layers.files("grade_tables", kind="grade-table"))
    profiles: RuleFiles[CountProfileTerms] = RuleFiles(
        layers.files("count_profiles", kind="count-profile")
    )
    insurers: RuleFiles[InsurerTerms] = RuleFiles(layers.files("insurers", kind="insurer"))
    others = RuleFiles[object](
        {
            name: file
            for name, file in layers.files("", PAST_RULES_FOLDER).items()
            if name not in CORE
        }
    )
    in_folders = (tables, profiles, insurers, others)
    if errors := [error for rules in in_folders for error in rules.own_errors()]:
        raise unusable(errors)
    return Rulebook(
        **core,  # type: ignore[arg-type]  # each file's kind has been checked
        grade_tables=tables,
        count_profiles=profiles,
        insurers=insurers,
        others=others,
    )


def _read_core(files: Mapping[str, Layered]) -> dict[str, Rule[object]]:
    found: dict[str, Rule[object]] = {}
    errors: list[RuleFileError] = []
    for name in CORE:
        if name not in files:
            errors.append(RuleFileError((FileProblem(f"{name}.toml", "", "no-such-file"),)))
            continue
        try:
            rule = files[name].read()
        except RuleFileError as error:
            errors.append(error)
            continue
        if rule.kind != name.replace("_", "-"):
            problem = FileProblem(f"{name}.toml", "kind", "not-the-file's-kind")
            errors.append(RuleFileError((problem,)))
        found[name] = rule
    if errors:
        raise unusable(errors)
    return found
