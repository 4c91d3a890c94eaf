"""`advisor --plain`: a few questions, one a line, and the whole answer, for screen readers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import frozen

from advisor import service
from advisor.cli import output
from advisor.cli.problems import tell_problems
from advisor.domain.case import Case
from advisor.intake.case_file import parse_bytes
from advisor.intake.draft import Draft, read_draft
from advisor.intake.fields import COVER, FieldKind, Listed, field_at
from advisor.intake.problems import Problem, Unreadable
from advisor.intake.typed_text import parse, parse_flag
from advisor.report.answer.to_json import problem_text
from advisor.report.to_plain import to_plain
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts

_SHARED = {"collision", "flood", "natural"}
"""Kinds of accident that raise the question of fault."""


def _is_shared(draft: Draft) -> bool:
    return draft.text("accident.kind") in _SHARED


def _has_cover(draft: Draft) -> bool:
    return parse_flag(draft.text(COVER)) is not False


@frozen
class Question:
    """A field that is asked for; `needed` ones are asked again until they are answered."""

    path: str
    needed: bool = False
    asked: Callable[[Draft], bool] = lambda _: True


_NEEDED = (
    Question("accident.kind", needed=True),
    Question("accident.day", needed=True),
    Question("accident.fault", asked=_is_shared),
    Question("accident.own_damage", needed=True),
    Question("accident.cash_repair"),
    Question("accident.other_property"),
    Question("policy.start", needed=True),
    Question("policy.premium", needed=True),
    Question("policy.grade"),
    Question("policy.surcharge_threshold"),
    Question(COVER, needed=True),
    Question(f"{COVER}.single_vehicle", asked=_has_cover),
)


def run(case: Path | None, texts: Texts) -> int:
    """Ask, answer, and give the exit code.

    Raises:
        OSError: the case file cannot be read.
    """
    if not sys.stdin.isatty():
        output.tell(texts("plain.no-terminal").strip() + "\n")
        return output.USAGE
    document = parse_bytes(case.read_bytes()) if case else {}
    if isinstance(document, Problem):
        return tell_problems((document,), texts, as_json=False)
    output.tell(texts("plain.hello").strip() + "\n")
    try:
        return _answer(Draft.from_document(document) if case else Draft(), texts)
    except EOFError:
        output.tell("\n" + texts("plain.ended") + "\n")
        return output.USAGE


def _answer(draft: Draft, texts: Texts) -> int:
    """Ask for what is missing or wrong until there is an answer."""
    rulebook = load_rulebook()
    for question in _NEEDED:
        draft = _asked(question, draft, texts)
    draft = _claims(draft, texts)
    while not isinstance(found := read_draft(draft, rulebook, service.today()), Case):
        draft = _mended(draft, found, texts)
    return _say(found, rulebook, texts)


def _say(case: Case, rulebook: Rulebook, texts: Texts) -> int:
    output.tell("\n")
    output.write(to_plain(service.decide(case, rulebook), texts))
    return output.DONE


def _asked(question: Question, draft: Draft, texts: Texts) -> Draft:
    if not question.asked(draft):
        return draft
    path = question.path
    while True:
        typed = _line(_words(path, draft, texts)) or draft.text(path)
        value = _value(path, typed)
        if typed and (wrong := _wrong(path, value, texts)):
            output.tell(wrong + "\n")
        elif value or not question.needed:
            return draft.with_value(path, value)
        else:
            output.tell(texts("plain.needed") + "\n")


def _words(path: str, draft: Draft, texts: Texts) -> str:
    """Word a question, with its choices and with what is known already."""
    field = field_at(path)
    lines = [texts(f"plain.ask.{field.path if field else path}")]
    if field and field.kind is FieldKind.CHOICE:
        named = ((code, texts(f"app.choice.kind.{code}")) for code in field.choices)
        lines += [f"{number}. {name}" for number, (_, name) in enumerate(named, 1)]
    if known := draft.text(path):
        lines.append(texts("plain.known", value=_shown(path, known, texts)))
    return "\n".join(lines)


def _shown(path: str, known: str, texts: Texts) -> str:
    field = field_at(path)
    if field and field.kind is FieldKind.CHOICE:
        return texts(f"app.choice.kind.{known}")
    return texts(f"cli.{known}") if known in {"true", "false"} else known


def _value(path: str, typed: str) -> str:
    """Give what a choice by number means; anything else as it was typed."""
    field = field_at(path)
    if field is None or field.kind is not FieldKind.CHOICE or not typed.isdecimal():
        return typed
    number = int(typed)
    return field.choices[number - 1] if 0 < number <= len(field.choices) else typed


def _wrong(path: str, typed: str, texts: Texts) -> str:
    """Say why a text cannot be read, or nothing."""
    field = field_at(path)
    if field is None:
        return ""
    found = parse(field, typed, service.today())
    if isinstance(found, Unreadable):
        return _said(found.at(path, typed), texts)
    if field.kind is FieldKind.CHOICE and typed not in field.choices:
        return texts("plain.number", most=len(field.choices))
    return ""


def _claims(draft: Draft, texts: Texts) -> Draft:
    """Ask for the claims of the last years, one after the other."""
    while day := _line(texts("plain.ask.claim")):
        index = len(draft.claims)
        if wrong := _wrong(f"claim[{index}].day", day, texts):
            output.tell(wrong + "\n")
            continue
        draft = draft.with_row(Listed.CLAIM, {"day": day})
        draft = _asked(Question(f"claim[{index}].property_paid", needed=True), draft, texts)
    return draft


def _mended(draft: Draft, problems: tuple[Problem, ...], texts: Texts) -> Draft:
    """Ask again for what does not fit together."""
    for problem in problems:
        output.tell(_said(problem, texts) + "\n")
        field = field_at(problem.path)
        if field is None:
            raise EOFError
        typed = _line(texts("plain.again", field=texts(f"field.{field.path}")))
        draft = draft.with_value(problem.path, typed)
    return draft


def _said(problem: Problem, texts: Texts) -> str:
    parts = (problem_text(problem, part, texts) for part in ("rule", "instead"))
    return " ".join(part for part in parts if part)


def _line(question: str) -> str:
    """Ask and read one line.

    Raises:
        EOFError: there is nobody any more.
    """
    output.tell(f"\n{question}\n> ")
    typed = sys.stdin.readline()
    if not typed:
        raise EOFError
    return typed.strip()
