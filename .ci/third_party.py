"""List what the program is installed with, and under which licence.

`python .ci/third_party.py` reads the metadata of the packages that are installed, follows what each
asks for, and writes `.github/THIRD_PARTY.md`. A test compares that file with what is installed.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageMetadata, metadata, requires
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
PAGE = ROOT / ".github" / "THIRD_PARTY.md"
TOOLS = "test"
LONGEST = 60
OSI = "License :: OSI Approved :: "

HEAD = """\
# Third-party licences

advisor has the [MIT licence](../LICENSE) and contains no third-party code. These packages are
installed with it, some of them only with an extra. If several licences are separated by commas,
you can choose one; `AND` means that all of them apply. Tools that only the tests need are not
listed. `.ci/third_party.py` generates this page from what the packages state themselves.
"""


def closure(asked: Iterable[str]) -> set[str]:
    """Name all packages that requirements lead to on this machine, themselves included."""
    found: set[tuple[str, frozenset[str]]] = set()
    names: set[str] = set()
    ahead = [Requirement(one) for one in asked]
    while ahead:
        one = ahead.pop()
        key = canonicalize_name(one.name), frozenset(one.extras)
        if key in found:
            continue
        found.add(key)
        names.add(key[0])
        ahead += _asked_by(one)
    return names


def _asked_by(one: Requirement) -> Iterator[Requirement]:
    for line in requires(one.name) or ():
        further = Requirement(line)
        extras = one.extras or {""}
        if further.marker is None or any(further.marker.evaluate({"extra": e}) for e in extras):
            yield further


def licence(of: PackageMetadata) -> str:
    """Return what a package says of its licence, in the shortest of its ways to say it."""
    stated = of.get("License-Expression") or of.get("License") or ""
    if stated and len(stated) <= LONGEST and "\n" not in stated:
        return stated
    named = [one.removeprefix(OSI) for one in of.get_all("Classifier") or () if OSI in one]
    return ", ".join(named) or "see the package"


def page() -> str:
    """Return the whole page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    always = closure(project["dependencies"])
    extras = {
        extra: closure(asked) - always
        for extra, asked in project["optional-dependencies"].items()
        if extra != TOOLS
    }
    lines = [HEAD, "| package | licence | with |", "|---|---|---|"]
    for name in sorted(always.union(*extras.values())):
        of = metadata(name)
        used = ", ".join(f"`{extra}`" for extra in sorted(extras) if name in extras[extra])
        lines.append(f"| {of['Name']} | {licence(of)} | {used or 'always'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
