"""Sections of the answer in sentences: warnings, questions, reasons, assumptions and steps."""

from collections.abc import Iterable

from advisor import on_demand
from advisor.domain.decision import Decision
from advisor.explain import guidance, sentences
from advisor.explain.opening import opening
from advisor.explain.texts import Texts
from advisor.intake.problems import Problem
from advisor.report.answer.to_json import problem_words
from advisor.tui.consultation import Consultation
from advisor.tui.widgets.lines import Line, Role, line, text_lines

_BULLET = "· "


def paragraph(text: str, width: int, bullet: str = _BULLET, role: Role = "plain") -> list[Line]:
    """Return a sentence wrapped after its bullet."""
    return text_lines(text, width, role, bullet)


def section(title: str, texts: Iterable[str], width: int, bullet: str = _BULLET) -> list[Line]:
    """Return a blank line, a title and its sentences; nothing if there are no sentences."""
    body = [found for text in texts for found in paragraph(text, width, bullet)]
    return [line(), line(title, "title"), *body] if body else []


def conditions(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return the conditions under which the answer would change, and a blank line after them."""
    said = opening(decision, texts).conditions
    lines = [found for words in said for found in paragraph(words, width)]
    return [*lines, line()] if lines else []


def questions(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return what to ask before anything is done."""
    said = sentences.questions(decision, texts)
    return section(texts("app.section.ask"), said, width)


def warnings(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return the warnings."""
    said = sentences.warnings(decision, texts)
    return section(texts("app.section.warnings"), said, width, "! ")


def reasons(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return the reasons for the answer."""
    return section(texts("app.section.reasons"), sentences.reasons(decision, texts), width)


def assumed(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return what was assumed."""
    said = sentences.assumptions(decision, texts)
    return section(texts("app.section.assumed"), said, width, "? ")


def steps(decision: Decision, texts: Texts, width: int) -> list[Line]:
    """Return the next steps."""
    return section(texts("app.section.steps"), guidance.steps(decision, texts), width)


def unread(found: Consultation, texts: Texts, width: int) -> list[Line]:
    """Return the problems that belong to no field, and the error if a rule is missing."""
    problems = [problem_sentence(problem, texts) for problem in found.unread]
    if found.error:
        problems.append(on_demand.error_text(found.error, texts))
    lines = section(texts("app.section.problems"), problems, width, "! ")
    return [*lines[1:], line()] if lines else []


def problem_sentence(problem: Problem, texts: Texts) -> str:
    """Return where a problem is, which rule it breaks and what to write instead."""
    return f"{problem.path} {problem_words(problem, texts)}".strip()
