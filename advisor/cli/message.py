"""`advisor message`: the answer in a few lines to send."""

from collections.abc import Sequence
from functools import partial

import click

from advisor import on_demand
from advisor.book.clients.client_case import ClientCase, client_cases
from advisor.book.clients.client_messages import unsaid_words
from advisor.book.messages import headed_message
from advisor.cases import open_cases
from advisor.cli import output
from advisor.cli.case_input import asked_case, decided, saved_cases
from advisor.cli.commands import Command, page
from advisor.cli.completion import files
from advisor.cli.output import CommandEndedError
from advisor.cli.problems import tell_problems
from advisor.domain.decision import Decision
from advisor.domain.errors import NoRuleInForceError
from advisor.explain.sentences import doubts
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.report.message import message
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.settings import read_settings


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
    if use_sample or not cases:
        document = asked_case(next(iter(cases), None), texts, use_sample=use_sample)
        return output.write(_said(decided(document, texts), texts, signed))
    asked = _asked(tuple(dict.fromkeys(cases)), texts)
    if len(asked) == 1:
        return output.write(_said(_decision(*asked[0], texts), texts, signed))
    said: list[str] = []
    for at, (name, here) in enumerate(asked, 1):
        try:
            decision = _decision(name, here, texts)
            text = _said(decision, texts, signed)
        except CommandEndedError:
            output.tell(texts("message.none-of", name=harmless(name)))
        except NoRuleInForceError as error:
            output.tell(on_demand.error_text(error, texts))
            output.tell(texts("message.none-of", name=harmless(name)))
        else:
            number = str(here.number if here else at)
            said.append(headed_message(number, decision.case.client, text, texts))
    output.write("\n".join(said))
    return output.exit_code(len(said), len(asked))


def _decision(name: str, here: ClientCase | None, texts: Texts) -> Decision:
    """Answer a case that was asked for by name; `here` is its desk entry if it is saved.

    Raises:
        EndedError: there is no such case, it cannot be read, or there is nothing new to send.
    """
    if here is None:
        return decided(asked_case(name, texts, use_sample=False), texts)
    if here.no_message_reason:
        output.tell(unsaid_words(here, texts))
        raise CommandEndedError(output.BAD_INPUT)
    stated, problems = here.saved.draft.document(today())
    if problems:
        raise CommandEndedError(tell_problems(problems, texts))
    return decided(stated, texts)


def _said(decision: Decision, texts: Texts, office: str) -> str:
    """Return the message of an answer.

    Raises:
        EndedError: there is no message until a doubtful amount is corrected.
    """
    text = message(decision, texts, office)
    if not text:
        output.tell(
            texts("message.unsaid-here.in-doubt", doubts=" ".join(doubts((decision,), texts)))
        )
        raise CommandEndedError(output.BAD_INPUT)
    return text


def _asked(names: Sequence[str], texts: Texts) -> list[tuple[str, ClientCase | None]]:
    """Return each name with the desk entry of the saved case that has it, if one has."""
    found = saved_cases(names, texts)
    desk: dict[int, ClientCase] = {}
    if saved := [case for case in found if case]:
        with open_cases() as store:
            desk = {one.number: one for one in client_cases(store, load_rulebook(), saved)}
    return [
        (name, desk[case.number] if case else None) for name, case in zip(names, found, strict=True)
    ]
