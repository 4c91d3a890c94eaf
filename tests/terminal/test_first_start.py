"""The first start: nothing is decided before the user has said what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from terminal.cases import CASE, case_file
from terminal.emulated import BACK_TAB, DOWN, ENTER, ESCAPE, F, control, terminal

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = (
    ("What happened?", "wall"),
    ("When did it happen?", "yesterday"),
    ("already paid", ""),
    ("repair estimate", "180만"),
    ("cash", "150만"),
    ("other car or thing", ""),
    ("policy start?", "today"),
    ("premium this year", "82만"),
    ("your own car", "covered"),
    ("single-vehicle", "covered"),
    ("an accident of yours", "2025-05-10"),
    ("pay for it", "90만"),
    ("another one", ""),
    ("more years", "7"),
    ("your grade", ""),
    ("threshold", "I don"),
    ("your insurer", "mg"),
    ("Whose case", "Kim Minsu"),
)
WITH_ANOTHER = (
    ("What happened?", "ano"),
    ("When did it happen?", "yesterday"),
    ("already paid", ""),
    ("repair estimate", "90만"),
    ("cash", ""),
    ("other car or thing", "60만"),
    ("fault is yours", "80"),
    ("other side hurt", "a sti"),
    ("settle the injury", "70만"),
    ("policy start?", "2026-03-02"),
    ("premium this year", "82만"),
    ("your own car", "covered"),
)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_the_questions_lead_to_an_answer(tmp_path: Path, size: tuple[int, int]) -> None:
    with terminal(home=tmp_path / "home", size=size) as app:
        for number, (question, typed) in enumerate(ANSWERS):
            app.shows(question)
            if number < len(ANSWERS) - 9:
                assert "answer is ready" not in app.text
            app.type(typed + ENTER)
        app.shows("● Claim: about", "Kim Minsu", "not saved")
        app.type(control("s"))
        app.shows("Enter OK", "Kim Minsu")


def test_what_cannot_be_meant_is_asked_for_again_and_typed_over(tmp_path: Path) -> None:
    with terminal(home=tmp_path / "home") as app:
        app.shows("What happened?")
        app.type("wall" + ENTER)
        app.shows("When did it happen?")
        app.type("yesteday" + ENTER)
        app.shows("cannot be read")
        app.type("yesterday" + ENTER)
        app.shows("already paid")
        app.type("don't know" + ENTER)
        app.shows("repair estimate")
        app.type("180" + ENTER)
        app.shows("180 won is very little", "1,800,000")
        app.type(ENTER)
        app.shows("cash")
        app.type("90" + ENTER)
        app.shows("90 won is very little")
        app.type("90" + ENTER)
        app.shows("other car or thing")
        app.type(ESCAPE)
        app.until(lambda seen: "1,800,000" in seen.row("Repair bill"))
        app.until(lambda seen: seen.row("Cash repair").split()[3:4] == ["90"])
        app.type(control("g"))
        app.shows("policy start?")
        app.type(BACK_TAB)
        app.shows("other car or thing")


def test_a_stiff_neck_is_asked_for_and_what_would_settle_it(tmp_path: Path) -> None:
    with terminal(home=tmp_path / "home") as app:
        for question, typed in WITH_ANOTHER:
            app.shows(question)
            app.type(typed + ENTER)
        app.shows("an accident of yours", "answer is ready")
        assert "Claims of the last" in app.text, "what is asked for is in view beside it"
        app.type(ESCAPE)
        app.shows("This accident")
        app.until(lambda seen: "sprain" in seen.row("Others hurt?"))
        app.until(lambda seen: "700,000" in seen.row("Injury, cash"))


def test_an_injury_of_which_nothing_is_said_is_unknown_and_asked(tmp_path: Path) -> None:
    """A driver who skips the question has not said that nobody is hurt."""
    with terminal(home=tmp_path / "home", size=(100, 48)) as app:
        for question, typed in WITH_ANOTHER:
            if question == "settle the injury":
                continue
            app.shows(question)
            app.type(ENTER if question == "other side hurt" else typed + ENTER)
        app.shows("an accident of yours")
        app.type(ESCAPE)
        app.until(lambda seen: "not known yet" in seen.row("Others hurt?"))
        app.shows("Is anybody hurt?")


def test_one_can_go_back_and_leave(tmp_path: Path) -> None:
    with terminal(home=tmp_path / "home") as app:
        app.shows("What happened?")
        app.type("ani" + ENTER)
        app.shows("When did it happen?")
        app.type("2026-13-40" + ENTER)
        app.shows("no such day")
        app.type(control("u") + ENTER)
        app.shows("no answer without")
        app.type(BACK_TAB)
        app.shows("What happened?")
        app.type(ESCAPE)
        app.shows("^Q", "Still needed", "Day")
        app.until(lambda seen: "animal" in seen.row("Accident "))
        assert "cheaper" not in app.text


def test_the_policy_of_last_time_is_offered(tmp_path: Path) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home") as app:
        app.shows("^Q", "820,000")
        app.type(control("n"))
        app.shows("policy you typed last time", "820")
        app.type(ENTER)
        app.shows("What happened?")
        app.type(ESCAPE)
        app.shows_not("What happened?")
        app.until(lambda seen: "820" in seen.row("Premium"))
        app.until(lambda seen: "needed" in seen.row("Day"))


def test_the_policy_of_a_client_is_not_offered_for_the_next_case(tmp_path: Path) -> None:
    case = f'{CASE}[client]\nname = "Kim Minsu"\n'
    with terminal(case_file(tmp_path, case), home=tmp_path / "home") as app:
        app.shows("^Q", "820,000")
        app.type(control("n"))
        app.shows("What happened?")
        app.type(ESCAPE)
        app.until(lambda seen: "needed" in seen.row("Premium"))


def test_enter_alone_says_nothing_that_the_driver_did_not_say(tmp_path: Path) -> None:
    """A driver who skips a list does not know, so no insurer, threshold or cover is stated."""
    with terminal(home=tmp_path / "home") as app:
        for question, typed in ANSWERS:
            app.shows(question)
            listed = question in {"your insurer", "threshold", "single-vehicle"}
            app.type(ENTER if listed else typed + ENTER)
        app.shows("Kim Minsu", "not saved")
        app.until(lambda seen: "not known" in seen.row("Insurer"))
        app.until(lambda seen: "assumed" in seen.row("Threshold"))
        app.until(lambda seen: "assumed" in seen.row("Single-car"))


def test_help_speaks_of_the_field_first(tmp_path: Path) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home") as app:
        app.shows("^Q", "Repair bill")
        app.type(DOWN + F[1])
        app.shows("body shop")


def test_the_sample_comes_only_when_it_is_asked_for(tmp_path: Path) -> None:
    with terminal(home=tmp_path / "home") as app:
        app.shows("What happened?")
        app.type(ESCAPE)
        app.shows_not("What happened?")
        app.type(control("b"))
        app.shows("This is a sample", "Claim: about")


def test_the_switches_of_the_form(tmp_path: Path) -> None:
    with terminal(case_file(tmp_path), home=tmp_path / "home", size=(100, 48)) as app:
        app.shows("^Q", "Claimed yet?")
        app.click("Claimed yet?")
        app.shows("yes, paid")
        app.type("y" + ENTER)
        app.until(lambda seen: "needed" in seen.row("Already paid"))
        app.click("Others hurt?")
        app.shows("sprain, bruises", "fracture")
        app.type("sp" + ENTER)
        app.until(lambda seen: "sprain" in seen.row("Others hurt?"))
        app.shows("Injury, cash")
        app.click("Years insured")
        app.click("Add another car of yours")
        app.shows("Other cars of yours", "Drop car 1")
        app.type("2026-05-01" + DOWN + "64만" + DOWN)
        app.shows("640,000")
        app.click("Drop car 1")
        app.shows_not("Other cars of yours")
