"""The reports as they should look: run this file to write them again, then look at each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from advisor.domain.decision import Decision
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.case_file import parse_toml
from advisor.report.page.first_page import Letterhead
from advisor.report.page.report_file import report_file
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

FOLDER = Path(__file__).with_name("golden")
ENDINGS = (".html", ".md")
OFFICE = "한빛대리점 <02-123-4567>"
NAME = '<b>김·철수</b> & "Söhne" *=1+1*\n둘째 줄 🚗 한'
"""A name with markup, quotes, a formula, a line end, a picture and decomposed Hangul."""


def made(language: Language, ending: str) -> bytes:
    """Return the report on the golden case."""
    document = parse_toml((FOLDER / "case.toml").read_text("utf-8"))
    assert isinstance(document, dict)
    rulebook = load_rulebook()
    decision = answer(document, rulebook, date(2026, 11, 22))
    assert isinstance(decision, Decision)
    return report_file(
        decision, rulebook, Texts(language), head=Letterhead(NAME, OFFICE), ending=ending
    )


def kept(language: Language, ending: str) -> Path:
    """Return the path of a stored report."""
    return FOLDER / f"report_{language}{ending}"


def write_all() -> None:
    """Write every report again."""
    for language in LANGUAGES:
        for ending in ENDINGS:
            kept(language, ending).write_bytes(made(language, ending))


if __name__ == "__main__":
    write_all()
