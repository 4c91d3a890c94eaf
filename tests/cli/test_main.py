"""`advisor` itself: help, version, the app behind it, and mistyped words."""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from sqlite3 import connect
from typing import TYPE_CHECKING

import pytest
from click import Context

import advisor
from advisor.cli import main
from advisor.cli.program import Program, run_program
from advisor.explain.texts import LANGUAGES, Texts
from advisor.storage.records import SavedCase

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

    from advisor.explain.texts import Language


class Terminal:
    """A stream that passes for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_a_result(run: Run, flag: str) -> None:
    code, out, err = run(flag)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: advisor")
    assert run("--lang", "ko", flag).out.startswith("사용법: advisor")


def test_every_command_has_help_and_stands_in_the_help_of_all(run: Run) -> None:
    listed = run("--help", "--lang", "en").out.partition("\nCommands\n")[2].partition("\n\n")[0]
    program = Program(Texts("en"), lambda *_: None)
    names = program.list_commands(Context(program))
    assert [line.split()[0] for line in listed.splitlines()] == names
    for name in names:
        code, out, err = run(name, "-h")
        assert (code, err) == (0, "")
        assert out.split()[:3] == ["Usage:", "advisor", name]


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"advisor {advisor.__version__}\n", "")


def test_the_schema_is_a_result(run: Run) -> None:
    assert json.loads(run("schema").out)["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize(("word", "meant"), [("decid", "decide"), ("rule", "rules")])
def test_a_mistyped_command_is_set_right(run: Run, word: str, meant: str) -> None:
    code, out, err = run(word)
    assert (code, out) == (2, "")
    assert f"“{meant}”" in err


@pytest.mark.parametrize("arguments", [(), ("CASE",)])
def test_without_a_terminal_the_app_names_the_headless_command(
    run: Run, case_path: Path, arguments: tuple[str, ...]
) -> None:
    code, out, err = run(*(str(case_path) for _ in arguments))
    assert (code, out) == (2, "")
    assert "advisor decide --sample" in err


def test_the_app_opens_on_a_terminal(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[object, str]] = []
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    for arguments in ([], [str(case_path)]):
        code = run_program(arguments, "ko", lambda path, language: opened.append((path, language)))
        assert code == 0
    assert opened == [(None, "ko"), (case_path, "ko")]


@pytest.mark.usefixtures("home")
def test_the_app_opens_on_a_saved_case(
    run: Run, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A saved case can be opened by number or by name, as in every other command."""
    assert run("cases", "import", str(case_path), "--name", "김민수").code == 0
    opened: list[object] = []
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    for word in ("1", "김민수"):
        assert run_program([word], "ko", lambda case, _: opened.append(case)) == 0
    assert [case.name for case in opened if isinstance(case, SavedCase)] == ["김민수"] * 2


TAKERS = (
    ("decide", "1"),
    ("decide", "kim", "--json"),
    ("compare", "1"),
    ("report", "1", "-o", "-"),
    ("message", "1"),
    ("choose", "1"),
    ("retention", "1"),
    ("serve", "1"),
    ("1",),
    ("--plain", "kim"),
)
"""Every command that takes a saved case instead of a file."""


@pytest.mark.parametrize("command", TAKERS)
def test_saved_cases_that_cannot_be_opened_are_told_by_every_command(
    run: Run, home: Path, case_path: Path, command: tuple[str, ...]
) -> None:
    assert run("cases", "import", str(case_path), "--name", "kim").code == 0
    with closing(connect(home / "advisor.db")) as store:
        store.execute("PRAGMA user_version = 999")
    code, out, err = run(*command, "--lang", "en")
    assert (code, out) == (74, "")
    assert "newer advisor" in err
    assert run("decide", str(case_path)).code == 0, "a file needs no store"


def test_what_is_no_command_no_file_and_no_saved_case_is_told(run: Run, home: Path) -> None:
    """An unknown word is reported, and the search for a saved case of that name creates nothing."""
    code, out, err = run("김민수", "--lang", "en")
    assert (code, out) == (2, "")
    assert err.startswith("There is no command, file or saved case “김민수”.")
    assert not home.exists()


def test_ascii_signs_are_asked_for_before_or_after_the_case(
    case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    for arguments in (["--ascii"], ["--ascii", str(case_path)], [str(case_path), "--ascii"]):
        monkeypatch.setenv("ADVISOR_ASCII", "0")
        seen: list[str] = []
        run_program(arguments, "ko", lambda *_, seen=seen: seen.append(os.environ["ADVISOR_ASCII"]))
        assert seen == ["1"]


def test_a_missing_case_does_not_open_the_app(run: Run) -> None:
    code, out, err = run("nowhere.toml")
    assert (code, out) == (2, "")
    assert "nowhere.toml" in err


def test_broken_rules_are_our_fault(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_POLICIES", str(tmp_path / "none"))
    code, out, err = run("decide", "--sample")
    assert (code, out) == (1, "")
    assert "none" in err
    (tmp_path / "kr").mkdir()
    monkeypatch.setenv("ADVISOR_POLICIES", str(tmp_path))
    code, out, err = run("decide", "--sample")
    assert (code, out) == (1, "")
    assert "deductible.toml" in err


def test_ctrl_c_ends_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "run", interrupted)
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 130


@pytest.mark.parametrize(
    "line", [("decide", "--sample", "--ascii"), ("--ascii", "decide", "--sample")]
)
def test_ascii_signs_are_asked_for_with_any_command(
    run: Run, line: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_ASCII", "0")
    assert run(*line) == run("decide", "--sample")
    assert os.environ["ADVISOR_ASCII"] == "1"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("before", [(), ("decide",)], ids=["program", "decide"])
@pytest.mark.parametrize("said", ["주차장에서 기둥 박음 180만원", "문콕인데 보험처리 할까요?"])
def test_who_tells_the_accident_in_words_is_shown_the_way(
    run: Run, language: Language, before: tuple[str, ...], said: str
) -> None:
    """An accident told in words is answered with how to start, not with “no such file”."""
    code, out, err = run(*before, said, "--lang", language)
    assert (code, out) == (2, "")
    assert said in err
    assert {"ko": "advisor라고만 실행하면", "en": "Run advisor on its own"}[language] in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_needed_is_named_with_an_example(run: Run, language: Language) -> None:
    """A missing value is named with an example, so that the user sees what belongs there."""
    code, _, err = run("decide", "--own-damage", "180만", "--lang", language)
    assert code == 3
    for example in ("2026-03-02", "820000", "2026-11-19", "collision"):
        assert example in err
