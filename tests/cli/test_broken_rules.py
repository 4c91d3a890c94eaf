"""A broken rule file of the user's own: every command reports it, in the same words.

It is a mistake in the input, not a fault of the program.
"""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from terminal.emulated import terminal

from advisor.explain.texts import LANGUAGES
from advisor.rules.locate import policies_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Run

BROKEN: dict[str, Callable[[], str]] = {
    "insurers/own.toml": lambda: 'id = "kr.insurer.own',
    "count_profiles/own.toml": lambda: "a = 1",
    "notes.toml": lambda: 'remember = "the milk"',
    "mg.toml": lambda: (policies_folder() / "kr" / "insurers" / "mg.toml").read_text("utf-8"),
}
"""No TOML, no rule, a note beside the rules, and a sound rule file in the wrong folder."""

COMMANDS = (
    ("decide", "--sample"),
    ("rules", "list"),
    ("rules", "show", "kr.refund"),
    ("compare", "--sample", "--insurers", "mg=82만"),
    ("report", "--sample", "-o", "-"),
    ("cases", "due"),
    ("choose", "--sample"),
)


@pytest.fixture(params=[*BROKEN])
def broken(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    file = tmp_path / "policies" / "kr" / str(request.param)
    file.parent.mkdir(parents=True)
    file.write_text(BROKEN[str(request.param)](), "utf-8")
    return file


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_names_the_file_and_what_to_do(run: Run, broken: Path, language: str) -> None:
    said = set()
    for command in COMMANDS:
        code, out, err = run(*command, "--lang", language)
        assert (code, out) == (3, ""), command
        said.add(err)
    (words,) = said
    assert f"{broken}: " in words
    assert "-" not in words.replace(str(broken), "").split("\n")[1].split(":")[0], "no code"
    doctor = run("doctor", "--lang", language)
    assert doctor.code == 1
    assert "".join(words.split()) in "".join(doctor.out.split())


def test_what_is_wrong_with_the_rules_that_ship_is_our_fault(
    run: Run, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken shipped rule is reported as our fault, even beside a broken file of the user's."""
    shipped = tmp_path / "shipped"
    copytree(policies_folder(), shipped)
    monkeypatch.setenv("ADVISOR_POLICIES", str(shipped))
    (shipped / "kr" / "refund.toml").write_text("a = ", "utf-8")
    code, _, err = run("decide", "--sample", "--lang", "en")
    assert code == 1, broken
    assert err.startswith("The rules cannot be used:")


def test_a_broken_file_can_still_be_checked(run: Run, broken: Path) -> None:
    found = run("rules", "check", str(broken), "--lang", "en")
    assert found.code in {0, 3}, "a right file in a wrong folder has nothing to mend in it"
    assert str(broken.name) in found.out


def test_the_app_says_so_and_does_not_open(tmp_path: Path) -> None:
    file = tmp_path / "policies" / "kr" / "insurers" / "own.toml"
    file.parent.mkdir(parents=True)
    file.write_text(BROKEN["insurers/own.toml"](), "utf-8")
    with terminal(home=tmp_path, size=(100, 30)) as app:
        assert app.ended() == 3
        said = "".join(app.text.split())
    assert said.startswith("Rulesofyourowncannotbeused:")
    assert "insurers/own.toml:" in said
    assert "Traceback" not in said
