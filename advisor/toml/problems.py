"""Problems in a file of records, as codes and facts shown to whoever edits the file."""

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import field

from advisor.domain.errors import AdvisorError
from advisor.domain.values import frozen
from advisor.toml.text import NotToml, read_toml, toml_value

Report = Callable[..., None]
"""A function that takes the path and the code of a problem, and its facts by name."""


@frozen
class FileProblem:
    """One mistake: the file, the path within it, a code, and the facts of the code."""

    file: str
    path: str
    code: str
    facts: Mapping[str, object] = field(factory=dict)

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.path else self.file
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        words = self.code.replace("-", " ")
        return f"{place}: {words} ({facts})" if facts else f"{place}: {words}"


class FileError(AdvisorError):
    """Files that cannot be used; `problems` holds all that is wrong in them."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__(count=len(problems), problems="\n".join(map(str, problems)))
        self.problems = problems


class Problems(list[FileProblem]):
    """The problems of one file, collected while it is read."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file

    def report(self, path: str, code: str, **facts: object) -> None:
        """Add a problem; this method is a `Report`."""
        shown = {name: _shown(fact) for name, fact in facts.items()}
        self.append(FileProblem(self._file, path, code, shown))


def _shown(fact: object) -> object:
    """Return booleans, tables and arrays as TOML text, because users do not read Python."""
    return toml_value(fact) if isinstance(fact, bool | Mapping | list | tuple) else fact


def document_of(file: Path) -> dict[str, object] | FileProblem:
    """Return the document of a TOML file, or the problem that makes it unreadable.

    Raises:
        OSError: the file cannot be read.
    """
    document = read_toml(file.read_bytes())
    if isinstance(document, NotToml):
        return FileProblem(file.name, "", "not-toml", {"reason": document.reason})
    return document
