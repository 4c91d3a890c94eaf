"""The READMEs, the changelog and the other documents agree with the program."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from functools import cache
from typing import TYPE_CHECKING

import click
import pytest
from source_tree import ROOT

from advisor.cli.main import open_app, run
from advisor.cli.program import Program
from advisor.explain.texts import Texts
from advisor.extras import DISTRIBUTION
from advisor.rules.rulebook import load_rulebook
from advisor.tui.keys import APP_KEYS, CASE_KEYS, PALETTE_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.rule import Rule

READMES = ("README.md", "README.ko.md")
ROW = re.compile(r"^\| `(advisor[a-z -]*)` \|", re.MULTILINE)
FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
EXAMPLE = re.compile(r"^\.venv/bin/(advisor .*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@cache
def text(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


def program() -> click.Command:
    return Program(Texts("en"), open_app)


def commands(command: click.Command, path: str = "advisor") -> Iterator[tuple[str, click.Command]]:
    """Yield every command of the program that does something itself, with its full name."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    if command.invoke_without_command:
        yield path, command
    context = click.Context(command, info_name=path)
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        assert child is not None
        if not child.hidden:
            yield from commands(child, f"{path} {name}")


@pytest.mark.parametrize("file", READMES)
def test_the_table_of_commands_is_complete(file: str) -> None:
    """The README's table has one row for each command, and no row without a command."""
    assert sorted(ROW.findall(text(file))) == sorted(name for name, _ in commands(program()))


@pytest.mark.parametrize("file", READMES)
def test_the_table_of_keys_is_complete(file: str) -> None:
    """The README's rows of keys name each function key and Ctrl key of the app exactly once."""
    shown = {key.shown for key in (*CASE_KEYS, PALETTE_KEY, *APP_KEYS) if key.shown[0] in "F^"}
    rows = re.findall(r"^\| (`(?:F[0-9]|\^).*?) \|", text(file), re.MULTILINE)
    assert sorted(re.findall(r"`(.+?)`", " ".join(rows))) == sorted(shown)


@pytest.mark.parametrize("file", READMES)
def test_every_flag_that_is_shown_exists(file: str) -> None:
    """Every flag in a README is a flag of the program, apart from pytest's `--dist`."""
    known = {
        flag
        for _, command in commands(program())
        for option in command.params
        for flag in (*option.opts, *option.secondary_opts)
    }
    assert set(FLAG.findall(text(file))) - known - {"--help", "--dist"} == set()


def blocks(file: str) -> list[str]:
    """Return the shell blocks of a document without their comments."""
    found = re.findall(r"^```sh\n(.*?)^```", text(file), re.MULTILINE | re.DOTALL)
    return [re.sub(r"^#.*\n|\n(?=\n)", "", block, flags=re.MULTILINE) for block in found]


@pytest.mark.parametrize("example", EXAMPLE.findall(text(READMES[0])))
def test_an_example_runs(example: str) -> None:
    """Every example in the README runs without an error exactly as it is printed."""
    here = f"{shlex.quote(sys.executable)} -m advisor"
    line = example.replace("advisor", here, 1).replace("| python3", f"| {sys.executable}")
    done = subprocess.run(  # noqa: S603 - a line of our own README
        ["/bin/sh", "-c", line], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(("file", "language"), [(READMES[0], "en"), (READMES[1], "ko")])
def test_the_answer_shown_is_the_answer_given(
    file: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first answer in each README is what the program prints for the sample case."""
    shown = re.findall(r"^```text\n(.*?)^```", text(file), re.MULTILINE | re.DOTALL)
    assert run(["decide", "--sample", "--lang", language]) == 0
    assert capsys.readouterr().out.startswith(shown[0])


def test_both_languages_show_the_same_commands() -> None:
    """The Korean README shows the same commands as the English one, apart from `--lang ko`."""
    english, korean = (blocks(file) for file in READMES)
    assert [block.replace(" --lang ko", "") for block in korean] == english


@pytest.mark.parametrize(
    "file", [*READMES, "CHANGELOG.md", "advisor/README.md", ".github/CONTRIBUTING.md"]
)
def test_links_into_the_tree_lead_somewhere(file: str) -> None:
    """Every link to a file of the project leads to a file that exists."""
    folder = (ROOT / file).parent
    assert [link for link in LINK.findall(text(file)) if not (folder / link).exists()] == []


def deciding_rules() -> list[Rule[object]]:
    """Return the rules that a case of today can use, with the complete grade tables only."""
    rulebook = load_rulebook()
    newest = max(version.checked_on for rule in rulebook.core for version in rule.versions)
    tables = rulebook.complete_grade_tables(newest)
    return [
        *rulebook.core,
        *rulebook.count_profiles.values(),
        *(rulebook.grade_tables[code] for code in tables),
    ]


@pytest.mark.parametrize("rule", deciding_rules(), ids=lambda rule: rule.id)
def test_the_changelog_names_the_newest_version_of_a_rule(rule: Rule[object]) -> None:
    """The changelog lists the newest version of each rule: a changed rule is news for users."""
    assert f"| `{rule.id}` | {rule.versions[-1].in_force_from} |" in text("CHANGELOG.md")


def test_installers_know_the_program_by_one_name() -> None:
    """The program tells users to install extras of this project that exist and are documented."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert project["name"] == DISTRIBUTION
    assert list(project["scripts"]) == ["advisor"]
    extras = project["optional-dependencies"]
    code = "".join(path.read_text("utf-8") for path in (ROOT / "advisor").rglob("*.py"))
    used = set(re.findall(r'install_command\("(\w+)"\)', code))
    assert used == set(extras) - {"test"}
    for extra in used:
        assert {one.partition(">")[0] for one in extras[extra]} <= {
            one.partition(">")[0] for one in extras["test"]
        }, "what only an extra brings is tested too"
        for file in READMES:
            assert f"`{extra}`" in text(file)
