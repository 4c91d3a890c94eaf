"""The reports and answers as they should look: run this file to write them, then read each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from advisor.domain.decision import Decision
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.case_file import parse_toml
from advisor.intake.sample import sample_text
from advisor.report.answer.to_text import to_text
from advisor.report.page.first_page import Letterhead
from advisor.report.page.report_file import report_file
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

FOLDER = Path(__file__).with_name("golden")
ENDINGS = (".html", ".md")
OFFICE = "한빛대리점 <02-123-4567>"
NAME = '<b>김·철수</b> & "Söhne" *=1+1*\n둘째 줄 🚗 한'
"""A name with markup, quotes, a formula, a line end, a picture and decomposed Hangul."""


def decided(text: str) -> Decision:
    """Return the decision on a case file, as on the day of the golden files."""
    document = parse_toml(text)
    assert isinstance(document, dict)
    decision = answer(document, load_rulebook(), date(2026, 11, 22))
    assert isinstance(decision, Decision)
    return decision


def made(language: Language, ending: str) -> bytes:
    """Return the report on the golden case."""
    decision = decided((FOLDER / "case.toml").read_text("utf-8"))
    head = Letterhead(NAME, OFFICE)
    return report_file(decision, load_rulebook(), Texts(language), head=head, ending=ending)


def kept(language: Language, ending: str) -> Path:
    """Return the path of a stored report."""
    return FOLDER / f"report_{language}{ending}"


def answers(language: Language) -> Iterator[tuple[Path, str]]:
    """Yield where each answer in words to the sample case is stored, and the answer itself."""
    sample = decided(sample_text())
    for cells in (60, 80):
        for start, full in (("sample", False), ("sample-full", True)):
            text = to_text(sample, Paper(Texts(language), cells), full=full)
            yield FOLDER / f"{start}-{language}-{cells}.txt", text


def write_all() -> None:
    """Write every report and answer again."""
    for language in LANGUAGES:
        for ending in ENDINGS:
            kept(language, ending).write_bytes(made(language, ending))
        for path, text in answers(language):
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    write_all()
