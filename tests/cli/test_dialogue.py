"""`advisor --plain`: the questions and the whole answer, one fact a line, for people who listen."""

from __future__ import annotations

import re
import shlex
import signal
from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import session

from advisor.cases import open_cases
from advisor.cli import output
from advisor.cli.dialogue_words import lines
from advisor.explain.texts import LANGUAGES, Texts
from advisor.explain.width import width
from advisor.intake.case.case_file import parse_toml
from advisor.intake.case.draft import Draft
from advisor.intake.sample import sample_text
from advisor.report.to_plain import to_plain
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer, today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from command_line import Run
    from pseudo_terminal import Session

    from advisor.explain.texts import Language

DRAWN = re.compile("[─-╿▀-▟■-◿]")
"""Box lines, blocks and shapes, which a screen reader spells out or leaves out."""

ANSWERS = (
    ("What was hit?", "99"),
    ("not understood. Type a number from 1 to 13", "no accident"),
    ("advisor choose --start ", "backed into a pillar"),
    ("When did it happen?", "2026-11-19"),
    ("paid for this accident", "no"),
    ("estimate of the insurer", ""),
    ("This one is needed", "180만"),
    ("in cash", "1,500,000"),
    ("other car or thing", "없음"),
    ("policy start", "2026-03-02"),
    ("premium this year", "82만"),
    ("own-damage cover", "yes"),
    ("single-vehicle", "yes"),
    ("last three years", "2024-05-10"),
    ("insurer pay for it", "90만"),
    ("last three years", ""),
    ("years will you keep", ""),
    ("your grade", "16"),
    ("surcharge threshold", ""),
    ("insurer are you with", "MG"),
    ("see everything", "yes"),
    ("save this case as", ""),
)
"""Words by which each question is recognised, and what is typed."""


def test_questions_lead_to_the_answer_and_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ""
    with session("-m", "advisor", "--plain", "--lang", "en", home=tmp_path) as dialogue:
        for question, typed in ANSWERS:
            dialogue.wait_for(question)
            dialogue.wait_for("> ")
            told += dialogue.written.decode()
            dialogue.written = b""
            dialogue.type(f"{typed}\n")
        assert dialogue.ended() == 0
    said = dialogue.written.decode()
    assert "1,500,000 won now" in told
    assert "1.42 million" in told
    assert "\x1b" not in told + said
    assert "Saved as 1: 2026-11-19 " in said
    assert "advisor cases show 1" in said
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    with open_cases() as store:
        (saved,) = store.cases()
        assert saved.draft.text("accident.own_damage") == "180만"
        assert len(store.answers(saved.number)) == 1


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("no\n", []),
        ("-\n", []),
        ("아니요\n", []),
        ("\x04", []),
        ("yes\n", ["2026-11-19 wall, pole, thing"]),
        ("벽에 박은 날\n", ["벽에 박은 날"]),
    ],
)
def test_a_case_file_is_asked_about_with_its_values_and_kept_if_wanted(
    tmp_path: Path,
    case_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
    names: list[str],
) -> None:
    arguments = ("-m", "advisor", "--plain", str(case_path), "--lang", "en")
    with session(*arguments, home=tmp_path) as dialogue:
        for _ in range(15):
            dialogue.wait_for("> ")
            dialogue.written = b""
            dialogue.type("\n")
        dialogue.wait_for("see everything")
        dialogue.wait_for("> ")
        assert b"What each option costs" in dialogue.written
        dialogue.written = b""
        dialogue.type("\n")
        dialogue.wait_for("save this case as")
        dialogue.wait_for("> ")
        dialogue.type(wanted)
        assert dialogue.ended() == 0
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    with open_cases() as store:
        assert [case.name for case in store.cases()] == names


@pytest.mark.parametrize(("typed", "numbers"), [("yes", [1]), ("another", [1, 2])])
def test_a_saved_case_is_asked_about_and_saved_over_under_its_name(
    run: Run,
    tmp_path: Path,
    case_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    numbers: list[int],
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    assert run("cases", "import", str(case_path), "--name", "김민수").code == 0
    with session("-m", "advisor", "--plain", "김민수", "--lang", "en", home=tmp_path) as dialogue:
        for _ in range(15):
            dialogue.wait_for("> ")
            dialogue.written = b""
            dialogue.type("\n")
        dialogue.wait_for("see everything")
        dialogue.type("\n")
        dialogue.wait_for("save this case as “김민수”")
        dialogue.type(f"{typed}\n")
        assert dialogue.ended() == 0
    with open_cases() as store:
        assert sorted(case.number for case in store.cases()) == numbers


ODD_ANSWERS = (
    ("What was hit?", "차", "= another car"),
    ("When did it happen?", "2199-01-01", "later than the day of the advice"),
    ("When did it happen?", "26.11.20", "= Fri 20 November 2026"),
    ("paid for this accident", "", ""),
    ("estimate of the insurer", "모름", "This one is needed. A guess will do"),
    ("estimate of the insurer", "60~90", "If you mean 600,000 won to 900,000 won, type yes"),
    ("estimate of the insurer", "yes", "= 600,000 to 900,000 won"),
    ("in cash", "?", ""),
    ("other car or thing", "50만", "= 500,000 won"),
    ("fault is yours?", "2500000", "from 0% to 100%"),
    ("fault is yours?", "70", "= 70%"),
    ("the other side hurt?", "9", "not understood. Type a number from 1 to 5"),
    ("the other side hurt?", "2", "= a stiff neck or bruises"),
    ("settle the injury", "70만", "= 700,000 won"),
    ("policy start", "2024-03-02", "set the policy start to"),
    ("policy start", "2026-03-02", "= Mon 2 March 2026"),
    ("premium this year", "734,560만", "is a great deal. If you mean 734,560 won"),
    ("premium this year", "82", "If you mean 820,000 won"),
    ("premium this year", "82만", "= 820,000 won"),
    ("own-damage cover", "", "Assumed: yes"),
    ("last three years", "2199-05-10", "later than"),
    ("last three years", "no", ""),
    ("years will you keep", "12년", ""),
    ("your grade", "unknown", ""),
    ("surcharge threshold", "", ""),
    ("insurer are you with", "", "What each option costs"),
)
"""Words by which each question is recognised, what is typed, and what is said in reply."""


def answer_all(dialogue: Session, steps: Iterable[tuple[str, str, str]]) -> str:
    """Answer each question once it is asked, wait for the reply, and return what was asked."""
    asked = ""
    for question, typed, reply in steps:
        dialogue.wait_for(question)
        dialogue.wait_for("> ")
        asked += dialogue.written.decode()
        dialogue.written = b""
        dialogue.type(f"{typed}\n")
        dialogue.wait_for(reply)
    return asked


def test_every_answer_is_answered_at_its_question(tmp_path: Path) -> None:
    with session("-m", "advisor", "--plain", "--lang", "en", home=tmp_path) as dialogue:
        said = answer_all(dialogue, ODD_ANSWERS)
        dialogue.wait_for("see everything")
        dialogue.wait_for("> ")
        dialogue.type("\n")
        dialogue.wait_for("save this case as")
        dialogue.type("-\n")
        assert dialogue.ended() == 0
    said += dialogue.written.decode()
    assert max(map(width, said.splitlines())) <= 100


@pytest.mark.parametrize("is_saved", [False, True])
def test_what_no_answer_can_mend_is_named_before_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_saved: bool
) -> None:
    """Too many past accidents belong to no question: the error names them, not the end of input."""
    claims = "\n".join("[[claim]]\nday = 2025-05-02\nproperty_paid = 900000" for _ in range(101))
    case = tmp_path / "many.toml"
    case.write_text(f"{sample_text()}\n{claims}\n", "utf-8")
    if is_saved:
        monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
        document = parse_toml(case.read_bytes())
        assert isinstance(document, dict)
        with open_cases() as store:
            store.save("many", Draft.from_document(document))
    named = "many" if is_saved else str(case)
    with session("-m", "advisor", "--plain", named, "--lang", "en", home=tmp_path) as dialogue:
        if is_saved:
            dialogue.wait_for("> ")
            dialogue.type("\n" * 40)
        assert dialogue.ended() == 3
    said = " ".join(dialogue.written.decode().split())
    assert "102" in said
    assert "No more input" not in said


def test_it_ends_when_nobody_answers(tmp_path: Path) -> None:
    with session("-m", "advisor", "--plain", "--lang", "en", home=tmp_path) as dialogue:
        dialogue.wait_for("> ")
        dialogue.type("\x04")
        assert dialogue.ended() == 2
    assert b"Traceback" not in dialogue.written


def test_it_ends_when_it_is_interrupted(tmp_path: Path) -> None:
    with session("-m", "advisor", "--plain", "--lang", "en", home=tmp_path) as dialogue:
        dialogue.wait_for("> ")
        dialogue.program.send_signal(signal.SIGINT)
        assert dialogue.ended() == 130
    assert b"Traceback" not in dialogue.written


@pytest.mark.parametrize("command", ["decide", "report", "message", "cases list"])
def test_a_command_points_at_the_questions_of_the_program(run: Run, command: str) -> None:
    code, out, err = run(*command.split(), "--plain", "--lang", "en")
    assert (code, out) == (2, "")
    assert "advisor --plain" in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_for_who_had_no_accident_can_be_pasted_and_works(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    """Broken into two lines it would be two commands."""
    monkeypatch.setattr(output, "cells", lambda: 60)
    said = lines(Texts(language)("plain.no-accident", start=today().replace(day=1)))
    *words, command = said.splitlines()
    assert max(map(width, words)) <= 60
    code, out, _ = run(*shlex.split(command)[1:], "--lang", language)
    assert code == 0
    assert "30%" in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_keyboard_it_says_what_to_do_instead(run: Run, language: Language) -> None:
    code, out, err = run("--plain", "--lang", language)
    assert (code, out) == (2, "")
    assert "advisor decide" in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_all_words(language: Language) -> None:
    document = parse_toml(sample_text())
    assert isinstance(document, dict)
    decision = answer(document, load_rulebook())
    said = to_plain(decision, Texts(language))  # type: ignore[arg-type]  # the sample is sound
    assert not DRAWN.search(said)
    assert "  " not in said
    assert "1,440,000" in said


@pytest.mark.parametrize(
    ("encoding", "broken"),
    [("utf-8", b"\xed\x99\n"), ("euc-kr", b"\xb0\n"), ("utf-8", b"\xff\xfe\x00\n")],
)
def test_a_line_in_pieces_is_asked_again_and_no_answer_is_lost(
    tmp_path: Path, encoding: str, broken: bytes
) -> None:
    """Half a syllable, as Backspace leaves it if a terminal counts bytes, is asked for again."""
    arguments, told = ("-m", "advisor", "--plain", "--lang", "en"), b""
    with session(*arguments, home=tmp_path, PYTHONIOENCODING=encoding) as dialogue:
        for question, typed in ANSWERS:
            dialogue.wait_for(question)
            dialogue.wait_for("> ")
            if question == "insurer are you with":
                dialogue.written = b""
                dialogue.send(broken)
                dialogue.wait_for("type it once more")
                dialogue.wait_for("insurer are you with")
                dialogue.wait_for("> ")
            told += dialogue.written
            dialogue.written = b""
            dialogue.send(f"{typed}\n".encode(encoding))
        assert dialogue.ended() == 0
    assert b"1.42 million" in told


def test_a_terminal_wipes_out_whole_syllables_and_is_given_back_as_it_was(tmp_path: Path) -> None:
    with session("-m", "advisor", "--plain", "--lang", "en", home=tmp_path) as dialogue:
        before = dialogue.settings()
        dialogue.wait_for("> ")
        assert dialogue.settings() != before
        dialogue.program.send_signal(signal.SIGINT)
        assert dialogue.ended() == 130
        assert dialogue.settings() == before


ON_FOOT = (
    ("What was hit?", "pedestrian", "If you hit a person"),
    ("What was hit?", "2", ""),
    ("When did it happen?", "2026-11-18", ""),
    ("paid for this accident", "", ""),
    ("estimate of the insurer", "30만", ""),
    ("in cash", "", ""),
    ("other car or thing", "", ""),
    ("the other side hurt?", "3", "= a fracture or worse"),
)
"""What a driver answers who hit a person, which is no kind of accident of its own."""


def test_who_hit_a_person_is_asked_how_they_are(tmp_path: Path) -> None:
    with session("-m", "advisor", "--plain", "--lang", "en", home=tmp_path) as dialogue:
        answer_all(dialogue, ON_FOOT)
        dialogue.wait_for("policy start")
        dialogue.wait_for("> ")
        dialogue.type("\x04")
        assert dialogue.ended() == 2


GOING_BACK = (
    ("What was hit?", "<", "none before it"),
    ("What was hit?", "2", ""),
    ("When did it happen?", "2026-11-18", ""),
    ("paid for this accident", "back", ""),
    ("When did it happen?", "2026-11-19", "= Thu 19 November 2026"),
    ("paid for this accident", "no", ""),
    ("estimate of the insurer", "180만", ""),
    ("in cash", "이전", ""),
    ("It is 180만 now", "", ""),
    ("in cash", "", ""),
    ("other car or thing", "", ""),
    ("policy start", "2026-03-02", ""),
    ("premium this year", "82만", ""),
    ("own-damage cover", "?", "Assumed: yes"),
    ("last three years", "<", ""),
    ("It is not known now", "", ""),
    ("last three years", "2024-05-10", ""),
    ("insurer pay for it", "뒤로", ""),
    ("last three years", "none", ""),
    ("years will you keep", "", ""),
    ("your grade", "", ""),
    ("surcharge threshold", "", ""),
    ("insurer are you with", "", "own-damage cover (자차) with single-vehicle"),
)
"""Words by which each question is recognised, what is typed, and what is said in reply."""


def test_one_can_go_back_and_what_was_said_is_there(tmp_path: Path) -> None:
    """A user can go back to an earlier question; an unknown cover is asked about no further."""
    with session("-m", "advisor", "--plain", "--lang", "en", home=tmp_path) as dialogue:
        answer_all(dialogue, GOING_BACK)
        dialogue.wait_for("see everything")
        dialogue.wait_for("> ")
        dialogue.written = b""
        dialogue.type("yes\n")
        dialogue.wait_for("save this case as")
        dialogue.type("no\n")
        assert dialogue.ended() == 0
    assert "Look it up before you act on this" in re.sub(r"\s+", " ", dialogue.written.decode())
