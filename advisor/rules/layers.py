"""Rule files of two folders as one: the user's own laid over those that ship with the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from attrs import evolve

from advisor.domain.rule import Rule
from advisor.domain.values import frozen
from advisor.rules.load import OwnRuleFileError, RuleFileError, read_rule
from advisor.rules.locate import NoPoliciesError, overlay_folder, policies_folder
from advisor.toml.problems import FileProblem

COUNTRY = "kr"
PAST_RULES_FOLDER = "rules_of_2001"
"""The folder of rules that have ended; the user's own file for one may lie outside of it too."""


@frozen
class Layered:
    """The files of one rule, the shipped one, the user's own, or both, and the rule's kind."""

    kind: str
    shipped: Path | None = None
    own: Path | None = None

    def read(self) -> Rule[object]:
        """Read the rule, with the versions of both files.

        Raises:
            RuleFileError: a file holds no rule, or not the kind of rule that belongs in its place.
            OSError: a file cannot be read.
        """
        if self.own is None:
            return read_rule(self.shipped or Path())
        shipped = read_rule(self.shipped) if self.shipped else None
        own = _marked(self.own)
        if own.kind != self.kind:
            facts = {"value": own.kind, "expected": self.kind}
            raise OwnRuleFileError(
                (FileProblem(str(self.own), "kind", "not-its-place's-kind", facts),)
            )
        return _merged(shipped, own) if shipped else own


@frozen
class Layers:
    """The folders of a country's rules; `own` is None if the user has none."""

    shipped: Path
    own: Path | None

    @classmethod
    def of(cls, asked_for: Path | None = None) -> Layers:
        """Return the folders that are there.

        Raises:
            NoPoliciesError: there is no folder of rules.
        """
        shipped = policies_folder(asked_for) / COUNTRY
        if not shipped.is_dir():
            raise NoPoliciesError(str(shipped))
        over = overlay_folder(asked_for)
        own = over / COUNTRY if over else None
        return cls(shipped, own if own and own.is_dir() else None)

    def files(self, *folders: str, kind: str = "") -> dict[str, Layered]:
        """Return the rules in some folders by file name; "" is the country's folder itself.

        All are of `kind`; if it is empty, each is of the kind that its file is named after.
        """
        shipped = _files_in(self.shipped, folders)
        own = _files_in(self.own, folders) if self.own else {}
        return {
            name: Layered(kind or name.replace("_", "-"), shipped.get(name), own.get(name))
            for name in (*shipped, *own)
        }

    def own_files(self) -> Iterator[Path]:
        """Yield every rule file of the user's own."""
        if self.own is not None:
            yield from sorted(self.own.rglob("*.toml"))

    def all_files(self) -> Iterator[Path]:
        """Yield every rule file, the shipped ones first, each group in the order of its paths."""
        yield from sorted(self.shipped.rglob("*.toml"))
        yield from self.own_files()


def _files_in(country: Path, folders: tuple[str, ...]) -> dict[str, Path]:
    return {
        normalize("NFC", file.stem): file
        for folder in folders
        if (country / folder).is_dir()
        for file in sorted((country / folder).iterdir())
        if file.suffix == ".toml"
    }


def _marked(file: Path) -> Rule[object]:
    """Read the user's own file: its versions are marked as own, its problems give its full path."""
    try:
        rule = read_rule(file)
    except RuleFileError as error:
        raise OwnRuleFileError(
            tuple(evolve(problem, file=str(file)) for problem in error.problems)
        ) from error
    return evolve(rule, versions=tuple(evolve(version, own=True) for version in rule.versions))


def _merged(shipped: Rule[object], own: Rule[object]) -> Rule[object]:
    """Return a rule with own versions added; they replace shipped ones of the same first day."""
    by_day = {version.in_force_from: version for version in (*shipped.versions, *own.versions)}
    return evolve(shipped, versions=tuple(by_day[day] for day in sorted(by_day)))
