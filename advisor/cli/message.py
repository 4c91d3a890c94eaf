"""`advisor message`: the answer in a few lines to send."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from advisor.book.clients.client_case import client_cases
from advisor.book.for_client import message_to_send
from advisor.book.messages import headed_message
from advisor.cases import open_cases
from advisor.cli import output
from advisor.cli.case_input import asked_case, decided, saved_cases
from advisor.cli.commands import Command, page
from advisor.cli.completion import files
from advisor.cli.output import EndedError
from advisor.cli.problems import tell_doubts, tell_problems
from advisor.explain.outside import harmless
from advisor.report.message import message
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from advisor.book.clients.client_case import ClientCase
    from advisor.explain.texts import Texts
    from advisor.storage.kept import SavedCase


def command(texts: Texts) -> Command:
    """Return the command."""
    params: list[click.Parameter] = [
        click.Argument(["cases"], nargs=-1, shell_complete=files),
        click.Option(["--sample", "use_sample"], is_flag=True),
        click.Option(["--office"], default=None),
    ]
    return Command("message", partial(_run, texts), params, page(texts, "message.help"))


def _run(texts: Texts, *, cases: Sequence[str], use_sample: bool, office: str | None) -> int:
    signed = read_settings().office if office is None else office
    if len(cases) > 1 and not use_sample:
        return _say_all(tuple(dict.fromkeys(cases)), texts, signed)
    case = next(iter(cases), None)
    for here in _at_desk(saved_cases(cases, texts)).values():
        if here.unsaid:
            output.tell(_unsaid(here, texts))
            return output.BAD_INPUT
    decision = decided(asked_case(case, texts, use_sample=use_sample), texts)
    output.write(message(decision, texts, signed))
    return output.DONE


def _say_all(names: Sequence[str], texts: Texts, office: str) -> int:
    """Print the message of each case that has one; return the exit code."""
    found = saved_cases(names, texts)
    at_desk = _at_desk(found)
    said: list[str] = []
    for at, (name, saved) in enumerate(zip(names, found, strict=True), 1):
        here = at_desk.get(saved.number) if saved else None
        try:
            if here and here.unsaid:
                output.tell(_unsaid(here, texts))
                continue
            decision = decided(_document(name, saved, texts), texts)
        except EndedError:
            output.tell(texts("message.none-of", name=name))
            continue
        text = message_to_send(decision, texts, office)
        if text:
            number = str(saved.number if saved else at)
            said.append(headed_message(number, decision.case.client, text, texts))
        else:
            tell_doubts((decision,), texts)
            output.tell(texts("message.none-of", name=name))
    output.write("\n".join(said))
    if len(said) == len(names):
        return output.DONE
    return output.SOME_REFUSED if said else output.BAD_INPUT


def _document(name: str, saved: SavedCase | None, texts: Texts) -> Mapping[str, object]:
    """Return what a case states.

    Raises:
        EndedError: there is no such case, or it cannot be read.
    """
    if saved is None:
        return asked_case(name, texts, use_sample=False)
    stated, problems = saved.draft.document(today())
    if problems:
        raise EndedError(tell_problems(problems, texts, as_json=False))
    return stated


def _at_desk(cases: Iterable[SavedCase | None]) -> dict[int, ClientCase]:
    """Return the saved cases among some, as the desk knows them, by their numbers."""
    saved = [case for case in cases if case]
    if not saved:
        return {}
    with open_cases() as store:
        return {case.number: case for case in client_cases(store, load_rulebook(), saved)}


def _unsaid(here: ClientCase, texts: Texts) -> str:
    """Say why a saved case has no message any more: its client has renewed, or claimed a sum."""
    who = harmless(here.called)
    return texts(f"message.unsaid.{here.unsaid}", number=here.number, name=who)
