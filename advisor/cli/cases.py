"""`advisor cases`: the saved cases, without the app."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from advisor.book.clients.client_case import SUM_WANTED, DeskState, client_cases, with_answer
from advisor.book.clients.client_messages import unsaid_words
from advisor.book.clients.merging import stated
from advisor.cases import advised, open_cases
from advisor.cli import output
from advisor.cli.case_actions import case_actions
from advisor.cli.case_input import case_bytes, tell_left_out
from advisor.cli.case_pages import (
    advised_page,
    case_heading,
    case_list,
    cases_document,
    desk_paper,
    find_all,
    named_cases,
    only_one,
    shown_name,
    tell_saved,
)
from advisor.cli.commands import Command, Group, json_option, page, wrong
from advisor.cli.completion import files as files_here
from advisor.cli.desk import desk_commands
from advisor.cli.problems import tell_problems
from advisor.domain.case import Case
from advisor.domain.errors import NoRuleInForceError
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import harmless, machine_text
from advisor.intake.case.case_file import read_case
from advisor.intake.case.draft import read_draft
from advisor.intake.problems import Problem
from advisor.report.answer.to_json import answer_document, to_json
from advisor.report.answer.to_text import to_text
from advisor.report.rulebook.rule_words import error_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide, today
from advisor.storage.case_files import CaseFile, read_case_file
from advisor.storage.errors import StorageError
from advisor.storage.records import SavedCase, folded, storable
from advisor.storage.store import CaseStore


def command(texts: Texts) -> click.Command:
    """Return the command with its subcommands."""
    help_page = page(texts, "storage.help")
    as_json = json_option()

    def own(
        name: str, run: Callable[..., int], params: list[click.Parameter]
    ) -> Command:  # each subcommand opens the store for itself
        return Command(name, partial(_with_store, texts, run), params, help_page)

    search = click.Option(["--search"], default="")
    shelves = [
        click.Option([f"--{shelf}", "shelf"], flag_value=shelf, default="")
        for shelf in ("deleted", str(DeskState.ARCHIVED))
    ]
    shown = [click.Option([f"--{name}"], is_flag=True) for name in ("as-advised", "full")]
    with_client = click.Option(["--with-client"], is_flag=True)
    files = click.Argument(["files"], nargs=-1, required=True, shell_complete=files_here)
    return Group(
        "cases",
        [
            own("list", _list, [search, *shelves, with_client, as_json]),
            own("show", _show, [named_cases(), as_json, *shown]),
            own("import", _import, [files, click.Option(["--name"])]),
            *(own(name, run, params) for name, run, params in (*case_actions(), *desk_commands())),
        ],
        help_page,
    )


def _with_store(texts: Texts, run: Callable[..., int], **given: object) -> int:
    """Run a subcommand with the open store, reporting any problems of the store."""
    try:
        with open_cases() as store:
            output.tell_notices(store.notices, texts)
            return run(store, texts, **given) if store.readable else output.NO_STREAM
    except StorageError as error:
        return output.tell_storage(error, texts)


def _list(
    store: CaseStore,
    texts: Texts,
    *,
    search: str,
    shelf: str,
    with_client: bool,
    as_json: bool,
) -> int:
    """Print the cases on the desk, the archived ones, or the deleted ones."""
    rulebook = load_rulebook()
    words = folded(search).split()
    deleted = shelf == "deleted"
    day = today()
    saved = store.deleted() if deleted else store.cases()
    cases = [with_answer(case, rulebook, day) for case in client_cases(store, rulebook, saved)]
    archived = shelf == str(DeskState.ARCHIVED)
    found = [
        case
        for case in cases
        if case.matches(words) and (deleted or archived == (case.state is DeskState.ARCHIVED))
    ]
    paper = desk_paper(texts)
    if as_json:
        output.write(to_json(cases_document(found, paper, with_client=with_client)))
    elif found:
        output.write(case_list(found, paper))
    else:
        code = "none-found" if search else f"none-{shelf}" if shelf else "none"
        output.tell(texts(f"storage.{code}", search=harmless(search)))
    return output.DONE


def _show(
    store: CaseStore, texts: Texts, *, cases: Sequence[str], as_json: bool, **given: bool
) -> int:
    """Print cases with their answers, one below the other."""
    found = find_all(store, cases, texts)
    if as_json:
        only_one(found, "--json", texts)
    if len(found) == 1:
        return _show_one(store, found[0], texts, as_json=as_json, **given)
    done = 0
    for at, saved in enumerate(found):
        if at:
            output.write("\n")
        try:
            done += _show_one(store, saved, texts, as_json=False, **given) == output.DONE
        except NoRuleInForceError as error:
            output.tell(f"{case_heading(saved, texts)}\n{error_text(error, texts)}")
    return output.exit_code(done, len(found))


def _show_one(
    store: CaseStore,
    saved: SavedCase,
    texts: Texts,
    *,
    as_json: bool,
    as_advised: bool,
    full: bool,
) -> int:
    if as_advised:
        return _show_advised(store, saved, texts, as_json=as_json)
    rulebook = load_rulebook()
    found = read_draft(saved.draft, rulebook, today())
    if isinstance(found, tuple):
        if store.answers(saved.number) and not as_json:
            _show_advised(store, saved, texts, as_json=False)
        else:
            output.tell(case_heading(saved, texts))
        return tell_problems(found, texts, as_json=as_json)
    decision = decide(found, rulebook)
    if as_json:
        output.write(to_json(answer_document(decision)))
    else:
        answer = to_text(decision, output.paper(texts), full=full)
        output.write(f"{case_heading(saved, texts)}\n\n{answer}")
    (here,) = client_cases(store, rulebook, (saved,))
    if here.no_message_reason == SUM_WANTED:
        output.tell(unsaid_words(here, texts))
    return output.DONE


def _show_advised(store: CaseStore, saved: SavedCase, texts: Texts, *, as_json: bool) -> int:
    """Print the last answer as it was given; return the exit code."""
    answers = store.answers(saved.number)
    if not answers:
        output.tell(f"{case_heading(saved, texts)}\n{texts('advised.none')}")
        return output.BAD_INPUT
    last = answers[-1]
    if as_json:
        return output.write(machine_text(last.answer))
    return output.write(advised_page(saved, last, texts))


def _import(store: CaseStore, texts: Texts, *, files: tuple[str, ...], name: str | None) -> int:
    """Save files as cases; stop at the first unreadable file, with those before it saved."""
    if name is not None and len(files) > 1:
        raise wrong(texts("storage.usage.one-name", count=len(files)))
    for file in files:
        try:
            code = _import_one(store, texts, file, name)
        except OSError as error:
            return output.tell_unreadable(file, error, texts)
        if code:
            return code
    return output.DONE


def _import_one(store: CaseStore, texts: Texts, file: str, name: str | None) -> int:
    found = read_case_file(case_bytes(file))
    if not isinstance(found, CaseFile):
        return _refuse(file, (found,), texts)
    rulebook = load_rulebook()
    case = read_case(found.document, rulebook, today())
    if not isinstance(case, Case) and not found.is_ours:
        return _refuse(file, case, texts)
    tell_left_out(found.document, texts)
    usual = "" if file == output.STANDARD_STREAM else Path(file).stem
    called = storable(name if name is not None else found.name or usual)
    same = [known for known in store.cases() if folded(known.name) == folded(called)]
    content = stated(found.draft, today())
    saved = next((known for known in same if stated(known.draft, today()) == content), None)
    if saved:
        output.tell(texts("storage.known", number=saved.number, name=shown_name(saved, texts)))
    else:
        answer = advised(decide(case, rulebook)) if isinstance(case, Case) else None
        saved = store.save(called, found.draft, answer=answer)
        tell_saved(saved, same, texts)
        if not isinstance(case, Case):
            output.tell(texts("storage.saved-open"))
            tell_problems(case, texts, head="storage.to-mend")
    return output.write(f"{saved.number}\n")


def _refuse(file: str, problems: tuple[Problem, ...], texts: Texts) -> int:
    output.tell(harmless(file))
    return tell_problems(problems, texts, head="storage.refused")
