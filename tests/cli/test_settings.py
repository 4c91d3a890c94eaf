"""The user's settings: read with care, changed line by line, overridden by flag and variable."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli.language import language
from advisor.environment import CONFIG
from advisor.settings import Settings, keep, new_case, read_settings, settings_file
from advisor.storage.toml_lines import with_value
from advisor.tui.own_case import new_draft

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

WHOLE = """
# what I like
language = "ko"   # 한국어
theme = "nord"
ascii = true
mouse = false
insurer = "mg"
threshold = 1_000_000
deductible = { rate = 0.20, minimum = 100_000, maximum = 500_000 }

[office]
name = "한빛 보험"   # on reports
telephone = "02-123-4567"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    monkeypatch.delenv(CONFIG, raising=False)
    return tmp_path / "config.toml"


def test_without_a_file_nothing_is_chosen(file: Path) -> None:
    assert read_settings() == Settings(path=file)


def test_all_settings_are_read(file: Path) -> None:
    file.write_text(WHOLE, "utf-8")
    found = read_settings()
    assert found.problems == ()
    assert (found.language, found.theme, found.ascii, found.mouse) == ("ko", "nord", True, False)
    assert (found.office_name, found.office_telephone) == ("한빛 보험", "02-123-4567")
    assert new_case(found) == {
        "policy.insurer": "mg",
        "policy.surcharge_threshold": "1,000,000",
        "policy.own_damage.deductible.rate": "20",
        "policy.own_damage.deductible.minimum": "100,000",
        "policy.own_damage.deductible.maximum": "500,000",
    }


@pytest.mark.parametrize(
    ("line", "setting", "code", "nearest"),
    [
        ('lang = "ko"', "lang", "unknown-near", "language"),
        ('thme = "x"', "thme", "unknown-near", "theme"),
        ('[office]\nphone = "1"', "office.phone", "unknown-near", "office.telephone"),
        ("qqqqqqqqqqqq = 1", "qqqqqqqqqqqq", "unknown", ""),
    ],
)
def test_an_unknown_setting_is_told_with_the_nearest(
    line: str, setting: str, code: str, nearest: str, file: Path
) -> None:
    file.write_text(f"{line}\n", "utf-8")
    (problem,) = read_settings().problems
    assert (problem.setting, problem.code) == (setting, code)
    assert problem.facts["nearest"] == nearest


@pytest.mark.parametrize(
    "line",
    [
        'language = "fr"', "language = 1", 'ascii = "yes"', "mouse = 1", 'threshold = "200만"',
        "threshold = -1", "threshold = true", "deductible = { rate = 0.2 }",
        "deductible = { fixed = 1, rate = 0.2 }",
        "deductible = { rate = 20, minimum = 100_000, maximum = 200_000 }",
        "deductible = { rate = 0.2, minimum = 500_000, maximum = 200_000 }",
        "insurer = 3", "office = 3", f'theme = "{"x" * 201}"',
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_and_left_out(line: str, file: Path) -> None:
    file.write_text(f"{line}\n", "utf-8")
    found = read_settings()
    assert len(found.problems) == 1
    assert found._replace(problems=()) == Settings(path=file, is_there=True)


def test_a_wrong_value_is_shown_as_it_stands_in_the_file(file: Path, run: Run) -> None:
    file.write_text("deductible = {rate = 20, minimum = 100_000}\ninsurer = true\n", "utf-8")
    told = run("schema", "--lang", "en").err
    assert "deductible = { rate = 20, minimum = 100_000 } is left out" in told
    assert "insurer = true is left out" in told


@pytest.mark.parametrize(
    "line",
    [
        "threshold = 20", 'insurer = "없는보험"', 'theme = "zzz"', "deductible = { fixed = 30 }",
        "deductible = { rate = 0.2, minimum = 20, maximum = 50 }",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_the_rules_or_the_app_do_not_know_is_a_note_of_the_doctor(
    line: str, language: str, file: Path, run: Run
) -> None:
    file.write_text(f'{line}\nlanguage = "{language}"\n', "utf-8")
    said = run("doctor").out.replace("\n  ", " ")
    name, _, value = line.partition(" = ")
    (note,) = (part for part in said.splitlines() if f" {name} = " in part)
    assert note.startswith("! ")
    assert value.strip('"') in note
    (fine,) = (part for part in said.splitlines() if f"language {language}" in part)
    assert fine.startswith("✓ ")
    assert name not in fine


def test_what_the_rules_do_not_know_fills_no_case_and_is_said_there(file: Path, run: Run) -> None:
    lines = ("threshold = 20", 'insurer = "한화손보"', "deductible = { fixed = 30 }")
    file.write_text("\n".join(lines), "utf-8")
    flags = ("--start", "2026-03-02", "--premium", "82만", "--kind", "object",
             "--day", "2026-11-19", "--own-damage", "180만", "--as-of", "2026-11-21")  # fmt: skip
    told = run("decide", *flags, "--lang", "en").err
    assert "From your settings: --insurer hanwha\n" in told
    assert "threshold = 20 is left out; it takes one of these: 500_000 · 1_000_000" in told
    assert "deductible = { fixed = 30 } is left out; it takes" in told
    assert new_draft().values == {"policy.insurer": "hanwha"}


@pytest.mark.parametrize(
    "content", [b"= =", b"\xff\xfe", b"a = [" * 2_000, b"threshold = " + b"9" * 5_000]
)
def test_a_broken_file_is_told_and_all_goes_on(content: bytes, file: Path, run: Run) -> None:
    file.write_bytes(content)
    found = run("decide", "--sample", "--lang", "en")
    assert (found.code, found.err.count("\n")) == (0, 1)
    assert "config.toml" in found.err
    with pytest.raises(ValueError, match=r"."):
        keep("theme", "nord")
    assert file.read_bytes() == content


def test_the_order_is_flag_environment_file_and_usual(file: Path) -> None:
    file.write_text('language = "ko"\n', "utf-8")
    kept = lambda: read_settings().language  # noqa: E731 - as main has it
    assert language(["--lang", "en"], {"ADVISOR_LANG": "ko"}, kept) == "en"
    assert language([], {"ADVISOR_LANG": "en"}, kept) == "en"
    assert language([], {"LANG": "en_US.UTF-8"}, kept) == "ko"
    file.unlink()
    assert language([], {"LANG": "en_US.UTF-8"}, kept) == "en"


def test_a_file_may_be_named(file: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "other.toml"
    other.write_text('language = "ko"\n', "utf-8")
    assert "사용법" in run("decide", "--config", str(other), "--help").out
    assert "사용법" in run("--config", str(other), "decide", "--help").out
    assert not file.exists()
    found = run("schema", "--config", str(tmp_path / "none.toml"))
    assert found.code == 0
    assert "none.toml" in found.err


def test_a_choice_is_kept_and_the_rest_of_the_file_stays(file: Path) -> None:
    file.write_text(WHOLE, "utf-8")
    keep("language", "en")
    keep("office.name", "다른 곳")
    keep("mouse", None)
    expected = WHOLE.replace('"ko"', '"en"').replace("한빛 보험", "다른 곳")
    assert file.read_text("utf-8") == expected.replace("mouse = false\n", "")


def test_the_first_choice_makes_the_file(file: Path) -> None:
    keep("theme", "nord")
    keep("office.telephone", "010")
    assert file.read_text("utf-8") == 'theme = "nord"\n\n[office]\ntelephone = "010"\n'
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_settings().problems == ()


def test_what_no_setting_takes_is_not_kept(file: Path) -> None:
    with pytest.raises(KeyError):
        keep("colour", "red")
    with pytest.raises(ValueError, match="language"):
        keep("language", "fr")
    assert not file.exists()


KEYS = st.sampled_from(["language", "theme", "office.name", "mouse", "deductible", "zzz"])
VALUES = st.one_of(
    st.booleans(), st.integers(0, 10**9), st.text(st.characters(exclude_categories=["Cs"])),
    st.just({"fixed": 300_000}), st.none(),
)  # fmt: skip
TEXTS = st.sampled_from(
    [
        "", WHOLE, "theme = 'a # b' # c\n", '"theme" = "x"\n', "theme = '''\nlong\n'''\n",
        "[office]\n", "[other]\ntheme = 1\n", "[[rows]]\nname = 1\n[office]  # mine\nname='x'\n",
        "deductible = {fixed = 1}\n", "theme = [\n1,\n2]\nmouse = true\n", "a.b = 1\n[x.y]\nz=1\n",
    ]
)  # fmt: skip


@given(TEXTS, KEYS, VALUES)
def test_one_value_changes_and_no_other(text: str, name: str, value: object) -> None:
    table, _, key = name.rpartition(".")
    before, after = tomllib.loads(text), tomllib.loads(with_value(text, name, value))
    inner = after.get(table, {}) if table else after
    assert inner.get(key) == value
    inner.pop(key, None)
    (before.get(table, {}) if table else before).pop(key, None)
    assert {k: v for k, v in after.items() if v != {}} == {
        k: v for k, v in before.items() if v != {}
    }


def test_the_doctor_shows_where_they_are_and_what_they_say(file: Path, run: Run) -> None:
    assert str(file) in "".join(run("doctor", "--lang", "en").out.replace("\n  ", ""))
    file.write_text(WHOLE + "colour = 1\n", "utf-8")
    found = run("doctor", "--lang", "en").out
    assert "theme nord" in " ".join(found.split())
    assert "colour" in found


def test_without_a_home_there_is_no_place_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    for name in ("ADVISOR_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", CONFIG):
        monkeypatch.delenv(name, raising=False)
    assert settings_file() is None
    assert read_settings() == Settings()
    with pytest.raises(OSError, match=r"."):
        keep("theme", "nord")


FLAGS_ONLY = ("decide", "--lang", "en", "--as-of", "2026-11-21", "--start", "2026-03-02",
              "--premium", "82만", "--kind", "object", "--day", "2026-11-19",
              "--own-damage", "180만", "--grade", "16")  # fmt: skip


def test_a_case_in_flags_is_filled_and_that_is_said(file: Path, run: Run) -> None:
    file.write_text(WHOLE.replace("language", "# language").replace("ascii", "# ascii"), "utf-8")
    found = run(*FLAGS_ONLY, "--own-damage-cover", "--json")
    answer = json.loads(found.out)
    assert found.code == 0
    assert answer["threshold"]["amount"] == 1_000_000
    assert answer["payout"]["deductible"] == 360_000
    assert set(answer["from_settings"]) >= {"policy.insurer", "policy.surcharge_threshold"}
    assert "--threshold 1,000,000" in found.err
    assert not {"policy.insurer", "policy.surcharge_threshold"} & {
        one["path"] for one in answer["assumed"]
    }
    typed = json.loads(run(*FLAGS_ONLY, "--threshold", "200만", "--json").out)
    assert typed["threshold"]["amount"] == 2_000_000
    assert "policy.surcharge_threshold" not in typed["from_settings"]


def test_no_deductible_is_filled_where_nobody_speaks_of_a_cover(file: Path, run: Run) -> None:
    file.write_text("deductible = { fixed = 300_000 }\n", "utf-8")
    assert "from_settings" not in json.loads(run(*FLAGS_ONLY, "--json").out)
    refused = run(*FLAGS_ONLY, "--no-own-damage-cover", "--json")
    assert "from_settings" not in json.loads(refused.out)


def test_a_file_is_never_filled(file: Path, case_path: Path, run: Run) -> None:
    file.write_text("threshold = 500_000\n", "utf-8")
    found = run("decide", str(case_path), "--json", "--lang", "en")
    assert json.loads(found.out)["threshold"]["amount"] == 2_000_000
    assert found.err == ""
