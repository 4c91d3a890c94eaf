"""What a shell proposes for a half-typed line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from advisor.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run
    from pytest import CaptureFixture, MonkeyPatch  # noqa: PT013 - types only


pytestmark = pytest.mark.usefixtures("home")


def completed(line: str, capsys: CaptureFixture[str], monkeypatch: MonkeyPatch) -> list[str]:
    """Return bash's completions for the end of the line; `file` means that bash lists files."""
    capsys.readouterr()
    monkeypatch.setenv("_ADVISOR_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"advisor {line}")
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" "))))
    with pytest.raises(SystemExit):
        main.run([])
    monkeypatch.delenv("_ADVISOR_COMPLETE")
    kinds = [row.split(",", 1) for row in capsys.readouterr().out.splitlines() if row]
    return [word if kind == "plain" else kind for kind, word in kinds]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(
    shell: str, capsys: CaptureFixture[str], monkeypatch: MonkeyPatch
) -> None:
    """The script that a shell runs at its start asks `advisor` itself for the completions."""
    monkeypatch.setenv("_ADVISOR_COMPLETE", f"{shell}_source")
    with pytest.raises(SystemExit) as ended:
        main.run([])
    script = capsys.readouterr().out
    assert not ended.value.code
    assert f"_ADVISOR_COMPLETE={shell}_complete" in script
    assert {"bash": "-F _advisor_completion advisor", "zsh": "#compdef advisor",
            "fish": "--command advisor"}[shell] in script  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "decide c", "compare c", "report c", "report --sample -o o", "retention c",
        "retention --losses l", "premium b", "cases import c", "cases export 1 -o o", "case.t",
    ],
)  # fmt: skip
def test_names_of_files_are_left_to_the_shell(
    line: str, capsys: CaptureFixture[str], monkeypatch: MonkeyPatch
) -> None:
    assert completed(line, capsys, monkeypatch) == ["file"]


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("decide --kind ", {"object", "collision", "parked-unknown"}),
        ("decide --driver ", {"insured", "drunk"}),
        ("decide --insurer ", {"mg", "kb"}),
        ("decide --grade-table ", {"mg-2024"}),
        ("decide --count-profile ", {"steps"}),
        ("rules show kr.d", {"kr.deductible"}),
        ("systems show ", {"kr", "brazil"}),
        ("systems compare kr b", {"brazil"}),
        ("compare --set acc", {"accident.kind=", "accident.own_damage="}),
        ("compare --set accident.kind=o", {"accident.kind=object"}),
        ("compare --set policy.grade=3;accident.kind=o", {"policy.grade=3;accident.kind=object"}),
        ("compare --set policy.own_damage.single", {"policy.own_damage.single_vehicle="}),
        ("de", {"decide"}),
    ],
)
def test_what_is_known_is_completed(
    line: str, some: set[str], capsys: CaptureFixture[str], monkeypatch: MonkeyPatch
) -> None:
    found = completed(line, capsys, monkeypatch)
    assert some <= set(found)
    assert all(word.startswith(line.rpartition(" ")[2]) for word in found)


def test_saved_cases_are_completed_by_a_word_that_a_shell_leaves_whole(
    run: Run, case_path: Path, capsys: CaptureFixture[str], monkeypatch: MonkeyPatch
) -> None:
    assert completed("cases show ", capsys, monkeypatch) == []
    for name in ("bumper", "범퍼", "two words", "a;b"):
        assert run("cases", "import", str(case_path), "--name", name).code == 0
    found = completed("cases show ", capsys, monkeypatch)
    assert {"bumper", "범퍼"} < set(found)
    assert len(found) == 4
    assert not any(set(word) & set(" ;") for word in found)
