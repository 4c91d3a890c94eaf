"""`advisor --plain`: a few questions, line by line, and then the answer, for screen readers."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import evolve

from advisor import service
from advisor.cases import advised, open_cases, suggested_name
from advisor.cli import output
from advisor.cli.case_pages import tell_saved
from advisor.cli.dialogue_words import choices, instead, lines, question, understood
from advisor.cli.problems import tell_problems
from advisor.cli.terminal import erasing_whole_characters
from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.doubts import doubt_words, doubted
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.intake.case.case_file import parse_toml
from advisor.intake.case.case_rules import OUTSIDE_YEAR
from advisor.intake.case.document_values import too_many
from advisor.intake.case.draft import Draft, read_draft, with_fixed_days
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import INJURY_UNKNOWN, catalog_path, field_at
from advisor.intake.case.questions import (
    INJURY,
    INSURER,
    KIND,
    START,
    AnswersSoFar,
    Question,
    leaves_unanswered,
    questions,
    with_answer,
)
from advisor.intake.plain_text import is_number
from advisor.intake.problems import Problem
from advisor.intake.typed.insurer import parse_insurer
from advisor.intake.typed.kind import tells_person
from advisor.intake.typed.short_answers import (
    is_back,
    is_nothing,
    parse_choice,
    parse_flag,
)
from advisor.report.answer.to_json import problem_words
from advisor.report.to_plain import to_plain
from advisor.rules.rulebook import load_rulebook
from advisor.storage.errors import StorageError
from advisor.storage.records import SavedCase, folded, storable

_NOT = "-"


def run(case: Path | SavedCase | None, texts: Texts) -> int:
    """Ask the questions, print the answer, and return the exit code.

    Raises:
        OSError: the case file cannot be read.
    """
    if not sys.stdin.isatty():
        output.tell(texts("plain.no-terminal").strip())
        return output.USAGE
    document = parse_toml(case.read_bytes()) if isinstance(case, Path) else {}
    if not isinstance(document, Problem):
        document = too_many(document) or document
    if isinstance(document, Problem):
        return tell_problems((document,), texts)
    saved = case if isinstance(case, SavedCase) else None
    _tell(texts("plain.hello").strip())
    try:
        with erasing_whole_characters():
            stated = Draft.from_document(document) if case else Draft()
            draft = saved.draft if saved else stated
            return _answer(draft, texts, is_new=case is None, saved=saved)
    except EOFError:
        output.tell("\n" + texts("plain.ended"))
        return output.USAGE


def _answer(draft: Draft, texts: Texts, *, is_new: bool, saved: SavedCase | None) -> int:
    """Ask for what is missing or wrong, then print the answer and offer to save the case."""
    rulebook = load_rulebook()
    past = range(len(draft.claims))
    known = {
        f"{ListKey.CLAIM}[{at}].{key}" for at in past for key in ("day", "property_paid", "status")
    }
    told: list[str] = []
    while asked := _next(draft, rulebook, known.union(told)):
        said = _asked(asked if is_new else evolve(asked, if_skipped=""), draft, rulebook, texts)
        if said is not None:
            told.append(asked.path)
            draft = said
        elif told:
            told.pop()
        else:
            _tell(texts("plain.first"))
    while not isinstance(found := read_draft(draft, rulebook, service.today()), Case):
        if any(field_at(problem.path) is None for problem in found):
            return tell_problems(found, texts)
        draft = _mended(draft, found, rulebook, texts)
    output.tell("")
    decision = service.decide(found, rulebook)
    output.write(lines(to_plain(decision, texts)) + "\n")
    if _wants_everything(texts):
        output.write(lines(to_plain(decision, texts, full=True)) + "\n")
    return _offer_to_save(draft, decision, texts, lambda words: _line(words, texts), saved)


def _wants_everything(texts: Texts) -> bool:
    """Ask whether to print the full answer; if input has ended, the short one is enough."""
    try:
        return parse_flag(_line(texts("plain.everything"), texts)) is True
    except EOFError:
        return False


def _next(draft: Draft, rulebook: Rulebook, told: set[str]) -> Question | None:
    """Return the first question whose path is not in `told`, or None if there is none left."""
    said = AnswersSoFar(draft, rulebook, service.today())
    return next((found for found in questions(said) if found.path not in told), None)


def _asked(asked: Question, draft: Draft, rulebook: Rulebook, texts: Texts) -> Draft | None:
    """Ask until there is a valid answer, say how it was understood, and return the new draft.

    Returns None if the user wants to go back to the previous question.
    """
    path = asked.path
    names = choices(path, rulebook, texts)
    known = draft.text(path)
    asked_about, offered = "", ""
    while True:
        typed = _line(question(path, draft, rulebook, texts), texts)
        if offered and parse_flag(typed) is True:
            asked_about = typed = offered
        if is_back(typed):
            return None
        if words := instead(path, typed, names, texts):
            draft = _with_injury_open(draft, path, typed)
            _tell(words)
            continue
        doubt = doubted(path, typed, draft, rulebook) if typed != asked_about else None
        if doubt is not None:
            asked_about, offered = typed, doubt.meant_text
            _tell(doubt_words(doubt, "plain", texts))
            continue
        value = _value(path, typed, names, rulebook) if typed else known or None
        left_out = value is None or (not value and "" not in names)
        found = with_answer(draft, path, (asked.if_skipped if left_out else value) or "")
        if left_out and asked.needed:
            where = texts.either(f"plain.where.{catalog_path(path)}")
            _tell(f"{texts('plain.needed')} {where}".strip())
        elif wrong := _wrong(path, found, rulebook, texts):
            _tell(wrong)
        else:
            said = understood(path, value or "", names, service.today(), texts)
            is_taken = left_out and asked.if_skipped
            _tell(texts(f"plain.taken.{path}") if is_taken else "" if left_out else said)
            return found


def _with_injury_open(draft: Draft, path: str, typed: str) -> Draft:
    """Return the draft after words for what happened; if it was to a person, the injury is open."""
    is_person = path == KIND and tells_person(typed)
    return draft.with_value(INJURY, INJURY_UNKNOWN) if is_person else draft


def _value(path: str, typed: str, names: Mapping[str, str], rulebook: Rulebook) -> str | None:
    """Return the code of a choice made by number or name; anything else as it was typed.

    None means that the user does not know.
    """
    if leaves_unanswered(path, typed):
        return None
    if is_nothing(typed) and "" in names:
        return ""
    if is_number(typed) and 0 < int(typed) <= len(names):
        return tuple(names)[int(typed) - 1]
    if (said := str(parse_choice(typed, path))) in names:
        return said
    return parse_insurer(typed, rulebook.insurers) if path == INSURER and typed else typed


def _wrong(path: str, draft: Draft, rulebook: Rulebook, texts: Texts) -> str:
    """Return what is wrong with the answer to one question; empty if nothing is."""
    if not draft.text(path):
        return ""
    found = read_draft(draft, rulebook, service.today())
    problems = () if isinstance(found, Case) else found
    wrong = [
        problem
        for problem in problems
        if problem.path == path or problem.path.startswith(f"{path}.")
        or (path == START and problem.code == OUTSIDE_YEAR)
    ]  # fmt: skip
    if wrong and (names := choices(path, rulebook, texts)):
        return texts("plain.number", most=len(names))
    return " ".join(problem_words(problem, texts) for problem in wrong)


def _mended(draft: Draft, problems: tuple[Problem, ...], rulebook: Rulebook, texts: Texts) -> Draft:
    """Report each problem of a draft and ask for the value again; return the new draft.

    Raises:
        EOFError: the input has ended.
    """
    for problem in problems:
        _tell(problem_words(problem, texts))
        path = START if problem.code == OUTSIDE_YEAR else problem.path
        field = texts(f"field.{catalog_path(path)}")
        typed = _line(texts("plain.again", field=field), texts)
        value = _value(path, typed, choices(path, rulebook, texts), rulebook)
        draft = draft.with_value(path, value or "")
    return draft


def _tell(text: str) -> None:
    if text:
        output.tell(lines(text))


def _line(words: str, texts: Texts) -> str:
    """Print words as a prompt and read one line.

    Raises:
        EOFError: the input has ended.
    """
    while True:
        output.tell(f"\n{lines(words)}\n> ", end="")
        typed = sys.stdin.buffer.readline()
        if not typed:
            raise EOFError
        try:
            return typed.decode(sys.stdin.encoding or "utf-8").strip()
        except UnicodeDecodeError:
            # On some terminals, Backspace removes a single byte of a syllable.
            _tell(texts("plain.garbled"))


def _offer_to_save(
    draft: Draft,
    decision: Decision,
    texts: Texts,
    ask: Callable[[str], str],
    opened: SavedCase | None = None,
) -> int:
    """Ask for a name to save the case under, save it, and say how to find it again.

    Under its old name, the saved case that was `opened` is overwritten; under a new name, it is
    left alone. If input has ended, nothing is saved. Returns the exit code.
    """
    usual = opened.name if opened else suggested_name(draft, texts)
    try:
        typed = ask(texts("plain.save", name=harmless(usual)))
    except EOFError:
        return output.DONE
    said = parse_flag(typed)
    if typed == _NOT or said is False or is_nothing(typed):
        return output.DONE
    name = storable(usual if not typed or said is True else typed)
    try:
        with open_cases() as store:
            output.tell_notices(store.notices, texts)
            if store.path is None:
                return output.NO_STREAM
            over = opened if opened and folded(opened.name) == folded(name) else None
            alike = [
                case
                for case in store.cases()
                if folded(case.name) == folded(name) and not (over and case.number == over.number)
            ]
            kept, answer = with_fixed_days(draft, service.today()), advised(decision)
            ticked = over.ticked if over else frozenset[str]()
            saved = store.save(name, kept, ticked, over=over, answer=answer)
    except StorageError as error:
        return output.tell_storage(error, texts)
    tell_saved(saved, alike, texts)
    output.tell(texts("plain.saved", number=saved.number))
    return output.DONE
