"""The subcommands of `advisor cases` that act on all named cases at once, or on none of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from advisor.book.clients.case_outcome import OUTCOMES, CaseOutcome
from advisor.book.clients.client_case import DeskState, client_cases
from advisor.book.clients.merging import bring_back
from advisor.cases import advised
from advisor.cli import file_output, output
from advisor.cli.case_pages import find_all, named_cases, only_one, shown_name
from advisor.cli.commands import wrong
from advisor.cli.completion import files as files_here
from advisor.cli.completion import saved_names, words
from advisor.cli.problems import tell_problems
from advisor.explain.texts import LANGUAGES, Texts
from advisor.explain.untrusted_text import LONGEST_TYPED, harmless
from advisor.intake.case.draft import read_draft
from advisor.intake.plain_text import plain
from advisor.intake.problems import Problem
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide, today
from advisor.storage.case_files import case_file_text, write_case_files
from advisor.storage.records import SavedCase
from advisor.storage.store import CaseStore

Own = tuple[str, "Callable[..., int]", list[click.Parameter]]


def case_actions() -> Iterator[Own]:
    """Yield the name, function and parameters of each subcommand."""
    cases = named_cases()
    out = click.Option(["-o", "--output", "out"], shell_complete=files_here)
    marked = click.Argument(
        ["case_and_state"], nargs=-1, required=True,
        shell_complete=words(lambda: (*map(str, OUTCOMES), *saved_names())),
    )  # fmt: skip
    yield "export", _export, [cases, out]
    yield "delete", _delete, [cases]
    yield "restore", _restore, [named_cases(deleted=True)]
    yield "mark", _mark, [marked, click.Option(["--paid"])]


def _export(store: CaseStore, texts: Texts, *, cases: Sequence[str], out: str | None) -> int:
    """Write a case as a case file, or several of them into a folder."""
    found = find_all(store, cases, texts)
    if out is not None and Path(out).is_dir():
        return _export_all(found, Path(out), texts)
    if len(found) > 1:
        if out is None or out == output.STANDARD_STREAM:
            raise wrong(texts("storage.usage.folder", count=len(found)))
        return _export_all(found, Path(out), texts)
    (saved,) = found
    text, problems = case_file_text(saved.name, saved.draft, today())
    if failed := file_output.write_output(out, text.encode("utf-8"), texts):
        return failed
    if out and out != output.STANDARD_STREAM:
        output.tell(texts("storage.exported", path=out))
    _tell_as_typed(problems, texts)
    return output.DONE


def _export_all(cases: Sequence[SavedCase], folder: Path, texts: Texts) -> int:
    try:
        open_ones = write_case_files(folder, cases, today())
    except OSError as error:
        return output.tell_unwritable(None, error, texts)
    output.tell(texts("storage.exported-all", count=len(cases), path=str(folder)))
    for case in cases:
        if case.number in open_ones:
            output.tell(f"\n{case.number}  {shown_name(case, texts)}")
            _tell_as_typed(open_ones[case.number], texts)
    return output.DONE


def _tell_as_typed(problems: tuple[Problem, ...], texts: Texts) -> None:
    if problems:
        output.tell(texts("storage.exported-as-typed"))
        tell_problems(problems, texts, head="storage.to-mend")


def _delete(store: CaseStore, texts: Texts, *, cases: Sequence[str]) -> int:
    found = find_all(store, cases, texts)
    store.delete(*(saved.number for saved in found))
    for saved in found:
        output.tell(texts("storage.deleted", number=saved.number, name=shown_name(saved, texts)))
    numbers = " ".join(str(saved.number) for saved in found)
    output.tell(texts("storage.to-undo", numbers=numbers))
    return output.DONE


def _restore(store: CaseStore, texts: Texts, *, cases: Sequence[str]) -> int:
    """Restore deleted cases; if none is named, all that were deleted together last."""
    if cases:
        found = find_all(store, cases, texts, deleted=True)
    else:
        found = next(iter(store.deletions()), ())
    if not found:
        output.tell(texts("storage.none-deleted"))
    anew = bring_back(store, found, today())
    for saved in found:
        number, name = saved.number, shown_name(saved, texts)
        if here := anew.get(number):
            facts = {"number": number, "here": here.number, "name": shown_name(here, texts)}
            output.tell(texts("storage.saved-anew", **facts))
        else:
            output.tell(texts("storage.restored", number=number, name=name))
    return output.exit_code(len(found) - len(anew), len(found))


def _mark(
    store: CaseStore, texts: Texts, *, case_and_state: Sequence[str], paid: str | None
) -> int:
    """Note what became of cases, or archive them; with the payout `paid`, answer anew first."""
    *cases, last = case_and_state
    wanted = _state(last)
    if wanted is None or not cases:
        known = ", ".join(f"{state} ({texts(f'desk.state.{state}')})" for state in OUTCOMES)
        code = "no-such-state" if cases else "no-state" if wanted is None else "no-case"
        raise wrong(texts(f"desk.{code}", typed=harmless(last, LONGEST_TYPED), known=known))
    found = find_all(store, cases, texts)
    if paid is not None:
        if wanted is not DeskState.CLAIMED:
            raise wrong(texts("desk.paid-of-claimed"))
        only_one(found, "--paid", texts)
        draft = found[0].draft.with_value("accident.paid", paid)
        read = read_draft(draft, load_rulebook(), today())
        if isinstance(read, tuple):
            return tell_problems(read, texts)
        answer = advised(decide(read, load_rulebook()))
        found = (store.save(found[0].name, draft, found[0].ticked, over=found[0], answer=answer),)
    outcomes = [CaseOutcome(one, wanted) for one in client_cases(store, load_rulebook(), found)]
    with store.transaction():
        for outcome in outcomes:
            outcome.keep(store)
    for outcome in outcomes:
        _tell(outcome, store, texts)
    return output.DONE


def _tell(outcome: CaseOutcome, store: CaseStore, texts: Texts) -> None:
    """Report what was noted of a case, and the notes of renewals that were deleted for it."""
    saved, number = outcome.case.saved, outcome.case.number
    name = shown_name(saved, texts)
    if outcome.takes_out:
        (here,) = client_cases(store, load_rulebook(), (saved,))
        shown = texts(f"desk.state.{here.state}")
        output.tell(texts("desk.taken-out", number=number, name=name, state=shown))
        return
    for last in outcome.forgotten:
        facts = {"number": number, "day": last.renewed_on, "premium": last.premium}
        output.tell(texts("desk.renewed.taken-back", **facts))
    shown = texts(f"desk.state.{outcome.state}")
    output.tell(texts("desk.marked", number=number, name=name, state=shown))
    if outcome.state is DeskState.CLAIMED and not outcome.case.paid:
        output.tell(texts("desk.sum-wanted", number=number))


_WAYS = {
    DeskState.CLAIMED: "claim",
    DeskState.SELF_PAID: "self-pay",
    DeskState.PAID_BACK: "refund",
}
"""The answer that was followed in each state; its word in the list names the state, too."""


def _state(typed: str) -> DeskState | None:
    """Return the state meant by its code, or by its word in either language; None if unknown."""
    wanted = _bare(typed)
    for state in OUTCOMES:
        codes = [f"desk.state.{state}", f"desk.mark.{state}"]
        if state in _WAYS:
            codes.append(f"desk.verdict.{_WAYS[state]}")
        named = (Texts(language)(code) for language in LANGUAGES for code in codes)
        if wanted in {_bare(state), *map(_bare, named)}:
            return state
    return None


def _bare(word: str) -> str:
    return re.sub(r"[\s_-]|[(:].*", "", plain(word))
