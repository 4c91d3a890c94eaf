"""The subcommands of `advisor cases` for a broker: what is due, and how predictions came true."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import click

from advisor.book.clients.calendar import calendar
from advisor.book.clients.client_case import client_cases, with_answer
from advisor.book.clients.due import all_due
from advisor.book.clients.due_words import due_document, due_lines
from advisor.book.clients.follow_up_words import (
    prediction_lines,
    predictions_csv,
    predictions_document,
    renewal_lines,
)
from advisor.book.clients.predictions import predicted_renewals
from advisor.book.clients.renewal_note import RenewalNoteProblem, far_off, read_renewal_note
from advisor.cli import file_output, output
from advisor.cli.case_actions import Own
from advisor.cli.case_pages import (
    advised_page,
    case_heading,
    desk_paper,
    find_all,
    find_saved,
    named_cases,
    only_one,
)
from advisor.cli.commands import json_option, wrong
from advisor.cli.completion import files as files_here
from advisor.cli.completion import saved_names, words
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless, machine_text
from advisor.intake.typed.day import parse_period
from advisor.report.answer.advised_text import advised_line
from advisor.report.answer.to_json import to_json
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.storage.records import SavedCase
from advisor.storage.store import CaseStore


def desk_commands() -> Iterator[Own]:
    """Yield the name, function and parameters of each subcommand."""
    case = click.Argument(["case"], shell_complete=words(saved_names))
    as_json = json_option()
    with_client = click.Option(["--with-client"], is_flag=True)
    out = click.Option(["-o", "--output", "out"], shell_complete=files_here)
    ics = click.Option(["--ics"], shell_complete=files_here)
    premium = click.Option(["--premium"], required=True)
    within, clean, day = (click.Option([f"--{name}"]) for name in ("within", "clean", "day"))
    as_csv = click.Option(["--csv", "as_csv"], is_flag=True)
    answer = click.Option(["--answer"], type=click.IntRange(min=1))
    every = click.Option(["--all", "every"], is_flag=True)
    yield "due", _due, [within, every, ics, with_client, as_json]
    yield "renewed", _renewed, [case, premium, clean, day]
    yield "follow-up", _follow_up, [as_csv, as_json, with_client, out]
    yield "history", _history, [named_cases(), answer, as_json]


def _due(
    store: CaseStore,
    texts: Texts,
    *,
    within: str | None,
    ics: str | None,
    as_json: bool,
    **given: bool,
) -> int:
    """Print what is due, or write it as a calendar."""
    with_client, every = given["with_client"], given["every"]
    rulebook, day = load_rulebook(), today()
    period = None if within is None else _period(within, texts)
    cases = [with_answer(case, rulebook, day) for case in client_cases(store, rulebook)]
    dues = all_due(cases, rulebook, day, period, every_refund=every)
    hidden = len(all_due(cases, rulebook, day, period, every_refund=True)) - len(dues)
    if ics is not None:
        content = calendar(dues, texts, day, with_client=with_client)
        if failed := file_output.write_output(ics, content, texts):
            return failed
        if ics != output.STANDARD_STREAM:
            output.tell(texts("due.written", count=len(dues), path=ics))
    if as_json:
        output.write(to_json(due_document(dues, day, with_client=with_client)))
    elif ics is None and dues:
        output.write("\n".join(due_lines(dues, desk_paper(texts))) + "\n")
    elif ics is None:
        output.tell(texts("due.none"))
    if hidden:
        output.tell(texts("due.hidden", count=hidden))
    return output.DONE


def _renewed(
    store: CaseStore, texts: Texts, *, case: str, premium: str, clean: str | None, day: str | None
) -> int:
    """Store what a renewal really cost, and print it beside the prediction."""
    saved = find_saved(store, case, texts)
    rulebook = load_rulebook()
    (here,) = client_cases(store, rulebook, (saved,))
    typed = {"premium": premium, "clean": clean or "", "day": day or ""}
    found = read_renewal_note(here, typed, today())
    if isinstance(found, RenewalNoteProblem):
        raise wrong(found.words(texts))
    before = [one for one in here.renewed if one.renewed_on == found.renewed_on]
    store.progress.note_renewal(saved.number, found.renewed_on, found.premium, found.clean)
    (here,) = client_cases(store, rulebook, (saved,))
    for one in before:
        if (one.premium, one.clean) != (found.premium, found.clean):
            code = "replaced" if one.clean is None else "replaced-both"
            facts = {"day": one.renewed_on, "premium": one.premium, "clean": one.clean}
            output.tell(texts(f"desk.renewed.{code}", **facts))
    if doubt := far_off(here, found, texts):
        output.tell(doubt)
    same = [
        one for one in predicted_renewals(store, (here,), rulebook) if one.day == found.renewed_on
    ]
    lines = [line for one in same for line in renewal_lines(one, desk_paper(texts))]
    return output.write("\n".join((case_heading(saved, texts), *lines)) + "\n")


def _follow_up(
    store: CaseStore,
    texts: Texts,
    *,
    as_csv: bool,
    as_json: bool,
    with_client: bool,
    out: str | None,
) -> int:
    """Print or write the predictions beside what renewals really cost."""
    rulebook = load_rulebook()
    found = predicted_renewals(store, client_cases(store, rulebook), rulebook)
    if as_csv:
        content = predictions_csv(found, with_client=with_client)
    elif as_json:
        content = to_json(predictions_document(found, with_client=with_client)).encode("utf-8")
    else:
        return output.write("\n".join(prediction_lines(found, desk_paper(texts))) + "\n")
    return file_output.write_output(out, content, texts)


def _history(
    store: CaseStore, texts: Texts, *, cases: Sequence[str], answer: int | None, as_json: bool
) -> int:
    """Print a line for each answer given with some cases, or one answer in full."""
    found = find_all(store, cases, texts)
    if as_json:
        only_one(found, "--json", texts)
    if answer is None and not as_json:
        return output.write("\n".join(_answers_given(saved, store, texts) for saved in found))
    if answer is not None:
        only_one(found, "--answer", texts)
    saved, answers = found[0], store.answers(found[0].number)
    if answer is None:
        documents = ",\n".join(kept.answer.strip() for kept in answers)
        return output.write(machine_text(f"[\n{documents}\n]\n"))
    if answer > len(answers):
        raise wrong(texts("desk.no-such-answer", count=len(answers), number=answer))
    kept = answers[answer - 1]
    if as_json:
        return output.write(machine_text(f"{kept.answer.strip()}\n"))
    return output.write(advised_page(saved, kept, texts))


def _answers_given(saved: SavedCase, store: CaseStore, texts: Texts) -> str:
    answers = enumerate(store.answers(saved.number), 1)
    lines = [f"{at:>3}  {advised_line(kept, texts)}" for at, kept in answers]
    return "\n".join((case_heading(saved, texts), *(lines or [texts("advised.none")]))) + "\n"


def _period(typed: str, texts: Texts) -> timedelta:
    """Read a period of time ahead.

    Raises:
        UsageError: the text is not a period.
    """
    period = parse_period(typed)
    if period is None:
        raise wrong(texts("due.no-period", typed=harmless(typed)))
    return period
