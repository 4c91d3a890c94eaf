"""Streams that are full, closed or of another encoding: one line and a code, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Run

ADVISOR = f"{sys.executable} -m advisor"
BASH = ("/bin/bash", "-c")


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which `advisor` is the program."""
    return subprocess.run(  # noqa: S603 - the shell of the system, with words of ours
        [*BASH, line.replace("advisor", ADVISOR)],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "ADVISOR_LANG": "en", **environment},
        timeout=60,
    )


COMMANDS = ["decide --sample", "decide --sample --json", "rules list", "--help", "decide --help",
            "schema", "cases list --json"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_device_is_said_in_one_line(command: str) -> None:
    found = shell(f"advisor {command} > /dev/full")
    assert found.returncode == 74
    assert found.stderr.count(b"\n") == 1
    assert b"No space left on device" in found.stderr
    assert b"None" not in found.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_output_is_said_in_one_line(command: str) -> None:
    found = shell(f"advisor {command} >&-")
    assert found.returncode == 74
    assert found.stderr.count(b"\n") == 1


@pytest.mark.parametrize("where", ["> /dev/full", ">&-"])
def test_completion_into_a_closed_or_full_output_is_said_in_one_line(where: str) -> None:
    found = shell(f"advisor {where}", _ADVISOR_COMPLETE="bash_source")
    assert found.returncode == 74
    assert found.stderr.count(b"\n") == 1
    assert b"None" not in found.stderr


@pytest.mark.parametrize("command", ["decide --help", "--help", "decide --sample"])
def test_a_reader_that_has_left_hears_nothing_more(command: str) -> None:
    found = shell(f"{{ sleep 1; advisor {command}; echo $? >&2; }} | true")
    assert found.stderr == b"141\n"


@pytest.mark.parametrize(
    ("command", "code"),
    [("decide --sample", 0), ("decide no-such-file", 2), ("decide --sample > /dev/full", 74),
     ("report --sample -o /dev/null", 0), ("learn", 3)],
)  # fmt: skip
def test_a_full_error_stream_leaves_the_code_as_it_is(
    command: str, code: int, tmp_path: Path
) -> None:
    """Scripts rely on the documented exit codes; Python's own for a full error stream is 120."""
    found = shell(f"advisor {command} 2> /dev/full", ADVISOR_HOME=str(tmp_path))
    assert found.returncode == code


def test_a_closed_error_stream_costs_nothing_but_the_words() -> None:
    assert shell("advisor decide --sample 2>&-").returncode == 0
    found = shell("advisor decide --no-such-flag 2>&-")
    assert (found.returncode, found.stdout) == (2, b"")


@pytest.mark.parametrize(
    "lines", ["decide -", "premium -", "cases import -", "compare - --set x=1"]
)
def test_a_closed_input_is_said_in_one_line(lines: str) -> None:
    found = shell(f"advisor {lines} <&-")
    assert found.returncode == 74
    assert found.stdout == b""
    assert found.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "command",
    ["decide -", "premium -", "cases import -", "batch - -o -", "learn --from -", "message -"],
)
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Standard input cannot"), ("ko", "표준 입력을 읽을 수 없습니다")]
)
def test_standard_input_is_called_by_its_name(command: str, language: str, said: str) -> None:
    """The error speaks of standard input, not of “-”, because nobody has a file of that name."""
    found = shell(f"advisor {command} <&-", ADVISOR_LANG=language, PYTHONUTF8="1")
    assert found.returncode == 74
    assert found.stderr.decode().startswith(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "There is no table in standard input."), ("ko", "표준 입력에 표가 없습니다.")],
)
@pytest.mark.parametrize("command", [("batch", "-", "-o", "-"), ("learn", "--from", "-")])
def test_a_table_on_standard_input_is_called_so(
    run: Run, command: tuple[str, ...], language: str, said: str
) -> None:
    code, out, err = run(*command, "--lang", language)
    assert (code, out) == (3, "")
    assert err.startswith(said)
    _code, _out, err = run(*command, "--lang", language, stdin=b"a,\xff\xfe")
    assert err.startswith({"en": "Standard input: ", "ko": "표준 입력: "}[language])


def test_all_three_closed_still_end_in_order() -> None:
    assert shell("advisor decide --sample <&- >&- 2>&-").returncode == 74
    assert shell("advisor <&- >&- 2>&-").returncode == 2


@pytest.mark.parametrize("command", ["decide --sample --json", "rules list --json", "schema"])
def test_programs_read_utf_8_whatever_people_read(command: str) -> None:
    plain = shell(f"advisor {command}").stdout
    assert json.loads(plain.decode("utf-8"))
    for encoding in ("euc-kr", "ascii", "utf-16"):
        found = shell(f"advisor {command}", PYTHONIOENCODING=encoding)
        assert (found.returncode, found.stdout) == (0, plain), encoding


def test_people_read_the_encoding_of_their_locale() -> None:
    text = "보험"
    found = shell("advisor decide --sample --lang ko", PYTHONIOENCODING="euc-kr")
    assert text in found.stdout.decode("euc-kr")


REPORT = "report --sample --lang en --page-one -o"


def test_a_report_goes_to_standard_output() -> None:
    found = shell(f"advisor {REPORT} -")
    assert found.stdout.startswith(b"<!DOCTYPE html>")
    assert found.stderr == b""


@pytest.mark.parametrize("target", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", ">(cat)"])
def test_a_report_is_written_into_what_is_no_plain_file(target: str) -> None:
    found = shell(f"advisor {REPORT} {target} | cat")
    assert found.stdout.startswith(b"<!DOCTYPE html>")
    assert found.stderr == b""


def test_what_a_shell_has_written_before_stays(tmp_path: Path) -> None:
    path = tmp_path / "all.html"
    shell(f"{{ echo before; advisor {REPORT} /dev/stdout; }} > {path}")
    assert path.read_bytes().startswith(b"before\n<!DOCTYPE html>")


def test_a_full_device_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    link = tmp_path / "x.html"
    link.symlink_to("/dev/full")
    found = shell(f"advisor {REPORT} {link}")
    assert (found.returncode, found.stderr.count(b"\n")) == (74, 1)
    assert Path("/dev/full").is_char_device()


def test_a_report_about_a_client_is_nobody_elses(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "client.html"
    assert run("report", "--sample", "-o", str(path)).code == 0
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_interrupt_ends_with_its_code() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "advisor", "decide", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        time.sleep(1.5)
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=60)
    assert (program.returncode, out) == (130, b"")
    assert b"Traceback" not in err


ATTACK = "\x1b]52;c;eA==\x07\x9d0;t\x9c\u202e\u200b\x7f"


@pytest.mark.parametrize(
    "arguments",
    [
        (f"--{ATTACK}",), (ATTACK,), (f"{ATTACK}.toml",), ("decide", f"--{ATTACK}"),
        ("decide", "--sample", ATTACK), ("cases", ATTACK), ("cases", "show", ATTACK),
        ("decide", "--sample", "--kind", ATTACK), ("decide", "--sample", "--claim", ATTACK),
        ("decide", f"{ATTACK}"), ("report", "--sample", "-o", f"{ATTACK}"),
        ("report", "--sample", "-o", f"/{ATTACK}/a.html"), ("rules", "show", ATTACK),
        ("rules", "show", "kr.deductible", "--on", ATTACK), ("systems", "show", ATTACK),
        ("retention", "--sample", "--accident-rate", ATTACK), ("decide", "--lang", ATTACK),
        ("compare", "--sample", "--set", ATTACK), ("compare", "--sample", "--set", f"{ATTACK}=1"),
        ("premium", "--day", ATTACK), ("cases", "list", "--search", ATTACK),
        ("decide", "--sample", "--insurer", ATTACK),
    ],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize("length", [1, 100_000])
def test_nothing_on_the_line_is_said_back_raw_or_uncut(
    arguments: tuple[str, ...], length: int, run: Run
) -> None:
    found = run(*(word.replace(ATTACK, ATTACK + "x" * length) for word in arguments))
    for stream in (found.out, found.err):
        assert not set(stream) & set("\x1b\x07\x9d\x9c\u202e\u200b\x7f")
        assert len(stream) < 6_000


@pytest.mark.parametrize("command", ["decide", "premium", "compare", "retention", "report"])
def test_nothing_in_a_file_is_said_back_raw(command: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "case.toml"
    quoted = json.dumps(ATTACK)
    path.write_text(
        f"# advisor case: {quoted}\n{quoted} = 1\n[policy]\n{quoted} = 1\nstart = {quoted}\n"
        f"insurer = {quoted}\n[accident]\nkind = {quoted}\nday = {quoted}\n", "utf-8"
    )  # fmt: skip
    more = {"report": ["-o", str(tmp_path / "x.html")], "compare": ["--set", "policy.grade=3"]}
    found = run(command, str(path), *more.get(command, []))
    assert found.code == 3
    for stream in (found.out, found.err):
        assert not set(stream) & set("\x1b\x07\x9d\x9c\u202e\u200b\x7f")


def test_a_line_of_losses_is_said_back_cut(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "losses.txt"
    path.write_text(ATTACK + "x" * 5_000_000, "utf-8")
    found = run("retention", "--sample", "--losses", str(path))
    assert found.code == 2
    assert len(found.err) < 400
    assert "\x1b" not in found.err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("decide", "--json=3"), "advisor decide"),
        (("decide", "--sample", "a", "b"), "advisor decide"),
        (("cases", "lst"), "advisor cases"), (("cases", "show"), "advisor cases show"),
        (("rules", "show", "--on"), "advisor rules show"), (("--no-such",), "advisor"),
        (("CASE", "--no-such"), "advisor"), (("nowhere",), "advisor"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_hint_names_the_command_and_all_is_said_in_one_language(
    arguments: tuple[str, ...], hint: str, language: str, case_path: Path, run: Run
) -> None:
    words = (str(case_path) if word == "CASE" else word for word in arguments)
    found = run("--lang", language, *words)
    assert found.code == 2
    assert f"{hint} --help\n" in found.err
    assert any("가" <= sign <= "힣" for sign in found.err) == (language == "ko")
