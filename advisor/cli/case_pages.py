"""Saved cases as a text table and as JSON, and finding cases by number or name."""

from collections.abc import Iterable, Sequence
from functools import partial

import click

from advisor.book.clients.client_case import ClientCase, DeskState
from advisor.book.clients.due import next_due
from advisor.book.clients.due_words import DeskPaper, client_document
from advisor.cases import disambiguated, matching
from advisor.cli import output
from advisor.cli.commands import wrong
from advisor.cli.completion import saved_names, words
from advisor.domain.accident import Estimate
from advisor.domain.decision import Advised
from advisor.explain.columns import listed
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless
from advisor.explain.width import cut
from advisor.intake.problems import Unreadable
from advisor.intake.typed.estimate import parse_estimate
from advisor.report.answer.advised_text import advised_lines
from advisor.report.answer.json_values import Json, json_value
from advisor.rules.rulebook import load_rulebook
from advisor.service import today
from advisor.storage.records import SavedCase
from advisor.storage.store import CaseStore

_HEADS = ("number", "client", "name", "accident", "bill", "deadline", "state")
_NAME, _CLIENT = _HEADS.index("name"), _HEADS.index("client")
_TO_THE_RIGHT = {_HEADS.index("number"), _HEADS.index("bill")}
_DAY, _BILL = "accident.day", "accident.own_damage"
_NARROWEST = 12


def named_cases(*, deleted: bool = False) -> click.Argument:
    """Return the argument for several cases; it is optional for a command on deleted cases."""
    known = words(partial(saved_names, deleted=deleted))
    return click.Argument(
        ["cases"], nargs=-1, required=not deleted, metavar="CASE", shell_complete=known
    )


def desk_paper(texts: Texts) -> DeskPaper:
    """Return the texts, width, rules and today's date that desk pages are written with."""
    return DeskPaper(texts=texts, cells=output.cells(), rulebook=load_rulebook(), today=today())


def case_list(cases: Sequence[ClientCase], paper: DeskPaper) -> str:
    """Return a line for each case; a name that is too long is cut, a figure never.

    If no case has a client, there is no column for clients.
    """
    texts = paper.texts
    rows = [[texts(f"storage.head.{head}") for head in _HEADS]]
    rows += [_row(case, paper) for case in cases]
    if not any(case.client.name.strip() for case in cases):
        rows = [[*row[:_CLIENT], "", *row[_CLIENT + 1 :]] for row in rows]
    lines = listed(rows, paper.cells, cut_at=_NAME, least=_NARROWEST, to_the_right=_TO_THE_RIGHT)
    return "\n".join(lines) + "\n"


def cases_document(
    cases: Sequence[ClientCase], paper: DeskPaper, *, with_client: bool = False
) -> dict[str, Json]:
    """Return the cases as JSON, with the client's data only if `with_client`.

    The repair bill is in won, null if it cannot be read.
    """
    found: list[Json] = []
    for case in cases:
        answer, due = case.answer, next_due(case, paper.rulebook, paper.today)
        document: dict[str, Json] = {
            "number": case.number,
            "name": case.saved.name,
            "saved_on": case.saved.saved_on.isoformat(),
            "accident_day": case.saved.draft.text(_DAY),
            "own_damage": _bill(case),
            "ticked": [*sorted(case.saved.ticked)],
            "insurer": case.insurer,
            "state": str(case.state),
            "verdict": answer.verdict if answer else None,
            "margin": answer.margin if answer else None,
            "refund_by": json_value(case.refund_by),
            "renewal": json_value(case.renewal),
            "due": None if due is None else {"kind": str(due.kind), "day": due.day.isoformat()},
        }
        if with_client:
            document["client"] = client_document(case.client)
        found.append(document)
    return {"cases": found}


def _row(case: ClientCase, paper: DeskPaper) -> list[str]:
    texts = paper.texts
    name = shown_name(case.saved, texts)
    bill = _bill(case)
    typed = case.saved.draft.text(_BILL) if bill is None else f"{bill:,}"
    accident, shown = (
        cut(harmless(text), _NARROWEST * 2) for text in (case.saved.draft.text(_DAY), typed)
    )
    due = next_due(case, paper.rulebook, paper.today)
    deadline = f"{due.day.isoformat()} {texts(f'due.short.{due.kind}')}" if due else ""
    state = "" if case.state is DeskState.OPEN else texts(f"desk.state.{case.state}")
    client = cut(harmless(case.client.name), _NARROWEST)
    return [str(case.number), client, name, accident, shown, deadline, state]


def _bill(case: ClientCase) -> int | None:
    """Return the likely repair bill of a case in won, None if it cannot be read."""
    bill = parse_estimate(case.saved.draft.text(_BILL))
    if isinstance(bill, Unreadable):
        return None
    return bill.likely if isinstance(bill, Estimate) else bill


def find_saved(store: CaseStore, wanted: str, texts: Texts) -> SavedCase:
    """Find a case by its number, or else by its full name or that of its client.

    Raises:
        UsageError: there is no such case, or several have the name.
    """
    (found,) = find_all(store, (wanted,), texts)
    return found


def find_all(
    store: CaseStore, wanted: Iterable[str], texts: Texts, *, deleted: bool = False
) -> tuple[SavedCase, ...]:
    """Find cases as `find_saved` does, each once, in the order in which they are named.

    Raises:
        UsageError: for one of the names there is no case, or there are several.
    """
    known = store.deleted() if deleted else store.cases()
    named = {one: matching(known, one) for one in wanted}
    wrongs = [_not_one(one, cases, texts, deleted=deleted) for one, cases in named.items()]
    if said := " ".join(filter(None, wrongs)):
        raise wrong(said)
    return tuple({case.number: case for cases in named.values() for case in cases}.values())


def _not_one(wanted: str, found: Sequence[SavedCase], texts: Texts, *, deleted: bool) -> str:
    """Return a sentence that no case, or several, have a name; empty if exactly one has it."""
    if len(found) == 1:
        return ""
    code = "several" if found else "no-deleted-case" if deleted else "no-such-case"
    facts = {"case": harmless(wanted), "numbers": disambiguated(found)}
    return texts(f"storage.usage.{code}", **facts)


def only_one(found: Sequence[SavedCase], option: str, texts: Texts) -> None:
    """Refuse an option that works with one case only if several were found.

    Raises:
        UsageError: several were found.
    """
    if len(found) > 1:
        raise wrong(texts("storage.usage.one-case", option=option, count=len(found)))


def case_heading(saved: SavedCase, texts: Texts) -> str:
    """Return the heading of a case: its number and its name."""
    return f"{saved.number}  {shown_name(saved, texts)}"


def advised_page(saved: SavedCase, given: Advised, texts: Texts) -> str:
    """Return an answer as it was given, below the heading of its case."""
    return "\n".join((case_heading(saved, texts), "", *advised_lines(given, texts))) + "\n"


def shown_name(saved: SavedCase, texts: Texts) -> str:
    """Return the name of a case as it is shown, or a text that it has none."""
    return harmless(saved.name) if saved.name.strip() else texts("storage.unnamed")


def tell_saved(saved: SavedCase, alike: Iterable[SavedCase], texts: Texts) -> None:
    """Report that a case was saved, and which others have the same name."""
    output.tell(texts("storage.saved", number=saved.number, name=shown_name(saved, texts)))
    if numbers := ", ".join(str(one.number) for one in alike):
        output.tell(texts("storage.same-name", numbers=numbers))
