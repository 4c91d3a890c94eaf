"""`advisor report`: the file's name picks the format, and a file is written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from advisor.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import CaptureFixture, MonkeyPatch  # noqa: PT013 - types only


@pytest.mark.parametrize(
    ("ending", "start"), [(".html", "<!DOCTYPE html>"), (".HTML", "<!DOCTYPE"), (".md", "# ")]
)
def test_the_ending_of_the_name_picks_the_format(
    ending: str, start: str, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    out = tmp_path / f"out{ending}"
    assert run(["report", "--sample", "-o", str(out)]) == 0
    assert out.read_text("utf-8").startswith(start)
    caught = capsys.readouterr()
    assert caught.out == ""
    assert str(out) in caught.err
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("out", ["out.docx", "out", "out.toml", ".html", "html"])
def test_any_other_ending_is_wrong_usage(
    out: str, tmp_path: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["report", "--sample", "-o", out]) == 2
    assert ".html" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_output_and_case_are_required(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    out = str(tmp_path / "out.html")
    assert run(["report", "--sample"]) == 2
    assert run(["report", "-o", out]) == 2
    assert run(["report", str(tmp_path / "nowhere.toml"), "-o", out]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    assert run(["report", "--sample", "-o", str(tmp_path / "no" / "out.html")]) == 2
    assert "out.html" in capsys.readouterr().err


def test_problems_of_the_case_leave_the_report_before_as_it_was(
    tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    case, out = tmp_path / "case.toml", tmp_path / "out.html"
    out.write_text("before", "utf-8")
    case.write_text("format = 1", "utf-8")
    assert run(["report", str(case), "-o", str(out)]) == 3
    assert "policy.start" in capsys.readouterr().err
    assert out.read_text("utf-8") == "before"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_office_of_the_settings_stands_on_the_page(
    language: str, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    """The page shows the office of the settings, unless `--office` names another one."""
    config, out = tmp_path / "config.toml", tmp_path / "out.md"
    config.write_text('[office]\nname = "한빛대리점"\ntelephone = "02-123-4567"\n', "utf-8")
    monkeypatch.setenv("ADVISOR_CONFIG", str(config))
    command = ["report", "--sample", "-o", str(out), "--page-one", "--lang", language]
    assert run(command) == 0
    assert "한빛대리점 02-123-4567" in out.read_text("utf-8")
    assert run([*command, "--office", "Another"]) == 0
    assert "Another" in out.read_text("utf-8")
    assert "한빛" not in out.read_text("utf-8")


def test_the_name_stands_in_the_report(tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert run(["report", "--sample", "-o", str(out), "--name", "A & <i>B</i>"]) == 0
    assert "A &amp; &lt;i&gt;B&lt;/i&gt;" in out.read_text("utf-8")
